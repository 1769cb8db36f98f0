"""The address and the widgets: who decides when they differ, and what a page shows that was broken off while drawn."""

from itertools import count

import pytest

from geodata.catalog.pages import WITH_MAP
from pages._ui.session import state
from tests.pages.driver import go, opened, query

ENGINE = state.key("engine")


STEPS = count(1)


def there(at, before: dict[str, str]) -> None:
    """Let the browser be at an address."""
    at.query_params.clear()
    for name, value in before.items():
        at.query_params[name] = value


def back(at, before: dict[str, str]) -> None:
    """Go back in history to an address, as steps.js tells of it."""
    there(at, before | {state.STEP: str(next(STEPS))})


def lit(at, lang: str = "", light: bool | None = None):
    """Choose a language, or the light map or the one that suits."""
    if lang:
        at.button_group(key="lang").set_value(lang)
    if light is not None:
        at.button_group(key=ENGINE).set_value("light" if light else "")
    return at.run()


@pytest.mark.parametrize("page", WITH_MAP)
def test_back_in_history_shows_what_was_there(page):
    at = opened(f"{page}.py", focus="500152")
    before = query(at)
    assert lit(at, light=True).session_state[ENGINE] == "light"
    back(at, before)
    assert at.run().session_state[ENGINE] == ""
    assert query(at) == before


@pytest.mark.parametrize("page", WITH_MAP)
def test_a_choice_made_before_the_new_address_has_arrived_is_kept(page):
    at = opened(f"{page}.py", focus="500152")
    before = query(at)
    lit(at, light=True)
    there(at, before)  # where the browser still is
    lit(at, lang="en")
    assert query(at) == before | {"map": "light", "lang": "en"}
    there(at, before)  # and again
    lit(at, light=False)
    assert query(at) == before | {"lang": "en"}


@pytest.mark.parametrize("page", WITH_MAP)
def test_a_choice_said_again_before_the_new_address_has_arrived_is_kept(page):
    at = opened(f"{page}.py", focus="500152")
    before = query(at)
    lit(at, light=True)
    there(at, before)
    assert lit(at, light=True).session_state[ENGINE] == "light"
    assert query(at) == before | {"map": "light"}


def test_a_step_back_is_followed_once_and_not_again_when_it_still_stands_in_the_address():
    at = opened(focus="500152")
    before = query(at)
    lit(at, light=True)
    back(at, before)
    step = dict(at.query_params)
    at.run()
    there(at, {name: values[0] if isinstance(values, list) else values for name, values in step.items()})
    assert lit(at, lang="en").session_state[state.key("lang")] == "en"
    assert query(at) == before | {"lang": "en"}


@pytest.mark.parametrize("page", WITH_MAP)
def test_a_page_broken_off_sends_what_its_widgets_show_once_more(page):
    at = opened(f"{page}.py", focus="500152", map="light").run()
    shown = [at.button_group(key=ENGINE), at.button_group(key="lang")]
    assert not any(widget.proto.set_value for widget in shown)
    at.session_state[state.DRAWN] = False
    at.run()
    shown = [
        at.button_group(key=ENGINE),
        at.button_group(key="lang"),
        *[field for field in at.text_input if field.key == "where"],
    ]
    assert all(widget.proto.set_value for widget in shown)
    assert at.session_state[ENGINE] == "light"
    assert query(at)["focus"] == "500152"
    assert all(field.value == "潼南区" for field in at.text_input if field.key == "where")


def test_a_step_back_to_another_page_shows_what_its_address_says_and_not_what_was_there_last():
    at = opened(show="tourism")
    before = query(at)
    at.toggle(key=state.switch("eldercare")).set_value(True).run()
    go(at, "crossings.py")
    back(at, before)
    at.switch_page("explore.py").run()
    assert query(at) == before
    assert not at.toggle(key=state.switch("eldercare")).value


def test_a_link_to_another_page_that_says_more_than_the_page_is_followed():
    at = go(opened("crossings.py", **{"ties.domain": "tourism"}), "briefing.py")
    there(at, {"lang": "zh", "ties.domain": "transport"})  # as the link of a scene names them
    at.switch_page("crossings.py").run()
    assert query(at) == {"lang": "zh", "ties.domain": "transport"}
