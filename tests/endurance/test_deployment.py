"""What is shipped to install and run the product names what there is, and nothing else."""

import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from deploy import notice

ROOT = Path(__file__).parents[2]
CONTAINERFILE = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")
SERVICE = ROOT / "deploy" / "chengyu.service"
RUNS_ON = {"app.py", "geodata", "layers", "pages", ".streamlit", "deploy", "requirements.txt", "NOTICE", "LICENSE"}


def test_the_image_holds_what_the_product_runs_on():
    copied = {source for line in re.findall(r"^COPY (.+)", CONTAINERFILE, re.MULTILINE) for source in line.split()[:-1]}
    assert copied == RUNS_ON
    assert all((ROOT / source).exists() for source in copied)
    for source, target in re.findall(r"^COPY ([\w.]+) \./(\S+)$", CONTAINERFILE, re.MULTILINE):
        assert source == target  # what is in a folder stays in it


def test_the_image_runs_as_a_normal_user_and_writes_below_tmp_alone():
    steps = re.findall(r"^([A-Z]+) (.+)", CONTAINERFILE, re.MULTILINE)
    names = [name for name, _ in steps]
    (user,) = [value for name, value in steps if name == "USER"]
    assert int(user.split(":")[0]) >= 1000
    assert "RUN" not in names[names.index("USER") :]
    assert "COPY" not in names[names.index("USER") :]
    assert "--read-only --tmpfs /tmp" in CONTAINERFILE
    assert "MPLCONFIGDIR=/tmp" in CONTAINERFILE


def test_the_image_has_a_python_the_product_runs_on():
    tag = re.search(r"^ARG BASE=.*/python:(3\.\d+)-slim$", CONTAINERFILE, re.MULTILINE)
    assert tag
    assert tag[1] in ("3.11", "3.12", "3.13")


def test_the_service_starts_the_app_as_readme_does_and_may_write_nothing():
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(SERVICE)
    assert "-m streamlit run app.py" in unit["Service"]["ExecStart"]
    for name, value in [("DynamicUser", "yes"), ("ProtectSystem", "strict"), ("PrivateTmp", "yes")]:
        assert unit["Service"][name] == value


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_understands_the_service(tmp_path):
    text = SERVICE.read_text(encoding="utf-8").replace("/opt/chengyu/.venv/bin/python", "/bin/true")
    (tmp_path / "chengyu.service").write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / "chengyu.service"], capture_output=True, text=True, check=False
    )
    assert "chengyu.service" not in done.stderr


def test_the_notice_names_every_package_as_it_is_pinned():
    written = notice.FILE.read_text(encoding="utf-8").splitlines()
    first, rest = notice.lines()
    assert [line for line in first if line not in written] == []  # else: make notice
    named = {line.partition(":")[0] for line in written}
    assert [line for line in rest if line.partition(":")[0] not in named] == []
    pins = {canonicalize_name(one.name) for one in notice.pinned()}
    told = written[written.index("Pinned") + 1 : written.index("Needed by those") - 1]
    assert {canonicalize_name(line.split()[0]) for line in told} == pins


def test_every_package_declares_a_licence():
    assert [line for part in notice.lines() for line in part if line.endswith("not declared")] == []
