"""Start the app and two naive peers, drive all three in Chromium in turn, and print one table.

Per app and round: one cold visit, then three changes, each to a state the session has not seen (switch tourism,
eldercare and alliance members off; on Crossings: choose a domain, and another, and another; of the briefing: the next
slide, and the next, and the next). Drawn means: the picture
has stopped changing.
"""

import argparse
import base64
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from geodata.query import crossings, scene
from geodata.query.selection import Selection
from geodata.store.store import load
from tests.bench import exports
from tests.browser.conftest import CHROMIUM, QUIET, ROOT, SWIFTSHADER, free_port

STILL = 2.0  # seconds without change after which a picture counts as drawn
LAYERS = ("tourism", "eldercare", "alliance_members")
MEASURES = {
    "first": "first map drawn (s)",
    "redrawn": "change → redrawn (s)",
    "bytes": "WebSocket bytes for a new state (KB)",
    "cpu": "server CPU per change (s)",
    "memory": "server memory at the end (MB)",
}
DOMAINS = ("交通走廊", "文化旅游", "医疗卫生")
TARGETS = {"bytes": 1 / 25, "cpu": 1 / 3, "redrawn": 0.7, "first": 1.0}

# Notes when the picture last changed: after a frame's draw calls the WebGL canvas is read in thin strips and compared;
# Leaflet's shapes are elements of the page and are counted.
WATCH = """
(() => {
  window.__changed = 0;
  const now = () => performance.timeOrigin + performance.now();
  const seen = new WeakMap();
  let waiting = false;
  const look = gl => {
    waiting = false;
    if (gl.getParameter(gl.FRAMEBUFFER_BINDING)) return;
    const width = gl.drawingBufferWidth, height = gl.drawingBufferHeight, strip = new Uint8Array(width * 4);
    let hash = 0;
    for (let n = 1; n < 40; n++) {
      gl.readPixels(0, Math.floor(height * n / 40), width, 1, gl.RGBA, gl.UNSIGNED_BYTE, strip);
      for (let i = 0; i < strip.length; i += 4) hash = (hash * 31 + strip[i] * 7 + strip[i + 1] * 3 + strip[i + 2]) | 0;
    }
    if (seen.get(gl) !== hash) { seen.set(gl, hash); window.__changed = now(); }
  };
  for (const name of ["drawElements", "drawArrays", "drawElementsInstanced", "drawArraysInstanced"]) {
    const original = WebGL2RenderingContext.prototype[name];
    WebGL2RenderingContext.prototype[name] = function (...given) {
      const answer = original.apply(this, given);
      const screen = !this.getParameter(this.FRAMEBUFFER_BINDING);
      if (screen && !waiting) { waiting = true; queueMicrotask(() => look(this)); }
      return answer;
    };
  }
  let shapes = 0;
  setInterval(() => {
    const count = document.querySelectorAll(".leaflet-interactive").length;
    if (count !== shapes) { shapes = count; window.__changed = now(); }
  }, 25);
})();
"""


@dataclass
class App:
    """One contestant: how it is started and where its switches are."""

    name: str
    script: str
    health: str
    switch: str
    changes: tuple[str, ...] = LAYERS
    path: str = "/"
    port: int = field(default_factory=free_port)
    results: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    process: psutil.Process | None = None

    @property
    def address(self) -> str:
        """Return the server's address."""
        return f"http://127.0.0.1:{self.port}"

    def cpu(self) -> float:
        """Return the seconds of CPU the server has used, its children included."""
        assert self.process
        times = [one.cpu_times() for one in [self.process, *self.process.children(recursive=True)]]
        return sum(one.user + one.system for one in times)

    def memory(self) -> float:
        """Return the resident memory of the server and its children in MB."""
        assert self.process
        return sum(one.memory_info().rss for one in [self.process, *self.process.children(recursive=True)]) / 1e6


OURS = App("this app", "app.py", "/health", ".st-key-on-{change} label")
CROSSINGS = App(
    "its page Crossings", "app.py", "/health", ".st-key-ties-domain button:has-text('{change}')", DOMAINS, "/crossings"
)
SLIDES = App("its slides", "app.py", "/health", ".st-key-present-next button", ("4", "5", "6"), "/briefing?slide=3")
PYDECK = App("plain pydeck", "tests/bench/naive_pydeck.py", "/_stcore/health", ".st-key-{change} label")
FOLIUM = App("plain st_folium", "tests/bench/naive_folium.py", "/_stcore/health", ".st-key-{change} label")
APPS = (OURS, CROSSINGS, SLIDES, PYDECK, FOLIUM)


@contextmanager
def served(app: App, leaflet: str) -> Iterator[None]:
    """Run an app's server; end it afterwards."""
    command = [sys.executable, "-m", "streamlit", "run", app.script, "--server.port", str(app.port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"LEAFLET": leaflet}, **quiet)
    app.process = psutil.Process(process.pid)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_until_up(app: App, browser: Browser) -> None:
    """Wait until the server answers."""
    context = browser.new_context()
    for _ in range(200):
        try:
            if context.request.get(app.address + app.health).ok:
                break
        except PlaywrightError:  # not up yet
            time.sleep(0.2)
    context.close()


def last_change(page: Page) -> float:
    """Return when the picture last changed in any frame, in seconds since the epoch."""
    times = []
    for frame in page.frames:
        try:
            times.append(frame.evaluate("window.__changed || 0"))
        except PlaywrightError:  # a frame that is being replaced
            continue
    return max(times, default=0.0) / 1000


