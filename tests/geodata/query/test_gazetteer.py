"""Places are found by whatever people type, and every unit has a reviewed reading."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.boundaries.vintage import Vintage
from geodata.query.gazetteer import (
    BEGINS,
    EXACT,
    INITIALS,
    INSIDE,
    SLIP,
    STEM,
    THERE,
    chosen,
    find,
    folded,
    lying,
    units,
)
from geodata.store.store import load

STORE = load()
NAMES = STORE.facts["unit_names"]
ROWS = list(NAMES.itertuples())
# English names that are not the reading: generic words, and names from Tibetan.
OTHER_ENGLISH = {"两江新区", "马尔康市", "壤塘县", "若尔盖县", "甘孜藏族自治州", "甘孜县", "丹棱县"}


def first(typed: str, vintage: Vintage = Vintage.TODAY) -> str:
    found = find(STORE.at(vintage), typed)
    return found[0].zh if found else ""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_unit_has_a_reading_of_one_toned_syllable_a_character_that_agrees_with_its_english_name(row):
    syllables = row.pinyin.split()
    assert len(syllables) == len(row.name_zh)
    assert all(sum(unicodedata.combining(c) > 0 for c in unicodedata.normalize("NFD", one)) <= 2 for one in syllables)
    spelt = folded("".join(syllables[: len(row.short_zh)]))
    english = folded(row.name_en.partition(" (")[0]).removesuffix("district").removesuffix("county")
    assert row.name_zh in OTHER_ENGLISH or spelt in (english, f"{english}xian", f"{english}qu")


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("重庆市", "chóng qìng shì"),
        ("犍为县", "qián wéi xiàn"),
        ("荥经县", "yíng jīng xiàn"),
        ("筠连县", "jūn lián xiàn"),
        ("阆中市", "làng zhōng shì"),
        ("郫都区", "pí dū qū"),
        ("新都区", "xīn dū qū"),
        ("丰都县", "fēng dū xiàn"),
        ("什邡市", "shí fāng shì"),
        ("长宁县", "cháng níng xiàn"),
        ("长寿区", "cháng shòu qū"),
        ("涪陵区", "fú líng qū"),
        ("北碚区", "běi bèi qū"),
        ("垫江县", "diàn jiāng xiàn"),
        ("綦江区", "qí jiāng qū"),
        ("邛崃市", "qióng lái shì"),
        ("珙县", "gǒng xiàn"),
        ("乐山市", "lè shān shì"),
        ("乐至县", "lè zhì xiàn"),
        ("朝天区", "cháo tiān qū"),
        ("会理市", "huì lǐ shì"),
        ("色达县", "sè dá xiàn"),
        ("都江堰市", "dū jiāng yàn shì"),
        ("射洪市", "shè hóng shì"),
    ],
)
def test_names_that_libraries_misread_are_read_as_the_place_is_called(name, reading):
    assert NAMES.loc[NAMES["name_zh"] == name, "pinyin"].tolist() == [reading]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_unit_is_found_by_name_short_name_reading_and_english(row):
    vintage = Vintage.Y2021 if row.vintage == "2021" else Vintage.TODAY
    for typed in (row.name_zh, row.short_zh, row.pinyin, row.pinyin.replace(" ", ""), row.name_en.partition(" (")[0]):
        codes = [place.adcode for place in find(STORE.at(vintage), typed, most=20)]
        assert row.adcode in codes[:8], typed


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("cq", "重庆市"),
        ("tn", "潼南区"),
        ("tóng nán", "潼南区"),
        ("tong2 nan2", "潼南区"),
        ("TongNan", "潼南区"),
        ("tongnna", "潼南区"),
        ("同南", "潼南区"),
        ("武候", "武侯区"),
        ("zhongqing", "重庆市"),
        ("犍為", "犍为县"),
        ("遂宁安居", "安居区"),
        ("四川省遂宁市安居区", "安居区"),
        ("suining anju", "安居区"),
        ("ＴＮ", "潼南区"),
        ("成都", "成都市"),
    ],
)
def test_what_people_type_leads_to_the_place_they_mean(typed, expected):
    assert first(typed) == expected


def test_an_old_name_leads_to_those_that_took_its_land_and_says_so():
    found = find(STORE.at(Vintage.TODAY), "渝北区")
    assert [place.zh for place in found[:2]] == ["两江新区", "北碚区"]
    assert found[0].label("zh") == "两江新区（重庆市），原渝北区"
    assert found[0].label("en") == "Liangjiang New Area, Chongqing, formerly Yubei"
    assert [place.zh for place in find(STORE.at(Vintage.TODAY), "江北区")] == ["两江新区"]
    assert [place.label("zh") for place in find(STORE.at(Vintage.Y2021), "渝北区")] == ["渝北区（重庆市）"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        *((name, f"{name[:2]}区") for name in ("荣昌县", "大足县", "潼南县", "铜梁县", "璧山县", "綦江县", "武隆县")),
        *((name, f"{name[:2]}区") for name in ("合川市", "江津市", "永川市", "涪陵市", "梁平县", "新都县")),
        ("隆昌县", "隆昌市"),
        ("射洪县", "射洪市"),
        ("tongnanxian", "潼南区"),
        ("Tongnan District", "潼南区"),
        ("成都市区", "成都市"),
        ("开县", "开州区"),
        ("kaixian", "开州区"),
        ("万县", "万州区"),
        ("灌县", "都江堰市"),
        ("万盛区", "綦江区"),
        ("元坝区", "昭化区"),
        ("江北区", "两江新区"),
        ("cq", "重庆市"),
        ("四川", "四川省"),
    ],
)
def test_a_name_of_old_leads_to_the_county_of_today(typed, expected):
    assert chosen(find(STORE.at(Vintage.TODAY), typed)).zh == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("达县", ["达川区", "通川区"]),
        ("宜宾县", ["叙州区", "翠屏区", "宜宾市"]),
        ("渝北", ["两江新区", "北碚区"]),
        ("渝北县", ["两江新区", "北碚区"]),
        ("江北县", ["两江新区", "北碚区"]),
        ("达川市", ["通川区", "达川区"]),
        ("阿坝", ["阿坝藏族羌族自治州", "阿坝县"]),
        ("shizhongqu", ["市中区", "市中区"]),
        ("万盛", ["綦江区"]),
        ("同南", ["潼南区"]),
        ("tongnna", ["潼南区"]),
        ("我住潼南", ["潼南区"]),
        ("我住在重庆渝北", ["两江新区", "北碚区"]),
        ("重庆市潼南区双江镇", ["潼南区"]),
        ("I live in Tongnan", ["潼南区"]),
        ("双江镇", ["潼南区"]),
    ],
)
def test_what_may_be_several_or_was_guessed_is_asked_about(typed, expected):
    found = find(STORE.at(Vintage.TODAY), typed)
    assert [place.zh for place in found] == expected
    assert chosen(found) is None


def test_old_names_are_those_today_does_not_begin_with_and_lead_to_counties_of_2021():
    table, known = STORE.facts["former_names"], units(STORE.at(Vintage.Y2021))
    for row in table.itertuples():
        assert known[row.new_adcode].zh == row.new_name_zh
        assert len(row.pinyin.split()) == len(row.old_name_zh)
        assert row.date < "2021"
        codes = {place.adcode for place in find(STORE.at(Vintage.Y2021), row.old_name_zh)}
        assert row.new_adcode in codes


def test_a_town_leads_to_the_county_where_something_is_called_so_and_says_what():
    assert find(STORE.at(Vintage.TODAY), "双江镇")[0].label("zh") == "潼南区（重庆市），有“潼南双江古镇”"
    assert find(STORE.at(Vintage.TODAY), "磨溪")[0].fit == THERE


def test_two_counties_of_one_name_are_both_found_with_their_cities():
    assert [place.label("zh") for place in find(STORE.at(Vintage.TODAY), "市中区")] == [
        "市中区（内江市）",
        "市中区（乐山市）",
    ]


def test_how_well_a_name_fits_is_told():
    assert find(STORE.at(Vintage.TODAY), "潼南")[0].fit == EXACT
    assert find(STORE.at(Vintage.TODAY), "潼南县")[0].fit == STEM
    assert find(STORE.at(Vintage.TODAY), "tn")[0].fit == INITIALS
    assert find(STORE.at(Vintage.TODAY), "潼")[0].fit == BEGINS
    assert find(STORE.at(Vintage.TODAY), "潼南县城")[0].fit == INSIDE
    assert find(STORE.at(Vintage.TODAY), "同南")[0].fit == SLIP


@pytest.mark.parametrize("typed", ["", "   ", "🙂", "123", "北京市朝阳", "x" * 10_000, "\x00", "%", "'; drop table"])
def test_nothing_is_found_where_nothing_is_meant(typed):
    assert find(STORE.at(Vintage.TODAY), typed) == []


@given(st.text(max_size=80))
def test_any_text_is_answered(typed):
    found = find(STORE.at(Vintage.TODAY), typed)
    assert len(found) <= 8
    assert {place.adcode for place in found} <= set(units(STORE.at(Vintage.TODAY)))


@pytest.mark.parametrize(
    ("typed", "name", "counties"),
    [
        *((typed, "川渝高竹新区", "邻水县与渝北区") for typed in ("高竹新区", "gaozhu", "gzxq", "Gaozhu New Area")),
        ("dazu rock", "大足石刻景区", "大足区"),
        ("hongyadong", "洪崖洞民俗风貌区", "渝中区"),
        ("重庆北站", "重庆北站", "两江新区"),  # read as the city is, and of the county it is in now
        ("cqbz", "重庆北站", "两江新区"),
    ],
)
def test_a_place_that_is_no_unit_leads_to_its_counties_and_says_them(typed, name, counties):
    edition = STORE.at(Vintage.TODAY)
    best = lying(edition, typed)[0]
    assert best.say("zh") == f"{name}在{counties}。"
    assert [place.adcode for place in find(edition, typed)][: len(best.codes)] == list(best.codes)
    assert chosen(find(edition, typed)) is None


def test_of_many_counties_a_few_are_named_and_a_line_crosses():
    edition = STORE.at(Vintage.TODAY)
    assert lying(edition, "万达开川渝")[0].say("en").endswith("Qu County and 3 more counties.")
    assert lying(edition, "成渝高速铁路")[0].say("zh") == "成渝高速铁路在隆昌市与荣昌区过界。"
    assert lying(edition, "潼南") == []
