"""What people of a place may use across the border: who it is for, how far it is, and how it is told."""

import re
from datetime import date
from urllib.parse import unquote

import numpy as np
import pandas as pd
import pytest
from pyproj import Geod

from geodata.boundaries.adcode import contains, covers
from geodata.boundaries.vintage import Vintage
from geodata.narrative import indicators
from geodata.narrative.cards import card
from geodata.narrative.residents import background, contact, headline
from geodata.narrative.residents import lists as sections
from geodata.narrative.residents.items import Adviser
from geodata.query import gazetteer, ways
from geodata.query.residents import answer, services_for, sites_around
from geodata.query.residents import trip as trips
from geodata.query.residents.answer import REACH_KM
from geodata.query.residents.nearby_lines import STOP_KM
from geodata.query.residents.needs import LIGHT, NEEDS, WHO
from geodata.query.residents.sites_around import AGREED, NAMED, NONE, NOTHING, OPEN, OTHER, REPORTED, WRITTEN, Hit
from geodata.store.store import load

STORE = load()
NOW, DAY = Vintage.TODAY, date(2026, 11, 24)
TONGNAN, LINSHUI, YIBIN, BAZHONG, ABA = "500152", "511623", "511500", "511900", "513200"
# Beside the border and far from it, counties and cities, on either side.
TEN = (TONGNAN, LINSHUI, YIBIN, BAZHONG, ABA, "500153", "512021", "500101", "510522", "500103")
PLACES = (TONGNAN, LINSHUI, YIBIN, BAZHONG, ABA, "500000", "510000", "511002")


def asked(code=TONGNAN, want="eldercare", who=""):
    return answer.answer(STORE.at(NOW), code, want, who)


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
    across = sites_around.across(found.home)
    parts = (found.usable, found.near, found.besides, found.own)
    for hits, side in zip(parts, (across, across, across, found.home.side), strict=True):
        assert {hit.side for hit in hits} <= {side}
        order = [
            (
                0 if found.need.open or hits is not found.usable else hit.strength,
                *(hit.km > REACH_KM, hit.special),
                hit.km,
            )
            for hit in hits
        ]
        assert order == sorted(order)
    picks = [hit.pick for hits in parts for hit in hits]
    assert len(set(picks)) == len(picks)
    assert len({*found.local, *found.general}) == len(found.local) + len(found.general)


def test_who_may_use_a_site_follows_from_the_partners_it_names():
    bazhong = {hit.pick.id: hit for hit in asked(BAZHONG).usable}
    assert bazhong["elder-tongnan-first-welfare"].fit == NAMED
    assert bazhong["elder-tongnan-first-welfare"].basis == "area_agreement"
    meishan = {hit.pick.id: hit.fit for hit in sites_around.hits(STORE.at(NOW), asked(YIBIN).home, "eldercare")}
    assert meishan["elder-tongnan-first-welfare"] == OTHER
    hospitals = {hit.pick.id: hit.fit for hit in sites_around.hits(STORE.at(NOW), asked(TONGNAN).home, "hospitals")}
    assert hospitals["health-west-china"] == NAMED
    assert hospitals["health-swmu"] == OPEN
    assert hospitals["health-nanchong-central"] == NONE


def test_an_agreement_comes_before_a_report_however_near_that_is():
    hits = [
        Hit("x:far", "sichuan", 140.0, NAMED, "area_agreement"),
        Hit("x:near", "sichuan", 2.0, NAMED, "visitor_flow"),
    ]
    assert [hit.strength for hit in hits] == [AGREED, REPORTED]
    assert Hit("x", "", 0, NAMED, "named_site").strength == WRITTEN
    assert Hit("x", "", 0, OPEN, "named_site").strength == REPORTED  # whom it serves is not said
    assert Hit("x", "", 0, OTHER, "named_site").strength == Hit("x", "", 0, NONE, "").strength == NOTHING
    strengths = [hit.strength for hit in asked("511400").usable]
    assert strengths == sorted(strengths)
    assert set(strengths) == {AGREED}


