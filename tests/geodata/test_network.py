"""Stops in order with the border between, and ways from place to place: known by eye, then on the real corridors."""

import pandas as pd
import pytest

from geodata import network
from geodata.boundaries import Vintage
from geodata.store import load

STORE = load()
NODES, CROSSINGS = STORE.get("corridor_nodes"), STORE.get("crossings")


def today(code: str) -> str:
    return STORE.in_vintage(code, Vintage.TODAY)


def served(*modes: str) -> dict[str, dict[str, float]]:
    corridors = STORE.get("corridors")
    return network.calls(corridors[corridors["mode"].isin(modes) & (corridors["status"] == "operating")], NODES, today)


def test_the_strip_of_the_chengdu_chongqing_line():
    stops = network.strip("hsr-chengyu", NODES, CROSSINGS)
    names = [stop.zh for stop in stops]
    assert names[0] == "成都东站"
    assert names[-1] == "重庆站"
    here = next(n for n, stop in enumerate(stops) if stop.kind == network.BORDER)
    assert names[here - 1 : here + 2] == ["隆昌北站", "隆昌市—荣昌区", "荣昌北站"]
    assert [stop.side for stop in stops[:here]] == ["四川省"] * here
    assert {stop.side for stop in stops[here + 1 :]} == {"重庆市"}
    assert stops[0].km == 0
    drawn = STORE.get("corridors").set_index("id").loc["hsr-chengyu", "drawn_km"]
    assert stops[-1].km == pytest.approx(drawn, abs=0.2)


@pytest.mark.parametrize("corridor", STORE.get("corridors")["id"])
def test_every_strip_is_in_order_and_marks_every_crossing(corridor):
    stops = network.strip(corridor, NODES, CROSSINGS)
    assert [stop.km for stop in stops] == sorted(stop.km for stop in stops)
    marked = [stop.id for stop in stops if stop.kind == network.BORDER]
    assert marked == CROSSINGS.loc[CROSSINGS["corridor_id"] == corridor, "id"].tolist()
    assert all(stop.kind != network.BEND for stop in stops)


TOY = {
    "x": {"a": 0.0, "b": 10.0, "c": 30.0},
    "y": {"c": 0.0, "d": 5.0},
    "z": {"b": 0.0, "d": 100.0},
    "w": {"a": 0.0, "d": 70.0},
}


def test_ways_are_direct_first_then_with_one_change_by_length():
    ways = network.journeys(TOY, "a", "d")
    assert [[leg.corridor for leg in way] for way in ways] == [["w"], ["x", "y"], ["x", "z"]]
    assert ways[1] == (network.Leg("x", "a", "c", 30.0), network.Leg("y", "c", "d", 5.0))
    assert network.journeys(TOY, "d", "a")[0] == (network.Leg("w", "d", "a", 70.0),)
    assert network.journeys(TOY, "a", "a") == []
    assert network.journeys(TOY, "a", "nowhere") == []


def test_ways_are_as_long_there_as_back():
    lines = served("hsr", "rail")
    there, back = (network.journeys(lines, *ends) for ends in (("511000", "500153"), ("500153", "511000")))
    assert {frozenset(leg.corridor for leg in way) for way in there} == {
        frozenset(leg.corridor for leg in way) for way in back
    }
    assert [round(sum(leg.km for leg in way)) for way in there] == [round(sum(leg.km for leg in way)) for way in back]


def test_real_ways():
    lines = served("hsr", "rail")
    direct = [way[0].corridor for way in network.journeys(lines, "511000", "500153") if len(way) == 1]
    assert {"hsr-chengyu", "rail-chengyu"} <= set(direct)  # Neijiang to Rongchang
    changed = network.journeys(lines, "510300", "500153")  # Zigong to Rongchang: change in Neijiang
    assert all(len(way) == 2 for way in changed)
    assert "511000" in {way[0].end for way in changed}


def test_a_place_is_a_city_in_sichuan_and_a_county_of_the_vintage_in_chongqing():
    assert network.place("511011", today) == "511000"
    assert network.place("500153", today) == "500153"
    assert network.place("500112", today) == "500105"  # Yubei is Liangjiang New Area today
    assert network.place("500112", lambda code: code) == "500112"


def test_a_corridor_without_nodes_has_no_stops():
    assert network.strip("bus-dazu-anyue", NODES, CROSSINGS) == []
    assert network.strip("none", pd.DataFrame(columns=NODES.columns), CROSSINGS) == []
