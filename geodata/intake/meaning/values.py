"""What the values of a column say it holds, by a sample of them."""

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd

from geodata.intake.meaning import cells, codes, coordinates, dates, headings, numbers
from geodata.intake.model import Meaning

SAMPLE: Final = 2000  # cells that are looked at, from all over the column
MOST, HALF, SURE = 0.9, 0.5, 0.8  # shares of the filled cells
_PROVINCES: Final = frozenset(
    [
        "北京",
        "天津",
        "上海",
        "重庆",
        "河北",
        "山西",
        "辽宁",
        "吉林",
        "黑龙江",
        "江苏",
        "浙江",
        "安徽",
        "福建",
        "江西",
        "山东",
        "河南",
        "湖北",
        "湖南",
        "广东",
        "海南",
        "四川",
        "贵州",
        "云南",
        "陕西",
        "甘肃",
        "青海",
        "台湾",
        "内蒙古",
        "广西",
        "西藏",
        "宁夏",
        "新疆",
        "香港",
        "澳门",
        "川",
        "渝",
    ]
)
_PROVINCE_ENDS: Final = re.compile("(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)$")
_HAN: Final = "一-\u9fff"
_COUNTY: Final = re.compile(rf"[{_HAN}]{{1,11}}[区县旗]\Z")
_UNIT: Final = re.compile("[区县市州旗]")
_CITY: Final = rf"^[{_HAN}]{{1,9}}(?:市|州|盟|地区)$"
_ADDRESS: Final = rf"[{_HAN}](?:路|街|道|巷|村|镇|乡|组|社区|大道|街道).*(?:\d|号|组|村|段|社)|\d+\s*号"
_PHONE: Final = (
    r"^(?:\+?86[- ]?)?(?:1[3-9]\d{9}|\(?0\d{2,3}\)?[- ]?\d{7,8}(?:[-转 ]\d{1,5})?|[48]00[- ]?\d{3}[- ]?\d{4})"
)
_URL: Final = r"^https?://\S+$"
_LON, _LAT = (73.0, 136.0), (3.0, 54.0)  # degrees of China
_IDENTITY: Final = r"^0\d+$|^\d{12,}$|^1[3-9]\d{9}$"


class Values:
    """A sample of a column, and what it looks like; each answer is found when it is first asked for."""

    def __init__(self, column: "pd.Series[Any]", places: frozenset[str] = frozenset()) -> None:
        """Take the sample.

        Args:
            column: cells as the file has them.
            places: names of counties that are known, full and short.
        """
        filled = column.dropna()
        if len(filled) > SAMPLE:  # dice, for files that repeat themselves; always the same, so that answers are
            filled = filled.iloc[np.unique(np.random.default_rng(0).integers(0, len(filled), SAMPLE))]
        self.sample = filled.reset_index(drop=True)
        self.places = places

    @cached_property
    def texts(self) -> "cells.Texts":
        """The cells as text, without those that say that there is nothing, and formulas that failed."""
        found = cells.texts(self.sample)
        return found[~(cells.nothing(found) | cells.broken(found))]

    @cached_property
    def _narrow(self) -> list[str]:
        return [cells.narrow(text) for text in self.texts.tolist()]

    @property
    def empty(self) -> bool:
        """Whether nothing stands in the column."""
        return self.texts.empty

    @cached_property
    def distinct(self) -> float:
        """How many different values there are for each filled cell."""
        return self.texts.nunique() / max(len(self.texts), 1)

    @cached_property
    def numbers(self) -> numbers.Numbers:
        """The cells as numbers."""
        return numbers.read(self.sample[self.texts.index])

    def share(self, fits: "pd.Series[bool]") -> float:
        """Return the share of the filled cells of which something is so."""
        return float(fits.sum()) / len(self.texts) if len(self.texts) else 0.0

    def matches(self, shape: str) -> float:
        """Return the share of cells that match a regular expression."""
        found = re.compile(shape)
        return self.share(pd.Series([found.search(text) is not None for text in self._narrow]))

    def fit(self, meaning: Meaning) -> float:
        """Return the share of the filled cells that can be what ``meaning`` says."""
        fitting = _FITTING.get(meaning)
        return 1.0 if fitting is None else fitting(self)

    def degrees(self, limits: tuple[float, float]) -> float:
        """Return the share of cells that are degrees within limits; 0 where most have less than three decimals."""
        found = coordinates.half(self.sample[self.texts.index]).values
        fine = (found * 100 - (found * 100).round()).abs() > 1e-6
        return self.share(found.between(*limits)) if self.share(fine) > HALF else 0.0

    def places_share(self) -> float:
        """Return the share of cells that name a unit of some kind, perhaps among other words."""
        return self.share(pd.Series([text in self.places or bool(_UNIT.search(text)) for text in self.texts.tolist()]))

    def county(self) -> float:
        """Return the share of cells that are names of counties."""
        return self.share(pd.Series([text in self.places or bool(_COUNTY.match(text)) for text in self.texts.tolist()]))


