"""The one expression: its SQL in each dialect, and that DuckDB sums as pandas does."""

from pathlib import Path

import pandas as pd
import pytest

from geodata.flows import engines, expression
from geodata.flows.records import FlowsError
from tests.geodata.flows.given import FEW, in_pandas, many, table

GOLDEN = Path(__file__).parent / "golden"
KEY = ["home_adcode", "service_adcode", "domain", "year"]


def ordered(found: pd.DataFrame) -> pd.DataFrame:
    columns = [*KEY, "persons", "records", "unsound"]
    kinds = {"year": "int64", "persons": "Float64", "records": "int64", "unsound": "int64"}
    return found[columns].sort_values(KEY, ignore_index=True).astype(kinds | dict.fromkeys(KEY[:3], "str"))


def summed(*paths: Path) -> pd.DataFrame:
    return engines.summed([str(path) for path in paths], "duckdb", lambda _part: None)


@pytest.mark.parametrize("dialect", ["duckdb", "pyspark"])
def test_its_sql_is_the_one_that_was_read(dialect):
    told = expression.sql(dialect)
    assert told == (GOLDEN / f"{dialect}.sql").read_text(encoding="utf-8")
    assert "BETWEEN '500000' AND '519999'" in told
    assert "//" not in told


def test_duckdb_sums_a_million_records_as_pandas_does(tmp_path):
    records = many(1_000_000)
    records.to_parquet(tmp_path / "records.parquet")
    assert len(records) == 1_000_000
    pd.testing.assert_frame_equal(ordered(summed(tmp_path / "records.parquet")), ordered(in_pandas(records)))


def test_partitions_files_and_csv_hold_the_same(tmp_path):
    records = table(FEW)
    for (year, domain), part in records.groupby(["year", "domain"]):
        folder = tmp_path / "parts" / f"year={year}" / f"domain={domain}"
        folder.mkdir(parents=True)
        part.drop(columns=["year", "domain"]).to_parquet(folder / "part.parquet")
    records.to_csv(tmp_path / "records.csv", index=False)
    wanted = ordered(in_pandas(records))
    pd.testing.assert_frame_equal(ordered(summed(tmp_path / "parts")), wanted)
    pd.testing.assert_frame_equal(ordered(summed(tmp_path / "records.csv")), wanted)


def test_codes_may_be_numbers(tmp_path):
    records = table(FEW)
    records.astype({"home_adcode": int, "service_adcode": int}).to_parquet(tmp_path / "numbers.parquet")
    pd.testing.assert_frame_equal(ordered(summed(tmp_path / "numbers.parquet")), ordered(in_pandas(records)))


def test_a_spark_that_is_not_there_and_an_engine_that_is_none_are_named(tmp_path):
    table(FEW).to_parquet(tmp_path / "few.parquet")
    with pytest.raises(FlowsError, match="sqlite"):
        engines.summed([str(tmp_path)], "sqlite", lambda _part: None)
    for address in ("sc://127.0.0.1:1", "sc://127.0.0.1:none"):
        with pytest.raises(FlowsError, match="连不上 Spark"):
            engines.summed([str(tmp_path)], address, lambda _part: None)
