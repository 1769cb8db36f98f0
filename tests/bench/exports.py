"""Ten visitors export the shipped briefing at once, each a file of another kind; prints time and the server's memory.

Run by the bench: pages without WebGL, so that the browser leaves the processor to the server.
"""

import threading
import time

import psutil
from playwright.sync_api import Browser, Page

from pages._ui.words.briefing import FORMATS

VISITORS = 10


def _begin(browser: Browser, server: str, format: str) -> Page:
    """Open the page for briefings and choose a kind of file."""
    page = browser.new_page()
    page.goto(f"{server}/briefing")
    page.locator(".st-key-format input").click(timeout=120_000)
    page.get_by_role("option", name=FORMATS[format].zh).click()
    page.locator(".st-key-make button").wait_for()
    return page


def measure(browser: Browser, server: str, process: psutil.Process) -> dict[str, float]:
    """Return how long ten exports took together (s), and the most memory the server had meanwhile (MB)."""
    formats = list(FORMATS)
    pages = [_begin(browser, server, formats[n % len(formats)]) for n in range(VISITORS)]
    most, over = [0.0], threading.Event()

    def watch() -> None:
        while not over.wait(0.1):
            most[0] = max(most[0], process.memory_info().rss / 1e6)

    watcher = threading.Thread(target=watch)
    watcher.start()
    start = time.time()
    for page in pages:
        page.locator(".st-key-make button").click()
    for page in pages:
        page.locator(".st-key-take button").wait_for(timeout=300_000)
    seconds = time.time() - start
    over.set()
    watcher.join()
    for page in pages:
        page.close()
    return {"seconds": seconds, "memory": most[0]}
