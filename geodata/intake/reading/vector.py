"""Maps: GeoJSON, GeoPackage, Shapefile, KML and GeoParquet, read by GDAL and Arrow into a grid with its geometry."""

import io
import json
import re
import warnings
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError
from pyproj import CRS
from pyproj.exceptions import CRSError

from geodata.intake.model import Grid, IntakeError, Layout
from geodata.intake.reading.kinds import damaged
from geodata.intake.reading.raw import MOST_COLUMNS, cell, empty, tightened, too_long, too_wide
from geodata.intake.reading.workbook import unknown_sheet
from geodata.text import Text, number

_FAILURES: Final = (
    DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError,
    UnicodeError, ValueError, OverflowError, OSError, RuntimeError, pa.ArrowException, TypeError, KeyError,
)  # fmt: skip
_OF_PROGRAMS: Final = frozenset(("layer_styles", "qgis_projects"))  # layers that hold no data of the user
_KML_ONLY: Final = frozenset(("altitudeMode", "tessellate", "extrude", "visibility", "drawOrder", "icon", "snippet"))
_GEOJSON_CRS: Final = re.compile(rb'"crs"\s*:\s*\{\s*"(type|properties)"')
_MOST_BYTES: Final = 1_500_000_000  # of a Parquet file, unpacked
pyogrio.set_gdal_config_options(
    {
        "SHAPE_RESTORE_SHX": "YES",
        "OGR_SQLITE_LOAD_EXTENSIONS": "NO",
        "OGR_GEOJSON_MAX_OBJ_SIZE": "200",
        "GDAL_HTTP_MAX_RETRY": "0",
    }
)


