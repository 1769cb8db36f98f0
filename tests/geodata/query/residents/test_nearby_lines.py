"""A bus in one sentence, from its own row; and the answer to how one gets across."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from geodata.boundaries.vintage import Vintage
from geodata.narrative.residents import headline, items
from geodata.narrative.residents import lists as sections
from geodata.narrative.residents.items import Adviser
from geodata.query import results, scene, ways
from geodata.query.residents import answer, nearby_lines, services_for
from geodata.query.residents.needs import ANYONE, NEEDS
from geodata.store.store import load

STORE = load()
NOW, DAY = Vintage.TODAY, date(2026, 11, 24)
TONGNAN, WUSHENG, ABA = "500152", "511622", "513200"
NOTHING = {"length_km": None, "headway_or_fare_zh": None, "headway_or_fare_en": None, "ref": None}
ROW = {
    "length_km": 29.0,
    "headway_or_fare_zh": "每30-60分钟一班；2-5元",
    "headway_or_fare_en": "Every 30 minutes; 2 yuan",
}


def line(corridor: str, km: float, left: float = 0.0) -> nearby_lines.Line:
    return nearby_lines.Line(corridor, None, km, (), None, left)


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ([], []),
        ([line("train", 5, 5), line("bus", 1, 25), line("far", 29)], ["train", "bus"]),
        ([line("train", 19), line("bus", 15, 36), line("far", 23)], ["train", "bus"]),  # as near as the best one
    ],
)
def test_a_line_that_is_boarded_farther_away_is_no_other_line(found, told):
    assert [one.corridor for one in nearby_lines.near(found)] == told


@pytest.mark.parametrize(
    ("code", "corridor", "start", "end"),
    [
        (TONGNAN, "rail-suiyu", "潼南站", "遂宁站"),  # not the bus to 磨溪, 24 km from where people are
        ("500153", "rail-chengyu", "荣昌站", "隆昌站"),
        ("500111", "bus-zida-rock-carving", "大足城区", "安岳城区"),
        ("511623", "rail-xiangyu", "华蓥站", "北碚站"),
        ("510904", "bus-tongnan-moxi", "磨溪镇公共汽车站", "潼南江北汽车站"),
        ("511622", "rail-lanyu", "武胜站", "合川站"),
        ("510521", "rail-chengyu", "隆昌站", "荣昌站"),
        ("500116", "rail-chengyu", "江津站", "隆昌站"),
        ("511723", "bus-kaijiang-yihe", "开江汽车站", "义和镇"),
        ("500155", "rail-dawan", "梁平站", "达州站"),  # not the aeroplane
    ],
)
def test_the_best_line_leaves_least_to_travel_at_both_ends(code, corridor, start, end):
    best = asked(code).lines[0]
    assert (best.corridor, best.stop.zh, best.leg.end.zh) == (corridor, start, end)
    assert best.rest == min(one.rest for one in asked(code).lines)


def test_one_boards_in_ones_own_county_where_that_is_about_as_near():
    own = next(one for one in asked("500111").lines if one.corridor == "hsr-chengyu")
    assert own.stop.zh == "大足南站"


def test_a_ride_is_as_long_as_on_the_page_transport():
    seats = ways.stand(STORE.at(NOW))
    tracks = list(ways.tracks(STORE.at(NOW)).values())
    for home, away in ((TONGNAN, "510900"), ("500155", "511700"), (WUSHENG, "500117")):
        best = asked(home).lines[0]
        place = home if home.startswith("50") else f"{home[:4]}00"
        there = ways.journeys(tracks, seats[place], seats[away], lambda code: STORE.at(NOW).code(code))
        assert best.leg in [leg for way in there for leg in way.legs]
        told = Adviser(STORE.at(NOW), "zh", DAY).line(best).lines[0]
        assert f"到{best.leg.end.zh}约{best.leg.km:.0f}公里（按示意线）" in told


@pytest.mark.parametrize(
    ("row", "far", "zh", "en"),
    [
        (
            {**ROW, "ref": "甲1路", "name_zh": "甲乙公交"},
            "",
            "从甲坐跨省公交（甲1路）到乙，全程29公里，每30-60分钟一班，2-5元。",
            "Take the cross-border bus from A to B: 29 km in all, every 30 minutes, 2 yuan.",
        ),
        (
            {**NOTHING, "name_zh": "快巴"},
            "",
            "从甲坐跨省客车到乙。",
            "Take the cross-border bus from A to B.",
        ),
        (
            {
                "length_km": 17.37,
                "headway_or_fare_zh": None,
                "headway_or_fare_en": None,
                "ref": None,
                "name_zh": "公交",
            },
            "约12公里",
            "从甲（约12公里）坐跨省公交到乙，全程17.37公里。",
            "Take the cross-border bus from A (about 12 km) to B: 17.37 km in all.",
        ),
    ],
)
def test_a_bus_is_told_by_what_its_row_knows(row, far, zh, en):
    assert items.sentence(pd.Series(row), "甲", "乙", far, "zh") == zh
    assert items.sentence(pd.Series(row), "A", "B", far.replace("约12公里", "about 12 km"), "en") == en


def asked(code: str) -> answer.Answer:
    return answer.answer(STORE.at(NOW), code, "travel")


def test_the_answer_leads_with_the_train_and_counts_no_line_from_far_away():
    told = headline.headline(Adviser(STORE.at(NOW), "zh", DAY), asked(TONGNAN))[0]
    assert told == ("在潼南站上车（约5公里），到遂宁站约49公里（按示意线），最远到成都东站；15公里内还有1条线路可坐。")
    assert asked(TONGNAN).rides == ["rail-suiyu", "bus-tongnan-moxi"]
    listed = sections.make(Adviser(STORE.at(NOW), "zh", DAY), asked(TONGNAN))[0]
    assert (len(listed.items), listed.shown, listed.rest) == (
        3,
        2,
        "展开从更远的站上车的1条",
    )  # to 武胜, boarded 29 km away


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_where_a_bus_is_best_it_is_told_with_its_length_and_fare(lang):
    bus = STORE.get("corridors").set_index("id").loc["bus-tongnan-moxi"]
    told = headline.headline(Adviser(STORE.at(NOW), lang, DAY), asked("510904"))[0]
    assert ("潼南江北汽车站" if lang == "zh" else "Tongnan Jiangbei bus station") in told
    assert ("磨溪镇" if lang == "zh" else "Moxi") in told
    assert f"{bus['length_km']:g}" in told
    assert bus[f"headway_or_fare_{lang}"].split("；" if lang == "zh" else "; ")[1] in told


def test_where_no_line_is_near_this_is_said_first():
    told = headline.headline(Adviser(STORE.at(NOW), "zh", DAY), asked(ABA))[0]
    assert told.startswith("附近没有查到跨省的公交或铁路")


def test_one_line_is_told_once_and_so_is_the_page_both_rows_cite():
    found = asked(TONGNAN)
    assert "bus-tongnan-moxi" in found.rides
    assert "sv-bus-suitong" not in found.local  # its row says that it is that line
    lists = sections.make(Adviser(STORE.at(NOW), "zh", DAY), found)[0]
    assert lists.id == "ways"
    bus = next(item for item in lists.items if item.pick == "corridors:bus-tongnan-moxi")
    assert "60岁以上减免" in "".join(bus.lines)
    assert "磨溪镇公共汽车站离安居区政府驻地约24公里" in bus.lines
    assert len(bus.sources) == 1
    assert "sv-bus-qinglong" in asked("500111").local  # its corridor has no stops, so it is told as a service only


def test_a_service_that_is_a_line_among_other_things_is_told_as_that_line(monkeypatch):
    row = (("sv-x", "transport", "part", "mechanisms:me-x;corridors:bus-tongnan-moxi", None),)
    names = ("id", "field", "reach", "same_as", "parties_adcodes")
    rows = tuple(pd.DataFrame(row, columns=names).itertuples(index=False))
    monkeypatch.setattr(services_for, "_offered", lambda *_: rows)
    at, ways = asked(TONGNAN).home, list(asked(TONGNAN).lines)
    assert services_for.services(STORE.at(NOW), at, NEEDS["travel"], ANYONE, ways) == ([], [], [], [])


@pytest.mark.parametrize("code", [TONGNAN, ABA])
def test_the_map_holds_the_lines_and_nothing_else(code):
    given = replace(scene.default(STORE, "citizen"), focus=code, want="travel")
    assert set(results.shown(given, STORE)["corridors"].rows["id"]) == set(asked(code).rides)