def when_drawn(page: Page, since: float, timeout: float = 60.0) -> float:
    """Return the seconds from ``since`` to the last change of the picture, once it has stopped changing."""
    end = time.time() + timeout
    while time.time() < end:
        page.wait_for_timeout(100)
        changed = last_change(page)
        if changed > since and time.time() - changed > STILL:
            return changed - since
    raise TimeoutError("the picture did not settle")


def visit(app: App, browser: Browser) -> None:
    """Make one cold visit and three changes, and note every measure."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(WATCH)
    page = context.new_page()
    received = [0]
    cdp = context.new_cdp_session(page)
    cdp.send("Network.enable")
    cdp.on("Network.webSocketFrameReceived", lambda event: _count(event, received))
    start = time.time()
    page.goto(app.address + app.path)
    app.results["first"].append(when_drawn(page, start))
    for change in app.changes:
        page.wait_for_timeout(500)
        before, cpu, start = received[0], app.cpu(), time.time()
        page.locator(app.switch.format(change=change)).first.click()
        app.results["redrawn"].append(when_drawn(page, start))
        app.results["bytes"].append((received[0] - before) / 1e3)
        app.results["cpu"].append(app.cpu() - cpu)
    app.results["memory"].append(app.memory())
    context.close()


def _count(event: dict, received: list[int]) -> None:
    response = event["response"]
    data = response["payloadData"]
    received[0] += len(base64.b64decode(data)) if response["opcode"] == 2 else len(data)


def told(values: list[float]) -> str:
    """Return median and spread."""
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def ratio(measure: str, peer: App) -> float:
    """Return our median over the peer's."""
    return statistics.median(OURS.results[measure]) / statistics.median(peer.results[measure])


def light_pages(app: App) -> dict[str, dict[str, float]]:
    """Return what a crowd of readers sees of the light pages, measured from a process of its own."""
    command = [sys.executable, "-m", "tests.bench.load", app.address]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def report(idle: float, browser: str, load: dict[str, dict[str, float]], exported: dict[str, float]) -> None:
    """Print the table, the machine, and how far each aim is reached."""
    print(f"| median (min–max) | {' | '.join(app.name for app in APPS)} | ours / pydeck | ours / folium |")
    print("|---|---|---|---|---|---|---|")
    for measure, label in MEASURES.items():
        cells = [told(app.results[measure]) for app in APPS]
        cells += [f"{ratio(measure, peer):.3f}" for peer in (PYDECK, FOLIUM)]
        print(f"| {label} | {' | '.join(cells)} |")
    cpu = next((line for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line), ": ?")
    print(f"\nIdle memory of this app before the first visit: {idle:.0f} MB.")
    machine = f"{platform.platform()}, {os.cpu_count()} cores,{cpu.split(':')[1]}"
    print(f"Machine: {machine}, Python {platform.python_version()},")
    print(f"Chromium {browser} with software WebGL (SwiftShader), servers and browser on the same cores.\n")
    aims = [
        (f"{MEASURES[measure]} against plain pydeck", ratio(measure, PYDECK), aim) for measure, aim in TARGETS.items()
    ]
    aims.append(("change → redrawn on Crossings against Explore", 1 / ratio("redrawn", CROSSINGS), 1.0))
    slides = statistics.median(SLIDES.results["redrawn"]) / statistics.median(PYDECK.results["redrawn"])
    aims.append(("next slide drawn against a change of plain pydeck", slides, 0.7))
    aims.append(("memory while ten briefings are exported at once (MB)", exported["memory"], 1500.0))
    aims.append(("answers for all border pairs (ms)", pairs_answered(), 50.0))
    aims.append(("light pages, 50 readers at once, 95th percentile (ms)", load["kept"]["p95"], 50.0))
    crowd = {name: {key: round(value) for key, value in row.items()} for name, row in load.items()}
    print(f"Ten exports at once: {exported['seconds']:.0f} s")
    print(f"Light pages under load (ms, requests a second): {crowd}\n")
    for what, found, aim in aims:
        print(f"- {what}: {found:.3f}, aim ≤ {aim:.3f}: {'reached' if found <= aim else 'MISSED'}")


def pairs_answered() -> float:
    """Return the median time in ms to answer for all border pairs (ties, pairs, gaps), tables loaded."""
    store = load()
    start = scene.default(store, "crossings")
    domains = list(store.at(start.vintage).around().domains)
    times = []
    for n in range(21):
        asked = start.with_selections({"ties": Selection.of({"domain": domains[: n % len(domains) + 1]})})
        before = time.perf_counter()
        crossings.crossings(asked, store)
        times.append(1000 * (time.perf_counter() - before))
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    leaflet = f"{OURS.address}/vendor/leaflet/"
    with ExitStack() as servers, sync_playwright() as playwright:
        for app in APPS:
            servers.enter_context(served(app, leaflet))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *SWIFTSHADER])
        for app in APPS:
            wait_until_up(app, browser)
        time.sleep(8)  # the app prepares both vintages in the background
        idle = OURS.memory()
        load = light_pages(OURS)
        for _ in range(rounds):
            for app in APPS:
                visit(app, browser)
        version = browser.version
        browser.close()
        assert OURS.process
        plain = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, "--disable-3d-apis"])
        exported = exports.measure(plain, OURS.address, OURS.process)
        plain.close()
    report(idle, version, load, exported)


if __name__ == "__main__":
    main()
