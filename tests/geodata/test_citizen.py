"""What people of a place may use across the border: who it is for, how far it is, and how it is told."""

from datetime import date

import numpy as np
import pytest
from pyproj import Geod

from geodata import citizen, reply, rides, search
from geodata.advice import Adviser
from geodata.boundaries import Vintage
from geodata.citizen import NAMED, NONE, OPEN, OTHER
from geodata.needs import LIGHT, NEEDS, WHO
from geodata.store import load
from geodata.ties import contains, covers

STORE = load()
NOW, DAY = Vintage.TODAY, date(2026, 11, 24)
TONGNAN, LINSHUI, YIBIN, BAZHONG, ABA = "500152", "511623", "511500", "511900", "513200"
PLACES = (TONGNAN, LINSHUI, YIBIN, BAZHONG, ABA, "500000", "510000", "511002")


def asked(code=TONGNAN, want="eldercare", who=""):
    return citizen.answer(STORE, NOW, code, want, who)


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("500152", "500152", True),
        ("510900", "510903", True),
        ("510000", "510903", True),
        ("510000", "510900", True),
        ("510903", "510900", False),
        ("500000", "510903", False),
        ("511000", "511100", False),
    ],
)
def test_a_unit_holds_what_its_code_begins(outer, inner, expected):
    assert contains(outer, inner) is expected


def test_a_partner_covers_those_in_it_and_those_around_it():
    assert covers(["510900"], "510903")
    assert covers(["510903"], "510900")
    assert not covers(["510900", "500152"], "511002")
    assert not covers([], "511002")


@pytest.mark.parametrize("code", PLACES)
@pytest.mark.parametrize("want", list(NEEDS))
def test_lists_lie_on_the_side_they_say_nearest_first_and_hold_nothing_twice(code, want):
    found = asked(code, want)
    across = citizen.across(found.home)
    for hits, side in ((found.usable, across), (found.near, across), (found.own, found.home.side)):
        assert {hit.side for hit in hits} <= {side}
        assert [hit.km for hit in hits] == sorted(hit.km for hit in hits)
    picks = [hit.pick for hit in (*found.usable, *found.near, *found.own)]
    assert len(set(picks)) == len(picks)
    assert len({*found.local, *found.general}) == len(found.local) + len(found.general)


def test_who_may_use_a_site_follows_from_the_partners_it_names():
    bazhong = {hit.pick.split(":")[1]: hit for hit in asked(BAZHONG).usable}
    assert bazhong["elder-tongnan-first-welfare"].fit == NAMED
    assert bazhong["elder-tongnan-first-welfare"].basis == "area_agreement"
    meishan = {hit.pick.split(":")[1]: hit.fit for hit in citizen.hits(STORE, NOW, asked(YIBIN).home, "eldercare")}
    assert meishan["elder-tongnan-first-welfare"] == OTHER
    hospitals = {hit.pick.split(":")[1]: hit.fit for hit in citizen.hits(STORE, NOW, asked(TONGNAN).home, "hospitals")}
    assert hospitals["health-west-china"] == NAMED
    assert hospitals["health-swmu"] == OPEN
    assert hospitals["health-nanchong-central"] == NONE


def test_distances_are_those_of_the_ellipsoid_within_one_percent():
    found = asked(TONGNAN, "outing")
    table = STORE.get("tourism").set_index("id")
    seat = STORE.facts["unit_names"].set_index("adcode").loc[TONGNAN, ["seat_lon", "seat_lat"]].astype(float)
    for hit in found.usable[:20]:
        point = table.loc[hit.pick.split(":")[1], "geometry"]
        _, _, metres = Geod(ellps="WGS84").inv(seat["seat_lon"], seat["seat_lat"], point.x, point.y)
        assert hit.km == pytest.approx(metres / 1000, rel=0.01, abs=0.2)


def test_everybody_may_go_to_a_sight_but_not_every_home_is_for_everybody():
    assert {hit.fit for hit in asked(YIBIN, "outing").usable} > {NONE}
    assert asked(YIBIN, "eldercare").usable == ()
    assert asked(YIBIN, "eldercare").near


def test_a_service_for_others_is_not_told_as_ones_own():
    assert "sv-childhosp" in asked(YIBIN, "health").local
    assert "sv-childhosp" not in asked(TONGNAN, "health").local
    assert "sv-suitong-card" in asked(TONGNAN, "travel").local
    assert "sv-code" in asked("510100", "travel").local
    assert "sv-idcard" in asked(ABA, "matter").general


