"""The page for citizens: the question leads to the answer, the list and the map hold the same, typing finds places."""

import re
from dataclasses import replace
from datetime import date

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geodata.boundaries.vintage import Vintage
from geodata.narrative import page
from geodata.narrative.residents import headline, lists
from geodata.narrative.residents.items import Adviser
from geodata.query import scene
from geodata.query.residents import answer
from geodata.query.residents.needs import NEEDS, WHO
from geodata.store.store import load
from pages._http.base_path import PUBLIC
from pages._http.routes import ROUTES
from tests.pages.driver import drawn, named, opened, page_at, query, words
from tests.seen import numbers

STORE = load()
CLIENT = TestClient(Starlette(routes=ROUTES))
PAGE, TONGNAN = "citizen.py", "500152"


def answered(want: str, who: str = ""):
    return answer.answer(STORE.at(Vintage.TODAY), TONGNAN, want, who)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("want", list(NEEDS))
def test_sentences_list_and_map_hold_the_same(want, lang):
    at = page_at(PAGE, lang=lang, focus=TONGNAN, want=want)
    assert not at.exception
    told, found = words(at), answered(want)
    adviser = Adviser(STORE.at(Vintage.TODAY), lang, date.today())
    for line in headline.headline(adviser, found):
        assert line.replace("'", "&#x27;") in told
    for section in lists.make(adviser, found):
        assert section.title in told
        for item in section.items:
            assert item.title.replace("&", "&amp;").replace("'", "&#x27;") in told
    assert drawn(at, NEEDS[want].sites or "none") == len(found.listed)
    if found.listed:
        told = [name for name in named(at) if re.fullmatch(r"[\d–·]+", name)]
        assert numbers(told) == list(range(1, len(found.listed) + 1))


def test_a_service_names_the_sources_of_every_row_that_tells_of_the_same_here_and_on_light_pages():
    theirs = "江津&amp;合江唱好“成渝健康双城记”"  # of the hospitals of one alliance
    adviser = Adviser(STORE.at(Vintage.TODAY), "zh", date.today())
    told = adviser.service("sv-specialty").sources
    assert len({source.title for source in told}) == len(told) == 2
    assert theirs in CLIENT.get("/lite/zh/service/sv-specialty").text
    assert theirs in words(page_at(PAGE, focus="510522", want="health"))


@pytest.mark.parametrize(("code", "want"), [(TONGNAN, "outing"), ("511623", "health")])
def test_page_light_page_and_figures_hold_the_same_numbers(code, want):
    at = page_at(PAGE, focus=code, want=want)
    shown, light = words(at), CLIENT.get(f"/lite/zh/place/{code}?want={want}").text
    adviser = Adviser(STORE.at(Vintage.TODAY), "zh", date.today())
    found = answer.answer(STORE.at(Vintage.TODAY), code, want, "")
    given = replace(scene.default(STORE, "citizen"), focus=code, want=want)
    figures = {figure.label: figure.number for figure in page.told(given, STORE).figures}
    assert figures["对方省市收录（处）"] == str(found.collected[0])
    assert f"收录{'了' * (want == 'outing')}{found.collected[0]}" in shown
    for section in lists.make(adviser, found):
        if section.items:
            assert re.search(rf"{re.escape(section.title)}\s+{section.count}\s", shown)
            assert f"{section.title} <small>{section.count}</small>" in light
    assert headline.on_map(adviser, found) in shown
    assert headline.on_map(adviser, found) in light
    assert drawn(at, NEEDS[want].sites) == len(found.listed) == light.count('<span class="number">')


@pytest.mark.parametrize("want", list(NEEDS))
def test_for_whom_is_asked_where_it_changes_the_answer(want):
    at = page_at(PAGE, focus=TONGNAN, want=want, who="elder")
    asked = [group for group in at.button_group if group.key == "who"]
    assert bool(asked) is bool(NEEDS[want].asks)
    assert query(at).get("who", "") == ("elder" if "elder" in NEEDS[want].asks else "")
    light = CLIENT.get(f"/lite/zh/place/{TONGNAN}?want={want}&who=elder").text
    assert all((f">{WHO[who].title.zh}</a>" in light) is (who in NEEDS[want].asks) for who in set(WHO) - {""})


def test_whom_another_need_does_not_ask_for_is_anyone():
    at = opened(PAGE, focus=TONGNAN, want="matter", who="worker")
    at.button_group(key="want").set_value("health").run()
    assert not at.exception
    assert at.button_group(key="who").value == ""
    assert query(at) == {"lang": "zh", "focus": TONGNAN, "want": "health"}


