"""Where nothing is left a page says what that means, and says it once."""

import re
from collections import Counter

import pytest
from streamlit.testing.v1 import AppTest

from geodata.catalog.pages import PAGES
from geodata.query import scene
from geodata.store.store import load
from tests.pages.driver import opened, words

STORE = load()
NO_WORD = {"q": "没有这样的词"}
HARD = {
    "explore": [
        NO_WORD,
        {"show": "eldercare,tourism", "eldercare.category": "industry_park", "tourism.grade": "-", **NO_WORD},
    ],
    "crossings": [
        NO_WORD,
        {"ties.domain": "eldercare", "ties.strength": "named_site"},
        {"ties.domain": "transport", "ties.sichuan_city": "内江市", "crossings.mode": "air"},
        {"ties.sichuan_city": "成都市", "ties.chongqing_county": "两江新区"},
    ],
    "transport": [NO_WORD, {"corridors.mode": "air", "corridors.status": "planned", "crossings.mode": "air"}],
    "eldercare": [NO_WORD, {"eldercare.category": "industry_park", "eldercare.operator_type": "private"}],
    "tourism": [NO_WORD],
    "alliances": [NO_WORD],
    "services": [NO_WORD],
}
CASES = [(page, query) for page, queries in HARD.items() for query in [*queries, {"show": "none"}]]


def messages(at: AppTest) -> list[str]:
    """Every sentence and note that a page tells, as a reader sees it; its hints and legends are not asked for here."""
    html = "\n".join(element.proto.body for element in at.get("html"))
    lines = re.findall(r'<p class="(?:said|said-empty|said-note)"[^>]*>(.*?)</p>', html)
    told = [*lines, *(element.value for kind in ("info", "caption", "text") for element in at.get(kind))]
    return [sentence for line in told for sentence in re.split(r"(?<=。)", line) if sentence.strip()]


@pytest.mark.parametrize(("page", "query"), CASES, ids=str)
def test_no_message_stands_twice_on_a_page(page, query):
    at = opened(f"{page}.py", **query)
    further = PAGES[page].views[1:] if query == NO_WORD else ()
    for view in ("", *further):
        if view:
            at.button_group(key=f"view:{page}").set_value(view).run()
        assert not at.exception
        told = messages(at)
        assert told
        assert [message for message, n in Counter(told).items() if n > 1] == []


def test_eldercare_named_by_a_source_is_missing_everywhere():
    at = opened("crossings.py", **{"ties.domain": "eldercare", "ties.strength": "named_site"})
    told = words(at)
    assert "养老康养领域，按“来源写明两地”计，29个毗邻县对都未见联系。" in told
    assert "缺口 29" in at.button_group(key="view:crossings").proto.options[0].content


def test_what_is_empty_and_what_brings_it_back_are_each_told_once():
    at = opened(**NO_WORD)
    layers = [id for id in scene.default(STORE).layers if id in STORE.catalog.datasets]
    for part in ("没有符合条件的", "要看到"):
        told = [message for message in messages(at) if part in message]
        assert len(told) == 1
        assert all(STORE.catalog.datasets[id].title.zh in told[0] for id in layers)
