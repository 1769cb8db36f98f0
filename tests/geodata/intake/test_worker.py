"""The process that reads strangers' files: what it returns, and every way it may end."""

import tempfile
import threading
import time
from pathlib import Path

import pytest

from geodata.intake import worker
from geodata.intake.model import IntakeError
from geodata.intake.reading import read
from geodata.intake.worker import in_worker, memory_for
from tests.geodata.intake.reading.made import LIST, workbook


def test_what_is_read_comes_back_whole():
    found = in_worker(read, LIST.encode("gbk"), "a.csv", most_rows=10, seconds=30)
    assert found.headings[1] == "机构名称"
    assert found.cells.shape == (3, 6)


def test_what_a_file_is_told_comes_back_as_it_was_told():
    with pytest.raises(IntakeError) as error:
        in_worker(read, b"", "a.csv", most_rows=10, seconds=30)
    assert error.value.told.zh == "文件是空的"


def test_a_job_that_takes_too_long_is_ended():
    with pytest.raises(IntakeError, match=r"more than 0\.3 s"):
        in_worker(time.sleep, 60, seconds=0.3, most_mb=100)


def test_a_job_that_takes_too_much_memory_is_ended():
    with pytest.raises(IntakeError, match="more than 100 MB"):
        in_worker(bytearray, 400_000_000, seconds=30, most_mb=100)


def test_a_job_no_longer_wanted_is_ended():
    with pytest.raises(IntakeError, match="cancelled"):
        in_worker(time.sleep, 60, seconds=60, most_mb=100, wanted=lambda: False)


def test_a_job_that_is_ended_leaves_no_file_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    seen = []

    def wanted():
        seen.append(any(tmp_path.rglob("held")))
        return not seen[-1]

    with pytest.raises(IntakeError, match="cancelled"):
        in_worker(hold, seconds=60, most_mb=100, wanted=wanted)
    assert seen[-1]
    assert list(tmp_path.iterdir()) == []


def hold():
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "held").write_text("private")
        time.sleep(60)


def test_a_surprise_is_logged_and_told_without_its_trace(caplog):
    with pytest.raises(IntakeError, match="server's log"):
        in_worker(int, "x", seconds=30, most_mb=100)
    assert "invalid literal" in caplog.text


def test_a_helper_that_has_gone_is_started_again():
    worker.warm()
    worker._HELPER.process.kill()
    worker._HELPER.process.wait()
    assert in_worker(len, "abc", seconds=30, most_mb=100) == 3


def test_jobs_wait_for_memory_and_all_are_done():
    done = []
    threads = [
        threading.Thread(target=lambda: done.append(in_worker(len, "abc", seconds=30, most_mb=400))) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert done == [3, 3, 3]
    assert worker._free_mb == worker.TOGETHER_MB
    assert memory_for(100_000_000) == worker.TOGETHER_MB > memory_for(1_000_000)


def _far_away(book):
    sheet = book.add_worksheet()
    sheet.write(0, 0, "名称")
    sheet.write(1_048_575, 200, "x")


def test_a_workbook_that_spans_more_than_memory_ends_its_job_alone():
    """The library sets aside every cell between the first and the last, and ends the process when it cannot."""
    with pytest.raises(IntakeError, match="more than 300 MB"):
        in_worker(read, workbook(_far_away), "a.xlsx", most_rows=10, seconds=30, most_mb=300)


def test_a_long_table_is_read_in_bounded_memory():
    row = "{0},成都市第{0}养老服务中心,四川省成都市武侯区一环路南{0}号,104.06{0:06d},30.65{0:06d},武侯区,公办\n"
    content = ("序号,名称,地址,经度,纬度,区县,类别\n" + "".join(map(row.format, range(100_000)))).encode("gbk")
    found = in_worker(read, content, "a.csv", most_rows=100_000, seconds=30, most_mb=120)
    assert found.cells.shape == (100_000, 7)
    assert found.cells[1].iloc[-1] == "成都市第99999养老服务中心"
