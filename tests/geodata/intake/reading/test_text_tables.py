"""CSV and its kin: encodings, delimiters, quotation marks, and what is counted as a row."""

import sys

import pytest

from geodata.intake.model import IntakeError
from geodata.intake.reading.delimited import sniffed
from geodata.intake.reading.encoding import encoding, likely
from tests.geodata.intake.reading.made import LIST, grid, rows, said

TRADITIONAL = "機構名稱,地址\n臺灣銀行養護院,臺北市中正區\n重慶老人院,重慶市渝中區\n"


@pytest.mark.parametrize(
    ("codec", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_the_same_list_in_any_encoding_is_the_same_grid(codec, told):
    found = grid(LIST.encode(codec))
    assert found.layout.encoding == told
    assert found.headings == ("序号", "机构名称", "详细地址", "经度", "纬度", "床位数（张）")
    assert found.layout.header_rows == (3,)
    assert found.layout.left_out == (1, 2, 8, 9)
    assert found.numbers.tolist() == [4, 5, 7]
    assert rows(found)[1] == ["2", "绵阳市养老院", "绵阳市涪城区", "104.70", "31.46", "1,200"]


def test_big5_is_told_from_gbk():
    assert grid(TRADITIONAL.encode("big5")).layout.encoding == "big5"
    assert likely("成都市第一社会福利院".encode("gbk")) == "gb18030"


def test_what_is_neither_is_asked_of_the_library():
    text = "name,address\n" + "Hôpital général,12 rue de la Liberté à Évreux\nÉcole supérieure,près du château\n" * 4
    found = grid(text.encode("cp1252"))
    assert rows(found)[0] == ["Hôpital général", "12 rue de la Liberté à Évreux"]


def test_a_list_cut_within_a_character_is_read_and_the_damage_told():
    found = grid("名称,地址\n成都市养老院,武侯区\n".encode() + "重庆".encode()[:-1])
    assert found.layout.encoding == "utf-8"
    assert "1处字节无法解读" in said(found)
    assert encoding(b"name\nplain\n").said[0].zh == "按UTF-8编码读取"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "，", "；"])
def test_delimiters(delimiter):
    text = "名称,地址,经度\n甲医院,成都路1号,104.1\n乙医院,重庆路,106.5\n".replace(",", delimiter)
    found = grid(text)
    assert found.layout.delimiter == delimiter
    assert found.headings == ("名称", "地址", "经度")


@pytest.mark.parametrize(
    ("sample", "delimiter"),
    [
        ("name;lon;lat\nA;104,06;30,5\nB;104,1;30,7\n", ";"),  # decimal commas
        ("a;b;c\n1,5;2,5;3,5\n1,6;2,6;3,6\n", ";"),
        ("名称,地址\n甲，乙,成都，武侯\n丙,重庆，渝中\n", ","),
        ("title\nname,serves\nA,x;y\nB,x;z\n", ","),
        ("名称 经度 纬度\n甲  104 30\n乙 106   29\n", " "),
        ('a,b\n"x\ty",1\n"z\tw",2\n', ","),
    ],
)
def test_what_only_looks_like_a_delimiter(sample, delimiter):
    assert sniffed(sample) == delimiter


def test_excels_own_line_about_the_delimiter_is_heeded_and_no_row():
    found = grid("sep=|\nname|lon\n甲|1\n")
    assert (found.headings, found.numbers.tolist()) == (("name", "lon"), [3])


def test_codes_written_for_excel_keep_their_zeros():
    assert rows(grid('name,code\n甲,="00123"\n乙,\'00456\n')) == [["甲", "00123"], ["乙", "00456"]]


def test_blanks_of_all_widths_are_nothing():
    assert rows(grid("名称,地址\n\u3000甲 , \u00a0\n")) == [["甲", None]]


def test_a_quotation_mark_never_closed_swallows_no_rows():
    found = grid('name,lon,lat\n"甲,104,30\n乙,106,29\n')
    assert len(found.cells) == 2
    assert "引号没有成对" in said(found)


def test_a_line_within_quotation_marks_is_part_of_its_cell_and_rows_are_counted_as_excel_does():
    found = grid('name,note\n甲,"a\nb"\n乙,c\n')
    assert rows(found)[0] == ["甲", "a\nb"]
    assert found.numbers.tolist() == [2, 3]


def test_rows_longer_than_the_header_keep_all_their_cells_and_are_told():
    found = grid("名称,地址\n" + "甲,一路\n" * 9 + "乙,二路,三号\n")
    assert rows(found)[-1] == ["乙", "二路", "三号"]
    assert found.headings == ("名称", "地址", "")
    assert "第11行的格数比表头多" in said(found)


def test_zeros_within_a_text_are_dropped():
    assert rows(grid(b"name,lon\na\0b,1\nc,2\n")) == [["ab", "1"], ["c", "2"]]


def test_blank_columns_of_a_saved_sheet_are_no_columns():
    found = grid("name,lon" + "," * 16_000 + "\n甲,1" + "," * 16_000 + "\n")
    assert found.headings == ("name", "lon")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "文件是空的"),
        (b" \n\n", "文件是空的"),
        (b",".join([b"a"] * 1_000_000), "列"),
        ("名称,地址\n".encode(), "没有数据行"),
        (b"name\n" + b"x\n" * 4000, "超过1,000行"),
        (b"name\n" + b"x\n" * 1001, "超过1,000行"),
    ],
)
def test_what_cannot_be_read_is_told(content, told):
    with pytest.raises(IntakeError) as error:
        grid(content)
    assert told in error.value.told.zh
    assert error.value.told.en


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gbk", "utf-16", "utf-16-le"])
@pytest.mark.parametrize(
    "text",
    [
        LIST,
        LIST.replace("\n", "\r\n"),
        LIST.replace("\n", "\r"),
        'name,note\n甲,"a\n""b"""\n\n乙,c\n丙,d,e\n丁,\n',
        'name,note\n甲,5" pipe\n乙,c\n',
        'name,note\n"甲,5\n乙,c\n丙,d\n',
        "\n\n标题\n" + "名称;床位\n" + "甲;3\n" * 50 + "\n注：完",
        "甲,3\n乙,4\n",
    ],
)
def test_long_tables_are_read_as_short_ones_are(text, codec, monkeypatch):
    module = sys.modules["geodata.intake.reading.delimited"]
    short = grid(text.encode(codec))
    monkeypatch.setattr(module, "_LONG", 0)
    if text is LIST and "16" not in codec:  # in the others a quotation mark or a byte may send it the slow way too
        assert module._regular(text.encode(codec), codec, ",", 100) is not None
    long = grid(text.encode(codec))
    assert long.layout == short.layout
    assert long.headings == short.headings
    assert long.numbers.tolist() == short.numbers.tolist()
    assert rows(long) == rows(short)


def test_exactly_the_most_rows_are_read():
    assert len(grid(b"name\n" + b"x\n" * 1000).cells) == 1000
