"""The product below a path of a site of nginx, as deploy/nginx.conf says: every address stays below that path."""

import os
import re
import signal
import urllib.request
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd
import pytest

from geodata.catalog.pages import PAGES
from geodata.text import days
from layers.renderers.qr import data_url
from tests.browser.conftest import free_port, start
from tests.browser.hands import PAPER, RED, picture, share, well
from tests.endurance.deployment import proxy

BASE = "/onemap"
SITE_OF_LINKS = "https://maps.example"  # what is printed is for others, who do not know this machine
PRINTED = SITE_OF_LINKS + BASE
# Another site of the same nginx, which cuts the path off before it passes a request on.
CUTS = """
    server {
        listen 127.0.0.1:OTHER;
        location /onemap/ {
            proxy_pass http://APP/;
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection "upgrade";
        }
    }
"""
CUT: list[str] = []  # where it is
# Streamlit first looks for itself below the address of a page, then below the base path.
PROBE = re.compile(r"404 \S+/onemap/(crossings|tourism|sources|citizen|briefing)/_stcore/(health|host-config)")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app by itself, as nginx reaches it."""
    address, pid = start(tmp_path_factory.mktemp("app") / "server.log", BASE, SITE_OF_LINKS)
    yield address
    os.kill(pid, signal.SIGTERM)


@pytest.fixture(scope="module")
def server(app: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app as visitors reach it: below a path of a site of nginx."""
    folder, port, behind = tmp_path_factory.mktemp("nginx"), free_port(), urlsplit(app).port or 0
    CUT.append(f"http://127.0.0.1:{(other := free_port())}{BASE}")
    cuts = CUTS.replace("OTHER", str(other)).replace("APP", urlsplit(app).netloc)
    around, address = proxy.written(folder, port, (behind, behind), cuts), f"http://127.0.0.1:{port}{BASE}"
    with proxy.started(around, f"{address}/health"):
        yield address


def below(visitor) -> None:
    """Nothing was asked for beside the base path, and all of it is there."""
    well(visitor)
    assert any(url.startswith(f"{visitor.server}/_stcore/stream".replace("http", "ws")) for url in visitor.sockets)
    assert [told for told in visitor.refused if not PROBE.fullmatch(told)] == []


def saved(page, key: str, path: Path, name: str = "") -> Path:
    button = page.locator(f".st-key-{key} button").first
    button.scroll_into_view_if_needed()
    with page.expect_download(timeout=60_000) as waiting:
        button.click()
    waiting.value.save_as(path)
    assert name in ("", waiting.value.suggested_filename)
    return path


def test_the_light_map_the_navigation_and_a_link_stay_below(visit):
    visitor = visit()
    page = visitor.open("/?show=tourism")
    assert share(picture(page, ".st-key-stage"), RED) > 0.0005
    assert [frame.url for frame in page.frames if frame.url.startswith(f"{visitor.server}/lite/map?")]
    page.locator(".st-key-nav a", has_text=PAGES["crossings"].name.zh).click()
    page.wait_for_url(f"{visitor.server}/crossings?**")
    visitor.settle()
    page.locator(".st-key-nav a", has_text=PAGES["explore"].name.zh).click()
    page.wait_for_url(f"{visitor.server}/?**")
    visitor.settle()
    link = page.locator("p.link").last.inner_text().strip()
    assert link.startswith(f"{visitor.server}/?")
    assert "show=tourism" in link
    page.goto(link)
    visitor.settle()
    assert "show=tourism" in page.url
    below(visitor)


def test_the_live_map_draws_its_data(visit):
    visitor = visit(webgl=True)
    page = visitor.draws("/?show=tourism")
    image = picture(page)
    assert 0.002 < share(image, RED) < 0.05
    assert share(image, PAPER) > 0.05
    fetched = {urlsplit(url).path for url in visitor.requests}
    assert any(path.startswith(f"{BASE}/drawn/counties") for path in fetched)
    assert any(path.startswith(f"{BASE}/drawn/") and path.endswith(".png") for path in fetched)
    below(visitor)


