"""Workbooks: merged cells, several sheets, real dates and numbers, totals; XLSX, XLS and ODS."""

import dataclasses
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import pandas as pd
import xlwt

from geodata.intake.model import Meaning
from tests.geodata.intake.awkward.case import Awkward
from tests.geodata.intake.awkward.facts import MEANT, homes, moved, points, sites

S, H = sites(), homes()
Rows = list[list[Any]]


def cells(rows: pd.DataFrame) -> Rows:
    """The headings and rows of a table, coordinates and codes as numbers, as a spreadsheet holds them."""
    numbers = rows.assign(经度=rows["经度"].astype(float), 纬度=rows["纬度"].astype(float))
    numbers["行政区划代码"] = rows["行政区划代码"].astype(int)
    return [list(rows.columns), *numbers.astype(object).values.tolist()]


def xlsx(*sheets: tuple[str, Rows], merged: tuple[str, ...] = ()) -> bytes:
    """A workbook as Excel writes it; ``merged`` ranges are of the last sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def xls(title: str, rows: Rows, merged: tuple[int, int, int, int] | None = None) -> bytes:
    """A workbook as Excel 97 wrote it; ``merged`` is first and last row, first and last column."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(title)
    if merged:
        sheet.write_merge(*merged, rows[0][0])
        rows = [[None], *rows[1:]]
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for n, row in enumerate(rows):
        for at, value in enumerate(row):
            if value is not None:
                sheet.write(n, at, value, *([day] if isinstance(value, date) else []))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def ods(title: str, rows: Rows) -> bytes:
    """A spreadsheet as LibreOffice writes it, as short as can be."""
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    body = (
        f'<office:body><office:spreadsheet><table:table table:name="{title}">{lines}</table:table></office:spreadsheet>'
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f"<office:document-content {names}>{body}</office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return file.getvalue()


def _ods_cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        told = f'office:value-type="float" office:value="{value}"'
        return f"<table:table-cell {told}><text:p>{value}</text:p></table:table-cell>"
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'


def book(id: str, content: Callable[[], bytes], name: str = "清单.xlsx", format: str = "xlsx", **more: Any) -> Awkward:
    """The sites in a workbook."""
    case = Awkward(
        id,
        name,
        content,
        format,
        len(S),
        MEANT,
        header=(1,),
        points=points(S),
        decided="EPSG:4326",
        values={(2, "名称"): "重庆医科大学附属第一医院", (2, "行政区划代码"): "500103"},
    )
    return dataclasses.replace(case, **more)


C = cells(S)
LATER = {"header": (3,), "points": points(S, 4), "values": {(4, "名称"): "重庆医科大学附属第一医院"}}
TWO_LINES = [
    ["编号", "名称", "所在地", None, "坐标", None, "类别"],
    [None, None, "区县", "行政区划代码", "经度", "纬度", None],
    *C[1:],
]
TOTAL = [*C, [], ["合计", f"{len(S)}个"], ["注：演示文件"]]
NOTE = [["填表说明"], ["1. 请逐行填写。"], ["2. 坐标用度。"]]
WRONG = [list(row) for row in C]
WRONG[2][4] = "#N/A"
DAYS = [
    ["名称", "区县", "成立时间", "床位数", "联系电话"],
    [H["名称"][0], H["区县"][0], datetime(2015, 3, 2), 58, 2368811234],
    [H["名称"][1], H["区县"][1], date(2018, 12, 31), "1,458", "023-68811234"],
    [H["名称"][2], H["区县"][2], "2019年6月", 300.0, 13800001111],
    [H["名称"][3], H["区县"][3], 2016, "约12", None],
]
DAYS_MEAN = {"成立时间": Meaning.SINCE, "床位数": Meaning.BEDS, "联系电话": Meaning.PHONE, "区县": Meaning.COUNTY}
DAYS_READ = {
    (2, "成立时间"): "2015-03-02",
    (3, "成立时间"): "2018-12-31",
    (4, "成立时间"): "2019-06",
    (5, "成立时间"): "2016",
    (2, "床位数"): 58,
    (3, "床位数"): 1458,
    (4, "床位数"): 300,
    (2, "联系电话"): "02368811234",
    (4, "联系电话"): "13800001111",
}
# A county written once beside all its rows, as people merge them.
GROUPED = [
    ["区县", "名称", "床位数"],
    ["大足区", "演示甲", 1],
    [None, "演示乙", 2],
    [None, "演示丙", 3],
    ["合川区", "演示丁", 4],
]
CODES = [["编号", "名称", "区县"], ["0012", "演示甲", "大足区"], ["0013", "演示乙", "大足区"], [14, "演示丙", "合川区"]]


def _of_homes(id: str, content: Callable[[], bytes], name: str, format: str, rows: int, **more: Any) -> Awkward:
    return Awkward(id, name, content, format, rows, **more)


CASES = (
    book("xlsx", lambda: xlsx(("清单", C))),
    book("xlsx_texts", lambda: xlsx(("清单", [list(S.columns), *S.values.tolist()]))),
    book("xlsx_title_merged", lambda: xlsx(("清单", [["一览表"], ["填报单位：演示"], *C]), merged=("A1:G1",)), **LATER),
    book(
        "xlsx_two_line_header",
        lambda: xlsx(("清单", TWO_LINES), merged=("C1:D1", "E1:F1", "A1:A2", "B1:B2", "G1:G2")),
        header=(1, 2),
        points=points(S, 3),
        values={},
        meanings={},
    ),
    book("xlsx_total_and_note", lambda: xlsx(("清单", TOTAL))),
    book("xlsx_several_sheets", lambda: xlsx(("填表说明", NOTE), ("机构清单", C))),
    book("xlsx_empty_first_sheet", lambda: xlsx(("Sheet1", []), ("Sheet2", C))),
    book("xlsx_named_xls", lambda: xlsx(("清单", C)), "清单.xls"),
    book("xlsx_named_csv", lambda: xlsx(("清单", C)), "清单.csv"),
    book("xlsx_bd09", lambda: xlsx(("清单", cells(moved(S, "BD-09")))), decided="BD-09"),
    book(
        "xlsx_broken_formula",
        lambda: xlsx(("清单", WRONG)),
        errors=frozenset({(3, "经度")}),
        refused=frozenset({3}),
        points={n: point for n, point in points(S).items() if n != 3},
    ),
    book("xls", lambda: xls("清单", C), "清单.xls", "xls"),
    book("xls_title_merged", lambda: xls("清单", [["一览表"], [], *C], (0, 0, 0, 6)), "清单.xls", "xls", **LATER),
    book("ods", lambda: ods("清单", C), "清单.ods", "ods"),
    _of_homes(
        "xlsx_days",
        lambda: xlsx(("清单", DAYS)),
        "养老院.xlsx",
        "xlsx",
        4,
        meanings=DAYS_MEAN,
        header=(1,),
        values=DAYS_READ,
        errors=frozenset({(5, "床位数")}),
        precision={"county": 4},
    ),
    _of_homes(
        "xls_days",
        lambda: xls("清单", DAYS),
        "养老院.xls",
        "xls",
        4,
        meanings=DAYS_MEAN,
        header=(1,),
        values=DAYS_READ,
        errors=frozenset({(5, "床位数")}),
        precision={"county": 4},
    ),
    _of_homes(
        "xlsx_merged_counties",
        lambda: xlsx(("清单", GROUPED), merged=("A2:A4",)),
        "清单.xlsx",
        "xlsx",
        4,
        counties={2: "500111", 3: "500111", 4: "500111", 5: "500117"},
        precision={"county": 4},
    ),
    _of_homes(
        "xlsx_lost_zeros",
        lambda: xlsx(("清单", CODES)),
        "清单.xlsx",
        "xlsx",
        3,
        precision={"county": 3},
        values={(2, "编号"): "0012", (4, "编号"): "0014"},
        meanings={"编号": Meaning.ID},
    ),
)
