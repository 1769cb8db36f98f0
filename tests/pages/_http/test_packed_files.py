"""Streamlit's files, packed: the same content, for who takes it so, made once, never half."""

import gzip
import os

import brotli
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import config

from pages._http import packed_files
from pages._http.base_path import OPTION
from pages._http.packed_files import FOLDER, PackedFiles, accepted, packed, worth

SCRIPT = next(path for path in sorted((FOLDER / "static" / "js").glob("index.*.js")) if worth(path))
FONT = next((FOLDER / "static" / "media").glob("*.woff2"))


async def passed_on(_request):
    return PlainTextResponse("passed on")


@pytest.fixture(params=["", "/onemap"])
def client(request, tmp_path, monkeypatch):
    monkeypatch.setattr(packed_files, "kept", lambda: tmp_path)
    config.set_option(OPTION, request.param)
    app = Starlette(routes=[Route("/{path:path}", passed_on)], middleware=[Middleware(PackedFiles)])
    yield TestClient(app, base_url=f"http://server{request.param}")
    config.set_option(OPTION, "")


@pytest.mark.parametrize(
    ("takes", "encoding"), [("gzip, deflate", "gzip"), ("gzip, br", "br"), ("br;q=0, gzip", "gzip")]
)
def test_a_script_comes_packed_and_is_the_same(client, takes, encoding, tmp_path):
    address = f"static/js/{SCRIPT.name}"
    answer = client.get(address, headers={"Accept-Encoding": takes})
    assert answer.headers["content-encoding"] == encoding
    assert answer.content == SCRIPT.read_bytes()
    assert int(answer.headers["content-length"]) < SCRIPT.stat().st_size / 2
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert client.head(address, headers={"Accept-Encoding": takes}).headers["content-length"]
    assert len(list(tmp_path.iterdir())) == 1


def test_what_cannot_be_packed_is_passed_on(client):
    for address, takes in [
        (f"static/js/{SCRIPT.name}", "identity"),
        (f"static/media/{FONT.name}", "gzip, br"),
        ("static/js/none.js", "gzip"),
        ("static/../../__init__.py", "gzip"),
        ("static/%2e%2e/%2e%2e/__init__.py", "gzip"),
        ("crossings", "gzip"),
    ]:
        assert client.get(address, headers={"Accept-Encoding": takes}).text == "passed on"


def test_packing_twice_makes_one_file(tmp_path, monkeypatch):
    monkeypatch.setattr(packed_files, "kept", lambda: tmp_path)
    for encoding, unpack in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        first = packed(SCRIPT, encoding)
        made = first.stat().st_mtime_ns
        assert packed(SCRIPT, encoding).stat().st_mtime_ns == made
        assert unpack(first.read_bytes()) == SCRIPT.read_bytes()


def test_where_nothing_may_be_written_a_folder_of_the_process_is_used_and_removed(tmp_path, monkeypatch):
    monkeypatch.setattr(packed_files.sys, "prefix", "/proc/nowhere")
    monkeypatch.setattr(packed_files.tempfile, "tempdir", str(tmp_path))
    for cached in (packed_files.kept, packed_files._folder_of_the_process):
        cached.cache_clear()
    folder = packed(SCRIPT, "gzip").parent
    assert folder.parent == tmp_path
    packed_files.tidy()
    assert list(tmp_path.iterdir()) == []
    for cached in (packed_files.kept, packed_files._folder_of_the_process):
        cached.cache_clear()
    packed_files.tidy()  # nothing there: nothing happens


def test_a_full_disk_serves_the_file_as_it_is(client, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(packed_files, "packed", full)
    assert client.get(f"static/js/{SCRIPT.name}", headers={"Accept-Encoding": "gzip"}).text == "passed on"


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("", ""),
        ("identity", ""),
        ("*", "br"),
        ("gzip;q=0", ""),
        ("deflate, gzip;q=1.0", "gzip"),
        ("br", "br"),
        ("x;y", ""),
    ],
)
def test_the_best_encoding_that_is_accepted(header, encoding):
    assert accepted(header) == encoding


def test_a_packed_script_says_nothing_of_when_it_was_packed(client, tmp_path):
    """So that it is the same from every server: the tag is of its content."""
    address, takes = f"static/js/{SCRIPT.name}", {"Accept-Encoding": "gzip"}
    first = client.get(address, headers=takes)
    (file,) = tmp_path.iterdir()
    os.utime(file, (0, 0))
    assert client.get(address, headers=takes).headers == first.headers
    assert "last-modified" not in first.headers
    assert client.get(address, headers=takes | {"If-None-Match": first.headers["etag"]}).status_code == 304
