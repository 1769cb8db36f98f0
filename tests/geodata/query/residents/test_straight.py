"""The straight line of a citizen's map leads from home to the nearest across, and is as long as the list says."""

import geopandas as gpd
import pytest
import shapely

from geodata.boundaries.vintage import Vintage
from geodata.measure import ALBERS, WGS84
from geodata.narrative.residents import access
from geodata.query.residents import nearby_lines
from geodata.query.residents.answer import answer
from geodata.query.residents.straight import straight
from geodata.store.store import load

NOW = load().at(Vintage.TODAY)
TONGNAN, ANJU = "500152", "510904"


def km(a, b) -> float:
    start, end = gpd.GeoSeries([shapely.Point(a), shapely.Point(b)], crs=WGS84).to_crs(ALBERS)
    return float(start.distance(end)) / 1000


@pytest.mark.parametrize("want", ["eldercare", "health", "outing"])
@pytest.mark.parametrize("code", [TONGNAN, "500153", "511083"])
def test_it_leads_from_home_to_the_nearest_listed_across(code, want):
    asked = answer(NOW, code, want)
    found = straight(NOW, asked)
    across = [hit for hit in asked.listed if hit.side != asked.home.side]
    end = next(hit for hit in across if NOW.row(hit.pick.dataset, hit.pick.id)["name_zh"] == found.name.zh)
    assert end == asked.nearest or asked.nearest not in across
    assert found.km == end.km == pytest.approx(km(found.start, found.end), abs=0.06)


def test_for_a_trip_it_leads_to_where_one_wants_to_go():
    asked = answer(NOW, TONGNAN, "travel", goal=ANJU)
    found = straight(NOW, asked)
    assert found.km == asked.trip.km == pytest.approx(km(found.start, found.end), abs=0.06)
    assert found.name is None  # the map names it already


def test_to_a_stop_at_home_there_is_none():
    asked = answer(NOW, TONGNAN, "travel")
    assert nearby_lines.near(asked.lines)[0].km < nearby_lines.FAR_KM
    assert straight(NOW, asked) is None


def test_where_nothing_is_asked_for_that_stands_somewhere_there_is_none():
    assert straight(NOW, answer(NOW, TONGNAN, "matter")) is None


def test_it_is_told_as_what_it_is():
    assert access.straight(41.2) == ("直线约41公里", "about 41 km in a straight line")
