"""Workbooks: sheets, merged cells, numbers and dates; and the "XLS" of office systems that is none."""

import datetime
import io

import pytest

from geodata.intake.model import IntakeError
from tests.geodata.intake.reading.made import grid, rows, said, workbook, zipped


def _register(book):
    about = book.add_worksheet("说明")
    about.write(0, 0, "填表说明")
    about.write(1, 0, "请如实填写")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("机构")
    sheet.merge_range(0, 0, 0, 5, "养老机构名录")
    sheet.merge_range(1, 0, 2, 0, "名称")
    sheet.merge_range(1, 1, 1, 2, "坐标")
    sheet.write_row(2, 1, ["经度", "纬度"])
    for column, heading in ((3, "区划\n代码"), (4, "成立日期"), (5, "区县")):
        sheet.merge_range(1, column, 2, column, heading)
    for place in range(4):
        sheet.write_row(3 + place, 0, [f"院{place}", 104 + place / 8, 30 + place / 8])
        sheet.write(3 + place, 3, 510104 if place % 2 else "510105")
        sheet.write_datetime(3 + place, 4, datetime.datetime(2020, 1, 1 + place), day)
    sheet.merge_range(3, 5, 6, 5, "锦江区")
    sheet.write_row(7, 0, ["合计", 4])
    sheet.merge_range(8, 0, 8, 5, "注：完")


def test_the_sheet_that_is_a_list_is_read_with_its_merged_cells():
    found = grid(workbook(_register), "名录.xlsx")
    assert (found.layout.format, found.layout.sheet, found.layout.sheets) == ("xlsx", "机构", ("说明", "机构"))
    assert found.headings == ("名称", "坐标·经度", "坐标·纬度", "区划代码", "成立日期", "区县")
    assert found.layout.header_rows == (2, 3)
    assert found.layout.left_out == (1, 8, 9)
    assert found.numbers.tolist() == [4, 5, 6, 7]
    assert rows(found)[1] == ["院1", 104.125, 30.125, 510104, datetime.date(2020, 1, 2), "锦江区"]
    assert [row[5] for row in rows(found)] == ["锦江区"] * 4
    assert "读取了“机构”" in said(found)
    assert "1处合并的单元格已逐行填上" in said(found)


def test_another_sheet_can_be_asked_for():
    assert grid(workbook(_register), sheet="说明").layout.sheet == "说明"
    with pytest.raises(IntakeError, match="there is no “没有”; there are: 说明, 机构"):
        grid(workbook(_register), sheet="没有")


def test_columns_of_one_kind_have_its_dtype():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["名称", "编码", "床位", "经度", "混合"])
        sheet.write_row(1, 0, ["甲", 500152.0, 1, 104.5, 1])
        sheet.write_row(2, 0, ["乙", 500153.0])
        sheet.write_row(3, 0, ["丙", 500154.0, 3, 105, "x"])

    cells = grid(workbook(fill)).cells
    assert [str(kind) for kind in cells.dtypes] == ["str", "int64", "Int64", "float64", "object"]


def test_a_table_that_begins_further_down_and_right_keeps_the_rows_numbers():
    def fill(book):
        sheet = book.add_worksheet()
        for line, row in enumerate((["名称", "床位"], ["甲", 3], ["乙", 4])):
            sheet.write_row(5 + line, 2, row)

    found = grid(workbook(fill))
    assert (found.headings, found.numbers.tolist()) == (("名称", "床位"), [7, 8])


def test_a_header_of_groups_over_headings():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 1, "基本信息")
        sheet.merge_range(0, 2, 0, 3, "位置")
        sheet.write_row(1, 0, ["名称", "电话", "经度", "纬度"])
        sheet.write_row(2, 0, ["甲", "028", 104.5, 30.5])

    assert grid(workbook(fill)).headings == ("基本信息·名称", "基本信息·电话", "位置·经度", "位置·纬度")


def _form(book):
    """A form of statistics: two titles, a header of three lines, letters for columns, totals first, a note last."""
    sheet = book.add_worksheet()
    sheet.merge_range(0, 0, 0, 6, "附件1")
    sheet.merge_range(1, 0, 1, 6, "养老服务机构基本情况统计表")
    sheet.write(2, 5, "单位：张、人")
    for column, heading in ((0, "序号"), (1, "机构名称"), (6, "联系电话")):
        sheet.merge_range(3, column, 5, column, heading)
    sheet.merge_range(3, 2, 3, 5, "床位情况")
    sheet.merge_range(4, 2, 5, 2, "总床位")
    sheet.merge_range(4, 3, 4, 5, "其中")
    sheet.write_row(5, 3, ["护理型", "普通", "医养"])
    sheet.write_row(6, 0, ["甲", "乙", 1, 2, 3, 4, 5])
    sheet.merge_range(7, 0, 7, 1, "合计")
    sheet.write_row(7, 2, [30, 9, 9, 12])
    for place in range(3):
        sheet.write_row(8 + place, 0, [place + 1, f"院{place}", 10, 3, 3, 4, "028-123"])
    sheet.merge_range(11, 0, 11, 6, "填表人：张三    审核人：李四")


