"""The nginx file that is shipped, before two stand-ins of the product that say who they are."""

import json
import re
import shutil
import socket
import subprocess
import tomllib
from collections.abc import Iterator
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from pages._http.server.replicas import MARK
from tests.browser.conftest import free_port
from tests.endurance.deployment import proxy

pytestmark = pytest.mark.skipif(not shutil.which(proxy.NGINX), reason="no nginx here (Debian: nginx-light)")
COOKIE = "chengyu_replica"
STREAM = "/_stcore/stream"


class StandIn:
    """A server that answers every request with its number and the headers it got; not ready, as the product does."""

    def __init__(self) -> None:
        self.port, self.ready = free_port(), True
        self._server: ThreadingHTTPServer | None = None

    def start(self) -> None:
        one = self

        class Answers(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                told = json.dumps({"port": one.port, **{name.lower(): text for name, text in self.headers.items()}})
                self.send_response(200 if one.ready or MARK not in self.headers else 503)
                body = told.encode() + b" " * 2_000
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(body)

            def do_PUT(self) -> None:
                self.do_GET()

            def log_message(self, *_given) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Answers)
        self._server.daemon_threads = True
        Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


class Reader:
    """A browser: it keeps the cookie it is given."""

    def __init__(self, port: int) -> None:
        self.port, self.cookie = port, ""

    def asks(self, path: str = "/", accept: str = "*/*", body: bytes | None = None, **headers: str):
        """The status and what the stand-in told, by the way through nginx."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        own = {"Accept": accept, **({"Cookie": f"{COOKIE}={self.cookie}"} if self.cookie else {}), **headers}
        connection.request("GET" if body is None else "PUT", f"/onemap{path}", body, own)
        answer = connection.getresponse()
        self.headers, said = answer.headers, answer.read()
        given = SimpleCookie(answer.headers.get("Set-Cookie", "")).get(COOKIE)
        if given:
            assert (given["path"], given["httponly"], given["samesite"]) == ("/onemap/", True, "Lax")
            self.cookie = given.value
        connection.close()
        return answer.status, json.loads(said) if said.startswith(b"{") else {}


@pytest.fixture
def servers() -> Iterator[list[StandIn]]:
    both = [StandIn(), StandIn()]
    for one in both:
        one.start()
    yield both
    for one in both:
        one.stop()


@pytest.fixture
def reader(servers, tmp_path) -> Iterator[Reader]:
    port = free_port()
    around = proxy.written(tmp_path, port, (servers[0].port, servers[1].port))
    with proxy.started(around, f"http://127.0.0.1:{port}/onemap"):
        yield Reader(port)


def test_nginx_understands_the_file(tmp_path):
    around = proxy.written(tmp_path, 80, proxy.PORTS)
    asked = [proxy.NGINX, "-t", "-p", str(tmp_path), "-c", str(around), "-e", str(tmp_path / "error.log")]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert "test is successful" in done.stderr
    assert "warn" not in done.stderr


def test_a_page_stays_with_the_server_it_is_connected_with(reader, servers):
    told = [reader.asks(accept="text/html")[1]["port"]]
    assert reader.cookie == str([one.port for one in servers].index(told[0]) + 1)
    told += [
        reader.asks(path)[1]["port"] for path in (STREAM, "/media/file.pdf", "/lite/map", "/_stcore/upload_file/x")
    ]
    assert len(set(told)) == 1
    assert "Set-Cookie" not in reader.headers


def test_two_readers_are_served_by_two_servers(reader):
    assert len({Reader(reader.port).asks(accept="text/html")[1]["port"] for _ in range(4)}) == 2


def test_who_keeps_no_cookie_is_served_by_one(reader):
    assert len({Reader(reader.port).asks(path)[1]["port"] for path in (STREAM, "/media/a.pdf", "/media/b.pdf")}) == 1


def test_one_that_is_gone_is_passed_over_and_the_page_stays_with_the_other(reader, servers):
    here = reader.asks(STREAM)[1]["port"]
    gone, other = sorted(servers, key=lambda one: one.port != here)
    before = reader.cookie
    gone.stop()
    assert reader.asks("/media/file.pdf")[1]["port"] == other.port
    assert reader.cookie == before  # where its page is connected is not known yet
    assert reader.asks(STREAM)[1]["port"] == other.port
    assert reader.cookie != before
    gone.start()
    assert {reader.asks(path)[1]["port"] for path in (STREAM, "/media/file.pdf", "/")} == {other.port}
    other.stop()
    assert reader.asks(STREAM)[0] == 200


def test_one_that_is_not_ready_is_passed_over_and_where_none_is_the_page_says_so(reader, servers):
    servers[0].ready = False
    assert {Reader(reader.port).asks(accept="text/html")[1]["port"] for _ in range(4)} == {servers[1].port}
    servers[1].ready = False
    for path in ("/", STREAM, "/ready"):
        status, told = reader.asks(path, accept="text/html")
        assert status == 200  # as each answers by itself
        assert MARK not in told
    for one in servers:
        one.stop()
    assert reader.asks()[0] == 502


def test_the_servers_are_told_what_the_reader_knows(reader):
    told = reader.asks(STREAM, Host="maps.example:8080", Upgrade="websocket")[1]
    assert (told["host"], told["x-forwarded-proto"], told[MARK]) == ("maps.example:8080", "http", "2")
    assert (told["upgrade"], told["connection"]) == ("websocket", "upgrade")
    assert told["x-forwarded-for"] == "127.0.0.1"


def test_what_is_not_packed_yet_is_packed(reader):
    reader.asks(**{"Accept-Encoding": "gzip"})
    assert reader.headers["Content-Encoding"] == "gzip"


def test_uploads_may_be_as_large_as_the_product_takes_them(reader):
    most = tomllib.loads((proxy.ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["server"]["maxUploadSize"]
    assert f"client_max_body_size {most}m;" in proxy.SHIPPED
    assert reader.asks("/_stcore/upload_file/x/y", body=b"x" * (most - 1) * 1024 * 1024)[0] == 200


def test_a_page_may_stand_open_for_an_hour_without_a_word():
    (stream,) = re.findall(r"location ~ \^/onemap/_stcore/stream\$ \{(.*?)\}", proxy.SHIPPED, re.DOTALL)
    assert re.findall(r"proxy_(read|send)_timeout 1h;", stream) == ["read", "send"]


def test_the_path_without_its_slash_leads_there(reader):
    with socket.create_connection(("127.0.0.1", reader.port)) as asked:
        asked.sendall(b"GET /onemap?lang=en HTTP/1.1\r\nHost: maps.example\r\nConnection: close\r\n\r\n")
        answer = asked.makefile("rb").read().decode()
    assert answer.startswith("HTTP/1.1 301")
    assert "/onemap/?lang=en" in answer
