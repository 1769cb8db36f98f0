"""What the server answers, at the root of a host and below a base path: routes, links, files, who is led where."""

import re
from html import escape, unescape
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from streamlit import config

from geodata.export import datasets
from geodata.store.store import load
from layers.renderers.qr import data_url
from pages._http.arrival.doorway import ADDRESSES, COOKIE, Doorway
from pages._http.base_path import OPTION, base_path, served
from pages._http.routes import ROUTES, served_routes
from tests.pages._http.test_light import PAGES_EACH

ROOT = Path(__file__).parents[3]
STORE = load()
WECHAT = {"User-Agent": "MicroMessenger"}


@pytest.fixture(params=["", "/onemap", "/maps/one"])
def base(request):
    config.set_option(OPTION, request.param)
    yield request.param
    config.set_option(OPTION, "")


@pytest.fixture
def client(base):  # noqa: ARG001 - it says where the routes are served
    app = Starlette(routes=served_routes(), middleware=[Middleware(Doorway)])
    return TestClient(app, "http://maps.example", follow_redirects=False)


def addresses(html: str) -> list[str]:
    """Every address of the product that a page names: not "#" and "data:", which are on it, nor what phones open."""
    found = [unescape(one) for one in re.findall(r'(?:href|src|action)="([^"]*)"', html)]
    return [one for one in found if not re.match("#|data:|tel:|geo:|https?://", one)]


@pytest.mark.parametrize("told", ["onemap", "/onemap", "onemap/", "/onemap/"])
def test_however_the_option_is_written_it_is_one_path(told):
    config.set_option(OPTION, told)
    try:
        assert base_path() == "/onemap"
        assert served("/lite/zh/") == "/onemap/lite/zh/"
    finally:
        config.set_option(OPTION, "")


def test_at_the_root_every_address_is_as_it_was_made():
    assert base_path() == ""
    assert [route.path for route in served_routes()] == [route.path for route in ROUTES]


SHIPPED = [path for path in (ROOT / "pages").rglob("*") if path.suffix in (".py", ".html", ".js", ".css")]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_markup_script_or_style_names_the_root_of_the_host(path):
    assert not re.search(
        r"""(href|src|action)=["']/|(fetch|reached|url|open)\(["']?/""", path.read_text(encoding="utf-8")
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("address", [*PAGES_EACH, "/lite/{lang}/place/500152?focus=500152&from=transport", "/lite"])
def test_every_address_on_a_light_page_stands_below_the_base_path_and_answers(client, base, address, lang):
    html = client.get(f"{base}{address.format(lang=lang)}").text
    found = addresses(html)
    assert len(found) > 3
    apps = {f"{base}{page or '/'}" for page in ADDRESSES}
    for one in found:
        assert one.startswith(f"{base}/")
        path = one.partition("?")[0]
        assert path in apps or path.startswith(f"{base}/lite/")
        if path == f"{base}/lite/{lang}/":
            assert client.get(one).status_code == 200


@pytest.mark.parametrize("address", ["/lite/zh/site/cq-dazu?focus=500152", "/lite/en/place/500152?want=health"])
def test_a_light_page_and_its_code_name_the_address_it_is_read_at(client, base, address):
    html = client.get(f"{base}{address}", headers={"Host": "maps.example"}).text
    here = f"http://maps.example{base}{address}"
    assert f"<p>{here}</p>" in html
    assert escape(data_url(here)) in html
    assert f'<p class="screen"><a href="{base}/lite/zh/place/500152">' in html or "site" not in address


def test_a_page_that_is_not_there_leads_back(client, base):
    answer = client.get(f"{base}/lite/zh/place/999999")
    assert answer.status_code == 404
    assert addresses(answer.text)
    assert all(one.startswith(f"{base}/") for one in addresses(answer.text))


def test_a_place_that_is_typed_is_found_there(client, base):
    answer = client.get(f"{base}/lite/zh/ask", params={"q": "tn", "want": "health"})
    assert answer.headers["location"] == f"{base}/lite/zh/place/500152?want=health"


def test_the_light_map_fetches_its_parts_from_there(client, base):
    html = client.get(f"{base}/lite/map", params={"show": "units"}).text
    scripts = addresses(html)
    assert any(one.endswith("leaflet.js") for one in scripts)
    drawn = re.findall(r'"url": ?"([^"]+)"', html)
    assert drawn
    for one in (*scripts, *drawn):
        assert one.startswith(f"{base}/")
        assert client.get(one).status_code == 200


def test_open_data_say_where_they_are(client, base):
    for entry in client.get(f"{base}/api/datasets").json():
        assert entry["formats"] == {
            format: f"{base}/api/datasets/{entry['id']}.{format}" for format in datasets.formats(STORE.get(entry["id"]))
        }
    address = f"{base}/api/datasets/timeline.json"
    assert client.get(address).json()["about"]["link"] == address


def test_what_is_served_below_a_path_is_not_served_beside_it(client, base):
    beside = 404 if base else 200
    for address in ("/health", "/lite/zh/", "/api/datasets", "/vendor/leaflet/leaflet.js"):
        assert client.get(f"{base}{address}").status_code == 200
        assert client.get(address).status_code == beside
    assert client.get("/onemapx/health").status_code == 404


@pytest.mark.parametrize("slash", ["", "/"])
def test_the_doorway_stands_there(client, base, slash):
    for page in ADDRESSES:
        led = client.get(f"{base}{page}{slash}", headers=WECHAT)
        assert led.status_code == 303
        assert led.headers["location"].startswith(f"{base}/lite/zh/")
    let_in = client.get(f"{base}/citizen?app=1&focus=500152", headers=WECHAT)
    assert let_in.headers["location"] == f"{base}/citizen?focus=500152"
    assert let_in.headers["set-cookie"].startswith(f"{COOKIE}; Path={base or '/'};")
    if base:
        for beside in ("/", "/citizen", f"{base}citizen", f"{base}x/citizen"):
            assert client.get(beside, headers=WECHAT).status_code == 404