def test_homes_stand_apart_from_canteens_and_resorts():
    for code in TEN:
        found = asked(code)
        homes = {hit.kind for hits in (found.usable, found.near, found.own) for hit in hits}
        assert homes <= set(NEEDS["eldercare"].kinds)
        assert not {hit.kind for hit in found.besides} & set(NEEDS["eldercare"].kinds)
        assert sum(found.collected) + found.others <= len(STORE.get("eldercare"))
    by_id = {one.id: one for one in sections.make(Adviser(STORE.at(NOW), "zh", DAY), asked(LINSHUI))}
    assert [item.kind for item in by_id["near"].items] == ["医养结合机构", "养老机构", "养老机构"]
    assert {item.kind for item in by_id["besides"].items} == {"康养基地", "社区养老中心"}
    assert list(by_id)[-1] == "agreements"
    assert by_id["agreements"].shown == 0
    assert all(item.age for one in by_id.values() for item in one.items)


def test_what_is_far_or_only_reported_is_folded_away_and_not_on_the_map():
    for code in PLACES:
        for want in NEEDS:
            found = asked(code, want)
            assert all(hit.km <= REACH_KM for hit in found.listed)
            meant = [hit for hit in found.listed if hit not in found.besides]
            assert found.need.open or REPORTED not in {hit.strength for hit in meant}
    tongnan = asked(TONGNAN)
    assert len(tongnan.of(AGREED)) == 1
    assert not set(tongnan.of(AGREED)) & set(tongnan.listed)  # in Bazhong, 230 km away


def test_distances_are_those_of_the_ellipsoid_within_one_percent():
    found = asked(TONGNAN, "outing")
    table = STORE.get("tourism").set_index("id")
    seat = STORE.facts["unit_names"].set_index("adcode").loc[TONGNAN, ["seat_lon", "seat_lat"]].astype(float)
    for hit in found.usable[:20]:
        point = table.loc[hit.pick.id, "geometry"]
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
    assert fields[lists["elder"][0]] in WHO["elder"].fields
    assert fields[lists["worker"][0]] in WHO["worker"].fields
    assert lists["elder"] != lists["worker"]


def test_lines_stop_near_and_lead_across():
    found = asked(TONGNAN, "travel")
    assert found.lines[0].corridor == "rail-suiyu"
    for line in found.lines:
        assert line.km <= STOP_KM
        assert {stop.side for stop in line.across} == {"四川省"}
        ahead = [abs(stop.km - line.stop.km) for stop in line.across]
        assert ahead == sorted(ahead)
    assert asked(ABA, "travel").lines == ()
    assert asked(ABA, "travel").crossing[1] > 300


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("code", PLACES)
@pytest.mark.parametrize("want", list(NEEDS))
def test_every_answer_is_told_in_sentences_and_sections(code, want, lang):
    adviser, found = Adviser(STORE.at(NOW), lang, DAY), asked(code, want)
    told = headline.headline(adviser, found)
    assert told
    assert all(line.endswith("。" if lang == "zh" else ".") for line in told)
    lists = sections.make(adviser, found)
    assert len(told) <= 2
    assert {section.id for section in lists} >= {"ways"}
    by_id = {section.id: section for section in lists}
    if NEEDS[want].sites and not NEEDS[want].open:
        kinds = [by_id[id] for id in ("written", "agreed", "reported") if id in by_id]
        assert sum(len(section.items) for section in kinds) == len(found.usable)
    marked = [item.pick for section in lists if section.marked for item in section.items[: section.shown]]
    assert marked == [hit.pick for hit in found.listed]
    for section in lists:
        assert section.items or section.none
        assert bool(section.rest) == (section.shown is not None and section.shown < len(section.items))
        assert str(len(section.items)) in section.count
        for item in section.items:
            assert item.title
            assert item.sources or section.id in ("ways", "agreements")
            if section.marked:
                assert item.tag in (("川", "渝") if lang == "zh" else ("SC", "CQ"))
                assert item.far
    told += background.more(adviser, found)
    english = " ".join(
        [*told, *(line for section in lists for item in section.items for line in (*item.lines, *item.more))]
    )
    if lang == "en":
        assert not any("\u4e00" <= letter <= "\u9fff" for letter in english)


def said(code, want="eldercare", lang="zh"):
    return headline.headline(Adviser(STORE.at(NOW), lang, DAY), asked(code, want))


