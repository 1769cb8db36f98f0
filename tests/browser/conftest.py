"""A real server and a real browser: what only they can show. A failing test leaves a picture in failures/."""

import fcntl
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
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, Request, Response, sync_playwright

from pages._http.base_path import PUBLIC

ROOT = Path(__file__).parents[2]
FAILURES = Path(__file__).parent / "failures"
CHROMIUM = "/usr/bin/chromium"
# Software WebGL, so that the live map draws on a machine without a graphics card. Chromium's own SwiftShader draws each
# of the 65,000 pieces of the lines by itself; Mesa's llvmpipe, where the system has it, takes half the time.
SOFTWARE = ["--use-gl=angle", "--ignore-gpu-blocklist", "--disable-gpu-rasterization"]
SWIFTSHADER = [*SOFTWARE, "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
LLVMPIPE = [*SOFTWARE, "--use-angle=gl-egl"]
BY_MESA = {"LIBGL_ALWAYS_SOFTWARE": "1", "EGL_PLATFORM": "surfaceless"}
RENDERER = """
() => {
  const gl = document.createElement("canvas").getContext("webgl2");
  const told = gl?.getExtension("WEBGL_debug_renderer_info");
  return told ? gl.getParameter(told.UNMASKED_RENDERER_WEBGL) : "";
}
"""
# What draws WebGL here is the processor, for which the app shows the light map first: who looks at the live map
# does not say so in the cookie by which a browser tells of itself.
WITH_A_CARD = """
const told = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
Object.defineProperty(Document.prototype, "cookie", {
  configurable: true,
  get() { return told.get.call(this); },
  set(words) { told.set.call(this, words.replace(".software", "").replace("software", "usual")); },
});
"""
# Tells when WebGL last drew (a map draws only when something on it has changed), and when a hand or the server last did
# something: what follows a press or a key (a question to the server) begins sooner than STILL after it.
WATCH = """
window.lastDrawn = window.lastStirred = window.lastAsked = window.lastAnswered = 0;
for (const name of ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced"]) {
  const draw = WebGL2RenderingContext.prototype[name];
  WebGL2RenderingContext.prototype[name] = function (...given) {
    window.lastDrawn = performance.now();
    return draw.apply(this, given);
  };
}
const stir = () => { window.lastStirred = performance.now(); };
for (const kind of ["pointerdown", "pointerup", "wheel", "keydown", "keyup", "input", "change", "resize", "popstate"])
  window.addEventListener(kind, stir, true);
window.WebSocket = class extends window.WebSocket {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", () => { stir(); window.lastAnswered = performance.now(); });
  }
  send(...given) {
    stir();
    window.lastAsked = performance.now();
    return super.send(...given);
  }
};
"""
# The server has answered, nothing has stirred for a while, and each map, live or light, is there and draws no more.
RESTS = """
([still, maps]) => {
  const { testScriptState, testConnectionState } = document.querySelector("[data-testid=stApp]")?.dataset ?? {};
  const past = when => performance.now() - when > still;
  const live = [...document.querySelectorAll(maps)];
  const light = [...document.querySelectorAll("iframe")].filter(one => one.src.includes("/lite/map"));
  return testScriptState === "notRunning" && testConnectionState === "CONNECTED"
    && window.lastAnswered >= window.lastAsked && past(window.lastStirred)
    && live.every(map => map.querySelector("canvas"))
    && (!live.length || (window.lastDrawn > 0 && past(window.lastDrawn)))
    && [...document.querySelectorAll("[class*=st-key-light-]")].every(place => place.querySelector("iframe"))
    && light.every(one => one.contentDocument?.body?.dataset.drawn !== undefined)
    && !document.querySelector("#first-picture, .first-map");
}
"""
# Reading a pixel waits for the processor that draws in place of a graphics card: it is far behind what it was told.
FINISH = """
maps => {
  for (const canvas of document.querySelectorAll(`:is(${maps}) canvas`)) {
    const gl = canvas.getContext("webgl2");
    gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  }
}
"""
DRAWN = "maps => document.querySelector(maps) ? window.lastDrawn : 0"
MAPS = "[class*=st-key-map-], [class*=st-key-map2-]"  # the live ones
STILL = 300  # ms without a stir after which nothing more is to come; Streamlit sends a choice within 200
LOOKS = 6  # how often in a row a page must be seen at rest; between two looks its own delayed work gets its turn
NO_WEBGL = ["--disable-gpu", "--disable-3d-apis"]
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def start(log: Path, base: str = "", public: str = "") -> tuple[str, int]:
    """Start the app as README does, on a free port of this machine; return its address and process once it answers.

    ``base`` is the path it is served below, as "/onemap"; it is the end of the address. ``public`` is the site that
    links and codes are printed for.
    """
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    command += ["--server.baseUrlPath", base]
    more = {PUBLIC: public, "CHENGYU_DATA": str(log.parent / "data")}  # several servers beside each other share it
    with log.open("wb") as said:
        process = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said, env=os.environ | more)
    address = f"http://127.0.0.1:{port}{base}"
    wait(address, process, log)
    return address, process.pid


