"""Three files to try and to learn from (docs/own-data.md), made of the shipped tables as an office would have them."""

from collections.abc import Callable
from io import BytesIO
from typing import Final

import pandas as pd
from xlsxwriter import Workbook

from geodata.boundaries.vintage import Vintage
from geodata.intake.position.conversions import wgs84_to_bd09
from geodata.store.store import Store

Example = tuple[str, bytes]  # name and content of a file
_FEW: Final = 40  # rows of a list of places


def points(store: Store) -> Example:
    """Return eldercare places as CSV in GBK, with Baidu coordinates and the places served."""
    table = store.get("eldercare")
    table = table[table["coord_precision"] == "site"].reset_index(drop=True)
    lon, lat = wgs84_to_bd09(table["lon"].to_numpy(), table["lat"].to_numpy())
    kinds = store.catalog.vocabularies["eldercare_category"]
    rows = pd.DataFrame(
        {
            "名称": table["name_zh"],
            "区县": table["county"],
            "类别": table["category"].map(lambda value: kinds[value].zh if value in kinds else ""),
            "床位": table["beds"],
            "百度经度": [f"{value:.6f}" for value in lon],
            "百度纬度": [f"{value:.6f}" for value in lat],
        }
    )
    return "养老机构（示例）.csv", rows.to_csv(index=False, lineterminator="\r\n").encode("gb18030")


def places(store: Store) -> Example:
    """Return hospitals as Excel: a title above the headings, no coordinates, a total below."""
    table = store.get("hospitals").head(_FEW)
    levels = store.catalog.vocabularies["hospital_level"]
    heads = ("序号", "医院名称", "所在区县", "等级")
    rows = [
        (n, row.name_zh, row.county, levels[row.level].zh if row.level in levels else "")
        for n, row in enumerate(table.itertuples(), start=1)
    ]
    return "医院名单（示例）.xlsx", _workbook("医院名单（示例，没有坐标）", heads, rows, ("合计", f"{len(rows)}家", "", ""))


def numbers(store: Store) -> Example:
    """Return the population of today's counties as Excel: a table of statistics by code of county."""
    table = store.get("counties", Vintage.TODAY)
    table = table[table["population"].notna() & table["in_circle"].fillna(False)]
    heads = ("行政区划代码", "区县", "常住人口", "60岁以上人口")
    rows = [(row.adcode, row.name_zh, row.population, row.population_60plus) for row in table.itertuples()]
    return "区县人口（示例）.xlsx", _workbook("区县人口（示例）", heads, rows, ())


FILES: Final[dict[str, Callable[[Store], Example]]] = {"points": points, "places": places, "numbers": numbers}


def _workbook(
    title: str, heads: tuple[str, ...], rows: list[tuple[object, ...]], last: tuple[str, ...]
) -> bytes:
    """A workbook with one sheet: a title over all columns, headings, rows, and a last line."""
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.merge_range(0, 0, 0, len(heads) - 1, title)
        for at, cells in enumerate([heads, *rows, last], start=1):
            for n, cell in enumerate(cells):
                if not (cell is None or cell == "" or pd.isna(cell)):
                    sheet.write(at, n, cell if isinstance(cell, str) else float(cell))  # type: ignore[arg-type]  # a number
    return buffer.getvalue()
