"""GeoJSON, GeoPackage, shapefiles, KML, GeoParquet: cells, geometry, what they declare and what they do not."""

import geopandas as gpd
import pandas as pd
import pytest
from pyproj import CRS
from shapely.geometry import Point

from geodata.intake.model import IntakeError
from tests.geodata.intake.reading.made import KML, geojson, grid, rows, said, shape_parts, zipped

PLACES = gpd.GeoDataFrame(
    {"名称": ["甲", "乙"], "床位": [1, 2]}, geometry=[Point(104, 30), Point(105, 31)], crs="EPSG:4490"
)


def test_geojson_has_its_geometry_in_two_dimensions_and_lists_as_text():
    found = grid(geojson(), "a.geojson")
    assert (found.layout.format, found.headings) == ("geojson", ("名称", "床位", "标签"))
    assert rows(found) == [["甲", 12, '["a"]'], ["乙", 3, None]]
    assert found.geometry.tolist() == [Point(104, 30), None]
    assert found.numbers.tolist() == [1, 2]


def test_geojson_declares_a_system_only_where_it_says_one():
    assert grid(geojson()).crs is None
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}
    assert grid(geojson(crs=named).encode("gbk")).crs == CRS(4490)


@pytest.mark.parametrize("codec", ["gbk", "utf-8"])
def test_a_shapefile_in_any_folder_of_a_zip_says_its_encoding_by_its_texts(tmp_path, codec):
    names = ("成都市养老院", "重庆市养老院")
    parts = shape_parts(tmp_path, codec, names)
    files = {f"资料/2024/养老{suffix}": content for suffix, content in parts.items()}
    files["资料/2024/养老.prj"] = CRS(4547).to_wkt("WKT1_ESRI").encode()
    found = grid(zipped(files), "a.zip")
    assert (found.layout.format, found.layout.sheet) == ("shp", "养老")
    assert found.layout.encoding == {"gbk": "gb18030", "utf-8": "utf-8"}[codec]
    assert rows(found) == [[names[0], 12], [names[1], 13]]
    assert found.crs == CRS(4547)


def test_a_cpg_that_lies_is_told(tmp_path):
    parts = shape_parts(tmp_path, "gbk", ("成都市养老院", "重庆市养老院"))
    found = grid(zipped({f"a{suffix}": content for suffix, content in {**parts, ".cpg": b"UTF-8"}.items()}))
    assert rows(found)[0] == ["成都市养老院", 12]
    assert "（.cpg写的是UTF-8，不符）" in said(found)
    assert found.crs is None


def test_a_character_cut_off_by_the_length_of_its_field_spoils_no_table(tmp_path):
    parts = shape_parts(tmp_path, "utf-8", ("成都市养老院十", "乙"))  # 21 bytes fill the field
    parts[".dbf"] = parts[".dbf"].replace("院十".encode(), b"\xe9\x99\xa2\xe5\x8d ")
    found = grid(zipped({f"a{suffix}": content for suffix, content in parts.items()}))
    assert rows(found)[0][0] == "成都市养老院"


def test_parts_of_a_shapefile_may_be_missing(tmp_path):
    parts = shape_parts(tmp_path, "gbk", ("成都市养老院",))
    without_index = grid(zipped({"a.shp": parts[".shp"], "a.dbf": parts[".dbf"]}))
    assert without_index.geometry.tolist() == [Point(104, 30)]
    alone = grid(zipped({"a.shp": parts[".shp"]}))
    assert (alone.headings, alone.geometry.tolist()) == ((), [Point(104, 30)])
    assert "没有.dbf" in said(alone)
    table = grid(parts[".dbf"], "a.dbf")
    assert (table.layout.format, table.geometry, rows(table)) == ("dbf", None, [["成都市养老院", 12]])
    with pytest.raises(IntakeError, match=r"a \.shp alone"):
        grid(parts[".shp"], "a.shp")


def test_of_several_layers_the_longest_is_read_or_the_one_asked_for(tmp_path):
    PLACES.to_file(tmp_path / "a.gpkg", layer="养老院")
    PLACES.iloc[:1].to_file(tmp_path / "a.gpkg", layer="道路")
    content = (tmp_path / "a.gpkg").read_bytes()
    found = grid(content, "a.gpkg")
    assert (found.layout.format, found.layout.sheet, found.layout.sheets) == ("gpkg", "养老院", ("养老院", "道路"))
    assert (rows(found), found.crs) == ([["甲", 1], ["乙", 2]], CRS(4490))
    assert len(grid(content, sheet="道路").cells) == 1
    with pytest.raises(IntakeError, match="there is no “河流”"):
        grid(content, sheet="河流")


@pytest.mark.parametrize("content", [KML.encode(), KML.encode("gbk"), zipped({"doc.kml": KML, "files/a.png": b"x"})])
def test_kml_and_kmz_give_their_data_tables_and_folders_as_columns(content):
    found = grid(content, "a.kml")
    assert (found.layout.format, found.crs) == ("kml", None)
    assert found.headings == ("Name", "description", "文件夹", "地址", "床位", "等级")
    assert rows(found) == [["甲", "简介", "甲类", "一环路", "12", None], ["乙", None, "甲类/小类", None, None, "三级"]]
    assert [shape.geom_type for shape in found.geometry] == ["Point", "LineString"]


def test_a_kml_that_breaks_off_is_read_as_far_as_it_goes_and_that_is_told():
    found = grid(KML[: KML.index("<Folder><name>小类")])
    assert rows(found)[0][0] == "甲"
    assert "能读的都读了" in said(found)


def test_geoparquet_with_and_without_geometry(tmp_path):
    PLACES.to_parquet(tmp_path / "a.parquet")
    pd.DataFrame(PLACES.drop(columns="geometry")).to_parquet(tmp_path / "b.parquet")
    found = grid((tmp_path / "a.parquet").read_bytes(), "a.parquet")
    assert (found.layout.format, found.crs, found.geometry.tolist()) == ("geoparquet", CRS(4490), [*PLACES.geometry])
    plain = grid((tmp_path / "b.parquet").read_bytes())
    assert (plain.geometry, rows(plain)) == (None, [["甲", 1], ["乙", 2]])


def test_more_rows_than_the_server_takes_are_refused(tmp_path):
    PLACES.to_file(tmp_path / "a.gpkg")
    PLACES.to_parquet(tmp_path / "a.parquet")
    for name in ("a.gpkg", "a.parquet"):
        with pytest.raises(IntakeError, match="more than 1 rows"):
            grid((tmp_path / name).read_bytes(), most_rows=1)
