"""Ways from place to place: a toy network checked by eye, then every pair of places on the real corridors."""

from functools import cache

import pytest

from geodata.boundaries.vintage import Vintage
from geodata.catalog.shared_columns import in_force
from geodata.domains import journeys
from geodata.domains.journeys import Stop, Track
from geodata.query import ways
from geodata.query.ways import Seat, Way
from geodata.store.store import load

STORE = load()
NOW = Vintage.TODAY
SUINING, TONGNAN, CHENGDU, WANZHOU = "510900", "500152", "510100", "500101"


def today(code: str) -> str:
    return STORE.at(NOW).code(code)


@cache
def lines(*modes: str) -> tuple[Track, ...]:
    table = STORE.get("corridors")
    ids = set(table.loc[in_force(table) & (table["mode"].isin(modes) if modes else True), "id"])
    return tuple(track for id, track in ways.tracks(STORE.at(NOW)).items() if id in ids)


def real(start: str, end: str, *modes: str) -> list[Way]:
    seats = ways.stand(STORE.at(NOW))
    return ways.journeys(lines(*modes), seats[start], seats[end], today)


# A toy network on a straight road, in km: Ay's people live at 0, Bee's at 100, Cee's at 200; Dee's seat is not known.
# slow   boarded  Ay's village (-30) — Ay (2) — Bee (98)          coach  boarded  Ay's village (-30) — Bee (101)
# fast   boarded  Bee (104) — Cee (201)                           road   driven   Ay ramp (5) — Bee ramp (95)
# away   boarded  Bee's hamlet (60) — Cee (199)                   beyond driven   Bee ramp (95) — Cee ramp (190)
def stop(name: str, code: str, x: float, km: float) -> Stop:
    return Stop(name, name, name, "", code, km, "station", 0.0, 0.0, "site", x * 1000, 0.0)


def track(id: str, mode: str, *stops: tuple[str, str, float], length: float | None = None) -> Track:
    first = stops[0][2]
    return Track(id, mode, tuple(stop(name, code, x, abs(x - first)) for name, code, x in stops), length)


A, B, C, D = "510100", "510200", "510300", "510400"
AY = Seat(A, "Ay", 0.0, 0.0, known=True)
BEE = Seat(B, "Bee", 100_000.0, 0.0, known=True)
CEE = Seat(C, "Cee", 200_000.0, 0.0, known=True)
DEE = Seat(D, "Dee", 140_000.0, 0.0, known=False)
SLOW = track("slow", "rail", ("village", A, -30), ("Ay", A, 2), ("Bee", B, 98))
COACH = track("coach", "bus", ("village", A, -30), ("Bee coach", B, 101), length=150.0)
ROAD = track("road", "expressway", ("Ay ramp", A, 5), ("Bee ramp", B, 95))
FAST = track("fast", "hsr", ("Bee east", B, 104), ("Cee", C, 201))
AWAY = track("away", "hsr", ("hamlet", B, 60), ("Cee", C, 199))
BEYOND = track("beyond", "expressway", ("Bee ramp", B, 95), ("Cee ramp", C, 190))
TOY = (COACH, ROAD, SLOW, FAST, AWAY, BEYOND)


def toy(start: Seat, end: Seat, tracks: tuple[Track, ...] = TOY) -> list[Way]:
    return ways.journeys(tracks, start, end, lambda code: code)


def test_the_first_way_starts_and_ends_where_people_are_and_cars_come_after_what_is_boarded():
    found = toy(AY, BEE)
    assert [way.legs[0].corridor for way in found] == ["slow", "road", "coach"]
    slow, road, coach = found
    assert (slow.legs[0].start.zh, slow.legs[0].end.zh, slow.km, slow.before, slow.after) == ("Ay", "Bee", 96, 2, 2)
    assert (road.driven, road.km, road.whole) == (True, 90, 100)  # never less than the straight line
    assert (coach.km, coach.published, coach.elsewhere) == (150, True, (True, False))
    assert not slow.published


def test_one_changes_between_stops_that_are_near_and_never_from_a_car_to_a_train():
    found = toy(AY, CEE)
    assert [tuple(leg.corridor for leg in way.legs) for way in found] == [
        ("slow", "fast"),
        ("road", "beyond"),
        ("coach", "fast"),
    ]
    slow = found[0]
    assert [(leg.start.zh, leg.end.zh, leg.km) for leg in slow.legs] == [("Ay", "Bee", 96), ("Bee east", "Cee", 97)]
    assert (slow.change, slow.km, slow.whole) == (6, 199, 202)
    assert not found[2].published


def test_a_change_that_is_a_long_detour_is_left_out():
    # Bee lies between: by the line from the far north one would go four times as far.
    detour = track("detour", "rail", ("Ay", A, 2), ("north", "510500", 400))
    back = track("back", "rail", ("north", "510500", 400), ("Bee", B, 98))
    assert [way.legs[0].corridor for way in toy(AY, BEE, (detour, back, ROAD))] == ["road"]
    assert [way.legs[0].corridor for way in toy(AY, BEE, (detour, back))] == ["detour"]


