"""Parts of the page Eldercare: supply beside demand, agreements, categories by link across."""

from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from geodata.domains import eldercare_supply
from geodata.narrative import filters
from geodata.narrative.labels import label
from geodata.query import locality
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.query.selection import YES
from geodata.store import concerns
from geodata.store.store import Store
from geodata.text import number
from pages._ui.common import card, charts, sentence, stage, tables
from pages._ui.common.charts import Bar, Part
from pages._ui.session import state
from pages._ui.words import eldercare

SITES: Final = "eldercare"
# Width of each column of supply beside demand in px: together no wider than their place, so that no number is cut.
WIDTHS: Final = {
    **{"name": 136, "city": 84, "population_60plus_share": 60, "population_65plus_share": 60, "population_60plus": 80},
    **{"sites": 70, "sites_per_10k": 100, "sites_with_beds": 104, "beds": 64, "beds_per_10k": 100},
}
WHOLE: Final = 25  # rows; so many stand on the page without a window of their own
LINKED, UNLINKED, OLD = "#ee7733", "#d8d2c6", "#8a6d3b"


def supply(scene: Scene, store: Store, sites: Shown) -> None:
    """Show the sites asked for by unit, beside how many old people live there; under a narrowing, of the units listed.

    A unit's numbers are the same however the list of sites is narrowed.
    """
    lang, level = scene.lang, scene.supply
    units = store.get(eldercare_supply.LEVELS[level], scene.vintage)
    st.segmented_control(
        eldercare.DEMAND_BY.say(lang),
        list(eldercare_supply.LEVELS),
        format_func=lambda level: eldercare.DEMAND_LEVELS[level].say(lang),
        key=state.key("supply"),
        required=True,
    )
    table = eldercare_supply.by_unit(sites.counted, units, level)
    table = table[locality.within(scene, table["id"])]
    if sites.count < len(sites.counted) and not scene.place:  # of a place also that there is none
        if sentence.empty(scene, sites):
            return
        listed = eldercare_supply.by_unit(sites.rows, units, level)
        table = table[table["id"].isin(listed.loc[listed["sites"].gt(0), "id"])]
    table = table.rename(columns={f"name_{lang}": "name"})
    short = store.get("cities").set_index("name_zh")["short_zh" if lang == "zh" else "name_en"]
    table["city"] = table["city"].map(short)
    labels = {name: column.say(lang) for name, column in eldercare.DEMAND_COLUMNS.items()}
    del labels[{"county": "population_65plus_share", "city": "city"}[level]]  # so that all fit beside each other
    digits = {"population_60plus_share": 1, "population_65plus_share": 1, "sites_per_10k": 2, "beds_per_10k": 1}
    forms = {
        labels[name]: partial(number.said, digits=digits.get(name, 0), lang=lang)
        for name in eldercare.DEMAND_COLUMNS
        if name in labels and name not in ("name", "city")
    }
    tables.grid(
        table[list(labels)].rename(columns=labels),
        lang,
        "demand",
        forms=forms,
        column_config={
            labels[name]: st.column_config.Column(width=WIDTHS[name], pinned=name == "name") for name in labels
        },
        choose=tables.picks_row(eldercare_supply.LEVELS[level], table["id"].tolist()),
        height="content" if len(table) <= WHOLE else 520,
        alt=eldercare.DEMAND.say(lang),
    )
    known = int(units["population_60plus_share"].notna().sum())
    told = eldercare.DEMAND_KNOWN[level].say(lang).format(known=known, all=len(units))
    st.caption(f"{told} {eldercare.DEMAND_NOTE.say(lang)}")
    card.why_blank(table["id"], store.at(scene.vintage), lang)


def agreements(scene: Scene, store: Store) -> None:
    """List the papers between the two sides, those on eldercare before those on health and social security."""
    dataset, table = store.catalog.datasets["eldercare_policy"], store.get("eldercare_policy")
    if scene.place:
        table = table[table["id"].isin(concerns.concerns(store.at(scene.vintage), dataset.id, scene.place))]
    if table.empty:
        st.caption(filters.nothing_here(scene))
        return
    table = table.sort_values("domains", key=lambda cells: ~cells.str.contains(SITES), kind="stable")
    tables.whole(scene, store, dataset, table, "agreements")


def old(scene: Scene, store: Store, sites: Shown) -> None:
    """Draw the share of people of 60 and over by city, and say of how many cities it is."""
    cities = store.get("cities", scene.vintage)
    cities = cities[locality.within(scene, cities["adcode"])]
    table = eldercare_supply.by_unit(sites.rows, cities, "city").dropna(subset=["population_60plus_share"])
    title = eldercare.OLD_CHART.say(scene.lang).format(known=len(table), all=len(cities))
    bars = [
        Bar(str(row[f"name_{scene.lang}"]), (Part(round(10 * share), OLD, title),), number.said(share, 1, scene.lang))
        for (_, row), share in zip(table.iterrows(), table["population_60plus_share"], strict=True)
    ]
    charts.stacked(scene, title, bars)


def categories(scene: Scene, store: Store, sites: Shown) -> None:
    """Draw how many of the sites shown there are of each category, with and without a link across."""
    lang, names = scene.lang, store.catalog.vocabularies["eldercare_category"]
    linked = sites.rows["cross_border"].fillna(False).astype(bool)
    counts = pd.crosstab(sites.rows["category"], linked)
    column = sites.dataset.all_columns["cross_border"]
    keys = {True: label(YES, column, store.catalog, lang), False: label("no", column, store.catalog, lang)}
    bars = []
    for category in (category for category in names if category in counts.index):
        row = counts.loc[category]
        parts = tuple(
            Part(int(row.get(crosses, 0)), color, keys[crosses])
            for crosses, color in ((True, LINKED), (False, UNLINKED))
        )
        bars.append(Bar(names[category].say(lang), parts, str(row.sum())))
    charts.stacked(scene, eldercare.CATEGORY_CHART.say(lang), bars)


def choose_view(scene: Scene, sites: Shown) -> str:
    """Draw the choice of what stands below the map, and return it: one of the page's views."""
    names = stage.titles(scene, {SITES: sites})
    names |= {"demand": eldercare.DEMAND.say(scene.lang), "agreements": eldercare.AGREEMENTS.say(scene.lang)}
    return stage.choose_view(scene, names)
