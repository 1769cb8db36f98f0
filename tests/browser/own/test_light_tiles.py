"""Thousands of points of one's own on the light map: drawn in tiles, told and found under the pointer."""

import threading
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, Page
from starlette.applications import Starlette
from starlette.middleware import Middleware

from geodata.own.held import Held
from geodata.store.store import load
from pages._http.headers import SecurityHeaders
from pages._http.routes import served_routes
from tests.browser.conftest import free_port
from tests.geodata.own import made

pytestmark = pytest.mark.browser
MAP = "Object.values(window).find(one => one instanceof L.Map)"
DRAWN = "() => document.body.dataset.drawn && document.querySelector('.leaflet-container').dataset.tiles === 'drawn'"
# Whether the colour of the list is drawn at the middle of the map.
COLOR = """([red, green, blue]) => [...document.querySelectorAll("canvas")].some(canvas => {
  const { left, top, width } = canvas.getBoundingClientRect(), fine = canvas.width / width;
  const x = (innerWidth / 2 - left) * fine, y = (innerHeight / 2 - top) * fine;
  if (x < 0 || y < 0 || x >= canvas.width || y >= canvas.height) return false;
  const [r, g, b, a] = canvas.getContext("2d").getImageData(x, y, 1, 1).data;
  return a > 200 && Math.abs(r - red) + Math.abs(g - green) + Math.abs(b - blue) < 12;
})"""


@pytest.fixture(scope="module")
def serving() -> Iterator[str]:
    """The addresses beside the pages, served by this process, which can hold a list by a token."""
    app = Starlette(routes=served_routes(), middleware=[Middleware(SecurityHeaders)])
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    made = chromium.new_page(viewport={"width": 900, "height": 600}, device_scale_factor=2)
    yield made
    made.close()


def test_cells_are_told_where_much_is_seen_and_points_where_little_is(serving, page):
    hostile = "</script><b>点</b>"
    points = made.many(9_000, color="#aa4499")
    points.intake.table.loc[5, "name"] = hostile
    held = Held((points,))
    row = held.store(load()).get("own1").iloc[5]
    page.goto(f"{serving}/lite/map?show=own1&own={held.token}")
    page.wait_for_function(DRAWN)
    page.mouse.move(450, 300)
    tip = page.locator(".tiles-tip")
    tip.wait_for()
    assert tip.inner_text().endswith("条")
    page.evaluate(
        f"([lat, lng]) => {{ {MAP}.setView([lat, lng], 13, {{ animate: false }}); }}", [row["lat"], row["lon"]]
    )
    page.wait_for_function(DRAWN)
    page.wait_for_function(COLOR, arg=[170, 68, 153])
    page.mouse.move(451, 301)
    page.wait_for_function("words => document.querySelector('.tiles-tip')?.textContent === words", arg=hostile)
    assert page.locator(".tiles-tip b").count() == 0


def test_what_could_not_be_had_is_said(serving, page):
    held = Held((made.many(9_000),))
    page.route("**/drawn/own-*", lambda route: route.fulfill(status=404))
    page.goto(f"{serving}/lite/map?show=own1&own={held.token}")
    page.locator(".drawing-missing").wait_for()
    assert page.locator(".drawing-missing").count() == 1
