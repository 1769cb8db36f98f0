"""A file is there whole or as it was: full disk, kill -9, two writers at once."""

import errno
import os
import resource
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from geodata import whole_file

ROOT = Path(__file__).parents[2]
WRITER = """
import os, sys, time
from pathlib import Path
from geodata import whole_file
os.replace = lambda *_: (print("about to", flush=True), time.sleep(60))
whole_file.write(Path(sys.argv[1]), b"new" * 1000)
"""


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "kept.json.xz"
    path.write_bytes(b"old")
    return path


def test_a_file_is_written_in_place_of_the_old_one(file):
    whole_file.write(file, b"new")
    assert file.read_bytes() == b"new"
    assert list(file.parent.iterdir()) == [file]


def test_a_full_disk_leaves_what_was_there_and_no_draft(file, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        whole_file.write(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(file.parent.iterdir()) == [file]


def test_a_real_limit_of_the_system_leaves_what_was_there(file):
    def limited():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    code = (
        f"from pathlib import Path; from geodata import whole_file; whole_file.write(Path({str(file)!r}), bytes(9999))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, preexec_fn=limited, capture_output=True, text=True)
    assert "File too large" in done.stderr
    assert file.read_bytes() == b"old"
    assert list(file.parent.iterdir()) == [file]


def test_a_kill_leaves_what_was_there_and_the_next_writer_tidies_up(file):
    with subprocess.Popen([sys.executable, "-c", WRITER, file], cwd=ROOT, stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
    assert file.read_bytes() == b"old"
    (draft,) = set(file.parent.iterdir()) - {file}
    whole_file.write(file, b"newer")
    assert draft.exists()  # it may be of somebody who is still writing
    long_ago = time.time() - 7200
    os.utime(draft, (long_ago, long_ago))
    whole_file.write(file, b"newest")
    assert list(file.parent.iterdir()) == [file]
    assert file.read_bytes() == b"newest"


def test_of_two_writers_at_once_one_is_kept_whole(file):
    texts = [bytes([n]) * 200_000 for n in range(8)]
    with ThreadPoolExecutor(8) as writers:
        list(writers.map(lambda text: whole_file.write(file, text), texts))
    assert file.read_bytes() in texts
    assert list(file.parent.iterdir()) == [file]


def test_a_geopackage_there_is_no_room_for_says_so_and_leaves_nothing(tmp_path):
    code = (
        "import resource; from geodata.export import datasets; from geodata.store.store import load; s = load();"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536));"
        "datasets.dataset_file(s, 'counties', 'gpkg', s.get('counties'))"
    )
    environment = os.environ | {"TMPDIR": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert "OSError: 无法写入临时文件，磁盘是否已满？" in done.stderr
    assert list(tmp_path.iterdir()) == []