def test_a_form_of_statistics():
    found = grid(workbook(_form))
    parts = [f"床位情况·其中·{part}" for part in ("护理型", "普通", "医养")]
    assert found.headings == ("序号", "机构名称", "床位情况·总床位", *parts, "联系电话")
    assert found.layout.header_rows == (4, 5, 6)
    assert found.layout.left_out == (1, 2, 3, 7, 8, 12)
    assert rows(found)[0] == [1, "院0", 10, 3, 3, 4, "028-123"]


HTML = """<html><head><meta charset="gbk"></head><body><table><tr><td>导航</td></tr></table><table>
<tr><th rowspan="2">名称</th><th colspan="2">坐标</th></tr><tr><th>经度</th><th>纬度</th></tr>
<tr><td>甲<br>院</td><td>104</td><td>30</td></tr><tr><td>乙</td><td>105</td><td>&lt;b&gt;</td></tr></table>
</body></html>"""
XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="表1"><Table><Row><Cell ss:MergeAcross="2"><Data ss:Type="String">标题</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="String">名称</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="String">经度</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">甲</Data></Cell><Cell ss:Index="3"><Data ss:Type="Number">104.5</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_an_xls_that_is_a_web_page():
    found = grid(HTML.encode("gbk"), "导出.xls")
    assert (found.layout.format, found.layout.encoding) == ("html", "gb18030")
    assert found.headings == ("名称", "坐标·经度", "坐标·纬度")
    assert rows(found) == [["甲 院", "104", "30"], ["乙", "105", "<b>"]]
    assert "文件名是“.xls”，内容其实是网页表格（HTML）" in said(found)


def test_an_xls_that_is_the_xml_of_2003():
    found = grid(XML, "导出.xls")
    assert (found.layout.format, found.layout.sheet) == ("xls", "表1")
    assert (found.headings, rows(found), found.numbers.tolist()) == (("名称", "经度"), [["甲", 104.5]], [4])


def test_an_xls_that_is_csv_and_a_csv_that_is_xlsx():
    assert "内容其实是文本表格（CSV）" in said(grid("名称,床位\n甲,3\n", "a.xls"))
    assert "内容其实是XLSX工作簿" in said(grid(workbook(_register), "a.csv"))


@pytest.mark.parametrize("length", [300, 2000, 4000])
def test_a_workbook_cut_off_is_told(length):
    with pytest.raises(IntakeError, match="damaged"):
        grid(workbook(_register)[:length])


def test_a_workbook_of_excel_97():
    xlwt = pytest.importorskip("xlwt")
    book = xlwt.Workbook()
    sheet = book.add_sheet("机构")
    sheet.write_merge(0, 0, 0, 2, "名录")
    for column, heading in enumerate(("名称", "代码", "日期")):
        sheet.write(1, column, heading)
    sheet.write(2, 0, "甲")
    sheet.write(2, 1, 500152)
    sheet.write(2, 2, datetime.date(2024, 1, 1), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    out = io.BytesIO()
    book.save(out)
    found = grid(out.getvalue(), "a.xls")
    assert (found.layout.format, found.layout.header_rows) == ("xls", (2,))
    assert rows(found) == [["甲", 500152, datetime.date(2024, 1, 1)]]


OASIS = "urn:oasis:names:tc:opendocument:xmlns"
ODS = f"""<?xml version="1.0"?><office:document-content xmlns:office="{OASIS}:office:1.0"
xmlns:table="{OASIS}:table:1.0" xmlns:text="{OASIS}:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="表">
<table:table-row><table:table-cell office:value-type="string"><text:p>名称</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>床位</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>甲</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="12"><text:p>12</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""
MANIFEST = f"""<?xml version="1.0"?><manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0"><manifest:file-entry
manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"""


def test_a_workbook_of_libreoffice():
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    found = grid(
        zipped({"mimetype": kind, "content.xml": ODS.replace(">\n<", "><"), "META-INF/manifest.xml": MANIFEST}), "a.ods"
    )
    assert (found.layout.format, found.layout.sheet, rows(found)) == ("ods", "表", [["甲", 12]])
