"""The card tells everything about one thing, in the reader's language."""

from datetime import date

import pytest

from geodata.boundaries.vintage import Vintage
from geodata.catalog.pick import Pick
from geodata.narrative import labels, provenance
from geodata.narrative.cards import card
from geodata.store.store import load

TODAY = date(2026, 11, 23)
STORE = load()
DRAWN = [dataset for dataset in STORE.catalog.datasets.values() if dataset.kind != "table"]


def made(pick: str, lang="zh", vintage=Vintage.TODAY) -> card.Card:
    found = card.make(STORE.at(vintage), Pick(pick), lang, TODAY)
    assert found
    return found


def test_a_site_says_names_place_crossing_sources_precision_and_age():
    dazu = made("tourism:cq-dazu")
    assert (dazu.title, dazu.other_title) == ("大足石刻景区", "Dazu Rock Carvings")
    assert dazu.where == "重庆市大足区"
    assert dazu.crosses
    assert "资阳" in dazu.statement
    assert dazu.basis == "来源写明本处"
    assert dict(dazu.facts)["等级"] == "5A景区、世界遗产"
    assert dazu.precision == "实地（约1公里内）"
    assert [source.date for source in dazu.sources][:2] == ["2020-09-25", "2018-08-07"]  # its own come first
    assert dazu.sources[1].url.startswith("https://")
    assert dazu.age_years == 6


def test_phone_and_address_are_told_with_their_own_source_which_makes_a_row_no_newer():
    hospital = made("hospitals:health-dazhou-tcmwm")
    assert dict(hospital.facts)["地址"].startswith("达州市通川区龙泉路1号")
    assert [source.date for source in hospital.sources] == ["2020-06", "2026-05"]
    assert hospital.age_years == 6
    facts = dict(made("hospitals:health-cqmu-second", "en").facts)
    assert facts["Phone"] == "023-63693233, 023-62887106"
    assert facts["Opening hours"].startswith("Appointments by phone")


def test_english_cards_hold_english():
    dazu = made("tourism:cq-dazu", "en")
    assert dazu.title == "Dazu Rock Carvings"
    assert dazu.where == "Dazu, Chongqing"
    assert dict(dazu.facts)["Grade"] == "5A, World heritage"


def test_a_fact_in_a_changed_county_keeps_its_name_and_says_todays():
    row = next(row for row in STORE.get("alliance_members").itertuples() if row.county == "渝北区")
    assert made(f"alliance_members:{row.id}").where == f"重庆市渝北区（今属{row.county_today}）"
    assert made(f"alliance_members:{row.id}", vintage=Vintage.Y2021).where == "重庆市渝北区"


def test_points_that_share_a_coordinate_say_so():
    tongnan = STORE.get("alliance_members")
    place = tongnan.groupby(["lon", "lat"]).size().idxmax()
    row = tongnan[(tongnan["lon"] == place[0]) & (tongnan["lat"] == place[1])].iloc[0]
    count = ((tongnan["lon"] == place[0]) & (tongnan["lat"] == place[1])).sum()
    assert made(f"alliance_members:{row['id']}").sharing == count - 1


@pytest.mark.parametrize(
    ("day", "years"), [("2026", 0), ("2025-11-24", 0), ("2025-11-23", 1), ("2024", 2), (None, None)]
)
def test_age_counts_whole_years(day, years):
    sources = (provenance.Source("x", "", day or "", ""),)
    assert card.age_years(sources, TODAY) == years


@pytest.mark.parametrize("pick", ["", "tourism", "tourism:none", "nothing:cq-dazu", "tourism:cq-dazu:x", ":::"])
def test_there_is_no_card_for_what_is_not_there(pick):
    assert card.make(STORE.at(Vintage.TODAY), Pick(pick), "zh", TODAY) is None


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("dataset", DRAWN, ids=lambda dataset: dataset.id)
def test_everything_drawn_has_a_card(dataset, lang):
    for id in STORE.get(dataset.id)["id"]:
        found = made(f"{dataset.id}:{id}", lang)
        assert found.title
        assert found.sources or found.dataset.producer
        assert not any(text in ("nan", "None", "<NA>") for _, text in found.facts)
        assert all(source.url.startswith("http") or not source.url for source in found.sources)


