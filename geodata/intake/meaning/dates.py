"""Dates as people write them, as exactly as they are known: "2024", "2024-05" or "2024-05-20"."""

import re
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from geodata.intake.meaning import cells

_CHINESE: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_TENS: Final = ((r"(?<=[年月])十(?=[月日])", "10"), (r"(?<=[年月])十(?=\d)", "1"), (r"(?<=\d)十(?=\d)", ""), (r"(?<=\d)十", "0"))
_MONTHS: Final = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_TIME: Final = r"(?:[t ]?\s*(?:[上下]午)?\s*\d{1,2}[:时]\d{1,2}.*)?$"
_YMD: Final = rf"^((?:1[89]|20)\d\d)\s*[-/.年]\s*(\d{{1,2}})(?:\s*[-/.月]\s*(\d{{1,2}})?)?\s*日?号?{_TIME}"
_PACKED: Final = r"^((?:1[89]|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)?$"
_YEAR: Final = r"^((?:1[89]|20)\d\d)\s*年?(?:度)?$"
_SLASHED: Final = rf"^(\d{{1,2}})[-/.](\d{{1,2}})[-/.]((?:1[89]|20)\d\d){_TIME}"
_WORDED: Final = (
    rf"^(?:(\d{{1,2}})(?:st|nd|rd|th)?[ -])?([a-z]{{3,9}})\.?[ -](?:(\d{{1,2}})(?:st|nd|rd|th)?,? )?((?:1[89]|20)\d\d){_TIME}"
)
_SERIAL: Final = (10_000, 80_000)  # days since 1899-12-30 that a spreadsheet counts: 1927 to 2119
_YEARS: Final = (1800, 2099)


class Dates(NamedTuple):
    """What a column holds as dates, on its index.

    Attributes:
        values: ISO text of a year, month or day; missing where a cell is empty or could not be read.
        bad: which cells hold something that is no date.
        unclear: which of them are a day and a month in an order that nothing in the column decides.
        serial: how many were numbers of days, as spreadsheets count them.
    """

    values: "cells.Texts"
    bad: "pd.Series[bool]"
    unclear: "pd.Series[bool]"
    serial: int


def read(column: "pd.Series[Any]") -> Dates:
    """Read a column of cells of any kind as dates."""
    if pd.api.types.is_datetime64_any_dtype(column):
        values = column.dt.strftime("%Y-%m-%d").astype("str")
        none = pd.Series(False, index=column.index)
        return Dates(values, none, none, 0)
    written = cells.texts(column)
    parts = cells.by_value(written, _parts)
    order = _order(parts)
    first, second = parts["first"], parts["second"]
    month = parts["month"].fillna(second if order == "dmy" else first) if order else parts["month"]
    day = parts["day"].fillna(first if order == "dmy" else second) if order else parts["day"]
    alike = first.notna() & first.eq(second)  # 05/05/2024 is the same day in either order
    month, day = month.fillna(first.where(alike)), day.fillna(second.where(alike))
    unclear = (first.notna() & month.isna()) | _cut_short(written)
    values = _iso(parts["year"], month, day).where(~unclear)
    serial = parts["serial"].eq(True)
    values = values.where(~serial, parts["iso"])
    empty = cells.nothing(written)
    return Dates(values, ~empty & values.isna(), unclear, int(serial.sum()))


def _cut_short(written: "cells.Texts") -> "pd.Series[bool]":
    """Which texts are "2024.1", January or what a spreadsheet left of 2024.10; none where others tell months apart."""
    if written.str.fullmatch(r"(?:1[89]|20)\d\d\.(?:10|0\d)", na=False).any():
        return pd.Series(False, index=written.index)
    return written.str.fullmatch(r"(?:1[89]|20)\d\d\.1", na=False)


def _parts(different: "cells.Texts") -> pd.DataFrame:
    """Different texts in their parts: year, month, day; first and second where their order is open; serial days."""
    text = cells.narrow(different).str.lower()
    chinese = text.str.contains("[一二三四五六七八九十〇○].*[年月日]|^[一二〇○零九八][一二三四五六七八九〇○零]{3}年?$", regex=True)
    if chinese.any():
        text = text.where(~chinese, text[chinese].map(_arabic).reindex(text.index))
    out = pd.DataFrame(
        np.nan, index=text.index, columns=["year", "month", "day", "first", "second"], dtype="float64"
    )
    for shape, names in (
        (_YMD, ("year", "month", "day")),
        (_PACKED, ("year", "month", "day")),
        (_YEAR, ("year",)),
        (_SLASHED, ("first", "second", "year")),
    ):
        open_ = out["year"].isna()
        if not open_.any():
            break
        found = text[open_].str.extract(shape)
        for n, name in enumerate(names):
            out.loc[open_, name] = pd.to_numeric(found[n]).astype("float64")
    open_ = out["year"].isna()
    if open_.any():
        found = text[open_].str.extract(_WORDED)
        out.loc[open_, "month"] = found[1].str[:3].map(_MONTHS).astype("float64")
        out.loc[open_, "day"] = pd.to_numeric(found[0].fillna(found[2])).astype("float64")
        out.loc[open_, "year"] = pd.to_numeric(found[3]).astype("float64").where(out.loc[open_, "month"].notna())
    number = pd.to_numeric(text.where(out["year"].isna()), errors="coerce").astype("float64")
    serial = number.between(*_SERIAL)
    days = pd.to_datetime(number.where(serial).fillna(0).clip(0, _SERIAL[1]) // 1, unit="D", origin="1899-12-30")
    out["serial"] = serial
    out["iso"] = days.dt.strftime("%Y-%m-%d").where(serial).astype("str")
    return out


def _arabic(text: str) -> str:
    """A date in Chinese numerals in digits: 二〇二四年十二月二十日 → 2024年12月20日."""
    text = text.translate(_CHINESE)
    for shape, digits in _TENS:
        text = re.sub(shape, digits, text)
    return text


def _order(parts: pd.DataFrame) -> str:
    """"dmy" or "mdy" where a number above 12 says it for the column, "" where none does or they contradict."""
    day_first, month_first = bool((parts["first"] > 12).any()), bool((parts["second"] > 12).any())
    return "" if day_first == month_first else ("dmy" if day_first else "mdy")


def _iso(year: "pd.Series[float]", month: "pd.Series[float]", day: "pd.Series[float]") -> "cells.Texts":
    """Years, months and days, as far as they are there, as ISO text; missing where the calendar has no such day."""
    good = year.between(*_YEARS) & (month.isna() | month.between(1, 12)) & (day.isna() | month.notna())
    whole = pd.DataFrame({"year": year, "month": month.fillna(1), "day": day.fillna(1)})
    good &= pd.to_datetime(whole.where(good), errors="coerce").notna()
    text = year.where(good).astype("Int64").astype("str")
    for part in (month, day):
        told = "-" + part.where(good).astype("Int64").astype("str").str.zfill(2)
        text = text.where(part.isna(), text + told)
    return text.where(good)
