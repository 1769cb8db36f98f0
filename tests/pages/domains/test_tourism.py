"""The page Tourism: sights, routes, their stops and passes agree with the rows shown."""

from dataclasses import replace
from html import escape

import pytest

from geodata.domains import tourism_routes
from geodata.narrative import summary
from geodata.query import scene
from geodata.query.results import shown
from geodata.query.selection import Selection
from geodata.store.store import load
from tests.pages.driver import drawn, named, opened, page_at, query, words

STORE = load()
START = scene.default(STORE, "tourism")
PAGE = "tourism.py"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("wanted", [{}, {"grade": ["5A"]}, {"cross_border": ["yes"], "category": ["museum"]}], ids=str)
def test_sentence_map_chart_and_table_agree(wanted, lang):
    filters = {f"tourism.{name}": ",".join(values) for name, values in wanted.items()}
    at = opened(PAGE, lang=lang, **filters)
    assert not at.exception
    given = replace(START.with_selections({"tourism": Selection.of(wanted)}), lang=lang)
    rows = shown(given, STORE)
    assert summary.tourism(given, rows) in words(at)
    assert drawn(at, "tourism") == rows["tourism"].count
    assert drawn(at, "tourism_routes") == rows["tourism_routes"].count
    at.button_group(key="view:tourism").set_value("tourism").run()
    assert len(at.dataframe[0].value) == rows["tourism"].count
    assert query(at) == {"lang": lang, "view": "tourism"} | filters


def test_a_route_is_followed_by_numbered_stops():
    at = page_at(PAGE, pick="tourism_routes:route-grotto")
    told = words(at)
    for stop in tourism_routes.stops("route-grotto", STORE.get("tourism_routes"), STORE.get("tourism")):
        assert f"{stop.number} {stop.zh}" in told
        assert f"{stop.number} {stop.zh}" in named(at)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", ["tourism_routes", "tourism", "several", "passes"])
def test_every_view_opens(view, lang):
    at = opened(PAGE, lang=lang)
    at.button_group(key="view:tourism").set_value(view).run()
    assert not at.exception
    expected = {
        "tourism_routes": len(STORE.get("tourism_routes")),
        "tourism": len(STORE.get("tourism")),
        "several": len(tourism_routes.several(STORE.get("tourism_routes"), STORE.get("tourism"))),
    }
    if view != "passes":
        assert len(at.dataframe[0].value) == expected[view] > 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_passes_that_ended_are_folded_away_with_their_dates(lang):
    at = opened(PAGE, lang=lang)
    at.button_group(key="view:tourism").set_value("passes").run()
    told = next(element.proto.body for element in at.get("html") if 'class="passes"' in element.proto.body)
    held, _, past = told.partition("<details>")
    names = {
        *STORE.get("shared_services").query("field == 'culture_tourism'")[f"name_{lang}"],
        *STORE.get("tourism_policy").query("offer == True and name_zh != '川渝阅读一卡通'")[f"name_{lang}"],
    }
    assert told.count("<li><b>") == len(names)
    ended = STORE.get("tourism_policy").set_index("id")
    for id in ("pol-halfprice-2026", "pol-freevisit-2020", "pol-djy-2020", "pol-pengshui"):
        assert escape(ended.loc[id, f"name_{lang}"]) in past
    until = "至2026年2月28日" if lang == "zh" else "until 28 February 2026"
    assert until in past
    assert until not in held
    assert ("来源距今约" if lang == "zh" else "years old") in held
    assert ("来源只写计划或约定" if lang == "zh" else "Announced, not confirmed as running") in held
    assert ">nan<" not in told


def test_nothing_breaks_when_nothing_is_left():
    at = opened(PAGE, **{"tourism.grade": "5A", "tourism.category": "theme_park", "tourism_routes.theme": "post_road"})
    for view in ("tourism_routes", "tourism", "several", "passes"):
        at.button_group(key="view:tourism").set_value(view).run()
        assert not at.exception
    assert not opened(PAGE, show="none").exception
