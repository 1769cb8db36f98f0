"""A bus in one sentence, from its own row; and the answer to how one gets across."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from geodata import answer, citizen, reply, rides, scene, sections
from geodata.advice import Adviser
from geodata.boundaries import Vintage
from geodata.store import load

STORE = load()
NOW, DAY = Vintage.TODAY, date(2026, 11, 24)
TONGNAN, ABA = "500152", "513200"
NOTHING = {"length_km": None, "headway_or_fare_zh": None, "headway_or_fare_en": None, "ref": None}
ROW = {
    "length_km": 29.0,
    "headway_or_fare_zh": "每30-60分钟一班；2-5元",
    "headway_or_fare_en": "Every 30 minutes; 2 yuan",
}


def line(corridor: str, km: float) -> rides.Line:
    return rides.Line(corridor, None, km, ())


@pytest.mark.parametrize(
    ("found", "first"),
    [
        ([], None),
        ([line("rail", 2), line("bus", 12)], "bus"),
        ([line("rail", 2), line("bus", 20)], "rail"),
        ([line("bus", 20)], "bus"),
    ],
)
def test_a_bus_that_is_near_is_told_first(found, first):
    told = rides.best(found, pd.DataFrame({"id": ["rail", "bus"], "mode": ["rail", "bus"]}))
    assert (told and told.corridor) == first


@pytest.mark.parametrize(
    ("row", "far", "zh", "en"),
    [
        (
            {**ROW, "ref": "甲1路", "name_zh": "甲乙公交"},
            "",
            "从甲坐跨省公交（甲1路）到乙，全程29公里，每30-60分钟一班，2-5元。",
            "Take the cross-province bus from A to B: 29 km in all, every 30 minutes, 2 yuan.",
        ),
        (
            {**NOTHING, "name_zh": "快巴"},
            "",
            "从甲坐跨省客车到乙。",
            "Take the cross-province bus from A to B.",
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
            "Take the cross-province bus from A (about 12 km) to B: 17.37 km in all.",
        ),
    ],
)
def test_a_bus_is_told_by_what_its_row_knows(row, far, zh, en):
    assert rides.sentence(pd.Series(row), "甲", "乙", far, "zh") == zh
    assert rides.sentence(pd.Series(row), "A", "B", far.replace("约12公里", "about 12 km"), "en") == en


def asked(code: str) -> citizen.Answer:
    return citizen.answer(STORE, NOW, code, "travel")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_answer_leads_with_the_bus(lang):
    bus = STORE.get("corridors").set_index("id").loc["bus-tongnan-moxi"]
    told = reply.headline(Adviser(STORE, NOW, lang, DAY), asked(TONGNAN))[0]
    assert ("潼南江北汽车站" if lang == "zh" else "Tongnan Jiangbei bus station") in told
    assert ("磨溪镇" if lang == "zh" else "Moxi") in told
    assert f"{bus['length_km']:g}" in told
    assert bus[f"headway_or_fare_{lang}"].split("；" if lang == "zh" else "; ")[1] in told


def test_where_no_line_is_near_this_is_said_first():
    told = reply.headline(Adviser(STORE, NOW, "zh", DAY), asked(ABA))[0]
    assert told.startswith("附近没有查到跨省的公交或铁路")


def test_one_line_is_told_once_with_both_sources():
    found = asked(TONGNAN)
    assert "bus-tongnan-moxi" in found.rides
    assert "sv-bus-suitong" not in found.local  # its row says that it is that line
    ways = sections.make(Adviser(STORE, NOW, "zh", DAY), found)[0]
    assert ways.id == "ways"
    assert "60岁以上减免" in "".join(ways.items[0].lines)
    assert len(ways.items[0].sources) == 2
    assert "sv-bus-qinglong" in asked("500111").local  # its corridor has no stops, so it is told as a service only


@pytest.mark.parametrize("code", [TONGNAN, ABA])
def test_the_map_holds_the_lines_and_nothing_else(code):
    given = replace(scene.default(STORE, "citizen"), focus=code, want="travel")
    assert set(answer.shown(given, STORE)["corridors"].rows["id"]) == set(asked(code).rides)
