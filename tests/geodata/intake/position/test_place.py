"""Where rows are put: by coordinates whatever they are in, else by what they name, never finer than is true."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Transformer

from geodata.intake.model import Position
from geodata.intake.position import conversions
from geodata.intake.position.counties import finder
from geodata.intake.position.place import place

CHENGDU = (104.0830, 30.6303)  # 武侯区
WGS84 = Position(decided="EPSG:4326")


def put(everything, rows, position=WGS84, **more):
    """Place rows numbered from 10 on."""
    frame = pd.DataFrame(rows, index=range(10, 10 + len(rows)))
    for column in ("x", "y"):
        frame[column] = pd.to_numeric(frame[column]) if column in frame else np.nan
    return place(frame, more.pop("geometry", None), position, everything, more.pop("choices", None))


def test_a_point_has_its_county_and_side(everything):
    found, asked = put(everything, [{"x": CHENGDU[0], "y": CHENGDU[1]}])
    row = found.loc[10]
    assert (row.precision, row.adcode, row.county, row.side) == ("site", "510107", "武侯区", "四川省")
    assert (row.geometry.x, row.geometry.y) == CHENGDU
    assert asked == {}


@pytest.mark.parametrize("crs", ["GCJ-02", "BD-09"])
def test_shifted_coordinates_come_back_within_half_a_metre_and_say_so(everything, crs):
    forth = {"GCJ-02": conversions.wgs84_to_gcj02, "BD-09": conversions.wgs84_to_bd09}[crs]
    x, y = (float(part[0]) for part in forth(np.array([CHENGDU[0]]), np.array([CHENGDU[1]])))
    row = put(everything, [{"x": x, "y": y}], Position(decided=crs))[0].loc[10]
    assert shapely.Point(CHENGDU).distance(row.geometry) < 0.000_005
    assert crs in row.placed_zh
    assert "换算" in row.placed_zh


def test_swapped_degrees_are_put_right_and_say_so(everything):
    found, _ = put(everything, [{"x": CHENGDU[1], "y": CHENGDU[0]}, {"x": CHENGDU[0], "y": CHENGDU[1]}])
    assert list(found["county"]) == ["武侯区", "武侯区"]
    assert "对调" in found.loc[10, "placed_zh"]
    assert "对调" not in found.loc[11, "placed_zh"]


def test_metres_of_a_zone_are_placed_also_with_x_to_the_north(everything):
    east, north = Transformer.from_crs(4326, 4523, always_xy=True).transform(*CHENGDU)
    position = Position(decided="EPSG:4523", swapped=True)
    row = put(everything, [{"x": north, "y": east}], position)[0].loc[10]
    assert shapely.Point(CHENGDU).distance(row.geometry) < 0.000_005


@pytest.mark.parametrize(
    ("x", "y", "precision"), [(104.083, 30.63, "site"), (104.08, 30.63, "town"), (104.1, 30.6, "county")]
)
def test_few_decimals_are_no_site(everything, x, y, precision):
    assert put(everything, [{"x": x, "y": y}])[0].loc[10, "precision"] == precision


def test_nothing_is_placed_by_coordinates_while_their_system_is_asked(everything):
    from geodata.intake.model import Reading
    from geodata.text import Text

    open_ = Position(readings=tuple(Reading(crs, 1 / 3, Text("", "")) for crs in conversions.DEGREES))
    rows = [{"x": CHENGDU[0], "y": CHENGDU[1], "county": "武侯区"}]
    assert put(everything, rows, open_)[0].loc[10, "geometry"] is None
    assert put(everything, rows, replace(open_, decided="BD-09"))[0].loc[10, "geometry"] is not None


def test_rows_without_a_point_stand_at_the_town_or_the_county(everything):
    found, asked = put(
        everything,
        [
            {"address": "重庆市渝北区统景镇"},
            {"county": "安岳县"},
            {"address": "成都市"},
            {"county": "市中区"},
            {"address": "浙江省宁波市江北区"},
            {"name": "无处"},
        ],
    )
    assert found["precision"].fillna("").to_list() == ["town", "county", "", "", "", ""]
    assert found["county"].fillna("").to_list() == ["北碚区", "安岳县", "", "", "", ""]
    assert found.geometry.isna().to_list() == [False, False, True, True, True, True]
    assert asked == {13: ("511002", "511102")}
    assert found["placed_zh"].is_unique


def test_a_choice_places_what_was_asked(everything):
    found, asked = put(everything, [{"county": "市中区"}], choices={10: "511102"})
    assert (found.loc[10, "adcode"], found.loc[10, "precision"], asked) == ("511102", "county", {})


def test_noughts_and_points_outside_china_are_not_used(everything):
    rows = [{"x": 0, "y": 0, "county": "安岳县"}, {"x": 2.35, "y": 48.85, "county": None}]
    found, _ = put(everything, rows)
    assert found.loc[10, "precision"] == "county"
    assert found.loc[11, "geometry"] is None
    assert "中国以外" in found.loc[11, "placed_zh"]


def test_a_point_far_from_the_county_named_stays_and_is_told(everything):
    rows = [{"x": CHENGDU[0], "y": CHENGDU[1], "county": county} for county in ("安岳县", "武侯区")]
    found, _ = put(everything, rows)
    assert list(found["county"]) == ["武侯区", "武侯区"]
    assert "安岳县" in found.loc[10, "placed_zh"]
    assert "武侯区" not in found.loc[11, "placed_zh"]


def test_a_place_beyond_the_provinces_is_outside(everything):
    assert put(everything, [{"x": 106.7, "y": 26.6}])[0].loc[10, "side"] == "outside"


def test_lines_and_areas_are_converted_whole(everything):
    line = shapely.LineString([(104.0, 30.6), (104.2, 30.7)])
    moved = shapely.transform(line, lambda xy: np.stack(conversions.wgs84_to_gcj02(xy[:, 0], xy[:, 1]), axis=1))
    shapes = gpd.GeoSeries([moved, None], index=[10, 11])
    found, _ = put(everything, [{"county": None}, {"county": "安岳县"}], Position(decided="GCJ-02"), geometry=shapes)
    assert shapely.hausdorff_distance(found.loc[10, "geometry"], line) < 1e-7
    assert found.loc[10, "precision"] == "site"
    assert found.loc[11, "precision"] == "county"


def test_the_grid_finds_what_the_polygons_hold(toy_counties):
    finds = finder(toy_counties.geometry.to_numpy())
    chance = np.random.default_rng(3)
    lon, lat = chance.uniform(104.8, 107.2, 2_000), chance.uniform(29.8, 32.2, 2_000)
    number = finds.find(lon, lat)
    points = shapely.points(lon, lat)
    for row, shape in enumerate(toy_counties.geometry):
        assert ((number == row) == shapely.contains(shape, points)).all()
    assert finds.find(np.array([np.nan]), np.array([30.0]))[0] == -1


def test_the_grid_finds_what_the_counties_hold(everything):
    chance = np.random.default_rng(4)
    lon, lat = chance.uniform(97, 111, 3_000), chance.uniform(26, 35, 3_000)
    number = everything.finder.find(lon, lat)
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat), crs=4326)
    joined = points.sjoin(everything.counties[["geometry"]], predicate="within")["index_right"]
    assert (number[joined.index] == joined).all()
    assert (number >= 0).sum() == len(joined)
