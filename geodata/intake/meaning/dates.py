"""Dates as people write them, as exactly as they are known: "2024", "2024-05" or "2024-05-20"."""

import re
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

import pandas as pd

from geodata.intake.meaning import cells

_CHINESE: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_TENS: Final = (
    (r"(?<=[年月])十(?=[月日])", "10"),
    (r"(?<=[年月])十(?=\d)", "1"),
    (r"(?<=\d)十(?=\d)", ""),
    (r"(?<=\d)十", "0"),
)
_NUMERALS: Final = re.compile("[一二三四五六七八九十〇○].*[年月日]|[一二〇○零九八][一二三四五六七八九〇○零]{3}年?")
_MONTHS: Final = {
    name: n
    for n, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_YEAR: Final = r"((?:1[89]|20)\d\d)"
_TIME: Final = r"(?:[t ]?\s*(?:[上下]午)?\s*\d{1,2}[:时]\d{1,2}.*)?"
_IN_ORDER: Final = tuple(
    re.compile(shape)
    for shape in (
        rf"{_YEAR}\s*年?(?:度)?",
        rf"{_YEAR}\s*[-/.年]\s*(\d{{1,2}})(?:\s*[-/.月]\s*(\d{{1,2}})?)?\s*日?号?{_TIME}",
        rf"{_YEAR}(0[1-9]|1[0-2])([0-3]\d)?",
    )
)
_SLASHED: Final = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.]{_YEAR}{_TIME}")
_WORDED: Final = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?[ -])?([a-z]{{3,9}})\.?[ -](?:(\d{{1,2}})(?:st|nd|rd|th)?,? )?{_YEAR}{_TIME}"
)
_SERIAL: Final = re.compile(r"([1-7]\d{4})(?:\.\d+)?")  # days since 1899-12-30 that a spreadsheet counts: 1927 to 2118
_SINCE: Final = date(1899, 12, 30)
_CUT: Final = re.compile(r"(?:1[89]|20)\d\d\.1")
_UNCUT: Final = re.compile(r"(?:1[89]|20)\d\d\.(?:10|0\d)")


class Dates(NamedTuple):
    """What a column holds as dates, on its index.

    Attributes:
        values: ISO text of a year, month or day; missing where a cell is empty or could not be read.
        bad: which cells hold something that is no date.
        unclear: which of them cannot be decided: a day and a month in an order that nothing in the column tells, or
            "2024.1", January or what a spreadsheet left of 2024.10.
        serial: how many were numbers of days, as spreadsheets count them.
    """

    values: "cells.Texts"
    bad: "pd.Series[bool]"
    unclear: "pd.Series[bool]"
    serial: int


class _Open(NamedTuple):
    """A date whose day and month stand in an order that is not said."""

    first: int
    second: int
    year: int


def read(column: "pd.Series[Any]") -> Dates:
    """Read a column of cells of any kind as dates, once for each different text."""
    if pd.api.types.is_datetime64_any_dtype(column):
        values = column.dt.strftime("%Y-%m-%d").astype("str")
        none = pd.Series(False, index=column.index)
        return Dates(values, none, none, 0)
    written = cells.texts(column)
    parsed = {text: _parsed(text) for text in cells.different(written)}
    order = _order([one for one in parsed.values() if isinstance(one, _Open)])
    cut = {text for text in parsed if _CUT.fullmatch(text)}
    if any(_UNCUT.fullmatch(text) for text in parsed):
        cut = set()
    told = {text: None if text in cut else _settled(one, order) for text, one in parsed.items()}
    open_ = cut | {text for text, one in parsed.items() if isinstance(one, _Open) and not told[text] and not order}
    values = cells.by_text(written, told)
    serial = {text for text in parsed if told[text] and _SERIAL.fullmatch(cells.narrow(text))}
    return Dates(
        values,
        values.isna() & ~cells.nothing(written),
        written.isin(open_),
        int(written.isin(serial).sum()),
    )


def _parsed(text: str) -> "str | _Open | None":
    """A text as a date: in ISO, or with its order open, or none."""
    text = cells.narrow(text).lower()
    if _NUMERALS.search(text):
        text = _arabic(text)
    if not any(char.isdigit() for char in text):
        return None
    for shape in _IN_ORDER:
        if found := shape.fullmatch(text):
            return _iso(*(int(part) if part else 0 for part in found.groups()))
    if found := _SLASHED.fullmatch(text):
        return _Open(int(found[1]), int(found[2]), int(found[3]))
    if (found := _WORDED.fullmatch(text)) and found[2][:3] in _MONTHS:
        return _iso(int(found[4]), _MONTHS[found[2][:3]], int(found[1] or found[3] or 0))
    if found := _SERIAL.fullmatch(text):
        return (_SINCE + timedelta(days=int(found[1]))).isoformat()
    return None


def _arabic(text: str) -> str:
    """A date in Chinese numerals in digits: 二〇二四年十二月二十日 → 2024年12月20日."""
    text = text.translate(_CHINESE)
    for shape, digits in _TENS:
        text = re.sub(shape, digits, text)
    return text


def _iso(year: int, month: int = 0, day: int = 0) -> str | None:
    """A year, month or day as ISO text; None where the calendar has no such day. 0 is not said."""
    try:
        whole = date(year, month or 1, day or 1).isoformat()
    except ValueError:
        return None
    return whole if day else whole[:7] if month else whole[:4]


def _order(open_: list[_Open]) -> str:
    """The order, "dmy" or "mdy", where a number above 12 tells it; "" where none does, or they contradict."""
    day_first, month_first = any(one.first > 12 for one in open_), any(one.second > 12 for one in open_)
    return "" if day_first == month_first else ("dmy" if day_first else "mdy")


def _settled(one: "str | _Open | None", order: str) -> str | None:
    """A date with its order settled; None where that cannot be."""
    if not isinstance(one, _Open):
        return one
    if order == "dmy":
        return _iso(one.year, one.second, one.first)
    if order == "mdy" or one.first == one.second:  # 05/05/2024 is the same day in either order
        return _iso(one.year, one.first, one.second)
    return None
