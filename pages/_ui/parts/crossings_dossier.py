"""What lies at the right of the map of Crossings: the ranking of the border pairs, or the dossier of the one picked."""

from html import escape
from typing import Final

import pandas as pd
import streamlit as st

from geodata.boundaries.border import pair_codes
from geodata.narrative import filters, redrawn
from geodata.narrative.cards import dossier
from geodata.narrative.cards.dossier import Dossier
from geodata.query import url
from geodata.query.crossings import Crossings
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.store.store import Store
from geodata.text import Count, joined, marks, number
from layers import palette
from layers.kinds import border
from layers.spec import css
from pages._ui.common import card, card_parts, downloads, tables
from pages._ui.session import state
from pages._ui.words import common, crossings

RANKED: Final = "ranked"
RANKED_PX, ROW_PX = 590, 25
GREY: Final = f"color: {css(palette.ASIDE)}"  # what lies outside what was chosen, as on the map


def _ink(color: tuple[int, int, int, int]) -> str:
    """Black or white, whichever is read better on a colour."""
    red, green, blue, _ = color
    return "#fff" if 0.299 * red + 0.587 * green + 0.114 * blue < 140 else "#000"


def ranking(scene: Scene, found: Crossings) -> None:
    """Show all border pairs, least tied first, in the colours of the map; choosing one opens its dossier.

    Those the scene is not about stand last and in grey, with what ties them all the same.
    """
    lang = scene.lang
    table = found.pairs.table.assign(aside=~found.pairs.keep)
    table = table.sort_values(["aside", "integration", "ties", "border_km"], ascending=[True, True, True, False])
    names = [name.say(lang) for name in (crossings.RANKING_PAIR, crossings.RANKING_DOMAINS, crossings.RANKING_TIES)]
    columns = (table[name].to_numpy() for name in (f"name_{lang}", "integration", "ties"))
    frame = pd.DataFrame(dict(zip(names, columns, strict=True)))
    kinds = border.classes(table)
    colors = [kinds[n].color for n in border.class_of(table)]
    cells = [
        GREY if aside else f"background-color: {css(color)}; color: {_ink(color)}"
        for color, aside in zip(colors, table["aside"], strict=True)
    ]
    greyed = [GREY if aside else "" for aside in table["aside"]]
    with st.container(key="ranking"):
        st.html(f"<b>{escape(filters.of_whole(scene, crossings.RANKING.say(lang)))}</b>")
        tables.grid(
            frame,
            lang,
            RANKED,
            choose=tables.picks_row("border_pairs", table["id"].tolist()),
            styled=lambda style: style.apply(lambda _column: greyed).apply(lambda _column: cells, subset=[names[1]]),
            colors=[css(color) for color in colors],
            height=min(RANKED_PX, 38 + ROW_PX * len(table)),
            row_height=ROW_PX,
            column_config={
                name: st.column_config.Column(width=px) for name, px in zip(names, (150, 74, 54), strict=True)
            },
            alt=crossings.RANKING.say(lang),
        )
        aside = common.RANKING_ASIDE.say(lang).format(n=found.aside) if found.aside else ""
        st.caption(crossings.RANKING_HINT.say(lang) + aside)


def _facts(found: Dossier, scene: Scene, store: Store) -> str:
    lang, length = scene.lang, crossings.DOSSIER_KM.say(scene.lang)
    people = " · ".join(
        dossier.people(one, lang) if one.total is not None else f"{one.county} {crossings.DOSSIER_UNKNOWN.say(lang)}"
        for one in found.people
    )
    rows = [
        (crossings.DOSSIER_DOMAINS, escape(f"{found.integration} / {found.domains}")),
        (
            crossings.DOSSIER_BORDER,
            escape(length.format(number.said(found.border_km, 0, lang))),
        ),
        (crossings.DOSSIER_PEOPLE, escape(people)),
        (
            crossings.DOSSIER_CROSSINGS,
            card_parts.links(scene, store, found.crossings),
        ),
    ]
    if found.nearest:
        name, pick, km = found.nearest
        far = length.format(number.said(km, 0, lang))
        rows.append((crossings.DOSSIER_NEAREST, f"{card_parts.link(scene, store, name, pick)} · {far}"))
    told = "".join(f"<dt>{escape(label.say(lang))}</dt><dd>{html}</dd>" for label, html in rows if html)
    for code in pair_codes(found.id):
        if change := redrawn.of_county(store.at(scene.vintage), code, lang):
            told += f"<dt>{escape(redrawn.LABEL.say(lang))}</dt><dd>{card_parts.changed(change, lang)}</dd>"
    return told


def _html(found: Dossier, scene: Scene, store: Store) -> str:
    lang = scene.lang
    missing = f"<b>{escape(crossings.DOSSIER_MISSING.say(lang))}</b><p>{escape(joined(list(found.missing), lang))}</p>"
    missing += f"<small>{escape(found.lists)}</small>"
    province = crossings.DOSSIER_PROVINCE.say(lang).format(n=Count(found.province))
    parts = [
        f'<p class="kind">{escape(crossings.DOSSIER.say(lang))}</p>',
        f"<h2>{escape(found.title)}</h2><p class='other'>{escape(found.other_title)}</p>",
        f"<p><small>{escape(crossings.DOSSIER_ASIDE.say(lang))}</small></p>" if found.aside else "",
        f'<div class="crosses"><b>{escape(crossings.DOSSIER_REPORT.say(lang))}</b><p>{escape(found.report)}</p></div>',
        f"<dl>{_facts(found, scene, store)}</dl>",
        f'<div class="cut">{missing}</div>' if found.missing else "",
        *(card_parts.listed(scene, store, title, subjects, pair=found.title) for title, subjects in found.tied),
        card_parts.listed(scene, store, crossings.DOSSIER_COMING.say(lang), found.coming, pair=found.title),
        card_parts.listed(
            scene, store, crossings.DOSSIER_HELD.say(lang), found.held, pair=found.title, since=common.DOSSIER_ON
        ),
        card.light_link(scene),
        f"<p><small>{escape(province)}</small></p>" if found.province else "",
    ]
    return f'<article class="card dossier">{"".join(parts)}</article>'


def show(scene: Scene, store: Store, found: Crossings) -> None:
    """Show the dossier of the border pair that is picked."""
    id, lang = scene.pick.id, scene.lang
    under = marks.SEMICOLON.say(lang).join(filters.question(scene, store, lang))
    made = dossier.make(found, store.at(scene.vintage), id, lang, under)
    if made is None:
        ranking(scene, found)
        return
    with st.container(key="card"):
        with card.card_tools(scene):
            if made.ties and "ties" not in scene.layers:
                st.button(
                    crossings.DOSSIER_TIES.say(scene.lang), key="card-ties", on_click=state.draw_layer, args=("ties",)
                )
        st.html(_html(made, scene, store))
        _files(found, scene, store, made)


def _files(found: Crossings, scene: Scene, store: Store, made: Dossier) -> None:
    """Offer the dossier as files: the pair with its gaps, ties and crossings, and its two counties."""
    counties = store.get("counties", scene.vintage)
    ends = Shown(store.catalog.datasets["counties"], counties, counties["adcode"].isin(pair_codes(made.id)))
    shown = found.of_pair(made.id) | {ends.dataset.id: ends}
    address = url.address(scene, store, downloads.public())
    makers = downloads.files(scene, store, shown, made.report, address)
    st.html(f"<b>{escape(crossings.DOSSIER_FILES.say(scene.lang))}</b>")
    offered = {format: makers[format] for format in ("xlsx", "gpkg")}
    downloads.buttons(offered, "dossier-file", scene, store, made.title)
