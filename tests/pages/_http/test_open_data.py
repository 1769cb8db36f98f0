"""Open data over HTTP as programs read them: pieces of files, from pages of any site, by GDAL and so by QGIS."""

import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pyogrio
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.testclient import TestClient
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryFile
from streamlit.web.server.starlette.starlette_routes import create_media_routes

from geodata.boundaries.vintage import Vintage
from geodata.store.store import load
from pages._http.open_data import datasets, ranges
from pages._http.routes import ROUTES

ROOT = Path(__file__).parents[3]
STORE = load()
APP = Starlette(routes=ROUTES, middleware=[Middleware(GZipMiddleware)])  # as Streamlit compresses
CLIENT = TestClient(APP)
FILE = "/api/datasets/tourism.gpkg"
PLAIN = {"Accept-Encoding": "identity"}
WHOLE = CLIENT.get(FILE, headers=PLAIN)
SIZE = len(WHOLE.content)


def ask(range: str, address: str = FILE, **headers: str):
    return CLIENT.get(address, headers={**PLAIN, "Range": range, **headers})


@pytest.mark.parametrize(
    ("range", "start", "end"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=0-0", 0, 1),
        (f"bytes=100-{SIZE * 9}", 100, SIZE),
        ("bytes=100-", 100, SIZE),
        ("bytes=-100", SIZE - 100, SIZE),
        (f"bytes=-{SIZE * 9}", 0, SIZE),
        ("bytes = 5 - 9", 5, 10),
    ],
)
def test_a_piece_is_that_piece_of_the_whole(range, start, end):
    answer = ask(range)
    assert answer.status_code == 206
    assert answer.content == WHOLE.content[start:end]
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{SIZE}"
    assert answer.headers["content-length"] == str(end - start)
    assert answer.headers["etag"] == WHOLE.headers["etag"]
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("range", [f"bytes={SIZE}-", f"bytes={SIZE + 5}-{SIZE + 9}", "bytes=-0"])
def test_where_there_is_nothing_is_416_with_the_size(range):
    answer = ask(range)
    assert (answer.status_code, answer.content) == (416, b"")
    assert answer.headers["content-range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize("range", ["bytes=0-1,5-9", "bytes=9-5", "bytes=-", "bytes=a-b", "lines=0-5", "", "bytes=1-٣"])
def test_several_pieces_and_nonsense_are_answered_by_the_whole(range):
    answer = ask(range.encode())
    assert answer.status_code == 200
    assert answer.content == WHOLE.content


def test_who_has_pieces_of_another_file_gets_the_whole():
    tag = WHOLE.headers["etag"]
    assert not tag.startswith("W/")
    assert ask("bytes=0-9", **{"If-Range": tag}).status_code == 206
    for other in ('"another"', f"W/{tag}", "Wed, 25 Nov 2026 00:00:00 GMT"):
        assert ask("bytes=0-9", **{"If-Range": other}).status_code == 200
    assert ask("bytes=0-9", **{"If-None-Match": tag}).status_code == 304


def test_who_takes_gzip_gets_a_weak_tag_and_pieces_as_they_are():
    whole = CLIENT.get(FILE)
    assert whole.headers["content-encoding"] == "gzip"
    assert whole.headers["etag"] == f"W/{WHOLE.headers['etag']}"
    piece = CLIENT.get(FILE, headers={"Range": "bytes=0-15"})
    assert piece.content == b"SQLite format 3\0"
    assert CLIENT.get(FILE, headers={"If-None-Match": whole.headers["etag"]}).status_code == 304


def test_a_file_made_again_is_the_same_so_that_its_pieces_fit():
    id, _, format = FILE.rpartition("/")[2].rpartition(".")
    again = datasets._file.__wrapped__(load(), id, format, Vintage.TODAY, "")
    assert again == WHOLE.content


@pytest.mark.parametrize("size", [0, 1, 10])
@pytest.mark.parametrize("range", ["bytes=0-", "bytes=-1", "bytes=3-5", "bytes=999999999999999999-"])
def test_a_piece_lies_within_the_file(size, range):
    try:
        piece = ranges.asked(range, size)
    except ValueError:
        return
    assert piece is None or 0 <= piece[0] < piece[1] <= size


ANSWERS = {
    "list": ("GET", "/api/datasets", {}, 200),
    "health": ("GET", "/health", {}, 200),
    "changes": ("GET", "/api/changes", {}, 200),
    "file": ("GET", "/api/datasets/tourism.geojson", {}, 200),
    "head": ("HEAD", FILE, {}, 200),
    "piece": ("GET", FILE, {"Range": "bytes=0-9"}, 206),
    "no piece": ("GET", FILE, {"Range": "bytes=999999999-"}, 416),
    "known": ("GET", FILE, {"If-None-Match": WHOLE.headers["etag"]}, 304),
    "no such dataset": ("GET", "/api/datasets/nothing.csv", {}, 404),
    "no such address": ("GET", "/api/nothing", {}, 404),
    "no such version": ("GET", "/api/changes?since=x", {}, 404),
    "asked first": (
        "OPTIONS",
        FILE,
        {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "range"},
        204,
    ),
    "written": ("POST", "/api/datasets", {}, 405),
}


@pytest.mark.parametrize(("method", "address", "headers", "status"), ANSWERS.values(), ids=ANSWERS)
def test_a_page_of_any_site_reads_every_answer(method, address, headers, status):
    answer = CLIENT.request(method, address, headers={"Origin": "https://portal.example", **PLAIN, **headers})
    assert answer.status_code == status
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "Content-Range" in answer.headers["access-control-expose-headers"]
    if method == "HEAD":
        assert answer.headers["content-length"] == str(SIZE)
        assert answer.headers["accept-ranges"] == "bytes"
    if method == "OPTIONS":
        assert "GET" in answer.headers["access-control-allow-methods"]
        assert {"Range", "If-Range"} <= set(answer.headers["access-control-allow-headers"].split(", "))


def test_what_is_no_open_data_stays_closed_to_other_sites():
    assert "access-control-allow-origin" not in CLIENT.get("/lite/zh/").headers


@pytest.fixture(scope="module")
def served():
    """The routes on a server of its own process: while GDAL waits for an answer, nothing else of a process runs."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        told = [f"{__name__}:APP", "--fd", str(listening.fileno()), "--log-level", "warning"]
        process = subprocess.Popen([sys.executable, "-m", "uvicorn", *told], cwd=ROOT, pass_fds=[listening.fileno()])
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"  # who comes early waits in the socket's queue
    process.terminate()
    process.wait()


@pytest.mark.parametrize("id", ["tourism", "counties", "corridor_lines"])
@pytest.mark.parametrize("format", ["gpkg", "geojson", "csv"])
def test_gdal_and_so_qgis_opens_datasets_by_their_addresses(served, id, format):
    table = STORE.get(id)
    frame = pyogrio.read_dataframe(f"/vsicurl/{served}/api/datasets/{id}.{format}")
    assert len(frame) == len(table)
    if format != "csv":
        assert frame.crs.to_epsg() == 4326
        assert frame.geometry.iloc[0].equals(table["geometry"].iloc[0])  # one area may be called several


@pytest.mark.parametrize(
    ("address", "kind", "plain", "name"),
    [
        ("tourism.csv", "attachment", "tourism.csv", "成渝一张图_{tourism}_{day}.csv"),
        ("counties.gpkg?asof=2021", "attachment", "counties.gpkg", "成渝一张图_{counties}_2021_{day}.gpkg"),
        ("tourism.geojson", "inline", "tourism.geojson", "成渝一张图_{tourism}_{day}.geojson"),
    ],
)
def test_a_file_is_called_by_what_it_holds_and_in_ascii_for_who_knows_no_other(address, kind, plain, name):
    told = {id: one.title.zh for id, one in STORE.catalog.datasets.items()}
    wanted = name.format(**told, day=STORE.catalog.compliance.facts_as_of)
    header = CLIENT.get(f"/api/datasets/{address}").headers["content-disposition"]
    assert header == f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(wanted)}"


def test_streamlit_passes_on_chinese_names_of_the_files_it_serves():
    class Storage:
        def get_file(self, _id: str) -> MemoryFile:
            return MemoryFile(b"x", "text/csv", MediaFileKind.DOWNLOADABLE, "成渝一张图_养老_2026-11-25.csv")

    client = TestClient(Starlette(routes=create_media_routes(Storage(), "")))
    header = client.get("/media/x.csv").headers["content-disposition"]
    assert header == f"attachment; filename*=utf-8''{quote('成渝一张图_养老_2026-11-25.csv')}"
