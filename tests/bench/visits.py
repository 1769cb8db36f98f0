"""What a visitor of a contestant waits for, and what comes over the line meanwhile."""

import base64
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page
from playwright.sync_api import Error as PlaywrightError

from tests.bench.apps import App

STILL = 1.5  # seconds without change after which a picture counts as drawn
WATCH = (Path(__file__).parent / "watch.js").read_text(encoding="utf-8")
# 1.5 Mbit/s and 100 ms, as of a phone far from its mast.
SLOW_LINE = {"offline": False, "latency": 100, "downloadThroughput": 1.5e6 / 8, "uploadThroughput": 1.5e6 / 8}


class Line:
    """What a page receives, in bytes: by its WebSocket, and by every other request as it came over the line."""

    def __init__(self, session: CDPSession, *, slow: bool = False) -> None:
        """Listen; ``slow``: on the throttled line, which Chromium does not apply to WebSockets."""
        self.socket = self.requests = 0
        session.send("Network.enable")
        if slow:
            session.send("Network.emulateNetworkConditions", SLOW_LINE)
        session.on("Network.webSocketFrameReceived", self._message)
        session.on("Network.loadingFinished", self._loaded)

    def _message(self, event: dict[str, Any]) -> None:
        response = event["response"]
        data = response["payloadData"]
        self.socket += len(base64.b64decode(data)) if response["opcode"] == 2 else len(data)

    def _loaded(self, event: dict[str, Any]) -> None:
        self.requests += int(event["encodedDataLength"])


def _told(page: Page, name: str) -> list[float]:
    """What every frame notes under a name, in seconds since the epoch; nothing where there is none yet."""
    times = []
    for frame in page.frames:
        try:
            times.append(frame.evaluate(f"window.{name} || 0") / 1000)
        except PlaywrightError:  # a frame that is being replaced
            continue
    return [one for one in times if one]


def when_drawn(page: Page, since: float, timeout: float = 90.0) -> float:
    """Return the seconds from ``since`` to the last change of the picture, once it has stopped changing."""
    end = time.time() + timeout
    while time.time() < end:
        page.wait_for_timeout(100)
        changed = max(_told(page, "__changed"), default=0.0)
        if changed > since and time.time() - changed > STILL:
            return changed - since
    raise TimeoutError("the picture did not settle")


def _opened(app: App, browser: Browser, *, slow: bool = False) -> tuple[BrowserContext, Page, Line, float]:
    """Begin a cold visit; the last of what is returned is when."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(WATCH)
    page = context.new_page()
    line = Line(context.new_cdp_session(page), slow=slow)
    start = time.time()
    page.goto(app.server.address + app.path, wait_until="commit")
    return context, page, line, start


def visit(app: App, browser: Browser) -> None:
    """Make one cold visit and the app's changes, and note every measure."""
    context, page, line, start = _opened(app, browser)
    if app.mark:
        page.locator(app.mark).wait_for()
        app.results["readable"].append(time.time() - start)
        page.wait_for_load_state("networkidle")
        app.results["visit"].append((line.requests + line.socket) / 1e6)
        app.results["memory"].append(app.server.memory())
        context.close()
        return
    app.results["first"].append(when_drawn(page, start))
    app.results["readable"].append(min(_told(page, "__readable")) - start)
    app.results["visit"].append((line.requests + line.socket) / 1e6)
    for change in app.changes:
        page.wait_for_timeout(500)
        before, cpu, start = line.socket, app.server.cpu(), time.time()
        page.locator(app.switch.format(change=change)).first.click()
        app.results["redrawn"].append(when_drawn(page, start))
        app.results["bytes"].append((line.socket - before) / 1e3)
        app.results["cpu"].append(app.server.cpu() - cpu)
    if app.onward:
        start = time.time()
        page.locator(app.onward).first.click()
        app.results["onward"].append(when_drawn(page, start))
    app.results["memory"].append(app.server.memory())
    context.close()


def on_a_slow_line(app: App, browser: Browser) -> tuple[float, float]:
    """Return the seconds to the first picture and to the map at rest of a cold visit on the throttled line."""
    context, page, _, start = _opened(app, browser, slow=True)
    drawn = when_drawn(page, start)
    readable = min(_told(page, "__readable")) - start
    context.close()
    return readable, drawn
