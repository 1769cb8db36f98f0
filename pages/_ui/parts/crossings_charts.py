"""Ties as numbers: the matrix of Sichuan cities, and how they grew year by year."""

from typing import Final
from zlib import crc32

import numpy as np
import pandas as pd
import streamlit as st

from geodata.catalog.pages import BEFORE_THE_CIRCLE
from geodata.catalog.shared_columns import BLANK
from geodata.narrative import crossings as account
from geodata.narrative import filters
from geodata.narrative.labels import SHORT_NAME
from geodata.query import crossings as answer
from geodata.query.crossings import Crossings
from geodata.query.scene import MATRICES, Scene
from geodata.store.store import Store
from geodata.text import Lang
from geodata.ties import integration
from layers import palette
from layers.spec import css
from pages._ui.common import charts, maps, tables
from pages._ui.common.charts import Bar, Part
from pages._ui.common.tables import cards
from pages._ui.session import state
from pages._ui.words import common, crossings

# What each matrix has across: a column of the ties, and the filter that a cell of it sets, with sichuan_city.
AXIS: Final = {"county": "chongqing_county", "domain": "domain"}
STEPS: Final = (1, 3, 6, 11, 21)  # least count of each of the five colours
CELL_PX: Final = 62
UNKNOWN: Final = 0  # stands for the year of ties of which none is known
ASIDE: Final = f"color: {css(palette.ASIDE)}"  # of which nothing is listed


def _shade(count: float) -> str:
    if count < 1:
        return "color: transparent"
    step = int(np.searchsorted(STEPS, count, side="right")) - 1
    return f"background-color: {css(palette.SEQUENTIAL[step])}; color: {'#fff' if step == len(STEPS) - 1 else '#000'}"


def unit_name(code: str, store: Store, scene: Scene) -> str:
    """Return the short name of a city or county; of a province, that it is the whole; of BLANK, that none is stated."""
    if code in crossings.MATRIX_WHOLE:
        return crossings.MATRIX_WHOLE[code].say(scene.lang)
    for id in ("cities", "counties"):
        units = store.get(id, scene.vintage)
        found = units[units["adcode"] == code]
        if len(found):
            return str(found.iloc[0][SHORT_NAME[scene.lang]])
    return code


def _across(code: str, store: Store, scene: Scene) -> str:
    domain = store.catalog.domains.get(code)
    return domain.title.say(scene.lang) if domain else unit_name(code, store, scene)


def _value(code: str, store: Store, scene: Scene) -> str:
    """What the filter that a cell sets holds for a row or column: the full Chinese name, the domain, or BLANK."""
    if code == BLANK or code in store.catalog.domains:
        return code
    for id in ("provinces", "cities", "counties"):
        units = store.get(id, scene.vintage)
        found = units[units["adcode"] == code]
        if len(found):
            return str(found.iloc[0]["name_zh"])
    return ""


def _on_cell(key: str, rows: list[str], columns: dict[str, str], column: str) -> None:
    """Narrow the ties to the cell chosen; totals leave their side free."""
    cells = state.value(key)["selection"]["cells"]
    if cells:
        row, name = cells[0]
        state.narrow(sichuan_city=rows[row], **{column: columns.get(name, "")})


def _matrix_tools(scene: Scene) -> None:
    """Draw the choice of what the columns are, and the way back from a chosen cell."""
    lang, filter = scene.lang, AXIS[scene.matrix]
    with st.container(key="matrix-tools", horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            crossings.MATRIX_COLUMNS.say(lang),
            MATRICES,
            format_func=lambda kind: crossings.MATRIX_BY[kind].say(lang),
            key=state.key("matrix"),
            required=True,
        )
        if any(scene.selection("ties").get(column) for column in ("sichuan_city", filter)):
            st.button(
                crossings.MATRIX_CLEAR.say(lang),
                key="matrix-clear",
                icon=":material/close:",
                on_click=state.narrow,
                kwargs={"sichuan_city": "", filter: ""},
            )


