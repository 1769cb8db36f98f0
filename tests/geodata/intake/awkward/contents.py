"""Cells as people write them: numbers, dates, codes, coordinates; and cells that cannot be used."""

from typing import Any

import pandas as pd

from geodata.intake.model import Meaning
from tests.geodata.intake.awkward.case import Awkward
from tests.geodata.intake.awkward.facts import MEANT, homes, points, sites, written
from tests.geodata.intake.awkward.layouts import plain

S, H = sites(), homes()
LON, LAT = S["经度"].astype(float), S["纬度"].astype(float)
WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
ONLY = {name: meaning for name, meaning in MEANT.items() if name not in ("经度", "纬度")}


def dms(value: float, shape: str) -> str:
    """Degrees as degrees, minutes and seconds of two decimals, in one of the usual shapes."""
    seconds = round(value * 3600, 2)
    degrees, minutes = int(seconds // 3600), int(seconds % 3600 // 60)
    return shape.format(d=degrees, m=minutes, s=f"{seconds % 60:05.2f}")


def shaped(id: str, lon: Any, lat: Any, **more: Any) -> Awkward:
    """The sites with coordinates written in some shape."""
    rows = S.assign(经度=list(lon), 纬度=list(lat))
    return plain(id, written(rows), **more)


def one_cell(id: str, cells: Any, heading: str = "经纬度", **more: Any) -> Awkward:
    """The sites with coordinates in one cell."""
    rows = S.drop(columns=["经度", "纬度"]).assign(**{heading: list(cells)})
    return plain(id, written(rows), **({"meanings": {**ONLY, heading: Meaning.LONLAT}} | more))


def beds(
    id: str,
    values: list[str],
    expected: list[Any],
    errors: set[int] = frozenset(),
    heading: str = "床位数",
    **more: Any,
) -> Awkward:
    """Nursing homes with numbers of beds written in some way; ``errors`` are rows."""
    rows = H.head(len(values)).drop(columns="床位数").assign(**{heading: values})
    read = {(n, heading): value for n, value in enumerate(expected, 2)}
    told = frozenset((row, heading) for row in errors)
    means = {"名称": Meaning.NAME, "区县": Meaning.COUNTY, heading: Meaning.BEDS}
    case = {"header": (1,), "values": read, "errors": told, "precision": {"county": len(values)}, "meanings": means}
    return Awkward(id, "养老院.csv", lambda: written(rows), "csv", len(values), **(case | more))


def dates(id: str, values: list[str], expected: list[Any], errors: set[int] = frozenset()) -> Awkward:
    """Nursing homes with days written in some way."""
    return beds(id, values, expected, errors, "成立时间", meanings={"成立时间": Meaning.SINCE})


def _errors() -> bytes:
    rows = pd.concat([S.head(12)], ignore_index=True).assign(床位数=["120"] * 12)
    rows.loc[1, "经度"] = "不清楚"
    rows.loc[2, "纬度"] = ""
    rows.loc[3, "经度"] = "1064600"
    rows.loc[4, "床位数"] = "约200"
    rows.loc[5, ["经度", "纬度"]] = "0"
    rows.loc[6, "行政区划代码"] = "50010"
    rows.loc[7, "床位数"] = "#REF!"
    rows.loc[8, "编号"] = rows.loc[7, "编号"]
    return written(rows)


CASES = (
    shaped("swapped", S["纬度"], S["经度"], swapped=True),
    shaped("full_width_digits", S["经度"].str.translate(WIDE), S["纬度"].str.translate(WIDE)),
    shaped("decimal_commas_quoted", S["经度"].str.replace(".", ","), S["纬度"].str.replace(".", ",")),
    shaped("degrees_minutes_seconds", [dms(v, "{d}°{m}′{s}″") for v in LON], [dms(v, "{d}°{m}′{s}″") for v in LAT]),
    shaped("dms_typewriter", [dms(v, "{d}°{m}'{s}\"E") for v in LON], [dms(v, "{d}°{m}'{s}\"N") for v in LAT]),
    shaped("dms_chinese", [dms(v, "东经{d}度{m}分{s}秒") for v in LON], [dms(v, "北纬{d}度{m}分{s}秒") for v in LAT]),
    shaped("dms_colons", [dms(v, "{d}:{m}:{s}") for v in LON], [dms(v, "{d}:{m}:{s}") for v in LAT]),
    shaped("letters", [f"E{v}" for v in S["经度"]], [f"N{v}" for v in S["纬度"]]),
    shaped("degree_signs", [f"{v}°" for v in S["经度"]], [f"{v}°" for v in S["纬度"]]),
    one_cell("one_cell", S["经度"] + "," + S["纬度"]),
    one_cell("one_cell_lat_first", S["纬度"] + ", " + S["经度"], "坐标", swapped=True),
    one_cell("one_cell_full_width_comma", S["经度"] + "，" + S["纬度"]),
    one_cell("one_cell_spaces", S["经度"] + " " + S["纬度"], "gps坐标"),
    one_cell("one_cell_wkt", "POINT (" + S["经度"] + " " + S["纬度"] + ")", "wkt"),
    one_cell("one_cell_json", '{"lat": ' + S["纬度"] + ', "lng": ' + S["经度"] + "}", "location"),
    one_cell(
        "one_cell_dms", [f"{dms(x, '{d}°{m}′{s}″E')} {dms(y, '{d}°{m}′{s}″N')}" for x, y in zip(LON, LAT, strict=True)]
    ),
    one_cell(
        "one_cell_dms_north_first",
        [f"N{dms(y, '{d}°{m}′{s}″')} E{dms(x, '{d}°{m}′{s}″')}" for x, y in zip(LON, LAT, strict=True)],
    ),
    beds("thousands", ["1,200", "58", "12,345", "1,000,000"], [1200, 58, 12345, 1000000]),
    beds("ten_thousands", ["3.5万", "120", "1万", "0.2亿"], [35000, 120, 10000, 20000000]),
    beds("with_units", ["120张", "58 张", "300床", "12"], [120, 58, 300, 12]),
    beds("unit_in_heading", ["120", "58张", "300", "12"], [120, 58, 300, 12], heading="床位数（张）"),
    beds("nothing_said", ["120", "无", "—", "/", "N/A", "58"], [120, None, None, None, None, 58]),
    beds("full_width_numbers", ["１２０", "５８", "１，２００", "12"], [120, 58, 1200, 12]),
    beds("not_numbers", ["120", "约200", "100-150", "58", "30余", "12"], [120, None, None, 58, None, 12], {3, 4, 6}),
    beds(
        "money",
        ["¥1,200.50", "￥300", "58元", "12"],
        [1200.5, 300, 58, 12],
        heading="收费（元）",
        meanings={"收费（元）": Meaning.NUMBER},
    ),
    beds(
        "another_unit",
        ["120平方米", "58平方米", "3亩", "300平方米"],
        [120, 58, None, 300],
        {4},
        "占地面积",
        meanings={"占地面积": Meaning.NUMBER},
    ),
    dates(
        "days",
        ["2024-05-20", "2024/5/2", "2024.05.06", "2024年5月20日", "20240520", "2024年5月", "2024", "二〇二四年五月"],
        ["2024-05-20", "2024-05-02", "2024-05-06", "2024-05-20", "2024-05-20", "2024-05", "2024", "2024-05"],
    ),
    dates(
        "days_of_excel",
        ["45432", "45433", "43831", "2020-01-02"],
        ["2024-05-20", "2024-05-21", "2020-01-01", "2020-01-02"],
    ),
    dates(
        "days_english",
        ["May 20, 2024", "20 May 2024", "Jan 2020", "2019"],
        ["2024-05-20", "2024-05-20", "2020-01", "2019"],
    ),
    dates("days_day_first", ["25/06/2024", "05/06/2024", "01/12/2020"], ["2024-06-25", "2024-06-05", "2020-12-01"]),
    dates("days_unclear", ["05/06/2024", "06/06/2024", "2020-12-01"], [None, "2024-06-06", "2020-12-01"], {2}),
    dates(
        "no_days",
        ["2024-02-30", "2024-05-20", "2020", "2019年", "去年", "2018"],
        [None, "2024-05-20", "2020", "2019", None, "2018"],
        {2, 6},
    ),
    dates(
        "days_with_times",
        ["2024-05-20 08:30:00", "2024-05-21T00:00:00Z", "2024/5/22 9:00", "2024年5月23日 10:00"],
        ["2024-05-20", "2024-05-21", "2024-05-22", "2024-05-23"],
    ),
    plain("codes_as_floats", written(S.assign(行政区划代码=S["行政区划代码"] + ".0"))),
    plain("codes_of_statistics", written(S.assign(行政区划代码=S["行政区划代码"] + "000000"))),
    plain("codes_in_exponents", written(S.assign(行政区划代码=[f"{int(code):.5E}" for code in S["行政区划代码"]]))),
    plain(
        "english_headings",
        written(
            S.rename(
                columns={
                    "编号": "id",
                    "名称": "Name",
                    "区县": "County",
                    "行政区划代码": "adcode",
                    "经度": "Longitude",
                    "纬度": "Latitude",
                    "类别": "Type",
                }
            )
        ),
        values={},
        meanings={
            "Name": Meaning.NAME,
            "Longitude": Meaning.LON,
            "Latitude": Meaning.LAT,
            "Type": Meaning.CATEGORY,
            "County": Meaning.COUNTY,
        },
    ),
    plain(
        "surveyors_headings",
        written(
            S.rename(
                columns={
                    "编号": "BH",
                    "名称": "MC",
                    "区县": "QX",
                    "行政区划代码": "XZQDM",
                    "经度": "JD",
                    "纬度": "WD",
                    "类别": "LX",
                }
            )
        ),
        values={},
        meanings={"MC": Meaning.NAME, "JD": Meaning.LON, "WD": Meaning.LAT, "XZQDM": Meaning.ADCODE},
    ),
    plain(
        "headings_with_remarks",
        written(
            S.rename(
                columns={
                    "名称": "*机构名称（必填）",
                    "经度": "经度(°)",
                    "纬度": "纬度(°)",
                    "区县": "所在区县：",
                    "类别": "3、机构类型",
                }
            )
        ),
        values={},
        meanings={
            "*机构名称（必填）": Meaning.NAME,
            "经度(°)": Meaning.LON,
            "所在区县：": Meaning.COUNTY,
            "3、机构类型": Meaning.CATEGORY,
        },
    ),
    plain(
        "bilingual_headings",
        written(S.rename(columns={"名称": "名称 Name", "经度": "经度 Longitude", "纬度": "纬度 Latitude"})),
        values={},
        meanings={"名称Name": Meaning.NAME, "经度Longitude": Meaning.LON, "纬度Latitude": Meaning.LAT},
    ),
    plain(
        "markup_and_formulas",
        written(S.assign(备注="<script>alert(1)</script>", 说明="=HYPERLINK(1)")),
        values={(2, "备注"): "<script>alert(1)</script>", (2, "说明"): "=HYPERLINK(1)"},
    ),
    plain(
        "places_served",
        written(S.assign(服务区域="荣昌区、内江市，潼南区 安岳县")),
        meanings={**MEANT, "服务区域": Meaning.SERVES},
    ),
    plain(
        "telephones",
        written(S.assign(联系电话="023-68811234")),
        meanings={**MEANT, "联系电话": Meaning.PHONE},
        values={(2, "联系电话"): "023-68811234"},
    ),
    Awkward(
        "errors",
        "清单.csv",
        _errors,
        "csv",
        12,
        {**MEANT, "床位数": Meaning.BEDS},
        ("utf-8",),
        (1,),
        points={n: point for n, point in points(S.head(12)).items() if n not in (3, 4, 5, 7)},
        errors=frozenset(
            {
                (3, "经度"),
                (4, "纬度"),
                (5, "经度"),
                (6, "床位数"),
                (7, "经度"),
                (8, "行政区划代码"),
                (9, "床位数"),
                (10, "编号"),
            }
        ),
        refused=frozenset({3, 4, 5}),
        values={(2, "床位数"): 120, (6, "床位数"): None},
    ),
)