def test_all_of_it_is_there_too_behind_a_proxy_that_cuts_the_path_off(visit):
    visitor = visit()
    visitor.server = CUT[-1]
    page = visitor.open("/?show=tourism")
    assert share(picture(page, ".st-key-stage"), RED) > 0.0005
    page.locator(".st-key-nav a", has_text=PAGES["crossings"].name.zh).click()
    page.wait_for_url(f"{visitor.server}/crossings?**")
    visitor.settle()
    page.reload()
    page.locator(".foot").wait_for(timeout=60_000)
    visitor.settle()
    assert page.request.get(f"{visitor.server}/lite").ok
    below(visitor)


def test_files_carry_links_to_the_base_path(visit, tmp_path):
    visitor = visit()
    page = visitor.open("/tourism")
    table = pd.read_csv(saved(page, "download-csv", tmp_path / "x.csv", f"成渝一张图_文旅_{days.today()}.csv"))
    assert set(table["export_link"]) == {f"{PRINTED}/tourism?lang=zh"}
    html = saved(page, "print-html", tmp_path / "x.html").read_text(encoding="utf-8")
    assert f'href="{PRINTED}/tourism?lang=zh"' in html
    page.goto(f"{visitor.server}/sources")
    offered = page.locator("a[download]")
    offered.first.wait_for(state="attached", timeout=60_000)
    for link in offered.all()[:3]:
        answer = page.request.get(f"{urlsplit(visitor.server)._replace(path='').geturl()}{link.get_attribute('href')}")
        assert answer.ok
    below(visitor)


def test_light_pages_lead_on_and_back_into_the_app(visit):
    visitor = visit()
    page = visitor.open("/citizen?focus=500152&want=health")
    lite = page.locator(".share-box a").get_attribute("href")
    address = f"{visitor.server}/lite/zh/place/500152?want=health"
    assert lite == urlsplit(address).path + "?want=health"
    printed = f"{PRINTED}/lite/zh/place/500152?want=health"
    assert page.locator(".share-box img").get_attribute("src") == data_url(printed)  # what a phone reads there
    page.goto(address)
    assert escape(data_url(printed)) in page.content()
    assert printed in page.locator(".stamp").text_content()
    page.locator("main a[href*='/lite/zh/site/']").first.click()
    page.go_back()
    page.locator(".home").click()
    page.get_by_label("您住在哪里？").fill("tn")
    page.get_by_role("button", name="查询").click()
    page.wait_for_url(f"{visitor.server}/lite/zh/place/500152**")
    page.locator("header nav a").last.click()
    page.wait_for_url(f"{visitor.server}/citizen?**")
    page.locator(".foot").wait_for(timeout=60_000)
    visitor.settle()
    below(visitor)


def test_the_check_of_the_pc_reaches_what_slides_need(visit):
    visitor = visit()
    page = visitor.open("/briefing")
    page.locator(".st-key-check button").click()
    page.locator(".checks li").first.wait_for(timeout=60_000)
    assert page.locator(".checks li.bad").all_inner_texts() == [
        text for text in page.locator(".checks li").all_inner_texts() if "WebGL" in text
    ]
    assert f"{visitor.server}/health" in visitor.requests
    below(visitor)


def test_the_path_without_its_slash_leads_there_and_beside_it_is_nothing(server, app):
    assert urllib.request.urlopen(server).url == f"{server}/"  # noqa: S310 - our own server
    asked = urllib.request.Request(  # noqa: S310 - our own server
        f"{app}/lite/zh/", headers={"Host": "maps.example", "X-Forwarded-Proto": "https"}
    )
    told = urllib.request.urlopen(asked).read().decode()  # noqa: S310 - our own server
    assert "https://maps.example/onemap/lite/zh/" in told  # as a proxy with TLS names the site
