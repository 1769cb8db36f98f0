"""Alliances, changes of counties, platforms, search and quality."""

import pandas as pd
import pytest

from geodata.boundaries import crosswalk
from geodata.boundaries.vintage import Vintage
from geodata.catalog import completeness
from geodata.domains import alliances
from geodata.measure import ALBERS
from geodata.query import gazetteer


def test_toy_alliance_sides(toy_members):
    sides = alliances.sides(toy_members)
    assert sides.loc["x", ["members_sichuan", "members_chongqing"]].tolist() == [2, 1]
    assert sides["cross_border"].to_dict() == {"x": True, "y": False}


def test_the_university_alliance_has_12_members_in_sichuan_and_8_in_chongqing(store):
    row = store.get("alliances").set_index("id").loc["al-university"]
    assert (row["members_sichuan"], row["members_chongqing"], row["members_total"]) == (12, 8, 20)


def test_members_carry_their_alliances_field_and_founding(store):
    members = store.get("alliance_members")
    university = members[members["alliance_id"] == "al-university"]
    assert set(university["field"]) == {"education"}
    assert set(university["since"]) == {"2020-05-12"}
    assert university["cross_border"].all()
    assert set(university["cross_border_zh"]) == {"成渝地区双城经济圈高校联盟：四川12家、重庆8家"}


def test_listed_members_are_those_in_the_table(store):
    counted = store.facts["alliance_members"]["alliance_id"].value_counts()
    told = store.facts["alliances"].set_index("id")["members_listed"]
    assert (told - counted.reindex(told.index, fill_value=0) == 0).all()


def test_successors_rank_the_larger_share_first():
    table = pd.DataFrame(
        {"old_adcode": ["1", "1", "2"], "new_adcode": ["8", "9", "9"], "share": ["part", "most", "all"]}
    )
    assert crosswalk.successors(table) == {"1": ["9", "8"], "2": ["9"]}


def test_facts_keep_their_old_county_and_carry_todays(store):
    members = store.get("alliance_members")
    yubei = members[members["county"] == "渝北区"]
    assert len(yubei) > 0
    assert set(yubei["adcode"]) == {"500112"}
    assert set(yubei["county_today"]) <= {"两江新区", "北碚区"}
    before = store.get("alliance_members", Vintage.Y2021)
    named = before.dropna(subset=["county"])
    assert (named["county_today"] == named["county"]).all()


def test_every_site_lies_in_the_county_it_carries_today(store):
    counties = store.get("counties").to_crs(ALBERS).set_index("adcode").geometry
    for id in ("eldercare", "tourism", "hospitals"):
        rows = store.get(id).to_crs(ALBERS)
        known = rows[rows["adcode_today"].isin(counties.index)]
        assert len(known) > 0.8 * len(rows)  # of some only the city is known
        gaps = known.geometry.distance(counties[known["adcode_today"]].set_axis(known.index))
        assert gaps.max() < 2_000, id  # metres: the two vintages draw their lines up to about 1 km apart


@pytest.mark.parametrize("vintage", list(Vintage))
def test_the_ten_platforms_hold_counties_of_both_sides(store, vintage):
    platforms = store.get("platforms", vintage)
    assert len(platforms) == 10
    assert platforms["cross_border"].all()
    sides = store.get("provinces", vintage).set_index("adcode").geometry
    for shape in platforms.geometry:
        assert shape.intersection(sides["510000"]).area > 0.01
        assert shape.intersection(sides["500000"]).area > 0.001


def test_the_gaozhu_area_is_in_beibei_today(store):
    gaozhu = store.get("platforms").set_index("id").geometry["pf-gaozhu"]
    counties = store.get("counties").set_index("name_zh").geometry
    inside = {name for name, shape in counties.items() if gaozhu.contains(shape.representative_point())}
    assert inside == {"邻水县", "北碚区"}


@pytest.mark.parametrize("platform", ["pf-wandakai", "pf-chuannanyuxi"])
def test_platform_areas_are_near_those_published(store, platform):
    row = store.get("platforms").set_index("id").loc[platform]
    assert row["area_km2"] == pytest.approx(row["area_stated_km2"], rel=0.05)


def test_labels_of_units_tell_namesakes_apart(store):
    for lang in ("zh", "en"):
        labels = [place.label(lang) for place in gazetteer.units(store.at(Vintage.TODAY)).values()]
        assert len(set(labels)) == len(labels)


def test_quality_of_a_small_table(store):
    table = pd.DataFrame({"id": ["a", "b"], "source_url": ["https://x", None], "source_date": ["2019-05", "2024"]})
    dataset = store.catalog.datasets["timeline"]
    assert completeness.completeness(table, dataset).to_dict() == {"id": 1.0, "source_url": 0.5, "source_date": 1.0}
    assert completeness.addressed(table) == 0.5
    assert completeness.source_years(table) == (2019, 2024)
    assert completeness.shares(table, "coord_precision").empty


def test_who_sits_in_several_alliances_is_counted_by_name(toy_members):
    members = toy_members.assign(name_zh=["甲", "乙", "甲", "乙"], name_en="x", side="sichuan")
    table = alliances.several(members)
    assert table["name_zh"].tolist() == ["乙"]  # in x and y; 甲 twice in x
    assert table["alliance_ids"].tolist() == ["x;y"]


def test_units_without_a_member():
    import pandas as pd

    members = pd.DataFrame({"adcode_today": ["510107", "500106"]})
    units = pd.DataFrame({"adcode": ["510100", "510300", "500106", "500107"]})
    assert alliances.without(members, units)["adcode"].tolist() == ["510300", "500107"]
