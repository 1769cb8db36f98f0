"""Parts of the page Transport: the strip of a corridor, crossings by pair and mode, buses."""

from html import escape
from typing import Final

import pandas as pd
import streamlit as st

from geodata.boundaries.vintage import Vintage
from geodata.catalog.pick import Pick
from geodata.domains import journeys
from geodata.domains.journeys import Stop
from geodata.narrative.cards.card import all_sources
from geodata.narrative.provenance import Source, distinct
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.store.store import Edition, Store
from geodata.text import Lang, marks, number
from layers import palette
from layers.spec import css
from pages._ui.common import card_parts, charts, maps, sentence, stage, tables
from pages._ui.common.charts import Bar, Part
from pages._ui.common.tables import cards
from pages._ui.words import common
from pages._ui.words import crossings as text
from pages._ui.words import transport as words

SHADES: Final = {"operating": 1.0, "under_construction": 0.55, "planned": 0.28}  # opacity of a mode's colour


def strip(scene: Scene, store: Store) -> str:
    """Return the stops of the picked corridor with the border between them, as markup; empty for anything else."""
    id = scene.pick.within("corridors")
    row = store.row("corridors", id, scene.vintage) if id else None
    if row is None:
        return ""
    stops = journeys.strip(id, store.get("corridor_nodes"), store.get("crossings", scene.vintage))
    title = f"<b>{escape(words.STRIP.say(scene.lang))}</b>"
    if not stops:
        return f"{title}<p>{escape(words.STRIP_NONE.say(scene.lang))}</p>"
    length = journeys.published(row)
    if length is not None:
        lengths = {"drawn": journeys.mark(stops[-1]), "published": number.published(length)}
        title += f"<p>{escape(words.STRIP_LENGTH.say(scene.lang).format(**lengths))}</p>"
    return f'{title}<ol class="strip">{"".join(_stop(stop, scene) for stop in stops)}</ol>'


def _stop(stop: Stop, scene: Scene) -> str:
    name = stop.say(scene.lang)
    if stop.kind == journeys.BORDER:
        border = f"{words.STRIP_BORDER.say(scene.lang)} · {name}"
        return f'<li class="border"><small>{journeys.mark(stop)}</small><span>{escape(border)}</span></li>'
    side = "sichuan" if stop.side == "四川省" else "chongqing" if stop.side == "重庆市" else "beyond"
    return f'<li class="{side}"><small>{journeys.mark(stop)}</small><span>{escape(name)}</span></li>'


def pairs(scene: Scene, store: Store, crossings: Shown) -> None:
    """Show how many crossings there are by mode at each border pair that has one of those listed."""
    lang, rows = scene.lang, crossings.counted
    if sentence.empty(scene, crossings):
        return
    modes = store.catalog.vocabularies["mode"]
    dash = marks.ENDS.say(lang)
    ends = ["sichuan_adcode", "chongqing_adcode"]
    rows = rows[rows[ends].agg("-".join, axis=1).isin(crossings.rows[ends].agg("-".join, axis=1))]
    counts = pd.crosstab(rows[f"sichuan_{lang}"] + dash + rows[f"chongqing_{lang}"], rows["mode"])
    counts = counts[[mode for mode in modes if mode in counts]].rename(columns=lambda mode: modes[mode].say(lang))
    counts.insert(0, text.MATRIX_TOTAL.say(lang), counts.sum(axis=1))
    counts = counts.sort_values(text.MATRIX_TOTAL.say(lang), ascending=False, kind="stable").rename_axis(None)
    if maps.narrow():
        listed = counts.astype(str).where(counts > 0, "").reset_index(names="")
        cards.show(listed, lang, "pairs-by-mode")
    else:
        _matrix(counts, lang)
    st.caption(words.PANEL_HINT.say(lang))
    points = rows.groupby([f"sichuan_{lang}", f"chongqing_{lang}"], sort=False)
    named = ((dash.join(map(str, names)), _sources(mine, store.at(scene.vintage), lang)) for names, mine in points)
    st.html(card_parts.source_fold(named, lang))


