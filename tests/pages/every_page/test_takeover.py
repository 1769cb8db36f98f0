"""Another server goes on with what a page had in a session that is gone."""

import json

import pytest

from geodata.text import LANGS
from pages._ui.session import state, takeover
from pages._ui.words import common
from tests.pages.driver import go, opened, query, words


@pytest.fixture
def session(monkeypatch):
    """A session that begins anew, without a page."""
    held: dict[str, object] = {}

    class Streamlit:
        session_state = held

    monkeypatch.setattr(state, "st", Streamlit)
    return held


@pytest.mark.usefixtures("session")
def test_views_of_pages_come_back_and_what_is_lost_is_told():
    before = {"session": "before", "views": {"tourism": {"lang": "en", "focus": "500152"}}, "alone": ["export"]}
    assert takeover.take(json.loads(json.dumps(before)))
    assert takeover.had() == {"session": takeover.session(), "before": "before", "views": before["views"], "alone": []}
    assert not takeover.take(before)  # said twice, heard once
    assert takeover.lost() == ["export"]
    takeover.forget()
    assert takeover.lost() == []


def test_what_the_session_has_itself_is_not_written_over(session):
    session["_written"] = {"tourism": {"lang": "zh"}}
    assert takeover.take(
        {"session": "x", "views": {"tourism": {"lang": "en"}, "services": {"lang": "en"}}, "alone": []}
    )
    assert takeover.views() == {"tourism": {"lang": "zh"}, "services": {"lang": "en"}}


@pytest.mark.usefixtures("session")
def test_a_page_that_found_its_session_again_has_lost_nothing():
    assert state.alone("export") == ["export"]
    assert takeover.had()["before"] == ""
    assert not takeover.take(takeover.had())
    assert takeover.lost() == []


@pytest.mark.usefixtures("session")
def test_what_only_the_session_has_is_known_once_and_until_it_is_gone():
    for held in (True, True):
        assert state.alone("export", held=held) == ["export"]
    assert state.alone("aside", held=False) == ["export"]
    assert state.alone("export", held=False) == []


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize(
    "told",
    [
        None,
        "x",
        [],
        {},
        {"session": 1, "views": {}, "alone": []},
        {"session": "x", "views": [], "alone": []},
        {"session": "x", "views": {}, "alone": "export"},
    ],
)
def test_what_makes_no_sense_changes_nothing(told):
    assert not takeover.take(told)
    assert (takeover.views(), takeover.lost()) == ({}, [])


@pytest.mark.usefixtures("session")
def test_of_a_strange_page_only_what_is_known_is_taken():
    views = {"nowhere": {"lang": "en"}, "tourism": {"lang": 5, "focus": "500152"}, "services": "x"}
    assert takeover.take({"session": "x", "views": views, "alone": ["export", "<b>", 7]})
    assert takeover.views() == {"tourism": {"focus": "500152"}, "services": {}}
    assert takeover.lost() == ["export"]


def test_a_page_tells_its_session_and_views_from_the_start():
    at = opened("tourism.py", lang="en", focus="500152")
    assert at.session_state["_written"]["tourism"] == query(at)
    assert len(at.session_state["_session"]) == 16


@pytest.mark.parametrize("lang", LANGS)
def test_the_note_says_what_is_lost_until_it_is_closed(lang):
    at = opened("briefing.py", lang=lang)
    at.session_state["_lost"] = ["export", "aside"]
    at.run()
    told = words(at)
    assert common.TAKEN_OVER.say(lang) + common.GONE["export"].say(lang) in told
    assert common.GONE["aside"].say(lang) in told
    at.button(key="lost-close").click().run()
    assert common.TAKEN_OVER.say(lang) not in words(at)


def test_the_bare_address_of_the_navigation_leads_to_the_view_of_the_session_before():
    at = opened("briefing.py", lang="en")
    at.session_state["_written"] = {**at.session_state["_written"], "tourism": {"lang": "en", "tourism.grade": "5A"}}
    go(at, "tourism.py")
    assert query(at) == {"lang": "en", "tourism.grade": "5A"}