def map_file(
    path: Path,
    told: str,
    *,
    sheet: str = "",
    most_rows: int,
    headings: dict[str, str] | None = None,
    said: Sequence[Text] = (),
) -> Grid:
    """Read a file that GDAL knows.

    Args:
        path: of the file, in a folder of its own.
        told: its format, one of ``kinds.NAMES``.
        sheet: the layer; "" takes the one with most rows, of those with geometry if there are any.
        most_rows: more are refused.
        headings: of fields, where they differ from the names in the file.
        said: what is understood so far.

    Raises:
        IntakeError: it is damaged, or has too many rows or columns, or no such layer.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(path, told, sheet, most_rows, headings or {}, said)
    except _FAILURES as error:
        raise damaged(told) from error


def parquet(content: bytes, *, most_rows: int, said: Sequence[Text] = ()) -> Grid:
    """Read a (Geo)Parquet file.

    Raises:
        IntakeError: it is damaged, or has too many rows, columns or bytes.
    """
    try:
        file = pq.ParquetFile(io.BytesIO(content))
        told = file.metadata
        if told.num_rows > most_rows:
            raise too_long(most_rows)
        if told.num_columns > MOST_COLUMNS:
            raise too_wide(told.num_columns)
        unpacked = sum(told.row_group(place).total_byte_size for place in range(told.num_row_groups))
        if unpacked > _MOST_BYTES:
            size = number.said(unpacked / 1e6)
            raise IntakeError(Text(f"解开后有{size} MB，太大", f"it would unpack to {size} MB, too large"))
        geo = (file.schema_arrow.metadata or {}).get(b"geo")
        if geo is None:
            return _grid(pd.read_parquet(io.BytesIO(content)), Layout("geoparquet", said=tuple(said)), None)
        frame = gpd.read_parquet(io.BytesIO(content))
        main = json.loads(geo)["columns"].get(frame.geometry.name, {})
        crs = (
            frame.crs if "crs" in main else None
        )  # unsaid it means WGS84 by the standard; whether that holds is weighed
        return _grid(frame, Layout("geoparquet", said=tuple(said)), crs)
    except _FAILURES as error:
        raise damaged("geoparquet") from error


def _read(path: Path, told: str, sheet: str, most_rows: int, headings: dict[str, str], said: Sequence[Text]) -> Grid:
    layer, names = _layer(path, sheet)
    info = pyogrio.read_info(path, layer=layer)
    if info["features"] > most_rows:
        raise too_long(most_rows)
    if len(info["fields"]) > MOST_COLUMNS:
        raise too_wide(len(info["fields"]))
    frame = pyogrio.read_dataframe(
        path, layer=layer, force_2d=True, max_features=most_rows + 1, use_arrow=True, on_invalid="ignore"
    )
    if len(frame) > most_rows:
        raise too_long(most_rows)
    told_said = list(said)
    if len(names) > 1:
        told_said.append(Text(f"共有{len(names)}个图层，读取了“{layer}”", f"of {len(names)} layers “{layer}” was read"))
    many = told in ("gpkg", "shp") or len(names) > 1
    layout = Layout(told, sheet=str(layer) if many else "", sheets=names if many else (), said=tuple(told_said))
    crs = _declared(path, told, info.get("crs"))
    if told == "kml":
        frame = frame.drop(columns=[name for name in frame.columns if name in _KML_ONLY])
    return _grid(frame.rename(columns=headings), layout, crs, drop_blank=told == "kml")


def _layer(path: Path, sheet: str) -> tuple[str, tuple[str, ...]]:
    """Return the layer to read and all there are."""
    layers = [(str(name), kind) for name, kind in pyogrio.list_layers(path) if str(name) not in _OF_PROGRAMS]
    names = tuple(name for name, _ in layers)
    if not names:
        raise empty()
    if sheet and sheet not in names:
        raise unknown_sheet(sheet, names)
    if sheet or len(names) == 1:
        return sheet or names[0], names
    drawn = [name for name, kind in layers if kind] or list(names)
    return max(drawn, key=lambda name: pyogrio.read_info(path, layer=name)["features"]), names


def _declared(path: Path, told: str, crs: Any) -> CRS | None:
    """Return the system that a file declares; what GDAL assumes by a standard is no declaration."""
    if told == "kml" or not crs:
        return None
    if told == "geojson":
        with path.open("rb") as file:
            head = file.read(65_536)
            file.seek(max(0, path.stat().st_size - 65_536))
            if not _GEOJSON_CRS.search(head + file.read()):
                return None
    try:
        made = CRS.from_user_input(crs)
    except CRSError:
        return None
    return None if "undefined" in made.name.lower() or made.name.lower() == "unknown" else made


def _grid(frame: pd.DataFrame, layout: Layout, crs: CRS | None, *, drop_blank: bool = False) -> Grid:
    """Return a frame as a grid: cells of the kinds that it holds, geometry apart."""
    if not len(frame):
        raise empty()
    frame = frame.reset_index(drop=True)
    geometry = frame.geometry if isinstance(frame, gpd.GeoDataFrame) and frame._geometry_column_name else None
    names, columns = [], []
    said = list(layout.said)
    for place, name in enumerate(frame.columns):
        column = frame.iloc[:, place]
        if isinstance(column.dtype, gpd.array.GeometryDtype):
            if geometry is not None and name != geometry.name:
                said.append(Text(f"几何列“{name}”没有读取", f"the geometry in “{name}” was not read"))
            continue
        made = _column(column)
        if drop_blank and made.isna().all():
            continue
        names.append(str(name).strip())
        columns.append(made)
    cells = pd.DataFrame(dict(enumerate(columns)), index=frame.index, copy=False)
    if geometry is not None:
        geometry = _usable(geometry)
        if geometry.isna().all() and not len(columns):
            raise empty()
    said_layout = Layout(
        layout.format, layout.encoding, layout.delimiter, layout.sheet, layout.sheets, said=tuple(said)
    )
    return Grid(said_layout, tuple(names), cells, pd.Series(np.arange(1, len(frame) + 1)), geometry, crs)


def _column(column: pd.Series) -> pd.Series:
    """Return a column with cells of the kinds that a grid holds; lists and objects as JSON."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        column = column.astype(column.cat.categories.dtype)
    if column.dtype == "str" or isinstance(column.dtype, pd.StringDtype):
        trimmed = _valid(column).str.strip()
        return trimmed.where(trimmed != "")
    if column.dtype != object:
        return column
    return tightened([_cell(value) for value in column])


def _valid(column: "pd.Series[str]") -> "pd.Series[str]":
    """Return texts with what is no UTF-8 replaced: GDAL hands it on as it stands in a damaged file."""
    texts = pa.array(column.array)
    try:
        texts.validate(full=True)
    except pa.ArrowInvalid:
        raw = [
            None if text is None else text.decode("utf-8", "replace")
            for text in texts.cast(pa.large_binary()).to_pylist()
        ]
        return pd.Series(raw, index=column.index, dtype=column.dtype)
    return column


def _cell(value: Any) -> Any:
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, bytes):
        return f"（{len(value)} bytes）"
    if isinstance(value, Decimal):
        return cell(float(value))
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    return cell(value)


def _usable(geometry: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return geometry in two dimensions; what is empty or not finite is missing. Its system is told beside it."""
    shapes = shapely.force_2d(geometry.to_numpy())
    finite = np.isfinite(shapely.bounds(shapes)).all(axis=1)
    shapes = np.where(finite & ~shapely.is_empty(shapes), shapes, None)
    return gpd.GeoSeries(shapes, crs=None)