def wait(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until the app answers at an address that a process serves."""
    for _ in range(480):
        try:
            health = json.load(urllib.request.urlopen(f"{address}/health", timeout=5))  # noqa: S310 - our own server
            assert health["status"] == "ok"
            return
        except OSError:
            assert process.poll() is None, log.read_text()
            time.sleep(0.25)
    raise AssertionError(f"the server does not answer: {log.read_text()}")


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep the other workers of the same run waiting."""
    with (folder / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app. Workers of one run share it: the first that needs it starts it, the last that has done ends it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    note = folder / "server.json"
    with alone(folder):
        address, pid, users = json.loads(note.read_text()) if note.exists() else (*start(folder / "server.log"), 0)
        note.write_text(json.dumps([address, pid, users + 1]))
    yield address
    with alone(folder):
        address, pid, users = json.loads(note.read_text())
        note.write_text(json.dumps([address, pid, users - 1]))
        if users == 1:
            note.unlink()
            os.kill(pid, signal.SIGTERM)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def webgl(playwright: Playwright) -> list[str]:
    """How Chromium is told to draw WebGL with the processor: by Mesa where it can, else by itself."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *LLVMPIPE], env=environment())
    drawn_by = browser.new_page().evaluate(RENDERER)
    browser.close()
    return LLVMPIPE if "llvmpipe" in drawn_by else SWIFTSHADER


def environment() -> dict[str, str | float | bool]:
    """Return what a browser that may draw by Mesa is started with: no graphics card, no screen."""
    return {**os.environ, **BY_MESA}


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """A browser for what is not the app: pages from disk, pages without scripts."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *NO_WEBGL])
    yield browser
    browser.close()


@dataclass(frozen=True)
class Screen:
    """What a visitor looks through, but for the window's size."""

    webgl: bool = False
    touch: bool = False
    ratio: float = 1


class Profiles:
    """Browser profiles, kept with what they have fetched and compiled, and without what they were told to remember.

    A page opens in half the time in a profile that has seen the app before. Two visitors at once never share one.
    """

    def __init__(self, playwright: Playwright, webgl: list[str], folder: Callable[[], Path]) -> None:
        """Keep the profiles' files in folders that ``folder`` makes; ``webgl``: how WebGL is drawn."""
        self._playwright, self._webgl, self._folder = playwright, webgl, folder
        self._free: dict[Screen, list[BrowserContext]] = {}
        self._made: list[BrowserContext] = []

    def take(self, screen: Screen) -> BrowserContext:
        if free := self._free.get(screen):
            return free.pop()
        made = self._playwright.chromium.launch_persistent_context(
            self._folder(),
            executable_path=CHROMIUM,
            args=[*QUIET, *(self._webgl if screen.webgl else NO_WEBGL)],
            env=environment(),
            locale="zh-CN",
            accept_downloads=True,
            viewport={"width": 1440, "height": 900},
            device_scale_factor=screen.ratio,
            has_touch=screen.touch,
        )
        self._made.append(made)
        return made

    def give_back(self, screen: Screen, used: BrowserContext, server: str) -> None:
        page = used.new_page()
        origin = urlsplit(server)._replace(path="").geturl()
        clear = {"origin": origin, "storageTypes": "cookies,local_storage,indexeddb,cache_storage,service_workers"}
        used.new_cdp_session(page).send("Storage.clearDataForOrigin", clear)
        for open in used.pages:
            if open != page:
                open.close()
        self._free.setdefault(screen, []).append(used)

    def close(self) -> None:
        for made in self._made:
            made.close()


@pytest.fixture(scope="session")
def profiles(playwright: Playwright, webgl: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Profiles]:
    kept = Profiles(playwright, webgl, lambda: tmp_path_factory.mktemp("profile"))
    yield kept
    kept.close()


class Visit:
    """One visitor: a page, what it asked for, and what went wrong in it."""

    def __init__(self, context: BrowserContext, server: str, webgl: bool = True, card: bool = True) -> None:
        """Open a page; that the live map could not be tried is no fault of a page ``webgl`` is not there for.

        ``card``: as if a graphics card drew it.
        """
        self.page: Page = context.new_page()
        self.page.add_init_script(WATCH)
        if card:
            self.page.add_init_script(WITH_A_CARD)
        self.server, self.webgl = server, webgl
        self.requests: list[str] = []
        self.sockets: list[str] = []
        self.waiting: set[Request] = set()
        self.errors: list[str] = []
        self.refused: list[str] = []
        self.page.on("request", self._asked)
        self.page.on("websocket", lambda socket: self.sockets.append(socket.url))
        self.page.on("response", self._replied)
        self.page.on("requestfinished", self._answered)
        self.page.on("requestfailed", self._answered)
        self.page.on("pageerror", lambda error: self._failed(str(error)))
        self.page.on("console", lambda message: self._said(message.type, message.text))

    def _failed(self, words: str) -> None:
        if self.webgl or "WebGL" not in words:
            self.errors.append(words)

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)
        self.waiting.add(request)

    def _replied(self, response: Response) -> None:
        if response.status >= 400:
            self.refused.append(f"{response.status} {response.url}")

    def _answered(self, request: Request) -> None:
        self.waiting.discard(request)

    def _said(self, kind: str, words: str) -> None:
        if kind == "error" and "Content Security Policy" in words:
            self.errors.append(words)

    def open(self, path: str = "/") -> Page:
        """Open a page of the app and wait until it rests."""
        self.waiting.clear()
        self.page.goto(self.server + path)
        self.page.locator(".foot").wait_for(timeout=60_000)
        self.settle()
        return self.page

    def draws(self, path: str) -> Page:
        """Open a page with a live map and wait until the map is drawn."""
        self.waiting.clear()
        self.page.goto(self.server + path)
        self.drawn()
        return self.page

    def drawn(self) -> None:
        """Wait until there is a live map and it has come to rest."""
        self.page.locator(MAPS).locator("canvas").first.wait_for(timeout=60_000)
        self.settle()

    def settle(self) -> None:
        """Wait until the server has answered, everything asked for is here, and the maps are drawn."""
        seen, finished, until = 0, 0, time.monotonic() + 60
        while time.monotonic() < until:
            self.page.wait_for_timeout(STILL / LOOKS)
            seen = seen + 1 if not self.waiting and self._rests() else 0
            if seen < LOOKS:
                continue
            drawn = self.page.evaluate(DRAWN, MAPS)
            if drawn == finished:
                return
            self.page.evaluate(FINISH, MAPS)  # once that is done, the map may draw what has come meanwhile
            seen, finished = 0, drawn
        raise AssertionError(f"the page does not come to rest; still asked for: {[one.url for one in self.waiting]}")

    def _rests(self) -> bool:
        try:
            return self.page.evaluate(RESTS, [STILL, MAPS])
        except Error:  # the page is just being left for another
            return False

    @property
    def outside(self) -> list[str]:
        """Requests to anywhere but the server."""
        own = (self.server, self.server.replace("http", "ws"), "data:", "blob:")
        return [url for url in self.requests if not url.startswith(own)]


@pytest.fixture
def visit(request: pytest.FixtureRequest, server: str, profiles: Profiles) -> Iterator[Callable[..., Visit]]:
    """Make visitors; close them afterwards, and keep a picture if the test failed.

    Without WebGL, which costs most of the time on a machine without a graphics card, the app shows the light map: what
    looks at the live map or clicks on it says ``webgl=True``; ``card=False`` lets it tell that no card draws.
    """
    visits: list[tuple[Visit, Screen, BrowserContext]] = []

    def make(
        width: int = 1440,
        height: int = 900,
        webgl: bool = False,
        touch: bool = False,
        ratio: float = 1,
        card: bool = True,
    ) -> Visit:
        screen = Screen(webgl, touch, ratio)
        context = profiles.take(screen)
        visits.append((Visit(context, server, webgl, card), screen, context))
        visits[-1][0].page.set_viewport_size({"width": width, "height": height})
        return visits[-1][0]

    failed_before = request.session.testsfailed
    yield make
    for n, (made, screen, context) in enumerate(visits):
        if request.session.testsfailed > failed_before or os.environ.get("KEEP_PICTURES"):
            FAILURES.mkdir(exist_ok=True)
            name = re.sub(r"[^\w-]+", "_", request.node.name)
            made.page.screenshot(path=FAILURES / f"{name}-{n}.png")
        profiles.give_back(screen, context, server)
