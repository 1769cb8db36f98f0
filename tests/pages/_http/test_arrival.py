"""The page that loads the app: at every address of the app and nowhere else, with a script that may run."""

import base64
import hashlib
import re

import pytest
from pages._http.old_browsers import ADDRESSES
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import config

from pages._http.arrival import Arrival
from pages._http.base_path import OPTION
from pages._http.headers import SecurityHeaders
from pages._ui.common import maps
from pages._ui.session.state import BROWSER


async def passed_on(_request):
    return PlainTextResponse("passed on")


@pytest.fixture(params=["", "/onemap"])
def client(request):
    config.set_option(OPTION, request.param)
    routes = [Route("/{path:path}", passed_on, methods=["GET", "POST"])]
    app = Starlette(routes=routes, middleware=[Middleware(SecurityHeaders), Middleware(Arrival)])
    yield TestClient(app, base_url=f"http://server{request.param}")
    config.set_option(OPTION, "")


@pytest.mark.parametrize("address", [address or "/" for address in ADDRESSES])
def test_the_first_script_of_the_app_tells_of_the_browser(client, address):
    page = client.get(f"{address}?lang=en")
    script = re.search(r"<script.*?>(.*?)</script>", page.text, flags=re.DOTALL)[1]
    assert all(name in script for name in (f"{BROWSER}=", f'"{maps.NARROW}"', f'"{maps.LOW}"', f'"{maps.NO_WEBGL}"'))
    assert page.headers["cache-control"] == "no-cache"
    assert client.head(address).headers["content-length"] == page.headers["content-length"]


def test_every_script_of_the_page_may_run(client):
    page = client.get("/")
    scripts = re.findall(r"<script>(.*?)</script>", page.text, flags=re.DOTALL)
    assert len(scripts) > 1
    for script in scripts:
        hashed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{hashed}'" in page.headers["content-security-policy"]


@pytest.mark.parametrize("address", ["/citizen/", "/citizen/x", "/lite/zh/", "/static/js/index.js", "/_stcore/health"])
def test_everything_else_is_passed_on(client, address):
    assert client.get(address).text == "passed on"
    assert client.post("/citizen").text == "passed on"
