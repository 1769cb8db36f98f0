"""Stops of corridors in order with the border between, and how long a ride on them is."""

import pandas as pd
import pytest

from geodata.boundaries.vintage import Vintage
from geodata.domains import journeys
from geodata.query import ways
from geodata.store.store import load

STORE = load()
NODES, CROSSINGS = STORE.get("corridor_nodes"), STORE.get("crossings")


def test_the_strip_of_the_chengdu_chongqing_line():
    stops = journeys.strip("hsr-chengyu", NODES, CROSSINGS)
    names = [stop.zh for stop in stops]
    assert names[0] == "成都东站"
    assert names[-1] == "重庆站"
    here = next(n for n, stop in enumerate(stops) if stop.kind == journeys.BORDER)
    assert names[here - 1 : here + 2] == ["隆昌北站", "隆昌市—荣昌区", "荣昌北站"]
    assert [stop.side for stop in stops[:here]] == ["四川省"] * here
    assert {stop.side for stop in stops[here + 1 :]} == {"重庆市"}
    assert stops[0].km == 0
    drawn = STORE.get("corridors").set_index("id").loc["hsr-chengyu", "drawn_km"]
    assert stops[-1].km == pytest.approx(drawn, abs=0.2)


@pytest.mark.parametrize("corridor", STORE.get("corridors")["id"])
def test_every_strip_is_in_order_and_marks_every_crossing(corridor):
    stops = journeys.strip(corridor, NODES, CROSSINGS)
    assert [stop.km for stop in stops] == sorted(stop.km for stop in stops)
    marked = [stop.id for stop in stops if stop.kind == journeys.BORDER]
    assert marked == CROSSINGS.loc[CROSSINGS["corridor_id"] == corridor, "id"].tolist()
    assert all(stop.kind != journeys.BEND for stop in stops)


def test_a_leg_is_the_difference_of_what_the_strip_tells_and_the_whole_line_its_published_length():
    bus = ways.tracks(STORE.at(Vintage.TODAY))["bus-tongnan-moxi"]
    first, middle, last = bus.stops
    assert journeys.leg(bus, first, last)[3:] == journeys.leg(bus, last, first)[3:] == (29.0, True)
    assert journeys.leg(bus, middle, last)[3:] == (journeys.mark(last) - journeys.mark(middle), False)
    lanyu = ways.tracks(STORE.at(Vintage.TODAY))["rail-lanyu"]  # 886 km are published of the whole, drawn is a part
    assert journeys.leg(lanyu, lanyu.stops[0], lanyu.stops[-1])[3:] == (journeys.mark(lanyu.stops[-1]), False)


@pytest.mark.parametrize(
    ("length", "cover", "expected"),
    [(29.0, "terminals", 29.0), (308.0, "full", 308.0), (886.0, "partial", None), (142.1, "extends", None),
     (None, "full", None)],
)  # fmt: skip
def test_a_published_length_counts_where_the_whole_line_is_drawn(length, cover, expected):
    assert journeys.published(pd.Series({"length_km": length, "nodes_cover": cover})) == expected


def test_what_is_neither_boarded_nor_driven_is_no_track():
    modes = {track.mode for track in ways.tracks(STORE.at(Vintage.TODAY)).values()}
    assert modes == {*journeys.BOARDED, journeys.DRIVEN}
    assert not any(
        stop.kind == journeys.BORDER for t in ways.tracks(STORE.at(Vintage.TODAY)).values() for stop in t.stops
    )


def test_a_corridor_without_nodes_has_no_stops():
    assert journeys.strip("bus-dazu-anyue", NODES, CROSSINGS) == []
    assert journeys.strip("none", pd.DataFrame(columns=NODES.columns), CROSSINGS) == []
