"""Files are read back: same rows, same values, and what they say of themselves."""

import csv
import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest

from geodata.export import datasets, formats, metadata, workbook
from geodata.narrative import table as readable
from geodata.query.results import Shown
from geodata.store.store import load

STORE = load()


@pytest.fixture
def about():
    dataset = STORE.catalog.datasets["tourism"]
    return metadata.about([dataset], STORE, "zh", filter="等级：5A", link="http://127.0.0.1:8501/?lang=zh")


def rows(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))


def test_csv_starts_with_the_mark_excel_needs_and_carries_what_it_is(about):
    table = pd.DataFrame({"name_zh": ["甲,乙", '丙"丁'], "beds": pd.array([1, None], dtype="Int64")})
    body = formats.csv(table, about)
    assert body.startswith(b"\xef\xbb\xbf")
    read = rows(body)
    assert [row["name_zh"] for row in read] == ["甲,乙", '丙"丁']
    assert [row["beds"] for row in read] == ["1", ""]
    assert {row["export_filter"] for row in read} == {"等级：5A"}
    assert {row["export_link"] for row in read} == {about.link}
    assert "未送审" in read[0]["export_statement"]


def test_xlsx_has_a_sheet_per_table_and_one_about_it_and_no_formulas(about):
    body = workbook.xlsx({"文旅": pd.DataFrame({"名称": ["=1+1", "大足石刻"]})}, about, "zh")
    book = openpyxl.load_workbook(io.BytesIO(body))
    assert book.sheetnames == ["文旅", "说明"]
    cell = book["文旅"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    told = {row[0].value: row[1].value for row in book["说明"].iter_rows()}
    assert told["坐标系"] == "EPSG:4326 (WGS 84)"
    assert told["筛选"] == "等级：5A"
    assert "未送审" in told["地图声明"]


def test_in_excel_addresses_and_the_titles_that_stand_for_them_open_and_columns_fit(about):
    address = "https://www.gov.cn/a?b=1&c=川"
    table = pd.DataFrame(
        {
            "名称": ["一" * 10, "b"],
            "来源": ["通知", "没有网址"],
            "来源网址": [address, "未存链接"],
            "说明": ["长" * 90, ""],
        }
    )
    book = openpyxl.load_workbook(io.BytesIO(workbook.xlsx({"表": table}, about, "zh", {"来源": "来源网址"})))
    sheet = book["表"]
    opens = {cell.coordinate: cell.hyperlink.target for row in sheet for cell in row if cell.hyperlink}
    assert set(opens) == {"B2", "C2"}
    assert all(target.startswith("https://www.gov.cn/a?b=1&c=") for target in opens.values())
    assert (sheet["B2"].value, sheet["B2"].font.underline, sheet["B3"].font.underline) == ("通知", "single", None)
    assert sheet.freeze_panes == "B2"
    widths = {column: sheet.column_dimensions[column].width for column in "ABCD"}
    assert 20 < widths["A"] < 26  # ten Chinese characters are twenty digits wide
    assert widths["D"] < workbook.WIDEST + 1
    assert sheet.row_dimensions[2].height > 3 * 15  # the long text is wrapped
    assert book["说明"]["B8"].hyperlink.target == about.link


@pytest.mark.parametrize("id", list(STORE.catalog.datasets))
def test_every_dataset_comes_back_from_every_format(id, tmp_path: Path):
    table = STORE.get(id)
    columns = datasets.columns(table, STORE.catalog.datasets[id])
    for format in datasets.formats(table):
        body = datasets.dataset_file(STORE, id, format, table)
        if format == "csv":
            assert [row["id"] for row in rows(body)] == table["id"].tolist()
            assert list(rows(body)[0]) == list(columns)
        elif format == "json":
            assert [row["id"] for row in json.loads(body)["rows"]] == table["id"].tolist()
        else:
            path = tmp_path / f"{id}.{format}"
            path.write_bytes(body)
            back = gpd.read_file(path)
            assert back["id"].tolist() == table["id"].tolist()
            assert set(columns) <= set(back)
            assert back.crs == "EPSG:4326"
            known = table["geometry"].notna()
            assert (
                back.geometry[known.to_numpy()].geom_equals(table["geometry"][known].set_axis(back.index[known])).all()
            )


def test_geojson_says_what_it_is_and_keeps_full_precision(about):
    table = STORE.get("border")
    read = json.loads(
        formats.geojson(datasets.columns(table, STORE.catalog.datasets["border"]), table.geometry, about, "b")
    )
    assert read["metadata"]["filter"] == "等级：5A"
    assert read["metadata"]["crs"] == "EPSG:4326 (WGS 84)"
    first = read["features"][0]["geometry"]["coordinates"][0][0]
    assert tuple(first) == table.geometry.iloc[0].geoms[0].coords[0]


def test_geopackage_layers_carry_what_they_are(tmp_path: Path, about):
    table = STORE.get("tourism")
    frame = datasets.columns(table, STORE.catalog.datasets["tourism"])
    path = tmp_path / "x.gpkg"
    path.write_bytes(formats.geopackage({"tourism": (frame, table.geometry), "again": (frame, table.geometry)}, about))
    assert [name for name, _ in pyogrio.list_layers(path)] == ["tourism", "again"]
    told = pyogrio.read_info(path, layer="again")["layer_metadata"]
    assert told["filter"] == "等级：5A"
    assert told["data_version"].endswith(STORE.version)


def test_an_unknown_format_is_refused():
    with pytest.raises(KeyError):
        datasets.dataset_file(STORE, "timeline", "gpkg", STORE.get("timeline"))


def test_gaps_are_a_layer_of_pieces_of_the_border(tmp_path: Path):
    path = tmp_path / "gaps.gpkg"
    path.write_bytes(datasets.dataset_file(STORE, "gaps", "gpkg", STORE.get("gaps")))
    back, pairs = gpd.read_file(path), STORE.get("border_pairs").set_index("id").geometry
    assert len(back) == len(STORE.get("gaps"))
    assert back.geometry.length.round(9).tolist() == pairs[back["pair_id"]].length.round(9).tolist()


# What Excel would make something else of: days, numbers, formulas.
KEPT = ["2021-10", "2021", "1-2", "3/4", "500152", "0230", "023-12345", "12345678901234567890", "1E5", "TRUE", "=1+1"]
KEPT += ["+1", "@x", "-", '=HYPERLINK("http://x")', "甲、乙"]


def test_in_excel_text_stays_text_also_when_somebody_edits_the_cell(about):
    table = pd.DataFrame({"值": KEPT, "床位": [*range(len(KEPT) - 1), None], "否": [True] * len(KEPT)})
    sheet = openpyxl.load_workbook(io.BytesIO(workbook.xlsx({"表": table}, about, "zh")))["表"]
    read = list(sheet.iter_rows(min_row=2))
    assert [row[0].value for row in read] == KEPT
    assert {(row[0].data_type, row[0].number_format) for row in read} == {("s", "@")}
    assert {(row[1].data_type, row[1].number_format) for row in read} == {("n", "General")}
    assert {row[2].value for row in read} == {"True"}


@pytest.mark.parametrize("id", ["eldercare", "hospitals", "city_stats"])
def test_in_excel_every_text_of_a_dataset_is_text_and_every_number_a_number(about, id):
    asked = Shown(STORE.catalog.datasets[id], STORE.get(id), pd.Series(True, STORE.get(id).index))
    table = readable.table(asked, STORE, "zh", in_file=True)
    sheet = openpyxl.load_workbook(io.BytesIO(workbook.xlsx({"表": table}, about, "zh")))["表"]
    for row, told in zip(sheet.iter_rows(min_row=2), table.itertuples(index=False), strict=True):
        for cell, held in zip(row, told, strict=True):
            if held is None or pd.isna(held) or held == "":
                assert cell.value is None
            else:
                assert (cell.value, cell.data_type) == ((held, "s") if isinstance(held, str) else (held, "n"))


def test_a_csv_for_people_holds_no_formula_and_one_for_programs_what_there_is(about):
    table = pd.DataFrame({"x": ["=1+1", "@a", "+a", "-2+3|cmd", "\tx", "-5", "+86 23-1234", "2021-10", None]})
    people, programs = rows(formats.csv(table, about)), rows(formats.csv(table))
    assert [row["x"] for row in people] == [
        *("'=1+1", "'@a", "'+a", "'-2+3|cmd", "'\tx"),
        *("-5", "+86 23-1234", "2021-10", ""),
    ]
    assert [row["x"] for row in programs] == table["x"].fillna("").tolist()


@pytest.mark.slow
@pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed: apt-get install libreoffice-calc"
)
def test_in_libreoffice_a_month_stays_text(about, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(workbook.xlsx({"表": pd.DataFrame({"值": KEPT})}, about, "zh"))
    (tmp_path / "b.csv").write_bytes(formats.csv(pd.DataFrame({"when": ["2021-10", "2024-05"]}), about))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "fods", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "a.xlsx"), str(tmp_path / "b.csv")], check=True, timeout=120)
    held = r'office:value-type="(\w+)"[^>]*>\s*<text:p>({})</text:p>'
    workbooks, texts = ((tmp_path / name).read_text(encoding="utf-8") for name in ("a.fods", "b.fods"))
    plain = [one for one in KEPT if one.replace("-", "").isalnum()]
    assert set(re.findall(held.format("|".join(plain)), workbooks)) == {("string", one) for one in plain}
    assert re.findall(held.format("2021-10|2024-05"), texts) == [("string", "2021-10"), ("string", "2024-05")]


def test_sheets_are_called_as_excel_takes_it_and_headings_are_no_formulas(about):
    one = pd.DataFrame({'=HYPERLINK("x")': ["甲"]})
    long = "区县医院与社区卫生服务中心名单二〇二六年第三季度汇总表（全部）"
    book = openpyxl.load_workbook(
        io.BytesIO(
            workbook.xlsx({"医院/诊所[1]": one, "'": one, f"{long} (GCJ-02)": one, f"{long} (BD-09)": one}, about, "zh")
        )
    )
    assert book.sheetnames[:2] == ["医院 诊所 1", "Sheet"]
    assert len({name.casefold() for name in book.sheetnames}) == 5
    assert formats.csv(one, about).decode("utf-8-sig").startswith("\"'=HYPERLINK")
