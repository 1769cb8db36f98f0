"""What makes an answer trustworthy: the footer with version and sources, the note on a link, and broken facts."""

from html import escape
from typing import Final

import streamlit as st

from geodata import VERSION
from geodata.basemap.basemap import notice
from geodata.boundaries.vintage import Vintage
from geodata.catalog.errors import DataError
from geodata.catalog.model import Dataset
from geodata.query import url
from geodata.store import live
from geodata.store.store import Store
from geodata.text import Lang, marks
from pages._ui.session import state
from pages._ui.words import common

MOST_LISTED: Final = 50  # broken cells


def left_out(lang: Lang) -> None:
    """Say which parts of a link were ignored, until the reader closes the note."""
    whole = [part for part in state.ignored() if part.field != url.DATA]  # the frame tells of the data
    parts = [part for part in whole if not part.own]
    if whole:
        told = marks.SEMICOLON.say(lang).join(part.say(lang) for part in parts[:6])
        more = f" …… +{len(parts) - 6}" if len(parts) > 6 else ""
        said = [common.IGNORED.say(lang) + told + more] if parts else []
        if len(parts) < len(whole):  # one sentence, however much of it was left out
            said.insert(0, common.SOMEBODYS_OWN.say(lang))
        with st.container(key="ignored", horizontal=True, vertical_alignment="center"):
            st.html(f'<p class="ignored" role="alert">{escape(marks.SPACE.say(lang).join(said))}</p>')
            st.button(
                "",
                key="ignored-close",
                icon=":material/close:",
                help=common.CARD_CLOSE.say(lang),
                on_click=state.forget_ignored,
            )


def as_of(lang: Lang) -> None:
    """Say as of when the data are where their source cannot be read or holds what is broken, and list that."""
    now = live.status()
    if not now or not (said := now.say(lang)):
        return
    lines = [escape(problem.say(lang)) for problem in now.problems[:MOST_LISTED]]
    if len(now.problems) > MOST_LISTED:
        lines.append(f"+{len(now.problems) - MOST_LISTED}")
    items = "".join(f"<li>{line}</li>" for line in lines)
    told = f"<details><summary>{escape(said)}</summary><ul>{items}</ul></details>" if lines else escape(said)
    st.html(f'<div class="ignored as-of" role="status">{told}</div>')


def broken(error: DataError, lang: Lang) -> None:
    """Say which cells of which file are broken and what is expected there."""
    st.error(common.BROKEN.say(lang))
    st.html(f'<pre class="broken">{escape(error.say(lang))}</pre>')


def footer(store: Store, datasets: list[Dataset], lang: Lang, vintage: Vintage = Vintage.TODAY) -> None:
    """Close the page: data version, sources of what is on screen, and the map-compliance block."""
    colon, comma = marks.COLON.say(lang), marks.COMMA.say(lang)
    named = marks.SEMICOLON.say(lang).join(
        dataset.title.say(lang) + marks.bracketed(f"{dataset.producer.say(lang)}{comma}{dataset.as_of}", lang)
        for dataset in datasets
    )
    lines = [
        f"{common.FOOTER_VERSION.say(lang)}{colon}{VERSION}+{store.version}",
        f"{common.FOOTER_ON_SCREEN.say(lang)}{colon}{named}" if named else "",
        store.catalog.compliance.say(lang, vintage, notice("screen")),
    ]
    st.html(f'<footer class="foot">{"".join(f"<p>{escape(line)}</p>" for line in lines if line)}</footer>')
