"""Truths about the real tables that a reader can check in a row's own text: for whom, where, until when, of what."""

import re

import pytest

from geodata.boundaries.vintage import Vintage
from geodata.catalog.shared_columns import HELD, IN_FORCE, LAPSED, codes
from geodata.domains import shared_services
from geodata.query.residents import answer, sites_around
from geodata.query.residents.needs import NEEDS
from geodata.store.store import load
from geodata.ties.table import crossing_ids

STORE = load()
NOW = Vintage.TODAY
SERVICES = STORE.get("shared_services").set_index("id")
ABA, WUXI, LIANGJIANG, TONGNAN, SUINING = "513200", "500238", "500105", "500152", "510900"
SICHUAN_PLACES = (SUINING, ABA, "511923", "511623", "510181")


def told(code: str, want: str) -> set[str]:
    """Every service that is told to people of a place."""
    found = answer.answer(STORE.at(NOW), code, want)
    return {*found.local, *found.general, *found.several}


def places(id: str, vintage: Vintage = NOW) -> set[str]:
    return set(STORE.at(vintage).service_places()[id])


# ---------------------------------------------------------------- where: as wide as the source says, and no wider
@pytest.mark.parametrize(
    ("service", "inside", "outside"),
    [
        ("sv-eldercare", ("511923", "511902", "511921"), ("511702",)),  # 巴中市 is more than its seat
        ("sv-childhosp", ("511502", "511504", "511529"), ("510502",)),  # 宜宾市 too
        ("sv-suitong-test", ("510903", "510981"), ("511002",)),
        ("sv-bus-wandakai", ("511702", "511781", "500101"), ("500229",)),
        ("sv-code", ("510104", "510108", "500103", "500113"), ("510181", "510185", "510112", "500152", "500238")),
    ],
)
def test_a_service_holds_in_all_of_the_area_its_source_names(service, inside, outside):
    counties = STORE.get("counties")
    held = shared_services.held(STORE.at(NOW).service_places().loc[[service]], counties)["adcode"]
    assert set(inside) <= set(held)
    assert not set(outside) & set(held)


def test_central_chongqing_is_its_nine_districts_and_central_chengdu_five():
    then = places("sv-code", Vintage.Y2021)
    nine = {f"5001{n:02}" for n in (3, 4, 5, 6, 7, 8, 9, 12, 13)}
    assert then == nine | {f"5101{n:02}" for n in range(4, 9)}
    assert places("sv-code") == then - {"500112"}  # 江北, 渝北 are 两江新区 (500105) and in part 北碚 now
    assert "五城区" in SERVICES.loc["sv-code", "note_zh"]


def test_pingchang_in_bazhong_is_told_of_bazhongs_agreement():
    assert "sv-eldercare" in answer.answer(STORE.at(NOW), "511923", "eldercare").local


# ---------------------------------------------------------------- how far
def test_only_what_says_so_holds_in_all_of_both_provinces():
    assert (SERVICES["reach"].eq("all") == SERVICES["scope_zh"].eq("川渝全域")).all()
    named = SERVICES.index[SERVICES["reach"] == "part"]
    assert set(STORE.at(NOW).service_places().index) == set(named)
    assert all(STORE.at(NOW).service_places()[named].map(len) > 0)
    assert {"sv-medical-120", "sv-highway110"} <= set(SERVICES.index[SERVICES["reach"] == "several"])


@pytest.mark.parametrize(("code", "expected"), [("510521", True), ("500118", True), (ABA, False), (WUXI, False)])
def test_the_shared_ambulance_is_told_to_the_border_counties_only(code, expected):
    assert ("sv-medical-120" in told(code, "health")) is expected


# ---------------------------------------------------------------- for whom
@pytest.mark.parametrize("code", SICHUAN_PLACES)
def test_a_service_for_people_of_chongqing_is_told_to_nobody_in_sichuan(code):
    assert "sv-pharmacy" not in told(code, "health")


