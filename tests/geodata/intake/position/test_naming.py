"""What rows say of where they lie: codes and names of any year, in full and in short, with what is around them."""

import pandas as pd
import pytest

from geodata.intake.position.naming import told


def of(everything, **cells):
    return told(pd.DataFrame([cells]), everything).iloc[0]


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ({"county": "锦江区"}, ("510104",)),
        ({"county": "双流"}, ("510116",)),
        ({"county": "理县"}, ("513222",)),
        ({"county": "成都锦江"}, ("510104",)),
        ({"county": "四川省乐山市市中区"}, ("511102",)),
        ({"county": "乐山市中区"}, ("511102",)),
        ({"county": "市中区", "city": "内江市"}, ("511002",)),
        ({"county": "广安"}, ("511602",)),  # in a column of counties: the district, not the city
        ({"city": "阆中市"}, ("511381",)),
        ({"county": " 锦江区　"}, ("510104",)),
        ({"county": "江北区"}, ("500105",)),  # of 2021
        ({"county": "崇庆县"}, ("510184",)),  # until 1994
        ({"county": "万盛"}, ("500110",)),  # a former name without its kind
        ({"adcode": "510104"}, ("510104",)),
        ({"adcode": "500105001"}, ("500105",)),  # of a town
        ({"address": "四川省成都市锦江区春熙路1号"}, ("510104",)),
        ({"address": "重庆市合川区渝北路2号"}, ("500117",)),
        ({"address": "重庆市渝北区统景镇"}, ("500109",)),  # the town tells which of two
        ({"address": "统景镇"}, ("500109",)),
        ({"name": "合川区人民医院"}, ("500117",)),
        ({"name": "某公司（锦江区分店）"}, ("510104",)),
    ],
    ids=str,
)
def test_one_county_is_named(everything, cells, codes):
    found = of(everything, **cells)
    assert found.codes == codes
    assert found.county == codes[0]


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ({"county": "市中区"}, ["511002", "511102"]),
        ({"county": "达县"}, ["511702", "511703"]),
        ({"county": "渝北区"}, ["500105", "500109"]),  # of 2021, divided
        ({"adcode": "500112"}, ["500105", "500109"]),
        ({"county": "大竹县、邻水县"}, ["511623", "511724"]),  # a road through both
        ({"address": "四川省达州市大竹县和渠县"}, ["511724", "511725"]),
        ({"adcode": "510104", "county": "武侯区"}, ["510104", "510107"]),  # they contradict each other
        ({"county": "安越县"}, ["512021"]),  # sounds like 安岳县
        ({"county": "渝中区", "province": "四川省"}, ["500103"]),  # not there
        ({"address": "合江亭街道2号"}, ["510522"]),  # a short name alone may be part of another
    ],
    ids=str,
)
def test_what_may_be_several_or_is_only_alike_is_no_county(everything, cells, codes):
    found = of(everything, **cells)
    assert sorted(found.codes) == codes
    assert found.county == ""


def test_a_divided_county_is_likeliest_the_one_that_took_most(everything):
    assert of(everything, county="渝北区").codes == ("500105", "500109")


@pytest.mark.parametrize(
    "cells",
    [
        {"address": "宁波市江北区"},
        {"address": "浙江省宁波市江北区"},
        {"county": "朝阳区"},
        {"county": "江北区", "province": "浙江省"},
        {"adcode": "110101"},
        {"name": "合江亭"},
        {"address": "石羊路3号"},
        {},
    ],
    ids=str,
)
def test_other_places_are_not_taken_for_ours(everything, cells):
    assert of(everything, **cells or {"county": None}).codes == ()


def test_a_city_alone_is_no_county(everything):
    found = of(everything, address="成都市金牛大道3号")
    assert (found.codes, found.by, found.county) == (("510100",), "city", "")


def test_every_county_of_both_years_is_found_by_its_names(everything, store):
    rows = store.facts["unit_names"]
    rows = rows[rows["level_unit"] == "county"]
    city = {code: name for code, name in rows.set_index("adcode")["name_zh"].items() if code.endswith("00")}
    found = told(pd.DataFrame({"county": rows["name_zh"], "city": rows["adcode"].str[:4].map(city)}), everything)
    assert [name for name, one in zip(rows["name_zh"], found, strict=True) if not one.codes] == []
    codes = rows["adcode"].isin(everything.counties["adcode"]) & rows["vintage"].isna() & (rows["name_zh"] != "市中区")
    assert all(one.codes == (code,) for one, code in zip(found[codes], rows.loc[codes, "adcode"], strict=True))
