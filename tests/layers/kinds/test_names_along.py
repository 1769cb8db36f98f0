"""Names along lines: where the line bears them, turned as it runs, more of them the closer one looks."""

from itertools import pairwise
from math import atan2, degrees

import pytest
from shapely import LineString

from layers.kinds.corridors.names_along import APART_PX, DEEPEST, spots, width

STRAIGHT = LineString([(104, 30), (107, 30)])


def test_a_name_stands_in_the_middle_first_and_then_between():
    found = spots(STRAIGHT, 80, 6.5)
    assert (found[0].lon, found[0].lat) == (pytest.approx(105.5), pytest.approx(30, abs=1e-6))
    assert found[0].zoom == 6.5
    assert [spot.lon for spot in found[1:3]] == [pytest.approx(104.75), pytest.approx(106.25)]
    assert [spot.zoom for spot in found] == sorted(spot.zoom for spot in found)
    assert found[-1].zoom <= DEEPEST


@pytest.mark.parametrize("zoom", [8.5, 9.5, 10.5])
def test_names_of_one_line_keep_their_distance(zoom):
    px = 512 * 2**zoom / 360
    shown = sorted(spot.lon * px for spot in spots(STRAIGHT, 80, 6.5) if spot.zoom <= zoom)
    gaps = [b - a for a, b in pairwise(shown)]
    assert len(gaps) >= 2
    assert min(gaps) >= APART_PX / 2 - 1
    assert max(gaps) <= 2 * APART_PX


def test_a_line_too_short_for_its_name_waits_for_it():
    short = LineString([(104, 30), (104.1, 30)])
    assert spots(short, 80, 6.5)[0].zoom > 9


@pytest.mark.parametrize(
    "ends", [[(104, 30), (105, 31)], [(105, 31), (104, 30)], [(104, 31), (105, 30)], [(104, 30), (104, 31)]]
)
def test_it_is_turned_as_the_line_runs_and_never_upside_down(ends):
    angle = spots(LineString(ends), 80, 7)[0].angle
    (west, south), (east, north) = sorted(ends)
    assert -90 <= angle <= 90
    assert angle % 180 == pytest.approx(degrees(atan2(north - south, (east - west) * 0.866)) % 180, abs=1.5)
    assert all(spot.angle == 0 for spot in spots(LineString(ends), 80, 7, turned=False))


def test_where_a_line_bends_too_much_the_name_moves_aside_or_stays_away():
    hook = LineString([(104, 30), (105.5, 30), (105.5, 30.02), (104, 30.02)])  # its middle is a narrow turn
    first = spots(hook, 80, 8)[0]
    assert abs(first.angle) < 15
    assert 105 < first.lon < 105.45
    zigzag = LineString([(104 + n / 50, 30 + n % 2 / 5) for n in range(40)])
    assert min(spot.zoom for spot in spots(zigzag, 200, 8)) > 9  # along one of its limbs


def test_chinese_characters_are_wider_than_latin_ones():
    assert width("成渝", 10) == 20
    assert width("G93", 10) < 20
