"""The answer as a table, a small chart and files: the same rows the map shows."""

from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from typing import Any, Final
from zlib import crc32

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from geodata.catalog.model import Dataset
from geodata.catalog.pick import Pick
from geodata.narrative import filters, labels
from geodata.narrative import table as readable
from geodata.narrative.residents.access import SIDES
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.store.store import Store
from geodata.text import Lang, marks, number
from geodata.ties import integration
from pages._ui.common import sentence, stage
from pages._ui.session import state
from pages._ui.words import common

TALL, FEW = 420, 11  # height of a table in px; so many lines fit into it
OF_PAIRS: Final = ("gaps", "came")  # tables whose rows are a border pair in a domain
NAME = 150  # px of the first column where the others have a width
ADDRESS = 190  # px of a column of addresses
SITE = r"^https?://(?:www\.)?([^/:?#]+)"  # what of an address is shown


def _on_row(dataset: str, key: str) -> None:
    """Turn a chosen row into the pick; a gap, or what filled it, is one of its border pair."""
    row, ids = state.chosen_row(key), state.shown_ids(dataset)
    if row is not None and row < len(ids):
        id, of_pair = ids[row], dataset in OF_PAIRS
        state.pick(Pick.of("border_pairs", integration.pair_of_gap(id)) if of_pair else Pick.of(dataset, id))


def picks_row(key: str, dataset: str, ids: list[str]) -> Callable[[], None]:
    """Return what a choice in a table of other rows than a dataset's does: it picks the thing its row stands for.

    Args:
        key: of the table.
        dataset, ids: what each row stands for.
    """

    def chosen() -> None:
        row = state.chosen_row(key)
        if row is not None and row < len(ids):
            state.pick(Pick.of(dataset, ids[row]))

    return chosen


def table(scene: Scene, store: Store, shown: dict[str, Shown]) -> None:
    """Show one dataset's rows at a time; choosing a row picks it."""
    if not shown:
        return
    rows(scene, store, shown[stage.choose_view(scene, stage.titles(scene, shown))])
    st.caption(common.TABLE_HINT.say(scene.lang))


def rows(
    scene: Scene,
    store: Store,
    answer: Shown,
    wanted: Mapping[str, int] | None = None,
    *,
    lines: int = 1,
    empty: str = "",
) -> None:
    """Show the rows of one dataset; choosing a row picks it.

    Args:
        scene, store, answer: what is on screen.
        wanted: the columns beside the name, each with its width in px; None: the usual ones, as wide as they need.
        lines: so many lines of text fit into a row.
        empty: what it means that there is no row; empty where the words on the map have said it.
    """
    lang, dataset = scene.lang, answer.dataset
    id, ids = dataset.id, answer.rows["id"].tolist()
    state.shown_ids(id, ids)
    if sentence.empty(scene, answer, empty):
        return
    # A new key when the rows change: a row number kept from other rows would point at the wrong thing.
    key = f"table-{id}-{crc32('|'.join(ids).encode())}"
    told = readable.table(answer, store, lang, tuple(wanted or ()))
    widths = dict(zip(told.columns, (NAME, *wanted.values()), strict=True)) if wanted else {}
    st.dataframe(
        _with_digits(told, dataset, lang),
        hide_index=True,
        on_select=lambda: _on_row(id, key),
        selection_mode=["single-row", "single-cell"],
        key=key,
        column_config=column_config(dataset, lang, widths),
        height=TALL if lines * len(ids) > FEW else "content",
        row_height=None if lines == 1 else 12 + 22 * lines,
        placeholder="",
        alt=dataset.title.say(lang),
    )


def column_config(dataset: Dataset, lang: Lang, widths: Mapping[str, int] | None = None) -> dict[str, Any]:
    """Return how the columns of a readable table are drawn: addresses as links that show the site, some with a width.

    Args:
        dataset: whose rows the table holds.
        lang: of its headings.
        widths: px by heading.
    """
    found: dict[str, Any] = {name: st.column_config.Column(width=width) for name, width in (widths or {}).items()}
    return found | {name: address_column(name, lang) for name in readable.addresses(dataset, lang)}


def address_column(heading: str, lang: Lang) -> Any:
    """Return how a column of source addresses is drawn; its heading says what an empty cell means."""
    label = heading + marks.bracketed(common.BLANK_ADDRESS.say(lang), lang)
    return st.column_config.LinkColumn(label, display_text=SITE, width=ADDRESS)


def _with_digits(told: pd.DataFrame, dataset: Dataset, lang: Lang) -> pd.DataFrame | Styler:
    """A readable table with its numbers as a reader writes them; a table of texts stays as it is."""
    digits = {
        labels.heading(column, lang): partial(number.said, digits=1 if column.type == "number" else 0, lang=lang)
        for column in dataset.all_columns.values()
        if column.type in ("integer", "number")
    }
    forms = {name: form for name, form in digits.items() if name in told}
    return told.style.format(forms, na_rep="") if forms else told


def chart(scene: Scene, shown: dict[str, Shown]) -> None:
    """Show for each dataset how its rows split between the two sides, as bars with their numbers."""
    here, there = (SIDES[side].say(scene.lang) for side in ("sichuan", "chongqing"))
    rows = []
    for answer in shown.values():
        if "side" not in answer.table or not answer.count:
            continue
        counts = answer.rows["side"].value_counts()
        sichuan, chongqing = int(counts.get("sichuan", 0)), int(counts.get("chongqing", 0))
        share = 100 * sichuan / (sichuan + chongqing)
        rows.append(
            f"<li><span>{escape(answer.dataset.domain.title.say(scene.lang))}</span>"
            f'<b>{sichuan}</b><i style="--share:{share:.1f}%;--domain:{answer.dataset.domain.color}"></i>'
            f"<b>{chongqing}</b></li>"
        )
    if rows:
        head = f"<li class='head'><span></span><b>{here}</b><i></i><b>{there}</b></li>"
        title = filters.of_whole(scene, common.CHART.say(scene.lang))
        st.html(f'<h2 class="small">{escape(title)}</h2><ul class="sides">{head}{"".join(rows)}</ul>')
