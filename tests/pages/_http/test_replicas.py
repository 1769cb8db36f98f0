"""One of several servers: ready or not, passed over by the proxy until it is, warned of a secret of its own."""

from threading import Event

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from streamlit import config

from geodata.catalog.errors import DataError, Problem
from geodata.store.store import load
from geodata.text import Text
from pages._http.base_path import OPTION, BelowBase
from pages._http.routes import served_routes
from pages._http.server import replicas
from pages._http.server.replicas import MARK, SIGNED_WITH, OneOfSeveral

MARKED = {MARK: "2"}


async def passed_on(_request):
    return PlainTextResponse("passed on")


async def heard(socket):
    await socket.accept()
    await socket.close()


@pytest.fixture
def prepared(monkeypatch) -> Event:
    """Whether the server is ready, which it is not."""
    event = Event()
    monkeypatch.setattr(replicas, "prepared", event)
    return event


@pytest.fixture(params=["", "/onemap"])
def client(request):
    config.set_option(OPTION, request.param)
    routes = [*served_routes(), WebSocketRoute("/{path:path}", heard), Route("/{path:path}", passed_on)]
    middleware = [Middleware(BelowBase), Middleware(OneOfSeveral)]
    yield TestClient(Starlette(routes=routes, middleware=middleware), base_url=f"http://server{request.param}")
    config.set_option(OPTION, "")


def test_ready_says_503_while_data_are_loaded_and_200_after(client, prepared):
    answer = client.get("ready")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "2"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["message"] == replicas.LOADING._asdict()
    prepared.set()
    answer = client.get("ready")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert answer.json() == {"status": "ready", "data_version": load().version}


def test_ready_can_be_asked_without_a_body_and_only_asked(client, prepared):
    assert client.head("ready").status_code == 503
    prepared.set()
    answer = client.head("ready")
    assert (answer.status_code, answer.content) == (200, b"")
    assert client.post("ready").status_code == 405


def test_ready_says_which_cell_is_broken(client, prepared, monkeypatch):
    def broken():
        raise DataError([Problem("tourism.csv", 7, "lon", "205", Text("经度", "a longitude"))])

    monkeypatch.setattr(replicas, "load", broken)
    prepared.set()
    answer = client.get("ready")
    assert answer.status_code == 503
    assert "tourism.csv" in answer.json()["message"]["en"]


def test_a_proxy_before_several_passes_over_one_that_is_not_ready(client, prepared):
    assert client.get("crossings").text == "passed on"  # by itself it shows that it loads
    assert client.get("health", headers=MARKED).status_code == 200
    for kind, said in (("text/html", "text/html; charset=utf-8"), ("*/*", "application/json")):
        answer = client.get("crossings", headers=MARKED | {"Accept": kind})
        assert (answer.status_code, answer.headers["content-type"]) == (503, said)
    with pytest.raises(WebSocketDenialResponse) as denied, client.websocket_connect("_stcore/stream", headers=MARKED):
        pass
    assert denied.value.status_code == 503
    prepared.set()
    assert client.get("crossings", headers=MARKED).text == "passed on"
    with client.websocket_connect("_stcore/stream", headers=MARKED):
        pass


@pytest.mark.usefixtures("prepared")
def test_a_secret_of_its_own_is_warned_of_once_and_only_where_there_are_others(caplog):
    client = TestClient(Starlette(routes=served_routes(), middleware=[Middleware(OneOfSeveral)]))
    client.get("/health")
    assert caplog.text == ""
    client.get("/health", headers=MARKED)
    client.get("/health", headers=MARKED)
    assert caplog.text.count("STREAMLIT_SERVER_COOKIE_SECRET") == 1


@pytest.mark.usefixtures("prepared")
def test_a_secret_that_is_given_is_not_warned_of(caplog):
    before, where = config.get_option(SIGNED_WITH), config.get_where_defined(SIGNED_WITH)
    config.set_option(SIGNED_WITH, "the same for all", "the environment")
    try:
        client = TestClient(Starlette(routes=served_routes(), middleware=[Middleware(OneOfSeveral)]))
        client.get("/health", headers=MARKED)
        assert caplog.text == ""
    finally:
        config.set_option(SIGNED_WITH, before, where)
