"""A place on every page with a map: one press lists only what concerns it, its card tells to whom it is tied."""

import re
from html import unescape

import pytest

from geodata.catalog.pages import PAGES
from geodata.narrative.cards import place
from geodata.query import crossings, scene, url
from geodata.query.results import shown
from geodata.store.store import load
from geodata.text import LANGS
from pages._ui.common import downloads
from pages._ui.session import state
from tests.pages.driver import go, opened, page_at, query, words

STORE = load()
ANJU = "510904"
NARROWING = [f"{id}.py" for id, page in PAGES.items() if page.narrows]


@pytest.mark.parametrize("page", NARROWING)
def test_one_press_lists_only_what_concerns_the_place_in_focus(page):
    at = opened(page, focus=ANJU)
    at.toggle(key=state.key("only")).set_value(True).run()
    assert not at.exception
    assert query(at)["only"] == "1"
    given, _ = url.from_query(query(at), STORE, page.removesuffix(".py"))
    assert given.place == ANJU
    assert "安居区：" in words(at)
    assert "筛选：只看与安居区有关的。" in words(at)
    assert "全圈" not in words(at)


def test_without_a_place_there_is_nothing_to_press():
    at = page_at()
    assert not {state.key("only"), "place-card"} & {widget.key for widget in [*at.toggle, *at.button]}


def test_it_ends_with_the_place_and_another_place_begins_without():
    at = opened(focus=ANJU, only="1")
    at.text_input(key=state.WHERE).set_value("").run()
    assert {"focus", "only"} & query(at).keys() == set()
    at.text_input(key=state.WHERE).set_value("潼南").run()
    assert not at.toggle(key=state.key("only")).value


def test_it_goes_along_to_another_place_and_another_page():
    at = opened(focus=ANJU, only="1")
    at.text_input(key=state.WHERE).set_value("潼南").run()
    assert query(at)["only"] == "1"
    go(at, "crossings.py")
    assert query(at) == {"lang": "zh", "focus": "500152", "only": "1"}


@pytest.mark.parametrize("lang", LANGS)
def test_three_actions_tell_who_is_tied_to_anju_in_what_and_what_is_missing_with_sources(lang):
    at = opened(lang=lang)
    at.text_input(key=state.WHERE).set_value("安居").run()  # the first
    at.button(key="place-card").click().run()  # the second; the third unfolds one of those it is tied to
    asked = scene.default(STORE, "crossings")
    found = place.make(crossings.crossings(asked, STORE), STORE.at(asked.vintage), ANJU, lang)
    html = next(element.proto.body for element in at.get("html") if "dossier" in element.proto.body)
    assert found.report in unescape(re.sub(r"<[^>]+>", " ", html))
    for one in found.partners:
        _, _, block = html.partition(f"<summary>{one.name} <b>{one.ties}</b>")
        block, _, _ = unescape(block).partition("</details>")
        for subject in one.subjects:
            assert subject.title in block
            for source in subject.sources:
                assert (source.url or source.title) in block
    for missing in found.missing:
        assert missing in html


def test_the_card_of_any_county_leads_on():
    at = page_at("tourism.py", pick="counties:500152")
    html = next(element.proto.body for element in at.get("html") if "dossier" in element.proto.body)
    assert "/crossings?lang=zh&amp;pick=border_pairs%3A510904-500152" in html
    assert "/citizen?lang=zh&amp;focus=500152" in html
    assert "/lite/zh/place/500152" in html


def test_from_the_card_one_press_lists_only_what_concerns_it():
    at = opened("transport.py", pick="counties:500152")
    at.button(key="card-only").click().run()
    assert query(at)["focus"] == "500152"
    assert query(at)["only"] == "1"
    assert "card-only" not in [button.key for button in at.button]


def test_the_card_on_crossings_answers_what_is_asked_there():
    at = page_at("crossings.py", pick=f"counties:{ANJU}", **{"ties.domain": "eldercare"})
    assert "没有查到安居区与对侧的生效联系（查了养老康养）" in words(at)


def test_files_hold_what_is_listed():
    given, _ = url.from_query({"focus": ANJU, "only": "1"}, STORE, "eldercare")
    made = downloads.files(given, STORE, shown(given, STORE), "x", "")["csv"]().decode("utf-8-sig")
    rows = [line for line in made.splitlines() if line and not line.startswith("#")]
    assert len(rows) == 1 + 3  # a heading and the three homes of 安居
