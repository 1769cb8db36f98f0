"""Words, filters and tables of every page, driven from the frame as a visitor's browser drives it."""

import re
from dataclasses import replace
from html import escape, unescape
from pathlib import Path

import pytest

from geodata.catalog.errors import DataError, Problem
from geodata.catalog.pages import WITH_MAP
from geodata.narrative import page as telling
from geodata.query import scene
from geodata.store.store import load
from geodata.text import Text
from pages._ui.common import downloads
from pages._ui.session import cache
from tests.pages.driver import MAIN, drawn, go, layer, opened, page_at, query, spec, words
from tests.seen import QUERIES

STORE = load()
PAGES = sorted(path.name for path in Path(MAIN).parent.glob("*.py") if path.name not in ("main.py", "__init__.py"))
TITLES = {title for table in STORE.facts.values() if "source_title" in table for title in table["source_title"]}
LAYERS = [dataset.id for dataset in STORE.catalog.layers()]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_both_languages_with_its_footer(page, lang):
    at = page_at(page, lang=lang)
    assert not at.exception
    assert STORE.version in words(at)
    assert STORE.catalog.compliance.say(lang) in words(at).replace("&amp;", "&")


@pytest.mark.parametrize("page", PAGES)
def test_the_english_page_holds_no_chinese_of_the_interface(page):
    at = page_at(page, lang="en")
    told = words(at) + " ".join(
        widget.label for kind in ("toggle", "selectbox", "slider", "button") for widget in at.get(kind)
    )
    for title in sorted(TITLES, key=len, reverse=True):  # a document keeps the title it has
        told = told.replace(escape(title), "")
    assert not re.findall("[\u4e00-\u9fff]+", told) or page == "sources.py"


def test_explore_shows_by_default_what_the_catalogue_switches_on():
    at = page_at()
    for dataset in STORE.catalog.layers():
        assert at.toggle(key=f"on:{dataset.id}").value is dataset.shown
        assert bool(layer(at, dataset.id)) is dataset.shown
    assert query(at) == {"lang": "zh"}


@pytest.mark.parametrize("id", LAYERS)
def test_every_layer_can_be_switched_and_is_in_the_link(id):
    at = opened(show="none")
    assert "没有打开任何图层" in words(at)
    at.toggle(key=f"on:{id}").set_value(True).run()
    assert not at.exception
    whole = STORE.get(id)
    assert query(at)["show"] == id
    assert drawn(at, id) == whole["geometry"].notna().sum()
    dataset = STORE.catalog.datasets[id]
    assert f"{dataset.title.zh}{len(whole)}{dataset.counter.zh}" in words(at)
    assert f"{len(whole)}/{len(whole)}" in at.toggle(key=f"on:{id}").label


@pytest.mark.parametrize(
    ("id", "column", "values"),
    [
        ("tourism", "grade", ["5A"]),
        ("tourism", "cross_border", ["yes"]),
        ("eldercare", "category", ["nursing_home", "wellness_base"]),
        ("eldercare", "operator_type", ["-"]),
        ("alliance_members", "alliance_id", ["al-university"]),
        ("corridors", "status", ["planned"]),
        ("hospitals", "level", ["grade_3a"]),
        ("platforms", "id", ["pf-zida"]),
    ],
)
def test_page_map_table_and_counts_agree_for_a_filter(id, column, values):
    at = opened(show=id)
    at.multiselect(key=f"{id}.{column}").set_value(values).run()
    assert not at.exception
    table = at.dataframe[0].value
    count = len(table)
    assert 0 < count < len(STORE.get(id))
    dataset, all = STORE.catalog.datasets[id], len(STORE.get(id))
    each = dataset.counter.zh
    assert f"{dataset.title.zh}{count}{each}" + (f"（共{all}{each}）" if count < all else "") in words(at)
    assert f"{count}/{len(STORE.get(id))}" in at.toggle(key=f"on:{id}").label
    undrawn = STORE.get(id).set_index("id").loc[table.index, "geometry"].isna().sum()
    assert drawn(at, id) == count - undrawn
    assert query(at)[f"{id}.{column}"] == ",".join(values)
    again = opened(**query(at))
    assert again.dataframe[0].value.index.tolist() == table.index.tolist()


