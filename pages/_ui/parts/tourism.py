"""Parts of the page Tourism: the stops of a route, sights on several routes, passes, grades by side."""

from html import escape
from typing import Final

import pandas as pd
import streamlit as st

from geodata.catalog.pick import Pick
from geodata.catalog.shared_columns import BLANK
from geodata.domains import tourism_passes, tourism_routes
from geodata.narrative.cards.card import all_sources
from geodata.narrative.residents.items import age
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.store import concerns
from geodata.store.store import Edition, Store
from geodata.text import Lang, days, joined, number
from pages._ui.common import card_parts, charts, sentence, stage, tables
from pages._ui.common.charts import Bar, Part
from pages._ui.words import common, tourism
from pages._ui.words import transport as words

ROUTES: Final = "tourism_routes"
SIDES: Final = {"sichuan": ("#c8a951", common.ROWS_SICHUAN), "chongqing": ("#8d6bb3", common.ROWS_CHONGQING)}


def strip(scene: Scene, store: Store) -> str:
    """Return the stops of the picked route in order, as markup; empty for anything else."""
    id = scene.pick.within(ROUTES)
    if not id:
        return ""
    items = "".join(
        f'<li class="{stop.side}"><small>{number.said(stop.km, 0, scene.lang)}</small>'
        f"<span>{stop.number} {escape(stop.say(scene.lang))}</span></li>"
        for stop in tourism_routes.stops(id, store.get(ROUTES, scene.vintage), store.get("tourism", scene.vintage))
    )
    return f'<b>{escape(tourism.ROUTE_STOPS.say(scene.lang))}</b><ol class="strip">{items}</ol>'


def several(scene: Scene, store: Store, shown: Shown) -> None:
    """List the sights on a route shown that are stops of more than one of the routes asked for."""
    lang, sights = scene.lang, store.get("tourism", scene.vintage)
    table = tourism_routes.several(shown.counted, sights, shown.rows["id"])
    if sentence.empty(scene, shown):
        return
    if table.empty:
        st.info(tourism.ROUTES_NOBODY_TWICE.say(lang))
        return
    names = shown.table.set_index("id")[f"name_{lang}"]
    told = pd.DataFrame(
        {
            "name": table[f"name_{lang}"],
            "side": [SIDES[side][1].say(lang) for side in table["side"]],
            "routes": table["routes"],
            "which": [joined([names[id] for id in ids.split(";")], lang) for ids in table["route_ids"]],
        }
    )
    tables.grid(
        told.rename(columns={name: label.say(lang) for name, label in tourism.ROUTE_COLUMNS.items()}),
        lang,
        "several-routes",
        choose=tables.picks_row("tourism", table["id"].tolist()),
        height="content",
    )


def _pass(row: pd.Series, edition: Edition, lang: Lang) -> str:
    """One offer as a list item: its name, what and how, since and until when, how old the source is, the sources."""
    status = edition.catalog.vocabularies["stage"].get(str(row["stage"]))
    since, until = (
        label.say(lang).format(days.written(row[name], lang)) if pd.notna(row[name]) else ""
        for name, label in (("since", tourism.PASS_SINCE), ("until", tourism.PASS_UNTIL))
    )
    old = age(None if pd.isna(row["age"]) else int(row["age"]), lang)
    tags = " · ".join(filter(None, (status.say(lang) if status else "", since, until, old)))
    sources = card_parts.source_items(all_sources(Pick.of(row["dataset"], row["id"]), row, edition, lang), lang)
    told = " ".join(str(row[f"{name}_{lang}"]) for name in ("what", "note") if pd.notna(row[f"{name}_{lang}"]))
    name = escape(str(row[f"name_{lang}"]))
    return f"<li><b>{name}</b><p>{escape(told)}</p><small>{escape(tags)}</small><ul>{sources}</ul></li>"


def passes(scene: Scene, store: Store) -> None:
    """List the tickets, cards and offers for the other side; those that ended are folded away, with their dates."""
    lang = scene.lang
    table = tourism_passes.passes(store.get("shared_services"), store.get("tourism_policy"), days.today())
    edition = store.at(scene.vintage)
    if scene.place:
        mine = table.groupby("dataset")["id"].transform(
            lambda ids: ids.isin(concerns.concerns(edition, str(ids.name), scene.place))
        )
        table = table[mine.astype(bool)]
    held, past = (
        "".join(_pass(row, edition, lang) for _, row in table[table["past"].eq(ended)].iterrows())
        for ended in (False, True)
    )
    head = escape(tourism.PASSES_PAST.say(lang).format(n=int(table["past"].sum())))
    st.html(f'<div class="passes"><ul>{held}</ul><details><summary>{head}</summary><ul>{past}</ul></details></div>')
    st.caption(tourism.PASSES_HINT.say(lang))


def grades(scene: Scene, store: Store, sights: Shown) -> None:
    """Draw how many sights of each grade there are on either side; one with two grades counts in both."""
    lang, names = scene.lang, store.catalog.vocabularies["tourism_grade"]
    names = names | {BLANK: words.GRADES_NONE}
    grades = sights.rows["grade"].fillna(BLANK).str.split(";")
    pairs = sights.rows.assign(grade=grades).explode("grade")
    counts = pd.crosstab(pairs["grade"], pairs["side"])
    bars = []
    for grade in (grade for grade in names if grade in counts.index):
        row = counts.loc[grade]
        parts = tuple(Part(int(row.get(side, 0)), color, label.say(lang)) for side, (color, label) in SIDES.items())
        bars.append(Bar(names[grade].say(lang), parts, str(row.sum())))
    twice = int(grades.str.len().gt(1).sum())
    charts.stacked(
        scene, tourism.GRADES_CHART.say(lang), bars, words.GRADES_TWICE.say(lang).format(n=twice) if twice else ""
    )


def choose_view(scene: Scene, shown: dict[str, Shown]) -> str:
    """Draw the choice of what stands below the map, and return it: one of the page's views."""
    names = stage.titles(scene, shown)
    names |= {"several": tourism.ROUTES_SEVERAL.say(scene.lang), "passes": tourism.PASSES.say(scene.lang)}
    return stage.choose_view(scene, names)
