"""Three files to try and to learn from (docs/own-data.md), made of the shipped tables as an office would have them."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Final

import pandas as pd
from xlsxwriter import Workbook

from geodata.boundaries.vintage import Vintage
from geodata.intake.position.conversions import wgs84_to_bd09
from geodata.store.store import Store

Example = tuple[str, bytes]  # name and content of a file
_EVERY: Final = 5  # of the places a row


def points(store: Store) -> Example:
    """Return sights whose point is exact as CSV in GBK, with Baidu coordinates."""
    table = store.get("tourism")
    table = table[table["coord_precision"] == "site"].reset_index(drop=True)
    lon, lat = wgs84_to_bd09(table["lon"].to_numpy(), table["lat"].to_numpy())
    rows = pd.DataFrame(
        {
            "景区名称": table["name_zh"],
            "所在区县": table["county"],
            "类别": table["category"].map(_said(store, "tourism_category")),
            "等级": table["grade"].map(_said(store, "tourism_grade")),
            "百度经度": [format(value, ".6f") for value in lon],
            "百度纬度": [format(value, ".6f") for value in lat],
        }
    )
    return "景区（示例）.csv", rows.to_csv(index=False, lineterminator="\r\n").encode("gb18030")


def places(store: Store) -> Example:
    """Return eldercare places as Excel: a title above the headings, no coordinates, a total below."""
    table = store.get("eldercare").iloc[::_EVERY]
    said = _said(store, "eldercare_category")
    heads = ("序号", "机构名称", "所在区县", "类别", "床位数")
    rows = [
        (n, row.name_zh, row.county, said(row.category), row.beds) for n, row in enumerate(table.itertuples(), start=1)
    ]
    last = ("合计", f"{len(rows)}家", "", "", "")
    return "养老机构（示例）.xlsx", _workbook("养老机构名单（示例，没有坐标）", heads, rows, last)


def _said(store: Store, vocabulary: str) -> Callable[[object], str]:
    """How the codes of a cell are told."""
    words = store.catalog.vocabularies[vocabulary]

    def said(codes: object) -> str:
        parts = codes.split(";") if isinstance(codes, str) else []
        return "、".join(words[code].zh for code in parts if code in words)

    return said


def numbers(store: Store) -> Example:
    """Return the population of today's counties as Excel: a table of statistics by code of county."""
    table = store.get("counties", Vintage.TODAY)
    table = table[table["population"].notna() & table["in_scope"].fillna(value=False).astype(bool)]
    heads = ("行政区划代码", "区县", "常住人口", "60岁以上人口")
    rows = [(row.adcode, row.name_zh, row.population, row.population_60plus) for row in table.itertuples()]
    return "区县人口（示例）.xlsx", _workbook("区县人口（示例）", heads, rows, ())


FILES: Final[dict[str, Callable[[Store], Example]]] = {"points": points, "places": places, "numbers": numbers}


def _workbook(title: str, heads: tuple[str, ...], rows: Sequence[tuple[object, ...]], last: tuple[str, ...]) -> bytes:
    """A workbook with one sheet: a title over all columns, headings, rows, and a last line."""
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.merge_range(0, 0, 0, len(heads) - 1, title)
        for at, cells in enumerate([heads, *rows, last], start=1):
            for n, cell in enumerate(cells):
                if not pd.isna(cell) and cell != "":
                    sheet.write(at, n, cell if isinstance(cell, str) else float(cell))  # type: ignore[arg-type]  # a number
    return buffer.getvalue()
