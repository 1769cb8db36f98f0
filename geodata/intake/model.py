"""What passes between the steps of the intake: a grid as the file has it, what it means, and where its rows lie."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

import geopandas as gpd
import pandas as pd
from pyproj import CRS

from geodata.text import Text


class IntakeError(Exception):
    """A file of which nothing can be used; ``told`` says what is wrong and what to do, in the reader's words."""

    def __init__(self, told: Text) -> None:
        """Keep what is told."""
        self.told = told
        super().__init__(told)  # so that it can be sent from a worker: it is made anew of what it was made of

    def __str__(self) -> str:
        return self.told.en


class Meaning(StrEnum):
    """What a column may hold. A file has each at most once, but for the last four, which many columns may have."""

    ID = "id"
    NAME = "name"
    ADDRESS = "address"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    ADCODE = "adcode"  # 行政区划代码
    LON = "lon"  # degrees; of a projected system the easting
    LAT = "lat"  # degrees; of a projected system the northing
    LONLAT = "lonlat"  # both in one cell, in either order
    SERVES = "serves"  # places served, which become ties
    CATEGORY = "category"
    LEVEL = "level"
    BEDS = "beds"
    PHONE = "phone"
    SINCE = "since"
    SOURCE = "source"
    URL = "url"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    SKIP = "skip"  # not wanted: left out of everything but the file of rows that were not taken


@dataclass(frozen=True)
class Layout:
    """How a file lies: what was understood before any column was.

    Attributes:
        format: "csv", "xlsx", "xls", "ods", "geojson", "gpkg", "shp", "kml", "geoparquet".
        encoding: by Python's name ("utf-8", "gb18030", "big5", …); "" where the format says it itself.
        delimiter: of text tables; "" of others.
        sheet: the sheet or layer that was read; ``sheets``: all there are.
        header_rows: the numbers of the lines that name the columns, as the user's program shows them; none where the
            format names columns itself or nothing does.
        left_out: numbers of lines that are no rows: titles, notes, totals.
        said: what was understood, one sentence each ("表头在第3行", "按GB18030编码读取").
    """

    format: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    header_rows: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()
    said: tuple[Text, ...] = ()


@dataclass(frozen=True, eq=False)
class Grid:
    """A table as the file has it, below its header; nothing is interpreted yet.

    Attributes:
        layout: how the file lies.
        headings: one for each column, as written; two-line headings joined by "·"; "" where there is none.
        cells: one column for each heading, named by its number from 0 on; rows are counted from 0 on. Cells are str,
            int, float, bool, date or datetime, as the format gives them (text formats give str, trimmed); what is
            missing or blank is what ``isna`` says. A column of one kind has that kind's dtype ("str" of text).
        numbers: of each row, as the user's program shows it (for formats without rows: from 1 on), on the index of
            ``cells``.
        geometry: where the format has one, in ``crs``, on the index of ``cells``, in two dimensions and never empty
            (missing instead); None otherwise.
        crs: declared by the file; None where it says nothing: also of GeoJSON and KML, whose standards say WGS84,
            which not all who write them heed.
    """

    layout: Layout
    headings: tuple[str, ...]
    cells: pd.DataFrame
    numbers: "pd.Series[int]"
    geometry: gpd.GeoSeries | None = None
    crs: CRS | None = None


@dataclass(frozen=True)
class Mapped:
    """What one column of the grid is taken for.

    Attributes:
        position: its number in the grid, from 0 on.
        heading: as written.
        meaning: what it holds.
        unit: said by its heading ("张", "平方米"); "" without one.
        why: "heading", "values" (no heading said it) or "user".
    """

    position: int
    heading: str
    meaning: Meaning
    unit: str = ""
    why: Literal["heading", "values", "user"] = "heading"


Mapping = tuple[Mapped, ...]  # one for each column, in the order of the grid


@dataclass(frozen=True)
class RowProblem:
    """A cell that keeps its row from being taken, or, with ``taken``, is left blank in a row that is taken.

    ``row`` is the number that the user's program shows, ``column`` the heading (or "第3列"), ``value`` what stands
    there, ``expected`` what is expected and how to mend it.
    """

    row: int
    column: str
    value: str
    expected: Text
    taken: bool = False


@dataclass(frozen=True)
class Reading:
    """One way to read the coordinates of a file.

    Attributes:
        crs: "EPSG:4326", "EPSG:4490", "GCJ-02", "BD-09", "EPSG:4547", …
        likelihood: share of 1 among the readings that were weighed.
        why: what speaks for it, in one sentence.
    """

    crs: str
    likelihood: float
    why: Text


@dataclass(frozen=True)
class Position:
    """What the coordinates of a file are in.

    Attributes:
        declared: by the file or its headings; "" where nothing is.
        decided: by which reading rows were placed; "" where that must be asked first, or nothing has coordinates.
        readings: those weighed, likeliest first; empty where it was declared.
        swapped: longitude and latitude stood in each other's column.
        warning: what must be said of accuracy ("北京54换算到WGS84，误差可达百米"); None without one.
    """

    declared: str = ""
    decided: str = ""
    readings: tuple[Reading, ...] = ()
    swapped: bool = False
    warning: Text | None = None

    @property
    def asks(self) -> bool:
        """Whether the reader must choose between readings."""
        return not self.decided and len(self.readings) > 1


Precision = Literal["site", "town", "county"]


@dataclass(frozen=True, eq=False)
class Intake:
    """A file, understood: the rows that were taken, those that were not, and everything that must be said of it.

    Attributes:
        name: of the file.
        layout, mapping, position: how it was read.
        table: the rows taken (EPSG:4326; a row without a place has a missing geometry). Columns: ``row`` (as the user's
            program shows it), ``id`` (of the file, else "1", "2", …; unique), ``name`` (never empty: where no column is
            of names the county as written, else the id), ``precision`` ("site", "town", "county", missing without a
            place), ``adcode`` and ``county`` (of today; missing outside both provinces), ``side`` ("四川省",
            "重庆市", "outside", missing without a place),
            ``placed_zh`` and ``placed_en`` (how the row was placed or what was done to its coordinates), then one
            column for each column of the mapping that is not SKIP, named ``c<position>``: str, Int64, Float64 or ISO
            dates as str, by its meaning.
        problems: cells that could not be used.
        refused: the rows not taken as the grid has them, with ``row`` and ``why_zh``, ``why_en`` at the end.
        asked: rows whose place is ambiguous: number → the units it may mean (codes), likeliest first.
        said: what was understood and done, one sentence each, the most important first.
    """

    name: str
    layout: Layout
    mapping: Mapping
    position: Position
    table: gpd.GeoDataFrame
    problems: tuple[RowProblem, ...] = ()
    refused: pd.DataFrame = field(default_factory=pd.DataFrame)
    asked: tuple[tuple[int, tuple[str, ...]], ...] = ()
    said: tuple[Text, ...] = ()
