"""Two servers behind nginx as deploy/nginx.conf says, one killed in use: the reader's page goes on as it was."""

import os
import re
import signal
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from deploy import ready
from geodata.catalog.pages import PAGES
from pages._ui.words import briefing as words
from pages._ui.words import common
from tests.browser.conftest import free_port, start
from tests.endurance.deployment import proxy

BASE = "/onemap"
COOKIE = "chengyu_replica"


class Replicas:
    """The servers behind an address, by the numbers that their cookie has."""

    def __init__(self, address: str, servers: dict[str, tuple[str, int]]) -> None:
        self.address, self.servers = address, servers

    def of(self, page: Page) -> str:
        """The one that answered a page last."""
        (found,) = [one["value"] for one in page.context.cookies() if one["name"] == COOKIE]
        return found

    def kill(self, number: str) -> None:
        os.kill(self.servers.pop(number)[1], signal.SIGKILL)


@pytest.fixture(scope="module")
def replicas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replicas]:
    folder, port = tmp_path_factory.mktemp("replicas"), free_port()
    with pytest.MonkeyPatch.context() as environment, ThreadPoolExecutor() as pool:
        environment.setenv("STREAMLIT_SERVER_COOKIE_SECRET", "of both")
        both = list(pool.map(lambda n: start(folder / f"{n}.log", BASE), (1, 2)))
        assert not any(pool.map(lambda one: ready.wait(one[0]), both))
    servers = dict(zip("12", both, strict=True))
    first, second = (urlsplit(address).port or 0 for address, _ in both)
    address = f"http://127.0.0.1:{port}{BASE}"
    with proxy.started(proxy.written(folder, port, (first, second)), f"{address}/health"):
        made = Replicas(address, servers)
        yield made
        assert "STREAMLIT_SERVER_COOKIE_SECRET" not in "".join(log.read_text() for log in folder.glob("?.log"))
    for _, pid in made.servers.values():
        os.kill(pid, signal.SIGTERM)


@pytest.fixture(scope="module")
def server(replicas: Replicas) -> str:
    return replicas.address


def taken_over(visitor, replicas: Replicas) -> None:
    """Kill the server that a page is on, and wait until the page has come to rest on the other one."""
    before, session = replicas.of(visitor.page), "() => window.chengyuHad.had.session"
    held = visitor.page.evaluate(session)
    replicas.kill(before)
    visitor.page.wait_for_function(f"(held) => ({session})() !== held", arg=held, timeout=60_000)
    visitor.settle()
    assert replicas.of(visitor.page) != before


def test_the_page_goes_on_in_its_language_and_view_and_says_what_is_lost(visit, replicas):
    visitor = visit()
    page = visitor.open("/tourism?lang=en&focus=500152")
    page.locator(".st-key-nav a", has_text=PAGES["mydata"].name.en).click()
    page.locator(".st-key-own-example-points button").click()  # a list of one's own
    found = page.locator(".own-found p").first
    found.wait_for(timeout=30_000)
    visitor.settle()
    listed = found.inner_text()
    page.locator(".st-key-nav a", has_text=PAGES["briefing"].name.en).click()
    page.locator(".st-key-make button").wait_for()
    visitor.settle()
    page.locator(".st-key-make button").click()
    page.wait_for_function("() => window.chengyuHad.had.alone.includes('export')", timeout=60_000)
    address = page.url
    taken_over(visitor, replicas)
    assert page.url == address
    assert page.evaluate("document.documentElement.lang") == "en"
    told = page.locator(".st-key-lost")
    assert common.GONE["export"].en in told.inner_text()
    assert page.locator(".st-key-stop, .st-key-take").count() == 0
    assert page.get_by_role("button", name=words.MAKE.en).is_enabled()
    page.locator(".st-key-lost-close button").first.click()  # the other is its hint
    told.wait_for(state="detached")
    # Another page stands as it was left there, though the server has never seen it, and the bare address leads to it.
    page.locator(".st-key-nav a", has_text=PAGES["tourism"].name.en).click()
    page.wait_for_url(re.compile("/tourism.*focus=500152"))
    visitor.settle()
    assert "lang=en" in page.url
    # The list has been read again from what both servers keep in one folder.
    page.locator(".st-key-nav a", has_text=PAGES["mydata"].name.en).click()
    found.wait_for(timeout=30_000)
    assert found.inner_text() == listed
    assert visitor.errors == []


def test_what_is_left_answers_everything(replicas):
    """After the test above one of the two is gone; run alone, both answer."""
    for path in ("/ready", "/health", "/", "/lite/zh/", "/api/datasets"):
        with urllib.request.urlopen(replicas.address + path) as answer:  # noqa: S310 - our own server
            assert answer.status == 200
    with pytest.raises(HTTPError, match="404"):
        urllib.request.urlopen(f"{replicas.address}/api/nowhere")  # noqa: S310 - our own server