def test_who_asks_changes_the_order_not_what_is_listed():
    lists = {who: asked(TONGNAN, "matter", who).general for who in WHO}
    assert len({frozenset(ids) for ids in lists.values()}) == 1
    fields = STORE.get("shared_services").set_index("id")["field"]
    assert fields[lists["elder"][0]] in WHO["elder"][1]
    assert fields[lists["worker"][0]] in WHO["worker"][1]
    assert lists["elder"] != lists["worker"]


def test_lines_stop_near_and_lead_across():
    found = asked(TONGNAN, "travel")
    assert found.lines[0].corridor == "bus-tongnan-moxi"
    for line in found.lines:
        assert line.km <= rides.STOP_KM
        assert {stop.side for stop in line.across} == {"四川省"}
        ahead = [abs(stop.km - line.stop.km) for stop in line.across]
        assert ahead == sorted(ahead)
    assert asked(ABA, "travel").lines == ()
    assert asked(ABA, "travel").crossing[1] > 300


def test_gaps_are_those_of_the_border_pairs():
    pairs = STORE.get("border_pairs").set_index("id")
    for id in asked(TONGNAN).gaps:
        assert TONGNAN in id
        assert pairs.loc[id, "ties_eldercare"] == 0
    assert asked(YIBIN).gaps == ()


def test_a_map_holds_what_is_within_reach_and_at_least_the_nearest():
    for code in PLACES:
        found = asked(code)
        if found.listed:
            assert min(hit.km for hit in found.listed) == found.around[0].km
            assert all(hit.km <= citizen.REACH_KM for hit in found.around[1:])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("code", PLACES)
@pytest.mark.parametrize("want", list(NEEDS))
def test_every_answer_is_told_in_sentences_and_sections(code, want, lang):
    adviser, found = Adviser(STORE, NOW, lang, DAY), asked(code, want)
    told = reply.headline(adviser, found)
    assert told
    assert all(line.endswith("。" if lang == "zh" else ".") for line in told)
    sections = adviser.sections(found)
    assert {section.id for section in sections} >= {"ways"}
    by_id = {section.id: section for section in sections}
    if NEEDS[want].sites and not NEEDS[want].open:
        assert len(by_id["usable"].items) == len(found.usable)
        assert found.usable or by_id["usable"].none
    for section in sections:
        assert section.items or section.none
        for item in section.items:
            assert item.title
            assert item.sources or section.id in ("ways", "agreements")
            if section.id in ("usable", "near", "own"):
                assert item.tag in (("川", "渝") if lang == "zh" else ("SC", "CQ"))
                assert item.far
    english = " ".join([*told, *(line for section in sections for item in section.items for line in item.lines)])
    if lang == "en":
        assert not any("\u4e00" <= letter <= "\u9fff" for letter in english)


def test_an_empty_answer_names_the_nearest_and_claims_nothing():
    told = " ".join(reply.headline(Adviser(STORE, NOW, "zh", DAY), asked(YIBIN)))
    assert "没有查到" in told
    assert "不等于没有" in told
    assert "公里" in told


def test_where_distances_start_is_told():
    assert "驻地" in reply.measured(asked(TONGNAN), "zh")
    assert "一点" in reply.measured(asked("510800"), "zh")  # 广元: no seat is known
    assert not asked("510800").home.seat


def test_an_unknown_place_is_refused():
    with pytest.raises(KeyError):
        citizen.answer(STORE, NOW, "999999", "health", "")


@pytest.mark.parametrize("vintage", list(Vintage))
def test_every_unit_has_an_answer(vintage):
    for code in search.units(STORE, vintage):
        found = citizen.answer(STORE, vintage, code, "health", "")
        assert np.isfinite([hit.km for hit in (*found.usable, *found.near, *found.own)]).all()


def test_every_need_asks_of_what_exists():
    fields = set(STORE.catalog.vocabularies["field"])
    for need in NEEDS.values():
        assert need.domain in STORE.catalog.domains
        assert not need.sites or STORE.catalog.datasets[need.sites].kind == "site"
        assert not need.policy or need.policy in STORE.catalog.datasets
        assert set(need.fields) <= fields
    used = {field for need in NEEDS.values() for field in need.fields}
    assert set(STORE.get("shared_services")["field"]) <= used  # no service is out of reach
    assert {field for _, order in WHO.values() for field in order} <= fields
    assert set(LIGHT) <= set(STORE.catalog.datasets)