def behind(code, want="eldercare", lang="zh"):
    return background.more(Adviser(STORE.at(NOW), lang, DAY), asked(code, want))


def test_an_empty_answer_names_the_nearest_and_claims_nothing():
    told = "".join(said(YIBIN))
    assert told.startswith("没查到专门对宜宾市或其区县老人开放的重庆养老院。收录中最近的一家是")
    assert told.endswith("能不能住请先打电话问。")
    assert "公里" in told
    assert "可用" not in told
    assert "不等于没有" in behind(YIBIN)[-1]


def test_the_first_sentence_counts_by_what_stands_behind_a_site():
    told = said(TONGNAN)
    assert told[0].startswith("协议覆盖潼南区的四川养老院收录了1家，是通江县惠民阳光颐养中心，约233公里。")
    assert told[1].startswith("更近的有遂宁市安居区社会福利服务中心，约41公里，没查到与本地的约定，能不能住")
    assert behind(TONGNAN)[0] == "安岳县没有收录养老院，实际可能有更近的。"
    assert not any("可用" in line or "缺口" in line for line in told)
    assert "重庆市或其区县" in said("500000")[0]


def test_anybody_may_see_a_doctor_and_what_the_services_say_of_paying_is_told():
    told = said(TONGNAN, "health")
    assert told[0].startswith("看病不限户籍，四川的医院都可以去")
    assert told[1].startswith("去之前先打电话问：医保")
    settled = behind(TONGNAN, "health")[1]
    assert settled.startswith("医保结算：用医保个人账户在对方定点医院看门诊直接结算")
    section = next(
        one for one in sections.make(Adviser(STORE.at(NOW), "zh", DAY), asked(TONGNAN, "health")) if one.marked
    )
    lines = [line for item in section.items for line in item.more]
    assert not any("先向" in line or "约定" in line for line in lines)
    assert not any("120急救网络" in item.title for item in section.items)
    adviser, found = Adviser(STORE.at(NOW), "zh", DAY), asked(TONGNAN, "health")
    by_pick = {hit.pick.id: adviser.site(found, hit) for hit in found.usable}
    west_china = by_pick["health-west-china"]
    assert west_china.more[0] == "来源写明与重庆有医疗合作"
    huaying = by_pick["health-huaying-people"]
    assert huaying.more == ()  # its consortium is with others


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_point_that_is_only_a_seat_is_no_distance_within_a_kilometre(lang):
    adviser = Adviser(STORE.at(NOW), lang, DAY)
    hits = sites_around.hits(STORE.at(NOW), asked(TONGNAN).home, "eldercare")
    far = {hit.pick.id: adviser.site(asked(TONGNAN), hit).far for hit in hits}
    expected = ("在潼南区城区一带", "near the seat of Tongnan")
    assert far["elder-tongnan-first-welfare"] == expected[lang == "en"]
    people = next(
        h for h in sites_around.hits(STORE.at(NOW), asked(TONGNAN).home, "hospitals") if "tongnan-people" in h.pick
    )
    assert adviser.site(asked(TONGNAN, "health"), people).far == ("在潼南区境内", "in Tongnan")[lang == "en"]
    exact = ("具体位置未查到", "exact place not found")[lang == "en"]
    assert (card.PRECISION.say(lang), exact) in adviser.site(asked(TONGNAN, "health"), people).facts
    assert not any(told.startswith(("约1公里内", "within about 1 km")) for told in far.values())  # none has a place


@pytest.mark.parametrize(
    ("named", "code", "expected"),
    [
        (["500000", "510000"], "513200", True),
        (["500000", "510100"], "513200", False),
        (["500000", "510100"], "510104", True),
        (["500000", "510100"], TONGNAN, True),
        (["511600", "500000"], "511500", False),
        (["500000", "511681"], TONGNAN, False),
        (["500000", "511681"], "511681", True),
        (["510000", "500000", "512000", "500111"], TONGNAN, False),
        ([], TONGNAN, False),
    ],
)
def test_only_the_code_of_a_province_stands_for_all_of_it(named, code, expected):
    assert services_for.is_for(named, sites_around.home(STORE.at(NOW), code)) is expected


