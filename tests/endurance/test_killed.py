"""kill -9 in the middle of an export: the data are as they were, and what is left lies among temporary files alone."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from geodata.catalog import reader
from geodata.export import datasets
from geodata.store.store import load

ROOT = Path(__file__).parents[2]
EXPORT = """
import time
from geodata.export import datasets, formats
from geodata.store.store import load
write = formats._write
def slowly(*given):
    write(*given)
    print("written", flush=True)
    time.sleep(60)
formats._write = slowly
datasets.dataset_file(load(), "hospitals", "gpkg", load().get("hospitals"))
"""


def held() -> dict[str, str]:
    """Every file of the data, by its content."""
    files = [path for path in (ROOT / "geodata").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return {str(path): reader.digest(path) for path in files}


def test_a_kill_during_an_export_leaves_the_data_as_they_were(tmp_path):
    before = held()
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", EXPORT]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout
        assert process.stdout.readline() == b"written\n"
        process.send_signal(signal.SIGKILL)
    assert held() == before
    assert [path.name[:8] for path in tmp_path.iterdir()] == ["chengyu-"]
    assert datasets.dataset_file(load(), "hospitals", "gpkg", load().get("hospitals"))


def test_two_at_once_on_the_same_data_write_nothing_there():
    before = held()
    code = "import app; app._prepare(); from geodata.store.store import load; print(load().version)"
    both = [
        subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        for _ in range(2)
    ]
    told = [process.communicate()[0].decode().split()[-1] for process in both]
    assert told == [load().version] * 2
    assert held() == before
