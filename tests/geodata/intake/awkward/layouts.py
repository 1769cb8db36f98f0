"""Text tables: encodings, delimiters, where the header is, what is no row."""

import dataclasses
from typing import Any

import pandas as pd

from geodata.intake.model import Meaning
from tests.geodata.intake.awkward.case import Awkward
from tests.geodata.intake.awkward.facts import MEANT, homes, points, sites, written

UTF8, GBK = ("utf-8", "utf-8-sig"), ("gb18030", "gbk", "gb2312")
S = sites()
TRADITIONAL = S.rename(
    columns={
        "编号": "編號",
        "名称": "名稱",
        "区县": "區縣",
        "行政区划代码": "行政區劃代碼",
        "经度": "經度",
        "纬度": "緯度",
        "类别": "類別",
    }
)
# Big5 has no simplified characters: names and counties stay away that it cannot write.
BIG5 = TRADITIONAL[["編號", "經度", "緯度", "類別"]]


def plain(id: str, content: bytes, name: str = "清单.csv", **more: Any) -> Awkward:
    """The sites as they are, however they are written."""
    case = Awkward(
        id,
        name,
        lambda: content,
        "csv",
        len(S),
        MEANT,
        header=(1,),
        points=points(S),
        decided="EPSG:4326",
        precision={"site": len(S), "town": 0, "county": 0, "none": 0},
        values={(2, "名称"): "重庆医科大学附属第一医院", (2, "行政区划代码"): "500103"},
        encodings=UTF8,
    )
    return dataclasses.replace(case, **more)


def _broken_lines() -> bytes:
    rows = S.assign(地址=[f"第一行\n第二行，“{name}”" for name in S["名称"]])
    return written(rows)


def _two_lines() -> bytes:
    lines = "基本信息,,位置,,坐标,,分类\r\n编号,名称,区县,行政区划代码,经度,纬度,类别\r\n"
    return (lines + written(S, headed=False).decode()).encode()


def _wide() -> bytes:
    rows = S.copy()
    for n in range(300):
        rows[f"备用{n + 1}"] = ""
    return written(rows)


TITLE = [["川渝医院和景区一览表"], [], ["填报单位：演示", "", "", "单位：个"]]
NOTES = [[], ["合计", f"{len(S)}个"], ["注：坐标为手工整理。"], ["制表人：演示", "", "审核人：演示"]]
COMMAS = S.assign(经度=S["经度"].str.replace(".", ","), 纬度=S["纬度"].str.replace(".", ","))
LATER = {"header": (4,), "points": points(S, 5), "values": {(5, "名称"): "重庆医科大学附属第一医院"}}

CASES = (
    plain("utf8", written(S)),
    plain("utf8_bom", written(S, encoding="utf-8-sig")),
    plain(
        "utf16le_tabs",
        b"\xff\xfe" + written(S, sep="\t", encoding="utf-16-le"),
        "清单.txt",
        encodings=("utf-16", "utf-16-le"),
    ),
    plain("utf16be", b"\xfe\xff" + written(S, encoding="utf-16-be"), encodings=("utf-16", "utf-16-be")),
    plain("gbk", written(S, encoding="gbk"), encodings=GBK),
    plain(
        "gbk_few_rows", written(S.head(3), encoding="gbk"), encodings=GBK, rows=3, points={}, precision={}, decided=None
    ),
    plain(
        "gb18030_rare",
        written(S.assign(备注="测试𬭛㙍"), encoding="gb18030"),
        encodings=("gb18030",),
        values={(3, "备注"): "测试𬭛㙍"},
    ),
    Awkward(
        "big5",
        "清單.csv",
        lambda: written(BIG5.assign(備註="雲陽龍缸景區，測試"), encoding="big5"),
        "csv",
        len(S),
        {"編號": Meaning.ID, "經度": Meaning.LON, "緯度": Meaning.LAT, "類別": Meaning.CATEGORY},
        ("big5", "cp950", "big5hkscs"),
        (1,),
        values={(2, "備註"): "雲陽龍缸景區，測試"},
    ),
    plain(
        "traditional_headings",
        written(TRADITIONAL),
        "清單.csv",
        meanings=dict(zip(TRADITIONAL.columns, MEANT.values(), strict=True)),
        values={},
    ),
    plain("tabs", written(S, sep="\t"), "清单.tsv"),
    plain("tabs_in_txt_gbk", written(S, sep="\t", encoding="gbk"), "清单.txt", encodings=GBK),
    plain("semicolons_decimal_commas", written(COMMAS, sep=";")),
    plain("pipes", written(S, sep="|"), "清单.txt"),
    plain("old_mac_lines", written(S, end="\r")),
    plain("unix_lines", written(S, end="\n")),
    plain(
        "line_breaks_in_cells",
        _broken_lines(),
        header=None,
        points={},
        values={},
        meanings={**MEANT, "地址": Meaning.ADDRESS},
    ),
    plain("title_above", written(S, before=TITLE), **LATER),
    plain("title_above_gbk", written(S, before=TITLE, encoding="gbk"), encodings=GBK, **LATER),
    plain("total_and_notes_below", written(S, after=NOTES)),
    plain("title_and_notes", written(S, before=TITLE, after=NOTES), **LATER),
    plain("two_line_header", _two_lines(), header=None, points=points(S, 3), values={}, meanings={}),
    plain(
        "no_header",
        written(S[["名称", "区县", "经度", "纬度"]], headed=False),
        header=(),
        points=points(S, 1),
        values={},
        meanings={},
    ),
    plain(
        "no_header_codes",
        written(S[["行政区划代码", "名称", "纬度", "经度"]], headed=False),
        header=(),
        points=points(S, 1),
        values={},
        meanings={},
    ),
    plain("empty_columns_and_rows", written(S.assign(空="", 白=" "), after=[[""] * 9] * 5)),
    plain("hundreds_of_empty_columns", _wide()),
    plain(
        "quoted_all",
        "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in [list(S.columns), *S.values.tolist()]).encode(),
    ),
    plain("excel_text_marks", written(S.assign(行政区划代码=[f'="{code}"' for code in S["行政区划代码"]]))),
    plain("spaces_around", written(S.map(lambda cell: f"  {cell}　"))),
    plain("name_lies_xlsx", written(S), "清单.xlsx"),
    plain("columns_in_another_order", written(S[["纬度", "类别", "名称", "经度", "区县", "编号", "行政区划代码"]])),
    plain("one_row", written(S.head(1)), rows=1, points={}, precision={}, decided=None),
    Awkward(
        "repeated_headings",
        "清单.csv",
        lambda: written(pd.concat([homes(), homes()[["床位数"]]], axis=1)),
        "csv",
        12,
        {"名称": Meaning.NAME, "区县": Meaning.COUNTY},
        header=(1,),
        precision={"site": 0},
    ),
)