def test_a_remote_prefecture_is_told_no_bus_card_and_no_agreement_of_other_cities():
    assert asked(ABA, "travel").local == ()
    assert asked(ABA, "matter").local == ()
    for code in (ABA, "511500"):
        told = set(asked(code).agreements)
        assert not told & {"policy-cy-ltc-2023", "policy-cy-ltc-2024", "policy-guangan-cq-test-recognition"}


def test_a_city_or_province_offers_its_parts():
    assert [place.zh for place in answer.members(STORE.at(NOW), "510900")] == [
        "船山区", "安居区", "蓬溪县", "大英县", "射洪市"
    ]  # fmt: skip
    assert len(answer.members(STORE.at(NOW), "510000")) == 21
    assert "两江新区" in {place.zh for place in answer.members(STORE.at(NOW), "500000")}
    assert answer.members(STORE.at(NOW), TONGNAN) == []


def test_the_map_says_what_it_leaves_out():
    adviser = Adviser(STORE.at(NOW), "zh", DAY)
    told = headline.on_map(adviser, asked(TONGNAN, "health"))
    assert told == "图上编号与列表一致：四川收录47家，画出5家；重庆收录22家，画出3家。"
    assert headline.on_map(adviser, asked(TONGNAN, "travel")) == ""
    assert headline.on_map(adviser, asked(ABA, "health")) == "收录的都在150公里以外，没有画在图上。"


def test_where_distances_start_is_told():
    assert "政府驻地" in background.measured(asked(TONGNAN), "zh")
    assert "一点" in background.measured(asked("510800"), "zh")  # 广元: no seat is known
    assert not asked("510800").home.seat


# ---------------------------------------------------------------- an incomplete list has no nearest but its own
def networks() -> set[str]:
    table = STORE.get("hospitals")
    return set(table.loc[table["name_zh"].str.contains("急救网络"), "id"])


def test_the_nearest_is_that_of_those_listed_and_counties_without_any_are_named():
    assert "收录中最近的综合医院是重庆市合川区人民医院" in said(LINSHUI, "health")[0]
    assert behind(LINSHUI, "health")[0] == "垫江县、长寿区、北碚区没有收录医院，实际可能有更近的。"
    english = behind(LINSHUI, "health", "en")
    assert english[0] == "No hospitals are listed in Dianjiang, Changshou, Beibei: there may be nearer ones."


@pytest.mark.parametrize("want", [id for id, need in NEEDS.items() if need.sites])
@pytest.mark.parametrize("code", TEN)
def test_a_county_across_is_named_where_it_has_no_site_and_lies_over_the_border_or_nearer(code, want):
    found = asked(code, want)
    table = STORE.get(found.need.sites)
    meant = table["category"].map(found.need.means) & ~table["id"].isin(networks())
    with_site = set(table.loc[meant, "adcode_today"])
    pairs, across = STORE.get("border_pairs"), sites_around.across(found.home)
    mine = [contains(code, own) for own in pairs[f"{found.home.side}_adcode"]]
    facing = set(pairs.loc[mine, f"{across}_adcode"])
    assert not set(found.unlisted) & with_site
    assert facing - with_site <= set(found.unlisted)
    for county in set(found.unlisted) - facing:
        there = sites_around.home(STORE.at(NOW), county)
        assert there.side == across
        assert np.hypot(there.x - found.home.x, there.y - found.home.y) / 1000 < found.nearest.km
    text = " ".join([*said(code, want), *behind(code, want)])
    assert ("实际可能有更近的" in text) is bool(found.unlisted)
    assert "离得最近" not in text


def test_a_county_with_an_ambulance_network_only_has_no_hospital():
    assert "500111" in asked("512021", "health").unlisted  # 大足, across from 安岳


