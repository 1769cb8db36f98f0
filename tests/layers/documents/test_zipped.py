"""Files in a ZIP bear the day they were made on."""

import time
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from layers.documents import zipped


@pytest.mark.parametrize(("day", "dated"), [(date(2026, 11, 27), 2026), (date(1970, 1, 1), 1980)])
def test_a_file_is_dated_whatever_the_clock_says(day, dated, monkeypatch):
    monkeypatch.setattr(time, "time", lambda: 0.0)
    buffer = BytesIO()
    with ZipFile(buffer, "w") as pack:
        zipped.write(pack, "甲.txt", b"text", day)
    with ZipFile(buffer) as pack:
        assert pack.read("甲.txt") == b"text"
        assert pack.infolist()[0].date_time[0] == dated
