"""From a file to its table: what the reader may decide, what is kept of it, what is told, what goes out again."""

import io
import json
import subprocess
import sys

import openpyxl
import pandas as pd
import pytest

from geodata.boundaries.vintage import Vintage
from geodata.intake import __main__ as command
from geodata.intake import refused
from geodata.intake.intake import take, take_file
from geodata.intake.meaning import kept
from geodata.intake.model import IntakeError, Meaning
from geodata.intake.position.known import known
from geodata.intake.report import report
from tests.geodata.intake.awkward import contents, places
from tests.geodata.intake.awkward.facts import moved, sites, written
from tests.geodata.intake.meaning.given import grid


@pytest.fixture(scope="module")
def here(store):
    return known(store.at(Vintage.TODAY))


def lines(*rows: str) -> bytes:
    return "\n".join(rows).encode()


def test_a_correction_goes_before_what_was_understood_and_is_remembered(here):
    content = lines("备注,区县", "演示甲,大足区", "演示乙,合川区")
    first = take_file(content, "a.csv", here)
    assert [one.meaning for one in first.mapping] == [Meaning.TEXT, Meaning.COUNTY]
    assert list(first.table["name"]) == ["大足区", "合川区"]
    corrected = kept.changed(first.mapping, {0: Meaning.NAME})
    again = take_file(content, "a.csv", here, mapping=corrected)
    assert list(again.table["name"]) == ["演示甲", "演示乙"]
    key = kept.headings_key(tuple(one.heading for one in corrected))
    remembered = {key: kept.from_json(kept.to_json(corrected))}
    third = take_file(lines("区县,备注", "武侯区,演示丙"), "b.csv", here, remembered=remembered)
    assert list(third.table["name"]) == ["演示丙"]
    assert {one.why for one in third.mapping} == {"user"}
    assert (
        take_file(lines("区县,备注,数", "武侯区,演示丙,1"), "b.csv", here, remembered=remembered).mapping[1].why
        != "user"
    )


def test_two_columns_cannot_be_the_same_thing(here):
    given = grid(["甲", "乙"], ["a", "b"])
    mapping = take(given, here, name="a").mapping
    twice = tuple(type(one)(one.position, one.heading, Meaning.NAME) for one in mapping)
    with pytest.raises(IntakeError, match=r"甲.*乙"):
        take(given, here, name="a", mapping=twice)
    with pytest.raises(IntakeError, match="another file"):
        take(given, here, name="a", mapping=mapping[:1])


def test_a_chosen_reading_is_followed(here):
    rows = moved(sites(3), "BD-09").assign(名称=["演示甲", "演示乙", "演示丙"], 区县="")
    content = written(rows.drop(columns=["行政区划代码", "编号"]))
    asked = take_file(content, "a.csv", here)
    assert asked.position.asks
    assert asked.table["precision"].isna().all()
    chosen = take_file(content, "a.csv", here, reading="BD-09")
    assert chosen.position.decided == "BD-09"
    assert chosen.table.geometry.iloc[0].x == pytest.approx(float(sites(1)["经度"][0]), abs=1e-5)


def test_an_ambiguous_place_is_asked_about_and_chosen(here):
    content = written(places.ASKED)
    ((row, units),) = take_file(content, "a.csv", here).asked
    assert row == 2
    assert len(units) > 1
    chosen = take_file(content, "a.csv", here, choices={2: units[1]})
    assert chosen.asked == ()
    assert chosen.table["adcode"][0] == units[1]


def test_rows_without_a_name_or_number_get_one(here):
    intake = take_file(lines("编号,名称,区县", "a,演示甲,大足区", "b,,大足区", ",演示丙,合川区"), "a.csv", here)
    assert list(intake.table["id"]) == ["a", "b", "4"]
    assert list(intake.table["name"]) == ["演示甲", "b", "演示丙"]


def test_a_row_that_nothing_places_is_told_and_stays(here):
    intake = take_file(written(places.NOWHERE), "a.csv", here)
    ((row, column, value),) = [(one.row, one.column, one.value) for one in intake.problems]
    assert (row, column, value) == (3, "区县", "没有这个县")
    assert len(intake.table) == 2


def test_what_was_not_taken_goes_out_as_it_stood_with_why_and_without_formulas(here):
    content = lines("名称,经度,纬度,备注", "=1+1,x,29.5,@a", "演示乙,106.5,29.5,", "演示丙,106.6,29.6,")
    intake = take_file(content, "a.csv", here)
    text = refused.as_csv(intake, "zh")
    assert text.startswith(b"\xef\xbb\xbf")
    table = pd.read_csv(io.BytesIO(text), dtype=str)
    assert list(table.columns) == ["名称", "经度", "纬度", "备注", "原行号", "未载入的原因"]
    assert table.iloc[0, :5].tolist() == ["'=1+1", "x", "29.5", "'@a", "2"]
    assert "经度" in table.iloc[0, 5]
    sheet = openpyxl.load_workbook(io.BytesIO(refused.as_xlsx(intake, "en"))).active
    assert [cell.value for cell in sheet[2]][:2] == ["=1+1", "x"]
    assert sheet["A2"].data_type == "s"
    again = take_file(text, "未载入.csv", here)  # it can be mended and loaded again
    assert again.mapping[1].meaning is Meaning.LON


def test_a_file_with_nothing_refused_has_an_empty_one(here):
    intake = take_file(written(places.SHORT), "a.csv", here)
    assert refused.as_csv(intake, "en").decode("utf-8-sig").count("\r\n") == 1


def test_the_report_says_all_that_was_understood(here):
    case = next(case for case in contents.CASES if case.id == "errors")
    told = report(take_file(case.content(), case.name, here))
    assert {"format", "encoding", "header_row", "crs", "columns", "rows", "placed", "errors", "sides"} <= told.keys()
    assert (told["format"], told["encoding"], told["header_row"], told["rows"], told["taken"]) == (
        "csv",
        "utf-8",
        1,
        12,
        9,
    )
    assert told["placed"] == {"site": 8, "town": 0, "county": 1, "none": 0}
    assert told["sides"]["四川省"] + told["sides"]["重庆市"] == 9
    assert told["crs"]["decided"] == "EPSG:4326"
    first = told["errors"][0]
    assert (first["row"], first["column"], first["value"]) == (3, "经度", "不清楚")
    assert "106.5507" in first["expected"]
    json.dumps(told)


def test_the_command_tells_and_writes_what_was_not_taken(tmp_path, capsys):
    file, out = tmp_path / "清单.csv", tmp_path / "out.csv"
    file.write_bytes(contents.CASES[-1].content())
    assert command.main([str(file), "--json", "--refused", str(out)]) == 0
    assert json.loads(capsys.readouterr().out)["refused"] == 3
    assert out.read_bytes().count(b"\r\n") == 4
    assert command.main([str(file), "--lang", "en"]) == 0
    assert "12 rows read" in capsys.readouterr().out
    file.write_bytes(b"")
    assert command.main([str(file), "--json"]) == 1
    assert "error" in json.loads(capsys.readouterr().err)
    assert command.main([str(tmp_path / "none.csv")]) == 1


def test_the_command_can_be_run():
    done = subprocess.run(
        [sys.executable, "-m", "geodata.intake", "--help"], capture_output=True, text=True, check=True
    )
    assert "--json" in done.stdout