def test_general_hospitals_come_before_special_ones_which_are_named_as_such():
    found = asked(LINSHUI, "health")
    specials = [hit.special for hit in answer.within(found.usable)]
    assert specials == sorted(specials)
    near = [hit.special for hit in found.usable if hit.km <= REACH_KM]
    assert near == sorted(near)
    items = {hit.pick.id: Adviser(STORE.at(NOW), "zh", DAY).site(found, hit) for hit in found.usable}
    assert items["health-hechuan-cancer"].kind == "肿瘤专科"
    assert items["health-hechuan-people"].more[0] == "来源只称服务辐射到四川一带"
    assert items["health-fuling"].more == ()
    for who, words in (("", "（专科在后）"), ("family", "（其他专科在后）")):
        title = sections.make(Adviser(STORE.at(NOW), "zh", DAY), asked(LINSHUI, "health", who))[0].title
        assert title == f"重庆收录中最近的医院{words}"
    abroad = asked(ABA, "health")  # all are far: general ones are still first
    assert [hit.special for hit in abroad.usable] == sorted(hit.special for hit in abroad.usable)


# ---------------------------------------------------------------- what stands behind a site is what the evidence says
def test_where_an_agreement_names_another_place_this_is_said_in_the_entry_and_on_top():
    words = "协议写的是眉山市，没写邻水县，能否入住请问机构"
    found = asked(LINSHUI)
    assert Adviser(STORE.at(NOW), "zh", DAY).site(found, found.near[0]).more[0] == words
    english = Adviser(STORE.at(NOW), "en", DAY).site(found, found.near[0]).more[0]
    assert english == "The agreement names Meishan, not Linshui: ask there whether one may live in"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("code", TEN)
def test_every_site_with_a_link_to_others_names_them_and_not_the_place_asked_from(code, lang):
    adviser, found = Adviser(STORE.at(NOW), lang, DAY), asked(code)
    others = [hit for hit in sites_around.hits(STORE.at(NOW), found.home, "eldercare") if hit.fit == OTHER]
    for hit in (hit for hit in others if hit.side != found.home.side):
        row = STORE.row("eldercare", hit.pick.id)
        line = adviser.site(found, hit).more[0]
        assert adviser.place(found) in line
        assert all(one in line for one in row["serves_from"].split(";")) or lang == "en"
        assert "{" not in line


def test_that_a_hospital_says_it_serves_the_area_is_no_cooperation():
    table = STORE.get("hospitals").set_index("id")["cross_border_basis"]
    adviser = Adviser(STORE.at(NOW), "zh", DAY)
    seen = set()
    for code in TEN:
        found = asked(code, "health")
        for hit in (hit for hit in found.usable if hit.strength != NOTHING):
            line, basis = "；".join(adviser.site(found, hit).more[:1]), table[hit.pick.id]
            seen.add(basis)
            assert ("有医疗合作" in line) is (basis == "named_site")
            assert ("没有点名本院" in line) is (basis == "area_agreement")
            assert ("只称服务辐射" in line) is (basis == "visitor_flow")
    assert seen == {"named_site", "area_agreement", "visitor_flow"}


# ---------------------------------------------------------------- services
@pytest.mark.parametrize("code", TEN)
def test_the_police_is_no_health_care(code):
    assert not {"sv-highway110", "sv-mediation"} & set(asked(code, "health").services)
    assert "sv-highway110" in asked(code, "travel").services


def test_a_service_of_a_city_as_named_is_not_told_as_holding_in_its_districts():
    for code in (TONGNAN, "500103", "510181", "510100", "500000"):
        found = asked(code, "travel")
        assert "sv-card" in found.cities
        assert "sv-card" not in found.local
    assert asked(ABA, "travel").cities == asked(LINSHUI, "travel").cities == ()
    lists = {one.id: one for one in sections.make(Adviser(STORE.at(NOW), "zh", DAY), asked(TONGNAN, "travel"))}
    assert lists["cities"].title == "来源只写到城市的服务（潼南区能否使用请先问）"
    assert lists["cities"].items[0].lines[-1] == "来源只写市名，没有列出区县，住在哪里能用请先问。"
    assert any("来源只写到城市的1项" in line for line in behind(TONGNAN, "travel"))


# ---------------------------------------------------------------- for whom
@pytest.mark.parametrize("want", list(NEEDS))
def test_for_whom_is_asked_where_it_changes_the_answer_and_nowhere_else(want):
    def told(code, who):
        adviser, found = Adviser(STORE.at(NOW), "zh", DAY), asked(code, want, who)
        return headline.headline(adviser, found), [one.items for one in sections.make(adviser, found)]

    anyone = {code: told(code, "") for code in TEN}
    for who in sorted(set(WHO) - {""}):
        changed = sum(told(code, who) != anyone[code] for code in TEN)
        assert changed >= 8 if who in NEEDS[want].asks else changed == 0


