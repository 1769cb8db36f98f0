"""A GeoPackage that brings its look."""

import sqlite3
from datetime import date

import geopandas as gpd
import pyogrio
import pytest
import shapely

from geodata.export import metadata
from geodata.store.store import load
from layers.documents.datapack import styled_gpkg

STORE = load()


@pytest.fixture
def file(tmp_path):
    dataset = STORE.catalog.datasets["tourism"]
    frame = gpd.GeoDataFrame({"id": ["a"]}, geometry=[shapely.Point(105, 30)], crs=4326)
    layers = {"one": (frame[["id"]], frame.geometry), "two": (frame[["id"]], frame.geometry)}
    path = tmp_path / "x.gpkg"
    about = metadata.about([dataset], STORE, "zh")
    path.write_bytes(styled_gpkg.geopackage(layers, {"one": "<qgis/>"}, about, date(2026, 11, 25)))
    return path


def test_styles_are_where_qgis_looks_for_them(file):
    with sqlite3.connect(file) as read:
        columns = "f_table_name, f_geometry_column, styleQML, useAsDefault, update_time"
        rows = read.execute(f"SELECT {columns} FROM layer_styles").fetchall()  # noqa: S608 - our own words
        assert rows == [("one", "geom", "<qgis/>", 1, "2026-11-25T00:00:00.000Z")]
        assert read.execute("SELECT data_type FROM gpkg_contents WHERE table_name='layer_styles'").fetchall() == [
            ("attributes",)
        ]
        assert read.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_layers_stay_as_they_were(file):
    assert [name for name, kind in pyogrio.list_layers(file) if kind] == ["one", "two"]
    assert gpd.read_file(file, layer="two")["id"].tolist() == ["a"]
