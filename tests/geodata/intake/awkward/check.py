"""Holds what was understood of an awkward file against the right answer; everything that differs is told at once."""

from math import cos, hypot, radians
from typing import Any

import pandas as pd

from geodata.intake.model import Intake
from tests.geodata.intake.awkward.case import Awkward

OFF_M = 10.0  # how far a point may lie from the truth
DEGREE_M = 111_320.0


def wrong(case: Awkward, intake: Intake) -> list[str]:
    """Everything in which the answer is not the right one."""
    return [*_layout(case, intake), *_columns(case, intake), *_rows(case, intake), *_places(case, intake)]


def _differ(what: str, found: Any, right: Any) -> list[str]:
    return [] if found == right else [f"{what}: {found!r}, right is {right!r}"]


def _layout(case: Awkward, intake: Intake) -> list[str]:
    layout = intake.layout
    out = _differ("format", layout.format, case.format)
    if case.encodings and layout.encoding not in case.encodings:
        out += _differ("encoding", layout.encoding, case.encodings)
    if case.header is not None:
        out += _differ("header", layout.header_rows, case.header)
    return out


def _columns(case: Awkward, intake: Intake) -> list[str]:
    found = {one.heading: one.meaning for one in reversed(intake.mapping)}
    return [line for name, right in case.meanings.items() for line in _differ(f"column {name}", found.get(name), right)]


def _rows(case: Awkward, intake: Intake) -> list[str]:
    table = intake.table
    out = _differ("rows", len(table) + len(intake.refused), case.rows)
    out += _differ("refused", set(intake.refused["row"]) if len(intake.refused) else set(), set(case.refused))
    errors = {(one.row, one.column) for one in intake.problems if one.column in {name for _, name in case.errors}}
    out += _differ("errors", errors, set(case.errors))
    at = {one.heading: f"c{one.position}" for one in reversed(intake.mapping)}
    for (row, heading), right in case.values.items():
        cell = table.loc[table["row"] == row, at[heading]] if heading in at else pd.Series(dtype=object)
        value = None if cell.empty or pd.isna(cell.iloc[0]) else cell.iloc[0]
        out += _differ(f"row {row} {heading}", value, right)
    return out


def _places(case: Awkward, intake: Intake) -> list[str]:
    table, position = intake.table, intake.position
    out = [] if case.decided is None else _differ("decided", position.decided, case.decided)
    out += _differ("swapped", position.swapped, case.swapped)
    found = {row: shape for row, shape in zip(table["row"], table.geometry, strict=True) if shape is not None}
    far = []
    for row, (lon, lat) in case.points.items():
        point = found.get(row)
        if point is None or hypot((point.x - lon) * cos(radians(lat)), point.y - lat) * DEGREE_M > OFF_M:
            far.append((row, point and point.wkt, lon, lat))
    out += [f"{len(far)} points far from the truth, first {far[0]}"] if far else []
    for kind, right in case.precision.items():
        missing = table["precision"].isna()
        count = int(missing.sum() if kind == "none" else (table["precision"] == kind).sum())
        out += _differ(f"placed {kind}", count, right)
    out += _differ("asked", {row for row, _ in intake.asked}, set(case.asked))
    units = dict(zip(table["row"], table["adcode"], strict=True))
    for row, right in case.counties.items():
        out += _differ(f"row {row} county", units.get(row), right)
    return out