def test_a_place_without_a_known_seat_is_served_by_the_stop_that_bears_its_name():
    line = track("line", "rail", ("village", A, -30), ("Ay", A, 2), ("wood", D, 141), ("Dee", D, 170))
    (way,) = toy(AY, DEE, (line,))
    assert way.legs[0].end.zh == "Dee"
    assert (way.after, way.elsewhere) == (0, (False, False))  # how far it is from people is not known


def test_there_is_no_way_to_the_same_place_nor_to_one_without_a_line():
    assert toy(AY, AY) == []
    assert toy(AY, DEE) == []


def test_suining_to_tongnan_is_as_long_as_the_strip_says_from_station_to_station():
    rail, road, bus = real(SUINING, TONGNAN)
    (leg,) = rail.legs
    assert (leg.corridor, leg.start.zh, leg.end.zh, leg.km) == ("rail-suiyu", "遂宁站", "潼南站", 49)
    assert (journeys.mark(leg.start), journeys.mark(leg.end)) == (138, 187)
    assert rail.elsewhere == (False, False)
    seats = ways.stand(STORE.at(NOW))
    assert road.driven
    assert (road.legs[0].start.zh, road.legs[0].end.zh) == ("遂宁", "潼南")
    assert road.whole > seats[SUINING].apart(seats[TONGNAN]) == pytest.approx(45, abs=0.5)
    assert (bus.legs[0].corridor, bus.km, bus.published) == ("bus-tongnan-moxi", 29, True)
    assert bus.elsewhere == (True, False)  # 磨溪 is 29 km from where the people of 遂宁 are


def test_no_way_is_shorter_than_the_straight_line_and_it_is_as_long_there_as_back():
    """Over every pair of places, within the kilometre of rounding."""
    seats, places = (
        ways.stand(STORE.at(NOW)),
        [code for code in ways.served(lines(), today) if code[:2] in ("50", "51")],
    )
    assert len(places) > 30
    for start in places:
        for end in places:
            if start >= end:
                continue
            there = real(start, end)
            for leg in (leg for way in there for leg in way.legs):
                # 溪口—三汇: the published 17.37 km are less than 19 km between points that are only those of two towns.
                rough = 2.0 if leg.published and {leg.start.precision, leg.end.precision} == {"town"} else 0.0
                assert leg.km >= journeys.straight(leg.start, leg.end) - 1 - rough, leg
            if seats[start].known and seats[end].known:
                assert all(way.whole >= seats[start].apart(seats[end]) - 1 for way in there)
            assert [any(way.elsewhere) for way in there] == sorted(any(way.elsewhere) for way in there)
            whole, back = ({frozenset(leg.corridor for leg in way.legs): way.whole for way in found}
                           for found in (there, real(end, start)))  # fmt: skip
            assert back == pytest.approx(whole)


def test_real_ways():
    direct = [way.legs[0].corridor for way in real("511000", "500153", "hsr", "rail") if len(way.legs) == 1]
    assert direct == ["hsr-chengyu", "rail-chengyu"]  # Neijiang to Rongchang
    changed = real("510300", "500153", "hsr", "rail")  # Zigong to Rongchang: change in Neijiang
    assert changed[0].legs[0].end.adcode.startswith("5110")
    assert all(len(way.legs) == 2 for way in changed)
    assert real("513200", TONGNAN) == []  # no corridor on record serves Aba


def test_a_place_is_a_city_in_sichuan_and_a_county_of_the_vintage_in_chongqing():
    assert ways.place("511011", today) == "511000"
    assert ways.place("500153", today) == "500153"
    assert ways.place("500112", today) == "500105"  # Yubei is Liangjiang New Area today
    assert ways.place("500112", lambda code: code) == "500112"


@pytest.mark.parametrize("vintage", list(Vintage))
def test_every_place_that_is_served_has_a_point(vintage):
    served = ways.served(ways.tracks(STORE.at(vintage)).values(), lambda code: STORE.at(vintage).code(code))
    assert {code for code in served if code[:2] in ("50", "51")} <= set(ways.stand(STORE.at(vintage)))


def test_legs_are_rows_with_their_drawn_line_and_the_source_of_their_corridor():
    found = real(SUINING, TONGNAN)
    table = ways.legs_table(found, STORE.at(NOW))
    assert table["corridor_id"].tolist() == [leg.corridor for way in found for leg in way.legs]
    assert table["source_title"].notna().all()
    for row, leg in zip(table.itertuples(), (leg for way in found for leg in way.legs), strict=True):
        assert row.geometry.coords[0] == (leg.start.lon, leg.start.lat)
        assert row.geometry.coords[-1] == (leg.end.lon, leg.end.lat)
