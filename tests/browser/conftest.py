"""A real server and a real browser: what only they can show. A failing test leaves a picture in failures/."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, Request, sync_playwright

ROOT = Path(__file__).parents[2]
FAILURES = Path(__file__).parent / "failures"
CHROMIUM = "/usr/bin/chromium"
# Software WebGL, so that the live map draws on a machine without a graphics card.
WEBGL = [
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
]
# Tells when WebGL last drew: a map draws only when something on it has changed.
WATCH = """
window.lastDrawn = 0;
for (const name of ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced"]) {
  const draw = WebGL2RenderingContext.prototype[name];
  WebGL2RenderingContext.prototype[name] = function (...given) {
    window.lastDrawn = performance.now();
    return draw.apply(this, given);
  };
}
"""
# The server has answered, the map has drawn something, and nothing more for a while.
RESTS = """
still => window.lastDrawn > 0 && performance.now() - window.lastDrawn > still
  && document.querySelector("[data-testid=stApp]").dataset.testScriptState === "notRunning"
"""
# Reading a pixel waits for the processor that draws in place of a graphics card: it is far behind what it was told.
FINISH = """
() => {
  for (const canvas of document.querySelectorAll("[class*=st-key-map-] canvas")) {
    const gl = canvas.getContext("webgl2");
    gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  }
}
"""
STILL = 400  # ms without drawing after which a map is held to be drawn
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The app as README starts it, on a free port of this machine."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    address = f"http://127.0.0.1:{port}"
    for _ in range(120):
        try:
            health = json.load(urllib.request.urlopen(f"{address}/health", timeout=5))  # noqa: S310 - our own server
            assert health["status"] == "ok"
            break
        except OSError:
            assert process.poll() is None, process.stderr.read().decode()
            time.sleep(0.25)
    yield address
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=20)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *WEBGL])
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def chromium_without_webgl(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, "--disable-gpu", "--disable-3d-apis"])
    yield browser
    browser.close()


class Visit:
    """One visitor: a page, what it asked for, and what went wrong in it."""

    def __init__(self, browser: Browser, server: str, window: dict[str, object]) -> None:
        """Open a window: ``window`` says what is emulated in it, in Playwright's words."""
        self.context = browser.new_context(locale="zh-CN", accept_downloads=True, **window)
        self.context.add_init_script(WATCH)
        self.page: Page = self.context.new_page()
        self.server = server
        self.requests: list[str] = []
        self.waiting: set[Request] = set()
        self.errors: list[str] = []
        self.page.on("request", self._asked)
        self.page.on("requestfinished", self._answered)
        self.page.on("requestfailed", self._answered)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda message: self._said(message.type, message.text))

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)
        self.waiting.add(request)

    def _answered(self, request: Request) -> None:
        self.waiting.discard(request)

    def _said(self, kind: str, words: str) -> None:
        if kind == "error" and "Content Security Policy" in words:
            self.errors.append(words)

    def open(self, path: str = "/") -> Page:
        self.page.goto(self.server + path)
        self.page.locator(".foot").wait_for(timeout=60_000)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the server has answered and the map has had time to draw."""
        self.page.wait_for_timeout(300)
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=60_000)
        self.page.wait_for_timeout(1_700)

    def draws(self, path: str) -> Page:
        """Open a page with a live map and wait until the map is drawn."""
        self.waiting.clear()
        self.page.goto(self.server + path)
        self.drawn()
        return self.page

    def drawn(self) -> None:
        """Wait until the server has answered, everything asked for is here, and the live map has come to rest."""
        self.page.locator("[class*=st-key-map-] canvas").first.wait_for(timeout=60_000)
        for _ in range(300):
            self.page.wait_for_timeout(100)
            if self.page.evaluate(RESTS, STILL) and not self.waiting:
                self.page.evaluate(FINISH)
                return
        raise AssertionError(f"the map does not come to rest; still asked for: {[one.url for one in self.waiting]}")

    @property
    def outside(self) -> list[str]:
        """Requests to anywhere but the server."""
        own = (self.server, self.server.replace("http", "ws"), "data:", "blob:")
        return [url for url in self.requests if not url.startswith(own)]


@pytest.fixture
def visit(request: pytest.FixtureRequest, server: str) -> Iterator[Callable[..., Visit]]:
    """Make visitors; close them afterwards, and keep a picture if the test failed."""
    visits: list[Visit] = []

    def make(width: int = 1440, height: int = 900, webgl: bool = True, touch: bool = False, ratio: float = 1) -> Visit:
        browser = request.getfixturevalue("chromium" if webgl else "chromium_without_webgl")
        window = {"viewport": {"width": width, "height": height}, "device_scale_factor": ratio, "has_touch": touch}
        visits.append(Visit(browser, server, window))
        return visits[-1]

    failed_before = request.session.testsfailed
    yield make
    for n, made in enumerate(visits):
        if request.session.testsfailed > failed_before or os.environ.get("KEEP_PICTURES"):
            FAILURES.mkdir(exist_ok=True)
            name = re.sub(r"[^\w-]+", "_", request.node.name)
            made.page.screenshot(path=FAILURES / f"{name}-{n}.png")
        made.context.close()