def test_who_a_service_is_for_follows_its_own_text():
    assert "sv-pharmacy" in told(TONGNAN, "health")
    assert "sv-specialty" in told("510522", "health")  # patients of 合江
    assert "sv-specialty" not in told("500116", "health")
    assert "sv-marriage" in told(TONGNAN, "matter")  # anywhere since May 2025
    assert "sv-town" not in told(LIANGJIANG, "matter")  # windows on one's own side
    assert "sv-court" in told(TONGNAN, "matter")


@pytest.mark.parametrize(
    ("residents", "used_in", "sichuan", "chongqing"),
    [
        ("both", "both", True, True),
        ("both", "chongqing", True, False),  # nothing across for who lives there
        ("chongqing", "sichuan", False, True),
        ("sichuan", "sichuan", True, False),  # brought to them by the other side
        ("incomers", "chongqing", False, False),
    ],
)
def test_a_service_is_told_to_those_it_is_for_and_takes_across(residents, used_in, sichuan, chongqing):
    assert shared_services.told(residents, used_in, "sichuan", beside=False) is sichuan
    assert shared_services.told(residents, used_in, "chongqing", beside=False) is chongqing


def test_what_is_for_the_border_counties_is_told_beside_the_border():
    assert shared_services.told("border", "both", "sichuan", beside=True)
    assert not shared_services.told("border", "both", "sichuan", beside=False)


# ---------------------------------------------------------------- until when
def test_what_has_ended_is_not_in_force_and_in_no_answer():
    policy = STORE.get("tourism_policy").set_index("id")
    ended = policy["until"].notna() & (policy["until"] < STORE.catalog.compliance.facts_as_of)
    assert set(policy.index[ended]) == {"pol-freevisit-2020", "pol-halfprice-2026"}
    assert (policy.loc[ended, "status"] == LAPSED).all()
    past = set(policy.index[policy["status"].isin([HELD, LAPSED])])
    assert {"pol-djy-2020", "pol-pengshui"} <= past
    ties = STORE.get("ties")
    assert not (ties["subject_id"].isin(past) & ties["status"].eq(IN_FORCE)).any()
    for code in (*SICHUAN_PLACES, "500243", "500119", "500000", "510000"):
        assert not past & set(answer.answer(STORE.at(NOW), code, "outing").agreements)


def test_an_offer_that_ended_or_was_only_announced_is_no_link_of_a_site():
    sites = STORE.get("tourism").set_index("id")
    assert set(sites.index[sites["cross_border_status"] == LAPSED]) >= {"sc-dongfang", "cq-ayihe"}
    guangde = sites.loc["sc-guangde"]
    assert guangde["cross_border_status"] == "planned"
    assert "是否已实行未读到" in guangde["cross_border_zh"]
    fits = {hit.pick.id: hit.fit for hit in answer.answer(STORE.at(NOW), TONGNAN, "outing").usable}
    assert fits["sc-guangde"] == fits["sc-dongfang"] == sites_around.NONE


def test_a_price_that_was_still_being_rolled_out_is_not_in_force():
    paper = STORE.facts["tourism_policy"].set_index("id").loc["pol-suitong-2020"]
    assert "仍在分头推进，是否已实行未读到" in paper["what_zh"]
    assert "whether it came into force was not read" in paper["what_en"]
    ties = STORE.get("ties").query("subject_id == 'pol-suitong-2020'")
    assert ties["status"].tolist() == ["planned"]
    assert ties["since"].isna().all()
    assert "sc-guangde" in ties["told_by"].iloc[0]  # the two sights under it are not counted beside it
    assert "cq-tongnan-dafo" in ties["told_by"].iloc[0]


def test_routes_that_were_to_be_launched_are_not_in_force():
    ties = STORE.get("ties")
    routes = ties[ties["subject_id"].isin(["route-ba-culture", "route-daba-wellness", "route-daba-red"])]
    assert len(routes) == 3
    assert set(routes["status"]) == {"planned"}
    sights = STORE.facts["tourism"].set_index("id").loc[["cq-kanggu", "sc-bashan", "cq-chengkou-red", "sc-wanyuan-red"]]
    assert set(sights["cross_border_status"]) == {"planned"}
    assert sights["cross_border_zh"].str.contains("是否已推出未读到").all()
    assert sights["cross_border_en"].str.contains("whether they were launched is not known").all()


