"""The page Services: list, timeline, platforms and dimensions agree with the rows shown; words narrow everything."""

import re
from dataclasses import replace

import pytest

from geodata.boundaries.vintage import Vintage
from geodata.domains import governance, shared_services
from geodata.narrative import summary
from geodata.query import scene
from geodata.query.results import shown
from geodata.query.selection import Selection
from geodata.store.store import load
from tests.pages.driver import drawn, layer, opened, page_at, query, words

STORE = load()
START = scene.default(STORE, "services")
PAGE = "services.py"


def markup(at, kind: str) -> str:
    return next(element.proto.body for element in at.get("html") if f'class="{kind}"' in element.proto.body)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"shared_services": {"field": ["transport"]}},
        {"shared_services": {"reach": ["part"], "channel": ["card"]}, "mechanisms": {"dimension": ["structure"]}},
        {"mechanisms": {"kind": ["police"], "status": ["operating"]}},
    ],
    ids=str,
)
def test_sentence_list_timeline_dimensions_and_map_agree(wanted, lang):
    at = opened(PAGE, lang=lang, **{f"{id}.{n}": ",".join(v) for id, by in wanted.items() for n, v in by.items()})
    assert not at.exception
    given = replace(START.with_selections({id: Selection.of(by) for id, by in wanted.items()}), lang=lang)
    rows = shown(given, STORE)
    assert summary.services(given, rows) in words(at)
    assert drawn(at, "mechanisms") == rows["mechanisms"].rows["geometry"].notna().sum()
    places, asked = STORE.at(Vintage.TODAY).service_places(), rows["shared_services"].rows["id"]
    held = shared_services.held(places, STORE.get("counties"), asked)
    coloured = sum(drawn(at, f"counties-services-{n}") for n in range(3))
    assert coloured == held["adcode"].nunique()
    assert markup(at, "services").count('<details class="service">') == rows["shared_services"].count
    at.button_group(key="view:services").set_value("mechanisms").run()
    assert markup(at, "timeline").count("<li class=") == rows["mechanisms"].count
    at.button_group(key="view:services").set_value("shared_services").run()
    assert len(at.dataframe[0].value) == rows["shared_services"].count
    at.button_group(key="view:services").set_value("dimensions").run()
    told = markup(at, "dimensions")
    assert told.count("<section>") == len(governance.DIMENSIONS)
    listed = rows["mechanisms"].count + rows["shared_services"].count + len(STORE.get("platforms"))
    assert told.count("<li><details>") == listed


@pytest.mark.parametrize(("asked", "platforms"), [("潼南", 1), ("农业高新", 1), ("飞碟", 0)])
def test_words_narrow_the_platforms_too_in_list_count_and_dimensions(asked, platforms):
    at = opened(PAGE, q=asked)
    at.button_group(key="view:services").set_value("platforms").run()
    assert f"川渝毗邻地区合作平台 {platforms}" in str(at.button_group(key="view:services").options)
    assert sum(len(table.value) for table in at.dataframe) == platforms
    given = replace(START, words=asked)
    rows = shown(given, STORE)
    at.button_group(key="view:services").set_value("dimensions").run()
    told = markup(at, "dimensions")
    assert told.count("<li><details>") == rows["mechanisms"].count + rows["shared_services"].count + platforms


def test_an_entry_says_for_whom_and_what_to_ask_first():
    entries = markup(page_at(PAGE), "services")
    pharmacy = entries.partition("药店购药")[2].partition("</details>")[0]
    assert "面向重庆居民" in pharmacy
    assert "在四川用" in pharmacy
    pension = entries.partition("养老保险关系转移")[2].partition("</details>")[0]
    assert "怎么用" not in pension
    assert "综合窗口" in pension
    assert ">nan<" not in entries


def test_platforms_are_listed_with_counties_area_focus_and_approval():
    at = opened(PAGE)
    at.button_group(key="view:services").set_value("platforms").run()
    table = at.dataframe[0].value
    assert len(table) == 10
    headings = ["名称", "四川区县", "重庆区县", "公布面积（平方公里）", "重点", "批复", "来源", "来源网址"]
    assert table.columns.tolist() == headings
    assert table.iloc[:, 1:3].ne("").all().all()
    assert layer(at, "platforms") is None  # off at first, so that counties can be read
    at.toggle(key="on:platforms").set_value(True).run()
    assert drawn(at, "platforms") == 10


def test_an_entry_names_the_sources_of_every_row_that_tells_of_the_same():
    listed = markup(opened(PAGE), "services")
    entry = next(one for one in listed.split("<details") if "江津—合江儿科肿瘤专科联盟" in one)
    assert "江津&amp;合江唱好“成渝健康双城记”" in entry  # told by the hospitals
    assert "江津合江签订专科联盟合作协议" in entry


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_words_narrow_the_list_the_map_and_the_link(lang):
    at = opened(PAGE, lang=lang)
    at.text_input(key="words:services").set_value("公交").run()
    assert not at.exception
    assert query(at) == {"lang": lang, "q": "公交"}
    assert ("含“公交”" if lang == "zh" else "containing “公交”") in words(at)
    entries = markup(at, "services").count('<details class="service">')
    assert 0 < entries < len(STORE.get("shared_services"))
    again = opened(PAGE, lang=lang, q="公交")
    assert markup(again, "services").count('<details class="service">') == entries


def test_words_that_nothing_holds_say_how_to_go_on():
    at = opened(PAGE, q="飞碟")
    assert not at.exception
    assert "清空“查找”" in words(at)
    for view in ("list", "mechanisms", "platforms", "dimensions", "shared_services"):
        at.button_group(key="view:services").set_value(view).run()
        assert not at.exception


def test_words_are_never_markup_and_too_many_are_refused():
    hostile = "<img src=x onerror=alert(1)>"
    at = page_at(PAGE, q=hostile)
    assert not any(hostile in element.proto.body for element in at.get("html"))
    assert "q" not in query(page_at(PAGE, q="长" * 61))


def test_a_county_picked_tells_its_services_and_a_service_picked_is_outlined():
    at = page_at(PAGE, pick="counties:500152")
    told = words(at)
    held = shared_services.held(STORE.at(Vintage.TODAY).service_places(), STORE.get("counties"))
    mine = STORE.get("shared_services").set_index("id").loc[held.loc[held["adcode"] == "500152", "service_id"]]
    assert f"在本区县可用的服务 {len(mine)}" in told
    assert all(name in told for name in mine["name_zh"])
    at = page_at(PAGE, pick="shared_services:sv-bus-suitong")
    assert len(layer(at, "marked")["data"]["features"]) == 2
    assert "全程29公里" in words(at)


def test_nothing_breaks_when_every_layer_is_off():
    at = opened(PAGE, show="none")
    for view in ("list", "mechanisms", "platforms", "dimensions", "shared_services"):
        at.button_group(key="view:services").set_value(view).run()
        assert not at.exception


@pytest.mark.parametrize("view", ["list", "mechanisms", "platforms"])
def test_an_empty_list_says_so_and_what_to_loosen(view):
    at = page_at(PAGE, view=view, q="没有这样的词")
    assert not at.exception
    told = words(at) + " ".join(caption.value for caption in at.caption)
    assert "清空“查找”" in told
    assert re.search("收录的[^。]*没有符合条件的", told)
