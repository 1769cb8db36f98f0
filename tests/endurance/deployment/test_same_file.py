"""A file made again later on the same day is the same, whatever its format: no second and no chance in it."""

import time
from datetime import date

import pyogrio
import pytest

from geodata.narrative.page import told
from geodata.query import url
from geodata.store.store import load
from geodata.text import days
from layers.documents.html import webfont
from pages._ui.common import downloads

STORE = load()
VIEW = url.from_query({"focus": "500152", "show": "tourism"}, STORE, "explore")[0]
LATER = 100_000_000  # s


def makers():
    known = told(VIEW, STORE)
    made = downloads.files(VIEW, STORE, known.shown, known.sentence, "http://maps.example/")
    return made | {ending: make for ending, _, make in downloads.prints(VIEW, STORE).values()}


@pytest.mark.parametrize("format", list(makers()))
def test_a_file_made_later_is_the_same(format, monkeypatch):
    monkeypatch.setattr(days, "today", lambda: date(2026, 11, 27))
    now = time.time
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2026-11-27T01:02:03.000Z"})
    try:
        first = makers()[format]()
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2031-01-02T03:04:05.000Z"})
        monkeypatch.setattr(time, "time", lambda: now() + LATER)
        webfont._made.cache_clear()
        assert makers()[format]() == first
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
