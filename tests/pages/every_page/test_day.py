"""The day is that of the zone that is set, wherever the server stands: in California, just after midnight in China."""

import io
import json
import sqlite3
import time
from datetime import UTC, date, datetime
from zipfile import ZipFile

import openpyxl
import pytest
from starlette.testclient import TestClient

from geodata import configuration
from geodata.query import results, scene
from geodata.store.store import load
from geodata.text import days
from layers.documents import powerpoint
from layers.documents.datapack import archive
from pages._ui.briefing import exports
from pages._ui.common import downloads
from tests.layers.given import STORIES
from tests.pages._http.test_http import CLIENT
from tests.pages.driver import opened, words

STORE = load()
MOMENT = datetime(2026, 11, 25, 16, 30, tzinfo=UTC)  # the 26th in China since half an hour, the 25th in California
DAY = "2026-11-26"


@pytest.fixture(autouse=True)
def midnight(monkeypatch):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return MOMENT.astimezone(tz)

    monkeypatch.setattr(days, "datetime", Clock)
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_today_is_that_of_china_unless_another_zone_is_set(monkeypatch):
    assert days.today() == date(2026, 11, 26)
    other = configuration.Configuration(time=configuration.Time("America/Los_Angeles"))
    monkeypatch.setattr(days, "configuration", lambda: other)
    assert days.today() == date(2026, 11, 25)


def test_files_of_rows_and_their_names_say_that_day(tmp_path):
    asked = scene.default(STORE, "tourism")
    made = downloads.files(asked, STORE, results.shown(asked, STORE), "", "")
    assert downloads.named(asked, STORE, ending="csv") == f"成渝一张图_文旅_{DAY}.csv"
    book = openpyxl.load_workbook(io.BytesIO(made["xlsx"]()))
    assert book.properties.created.date().isoformat() == DAY
    assert {row[0].value: row[1].value for row in book["说明"].iter_rows()}["制作日期"] == DAY
    assert json.loads(made["geojson"]())["metadata"]["day"] == DAY
    assert f",{DAY}," in made["csv"]().decode("utf-8-sig").splitlines()[1]
    (path := tmp_path / "x.gpkg").write_bytes(made["gpkg"]())
    with sqlite3.connect(path) as file:
        assert {row[0][:10] for row in file.execute("SELECT last_change FROM gpkg_contents")} == {DAY}


def test_documents_and_packs_say_that_day():
    asked = scene.default(STORE, "tourism")
    with ZipFile(io.BytesIO(archive.of_scene(asked, STORE, "", days.today()))) as pack:
        assert {entry.date_time[:3] for entry in pack.infolist()} == {(2026, 11, 26)}
        book = openpyxl.load_workbook(pack.open(archive.XLSX))
        assert book.properties.created.date().isoformat() == DAY
    story = STORIES["zh"]
    assert exports.named(story, "pptx").endswith(f"_{DAY}.pptx")
    assert powerpoint._deck(story, days.today()).core_properties.created.date().isoformat() == DAY


def test_pages_light_pages_and_health_say_that_day():
    assert "2026年11月26日" in words(opened("tourism.py"))
    client: TestClient = CLIENT
    assert "2026年11月26日" in client.get("/lite/zh/place/500152").text
    assert client.get("/health").json()["time"] == f"{DAY}T00:30:00+08:00"
