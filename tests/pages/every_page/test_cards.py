"""On a phone tables are cards: the same rows in the same order; choosing one does what choosing the row does."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from geodata.narrative.labels import unmarked
from geodata.query import results
from geodata.query.scene import default
from geodata.store.store import load
from pages._ui.common.tables.cards import FIRST, STEP
from tests.pages.driver import MAIN, query, words

STORE = load()


def phone(page: str, **wanted: str) -> AppTest:
    at = AppTest.from_file(MAIN, default_timeout=60)
    for name, value in wanted.items():
        at.query_params[name] = value
    at.session_state["_browser:narrow"] = True
    at.switch_page(page)
    return at.run()


def cards(at: AppTest) -> list:
    return [button for button in at.button if re.fullmatch(r"table-.*-\d+", button.key or "")]


def test_cards_are_the_rows_in_their_order_a_few_at_first_more_on_demand():
    at = phone("eldercare.py")
    names = results.shown(default(STORE, "eldercare"), STORE)["eldercare"].rows["name_zh"].tolist()
    assert not at.dataframe
    assert [card.label for card in cards(at)] == [unmarked(name) for name in names[:FIRST]]
    next(button for button in at.button if (button.key or "").endswith("-more")).click().run()
    assert [card.label for card in cards(at)] == [unmarked(name) for name in names[: FIRST + STEP]]


def test_choosing_a_card_picks_its_row():
    at = phone("eldercare.py")
    ids = results.shown(default(STORE, "eldercare"), STORE)["eldercare"].rows["id"].tolist()
    cards(at)[4].click().run()
    assert query(at)["pick"] == f"eldercare:{ids[4]}"


def test_a_card_of_a_gap_opens_its_pair():
    at = phone("crossings.py")
    cards(at)[0].click().run()
    assert query(at)["pick"].startswith("border_pairs:")


@pytest.mark.parametrize(
    ("page", "view"),
    [
        ("crossings.py", "matrix"),
        ("transport.py", "pairs"),
        ("transport.py", "buses"),
        ("eldercare.py", "demand"),
        ("eldercare.py", "agreements"),
        ("alliances.py", ""),
        ("tourism.py", "several"),
        ("services.py", "platforms"),
        ("sources.py", ""),
    ],
)
def test_no_page_has_a_table_that_a_phone_has_no_room_for(page, view):
    at = phone(page, **({"view": view} if view else {}))
    assert not at.exception
    assert not at.dataframe
    assert any("row-card" in element.proto.body for element in at.get("html"))


def test_sources_are_told_with_their_links():
    at = phone("services.py", view="platforms")
    assert any('<ul class="sources"><li><a href="https://' in element.proto.body for element in at.get("html"))


def test_a_name_in_a_label_is_no_markup():
    assert unmarked("*5A* [甲](http://x) :red[乙]") == r"\*5A\* \[甲\]\(http\:\/\/x\) \:red\[乙\]"


def test_hints_hold_on_a_phone():
    for page in ("crossings.py", "transport.py", "services.py", "tourism.py"):
        at = phone(page)
        said = words(at) + " ".join(element.value for element in at.caption)
        assert not re.search("右侧|左侧|点一行", said)


@pytest.mark.parametrize("typed", ["高竹", "gaozhu", "gzxq", "Gaozhu"])
def test_a_place_that_is_no_county_says_its_counties_and_is_shown(typed):
    at = phone("explore.py")
    at.text_input(key="where").set_value(typed).run()
    assert "川渝高竹新区在邻水县与渝北区。" in words(at)
    assert {"choose-511623", "choose-500109"} <= {button.key for button in at.button}
    at.button(key="show-pf-gaozhu").click().run()
    assert query(at)["pick"] == "platforms:pf-gaozhu"
