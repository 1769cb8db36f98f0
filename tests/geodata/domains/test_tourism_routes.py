"""Tourist routes: stops in order, length, both sides, shared stops."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geodata.domains import tourism_routes
from geodata.measure import WGS84
from geodata.store.store import load

STORE = load()
SITES = gpd.GeoDataFrame(
    {
        "id": ["a", "b", "c"],
        "name_zh": ["甲", "乙", "丙"],
        "name_en": ["A", "B", "C"],
        "side": ["sichuan", "sichuan", "chongqing"],
        "lon": [105.0, 105.0, 106.0],
        "lat": [30.0, 31.0, 31.0],
    },
    geometry=[shapely.Point(105, 30), shapely.Point(105, 31), shapely.Point(106, 31)],
    crs=WGS84,
)
ROUTES = pd.DataFrame({"id": ["r", "s", "t"], "stops": ["a;b;c", "b;a", "c"]})


def test_stops_are_numbered_in_order_and_measured_along_the_line():
    stops = tourism_routes.stops("r", ROUTES, SITES)
    assert [(stop.number, stop.id, stop.side) for stop in stops] == [
        (1, "a", "sichuan"),
        (2, "b", "sichuan"),
        (3, "c", "chongqing"),
    ]
    assert [stop.km for stop in stops] == [0, pytest.approx(111, abs=1), pytest.approx(206.5, abs=1.5)]
    assert tourism_routes.stops("none", ROUTES, SITES) == []


def test_a_route_crosses_when_its_stops_lie_on_both_sides():
    table = tourism_routes.lines(ROUTES, SITES).set_index("id")
    assert table["cross_border"].tolist() == [True, False, False]
    assert table["stops_count"].tolist() == [3, 2, 1]
    assert table.geometry.isna().tolist() == [False, False, True]  # one stop makes no line
    assert table.loc["r", "drawn_km"] == pytest.approx(206.5, abs=1.5)


def test_stops_of_several_routes():
    table = tourism_routes.several(ROUTES, SITES)
    assert table["id"].tolist() == ["a", "b", "c"]
    assert table.set_index("id").loc["b", "route_ids"] == "r;s"
    assert tourism_routes.several(ROUTES[:1], SITES).empty


def test_every_real_route_is_drawn_through_its_stops():
    table = STORE.get("tourism_routes")
    for route in table.itertuples():
        stops = tourism_routes.stops(route.id, table, STORE.get("tourism"))
        assert [stop.id for stop in stops] == route.stops.split(";")
        assert len(stops) == route.stops_count > 1
        assert stops[-1].km == pytest.approx(route.drawn_km, abs=0.1)
