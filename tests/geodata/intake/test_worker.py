"""The process that reads strangers' files: what it returns, and every way it may end."""

import threading
import time

import pytest

from geodata.intake import worker
from geodata.intake.model import IntakeError
from geodata.intake.reading import read
from geodata.intake.worker import in_worker, memory_for
from tests.geodata.intake.reading.made import LIST


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