def _matrix(counts: pd.DataFrame, lang: Lang) -> None:
    """Border pairs (rows) by mode (columns), totals first; what is none is not written."""
    shade = f"background-color: {css(palette.SEQUENTIAL[1])}; color: #000"
    st.dataframe(
        counts.style.map(lambda n: shade if n else "color: transparent", subset=list(counts.columns[1:])),
        key="pairs-by-mode",
        height="content",
        alt=words.PANEL_PAIRS.say(lang),
    )


def _sources(crossings: pd.DataFrame, edition: Edition, lang: Lang) -> tuple[Source, ...]:
    """The sources of some crossings together."""
    rows = (row for _, row in crossings.iterrows())
    return distinct(one for row in rows for one in all_sources(Pick.of("crossings", row["id"]), row, edition, lang))


def buses(scene: Scene, store: Store, corridors: Shown) -> None:
    """List the cross-border bus lines shown: terminals, headway and fare, opening, status, operator."""
    lang, nodes = scene.lang, store.get("corridor_nodes")
    rows = corridors.rows[corridors.rows["mode"] == "bus"]
    crossings, states = store.get("crossings", Vintage.TODAY), store.catalog.vocabularies["status"]
    told = []
    for _, bus in rows.iterrows():
        stops = [stop for stop in journeys.strip(bus["id"], nodes, crossings) if stop.kind != journeys.BORDER]
        ends = [stop.say(lang) for stop in (stops[0], stops[-1])] if stops else []
        told.append(
            {
                "name": bus[f"name_{lang}"],
                "ends": " — ".join(ends),
                "fare": bus[f"headway_or_fare_{lang}"],
                "opened": bus["opened"],
                "status": states[bus["status"]].say(lang),
                "operator": bus["operator_or_builder"],
                **{name: bus[name] for name in ("source_title", "source_date", "source_url")},
            }
        )
    if not told:
        if not sentence.empty(scene, corridors):
            st.caption(words.BUSES_NONE.say(lang).format(n=corridors.count))
        return
    labels = {name: label.say(lang) for name, label in words.BUS_COLUMNS.items()}
    columns = corridors.dataset.all_columns
    labels |= {name: columns[name].label.say(lang) for name in ("source_title", "source_date", "source_url")}
    columns = corridors.dataset.all_columns
    labels |= {name: columns[name].label.say(lang) for name in ("source_title", "source_date", "source_url")}
    tables.grid(
        pd.DataFrame(told).rename(columns=labels),
        lang,
        "buses",
        choose=tables.picks_row("corridors", rows["id"].tolist()),
        column_config=tables.column_config(corridors.dataset, lang),
        height="content",
        alt=words.BUSES.say(lang),
    )
    st.caption(common.TABLE_HINT.say(lang))


def by_mode(scene: Scene, store: Store, corridors: Shown) -> None:
    """Draw how many of the corridors shown there are of each mode and status."""
    lang = scene.lang
    modes, states = store.catalog.vocabularies["mode"], store.catalog.vocabularies["status"]
    counts = pd.crosstab(corridors.rows["mode"], corridors.rows["status"])
    bars = [
        Bar(
            modes[mode].say(lang),
            tuple(
                Part(int(counts.loc[mode].get(status, 0)), _shade(status), states[status].say(lang))
                for status in states
            ),
            str(counts.loc[mode].sum()),
        )
        for mode in modes
        if mode in counts.index
    ]
    charts.stacked(scene, words.MODES_CHART.say(lang), bars)


def _shade(status: str) -> str:
    red, green, blue, _ = palette.MODE["hsr"][0]
    return css((red, green, blue, round(255 * SHADES[status])))


def choose_view(scene: Scene, shown: dict[str, Shown]) -> str:
    """Draw the choice of what stands below the map, and return it: one of the page's views."""
    names = stage.titles(scene, shown) | {
        "ways": words.WAYS.say(scene.lang),
        "pairs": words.PANEL_PAIRS.say(scene.lang),
        "buses": words.BUSES.say(scene.lang),
    }
    return stage.choose_view(scene, names)
