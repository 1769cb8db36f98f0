"""The page Alliances: one alliance with its seat and members; who sits in several; where nobody is."""

from dataclasses import replace

import pytest

from geodata.domains import alliances
from geodata.narrative import summary
from geodata.query import scene
from geodata.query.results import shown
from geodata.query.selection import Selection
from geodata.store.store import load
from tests.pages.driver import drawn, layer, opened, query, words

STORE = load()
START = scene.default(STORE, "alliances")
PAGE, MEMBERS = "alliances.py", "alliance_members"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("wanted", [{}, {"form": ["partnership"]}, {"field": ["education", "health"]}], ids=str)
def test_sentence_map_and_members_agree(wanted, lang):
    at = opened(PAGE, lang=lang, **{f"{MEMBERS}.{name}": ",".join(values) for name, values in wanted.items()})
    assert not at.exception
    given = replace(START.with_selections({MEMBERS: Selection.of(wanted)}), lang=lang)
    rows = shown(given, STORE)
    assert summary.alliances(given, rows) in words(at)
    assert drawn(at, MEMBERS) == rows[MEMBERS].rows["geometry"].notna().sum()
    at.button_group(key="view:alliances").set_value(MEMBERS).run()
    assert len(at.dataframe[0].value) == rows[MEMBERS].count


def test_the_university_alliance_shows_twelve_and_eight_and_lines_from_its_seat():
    at = opened(PAGE, **{f"{MEMBERS}.alliance_id": "al-university"})
    told = words(at)
    assert "四川 12" in told
    assert "重庆 8" in told
    assert "四川大学" in told
    assert len(layer(at, "spokes")["data"]["features"]) == 8  # its seat is in Chengdu
    assert layer(at, "lead")
    at.button(key="card-close").click().run()
    assert query(at) == {"lang": "zh"}
    assert layer(at, "spokes") is None


def test_the_two_the_paper_names_come_first_and_forms_are_told_apart():
    at = opened(PAGE)
    table = at.dataframe[0].value
    assert table.index.tolist()[:2] == ["al-university", "al-scitech"]
    assert len(table) == len(STORE.get("alliances"))
    assert table.loc["al-demo-parks", "组织形式"] == "认定名单，不是联盟"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_who_sits_in_several_and_which_places_are_in_none(lang):
    at = opened(PAGE, lang=lang)
    at.button_group(key="view:alliances").set_value("several").run()
    expected = alliances.several(STORE.get(MEMBERS))
    grid = next(element.proto.body for element in at.get("html") if 'class="grid"' in element.proto.body)
    assert grid.count('<th scope="row">') == len(expected) == 7
    assert grid.count("●") == expected["alliances"].sum()
    at.button_group(key="view:alliances").set_value("without").run()
    assert not at.exception
    assert any(("攀枝花" if lang == "zh" else "Panzhihua") in element.value for element in at.text)


def test_nothing_breaks_without_members():
    assert "没有打开任何图层" in words(opened(PAGE, show="none"))
    at = opened(PAGE, **{f"{MEMBERS}.form": "network", f"{MEMBERS}.field": "media"})
    for view in ("alliances", "several", "without", MEMBERS):
        at.button_group(key="view:alliances").set_value(view).run()
        assert not at.exception
