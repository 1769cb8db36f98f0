"""Which system coordinates are in: declared, hinted, by evidence; asked where the evidence does not suffice."""

import numpy as np
import pandas as pd
import pytest
from pyproj import CRS, Transformer

from geodata.intake.position import conversions, evidence
from geodata.intake.position.hints import hinted
from geodata.intake.position.weigh import CLEAR, weigh
from tests.geodata.intake.position import figures

SHIFTS = {
    conversions.WGS84: lambda lon, lat: (lon, lat),
    conversions.GCJ02: conversions.wgs84_to_gcj02,
    conversions.BD09: conversions.wgs84_to_bd09,
}


def shifted(rows, crs):
    x, y = SHIFTS[crs](rows["lon"].to_numpy(float), rows["lat"].to_numpy(float))
    return rows.drop(columns=["lon", "lat"]).assign(x=x, y=y)


@pytest.fixture(scope="module")
def places(store):
    return figures.places(store)


@pytest.mark.parametrize("truth", conversions.DEGREES)
def test_all_our_places_are_read_rightly_though_none_is_known(truth, places, everything):
    found = weigh(shifted(places, truth), ("名单.csv",), figures.without(everything, places))
    assert found.decided == truth
    assert sum(one.likelihood for one in found.readings) == pytest.approx(1)
    assert found.readings[0].likelihood >= CLEAR * found.readings[1].likelihood
    assert "所写区县" in found.readings[0].why.zh


@pytest.mark.parametrize("way", [figures.Way(), figures.Way(held_out=False), figures.Way(noisy=True)], ids=str)
@pytest.mark.parametrize("truth", conversions.DEGREES)
def test_what_is_decided_is_right(way, truth, store):
    """A few draws of the table in docs/own-data.md."""
    for size in (20, 200):
        found = figures.score(size, truth, way, 6, store)
        assert found.right == found.decided
    assert found.likeliest >= found.draws - 1


@pytest.mark.parametrize("truth", conversions.DEGREES)
def test_a_few_known_sites_suffice(truth, everything):
    sites = everything.sites.head(12).rename(columns={"name_zh": "name"})[["name", "lon", "lat"]]
    found = weigh(shifted(sites, truth), ("名单.csv",), everything)
    assert found.decided == truth
    assert "已知地点" in found.readings[0].why.zh


def test_nothing_to_hold_against_is_asked_with_even_odds(everything):
    rows = pd.DataFrame({"x": [104.08, 106.55], "y": [30.63, 29.56]})
    found = weigh(rows, ("名单.csv",), everything)
    assert found.decided == ""
    assert found.asks
    assert [one.likelihood for one in found.readings] == pytest.approx([1 / 3] * 3)


def test_rows_of_one_spot_are_one_witness(places, everything):
    """A thousand copies of one row are no more evidence than that row."""
    held = figures.without(everything, places)
    one = shifted(places.iloc[[5]], conversions.BD09)
    alone, copies = (weigh(pd.concat([one] * n, ignore_index=True), (), held) for n in (1, 1_000))
    for first, second in zip(alone.readings, copies.readings, strict=True):
        assert first.likelihood == pytest.approx(second.likelihood)


@pytest.mark.parametrize(
    ("hints", "crs"),
    [
        (("养老院_bd09.csv",), conversions.BD09),
        (("a.csv", "百度经度", "百度纬度"), conversions.BD09),
        (("a.csv", "GCJ02_lng"), conversions.GCJ02),
        (("a.csv", "火星坐标"), conversions.GCJ02),
        (("a.csv", "WGS84经度"), conversions.WGS84),
        (("a.geojson",), conversions.WGS84),
        (("a.kml",), conversions.WGS84),
    ],
)
def test_a_system_by_name_decides_where_nothing_speaks_against_it(hints, crs, everything):
    rows = pd.DataFrame({"x": [104.083], "y": [30.631]})
    found = weigh(rows, hints, everything)
    assert found.decided == crs


def test_cgcs2000_is_one_reading_with_wgs84(everything):
    rows = pd.DataFrame({"x": [104.083], "y": [30.631]})
    found = weigh(rows, ("a.csv", "CGCS2000经度"), everything)
    assert found.decided == conversions.CGCS2000
    assert len(found.readings) == 3


def test_a_map_makers_name_is_no_proof(everything):
    assert weigh(pd.DataFrame({"x": [104.083], "y": [30.631]}), ("百度下载.csv",), everything).decided == ""
    assert hinted(("gps轨迹.csv",))[conversions.WGS84].odds > 1
    assert hinted(("gpsy.csv", "sbd9", "经度"))[conversions.WGS84].odds == 1
    assert hinted(("sbd9.csv",))[conversions.BD09].odds == 1