def test_a_letter_of_intent_and_an_aim_are_no_ties_in_force():
    ties = STORE.get("ties")
    told = ties[ties["subject_id"].isin(["health-cqmu-stomatology", "health-hechuan-cancer"])]
    assert len(told) == 3
    assert set(told["status"]) == {"planned"}


def test_a_service_that_was_only_announced_is_no_tie_in_force():
    ties = STORE.get("ties").query("dataset == 'shared_services'")
    stage = ties["subject_id"].map(SERVICES["stage"])
    assert (ties["status"].eq("planned") == stage.eq("announced")).all()
    assert stage.eq("announced").sum() >= 5
    # what an agreement in force plans is told in words; it is not to come beside it
    told = STORE.get("ties").dropna(subset=["told_by"])
    for id in ("sv-medical-120", "sv-university", "sv-eldercare"):
        assert SERVICES[SERVICES.index == id]["stage"].eq("announced").all()
        assert id not in set(ties["subject_id"])
        assert set(told.loc[told["told_by"].str.contains(f"shared_services:{id}"), "status"]) == {"operating"}


# ---------------------------------------------------------------- one agreement once
def test_two_hospitals_with_one_agreement_are_one_tie_with_its_date():
    ties = STORE.get("ties")
    ends = ties[["sichuan_id", "chongqing_id"]].isin(["health-suining-third", "health-tongnan-tcm"])
    (one,) = ties[ends.any(axis=1)].itertuples()
    assert (one.sichuan_id, one.chongqing_id) == ("health-suining-third", "health-tongnan-tcm")
    assert (one.since, one.scope, one.told_by) == ("2023-11-09", "point", "hospitals:health-tongnan-tcm")


@pytest.mark.parametrize(
    ("pair", "column", "expected"),
    [
        ("船山区—潼南区", "ties_health", 1),  # 遂宁市第三人民医院 with 潼南区中医院
        ("船山区—潼南区", "ties_tourism", 0),  # the price for residents was still being rolled out
        ("船山区—潼南区", "ties", 11),
        ("船山区—潼南区", "coming", 1),
        ("安居区—潼南区", "ties", 13),
        ("合江县—江津区", "ties_health", 1),  # one alliance of two hospitals
        ("隆昌市—荣昌区", "ties_health", 1),  # one agreement of four places, under which many hospitals stand
        ("安岳县—荣昌区", "ties_health", 1),
        ("武胜县—合川区", "ties_health", 1),  # one hospital that says that it serves the county and the city around it
    ],
)
def test_a_border_pair_counts_an_agreement_once(pair, column, expected):
    assert STORE.get("border_pairs").set_index("name_zh").loc[pair, column] == expected


def test_homes_under_one_agreement_count_once_and_still_cross():
    ties = STORE.get("ties").query("domain == 'eldercare'")
    papers = ties[ties["subject_id"] == "policy-meishan-four-districts-eldercare"]
    assert len(papers) == 4  # 眉山 with each of four
    homes = STORE.facts["eldercare"].dropna(subset=["same_as"])
    homes = homes[homes["same_as"].str.startswith("eldercare_policy:")]
    assert len(homes) == 20
    assert not set(homes["id"]) & set(ties["subject_id"])
    assert homes["id"].isin(crossing_ids(STORE.get("ties", NOW))).all()


def test_one_agreement_of_an_alliance_a_mechanism_a_paper_and_a_service_is_one_tie():
    ties = STORE.get("ties", NOW)
    cards = ties[ties["subject_id"].isin(["al-library", "sv-library", "pol-reading-2023"])]
    assert cards[["subject_id", "scope", "since"]].to_numpy().tolist() == [["sv-library", "province", "2021-06-01"]]
    assert {"alliances:al-library", "tourism_policy:pol-reading-2023"} <= set(codes(cards["told_by"].iloc[0]))
    assert {"m-library-cqlib", "m-library-sclib", "m-library-cdlib"} <= crossing_ids(ties)
    bazhong = ties[ties["sichuan_adcode"].isin(["511900", "511902"]) & ties["domain"].isin(["eldercare", "services"])]
    assert sorted(bazhong["chongqing_adcode"]) == ["500105", "500106", "500152"]
    assert bazhong["told_by"].str.contains("alliances:al-eldercare").all()
    police = ties[ties["subject_id"].isin(["me-police-wdk", "al-wdk-police"])]
    assert set(police["subject_id"]) == {"me-police-wdk"}
    assert len(police) == 2


