"""Coordinates as people write them: 106.5507 · 106°33′02″ · E106.55 · 东经106度33分 · "29.56,106.55" in one cell."""

from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from geodata.intake.meaning import cells, numbers

_DEGREES: Final = 180.0  # no degree exceeds it
# Letters before and after, degrees, minutes, seconds.
_HALF: Final = r"(?:[nsew]|[东西南北][经纬]度?|[经纬]度?|lon(?:gitude)?|lng|lat(?:itude)?|[xy])?"
_NUMBER: Final = r"\d{1,3}(?:[.,]\d+)?"
_DMS: Final = (
    rf"^({_HALF})[\s:：=]*(-?)({_NUMBER})\s*[°o度d]\s*(?:({_NUMBER})\s*(?:['′’m]|分)\s*)?(?:({_NUMBER})\s*(?:[\"″”s]|''|′′|秒)?)?\s*({_HALF})$"
)
_COLONS: Final = rf"^({_HALF})\s*(-?)(\d{{1,3}})\s*[: ]\s*(\d{{1,2}})\s*[: ]\s*({_NUMBER})\s*({_HALF})$"
_PLAIN: Final = rf"^({_HALF})[\s:：=]*(-?)(\d+(?:[.,]\d+)*)\s*[°o度]?\s*({_HALF})$"
_NORTHING: Final = r"^[nsy]$|北|南|纬|lat"
_EASTING: Final = r"^[ewx]$|东|西|经|lon|lng"
_APART: Final = (  # how two stand in one cell, the surest first
    r"^\s*(.*?[^\s,])\s*[;；|/、]\s*(\S.*?)\s*$",
    r"^\s*([^,]+?)\s*,\s*([^,]+?)\s*$",
    r"^\s*(\d+,\d+)\s*,\s*(\d+,\d+)\s*$",
    r"^\s*(\d+,\d+|-?\d+\.\d+|-?\d+\.?\d*)\s+(\d+,\d+|-?\d+\.\d+|-?\d+\.?\d*)\s*$",
    r"^\s*([nsew东西南北].*?\S)\s*(?=[nsew东西南北])(\S.+?)\s*$",
    r"^\s*(\d.*?[nsew])\s*(\d.+?[nsew])\s*$",
    r"^\s*(\d.*?[\"″秒'′分])\s*(\d.*?[\"″秒'′分])\s*$",
)
_WRAPPED: Final = r"^\s*(?:srid=\d+;)?\s*(?:point\s*z?\s*)?[(\[{（【]?\s*(.*?)\s*[)\]}）】]?\s*$"
_NAMES: Final = r"[\"']?\b(lng|lon|longitude|lat|latitude|x|y)\b[\"']?\s*[:=]\s*"


class Halves(NamedTuple):
    """What a column holds of one half of coordinates, on its index: degrees, or metres of a projected system."""

    values: "pd.Series[float]"
    bad: "pd.Series[bool]"


class Pairs(NamedTuple):
    """What a column holds of whole coordinates, on its index: x is what stands first unless letters say otherwise."""

    x: "pd.Series[float]"
    y: "pd.Series[float]"
    bad: "pd.Series[bool]"


def half(column: "pd.Series[Any]") -> Halves:
    """Read a column of longitudes, latitudes, eastings or northings; which of them they are is not asked here."""
    found = numbers.read(column, most=_DEGREES)
    open_ = found.bad | found.unlike
    named = found.values.notna() & bool(found.unit)  # "106.55E" reads as a number of "E"
    if not (open_.any() or named.any()):
        return Halves(found.values, found.bad)
    again = cells.texts(column)[open_ | named]
    read = cells.by_value(again, _read)["value"]
    values = found.values.where(~(open_ | named))
    values[again.index] = read
    return Halves(values, (open_ | named) & values.isna() & ~cells.nothing(cells.texts(column)))


def _read(different: "cells.Texts") -> pd.DataFrame:
    """Different texts as numbers, and which half letters say they are: value, half ("x", "y", "")."""
    text = cells.narrow(different).str.lower().str.replace("−", "-", regex=False)
    value = pd.Series(np.nan, index=text.index, dtype="float64")
    letters = pd.Series("", index=text.index, dtype="str")
    for shape in (_PLAIN, _DMS, _COLONS):
        open_ = value.isna()
        if not open_.any():
            break
        parts = text[open_].str.extract(shape)
        before, sign, after = parts[0].fillna(""), parts[1], parts[parts.columns[-1]].fillna("")
        told = [_number(parts[n]) for n in range(2, len(parts.columns) - 1)]
        total = told[0]
        for n, part in enumerate(told[1:], 1):
            total = total + part.where(part.isna() | (part < 60), np.inf).fillna(0) / 60**n
        total = total.where(np.isfinite(total))
        south = (before + after).str.contains("[sw南西]", regex=True)
        signed = total * np.where(sign.eq("-") | south, -1.0, 1.0)
        value[open_] = signed
        letters[open_] = (before + after).where(signed.notna(), "")
    which = np.where(
        letters.str.contains(_NORTHING, regex=True), "y", np.where(letters.str.contains(_EASTING, regex=True), "x", "")
    )
    return pd.DataFrame({"value": value, "half": which})


def _number(text: "cells.Texts") -> "pd.Series[float]":
    """Degrees with a point or a decimal comma as numbers."""
    return pd.to_numeric(text.str.replace(",", ".", regex=False), errors="coerce").astype("float64")


def pairs(column: "pd.Series[Any]") -> Pairs:
    """Read a column in which each cell holds a whole coordinate."""
    written = cells.texts(column)
    found = cells.by_value(written, _pair)
    x, y = found["x"].astype("float64"), found["y"].astype("float64")
    return Pairs(x, y, ~cells.nothing(written) & x.isna())


def _pair(different: "cells.Texts") -> pd.DataFrame:
    text = cells.narrow(different).str.lower()
    point = text.str.startswith("point")
    text = text.str.replace(_WRAPPED, r"\1", regex=True)
    text = text.str.replace(_NAMES, r"\1 ", regex=True)
    out = pd.DataFrame({"x": np.nan, "y": np.nan}, index=text.index)
    for shape in _APART:
        open_ = out["x"].isna()
        if not open_.any():
            break
        two = text[open_].str.extract(shape)
        first, second = _read(two[0].fillna("")), _read(two[1].fillna(""))
        whole = first["value"].notna() & second["value"].notna()
        whole &= ~((first["half"] == second["half"]) & (first["half"] != ""))
        turned = (first["half"].eq("y") | second["half"].eq("x")) & ~point[open_]
        out.loc[open_, "x"] = first["value"].where(~turned, second["value"]).where(whole)
        out.loc[open_, "y"] = second["value"].where(~turned, first["value"]).where(whole)
    return out