def matrix(scene: Scene, store: Store, found: Crossings) -> None:
    """Show the ties in force by Sichuan city and, as chosen, Chongqing county or domain; a cell narrows everything.

    Cells of which no tie is listed keep their number, in grey.
    """
    lang, filter = scene.lang, AXIS[scene.matrix]
    _matrix_tools(scene)
    ties = answer.matrix_ties(scene, store)
    counts = integration.matrix(ties, filter)
    if counts.empty:
        st.caption(common.EMPTY_ABOVE.say(lang))
        return
    listed = integration.matrix(found.ties.rows, filter)
    counts = counts.loc[
        counts.sum(axis=1).sort_values(ascending=False, kind="stable").index,
        counts.sum().sort_values(ascending=False, kind="stable").index,
    ]
    names = {_across(code, store, scene): _value(code, store, scene) for code in counts.columns}
    rows = ["", *(_value(code, store, scene) for code in counts.index)]
    total = crossings.MATRIX_TOTAL.say(lang)
    frame = counts.set_axis(list(names), axis=1).set_axis([unit_name(code, store, scene) for code in counts.index])
    frame.insert(0, total, frame.sum(axis=1))
    frame = pd.concat([frame.sum().to_frame(total).T, frame])
    outside = listed.reindex(index=counts.index, columns=counts.columns, fill_value=0).eq(0) & counts.gt(0)
    shades = counts.map(_shade).mask(outside, ASIDE).set_axis(frame.index[1:]).set_axis(frame.columns[1:], axis=1)
    if maps.narrow():
        _cards(frame, rows, filter, lang)
    else:
        _grid(frame, shades, rows, names, filter, lang)
        aside = common.MATRIX_ASIDE.say(lang) if outside.to_numpy().any() else ""
        st.caption(crossings.MATRIX_HINT.say(lang) + aside)
    if told := account.provinces(scene, ties):
        st.caption(told)
    if any(scene.selection("ties").get(column) for column in ("sichuan_city", filter)):
        tables.rows(scene, store, found.ties)  # what a number counts, with the sources, stands below it


def _grid(
    frame: pd.DataFrame, shades: pd.DataFrame, rows: list[str], columns: dict[str, str], filter: str, lang: Lang
) -> None:
    """The matrix as a table; ``rows`` and ``columns``: what the filters hold for each."""
    inner = pd.IndexSlice[frame.index[1:], frame.columns[1:]]
    key = f"matrix-{crc32('|'.join([*frame.index, *frame.columns]).encode())}"
    st.dataframe(
        frame.style.apply(lambda _inner: shades, axis=None, subset=inner).format("{:d}"),
        on_select=lambda: _on_cell(key, rows, columns, filter),
        selection_mode="single-cell",
        key=key,
        height=min(38 + 30 * len(frame), 760),
        row_height=30,
        column_config={name: st.column_config.Column(width=CELL_PX) for name in frame.columns},
        alt=crossings.MATRIX_HINT.say(lang),
    )


def _cards(frame: pd.DataFrame, rows: list[str], filter: str, lang: Lang) -> None:
    """The matrix on a phone: a card for each city with whom it has ties; choosing one narrows everything to it."""
    told = frame.astype(str).where(frame > 0, "").reset_index(names="")
    key = f"matrix-cards-{crc32('|'.join([*rows, *frame.columns]).encode())}"
    cards.show(told, lang, key, choose=lambda row: state.narrow(**{"sichuan_city": rows[row], filter: ""}))
    st.caption(crossings.MATRIX_CARDS.say(lang))


def _years(found: Crossings) -> pd.DataFrame:
    """How many ties in force count in each year from BEFORE_THE_CIRCLE on, by domain; known years before it are one."""
    counts = found.growth
    unknown, known = counts.iloc[:1].set_axis([UNKNOWN]), counts.iloc[1:]
    years = range(BEFORE_THE_CIRCLE - 1, max([BEFORE_THE_CIRCLE, *known.index]) + 1)
    return pd.concat([unknown, known.reindex(years, method="ffill").fillna(unknown.iloc[0])]).astype(int)


def growth(scene: Scene, store: Store, found: Crossings) -> None:
    """Show how many ties came in each year and domain, and how many there were by then: as many as in that year."""
    lang: Lang = scene.lang
    if not found.tally.in_force:
        return
    so_far = _years(found)
    domains = [store.catalog.domains[id] for id in found.domains if id in so_far]
    labels = {
        UNKNOWN: crossings.GROWTH_UNDATED.say(lang),
        BEFORE_THE_CIRCLE - 1: crossings.GROWTH_BEFORE.say(lang).format(year=BEFORE_THE_CIRCLE),
    }
    bars = []
    for (year, row), (_, total) in zip(so_far.diff().fillna(so_far).iterrows(), so_far.iterrows(), strict=True):
        parts = tuple(Part(int(row[domain.id]), domain.color, domain.title.say(lang)) for domain in domains)
        bars.append(Bar(labels.get(year, str(year)), parts, f"+{int(row.sum())}", str(total.sum())))
    if not so_far.loc[UNKNOWN].sum():
        bars = bars[1:]
    notes = [note for note in (crossings.GROWTH_NOTE.say(lang), account.undated(scene, found)) if note]
    charts.stacked(scene, crossings.GROWTH.say(lang), bars, filters.noted(notes, lang))