# ---------------------------------------------------------------- of what a paper speaks
def test_only_papers_on_eldercare_tie_a_pair_in_eldercare():
    papers = STORE.facts["eldercare_policy"].set_index("id")
    ties = STORE.get("ties").query("dataset == 'eldercare_policy'")
    for tie in ties.itertuples():
        assert tie.domain in codes(papers.loc[tie.subject_id, "domains"])
    speak = papers[papers["domains"].str.contains("eldercare")]
    assert speak[["name_zh", "what_zh"]].sum(axis=1).str.contains("养老|长期护理|老人").all()
    pairs = STORE.get("border_pairs")
    assert set(pairs.loc[pairs["ties_eldercare"] > 0, "name_zh"]) == {"宣汉县—城口县", "万源市—城口县"}
    rongchang = pairs[pairs["chongqing_zh"].eq("荣昌区")]
    assert (rongchang["ties_health"] > 0).all()  # the paper on 120 and insurance counts there


def test_a_resort_named_in_a_tourism_plan_is_a_tie_of_tourism():
    ties = STORE.get("ties").query("subject_id == 'elder-dazu-longshuihu'")
    assert set(ties["domain"]) == {"tourism"}
    hits = {hit.pick.id: hit.fit for hit in answer.answer(STORE.at(NOW), "512021", "eldercare").near}
    assert hits.get("elder-dazu-longshuihu", sites_around.NONE) == sites_around.NONE


@pytest.mark.parametrize("want", list(NEEDS))
def test_the_agreements_of_an_answer_speak_of_its_need(want):
    need = NEEDS[want]
    if need.policy != "eldercare_policy":
        return
    papers = STORE.facts["eldercare_policy"].set_index("id")["domains"]
    for code in ("500153", "511000", TONGNAN, "511923"):
        for id in answer.answer(STORE.at(NOW), code, want).agreements:
            assert need.domain in codes(papers[id])


# ---------------------------------------------------------------- how
def test_statistics_and_plans_are_not_told_as_how():
    assert not SERVICES["how_zh"].dropna().str.contains("办件|人次|万家企业|压缩").any()
    assert SERVICES["how_zh"].isna().equals(SERVICES["how_en"].isna())
    announced = SERVICES[SERVICES["source_title"].str.contains("将在2020年底前")]
    assert len(announced) == 5
    assert (announced["stage"] == "announced").all()
    assert "公路超限" not in " ".join(SERVICES.loc[list(told(TONGNAN, "travel")), "name_zh"])


# Where anybody posts what others wrote, and copies of sites: no page of theirs is the source of a fact.
REPOSTED = re.compile(
    r"163\.com/dy/|//(?:[\w-]+\.)*(?:baijiahao\.baidu\.com|sohu\.com|toutiao\.com|weixin\.qq\.com|hongheiku\.com"
    r"|m12333\.cn|zhihu\.com|bilibili\.com|douyin\.com|weibo\.com|360doc\.com|jianshu\.com|maigoo\.com|wikiwand\.com)\b"
)


@pytest.mark.parametrize("id", [id for id, table in STORE.facts.items() if "source_url" in table])
def test_no_address_is_that_of_a_repost(id):
    table = STORE.facts[id]
    for part in ("", "cross_border_", "contact_"):
        if f"{part}source_url" in table:
            urls, kinds = table[f"{part}source_url"], table[f"{part}source_kind"]
            assert table.loc[urls.notna() & kinds.isin(["repost", "none"]), "id"].tolist() == []
            assert [url for url in urls.dropna() if REPOSTED.search(url)] == []
