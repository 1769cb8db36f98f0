"""Which sites may show the product in a frame: none but itself, unless the administrator names some."""

import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from streamlit import config

from geodata.configuration import Configuration, Embed
from pages._http import headers
from pages._http.arrival.arrival import Arrival
from pages._http.base_path import OPTION
from pages._http.headers import SecurityHeaders
from pages._http.routes import served_routes

ORIGINS = ("https://portal.example.cn", "https://*.gov.example.cn")
LIGHT = ["/lite", "/lite/zh/", "/lite/map", "/lite/zh/place/500152", "/lite/zh/place/999999"]
APP = ["/?embed=1", "/crossings?lang=en&embed=true"]
CLOSED = ["/", "/crossings?embed=0", "/crossings?embed=", "/health?embed=1", "/api/datasets?embed=1", "/litera?embed=1"]


@pytest.fixture(params=["", "/onemap"])
def client(request):
    config.set_option(OPTION, request.param)
    app = Starlette(routes=served_routes(), middleware=[Middleware(SecurityHeaders), Middleware(Arrival)])
    yield TestClient(app, f"http://maps.example{request.param}", follow_redirects=False)
    config.set_option(OPTION, "")


def ancestors(answer) -> str:
    policy = answer.headers["content-security-policy"].split("; ")
    return next(part for part in policy if part.startswith("frame-ancestors"))


def sets(monkeypatch, *origins: str, app: bool = False) -> None:
    embed = Configuration(embed=Embed(origins, app))
    monkeypatch.setattr(headers, "configuration", lambda: embed)


@pytest.mark.parametrize("address", [*LIGHT, *APP, *CLOSED])
def test_nobody_else_may_unless_it_is_said(client, address):
    answer = client.get(address)
    assert ancestors(answer) == "frame-ancestors 'self'"
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"


@pytest.mark.parametrize("app", [True, False])
def test_the_light_map_and_pages_may_be_shown_by_the_sites_that_are_named(client, monkeypatch, app):
    sets(monkeypatch, *ORIGINS, app=app)
    for address in LIGHT:
        answer = client.get(address)
        assert ancestors(answer) == "frame-ancestors 'self' https://portal.example.cn https://*.gov.example.cn"
        assert "x-frame-options" not in answer.headers
    for address in APP:
        assert ("portal" in ancestors(client.get(address))) == app
        assert ("x-frame-options" in client.get(address).headers) != app
    for address in CLOSED:
        assert ancestors(client.get(address)) == "frame-ancestors 'self'"
        assert client.get(address).headers["x-frame-options"] == "SAMEORIGIN"


def test_the_app_alone_opens_nothing(client, monkeypatch):
    sets(monkeypatch, app=True)
    assert ancestors(client.get("/?embed=1")) == "frame-ancestors 'self'"


@pytest.mark.parametrize("address", ["/lite/zh/", "/lite/zh/place/500152?want=health", "/lite/en/site/cq-dazu"])
def test_what_leads_to_the_app_or_elsewhere_from_a_frame_leads_out_of_it(client, address):
    base = client.base_url.path.rstrip("/")
    links = re.findall(r"<a [^>]*>", client.get(address).text)
    for link in links:
        out = re.search(rf'href="(https?://|{base}/(\?|[a-z]+\?|"))', link) is not None
        assert (' target="_top"' in link) == out, link
    assert sum(' target="_top"' in link for link in links) >= 2
