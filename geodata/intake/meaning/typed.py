"""The cells of a grid as values, by what its columns are taken for, and what could not be read of them."""

import re
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from geodata.intake.meaning import cells, codes, coordinates, dates, expected, numbers
from geodata.intake.meaning.problems import Faults
from geodata.intake.meaning.values import SURE, Values
from geodata.intake.model import Grid, Mapped, Mapping, Meaning, RowProblem
from geodata.text import Text, counted

# Texts that place a row, by the names that the rows bear; "无" in them is nothing.
_PLACES: Final = {
    Meaning.ADDRESS: "address",
    Meaning.PROVINCE: "province",
    Meaning.CITY: "city",
    Meaning.COUNTY: "county",
}
_HAN: Final = "[一-\u9fff]"
_BETWEEN: Final = re.compile(
    rf"[;；、,，/|｜\n]+|(?<={_HAN})\s+(?={_HAN})|(?<=[区县市州])[和及与](?={_HAN})"  # 荣昌区 大足区; 荣昌区和永川区
)
_WITHIN: Final = re.compile(rf"{_HAN}{{2,7}}[省市州][（(]([^（）()]+)[）)]")  # 重庆市（荣昌区、大足区）
_AND_SO_ON: Final = re.compile(r"等(?:地|地区|区县|区域|[\d一二三四五六七八九十]+个?(?:区县|县|市|区|地))?$")
_NONE: Final = frozenset({"", "无", "暂无", "不详", "-", "—", "/"})  # no place is served
_EXACT: Final = 2.0**53  # whole numbers below it are exact as floats


class Typed(NamedTuple):
    """A grid with its cells read.

    Attributes:
        rows: on the index of the grid, all of it: id, name, address, province, city, county, adcode (six digits) and
            serves ("甲;乙") as text, missing where the file has none; x and y (float) as they stood as longitude and
            latitude; and ``c<position>`` of each column that is wanted: str, Int64, Float64, or ISO dates as str.
        problems: cells that could not be used, at most ``problems.MOST_TOLD``.
        refused: why_zh and why_en of each row that is not taken, on its index.
        found: how many cells could not be used in all.
        said: what was done to values.
    """

    rows: pd.DataFrame
    problems: tuple[RowProblem, ...]
    refused: pd.DataFrame
    found: int
    said: tuple[Text, ...]


def typed(grid: Grid, mapping: Mapping) -> Typed:
    """Read the cells of a grid as ``mapping`` says."""
    reader = _Reader(grid, mapping)
    for one in mapping:
        if one.meaning is not Meaning.SKIP:
            reader.read(one)
    reader.place()
    rows = pd.DataFrame({**reader.told, **reader.columns}, index=grid.cells.index)
    return Typed(rows, reader.faults.told(), reader.faults.why(), reader.faults.count, tuple(reader.said))


