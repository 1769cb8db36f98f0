"""What a map says where something drawn cannot be fetched: never a blank one below an answer in words."""

import pytest

from layers.renderers import leaflet


def refuse(route, status: int) -> None:
    """Answer as a server that fails, or (0) as a network that does."""
    if status:
        route.fulfill(status=status, body="{}")
    else:
        route.abort("connectionrefused")


@pytest.mark.parametrize("status", [500, 0])
def test_the_light_map_says_what_it_lacks_and_draws_what_there_is(visit, status):
    visitor = visit()
    visitor.page.route("**/drawn/count*", lambda route: refuse(route, status))
    page = visitor.open("/eldercare?map=light")
    frame = page.frame_locator(".st-key-stage iframe")
    told = frame.locator(".drawing-missing")
    told.wait_for(timeout=60_000)
    assert told.get_attribute("role") == "alert"
    assert told.inner_text().startswith(leaflet.MISSING.zh.format(n=2))  # counties and their lines
    assert frame.locator(".chengyu-symbol").count() > 100
    visitor.page.unroute("**/drawn/count*")
    told.get_by_role("button", name=leaflet.AGAIN.zh).click()
    told.wait_for(state="detached", timeout=60_000)
    frame.locator("body[data-drawn]").wait_for(timeout=60_000)
    assert told.count() == 0


def test_the_live_map_says_what_it_lacks(visit):
    visitor = visit(webgl=True)
    page = visitor.page
    page.route("**/drawn/unit-lines*", lambda route: refuse(route, 404))
    page = visitor.draws("/eldercare?lang=en")
    told = page.locator("[data-testid=stDeckGlJsonChart] .drawing-missing")
    told.wait_for(timeout=60_000)
    assert told.get_attribute("role") == "alert"
    assert told.inner_text().startswith(leaflet.MISSING.en.format(n=1))
    page.unroute("**/drawn/unit-lines*")
    with page.expect_event("load"):
        told.get_by_role("button", name=leaflet.AGAIN.en).click()
    visitor.drawn()
    assert told.count() == 0
