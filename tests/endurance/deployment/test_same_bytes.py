"""Two servers that stand for each other answer with the same bytes, under the same addresses and tags."""

import json
import os
import subprocess
import sys

import pytest

from tests.endurance.deployment.proxy import ROOT


@pytest.mark.slow
def test_two_processes_publish_the_same_bytes(tmp_path):
    told = []
    for n, turn in enumerate(("forwards", "backwards"), 1):  # also what was asked before makes no difference
        folder = tmp_path / turn
        folder.mkdir()
        command = [sys.executable, "-m", "tests.endurance.deployment.published", turn]
        # Of each its own: the order of sets, the folder of temporary files, the zone of the machine.
        own = {"PYTHONHASHSEED": str(n), "TMPDIR": str(folder), "TZ": ("Asia/Shanghai", "America/Los_Angeles")[n - 1]}
        with (folder / "said").open("wb") as said:
            told.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=said, env=os.environ | own))
    first, second = (json.loads(process.communicate()[0]) for process in told)
    assert first.keys() == second.keys()
    assert len(first) > 1_000
    assert [name for name in first if first[name] != second[name]] == []
