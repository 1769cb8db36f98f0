"""Codes that spreadsheets spoil: 500152.0 is 500152, 5.00152E+11 too, and 023… lost its leading zero."""

import re
from typing import Any, Final, NamedTuple

import pandas as pd

from geodata.intake.meaning import cells

_PROVINCES: Final = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
    ]
)
_EXPONENT: Final = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{1,2}")
_DIGITS: Final = re.compile(r"\d{2}|\d{4}|\d{6}|\d{9}|\d{12}")
_WHOLE: Final = re.compile(r"(\d+)\.0")
_AREA: Final = re.compile(r"2\d{9}|8[1-3]\d{8}|[3-79]\d{9}")  # a landline without the 0 of its area


class Codes(NamedTuple):
    """What a column holds as codes, on its index.

    Attributes:
        values: as text; missing where a cell is empty or could not be read.
        bad: which cells hold something that is no such code, or only what is left of one.
        mended: how many were restored.
    """

    values: "cells.Texts"
    bad: "pd.Series[bool]"
    mended: int


def units(column: "pd.Series[Any]") -> Codes:
    """Read a column as codes of administrative units, six digits of GB/T 2260.

    Codes of statistics, of nine or twelve digits, say their county in the first six; "50" and "5101" are a province
    and a city.
    """
    written = cells.texts(column)
    values = cells.by_text(written, {text: _unit(text) for text in cells.different(written)})
    mended = values.notna() & (values != written)
    return Codes(values, values.isna() & ~cells.nothing(written), int(mended.sum()))


def _unit(text: str) -> str | None:
    digits = re.sub(r"[\s,]", "", cells.narrow(text).lstrip("'"))
    if _EXPONENT.fullmatch(digits):
        digits = str(int(float(digits)))
    digits = re.sub(r"\.0+$", "", digits)
    if not (digits.isascii() and _DIGITS.fullmatch(digits) and digits[:2] in _PROVINCES):
        return None
    return digits[:6].ljust(6, "0")


def identifiers(column: "pd.Series[Any]") -> Codes:
    """Read a column as identifiers: text, whatever kind of cell a spreadsheet made of them.

    Where all texts among them are as long, some with a leading zero, numbers of fewer figures get theirs back.
    """
    written = cells.texts(column)
    odd = written.str.contains(r"^\d.*[.eE]", regex=True, na=False)
    values = written
    if odd.any():
        told = {text: _identifier(text) for text in cells.different(written[odd])}
        values = written.where(~odd, cells.by_text(written.where(odd), told))
    lost = written.notna() & values.isna()  # 5.1E+17: a spreadsheet kept no more of it
    width = _width(column, values)
    if not width:
        return Codes(values, lost, 0)
    short = values.str.fullmatch(r"\d+", na=False) & (values.str.len() < width)
    return Codes(values.where(~short, values.str.zfill(width)), lost, int(short.sum()))


def _identifier(text: str) -> str | None:
    return None if _EXPONENT.fullmatch(text) else _WHOLE.sub(r"\1", text) if _WHOLE.fullmatch(text) else text


def _is_text(column: "pd.Series[Any]") -> "pd.Series[bool]":
    """Which cells the file holds as text, not as numbers."""
    if column.dtype != object:
        return column.notna() & pd.api.types.is_string_dtype(column)
    return column.map(lambda cell: isinstance(cell, str)).astype(bool)


def _width(column: "pd.Series[Any]", values: "cells.Texts") -> int:
    """How long codes are, where texts with a leading zero say it and numbers have lost theirs; else 0."""
    texts = set(values[_is_text(column) & values.notna()])
    lengths = {len(text) for text in texts}
    return lengths.pop() if len(lengths) == 1 and any(text.isdigit() and text[0] == "0" for text in texts) else 0


def phones(column: "pd.Series[Any]") -> Codes:
    """Read a column as telephone numbers; numbers of ten figures that begin with an area code get their 0 back."""
    plain = identifiers(column)
    short = plain.values.str.fullmatch(_AREA.pattern, na=False) & ~_is_text(column)
    values = plain.values.where(~short, "0" + plain.values)
    return Codes(values, plain.bad, plain.mended + int(short.sum()))
