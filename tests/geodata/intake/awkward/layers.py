"""Files of geometry: GeoJSON, GeoPackage, Shapefile, KML, GeoParquet; points, lines and areas; systems they declare."""

import dataclasses
import io
import json
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from geodata.intake.model import Meaning
from tests.geodata.intake.awkward.case import Awkward
from tests.geodata.intake.awkward.facts import moved, points, sites

S = sites()
MEANS = {"名称": Meaning.NAME, "区县": Meaning.COUNTY}
DBF = {"编号": "编号", "名称": "名称", "区县": "区县", "类别": "类别"}  # headings of at most ten bytes in GBK


def frame(rows: Any = S, shape: Callable[[Any], Any] = lambda points: points) -> gpd.GeoDataFrame:
    """The sites with geometry, in WGS84."""
    where = shapely.points(rows["经度"].astype(float), rows["纬度"].astype(float))
    return gpd.GeoDataFrame(rows[list(DBF)], geometry=shape(where), crs=4326)


def to_file(rows: gpd.GeoDataFrame, name: str, **options: Any) -> bytes:
    """The bytes of a file that GDAL writes; of a Shapefile all its files, zipped."""
    with tempfile.TemporaryDirectory() as folder:
        rows.to_file(Path(folder) / name, engine="pyogrio", **options)
        files = sorted(Path(folder).iterdir())
        if len(files) == 1:
            return files[0].read_bytes()
        return zipped({one.name: one.read_bytes() for one in files})


def zipped(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def without(content: bytes, *ends: str, inside: str = "") -> bytes:
    """A zipped Shapefile without some of its files, in a folder of the archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if not name.endswith(ends)]
        return zipped({inside + name: archive.read(name) for name in names})


def geojson(rows: gpd.GeoDataFrame, **more: Any) -> bytes:
    return json.dumps({**json.loads(rows.to_json(drop_id=True)), **more}, ensure_ascii=False).encode()


def kml() -> bytes:
    marks = "".join(
        f"<Placemark><name>{name}</name><ExtendedData><Data name='区县'><value>{county}</value></Data></ExtendedData>"
        f"<Point><coordinates>{lon},{lat},0</coordinates></Point></Placemark>"
        for name, county, lon, lat in S[["名称", "区县", "经度", "纬度"]].itertuples(index=False)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{marks}</Document></kml>'.encode()


def parquet() -> bytes:
    file = io.BytesIO()
    frame().to_parquet(file)
    return file.getvalue()


def shp(epsg: int = 4326, encoding: str = "UTF-8") -> bytes:
    return to_file(frame().to_crs(epsg), "sites.shp", encoding=encoding)


def layer(id: str, content: Callable[[], bytes], name: str, format: str, **more: Any) -> Awkward:
    """The sites as a layer; formats without rows count them from 1 on."""
    case = Awkward(
        id, name, content, format, len(S), MEANS, points=points(S, 1), decided="EPSG:4326", precision={"site": len(S)}
    )
    return dataclasses.replace(case, **more)


SHAPES = {"points": {}, "precision": {}}
LON_LAT = {"编号": "编号", "名称": "名称", "lon": "经度"}

CASES = (
    layer("geojson", lambda: geojson(frame()), "sites.geojson", "geojson"),
    layer("geojson_named_json", lambda: geojson(frame()), "sites.json", "geojson"),
    layer("geojson_bom", lambda: b"\xef\xbb\xbf" + geojson(frame()), "sites.geojson", "geojson"),
    layer("geojson_gcj02", lambda: geojson(frame(moved(S, "GCJ-02"))), "sites.geojson", "geojson", decided="GCJ-02"),
    layer(
        "geojson_lines",
        lambda: geojson(frame(shape=lambda at: [shapely.LineString([(p.x, p.y), (p.x + 0.01, p.y)]) for p in at])),
        "roads.geojson",
        "geojson",
        decided=None,
        **SHAPES,
    ),
    layer(
        "geojson_areas",
        lambda: geojson(frame(shape=lambda at: shapely.buffer(at, 0.01))),
        "areas.geojson",
        "geojson",
        **SHAPES,
    ),
    layer("gpkg", lambda: to_file(frame(), "sites.gpkg", driver="GPKG"), "sites.gpkg", "gpkg"),
    layer(
        "gpkg_cgcs2000",
        lambda: to_file(frame().to_crs(4490), "sites.gpkg", driver="GPKG"),
        "sites.gpkg",
        "gpkg",
        decided="EPSG:4490",
    ),
    layer(
        "gpkg_gauss_krueger",
        lambda: to_file(frame().to_crs(4524), "sites.gpkg", driver="GPKG"),
        "sites.gpkg",
        "gpkg",
        decided="EPSG:4524",
    ),
    layer("shp_utf8", lambda: shp(), "sites.zip", "shp"),
    layer("shp_gbk_without_cpg", lambda: without(shp(encoding="GBK"), ".cpg"), "医院.zip", "shp"),
    layer("shp_in_a_folder", lambda: without(shp(encoding="GBK"), ".cpg", inside="医院/"), "医院.zip", "shp"),
    layer("shp_without_prj", lambda: without(shp(), ".prj"), "sites.zip", "shp"),
    layer("shp_gauss_krueger", lambda: shp(4545), "sites.zip", "shp", decided=None),
    layer("kml", kml, "sites.kml", "kml", meanings={"Name": Meaning.NAME}),
    layer("kmz", lambda: zipped({"doc.kml": kml()}), "sites.kmz", "kml", meanings={"Name": Meaning.NAME}),
    layer("geoparquet", parquet, "sites.parquet", "geoparquet"),
    layer("geojson_named_csv", lambda: geojson(frame()), "sites.csv", "geojson"),
)
