"""Files of rows: CSV, GeoJSON, GeoPackage, JSON. Each carries what it is and where it comes from."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import geopandas as gpd
import pandas as pd
from pyogrio.errors import DataLayerError, DataSourceError

from geodata.export.geojson import collection, native
from geodata.export.metadata import About
from geodata.measure import WGS84
from geodata.text.spreadsheet import no_formula

MEDIA: Final = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Layers = dict[str, tuple[pd.DataFrame, "gpd.GeoSeries"]]


def csv(table: pd.DataFrame, about: About | None = None) -> bytes:
    """Return CSV text in UTF-8 with a byte-order mark, which Excel needs to read Chinese.

    With ``about`` it is a file for people: constant columns at the end say CRS, filter, note, link, day, data version
    and map statement, and no text is a formula to who opens it. Without, every cell is what it is.
    """
    if about:
        texts = table.select_dtypes(exclude=["number", "boolean"])
        table = (
            table.assign(**texts.map(no_formula))
            .rename(columns=no_formula)
            .assign(
                export_crs=about.crs,
                export_filter=about.filter,
                export_note=about.note,
                export_link=about.link,
                export_date=about.day,
                export_data_version=about.data_version,
                export_statement=about.compliance,
            )
        )
    return table.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def rows(frame: pd.DataFrame) -> list[dict[str, object]]:
    """Return the rows as JSON values; missing cells become None."""
    objects = frame.astype(object)
    return objects.where(objects.notna(), None).to_dict("records")


def json_table(table: pd.DataFrame, about: About) -> bytes:
    """Return {"about": …, "rows": […]}."""
    return json.dumps({"about": vars(about), "rows": rows(table)}, ensure_ascii=False, default=native).encode()


def geojson(frame: pd.DataFrame, geometry: "gpd.GeoSeries", about: About, name: str) -> bytes:
    """Return a GeoJSON FeatureCollection (RFC 7946, full precision) with ``about`` as its member ``metadata``."""
    return collection(rows(frame), geometry, told={"name": name, "metadata": vars(about)}).encode()


def geopackage(layers: Layers, about: About) -> bytes:
    """Return a GeoPackage with one layer per entry; each layer's metadata holds ``about``.

    Raises:
        OSError: there is no room for it in the folder of temporary files.
    """
    with TemporaryDirectory(prefix="chengyu-") as folder:
        path = Path(folder) / "export.gpkg"
        write_geopackage(path, layers, about)
        return path.read_bytes()


def write_geopackage(path: Path, layers: Layers, about: About) -> None:
    """Write a GeoPackage as ``geopackage`` does; the same rows on the same day are the same bytes."""
    try:
        _write(path, layers, about)
    except (DataLayerError, DataSourceError) as error:  # GDAL's words for a full disk, among others
        raise OSError("无法写入临时文件，磁盘是否已满？ No temporary file can be written: is the disk full?") from error


def _write(path: Path, layers: Layers, about: About) -> None:
    for n, (name, (frame, geometry)) in enumerate(layers.items()):
        plain = frame.astype({column: object for column in frame.columns if str(frame[column].dtype) == "boolean"})
        layer = gpd.GeoDataFrame(plain, geometry=geometry.to_numpy(), crs=WGS84)
        layer.to_file(
            path,
            driver="GPKG",
            engine="pyogrio",
            layer=name,
            layer_metadata={key: str(value) for key, value in vars(about).items()},
            append=n > 0,
            dataset_options={} if n else {"VERSION": "1.2"},  # read without a warning by the QGIS of some years ago
        )
    moment = f"{about.day}T00:00:00.000Z"
    with closing(sqlite3.connect(path)) as file, file:  # GDAL has no other way to be told than one for all threads
        file.execute("UPDATE gpkg_contents SET last_change = ?", (moment,))
        file.execute("UPDATE gpkg_metadata_reference SET timestamp = ?", (moment,))
