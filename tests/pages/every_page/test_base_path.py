"""Every page of the app below a base path: its links, maps and files lead there, and at the root of a host as ever."""

import json
import re
from html import unescape

import pytest
from streamlit import config

from geodata.briefing import default
from geodata.query import scene
from geodata.store.store import load
from pages._http.base_path import OPTION, PUBLIC
from pages._ui.briefing import preflight
from pages._ui.common import downloads
from tests.pages.driver import opened

STORE = load()
# Page → a view of it that holds every kind of link it has.
VIEWS = {
    "explore": {"pick": "tourism:cq-dazu"},
    "crossings": {"pick": "border_pairs:511083-500153"},
    "transport": {"pick": "corridors:hsr-chengyu"},
    "eldercare": {"pick": "eldercare:elder-dazu-bayue-xihu"},
    "tourism": {"pick": "tourism:cq-dazu"},
    "alliances": {},
    "services": {},
    "citizen": {"focus": "500152", "want": "health"},
    "briefing": {},
    "sources": {},
}
LINKED = {"explore", "crossings", "eldercare", "tourism", "citizen", "sources"}  # to light pages, pages or open data
MAPPED = VIEWS.keys() - {"sources"}


@pytest.fixture(params=["", "/onemap"])
def base(request):
    config.set_option(OPTION, request.param)
    yield request.param
    config.set_option(OPTION, "")


def linked(at) -> list[str]:
    """Addresses of the product that the page links to."""
    html = "\n".join(element.proto.body for element in at.get("html"))
    return [unescape(one) for one in re.findall(r'(?:href|src)="(/[^"]*)"', html)]


def fetched(at) -> list[str]:
    """What its maps ask of the server."""
    drawn = [layer for map in at.get("deck_gl_json_chart") for layer in json.loads(map.proto.json)["layers"][0]]
    data = [layer["data"] for layer in drawn if isinstance(layer["data"], str)]
    return [*data, *(layer["iconAtlas"].strip('"') for layer in drawn if "iconAtlas" in layer)]


@pytest.mark.parametrize("page", VIEWS)
def test_links_and_maps_stand_below_the_base_path(page, base):
    at = opened(f"{page}.py", **VIEWS[page])
    assert not at.exception
    at.session_state["_browser:narrow"] = True  # a phone: it is offered the light page too
    at.run()
    links, maps = linked(at), fetched(at)
    assert all(one.startswith(f"{base}/") for one in (*links, *maps))
    assert all(one[len(base) :].startswith(("/lite/", "/api/", "/crossings?", "/?")) for one in links)
    assert all(one[len(base) :].startswith("/drawn/") for one in maps)
    assert f"{base}/lite/zh/" in "".join(links)
    assert len(links) > 1 or page not in LINKED
    assert bool(maps) is (page in MAPPED)


@pytest.mark.parametrize("page", ["explore", "citizen"])
def test_the_light_map_stands_there(page, base):
    frames = opened(f"{page}.py", **VIEWS[page], map="light").get("iframe")
    assert [frame.proto.src.partition("?")[0] for frame in frames] == [f"{base}/lite/map"]


@pytest.mark.parametrize("page", ["explore", "tourism"])
def test_the_link_of_a_view_and_its_stamp_name_it(page, base, monkeypatch):
    monkeypatch.setenv(PUBLIC, "https://maps.example")
    at = opened(f"{page}.py", **VIEWS[page])
    path = "" if page == "explore" else page
    told = "".join(element.proto.body for element in at.get("html"))
    assert f'<p class="link">http://localhost{base}/{path}?lang=zh&amp;pick=tourism%3Acq-dazu</p>' in told
    assert f"https://maps.example{base}/{path}?lang=zh" in told


def test_files_name_it(base, monkeypatch):
    monkeypatch.setenv(PUBLIC, "https://maps.example")
    given = scene.default(STORE, "tourism")
    html = downloads.prints(given, STORE)["HTML"][2]().decode()
    assert f'href="https://maps.example{base}/tourism?lang=zh"' in html


def test_an_address_of_this_machine_is_printed_nowhere(monkeypatch):
    monkeypatch.delenv(PUBLIC, raising=False)
    at = opened("citizen.py", **VIEWS["citizen"])
    html = "".join(element.proto.body for element in at.get("html"))
    assert "localhost" not in "".join(re.findall(r'<p class="paper.*?</p>', html))
    assert 'class="code"' not in html
    assert "localhost" not in downloads.prints(scene.default(STORE, "tourism"), STORE)["HTML"][2]().decode()


def test_the_check_of_a_pc_asks_there(base):
    urls = preflight.needed(default.default(STORE, "zh"), STORE)
    assert urls
    assert all(one.startswith(f"{base}/drawn/") for one in urls)