def test_a_family_is_told_of_hospitals_for_children_and_of_what_children_like():
    health = " ".join(headline.headline(Adviser(STORE.at(NOW), "zh", DAY), asked(TONGNAN, "health", "family")))
    assert "看孩子：收录中最近的儿童医院或妇幼保健院是广安市前锋区妇幼保健院" in health
    found = asked(TONGNAN, "outing", "family")
    wanted, hit = found.best
    assert hit.kind in ("theme_park", "museum")
    assert hit.km == min(one.km for one in found.usable if one.kind in wanted.kinds)
    matter = asked(TONGNAN, "matter", "family").general
    fields = STORE.get("shared_services").set_index("id")["field"]
    first = [fields[id] in ("education", "household", "civil_affairs") for id in matter]
    assert first == sorted(first, reverse=True)
    assert any(first)


# ---------------------------------------------------------------- the same thing has the same number
@pytest.mark.parametrize("want", list(NEEDS))
@pytest.mark.parametrize("code", TEN)
def test_the_numbers_of_one_answer_agree(code, want):
    adviser = Adviser(STORE.at(NOW), "zh", DAY)
    for who in WHO:
        found = asked(code, want, who)
        told, figures = " ".join(headline.headline(adviser, found)), indicators.citizen(found)
        counts = " ".join(background.more(adviser, found))
        lists = {one.id: one for one in sections.make(adviser, found)}
        kinds = {
            "local": "适用于.+?的",
            "cities": "只写到城市的",
            "general": "两省市通用的",
            "several": "部分地区可用的",
        }
        for id, words in kinds.items():
            number = figures.get(id, 0)
            assert [int(n) for n in re.findall(rf"{words}(\d+)项", counts)] == ([number] if number else [])
            assert (lists[id].count if id in lists else "0") == str(number)
        if not found.need.sites:
            continue
        across, own = found.collected
        drawn = [int(n) for n in re.findall(r"画出(\d+)", headline.on_map(adviser, found))]
        listed = [int(n) for n in re.findall(r"收录(\d+)", headline.on_map(adviser, found))]
        assert sum(drawn) == len(found.listed)
        assert listed == ([across + found.others, own] if found.listed else [])
        open_ = [one for one in lists.values() if one.marked]
        assert sum(one.shown for one in open_) == len(found.listed)
        if found.need.open:
            assert figures["open"] == across
            assert int(re.search(r"\d+", lists["usable"].count)[0]) == across
        else:
            backed = [int(n) for n in re.findall(r"养老院收录了(\d+)家", told)]
            assert sum(backed) == figures.get("written", 0) + figures.get("agreed", 0)
            for id in ("written", "agreed", "reported"):
                assert len(lists[id].items if id in lists else ()) == figures.get(id, 0)


def test_an_unknown_place_is_refused():
    with pytest.raises(KeyError):
        answer.answer(STORE.at(NOW), "999999", "health", "")


@pytest.mark.parametrize("vintage", list(Vintage))
def test_every_unit_has_an_answer(vintage):
    for code in gazetteer.units(STORE.at(vintage)):
        found = answer.answer(STORE.at(vintage), code, "health", "")
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
    assert {field for who in WHO.values() for field in who.fields} <= fields
    assert set(LIGHT) <= set(STORE.catalog.datasets)


# ---------------------------------------------------------------- something to do next
@pytest.mark.parametrize(
    ("lang", "told"), [("zh", "问重庆市的事前面加拨023，直接拨12345接通的是本地"), ("en", "023 first")]
)
def test_a_line_that_is_answered_where_one_calls_from_is_dialled_with_the_code_of_the_place_asked_about(lang, told):
    (call,) = headline.calls(Adviser(STORE.at(NOW), lang, DAY), asked("511623", "eldercare"))  # 邻水, a home in 垫江
    assert (call.number, call.link) == ("023-12345", "tel:02312345")
    assert told in call.note


