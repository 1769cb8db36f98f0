"""Coordinates as people write them: 106.5507 · 106°33′02″ · E106.55 · 东经106度33分 · "29.56,106.55" in one cell."""

import re
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from geodata.intake.meaning import cells, numbers

_DEGREES: Final = 180.0  # no degree exceeds it
# Letters before and after, degrees, minutes, seconds.
_HALF: Final = r"(?:[nsew]|[东西南北][经纬]?度?|[经纬]度?|lon(?:gitude)?|lng|lat(?:itude)?|[xy])?"
_NUMBER: Final = r"\d{1,3}(?:[.,]\d+)?"
_SHAPES: Final = tuple(
    re.compile(shape)
    for shape in (
        rf"({_HALF})[\s:=]*([+-]?)(\d+(?:[.,]\d+)?)\s*[°o度]?\s*({_HALF})",
        rf"({_HALF})[\s:=]*([+-]?)({_NUMBER})\s*[°o度d]\s*(?:({_NUMBER})\s*(?:['′’m]|分)\s*)?"
        rf"(?:({_NUMBER})\s*(?:[\"″”s]|''|′′|秒)?)?\s*({_HALF})",
        rf"({_HALF})\s*([+-]?)(\d{{1,3}})\s*[: ]\s*(\d{{1,2}})\s*[: ]\s*({_NUMBER})\s*({_HALF})",
    )
)
_NORTHING: Final = re.compile(r"[nsy]|.*[北南纬].*|.*lat.*")
_EASTING: Final = re.compile(r"[ewx]|.*[东西经].*|.*lon.*|.*lng.*")
_APART: Final = tuple(  # how two stand in one cell, the surest first
    re.compile(shape)
    for shape in (
        r"(.*?[^\s,])\s*[;|/、]\s*(\S.*?)",
        r"([^,]+?)\s*,\s*([^,]+?)",
        r"(\d+,\d+)\s*,\s*(\d+,\d+)",
        r"([+-]?\d+(?:[.,]\d+)?)\s+([+-]?\d+(?:[.,]\d+)?)",
        r"([nsew东西南北].*?\S)\s*(?=[nsew东西南北])(\S.+?)",
        r"(\d.*?[nsew])\s*(\d.+?[nsew])",
        r"(\d.*?[\"″秒'′分])\s*(\d.*?[\"″秒'′分])",
    )
)
_LONGEST: Final = 120  # characters of a coordinate; a longer text is none
_WRAPPED: Final = re.compile(r"\s*(?:srid=\d+;)?\s*(?:point\s*z?\s*)?[(\[{【]?\s*(.*?)\s*[)\]}】]?\s*", re.DOTALL)
_NAMES: Final = re.compile(r"[\"']?\b(lng|lon|longitude|lat|latitude|x|y)\b[\"']?\s*[:=]\s*")


class Halves(NamedTuple):
    """What a column holds of one half of coordinates, on its index: degrees, or metres of a projected system."""

    values: "pd.Series[float]"
    bad: "pd.Series[bool]"


class Pairs(NamedTuple):
    """What a column holds of whole coordinates, on its index: x is what stands first unless letters say otherwise."""

    x: "pd.Series[float]"
    y: "pd.Series[float]"
    bad: "pd.Series[bool]"


class _Half(NamedTuple):
    """A number, and which half letters say it is: "x", "y" or ""."""

    value: float
    side: str


def half(column: "pd.Series[Any]") -> Halves:
    """Read a column of longitudes, latitudes, eastings or northings; which of them they are is not asked here."""
    if _sexagesimal(column):  # no use in reading them as numbers first
        found = numbers.Numbers(
            column.map(lambda _: np.nan).astype("float64"), column.notna(), column.isna() & False, "", False
        )
    else:
        found = numbers.read(column, most=_DEGREES)
    again = found.bad | found.unlike | (found.values.notna() & bool(found.unit))  # "106.55E" reads as a number of "E"
    if not again.any():
        return Halves(found.values, found.bad)
    written = cells.texts(column[again])
    read = {text: _half(text) for text in cells.different(written)}
    told = pd.Series(
        [one.value if (one := read.get(text)) else np.nan for text in written.tolist()], index=written.index
    )
    values = found.values.copy()
    values[written.index] = told.astype("float64")
    bad = pd.Series(False, index=column.index)
    bad[written.index] = told.isna() & ~cells.nothing(written)
    return Halves(values, bad)


def _sexagesimal(column: "pd.Series[Any]") -> bool:
    """Whether a column is written in degrees and minutes, by its first cells."""
    first = [cell for cell in column.head(50) if isinstance(cell, str)]
    return sum(any(mark in cell for mark in "′'’分") for cell in first) * 2 > len(first)


def _half(text: str) -> _Half | None:
    """A text as a number of degrees, minutes and seconds; None where it is none."""
    text = cells.narrow(text).lower().replace("−", "-")
    if len(text) > _LONGEST:
        return None
    for shape in _SHAPES:
        if found := shape.fullmatch(text):
            before, sign, *parts, after = found.groups()
            given = [float(part.replace(",", ".")) if part else 0.0 for part in parts]
            if any(part >= 60 for part in given[1:]):
                return None
            value = sum(part / 60**n for n, part in enumerate(given))
            letters = (before or "") + (after or "")
            negative = sign == "-" or any(char in letters for char in "sw南西")
            side = "y" if _NORTHING.fullmatch(letters) else "x" if _EASTING.fullmatch(letters) else ""
            return _Half(-value if negative else value, side) if np.isfinite(value) else None
    return None


def pairs(column: "pd.Series[Any]") -> Pairs:
    """Read a column in which each cell holds a whole coordinate."""
    written = cells.texts(column)
    read = {text: _pair(text) for text in cells.different(written)}
    both = [read.get(text) or (np.nan, np.nan) for text in written.tolist()]
    x, y = (pd.Series([one[n] for one in both], index=column.index, dtype="float64") for n in (0, 1))
    return Pairs(x, y, x.isna() & ~cells.nothing(written))


def _pair(text: str) -> tuple[float, float] | None:
    text = cells.narrow(text).lower()
    if len(text) > _LONGEST or not any(char.isdigit() for char in text):
        return None
    in_order = text.startswith(("point", "srid"))  # WKT says longitude first
    whole = _WRAPPED.fullmatch(text)
    text = _NAMES.sub(r"\1 ", whole[1] if whole else text)
    for shape in _APART:
        if not (two := shape.fullmatch(text)):
            continue
        first, second = _half(two[1]), _half(two[2])
        if first and second and not (first.side and first.side == second.side):
            turned = (first.side == "y" or second.side == "x") and not in_order
            return (second.value, first.value) if turned else (first.value, second.value)
    return None
