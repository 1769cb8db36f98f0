"""The same records on a real Spark server, by Spark Connect, give the same file (``make test-spark``)."""

import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

from geodata.boundaries.vintage import Vintage
from geodata.flows import kept, summing
from geodata.flows.engines import summed
from geodata.flows.records import FlowsError
from geodata.store.store import load
from tests.geodata.flows.given import many, order

ROOT = Path(__file__).parents[3]
HOMES = sorted((ROOT / "build" / "spark").glob("lib/python*/site-packages/pyspark"))
START_S = 90
pytest.importorskip("pyspark", reason="pyspark-client is not installed (requirements-spark.txt)")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    """The address of a Spark Connect server of our own on this machine."""
    if not shutil.which("java"):
        pytest.skip("there is no Java (Debian: openjdk-17-jre-headless)")
    if not HOMES:
        pytest.skip("there is no Spark in build/spark: make test-spark installs it")
    port, folder = free_port(), tmp_path_factory.mktemp("spark")
    settings = {
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.connect.grpc.binding.port": str(port),
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
    }
    command = [HOMES[0] / "bin" / "spark-submit", "--master", "local[2]", "--driver-memory", "1g"]
    command += [word for name, value in settings.items() for word in ("--conf", f"{name}={value}")]
    command += ["--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "spark-internal"]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env={"SPARK_HOME": HOMES[0], **_path()})
        try:
            _wait(port, server)
            yield f"sc://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(30)


def _path() -> dict[str, str]:
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "SPARK_LOCAL_IP": "127.0.0.1"}


def _wait(port: int, server: subprocess.Popen) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        assert server.poll() is None, "Spark did not start"
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.3)  # nothing tells that a port is open but asking it
    raise AssertionError("Spark does not answer")


def test_spark_gives_the_identical_file(spark, tmp_path):
    edition = load().at(Vintage.TODAY)
    records = tmp_path / "records" / "year=2025"
    records.mkdir(parents=True)
    many(20_000).drop(columns="year").to_parquet(records / "part.parquet")
    for engine, name in (("duckdb", "duckdb"), (spark, "spark")):
        made = summing.sum_up(order(str(records.parent), engine=engine), edition, lambda _part: None)
        assert made.records == 20_000
        assert made.checked.left_out.keys() == {"elsewhere", "code", "domain", "unsound"}
        kept.write(tmp_path / name, made.flows)
    assert (tmp_path / "duckdb").read_bytes() == (tmp_path / "spark").read_bytes()


def test_what_spark_cannot_read_is_told_in_words(spark, tmp_path):
    many(10).drop(columns="persons").to_parquet(tmp_path / "short.parquet")
    with pytest.raises(FlowsError, match="缺少列：persons"):
        summed([str(tmp_path / "short.parquet")], spark, lambda _part: None)
    with pytest.raises(FlowsError, match="读不了"):
        summed(["/there/is/no/such.parquet"], spark, lambda _part: None)
