"""Where the expression runs: DuckDB inside this process, or a Spark cluster by way of Spark Connect.

Their packages are optional (requirements-flows.txt, requirements-spark.txt) and imported only here, in ``expression``
and by who calls these: the app needs neither.
"""

import logging
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Waiting
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pandas as pd

from geodata.flows import records
from geodata.flows.records import FlowsError

DUCKDB: Final = "duckdb"
SPARK: Final = "sc://"  # how the address of a Spark Connect server begins
FORMATS: Final = ("parquet", "csv")
MISSING: Final = FlowsError(
    "缺少可选的软件包，请先安装：pip install -r requirements-flows.txt（Spark 另加 requirements-spark.txt）",
    "Optional packages are missing: pip install -r requirements-flows.txt (and requirements-spark.txt for Spark)",
)
SPARK_PORT: Final = 15002  # where Spark Connect listens unless it is told otherwise
_POLL_S: Final = 0.5
_ANSWER_S: Final = 5
Progress = Callable[[float], None]  # told the part that is done, 0–1; below 0: not known


def files(inputs: list[str]) -> tuple[str, list[Path]]:
    """Return the format of inputs and their files: those named, and all below folders that are named.

    Raises:
        FlowsError: one is not there, holds nothing, or they are of several formats.
    """
    found: list[Path] = []
    for one in map(Path, inputs):
        if one.is_dir():
            found += sorted(path for ending in FORMATS for path in one.rglob(f"*.{ending}"))
        elif one.is_file():
            found.append(one)
        else:
            raise FlowsError(f"找不到文件或文件夹：{one}", f"There is no such file or folder: {one}")
    endings = {path.suffix.lower().removeprefix(".") for path in found}
    if not found:
        raise FlowsError(
            f"文件夹里没有 Parquet 或 CSV 文件：{'、'.join(inputs)}", f"No Parquet or CSV in {', '.join(inputs)}"
        )
    if len(endings) > 1 or not endings <= set(FORMATS):
        told = "、".join({path.suffix: path.name for path in found}.values())
        raise FlowsError(f"应全为 Parquet 或全为 CSV，现有：{told}", f"All Parquet or all CSV is expected, not {told}")
    return endings.pop(), found


def summed(inputs: list[str], engine: str, progress: Progress) -> pd.DataFrame:
    """Return what ``expression.sums`` makes of records.

    Args:
        inputs: files and folders; to Spark as its cluster sees them.
        engine: DUCKDB or the address of a Spark Connect server.
        progress: called now and then.

    Returns:
        home_adcode, service_adcode, domain, year, persons, records, unsound, demo.

    Raises:
        FlowsError: records, engine or packages cannot be used.
    """
    if engine != DUCKDB and not engine.startswith(SPARK):
        raise FlowsError(
            f"没有这种引擎：{engine}。可用 duckdb 或 sc://主机:端口",
            f"No such engine: {engine}; duckdb or sc://host:port",
        )
    try:
        return (_on_duckdb if engine == DUCKDB else _on_spark)(inputs, engine, progress)
    except ImportError as error:
        raise MISSING from error


def _on_duckdb(inputs: list[str], _engine: str, progress: Progress) -> pd.DataFrame:
    import duckdb
    import ibis

    from geodata.flows import expression

    format, found = files(inputs)
    paths = [str(path) for path in found]
    connection = ibis.duckdb.connect()
    options: dict[str, Any] = {"hive_partitioning": True, "union_by_name": True}
    try:
        read = connection.read_parquet if format == "parquet" else connection.read_csv
        told = expression.sums(_checked(read(paths, table_name="records", **options)))
        raw = connection.con
        with ThreadPoolExecutor(1) as worker:
            running = worker.submit(connection.to_pandas, told)
            while True:
                try:
                    return running.result(timeout=_POLL_S)
                except Waiting:
                    progress(raw.query_progress() / 100)
    except duckdb.Error as error:
        raise _unreadable(inputs, error) from error
    finally:
        connection.disconnect()


def _on_spark(inputs: list[str], engine: str, progress: Progress) -> pd.DataFrame:
    import ibis
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    from geodata.flows import expression

    _reach(engine)
    paths = [str(Path(one).resolve()) if Path(one).exists() else one for one in inputs]
    format = "csv" if all(one.endswith(".csv") for one in paths) else "parquet"
    logging.getLogger("pyspark.sql.connect").setLevel(logging.CRITICAL)  # we tell errors ourselves
    try:
        session = SparkSession.builder.remote(engine).getOrCreate()
        progress(-1)
        options = {"header": True, "inferSchema": True} if format == "csv" else {"mergeSchema": True}
        session.read.format(format).options(**options).load(paths).createOrReplaceTempView("records")
        return ibis.pyspark.connect(session).to_pandas(
            expression.sums(_checked(ibis.pyspark.connect(session).table("records")))
        )
    except PySparkException as error:
        raise _unreadable(inputs, error) from error


def _reach(engine: str) -> None:
    """Tell at once that nobody answers there: Spark's own client would try for minutes."""
    try:
        at = urlsplit(engine)
        socket.create_connection((at.hostname or "", at.port or SPARK_PORT), timeout=_ANSWER_S).close()
    except (OSError, ValueError) as error:
        raise FlowsError(f"连不上 Spark：{engine}", f"Spark cannot be reached: {engine}") from error


def _checked(table: Any) -> Any:
    types = dict(table.schema().items())
    whole = {name: type.is_integer() for name, type in types.items()}
    textual = {name: type.is_integer() or type.is_string() for name, type in types.items()}
    records.check(types, whole, textual, types)
    return table


def _unreadable(inputs: list[str], error: Exception) -> FlowsError:
    why = str(error).strip().partition("\n")[0][:300]
    return FlowsError(f"读不了 {'、'.join(inputs)}：{why}", f"Cannot read {', '.join(inputs)}: {why}")
