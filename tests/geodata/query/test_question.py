"""What is asked and its addresses: nothing of a question is lost on the way into any form and back."""

from dataclasses import replace
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.boundaries.vintage import Vintage
from geodata.catalog.pages import PAGES
from geodata.query import question, scene, url
from geodata.query.question import Question
from geodata.query.residents.needs import LIGHT, NEEDS, WHO
from geodata.store.store import load

STORE = load()
PICKS = ("", "tourism:cq-dazu", "shared_services:sv-idcard", "border_pairs:511083-500153")

QUESTIONS = st.builds(
    Question,
    lang=st.sampled_from(["zh", "en"]),
    vintage=st.sampled_from(Vintage),
    focus=st.sampled_from(["", "500152", "510000", "511500"]),
    want=st.sampled_from(["", *NEEDS]),
    who=st.sampled_from(list(WHO)),
    big=st.booleans(),
    pick=st.sampled_from(PICKS),
    engine=st.sampled_from(["", "deck", "light"]),
).filter(lambda asked: not asked.want or asked.who in NEEDS[asked.want].whos)  # others are not asked who they are


def of_light(address: str) -> Question:
    parts = urlsplit(address)
    _, _, lang, *rest = parts.path.split("/")
    kind, id = [*map(unquote, rest), ""][:2]
    dataset = {"site": "tourism", "service": "shared_services", "pair": "border_pairs"}.get(kind)
    focus, pick = (id if kind == "place" else ""), (f"{dataset}:{id}" if dataset else "")
    return question.from_light(dict(parse_qsl(parts.query)), STORE, lang, focus, pick)


def of_live(address: str) -> Question:
    parts = urlsplit(address)
    found, ignored = url.from_query(dict(parse_qsl(parts.query)), STORE, parts.path.strip("/") or "explore")
    assert ignored == []
    return question.of_scene(found)


@settings(deadline=None)
@given(QUESTIONS)
def test_a_light_address_says_all_of_it(asked):
    assert of_light(question.light(asked)) == asked


@settings(deadline=None)
@given(QUESTIONS)
def test_a_live_address_says_all_of_it_but_that_it_shows_one_need(asked):
    there = of_live(question.live(asked, STORE))
    first = question.opened(replace(asked, want=""))
    if asked.narrowed:
        assert (there.want, replace(there, want="")) == (first, asked)
    elif not asked.focus and asked.want == first:  # stands there at first
        assert replace(there, want=first) == asked
    else:
        assert there == asked


@pytest.mark.parametrize("page", [page for page in PAGES if page != question.CITIZEN])
def test_a_page_of_the_app_is_found_again(page):
    shown = replace(scene.default(STORE, page), focus="500152", lang="en")
    asked = question.of_scene(shown)
    assert asked.page == page
    assert of_live(question.live(of_light(question.light(asked)), STORE)) == asked


def test_who_asks_a_need_has_left_the_page_they_came_from():
    asked = replace(Question(focus="500152", page="transport"), want="health")
    assert question.live(asked, STORE) == "/citizen?lang=zh&focus=500152&want=health"
    assert question.light(asked) == "/lite/zh/place/500152?want=health"


def test_the_light_map_is_asked_for_the_same_scene():
    shown = replace(scene.default(STORE, "citizen"), focus="500152", want="outing", who="family", lang="en")
    query = dict(parse_qsl(urlsplit(question.light_map(shown, STORE, (390, 420, 0, 0), other=True)).query))
    assert query.pop("frame") == "390,420,0,0"
    assert query.pop("other") == "1"
    assert url.from_query(query, STORE, query.pop("page"))[0] == replace(shown, engine="light")


def test_what_makes_no_sense_is_as_if_it_were_not_there():
    nonsense = {"want": "<b>", "who": "x", "big": "yes", "asof": "1990", "map": "x", "from": "x", "focus": "999999"}
    assert question.from_light(nonsense, STORE) == Question()
    assert question.from_light(nonsense, STORE, pick="tourism:cq-dazu") == Question(pick="tourism:cq-dazu")


def test_the_pages_of_the_app_are_all_known():
    assert PAGES.keys() >= {page for dataset in STORE.catalog.datasets.values() for page in dataset.pages}
    assert set(LIGHT.values()) == {"site", "service", "pair"}
