"""Files in a ZIP bear the day they were made on."""

import time
from datetime import date
from io import BytesIO
from zipfile import ZipFile, ZipInfo

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


def test_what_a_library_dated_is_dated_by_the_day():
    clocked = BytesIO()
    with ZipFile(clocked, "w") as pack:
        for name in ("[Content_Types].xml", "ppt/presentation.xml"):
            pack.writestr(ZipInfo(name, (2031, 1, 2, 3, 4, 6)), name * 100)
    with ZipFile(BytesIO(zipped.dated(clocked.getvalue(), date(2026, 11, 27)))) as pack:
        assert [entry.filename for entry in pack.infolist()] == ["[Content_Types].xml", "ppt/presentation.xml"]
        assert {entry.date_time for entry in pack.infolist()} == {(2026, 11, 27, 0, 0, 0)}
        assert pack.read("ppt/presentation.xml").decode() == "ppt/presentation.xml" * 100