def test_filters_combine_and_reset_frees_them():
    at = opened(show="tourism")
    at.multiselect(key="tourism.grade").set_value(["5A"]).run()
    five = len(at.dataframe[0].value)
    at.multiselect(key="tourism.cross_border").set_value(["yes"]).run()
    assert 0 < len(at.dataframe[0].value) < five
    at.button(key="reset").click().run()
    assert query(at) == {"lang": "zh"}
    assert at.multiselect(key="tourism.grade").value == []


def test_an_empty_selection_says_what_to_loosen():
    at = page_at(**{"show": "eldercare", "eldercare.category": "industry_park", "eldercare.operator_type": "private"})
    assert not at.exception
    assert "去掉“类别”可见15处" in words(at)
    assert drawn(at, "eldercare") == 0


def test_every_layer_empty_breaks_nothing():
    both = {f"{id}.cross_border": "no" for id in ("platforms", "alliance_members")}
    at = page_at(show="platforms,alliance_members", **both)
    assert not at.exception


def test_the_language_switch_changes_every_word_and_keeps_the_scene():
    at = opened(**{"tourism.grade": "5A", "show": "tourism"})
    at.button_group(key="lang").set_value("en").run()
    assert not at.exception
    assert "Showing" in words(at)
    assert query(at) == {"lang": "en", "tourism.grade": "5A", "show": "tourism"}
    assert at.dataframe[0].value.columns[0] == "Name"


def test_a_link_with_nonsense_opens_and_says_which_part_was_ignored():
    at = opened(show="tourism,foo", year="banana", pick="x:y", **{"tourism.grade": "<b>9A</b>,5A"})
    assert not at.exception
    told = words(at)
    for part in ("foo", "banana", "x:y", "&lt;b&gt;9A&lt;/b&gt;"):
        assert part in told
    assert query(at) == {"lang": "zh", "show": "tourism", "tourism.grade": "5A"}
    at.button(key="ignored-close").click().run()
    assert "banana" not in words(at)


def test_a_click_on_the_map_opens_the_card_and_the_card_closes():
    at = opened()
    at.session_state["map-wide"] = clicked("tourism", "cq-dazu")
    at.session_state["_pick:explore"] = "tourism:cq-dazu"
    at.run()
    assert "大足石刻景区" in words(at)
    assert "Dazu Rock Carvings" in words(at)
    assert query(at)["pick"] == "tourism:cq-dazu"
    at.button(key="card-close").click().run()
    assert "Dazu Rock Carvings" not in words(at)
    assert "pick" not in query(at)


def clicked(layer: str, id: str) -> dict:
    return {"selection": {"indices": {layer: [0]}, "objects": {layer: [{"properties": {"id": id}}]}}}


@pytest.mark.parametrize("vintage", ["today", "2021"])
def test_a_unit_can_be_gone_to(vintage):
    at = opened(asof=vintage, show="none", lang="zh")
    before = spec(at)["initialViewState"]
    at.text_input(key="where").set_value("潼南县").run()
    after = spec(at)["initialViewState"]
    assert after["zoom"] > before["zoom"] + 1
    assert query(at)["focus"] == "500152"


def test_what_may_be_several_places_is_asked_about_in_one_language():
    at = opened(show="none")
    at.text_input(key="where").set_value("渝北").run()
    assert "您是不是要找" in words(at)
    assert [button.label for button in at.button if button.key.startswith("choose-")] == [
        "两江新区（重庆市），原渝北区",
        "北碚区（重庆市），原渝北区",
    ]
    assert "focus" not in query(at)
    at.button(key="choose-500109").click().run()
    assert query(at)["focus"] == "500109"
    assert at.text_input(key="where").value == "北碚区"
    assert "您是不是要找" not in words(at)


def test_the_field_for_a_place_follows_and_an_empty_one_lets_go():
    at = opened(focus="511002", show="none")
    assert at.text_input(key="where").value == "市中区（内江市）"
    at.text_input(key="where").set_value("").run()
    assert "focus" not in query(at)


