"""Which features of a table a request selects: by place, by date, by the values of columns."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geodata.catalog.model import LIST_TYPES, Column
from geodata.catalog.shared_columns import codes
from pages._http.open_data.ogc.crs import Box

_FIRST, _LAST = "-01-01", "-12-31"  # what a date known by its year alone goes on with; 31 comes after every day
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?", re.ASCII)
_OPEN: Final = ("", "..")


class Span(NamedTuple):
    """The days from a first to a last one, as YYYY-MM-DD; empty where it has no end."""

    first: str
    last: str


def _day(instant: str) -> str:
    """The day of an instant (RFC 3339), or a day as it is; dates of the tables are days without a clock: of UTC."""
    if not _INSTANT.fullmatch(instant):
        raise ValueError(instant)
    at = datetime.fromisoformat(instant)
    return (at.astimezone(UTC) if at.tzinfo else at).date().isoformat()


def span(text: str) -> Span:
    """Return the days that a text of ``datetime`` means: "instant", "instant/instant", "../instant", "instant/".

    Raises:
        ValueError: it is none of these, or ends before it begins.
    """
    first, slash, last = text.partition("/")
    if not slash:
        return Span(_day(text), _day(text))
    if first in _OPEN and last in _OPEN:
        raise ValueError(text)
    found = Span("" if first in _OPEN else _day(first), "" if last in _OPEN else _day(last))
    if found.first and found.last and found.first > found.last:
        raise ValueError(text)
    return found


def dated(dates: "pd.Series[str]", asked: Span) -> "pd.Series[bool]":
    """Return which dates (YYYY, YYYY-MM or YYYY-MM-DD, as exactly as known) meet a span, and those there are none of.

    That what has no date is found too is the standard's rule (/req/core/fc-time-response C).
    """
    starts = dates.map(lambda date: date + _FIRST[len(date) - 4 :], na_action="ignore")
    ends = dates.map(lambda date: date + _LAST[len(date) - 4 :], na_action="ignore")
    met = (ends >= asked.first) & (starts <= (asked.last or "9999-12-31"))
    return (met | dates.isna()).astype(bool)


def inside(shapes: gpd.GeoSeries, asked: Box) -> NDArray[np.bool_]:
    """Return which shapes (EPSG:4326) meet a box, and those there are none of (/req/core/fc-bbox-response C)."""
    west, south, east, north = asked
    parts = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
    found = np.asarray(shapely.is_missing(shapes.to_numpy()))
    for start, end in parts:  # the envelope of two points is a point or a line where a box has no width
        area = shapely.envelope(shapely.MultiPoint([(start, south), (end, north)]))
        found |= shapely.intersects(area, shapes.to_numpy())
    return found


def _exactly(values: dict[str, bool]) -> Callable[[str], bool]:
    def read(text: str) -> bool:
        if text not in values:
            raise ValueError(text)
        return values[text]

    return read


def _matching(pattern: str, kind: type[int] | type[float]) -> Callable[[str], float]:
    def read(text: str) -> float:
        if not re.fullmatch(pattern, text, re.ASCII):
            raise ValueError(text)
        return kind(text)

    return read


WHOLE: Final = _matching(r"-?\d{1,15}", int)
NUMBER: Final = _matching(r"[+-]?(\d{1,17}(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?", float)
_READ: Final[dict[str, Callable[[str], float]]] = {
    "integer": WHOLE,
    "year": WHOLE,
    "number": NUMBER,
    "lon": NUMBER,
    "lat": NUMBER,
    "bool": _exactly({"true": True, "false": False}),
}


def equal(cells: pd.Series, column: Column, text: str) -> "pd.Series[bool]":
    """Return which cells of a column hold a value; a list holds each of its items, and itself as it is written.

    Raises:
        ValueError: the text is no value of the column's type.
    """
    if column.type in _READ:
        return cells.eq(_READ[column.type](text)).fillna(False).astype(bool)
    if column.type in LIST_TYPES:
        return cells.eq(text) | cells.map(lambda cell: text in codes(cell)).astype(bool)
    return cells.eq(text).fillna(False).astype(bool)
