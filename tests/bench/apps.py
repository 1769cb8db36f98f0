"""The contestants of the bench: how each is started, and where its switches are."""

import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psutil
from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError

from tests.browser.conftest import ROOT, free_port

LAYERS = ("tourism", "eldercare", "alliance_members")
DOMAINS = ("交通走廊", "文化旅游", "医疗卫生")


@dataclass
class Server:
    """A Streamlit app that is running."""

    script: str
    health: str = "/_stcore/health"
    port: int = field(default_factory=free_port)
    process: psutil.Process | None = None

    @property
    def address(self) -> str:
        """Return the server's address."""
        return f"http://127.0.0.1:{self.port}"

    def _all(self) -> list[psutil.Process]:
        assert self.process
        return [self.process, *self.process.children(recursive=True)]

    def cpu(self) -> float:
        """Return the seconds of CPU the server has used, its children included."""
        times = [one.cpu_times() for one in self._all()]
        return sum(one.user + one.system for one in times)

    def memory(self) -> float:
        """Return the resident memory of the server and its children in MB."""
        return sum(one.memory_info().rss for one in self._all()) / 1e6

    @contextmanager
    def running(self, leaflet: str) -> Iterator[None]:
        """Run it; end it afterwards."""
        command = [sys.executable, "-m", "streamlit", "run", self.script, "--server.port", str(self.port)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        environment = os.environ | {"LEAFLET": leaflet, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, **quiet)
        self.process = psutil.Process(process.pid)
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)

    def wait(self, browser: Browser) -> None:
        """Wait until it answers."""
        context = browser.new_context()
        for _ in range(200):
            try:
                if context.request.get(self.address + self.health).ok:
                    break
            except PlaywrightError:  # not up yet
                time.sleep(0.2)
        context.close()


@dataclass
class App:
    """One contestant: a page of a server, and its switches."""

    name: str
    server: Server
    path: str = "/"
    switch: str = ""
    changes: tuple[str, ...] = ()
    onward: str = ""  # a link to another page of it
    mark: str = ""  # what is there when it is ready, of an app without a picture
    results: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))


MAIN, NAIVE_PYDECK = Server("app.py", "/health"), Server("tests/bench/naive_pydeck.py")
NAIVE_FOLIUM, NOTHING = Server("tests/bench/naive_folium.py"), Server("tests/bench/empty.py")
SERVERS = (MAIN, NAIVE_PYDECK, NAIVE_FOLIUM, NOTHING)
_LAYER = ".st-key-on-{change} label"

OURS = App("this app as it opens here", MAIN, "/", _LAYER, LAYERS)
LIVE = App("its live map", MAIN, "/?map=deck", _LAYER, LAYERS, onward=".st-key-nav a[href*='crossings']")
CROSSINGS = App(
    "its page Crossings", MAIN, "/crossings?map=deck", ".st-key-ties-domain button:has-text('{change}')", DOMAINS
)
SLIDES = App("its slides", MAIN, "/briefing?slide=3&map=deck", ".st-key-present-next button", ("4", "5", "6"))
PYDECK = App("plain pydeck", NAIVE_PYDECK, switch=".st-key-{change} label", changes=LAYERS)
FOLIUM = App("plain st_folium", NAIVE_FOLIUM, switch=".st-key-{change} label", changes=LAYERS)
EMPTY = App("empty Streamlit", NOTHING, mark="text=ready")
APPS = (OURS, LIVE, CROSSINGS, SLIDES, PYDECK, FOLIUM, EMPTY)
