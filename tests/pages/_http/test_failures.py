"""When the facts are broken, the disk is full or the clock is wrong: words, never a trace, nothing half made."""

import errno
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geodata.catalog.errors import DataError, Problem
from geodata.export import formats
from geodata.text import Text, days
from pages._http.arrival import preview
from pages._http.light import views
from pages._http.maps import light_map
from pages._http.open_data import datasets
from pages._http.page_cache import kept
from pages._http.routes import served_routes

CLIENT = TestClient(Starlette(routes=served_routes()))
MODULES = (datasets, views, light_map, preview)


@pytest.fixture
def broken_facts(monkeypatch):
    def load():
        raise DataError([Problem("tourism.csv", 7, "lon", "<b>205</b>", Text("经度", "a longitude"))])

    for module in MODULES:
        monkeypatch.setattr(module, "load", load)


@pytest.mark.usefixtures("broken_facts")
@pytest.mark.parametrize("address", ["/health", "/api/datasets", "/api/datasets/tourism.csv", "/preview.png"])
def test_programs_are_told_which_cell_is_broken(address):
    answer = CLIENT.get(address)
    assert answer.status_code == 503
    assert "tourism.csv" in answer.json()["message"]["en"]
    assert "第7行" in answer.json()["message"]["zh"]


@pytest.mark.usefixtures("broken_facts")
@pytest.mark.parametrize("address", ["/lite/", "/lite/map", "/lite/zh/place/500152"])
def test_readers_are_told_which_cell_is_broken(address):
    answer = CLIENT.get(address, headers={"Accept": "text/html,*/*"})
    assert answer.status_code == 503
    assert answer.headers["content-type"].startswith("text/html")
    assert "tourism.csv 第7行" in answer.text
    assert "<b>" not in answer.text
    assert "Traceback" not in answer.text


def test_a_full_disk_is_told_and_the_next_try_succeeds(monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(formats, "TemporaryDirectory", full)
        disk.setattr(datasets, "_file", datasets._file.__wrapped__)  # nothing kept of what other tests asked for
        answer = CLIENT.get("/api/datasets/hospitals.gpkg")
        assert answer.status_code == 507
        assert "磁盘已满" in answer.json()["message"]["zh"]
        assert CLIENT.get("/api/datasets/hospitals.csv").status_code == 200
    assert CLIENT.get("/api/datasets/hospitals.gpkg").content.startswith(b"SQLite format 3")


@pytest.mark.parametrize("year", [1970, 1979, 2001, 2099])
def test_a_clock_that_jumps_breaks_no_page_and_no_file(monkeypatch, year):
    monkeypatch.setattr(days, "now", lambda: datetime(year, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai")))
    for address in ("/lite/", "/lite/zh/place/500152?want=hospital", "/lite/zh/pair/500152-510923", "/lite/map"):
        answer = CLIENT.get(address)
        assert answer.status_code in (200, 404)
        assert "-1年" not in answer.text
        assert "--" not in answer.text.split("<body", 1)[-1].split("<script", 1)[0]
    assert CLIENT.get("/api/datasets/hospitals.gpkg").status_code == 200


def test_files_are_kept_up_to_so_many_bytes():
    made = []

    @kept(100)
    def file(name: str, size: int) -> bytes:
        made.append(name)
        return bytes(size)

    for name, size in [("a", 40), ("b", 40), ("a", 40), ("c", 40), ("a", 40), ("b", 40), ("big", 101), ("big", 101)]:
        assert len(file(name, size)) == size
    assert made == ["a", "b", "c", "b", "big", "big"]
