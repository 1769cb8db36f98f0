"""What a soak tells: memory by least squares, waiting by kind, what failed."""

import os
import random
from pathlib import Path

import psutil
import pytest

from geodata.catalog.pages import PAGES
from geodata.query import url
from geodata.store.store import load
from tests.endurance.app_under_test import OURS, ROOT, App, Memory
from tests.endurance.run_soak import Diary, link, report


@pytest.fixture
def memory():
    made = Memory(psutil.Process(os.getpid()))
    made.end()
    # Grows by 60 MB in the first minute, by 3 MB in each later one.
    made.samples = [(5.0 * n, 400.0 + (5 * n if n < 12 else 60 + 0.25 * (n - 12))) for n in range(60)]
    return made


def test_the_slope_is_that_after_the_warm_minutes(memory):
    assert memory.slope(60) == pytest.approx(3.0)
    assert memory.slope(0) > 5
    assert memory.slope(10_000) == 0


def test_the_report_tells_waiting_by_kind_errors_and_the_slope(memory):
    diary = Diary()
    for n in range(100):
        diary.note("light page", n / 100)
    diary.note("page opened", 1.0, "status 500")
    told = report(App(1, memory, Path("none")), diary, 12, 2)
    assert "| light page | 100 | 0.495 | 0.950 | 0.99 |" in told
    assert "Errors: 1." in told
    assert "after the first 1 min +3.00 MB/min" in told


@pytest.mark.parametrize("page", list(PAGES))
def test_people_follow_links_that_make_sense(page):
    dice = random.Random(3)
    for _ in range(20):
        query = dict(part.split("=") for part in link(dice, page).split("&"))
        _, ignored = url.from_query(query, load(), page)
        assert [one for one in ignored if one.field not in ("focus", "year")] == []


def test_a_trace_is_ours_unless_it_only_passes_through_middleware():
    assert OURS.search(f'File "{ROOT}/pages/main.py", line 3, in <module>')
    assert not OURS.search(f'File "{ROOT}/pages/_http/headers.py", line 71, in __call__')
    assert not OURS.search(f'File "{ROOT}/.venv/lib/x.py", line 71, in f')
