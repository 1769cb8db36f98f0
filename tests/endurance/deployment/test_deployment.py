"""What is shipped to install and run the product names what there is, and nothing else."""

import re
import shutil
import subprocess
from configparser import ConfigParser
from email.message import Message
from io import BytesIO
from pathlib import Path
from urllib.error import HTTPError

import pytest
import yaml
from packaging.utils import canonicalize_name

from deploy import notice, ready
from tests.endurance.deployment import proxy

ROOT = Path(__file__).parents[3]
CONTAINERFILE = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")
SERVICE = ROOT / "deploy" / "chengyu@.service"
COMPOSE = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8"))
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
    assert unit["Service"]["ExecStart"].endswith("--server.port %i")
    assert unit["Service"]["ExecStartPost"].endswith("python -m deploy.ready http://127.0.0.1:%i")
    for name, value in [("DynamicUser", "yes"), ("ProtectSystem", "strict"), ("PrivateTmp", "yes")]:
        assert unit["Service"][name] == value


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_understands_the_service(tmp_path):
    text = SERVICE.read_text(encoding="utf-8").replace("/opt/chengyu/.venv/bin/python", "/bin/true")
    for port in proxy.PORTS:
        unit = tmp_path / f"chengyu@{port}.service"
        unit.write_text(text)
        done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
        assert "chengyu@" not in done.stderr


def test_what_waits_for_a_server_asks_whether_it_is_ready(monkeypatch):
    loading, broken = Message(), Message()
    loading["Retry-After"] = "2"
    answers = [
        OSError("connection refused"),
        HTTPError("", 503, "", loading, BytesIO()),
        HTTPError("", 503, "", loading, BytesIO()),
        BytesIO(),
        HTTPError("", 503, "", broken, BytesIO("tourism.csv 第7行".encode())),
    ]

    def urlopen(address, timeout):
        assert (address, timeout) == ("http://127.0.0.1:8501/ready", ready.TIMEOUT_S)
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(ready, "urlopen", urlopen)
    monkeypatch.setattr(ready, "PAUSE_S", 0)
    assert ready.wait("http://127.0.0.1:8501", 0) == ready.LOADING
    assert ready.wait("http://127.0.0.1:8501/") == ready.READY
    assert ready.wait("http://127.0.0.1:8501") == "tourism.csv 第7行"  # nothing is waited for
    assert answers == []


def test_compose_starts_what_nginx_expects():
    servers = {name: one for name, one in COMPOSE["services"].items() if one.get("image") == "chengyu"}
    ports = {name: one["environment"]["STREAMLIT_SERVER_PORT"] for name, one in servers.items()}
    assert list(ports.values()) == [str(port) for port in proxy.PORTS]
    for name, one in servers.items():
        assert one["build"] == {"context": "..", "dockerfile": "deploy/Containerfile"}
        assert (one["read_only"], one["tmpfs"]) == (True, ["/tmp"])  # noqa: S108 - the container's own
        assert one["healthcheck"]["test"][-1] == f"http://127.0.0.1:{ports[name]}"
        assert one["environment"]["STREAMLIT_SERVER_BASE_URL_PATH"] == "onemap"  # as in nginx.conf
        assert one["environment"]["STREAMLIT_SERVER_COOKIE_SECRET"].startswith("${STREAMLIT_SERVER_COOKIE_SECRET:?")
    nginx = COMPOSE["services"]["nginx"]
    assert set(nginx["depends_on"]) == set(servers)
    (file,) = nginx["volumes"]
    assert (ROOT / "deploy" / file.split(":")[0]).read_text(encoding="utf-8") == proxy.SHIPPED
    told = proxy.SHIPPED
    for before, after in re.findall(r"s/(\S+?)/(\S+?)/", nginx["command"][-1]):
        told = re.sub(before, after, told)
    assert "127.0.0.1" not in told
    assert set(re.findall(r"server (\w+:\d+)", told)) == {f"{name}:{port}" for name, port in ports.items()}


def test_compose_names_images_ports_and_volumes_that_are_there():
    services = COMPOSE["services"]
    assert services["nginx"]["image"].startswith("docker.io/library/nginx:")
    assert services["database"]["image"].startswith("docker.io/postgis/postgis:")
    guide = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    for name in ("nginx", "database"):
        assert services[name]["image"].removeprefix("docker.io/").removeprefix("library/") in guide
    published = [port for one in services.values() for port in one.get("ports", [])]
    assert all(re.fullmatch(r"127\.0\.0\.1:\d+:\d+", port) for port in published)
    named = {volume.split(":")[0] for one in services.values() for volume in one.get("volumes", [])}
    assert named == {"./nginx.conf", *COMPOSE["volumes"]}


def test_one_secret_is_asked_for_wherever_there_are_several():
    for told in (SERVICE, ROOT / "docs" / "deploy.md", ROOT / "deploy" / "compose.yaml"):
        assert "STREAMLIT_SERVER_COOKIE_SECRET" in told.read_text(encoding="utf-8")
    assert "cookieSecret" not in (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")


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