def test_the_first_visit_asks_and_offers_places():
    at = opened(PAGE)
    assert "先选一个地方" in words(at)
    at.button(key=f"example-{TONGNAN}").click().run()
    assert query(at) == {"lang": "zh", "focus": TONGNAN}
    assert "协议覆盖潼南区" in words(at)


@pytest.mark.parametrize(
    ("typed", "told", "focus"),
    [
        ("荣昌县", "“荣昌县”按荣昌区显示", "500153"),
        ("开县", "“开县”现属开州区", "500154"),
        ("qxqx", "没有找到“qxqx”", TONGNAN),
        ("双江镇", "潼南双江古镇在潼南区", TONGNAN),
    ],
)
def test_what_is_typed_is_answered_and_nothing_is_lost(typed, told, focus):
    at = opened(PAGE, focus=TONGNAN, want="matter")
    at.text_input(key="where").set_value(typed).run()
    assert told in words(at)
    assert query(at) == {"lang": "zh", "focus": focus, "want": "matter"}
    assert ("下面仍是潼南区" in words(at)) == (focus == TONGNAN)


def test_questions_are_in_the_link():
    at = opened(PAGE, focus=TONGNAN)
    at.button_group(key="want").set_value("matter").run()
    at.button_group(key="who").set_value("worker").run()
    at.toggle(key="big").set_value(True).run()
    assert query(at) == {"lang": "zh", "focus": TONGNAN, "want": "matter", "who": "worker", "big": "1"}
    again = opened(PAGE, **query(at))
    assert again.button_group(key="who").value == "worker"
    assert WHO["worker"][0].zh in str(again.button_group(key="who").options)


def test_large_type_lists_only():
    at = page_at(PAGE, focus=TONGNAN, big="1")
    assert not at.get("deck_gl_json_chart")
    assert any('class="reply big"' in element.proto.body for element in at.get("html"))


@pytest.mark.parametrize("site", ["https://maps.example", ""])
def test_the_answer_can_be_printed_and_shared_with_others(site, monkeypatch):
    monkeypatch.setenv(PUBLIC, site)
    at = opened(PAGE, focus=TONGNAN, want="health", who="elder")
    shared = next(element.proto.body for element in at.get("html") if "share-box" in element.proto.body)
    assert f"/lite/zh/place/{TONGNAN}?want=health&amp;who=elder" in shared
    assert ('src="data:image/svg+xml' in shared) == bool(site)  # a code that only this machine opens helps nobody
    assert site in shared
    assert ('class="paper"' in shared) == bool(site)


def test_a_link_with_nonsense_opens_and_says_so():
    at = page_at(PAGE, focus=TONGNAN, want="gold", who="x", big="maybe")
    assert not at.exception
    assert "gold" in words(at)
    assert query(at) == {"lang": "zh", "focus": TONGNAN}


def test_places_of_2021_have_answers_too():
    at = page_at(PAGE, focus="500112", asof="2021", want="matter")
    assert not at.exception
    assert "渝北区" in words(at)


def test_without_a_place_there_is_nothing_to_add_or_take():
    at = page_at(PAGE)
    assert at.button(key="add").disabled
    assert not at.get("download_button")
    assert headline.NO_PLACE.zh in page.told(scene.default(STORE, "citizen"), STORE).sentence


def test_a_second_place_is_asked_for_and_stands_in_the_link():
    at = opened(PAGE, focus=TONGNAN, want="travel")
    at.selectbox(key="goal").set_value("510900").run()
    assert not at.exception
    assert query(at) == {"lang": "zh", "focus": TONGNAN, "want": "travel", "goal": "510900"}
    assert "去遂宁市：在潼南站上车" in words(at)
    assert "遂宁市的景点" in words(at)
    at.button_group(key="want").set_value("matter").run()
    assert not at.exception
    assert not at.selectbox


@pytest.mark.parametrize("goal", ["500153", "510000", "999999"])
def test_a_place_that_lies_not_across_is_left_out(goal):
    at = page_at(PAGE, focus=TONGNAN, want="travel", goal=goal)
    assert query(at) == {"lang": "zh", "focus": TONGNAN, "want": "travel"}
    assert goal in words(at)  # that it was left out


def test_the_light_page_leads_to_a_second_place_too():
    light = CLIENT.get(f"/lite/zh/place/{TONGNAN}?want=travel&goal=510900").text
    assert '<option value="510900" selected>' in light
    assert "去遂宁市：在潼南站上车" in light
    assert "goal=510900" in light  # of the links to other sizes and languages, and to the app
    assert "goal=" not in CLIENT.get(f"/lite/zh/place/{TONGNAN}?want=health&goal=510900").text
