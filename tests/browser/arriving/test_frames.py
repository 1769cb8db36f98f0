"""The product in frames of a portal, which is another site: what the administrator lets in stands there and works."""

import functools
import os
import signal
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

from geodata.configuration import VARIABLE
from tests.browser.conftest import start
from tests.browser.hands import RED, picture, share

PORTAL = """<!doctype html><meta charset="utf-8"><title>portal</title>
<iframe id="app" src="{app}/eldercare?focus=500152&embed=1" width="1200" height="620"></iframe>
<iframe id="map" src="{app}/lite/map?show=tourism" width="600" height="300"></iframe>
<iframe id="page" src="{app}/lite/zh/place/500152?want=health" width="600" height="300"></iframe>
<iframe id="closed" src="{app}/eldercare" width="600" height="100"></iframe>"""


# What a link in the words of a card does.
LEAD_ON = """() => {
  const link = Object.assign(document.createElement("a"), { href: "/tourism?lang=en" });
  document.body.append(link);
  link.click();
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder without a word."""

    def log_message(self, *_told: object) -> None: ...


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A page of another site ("localhost"), and the app (127.0.0.1) that lets it in."""
    folder = tmp_path_factory.mktemp("portal")
    site = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=site.serve_forever, daemon=True).start()
    origin = f"http://localhost:{site.server_address[1]}"
    (own := folder / "own.toml").write_text(f'[embed]\nallowed_origins = ["{origin}"]\napp = true\n')
    os.environ[VARIABLE] = str(own)
    try:
        app, pid = start(folder / "server.log")
    finally:
        del os.environ[VARIABLE]
    (folder / "index.html").write_text(PORTAL.format(app=app))
    yield origin, app
    os.kill(pid, signal.SIGTERM)
    site.shutdown()


@pytest.fixture
def server(portal: tuple[str, str]) -> str:
    """The app that visitors clear their traces of."""
    return portal[1]


def test_a_portal_shows_what_it_may_and_nothing_else(visit, portal):
    origin, app = portal
    visitor = visit(width=1280, height=1500)
    page = visitor.page
    page.goto(origin)
    framed = page.frame_locator("#app")
    framed.locator(".way-out").wait_for(timeout=60_000)
    inner = framed.frame_locator(".st-key-stage iframe")  # without WebGL the app itself has the light map in a frame
    inner.locator("body[data-drawn]").wait_for(timeout=60_000)
    for gone in ("stSidebar", "stHeader", "stExpandSidebarButton"):
        assert not framed.get_by_test_id(gone).is_visible()
    assert not framed.locator(".st-key-nav").is_visible()
    assert not framed.locator(".foot").is_visible()
    assert framed.locator(".compliance").is_visible()  # the statement that maps must carry
    out = framed.locator(".way-out a")
    assert out.get_attribute("target") == "_blank"
    assert urlsplit(out.get_attribute("href")).path == "/eldercare"
    assert "embed" not in out.get_attribute("href")
    assert "embed=1" in next(frame.url for frame in page.frames if "/eldercare?" in frame.url)

    light = page.frame_locator("#map")
    light.locator("body[data-drawn]").wait_for(timeout=60_000)
    assert "未送审" in light.locator(".map-statement").inner_text()
    assert share(picture(page, "#map"), RED) > 0.0005
    assert "潼南区" in page.frame_locator("#page").locator("h1").inner_text()
    assert not [frame for frame in page.frames if frame.url == f"{app}/eldercare"]  # no frame without ?embed=1


def test_the_app_in_a_frame_answers_and_leads_on_in_it(visit, portal):
    visitor = visit(width=1280, height=800)
    page = visitor.page
    page.goto(portal[0])
    framed = page.frame_locator("#app")
    framed.locator(".st-key-stage iframe").wait_for(timeout=60_000)
    before = framed.locator(".said").first.inner_text()
    frame = next(one for one in page.frames if "/eldercare?" in one.url)
    frame.evaluate(LEAD_ON)
    page.frame_locator("#app").locator("html.embedded .said", has_text="sights").first.wait_for(timeout=60_000)
    assert before != framed.locator(".said").first.inner_text()
    assert "embed=1" in next(one.url for one in page.frames if "/tourism?" in one.url)
