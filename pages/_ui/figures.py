"""Ties as numbers: the matrix of Sichuan cities, and how they grew year by year."""

from typing import Final
from zlib import crc32

import numpy as np
import pandas as pd
import streamlit as st

from geodata import answer, integration
from geodata.answer import Crossings
from geodata.scene import MATRICES, TIME_FROM, Scene
from geodata.store import Store
from geodata.text import Lang
from layers import palette
from layers.spec import css
from pages._ui import charts, state, text
from pages._ui.charts import Bar, Part

AXIS: Final = {"county": "chongqing_adcode", "domain": "domain"}  # the column of the ties that each matrix has across
NARROWED: Final = {"county": "chongqing_county", "domain": "domain"}  # the filter a cell of it sets, with sichuan_city
STEPS: Final = (1, 3, 6, 11, 21)  # least count of each of the five colours
CELL_PX: Final = 62
ASIDE: Final = f"color: {css(palette.ASIDE)}"  # of which nothing is listed


def _shade(count: float) -> str:
    if count < 1:
        return "color: transparent"
    step = int(np.searchsorted(STEPS, count, side="right")) - 1
    return f"background-color: {css(palette.SEQUENTIAL[step])}; color: {'#fff' if step == len(STEPS) - 1 else '#000'}"


def unit_name(code: str, store: Store, scene: Scene) -> str:
    """Return the short name of a city or county; of a province, that its own level is meant."""
    if code in text.MATRIX_WHOLE:
        return text.MATRIX_WHOLE[code].say(scene.lang)
    for id in ("cities", "counties"):
        units = store.get(id, scene.vintage)
        found = units[units["adcode"] == code]
        if len(found):
            return str(found.iloc[0]["short_zh" if scene.lang == "zh" else "name_en"])
    return code


def _across(code: str, store: Store, scene: Scene) -> str:
    domain = store.catalog.domains.get(code)
    return domain.title.say(scene.lang) if domain else unit_name(code, store, scene)


def _value(code: str, store: Store, scene: Scene) -> str:
    """What the filter that a cell sets holds for a row or column: the full Chinese name, or the domain."""
    if code in store.catalog.domains:
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


def matrix(scene: Scene, store: Store, found: Crossings) -> None:
    """Show the ties in force by Sichuan city and, as chosen, Chongqing county or domain; a cell narrows everything.

    Cells of which no tie is listed keep their number, in grey.
    """
    lang, filter = scene.lang, NARROWED[scene.matrix]
    with st.container(key="matrix-tools", horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            text.MATRIX_COLUMNS.say(lang),
            MATRICES,
            format_func=lambda kind: text.MATRIX_BY[kind].say(lang),
            key=state.MATRIX,
            required=True,
        )
        if any(scene.selection("ties").get(column) for column in ("sichuan_city", filter)):
            st.button(
                text.MATRIX_CLEAR.say(lang),
                key="matrix-clear",
                icon=":material/close:",
                on_click=state.narrow,
                kwargs={"sichuan_city": "", filter: ""},
            )
    counts = integration.matrix(answer.matrix_ties(scene, store), AXIS[scene.matrix])
    if counts.empty:
        st.caption(text.EMPTY_ABOVE.say(lang))
        return
    listed = integration.matrix(found.ties.rows, AXIS[scene.matrix])
    counts = counts.loc[
        counts.sum(axis=1).sort_values(ascending=False, kind="stable").index,
        counts.sum().sort_values(ascending=False, kind="stable").index,
    ]
    names = {_across(code, store, scene): _value(code, store, scene) for code in counts.columns}
    rows = ["", *(_value(code, store, scene) for code in counts.index)]
    total = text.MATRIX_TOTAL.say(lang)
    frame = counts.set_axis(list(names), axis=1).set_axis([unit_name(code, store, scene) for code in counts.index])
    frame.insert(0, total, frame.sum(axis=1))
    frame = pd.concat([frame.sum().to_frame(total).T, frame])
    outside = listed.reindex(index=counts.index, columns=counts.columns, fill_value=0).eq(0) & counts.gt(0)
    shades = counts.map(_shade).mask(outside, ASIDE).set_axis(frame.index[1:]).set_axis(frame.columns[1:], axis=1)
    inner = pd.IndexSlice[frame.index[1:], frame.columns[1:]]
    key = f"matrix-{crc32('|'.join([*frame.index, *frame.columns]).encode())}"
    st.dataframe(
        frame.style.apply(lambda _inner: shades, axis=None, subset=inner).format("{:d}"),
        on_select=lambda: _on_cell(key, rows, names, filter),
        selection_mode="single-cell",
        key=key,
        height=min(38 + 30 * len(frame), 760),
        row_height=30,
        column_config={name: st.column_config.Column(width=CELL_PX) for name in frame.columns},
        alt=text.MATRIX_HINT.say(lang),
    )
    st.caption(text.MATRIX_HINT.say(lang) + (text.MATRIX_ASIDE.say(lang) if outside.to_numpy().any() else ""))


def _years(found: Crossings) -> pd.DataFrame:
    """New ties by year from TIME_FROM on and domain; all earlier ones in the year before."""
    counts = integration.growth(found.ties.rows)
    early = counts[counts.index < TIME_FROM].sum().to_frame(TIME_FROM - 1).T
    years = range(TIME_FROM, max([TIME_FROM, *counts.index]) + 1)
    return pd.concat([early, counts.reindex(years, fill_value=0)]).astype(int)


def growth(scene: Scene, store: Store, found: Crossings) -> None:
    """Show how many ties came in each year and domain, and how many there were by then."""
    lang: Lang = scene.lang
    counts = _years(found)
    if not counts.to_numpy().sum():
        return
    domains = [store.catalog.domains[id] for id in found.domains if id in counts]
    bars, so_far = [], 0
    for year, row in counts.iterrows():
        so_far += int(row.sum())
        label = text.GROWTH_BEFORE.say(lang).format(year=TIME_FROM) if year == TIME_FROM - 1 else str(year)
        parts = tuple(Part(int(row[domain.id]), domain.color, domain.title.say(lang)) for domain in domains)
        bars.append(Bar(label, parts, f"+{row.sum()}", str(so_far)))
    if undated := found.tally.in_force - so_far:
        bars.append(Bar(text.GROWTH_UNDATED.say(lang), (), f"+{undated}", str(so_far + undated)))
    charts.stacked(text.GROWTH.say(lang), bars, text.GROWTH_NOTE.say(lang))
