"""Codes that spreadsheets spoil: 500152.0 is 500152, 5.00152E+11 too, and 023… lost its leading zero."""

from typing import Any, Final, NamedTuple

import pandas as pd

from geodata.intake.meaning import cells

_PROVINCES: Final = frozenset("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54".split()) | {
    *"61 62 63 64 65 71 81 82".split()
}
_EXPONENT: Final = r"^\d(?:\.\d+)?[eE]\+?\d{1,2}$"
_AREA: Final = r"^(?:2[0-9]\d{8}|8[1-3]\d{8}|[3-79]\d{9})$"  # a landline of 10 or 11 figures without its 0


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
    values = cells.by_value(written, _unit)
    empty = cells.nothing(written)
    mended = values.notna() & (values != written)
    return Codes(values, ~empty & values.isna(), int(mended.sum()))


def _unit(different: "cells.Texts") -> "cells.Texts":
    digits = cells.narrow(different).str.lstrip("'").str.replace(r"[\s,]", "", regex=True)
    exponent = digits.str.contains(_EXPONENT, regex=True)
    if exponent.any():
        whole = pd.to_numeric(digits[exponent]).map(lambda number: f"{number:.0f}").astype("str")
        digits = digits.where(~exponent, whole.reindex(digits.index))
    digits = digits.str.replace(r"\.0+$", "", regex=True)
    digits = digits.where(digits.str.fullmatch(r"\d{2}|\d{4}|\d{6}|\d{9}|\d{12}"))
    six = digits.str[:6].str.pad(6, side="right", fillchar="0")
    return six.where(six.str[:2].isin(_PROVINCES))


def identifiers(column: "pd.Series[Any]") -> Codes:
    """Read a column as identifiers or telephone numbers: text, whatever kind of cell a spreadsheet made of them.

    Where all texts among them are as long, some with a leading zero, numbers of fewer figures get theirs back.
    """
    written = cells.texts(column)
    lost = written.str.contains(_EXPONENT, regex=True).eq(True)  # 5.1E+17: a spreadsheet kept no more of it
    values = written.str.replace(r"^(\d+)\.0$", r"\1", regex=True).where(~lost)
    width = _width(column, values)
    if width:
        short = values.str.fullmatch(r"\d+", na=False) & (values.str.len() < width)
        values = values.where(~short, values.str.zfill(width))
        return Codes(values, lost, int(short.sum()))
    return Codes(values, lost, 0)


def _width(column: "pd.Series[Any]", values: "cells.Texts") -> int:
    """How long the codes of a column are, where texts with a leading zero say it and numbers have lost theirs; else 0."""
    if column.dtype != object:
        return 0
    is_text = column.map(lambda cell: isinstance(cell, str))
    texts = values[is_text & values.notna()]
    lengths = texts.str.len()
    zeros = texts.str.fullmatch(r"0\d+")
    return int(lengths.iloc[0]) if len(texts) and zeros.any() and lengths.nunique() == 1 else 0


def phones(column: "pd.Series[Any]") -> Codes:
    """Read a column as telephone numbers; numbers of ten figures that begin with an area code get their 0 back."""
    plain = identifiers(column)
    is_text = column.map(lambda cell: isinstance(cell, str)) if column.dtype == object else column.notna() & False
    short = plain.values.str.fullmatch(_AREA, na=False) & ~is_text
    values = plain.values.where(~short, "0" + plain.values)
    return Codes(values, plain.bad, plain.mended + int(short.sum()))
