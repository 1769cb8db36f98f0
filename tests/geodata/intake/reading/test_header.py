"""Where a table begins, what its columns are called, and which lines are no rows."""

import pytest

from tests.geodata.intake.reading.made import grid, rows, said


@pytest.mark.parametrize(
    ("text", "headings", "lines"),
    [
        ("基本信息,,坐标,,床位\n名称,地址,经度,纬度,\n甲,成都,104,30,3\n乙,重庆,106,29,4\n",
         ("基本信息·名称", "基本信息·地址", "坐标·经度", "坐标·纬度", "床位"), (1, 2)),
        ("名称,地址,坐标,,床位\n,,经度,纬度,\n甲,成都,104,30,3\n乙,重庆,106,29,4\n",
         ("名称", "地址", "坐标·经度", "坐标·纬度", "床位"), (1, 2)),
        ("机构名称,经度,纬度\nname,lon,lat\n甲,104,30\n乙,106,29\n", ("机构名称·name", "经度·lon", "纬度·lat"), (1, 2)),
        ("名称,床位,面积\n,张,平方米\n甲,3,40\n乙,4,50\n", ("名称", "床位(张)", "面积(平方米)"), (1, 2)),
        ("地区,2019,2020,2021\n锦江区,1,2,3\n青羊区,4,5,6\n", ("地区", "2019", "2020", "2021"), (1,)),
        ("地区,1月,2月,3月\n锦江区,1,2,3\n青羊区,4,5,6\n", ("地区", "1月", "2月", "3月"), (1,)),
        ("facility_name,Lon,Lat\nA,104,30\n", ("facility_name", "Lon", "Lat"), (1,)),
        ("甲,成都,104,30,3\n乙,重庆,106,29,4\n", ("", "", "", "", ""), ()),
        ("成都市\n重庆市\n", ("",), ()),
        ("名称\n成都市\n", ("名称",), (1,)),
        ("养老机构名录\n名称,地址\n甲院,一路\n乙院,二路\n", ("名称", "地址"), (2,)),
        ('名称,经度,纬度\n甲,104°3\'30",30°5\'10"\n乙,105°3\'30",30°6\'10"\n', ("名称", "经度", "纬度"), (1,)),
        ("机构\n\n名称,城市\n甲,成都\n乙,重庆\n", ("名称", "城市"), (3,)),
    ],
)  # fmt: skip
def test_headers(text, headings, lines):
    found = grid(text)
    assert found.headings == headings
    assert found.layout.header_rows == lines


def test_a_line_that_numbers_the_columns_is_no_row():
    found = grid("名称,床位,面积,电话\n甲,1,2,3\n武侯,3,40,028\n锦江,4,50,029\n")
    assert found.layout.left_out == (2,)
    assert rows(found)[0][0] == "武侯"


@pytest.mark.parametrize(
    ("end", "left"),
    [
        ("合计,,7,90\n", (4,)),
        ("合 计：,,7,90\n,,,\n", (4,)),
        ("总计,2家,7,—\n", (4,)),
        ("Total,,7,90\n", (4,)),
        ("共2家\n", (4,)),
        ("注：以上数据不含在建机构。\n", (4,)),
        ("数据来源：民政局\n填表人：张三,审核：李四,,日期：2024-01-05\n", (4, 5)),
        ("Source: bureau\n", (4,)),
        ("说明本表由各区县民政局于二〇二三年底统一填报汇总而成并经复核\n", (4,)),
        ("丙,锦江区,,\n", ()),  # a row that knows little is a row
        ("合计,,7,90\n丁,武侯区,3,40\n", (4,)),  # totals in between
    ],
)
def test_totals_and_notes_are_left_out_and_told(end, left):
    found = grid("名称,区县,床位,面积\n甲,锦江区,3,40\n乙,武侯区,4,50\n" + end)
    assert found.layout.left_out == left
    assert ("不作为数据行" in said(found)) == bool(left)


def test_a_place_named_like_a_total_stays():
    found = grid("名称,区县,床位\n合计,武侯区,3\n小计,锦江区,4\n")
    assert found.layout.left_out == ()


def test_headings_within_the_rows_and_headers_said_again_are_no_rows():
    found = grid("名称,区县,床位\n一、成都市\n甲,锦江区,3\n名称,区县,床位\n（二）绵阳市,,\n乙,涪城区,4\n")
    assert found.layout.left_out == (2, 4, 5)
    assert [row[0] for row in rows(found)] == ["甲", "乙"]


def test_a_break_within_a_heading_is_none_of_meaning():
    assert grid('"机构\n名称","bed\ncount"\n甲,3\n乙,4\n').headings == ("机构名称", "bed count")