def test_names_of_counties_are_translated_without_naming_the_wrong_city():
    names = labels.names(STORE)
    assert names["大足区"].en == "Dazu"
    assert names["渝北区"].en == "Yubei"  # a county of 2021
    assert names["两江新区"].en == "Liangjiang New Area"
    assert names["市中区"].en == "Shizhong"  # in Neijiang and in Leshan


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_crosses_only_through_a_route_says_by_which(lang):
    found = made("tourism:cq-shuangguitang", lang)
    assert found.crosses
    assert found.statement
    assert len(found.sources) >= 2  # its own and that of the route


def titles(found: card.Card) -> list[str]:
    return [source.title for source in found.sources]


@pytest.mark.parametrize("pick", ["tourism:cq-dazu", "tourism:sc-emei"])
def test_the_cards_of_two_rows_with_one_agreement_show_the_sources_of_both(pick):
    told = titles(made(pick))
    assert "巴蜀世界遗产联盟、巴蜀石窟文化旅游走廊联盟双双成立" in told
    assert "乐山这些景区对重庆游客免费开放（三江都市报，四川在线）" in told


def test_the_card_of_a_tie_shows_the_sources_of_every_row_that_tells_of_it():
    ties = STORE.get("ties")
    tie = ties[(ties["subject_id"] == "cq-dazu") & (ties["sichuan_id"] == "sc-emei")].iloc[0]
    assert titles(made(f"ties:{tie['id']}")) == [
        "巴蜀世界遗产联盟、巴蜀石窟文化旅游走廊联盟双双成立",
        "乐山这些景区对重庆游客免费开放（三江都市报，四川在线）",
    ]


@pytest.mark.parametrize(
    ("pick", "theirs"),
    [
        ("alliances:al-library", "封面新闻：川渝174家县级以上公共图书馆读者互认、通借通还"),
        ("alliances:al-hejiang-jiangjin", "江津&合江唱好“成渝健康双城记”（合江县人民医院）"),
        (
            "mechanisms:me-health-2020",
            "Sichuan and Chongqing Jointly Promote Health Industry Integration in 12 Aspects (iChongqing)",
        ),
        ("mechanisms:me-police-wdk", "万达开三地公安机关签订警务合作协议"),
        ("shared_services:sv-specialty", "江津&合江唱好“成渝健康双城记”（合江县人民医院）"),
        ("shared_services:sv-university", "重庆日报：20所高校联合成立成渝地区双城经济圈高校联盟"),
        ("tourism:sc-kuanzhai", "刘旗：川渝携手打造巴蜀文化旅游走廊（上游新闻·重庆晨报）"),
    ],
)
def test_the_card_of_whatever_row_shows_the_sources_of_those_that_tell_of_the_same(pick, theirs):
    assert theirs in titles(made(pick))
    assert len(made(pick).sources) == len(set(made(pick).sources))


def test_a_page_that_two_rows_cite_is_a_source_once():
    assert titles(made("mechanisms:me-health-tongnan")) == ["“牵手”华西医院（潼南文明实践）"]
    first, again = provenance.Source("a", "https://x", "", ""), provenance.Source("b", "https://x", "", "")
    bare, other = provenance.Source("a", "", "", ""), provenance.Source("b", "", "", "")
    assert provenance.distinct([first, again, bare, other, bare]) == (first, bare, other)


def test_a_home_under_an_agreement_shows_the_agreement_and_not_the_sources_of_other_homes():
    told = titles(made("eldercare:elder-dazu-xichan"))
    assert "眉山与重庆四地签署合作协议，共同推进养老服务发展" in told
    assert not any("石马镇" in title for title in told)