def test_where_the_code_is_not_in_the_data_it_is_told_that_one_is_needed():
    (call,) = headline.calls(Adviser(STORE.at(NOW), "zh", DAY), asked("500152", "eldercare"))  # 潼南, a home in Sichuan
    assert call.number == "12345"
    assert "要加拨那里的长途区号" in call.note


@pytest.mark.parametrize(("lang", "told"), [("zh", "没查到电话，可先打"), ("en", "No phone known: call")])
@pytest.mark.parametrize("code", TEN)
@pytest.mark.parametrize("want", list(NEEDS))
def test_every_answer_names_a_number_to_call_that_of_the_site_it_names_or_a_hotline(want, code, lang, told):
    adviser, found = Adviser(STORE.at(NOW), lang, DAY), asked(code, want)
    (call,) = headline.calls(adviser, found)
    assert call.link == "tel:" + re.sub(r"\D", "", call.number)
    first = headline.named(found)
    phones = contact.of(STORE.at(NOW).row(first.pick.dataset, first.pick.id), lang).phones if first else ()
    lines = STORE.get("hotlines").set_index("id")["number"]
    known = phones or lines[list(found.hotlines)].tolist()
    assert {call.number, call.number.removeprefix("023-")} & set(known)
    assert (call.told == told) is (first is not None and not phones)


def test_a_pin_stands_only_where_the_point_is_that_of_the_place():
    row = pd.Series({"name_zh": "某院", "lon": 105.5, "lat": 30.0, "coord_precision": "site", "address": "某路1号"})
    pin = contact.of(row, "zh")
    assert pin.pinned
    assert unquote(pin.geo) == "geo:30.0,105.5?q=30.0,105.5(某院)"
    rough = contact.of(row.replace("site", "town"), "zh")
    assert not rough.pinned
    assert unquote(rough.geo) == "geo:30.0,105.5?q=某路1号"
    assert contact.of(row.drop(["lon", "lat", "address"]), "zh") == contact.UNKNOWN
    phones = contact.of(pd.Series({"phone": "023-12345678;12345", "hours_en": "9–5"}), "en")
    assert [contact.tel(one) for one in phones.phones] == ["tel:02312345678", "tel:12345"]
    assert phones.hours == "9–5"


# ---------------------------------------------------------------- a second place
@pytest.mark.parametrize(
    ("home", "goal", "corridor", "sight"),
    [(TONGNAN, "510900", "rail-suiyu", "sc-lingquan"), ("500153", "511000", "hsr-chengyu", "sc-longchang")],
)
def test_the_way_to_a_second_place_reaches_its_town_and_names_its_sights(home, goal, corridor, sight):
    trip = answer.answer(STORE.at(NOW), home, "travel", "", goal).trip
    assert trip.ways[0].legs[0].corridor == corridor
    assert all(way.after <= ways.NEAR_KM for way in trip.ways)
    assert sum(way.driven for way in trip.ways) == 1
    assert sight in [hit.pick.id for hit in trip.sights]
    found = answer.answer(STORE.at(NOW), home, "travel", "", goal)
    by_id = {one.id: one for one in sections.make(Adviser(STORE.at(NOW), "zh", DAY), found)}
    assert list(by_id)[:2] == ["trip", "there"]
    assert "ways" not in by_id
    assert all(item.lines and item.sources and item.age for item in by_id["trip"].items)
    assert found.rides == trip.corridors


def test_only_a_place_across_can_be_gone_to():
    assert answer.answer(STORE.at(NOW), TONGNAN, "travel", "", "500153").trip is None
    assert answer.answer(STORE.at(NOW), TONGNAN, "travel", "", "510000").trip is None
    assert answer.answer(STORE.at(NOW), TONGNAN, "health", "", "510900").trip is None
    assert trips.goals(STORE.at(NOW), "510000") == []
    assert {place.adcode[:2] for place in trips.goals(STORE.at(NOW), TONGNAN)} == {"51"}
    alone = answer.answer(STORE.at(NOW), ABA, "travel", "", "500235")  # no line is near: the sentence says so
    assert "没查到去云阳县的线路" in headline.headline(Adviser(STORE.at(NOW), "zh", DAY), alone)[0]
