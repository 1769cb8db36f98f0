"""The page that loads the app: at every address of the app and nowhere else, with scripts that may run."""

import base64
import hashlib
import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import config

from geodata.catalog.errors import DataError
from geodata.catalog.pages import PAGES, WITH_MAP
from geodata.narrative.page import told
from geodata.query import url
from geodata.store.store import load
from geodata.text import TAG
from pages._http.arrival import arrival, page
from pages._http.arrival.arrival import TOLD, Arrival
from pages._http.arrival.doorway import ADDRESSES
from pages._http.base_path import OPTION, PUBLIC
from pages._http.headers import SecurityHeaders
from pages._ui.common import maps
from pages._ui.session.state import BROWSER

PHONE = "Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36"


async def passed_on(_request):
    return PlainTextResponse("passed on")


@pytest.fixture(params=["", "/onemap"])
def client(request):
    load()
    config.set_option(OPTION, request.param)
    routes = [Route("/{path:path}", passed_on, methods=["GET", "POST"])]
    app = Starlette(routes=routes, middleware=[Middleware(SecurityHeaders), Middleware(Arrival)])
    yield TestClient(app, base_url=f"http://server{request.param}")
    config.set_option(OPTION, "")


@pytest.fixture
def root():
    load()
    app = Starlette(routes=[Route("/{path:path}", passed_on)], middleware=[Middleware(Arrival)])
    return TestClient(app, base_url="http://server")


def address(name):
    return next(path or "/" for path, page in ADDRESSES.items() if page == name)


@pytest.mark.parametrize("path", [path or "/" for path in ADDRESSES])
def test_a_script_of_the_app_tells_of_the_browser(client, path):
    answer = client.get(f"{path}?lang=en")
    script = next(text for text in re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL) if BROWSER in text)
    assert all(name in script for name in (f"{BROWSER}=", f'"{maps.NARROW}"', f'"{maps.LOW}"', f'"{maps.NO_WEBGL}"'))
    assert answer.headers["cache-control"] == "no-cache"
    assert client.head(path).headers["content-length"]
    assert BROWSER == TOLD


def test_every_script_of_the_page_may_run(client):
    answer = client.get("/")
    scripts = re.findall(r"<script>(.*?)</script>", answer.text, flags=re.DOTALL)
    assert len(scripts) > 3
    for script in scripts:
        hashed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{hashed}'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/citizen/", "/citizen/x", "/lite/zh/", "/static/js/index.js", "/_stcore/health"])
def test_everything_else_is_passed_on(client, path):
    assert client.get(path).text == "passed on"
    assert client.post("/citizen").text == "passed on"


@pytest.mark.parametrize("lang", TAG)
@pytest.mark.parametrize("name", PAGES)
def test_each_page_arrives_with_its_name_its_words_and_its_map(root, name, lang):
    answer, store = root.get(f"{address(name)}?lang={lang}").text, load()
    assert f'<html lang="{TAG[lang]}"' in answer
    assert f"<title>{PAGES[name].name.say(lang)} · " in answer
    assert answer.count("<title>") == answer.count('<meta name="description"') == answer.count("<h1>") == 1
    assert all(f">{page.name.say(lang)}</a>" in answer for page in PAGES.values())
    assert ('<svg xmlns="http://www.w3.org/2000/svg" width="100%"' in answer) == (name in WITH_MAP)
    if name in WITH_MAP:
        view, _ = url.from_query({"lang": lang}, store, name)
        assert f"<p>{told(view, store).said[0]}</p>" in answer.replace("&#39;", "'")
        assert store.catalog.compliance.say(lang) in answer


def test_the_picture_is_of_the_view_that_the_link_asks_for(root):
    whole, part = root.get("/").text, root.get("/?focus=500152&show=tourism").text
    assert "成都" in whole
    assert ">潼南</text>" in part
    assert ">潼南</text>" not in whole
    assert 'href="/lite/zh/place/500152?from=explore"' in part


def test_a_phone_gets_the_picture_of_a_phone(root):
    wide, phone = root.get("/").text, root.get("/", headers={"User-Agent": PHONE}).text
    told = root.get("/", headers={"Cookie": f"{TOLD}=narrow.low"}).text
    assert '<details class="key" open>' in wide
    assert '<details class="key">' in phone
    assert phone == told
    assert phone != wide


def test_two_maps_to_compare_are_told_apart(root):
    answer = root.get("/crossings?compare=2020").text
    assert re.findall(r'data-place="(\w+)"', answer) == ["map2", "map"]
    assert re.findall(r'<div class="half"><p>(\d{4}|今天)', answer) == ["2020", "今天"]


def test_words_of_a_link_are_never_markup(root):
    hostile = "%3Cscript%3Ealert(1)%3C/script%3E%22%3E%3Cimg%20src=x%3E"
    for path in (f"/?find={hostile}", f"/citizen?focus={hostile}", f"/crossings?lang={hostile}&x={hostile}"):
        answer = root.get(path).text
        assert "alert(1)</script>" not in answer
        assert "<img src=x>" not in answer


def test_previews_of_links_have_a_picture_where_others_can_open_it(root, monkeypatch):
    assert "og:image" not in root.get("/").text
    assert 'property="og:title"' in root.get("/").text
    monkeypatch.setenv(PUBLIC, "https://maps.example")
    answer = root.get("/tourism?lang=en").text
    assert 'property="og:image" content="https://maps.example/preview.png?lang=en&amp;page=tourism"' in answer


def test_what_the_app_needs_soon_is_there_and_asked_for_once(root):
    answer = root.get("/").text
    static = page._STATIC
    assert '<link rel="modulepreload"' not in answer  # it would keep the picture waiting
    named = re.findall(r"\./(\S+)", re.search(r'data-soon="([^"]+)"', answer)[1])
    assert named
    assert len(named) == len(set(named))
    assert all((static / name).is_file() for name in named)
    assert any("DeckGlJsonChart" in name for name in page.chunks(page.MAP))
    drawn = re.findall(r"/(drawn/\S+)", re.search(r'data-files="([^"]+)"', answer)[1])
    assert drawn
    assert len(drawn) == len(set(drawn))


def test_parts_that_another_version_does_not_have_are_left_out():
    assert page.chunks(("NoSuchPart",)) == ()


def test_the_app_starts_after_the_picture_is_painted(root):
    answer = root.get("/").text
    assert '<script type="module"' not in answer
    script, style = re.search(r'id="app-starts" data-script="\./([^"]+)" data-style="\./([^"]+)"', answer).groups()
    assert (page._STATIC / script).is_file()
    assert (page._STATIC / style).is_file()


def test_before_the_facts_are_read_the_app_loads_without_a_picture(root, monkeypatch):
    monkeypatch.setattr(arrival, "loaded", lambda: False)
    answer = root.get("/").text
    assert 'id="first-picture"' not in answer
    assert '<script type="module"' in answer


def test_when_the_facts_are_broken_the_app_says_so_itself(root, monkeypatch):
    def broken(*_):
        raise DataError([])

    monkeypatch.setattr(arrival, "first", broken)
    assert 'id="first-picture"' not in root.get("/?focus=500151").text


def test_the_oldest_browser_understands_the_script_that_leads_it_away():
    script = re.sub(r"/\*.*?\*/", "", page._script("lacks"), flags=re.DOTALL)
    assert "location.replace" in script
    assert not re.search(r"=>|`|\?\.|\?\?|\b(const|let|class|async)\b", script)