class _Reader:
    """Reads column by column, and keeps what it finds."""

    def __init__(self, grid: Grid, mapping: Mapping) -> None:
        self.grid = grid
        self.mapping = mapping
        self.faults = Faults(grid)
        self.said: list[Text] = []
        self.columns: dict[str, pd.Series] = {}
        index = grid.cells.index
        text = pd.Series(None, index=index, dtype="str")
        named = ("id", "name", "address", "province", "city", "county", "adcode", "serves")
        self.told: dict[str, pd.Series] = {
            **dict.fromkeys(named, text),
            **dict.fromkeys(("x", "y"), pd.Series(np.nan, index=index, dtype="float64")),
        }

    def read(self, one: Mapped) -> None:
        """Read a column, and note what of it cannot be."""
        column = self.grid.cells[one.position]
        broken = self._broken(one, column)
        column = column.where(~broken) if broken.any() else column
        match one.meaning:
            case Meaning.BEDS | Meaning.NUMBER:
                values = self._numbers(one, column)
            case Meaning.SINCE | Meaning.DATE:
                values = self._dates(one, column)
            case Meaning.LON | Meaning.LAT:
                values = self._half(one, column)
            case Meaning.LONLAT:
                values = self._pairs(one, column)
            case Meaning.ADCODE | Meaning.ID | Meaning.PHONE:
                values = self._codes(one, column)
            case _:
                values = self._text(one, column)
        self.columns[f"c{one.position}"] = values

    def _broken(self, one: Mapped, column: pd.Series) -> "pd.Series[bool]":
        """Cells in which a formula failed; a row whose coordinates did is not taken."""
        none = pd.Series(False, index=column.index)
        if column.dtype != object and not pd.api.types.is_string_dtype(column):
            return none
        if column.dtype == object:
            starts = column.map(lambda cell: isinstance(cell, str) and cell.lstrip()[:1] in ("#", "E")).astype(bool)
        else:
            starts = column.str.startswith(("#", "Err:"), na=False)
        if not starts.any():
            return none
        broken = none | (starts & cells.broken(cells.texts(column.where(starts))))
        place = one.meaning in (Meaning.LON, Meaning.LAT, Meaning.LONLAT) and self.grid.geometry is None
        self.faults.add(one.position, broken, expected.BROKEN, taken=not place)
        return broken

    def _numbers(self, one: Mapped, column: pd.Series) -> pd.Series:
        found = numbers.read(column, one.unit)
        self.faults.add(one.position, found.bad, expected.NUMBER)
        self.faults.add(one.position, found.unlike, expected.unlike(one.unit or found.unit))
        shares = found.values.dropna()
        if one.unit == "%" and len(shares) and found.unit != "%" and shares.abs().le(1).all() and (shares % 1).any():
            self._say(
                one,
                "各格都不超过1，照写的数读取；如果表格里显示的是百分比格式（25.1%），读到的是0.251，请先乘以100",
                "no cell exceeds 1, and they are read as written: where your program shows 25.1% the file holds 0.251, "
                "so multiply the column by 100 first",
            )
        if found.decimal_comma:
            self._say(one, "小数点写作逗号，已按小数读取", "commas were read as decimal points")
        return _whole(found.values)

    def _dates(self, one: Mapped, column: pd.Series) -> pd.Series:
        found = dates.read(column)
        self.faults.add(one.position, found.bad & ~found.unclear, expected.DATE)
        self.faults.add(one.position, found.unclear, expected.DATE_UNCLEAR)
        if found.serial:
            self._say(one, "表格软件的日期序号已换成日期", "day numbers of a spreadsheet were turned into dates")
        return found.values

    def _half(self, one: Mapped, column: pd.Series) -> pd.Series:
        found = coordinates.half(column)
        self.faults.add(one.position, found.bad, expected.OF[one.meaning], taken=self.grid.geometry is not None)
        if self.grid.geometry is None:
            self.told["x" if one.meaning is Meaning.LON else "y"] = found.values
        return found.values.astype("Float64")

    def _pairs(self, one: Mapped, column: pd.Series) -> pd.Series:
        if self.grid.geometry is None:
            found = coordinates.pairs(column)
            self.faults.add(one.position, found.bad, expected.LONLAT, taken=False)
            self.told["x"], self.told["y"] = found.x, found.y
        return cells.texts(column)

    def _codes(self, one: Mapped, column: pd.Series) -> pd.Series:
        read = {Meaning.ADCODE: codes.units, Meaning.PHONE: codes.phones}.get(one.meaning, codes.identifiers)
        found = read(column)
        self.faults.add(one.position, found.bad, expected.OF[one.meaning])
        if found.mended:
            zh, en = f"{found.mended}个被改过样子的代码已还原", f"{counted(found.mended, 'code')} restored"
            self._say(one, zh, en)
        if one.meaning is Meaning.ADCODE:
            self.told["adcode"] = found.values
        if one.meaning is Meaning.ID:
            self.told["id"] = found.values
            self.faults.add(one.position, found.values.duplicated() & found.values.notna(), expected.TWICE)
        return found.values

    def _text(self, one: Mapped, column: pd.Series) -> pd.Series:
        found = cells.texts(column)
        filled = found[~cells.nothing(found)]
        if one.meaning in _PLACES:
            self.told[_PLACES[one.meaning]] = filled.reindex(found.index)
        elif one.meaning is Meaning.NAME:
            self.told["name"] = found
        elif one.meaning is Meaning.SERVES:
            self.told["serves"] = cells.by_text(
                found, {text: ";".join(listed(text)) or None for text in cells.different(filled)}
            )
        return found

    def _say(self, one: Mapped, zh: str, en: str) -> None:
        heading = one.heading or f"第{one.position + 1}列"
        self.said.append(Text(f"“{heading}”：{zh}。", f"“{heading}”: {en}."))

    def place(self) -> None:
        """Look at coordinates as a whole; names of counties place a row where nothing else does."""
        placing = {one.meaning: one.position for one in self.mapping}
        if Meaning.LON in placing and Meaning.LAT in placing:
            self._together(placing[Meaning.LON], placing[Meaning.LAT])
        elif Meaning.LON in placing or Meaning.LAT in placing:
            self._alone("纬度", "latitude") if Meaning.LON in placing else self._alone("经度", "longitude")
        elif Meaning.LONLAT in placing:
            self._together(placing[Meaning.LONLAT], placing[Meaning.LONLAT])
        elsewhere = {Meaning.LON, Meaning.LONLAT, Meaning.COUNTY, Meaning.ADCODE, Meaning.ADDRESS} & placing.keys()
        name = self.told["name"]
        alone = Meaning.NAME in placing and not elsewhere and self.grid.geometry is None
        if alone and Values(name).county() >= SURE:
            self.told["county"] = name

    def _alone(self, zh: str, en: str) -> None:
        """Coordinates of which the file has one half only are none."""
        none = pd.Series(np.nan, index=self.grid.cells.index, dtype="float64")
        self.told["x"], self.told["y"] = none, none
        if self.grid.geometry is None:
            self.said.append(
                Text(f"没有找到{zh}列，坐标无法使用。", f"No column of {en} was found: coordinates cannot be used.")
            )

    def _together(self, lon: int, lat: int) -> None:
        """Refuse half a coordinate and one that cannot be what the others are; 0,0 is none."""
        x, y = self.told["x"], self.told["y"]
        bad = pd.Series(x.index.isin(self.faults.refused()), index=x.index)
        if lon != lat:
            self.faults.add(lat, x.notna() & y.isna() & ~bad, expected.NO_LAT, taken=False)
            self.faults.add(lon, y.notna() & x.isna() & ~bad, expected.NO_LON, taken=False)
        both = x.notna() & y.notna() & ~bad
        zero = both & x.eq(0) & y.eq(0)
        self.faults.add(lon, zero, expected.ZERO)
        self.told["x"], self.told["y"] = x.where(~zero), y.where(~zero)
        both &= ~zero
        wide, high = np.maximum(x.abs(), y.abs()), np.minimum(x.abs(), y.abs())
        degrees = both & (wide <= 180) & (high <= 90)
        if degrees.sum() * 2 >= both.sum():
            high_only = both & ~degrees & (x.abs() <= 180)
            self.faults.add(lat, high_only, expected.NOT_DEGREES, taken=False)
            self.faults.add(lon, both & ~degrees & ~high_only, expected.NOT_DEGREES, taken=False)
        else:
            self.faults.add(lon, degrees, expected.NOT_METRES, taken=False)


def _whole(values: "pd.Series[float]") -> pd.Series:
    """Numbers as Int64 where all are whole, else as Float64."""
    filled = values.dropna()
    whole = bool((filled % 1 == 0).all() and (filled.abs() < _EXACT).all())
    return values.astype("Float64").astype("Int64") if whole else values.astype("Float64")


def listed(text: str) -> list[str]:
    """Return the names of places in one cell (荣昌区、大足区等)."""
    names = (_AND_SO_ON.sub("", part.strip()) for part in _BETWEEN.split(_WITHIN.sub(r"\1", text)))
    return [name for name in names if name not in _NONE]