def _half(values: Values) -> float:
    return values.share(coordinates.half(values.sample[values.texts.index]).values.notna())


def _number(values: Values) -> float:
    return values.share(values.numbers.values.notna() | values.numbers.unlike)


def _date(values: Values) -> float:
    found = dates.read(values.sample[values.texts.index])
    return values.share(found.values.notna() | found.unclear)


def _unit(values: Values) -> float:
    return values.share(codes.units(values.sample[values.texts.index]).values.notna())


def _pair(values: Values) -> float:
    return values.share(coordinates.pairs(values.sample[values.texts.index]).x.notna())


def _province(values: Values) -> float:
    return values.share(pd.Series([_PROVINCE_ENDS.sub("", text) in _PROVINCES for text in values.texts.tolist()]))


def _words(values: Values) -> float:
    """The share of cells that are words, no numbers."""
    return values.share(values.numbers.values.isna())


_FITTING: Final[dict[Meaning, Callable[[Values], float]]] = {
    Meaning.ID: lambda values: values.distinct,
    Meaning.NAME: _words,
    Meaning.ADDRESS: _words,
    Meaning.COUNTY: _words,
    Meaning.CITY: _words,
    Meaning.PROVINCE: _words,
    Meaning.SERVES: _words,
    Meaning.ADCODE: _unit,
    Meaning.LON: _half,
    Meaning.LAT: _half,
    Meaning.LONLAT: _pair,
    Meaning.BEDS: _number,
    Meaning.NUMBER: _number,
    Meaning.SINCE: _date,
    Meaning.DATE: _date,
}


def free(values: Values, heading: str) -> Meaning:
    """Return what a column holds that is nothing in particular: numbers, dates or text."""
    if values.empty or headings.never_summed(heading):
        return Meaning.TEXT
    bare = values.matches(r"^\d+$")
    if _date(values) >= MOST and (bare < HALF or (headings.dated(heading) and _whole_dates(values))):
        return Meaning.DATE
    if _number(values) >= MOST and values.matches(_IDENTITY) < 0.1:
        return Meaning.NUMBER
    return Meaning.TEXT


def _whole_dates(values: Values) -> bool:
    """Whether figures without marks are years, months or days."""
    return values.matches(r"^(?:1[89]|20)\d\d(?:(?:0[1-9]|1[0-2])(?:[0-3]\d)?)?$|^[2-5]\d{4}$") >= MOST


def by_values(values: Values) -> list[tuple[float, Meaning]]:
    """Return what the values alone say a column is, with how surely (0 to 1); nothing where they do not."""
    if values.empty:
        return []
    found: list[tuple[float, Meaning]] = []
    text = _words(values)
    if text < HALF:
        native = values.matches(r"^[1-9]\d(?:\d\d){2}(?:\.0|0{3}|0{6})?$") >= MOST
        if native and _unit(values) >= MOST and values.matches(r"^5[01]") >= HALF:
            found.append((0.95, Meaning.ADCODE))
    if values.matches(_PHONE) >= SURE:
        found.append((0.9, Meaning.PHONE))
    if text >= SURE:
        if values.matches(_URL) >= SURE:
            return [(0.9, Meaning.URL)]
        if _pair(values) >= SURE:
            return [(0.9, Meaning.LONLAT)]
        if _province(values) >= MOST and values.distinct < HALF + 0.1:
            return [(0.9, Meaning.PROVINCE)]
        if values.county() >= SURE:
            return [(0.85, Meaning.COUNTY)]
        if values.matches(_CITY) >= SURE:
            return [(0.8, Meaning.CITY)]
        if values.matches(_ADDRESS) >= HALF:
            return [(0.7, Meaning.ADDRESS)]
        long = float(np.median([len(text) for text in values.texts.tolist()]))
        if values.distinct >= MOST and 2 <= long <= 40 and not found:
            found.append((0.5 + 0.1 * values.distinct, Meaning.NAME))
    return found


def halves(columns: dict[int, Values]) -> tuple[int, int] | None:
    """Return which two columns hold longitudes and latitudes, by their values; None where none do.

    Args:
        columns: those that nothing else is known of, by position.
    """
    lon = [n for n, values in columns.items() if not values.empty and values.degrees(_LON) >= MOST]
    lat = [n for n, values in columns.items() if n not in lon and not values.empty and values.degrees(_LAT) >= MOST]
    if not lon or not lat:
        return None
    nearest = min(((x, y) for x in lon for y in lat), key=lambda two: (abs(two[0] - two[1]), two))
    return nearest if np.isfinite(nearest[0]) else None