def test_what_a_file_declares_holds_until_much_speaks_against_it(places, everything):
    plain = weigh(shifted(places, conversions.WGS84), (), everything, CRS.from_epsg(4326))
    assert (plain.declared, plain.decided, plain.readings) == ("EPSG:4326", "EPSG:4326", ())
    lying = weigh(shifted(places, conversions.BD09), (), everything, CRS.from_epsg(4326))
    assert lying.decided in ("", conversions.BD09)
    assert lying.readings[0].crs == conversions.BD09


@pytest.mark.parametrize("code", [4610, 4214, 2359, 2436])
def test_old_systems_are_taken_with_a_warning(code, everything):
    x, y = (104.083, 30.631) if code > 4000 else (35_412_000.0, 3_391_000.0)
    found = weigh(pd.DataFrame({"x": [x], "y": [y]}), (), everything, CRS.from_epsg(code))
    assert found.decided == f"EPSG:{code}"
    assert "误差" in found.warning.zh


@pytest.mark.parametrize(
    ("heading", "code"),
    [("经度(北京54)", 4214), ("西安80经度", 4610), ("lon_xian80", 4610), ("经度（北京市）", 0), ("bj", 0)],
)
def test_old_systems_are_taken_where_a_heading_names_them(heading, code, everything):
    found = weigh(pd.DataFrame({"x": [104.083], "y": [30.631]}), ("a.csv", heading), everything)
    assert found.decided == (f"EPSG:{code}" if code else "")
    assert (found.warning is not None) == bool(code)


def test_a_prj_by_esri_is_understood(everything):
    esri = CRS.from_wkt(CRS.from_epsg(4490).to_wkt("WKT1_ESRI"))
    assert weigh(pd.DataFrame({"x": [104.083], "y": [30.631]}), (), everything, esri).decided == "EPSG:4490"


def test_swapped_degrees_are_weighed_the_right_way_round(places, everything):
    rows = shifted(places, conversions.BD09).rename(columns={"x": "y", "y": "x"})
    found = weigh(rows, (), everything)
    assert found.swapped
    assert found.decided == conversions.BD09


@pytest.mark.parametrize("code", [4523, 4496, 4544, 4545, 3857])
@pytest.mark.parametrize("north_first", [False, True])
def test_metres_are_read_in_their_zone(code, north_first, places, everything):
    x, y = Transformer.from_crs(4326, code, always_xy=True).transform(
        places["lon"].to_numpy(), places["lat"].to_numpy()
    )
    rows = places.drop(columns=["lon", "lat"]).assign(x=y if north_first else x, y=x if north_first else y)
    near = places["lon"].between(103.6, 106.4 if code != 4545 else 109)
    found = weigh(rows[near], (), everything)
    assert found.decided == f"EPSG:{code}"
    assert found.swapped == north_first


def test_metres_of_nowhere_are_not_read(everything):
    found = weigh(pd.DataFrame({"x": [1e9, 2e9], "y": [5.0, 6.0]}), (), everything)
    assert (found.decided, found.readings) == ("", ())
    assert found.warning is not None


def test_the_readers_choice_is_taken(places, everything):
    found = weigh(shifted(places, conversions.BD09), (), everything, chosen=conversions.GCJ02)
    assert found.decided == conversions.GCJ02
    assert found.readings


def test_no_coordinates_are_nothing_to_decide(everything):
    found = weigh(pd.DataFrame({"x": [np.nan, 0.0], "y": [np.nan, 0.0]}), ("百度.csv",), everything)
    assert (found.declared, found.decided, found.asks) == ("", "", False)


def test_one_shift_common_to_all_speaks_for_no_reading_by_itself():
    """Matches 40 m off, all the same way, are hardly less likely than at the spot; scattered ones that far neither."""
    count = 30
    matches = evidence.Matches(
        np.arange(count), np.zeros(count), np.zeros(count), np.full(count, 80.0), np.full(count, 0.1), np.ones(count)
    )
    at, off, far = (
        evidence.places(matches, [(np.full(count, shift), np.zeros(count))], towns=False)[0]
        for shift in (0.0, 60.0, 500.0)
    )
    assert at.log - off.log < 4
    assert at.log - far.log > 50
    assert (at.agree, far.agree) == (count, 0)


def test_towns_alone_decide_nothing(everything):
    towns = everything.towns.drop_duplicates("name_zh").head(150)
    rows = shifted(towns.assign(address=towns["name_zh"])[["address", "lon", "lat"]], conversions.BD09)
    matches = evidence.Matches(
        np.arange(150), np.zeros(150), np.zeros(150), np.full(150, 1500.0), np.full(150, 0.3), np.ones(150)
    )
    found = evidence.places(matches, [(np.full(150, far), np.zeros(150)) for far in (0.0, 900.0)], towns=True)
    assert found[0].log - found[1].log == pytest.approx(np.log(20))
    assert weigh(rows, (), everything).readings[0].crs == conversions.BD09


def test_a_list_of_another_country_is_not_asked_about(everything):
    found = weigh(pd.DataFrame({"x": [2.35, 4.83], "y": [48.85, 45.76]}), (), everything)
    assert (found.decided, found.readings) == (conversions.WGS84, ())
