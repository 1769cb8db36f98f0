"""``python -m geodata.flows``: what it writes, and that what is wrong is told in the user's words."""

import subprocess
import sys

import pandas as pd
import pytest

from geodata.flows import kept
from geodata.flows.__main__ import main
from geodata.flows.records import FlowsError
from tests.geodata.flows.given import FEW, HECHUAN, WUSHENG, table


@pytest.fixture
def few(tmp_path):
    table(FEW).to_parquet(tmp_path / "few.parquet")
    return tmp_path / "few.parquet"


def summed(*words: object) -> int:
    return main(["sum", *map(str, words)])


def test_sums_are_written_once_per_version_of_the_records(few, tmp_path, capsys):
    out = tmp_path / "sums.parquet"
    asked = (few, "--out", out, "--source-zh", "甲局")
    assert summed(*asked) == 0
    told = capsys.readouterr().out
    assert "8 条记录" in told
    assert "hidden: 1" in told
    flows = kept.read(out)
    assert flows.about.source_zh == flows.about.source_en == "甲局"
    assert (flows.about.below, flows.about.demo, flows.years) == (10, False, [2024, 2025])
    before = out.stat().st_mtime_ns
    assert summed(*asked) == 0
    assert "没有变化" in capsys.readouterr().out
    assert out.stat().st_mtime_ns == before
    table(FEW[:2]).to_parquet(few)
    assert summed(*asked) == 0
    assert len(kept.read(out).cells) == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda records: records.drop(columns="persons"), ("缺少列：persons", "Missing columns: persons")),
        (lambda records: records.assign(persons=1.5), ("列 persons 的类型是 float64", "whole number")),
        (lambda records: records.assign(home_adcode=1.5), ("列 home_adcode 的类型", "six digits")),
        (lambda records: records.assign(year="2025"), ("列 year", "Column year")),
        (lambda records: records.iloc[:0], ("没有一条记录", "not a single record")),
        (lambda records: records.assign(domain="gambling"), ("领域不在目录中 8", "No record can be used")),
        (lambda records: records.assign(home_adcode="440100"), ("一端不在四川、重庆 8", "No record can be used")),
    ],
)
def test_records_that_cannot_be_used_are_told_in_both_languages(change, told, tmp_path, capsys):
    change(table(FEW)).to_parquet(tmp_path / "few.parquet")
    assert summed(tmp_path / "few.parquet", "--out", tmp_path / "sums.parquet") == 1
    said = capsys.readouterr().err
    assert all(part in said for part in told), said
    assert not (tmp_path / "sums.parquet").exists()


@pytest.mark.parametrize(
    ("name", "body", "told"),
    [
        ("gone", None, ("找不到", "no such file")),
        ("torn.parquet", b"PAR1 torn", ("读不了", "Cannot read")),
        ("notes.txt", b"?", ("txt", "Parquet or all CSV")),
    ],
)
def test_files_that_cannot_be_read_are_named(name, body, told, tmp_path, capsys):
    if body is not None:
        (tmp_path / name).write_bytes(body)
    assert summed(tmp_path / name, "--out", tmp_path / "sums.parquet") == 1
    said = capsys.readouterr().err
    assert all(part in said for part in (name, *told)), said


def test_a_folder_of_nothing_and_one_that_is_not_there_are_told(few, tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    assert summed(tmp_path / "empty", "--out", tmp_path / "sums.parquet") == 1
    assert "没有 Parquet 或 CSV" in capsys.readouterr().err
    assert summed(few, "--out", tmp_path / "nowhere" / "sums.parquet") == 1
    assert "没有这个文件夹" in capsys.readouterr().err


def test_demonstration_records_are_marked_all_the_way(tmp_path, capsys):
    folder = tmp_path / "演示数据"
    assert main(["demo", "30000", "--out", str(folder)]) == 0
    parts = sorted(folder.rglob("*.parquet"))
    assert len(parts) == 5
    assert all("演示数据" in part.name and pd.read_parquet(part)["demo"].all() for part in parts)
    out = tmp_path / "sums.parquet"
    assert summed(folder, "--out", out) == 0
    assert "演示数据" in capsys.readouterr().out
    about = kept.about(out)
    assert about is not None
    assert about.demo
    assert about.demo_mark == "演示数据 · demonstration data"
    assert "不是事实" in about.source_zh
    # Without their metadata the column still says so; mixed with facts they are refused.
    pd.concat([pd.read_parquet(part) for part in parts]).assign(year=2025).to_parquet(tmp_path / "bare.parquet")
    assert summed(tmp_path / "bare.parquet", "--out", out) == 0
    assert kept.read(out).about.demo
    table(FEW).to_parquet(tmp_path / "facts.parquet")
    assert summed(tmp_path / "bare.parquet", tmp_path / "facts.parquet", "--out", out) == 1
    assert "混在一起" in capsys.readouterr().err


def test_demonstration_data_never_takes_the_place_of_facts(few, tmp_path, capsys):
    out = tmp_path / "sums.parquet"
    assert summed(few, "--out", out) == 0
    table(FEW).assign(demo=True).to_parquet(few)
    assert summed(few, "--out", out) == 1
    assert "不以演示数据覆盖" in capsys.readouterr().err
    assert not kept.read(out).about.demo


def test_old_codes_are_mapped_and_counted(tmp_path, capsys):
    rows = [(WUSHENG, "500112", "health", 2025, 40), (WUSHENG, HECHUAN, "health", 2025, 40)]
    table(rows).to_parquet(tmp_path / "old.parquet")
    assert summed(tmp_path / "old.parquet", "--out", tmp_path / "sums.parquet") == 0
    assert "old codes mapped: 1" in capsys.readouterr().out
    assert set(kept.read(tmp_path / "sums.parquet").cells["service_adcode"]) == {"500105", HECHUAN}


def test_any_other_file_is_no_file_of_sums(few, tmp_path):
    with pytest.raises(FlowsError, match="不是流量汇总文件"):
        kept.read(few)
    with pytest.raises(FlowsError, match="no file of summed flows"):
        kept.read(tmp_path / "gone.parquet")


def test_the_app_needs_none_of_the_optional_packages():
    code = "import sys, app; print({'ibis', 'duckdb', 'geodata.flows.engines'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