def test_a_unit_that_is_not_in_the_other_vintage_is_let_go():
    at = opened(asof="2021", focus="500112", show="none")
    assert query(at)["focus"] == "500112"
    at.button_group(key="vintage").set_value("today").run()
    assert not at.exception
    assert "focus" not in query(at)


def test_the_year_narrows_and_says_what_has_no_date():
    at = opened(show="corridors")
    whole = len(at.dataframe[0].value)
    at.slider(key="year:explore").set_value(2010).run()
    assert 0 < len(at.dataframe[0].value) < whole
    assert "截至2010年" in words(at)
    assert "没有日期" in words(at)
    assert query(at)["year"] == "2010"


def test_the_choropleth_is_drawn_and_in_the_legend():
    at = page_at(show="units", level="province", stat="population")
    assert layer(at, "provinces-population")
    assert "无数据" in words(at)


def test_the_light_map_is_a_choice_and_carries_the_scene():
    at = opened(show="tourism")
    at.button_group(key="engine").set_value("light").run()
    assert not at.exception
    assert not at.get("deck_gl_json_chart")
    assert query(at)["map"] == "light"
    frame = at.get("iframe")[0].proto
    assert frame.src.startswith("/lite/map?")
    assert "show=tourism" in frame.src


@pytest.mark.parametrize("page", list(WITH_MAP))
def test_every_view_is_offered_as_data_and_as_something_to_show(page):
    offered = {button.key for button in page_at(f"{page}.py", **QUERIES.get(page, {})).get("download_button")}
    assert {f"print-{f}" for f in ("png", "svg", "pdf", "pptx", "html", "zip")} <= offered
    assert {"download-csv", "download-xlsx"} <= offered


def test_files_to_show_are_of_what_is_on_screen():
    given = replace(scene.default(STORE, "tourism"), lang="en")
    made = {name: make() for name, (_, _, make) in downloads.prints(given, STORE).items()}
    starts = {
        "PNG": b"\x89PNG",
        "SVG": b"<?xml",
        "PDF": b"%PDF",
        "PowerPoint": b"PK",
        "HTML": b"<!DOCTYPE",
        "Data pack": b"PK",
    }
    for name, start in starts.items():
        assert made[name][:9].upper().startswith(start.upper())
    assert telling.told(given, STORE).sentence in unescape(made["HTML"].decode())


def test_the_scene_survives_a_look_at_another_page():
    at = opened(**{"show": "tourism", "tourism.grade": "5A"})
    go(at, "sources.py")
    assert not at.exception
    go(at, "explore.py")
    assert query(at) == {"lang": "zh", "show": "tourism", "tourism.grade": "5A"}
    assert at.multiselect(key="tourism.grade").value == ["5A"]


def test_the_english_table_names_units_in_english():
    at = page_at(lang="en", show="eldercare")
    table = next(table.value for table in at.dataframe)
    assert {"Chongqing"} <= set(table["City"])
    assert not table[["City", "County"]].apply(lambda column: column.str.contains("[一-鿿]")).any().any()


def test_sources_list_every_dataset_with_its_weakness_and_downloads():
    at = page_at("sources.py")
    told = words(at)
    overview = next(table.value for table in at.dataframe if "数据集" in table.value)
    assert overview["数据集"].tolist() == [dataset.title.zh for dataset in STORE.catalog.datasets.values()]
    assert overview["条数"].tolist() == [len(STORE.get(id)) for id in STORE.catalog.datasets]
    body = "\n".join(element.proto.body for element in at.get("html"))
    for dataset in STORE.catalog.datasets.values():
        assert dataset.weakness.zh in told
        assert f"/api/datasets/{dataset.id}.csv" in body


def test_broken_facts_are_told_in_the_users_words(monkeypatch):
    def broken(_lang):
        raise DataError([Problem("tourism.csv", 7, "grade", "6A", Text("以下之一：5A", "one of: 5A"))])

    monkeypatch.setattr(cache, "store", broken)
    at = opened()
    assert not at.exception
    assert "数据有误" in at.error[0].value
    assert any("tourism.csv 第7行「grade」列：“6A”" in element.proto.body for element in at.get("html"))
