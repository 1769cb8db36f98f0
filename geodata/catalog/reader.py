"""A file of facts → a checked table with real types; points become geometry in EPSG:4326."""

import csv
import hashlib
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geodata.catalog.errors import DataError, Problem
from geodata.catalog.model import Catalog, Column, Dataset
from geodata.catalog.schema import validate
from geodata.measure import WGS84
from geodata.text import Text


def raw(path: Path) -> pd.DataFrame:
    """Read a CSV file as text cells, nothing guessed; a byte-order mark is fine.

    Returns:
        The columns of the file's first line, all of text; an empty cell is "".

    Raises:
        DataError: the file is missing, is not UTF-8, or is not a table.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        expected = Text("文件应在 tables/ 中", "the file should lie in tables/")
        raise DataError([Problem(path.name, 0, "file", "", expected)]) from error
    except UnicodeDecodeError as error:
        expected = Text(
            "文件应为 UTF-8 编码（在 Excel 中另存为“CSV UTF-8”）", "UTF-8 text (in Excel: save as CSV UTF-8)"
        )
        raise DataError([Problem(path.name, 0, "encoding", "", expected)]) from error
    # The csv module, because pandas takes a row with a cell too many for one with an index.
    try:
        header, *rows = csv.reader(text.splitlines(), strict=True) if text.strip() else [[]]
    except csv.Error as error:
        expected = Text("引号应成对（文件可能不完整）", "quotes that close (is the file whole?)")
        raise DataError([Problem(path.name, 0, "file", "", expected)]) from error
    if not header:
        expected = Text("应为逗号分隔的表，首行为列名", "a comma-separated table whose first line names the columns")
        raise DataError([Problem(path.name, 0, "file", "", expected)])
    width = Text(f"{len(header)}个单元格", f"{len(header)} cells")
    odd = [Problem(path.name, n, "*", f"{len(row)}", width) for n, row in enumerate(rows, 2) if len(row) != len(header)]
    if odd:
        raise DataError(odd)
    return pd.DataFrame(rows, columns=header, dtype=str)


def typed(cells: "pd.Series[str]", column: Column) -> pd.Series:
    """Turn checked text cells into the column's type; lists and dates stay text, empty cells become missing."""
    known = cells.mask(cells.eq(""))
    match column.type:
        case "integer" | "year":
            return pd.to_numeric(known).astype("Int64")
        case "number" | "lon" | "lat":
            return pd.to_numeric(known).astype("float64")
        case "bool":
            return known.map({"true": True, "false": False}).astype("boolean")
        case _:
            return known.astype("str")


def table(dataset: Dataset, catalog: Catalog) -> pd.DataFrame:
    """Read, check and type the table of ``dataset``.

    Returns:
        The columns that the catalogue declares, typed; one row per fact in file order; a GeoDataFrame in EPSG:4326
        with geometry when the table has lon and lat
        (rows without a point have a missing geometry).

    Raises:
        DataError: naming file, row, column, value and what is expected.
    """
    text = raw(catalog.tables / dataset.file)
    validate(text, dataset, catalog)
    frame = pd.DataFrame({column.name: typed(text[column.name], column) for column in dataset.columns})
    if "lon" not in frame:
        return frame
    points = gpd.GeoSeries(gpd.points_from_xy(frame["lon"], frame["lat"]), crs=WGS84)
    return gpd.GeoDataFrame(frame, geometry=points.where(frame["lon"].notna().to_numpy()), crs=WGS84)


def digest(path: Path) -> str:
    """Return the first 12 hex digits of the file's SHA-256, its version."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
