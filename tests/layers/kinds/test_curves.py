"""Corridors are drawn as curves: through their places, near their line, over the border only where it goes."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString

from geodata.boundaries.vintage import Vintage
from geodata.domains.crossings import crossings
from geodata.store.store import load
from layers.kinds.corridors import curves
from layers.kinds.corridors.curves import ERROR_KM, smooth

STORE = load()
BORDER = LineString([(106, 29), (106, 32)])
ZIGZAG = LineString([(105.2, 30.0), (105.7, 30.4), (106.4, 30.1), (106.9, 30.6)])
PLACES = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 300)).map(lambda xy: (104 + xy[0] / 100, 29 + xy[1] / 100)),
    min_size=2,
    max_size=12,
    unique=True,
)


def off_km(curve: LineString, line: LineString) -> float:
    """How far a curve is from a line at the most, near 30° N."""
    flat = [shapely.transform(one, lambda xy: xy * (np.cos(np.radians(30.5)) * 111.2, 111.2)) for one in (curve, line)]
    return float(shapely.distance(shapely.points(shapely.get_coordinates(flat[0].segmentize(0.2))), flat[1]).max())


def bends(line: LineString) -> np.ndarray:
    """By how many degrees a line turns at each of its points."""
    steps = np.diff(shapely.get_coordinates(line), axis=0)
    turns = np.diff(np.unwrap(np.arctan2(steps[:, 1], steps[:, 0])))
    return np.degrees(np.abs(turns))


def test_a_line_of_two_places_stays_straight():
    line = LineString([(105, 30), (106, 31)])
    assert smooth(line) is line


def test_a_curve_passes_through_all_places_in_order_and_turns_gently():
    curve = smooth(ZIGZAG)
    along = [curve.project(shapely.Point(xy)) for xy in ZIGZAG.coords]
    assert along == sorted(along)
    assert all(curve.distance(shapely.Point(xy)) < 1e-9 for xy in ZIGZAG.coords)
    assert bends(ZIGZAG).max() > 50 > 35 > bends(curve).max()


@given(PLACES)
def test_no_curve_leaves_the_stated_error_nor_its_places(places):
    line = LineString(places)
    curve = smooth(line, BORDER)
    assert off_km(curve, line) <= ERROR_KM
    assert max(curve.distance(shapely.Point(xy)) for xy in places) < 1e-9


@given(PLACES)
def test_a_curve_goes_over_the_border_where_its_line_does_and_nowhere_else(places):
    line = LineString(places)
    curve = smooth(line, BORDER)
    met = shapely.get_coordinates(line.intersection(BORDER))
    now = shapely.points(shapely.get_coordinates(curve.intersection(BORDER)))
    assert all(curve.distance(shapely.Point(xy)) < 1e-6 for xy in met)
    assert len(now) == 0 or float(shapely.distance(now, shapely.MultiPoint(met)).max()) < curves._CLEAR_DEG


def test_a_curve_that_would_cut_a_corner_of_the_border_stays_on_its_side():
    line = LineString([(105.6, 30.0), (105.99, 30.3), (105.6, 30.6)])  # bows towards the border, 1 km before it
    assert not smooth(line, BORDER).intersects(BORDER)


@pytest.mark.parametrize("vintage", list(Vintage))
def test_all_corridors_cross_the_border_as_often_and_where_their_lines_do(vintage):
    edition = STORE.at(vintage)
    drawn, pairs = curves.corridors(edition), edition.get("border_pairs")
    names = ["id", "name_zh", "name_en", "border_km", "sichuan_adcode", "chongqing_adcode", "geometry"]
    names += ["sichuan_zh", "chongqing_zh", "sichuan_en", "chongqing_en"]
    now = crossings(drawn, pairs[names], edition.get("provinces"))
    facts = edition.get("crossings")
    assert list(now["corridor_id"]) == list(facts["corridor_id"])
    assert float(shapely.distance(now.geometry.to_numpy(), facts.geometry.to_numpy()).max()) < 1e-4  # 11 m


def test_the_facts_keep_their_lines():
    table = STORE.at(Vintage.TODAY).get("corridors").set_index("id")
    nodes = STORE.facts["corridor_nodes"]
    on_line = nodes[(nodes["corridor_id"] == "hsr-chengyu") & nodes["on_line"]]
    assert len(table["geometry"]["hsr-chengyu"].coords) == len(on_line)
    drawn = curves.corridors(STORE.at(Vintage.TODAY)).set_index("id")
    assert len(drawn["geometry"]["hsr-chengyu"].coords) > 2 * len(on_line)
