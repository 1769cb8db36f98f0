"""Small lists of somebody's own, made by hand as the intake would have made them of files."""

from typing import Any, Final

import geopandas as gpd
import pandas as pd
import shapely

from geodata.intake.model import Intake, Layout, Mapped, Meaning, Position
from geodata.measure import WGS84
from geodata.own.dataset import OwnList
from geodata.text import Text

_SIDES: Final = {"51": "四川省", "50": "重庆市"}


def intake(
    rows: list[dict[str, Any]], columns: list[tuple[str, Meaning, list[Any]]], name: str = "清单.xlsx"
) -> Intake:
    """An intake of rows (geometry, and where it is not by itself: precision, adcode, county) and columns of the file.

    Args:
        rows: one a row; ``side`` follows from ``adcode``.
        columns: heading, meaning, cells of each; whole numbers become Int64, others Float64.
        name: of the file.
    """
    table = pd.DataFrame({"row": range(2, len(rows) + 2)})  # below a line of headings
    table["id"] = [str(n) for n in range(1, len(rows) + 1)]
    names = next((cells for _, meaning, cells in columns if meaning is Meaning.NAME), table["id"].tolist())
    table["name"] = names
    shapes = [row.get("geometry") for row in rows]
    fits = [
        row.get("precision", "site") if shape is not None else None for row, shape in zip(rows, shapes, strict=True)
    ]
    table["precision"] = pd.Series(fits, dtype="str")
    table["adcode"] = pd.Series([row.get("adcode") for row in rows], dtype="str")
    table["county"] = pd.Series([row.get("county") for row in rows], dtype="str")
    sides = [
        None if shape is None else _SIDES.get((row.get("adcode") or "")[:2], "outside")
        for row, shape in zip(rows, shapes, strict=True)
    ]
    table["side"] = pd.Series(sides, dtype="str")
    table["placed_zh"] = ["经纬度在文件中" for _ in rows]
    table["placed_en"] = ["longitude and latitude are in the file" for _ in rows]
    mapping = []
    for n, (heading, meaning, cells) in enumerate(columns):
        known = [cell for cell in cells if cell is not None]
        whole = all(isinstance(cell, int) for cell in known)
        numeric = bool(known) and all(isinstance(cell, int | float) for cell in known)
        table[f"c{n}"] = pd.Series(cells, dtype="Int64" if numeric and whole else "Float64" if numeric else "str")
        mapping.append(Mapped(n, heading, meaning))
    placed = gpd.GeoDataFrame(table, geometry=gpd.GeoSeries(shapes, crs=WGS84), crs=WGS84)
    said = (Text("表头在第1行", "the headings are in line 1"),)
    return Intake(name, Layout("xlsx"), tuple(mapping), Position(decided="EPSG:4326"), placed, said=said)


def point(lon: float, lat: float, adcode: str | None, county: str | None, precision: str = "site") -> dict[str, Any]:
    return {"geometry": shapely.Point(lon, lat), "adcode": adcode, "county": county, "precision": precision}


# Of today: 大竹县 and 隆昌市 in Sichuan, 梁平区 and 荣昌区 in Chongqing; a point in Xi'an; no place at all.
DAZHU: Final = point(107.204, 30.736, "511724", "大竹县")
LIANGPING: Final = point(107.802, 30.672, "500155", "梁平区")
RONGCHANG: Final = point(105.594, 29.405, "500153", "荣昌区")
LONGCHANG: Final = point(105.288, 29.339, "511083", "隆昌市", "county")
BEYOND: Final = point(108.94, 34.34, None, None)
NOWHERE: Final[dict[str, Any]] = {}


def points(id: str = "own1", title: str = "我的养老院", **more: Any) -> OwnList:
    """Six homes: two in each province, one beyond both, one without a place; what they serve is told of two."""
    found = intake(
        [DAZHU, LIANGPING, RONGCHANG, LONGCHANG, BEYOND, NOWHERE],
        [
            ("名称", Meaning.NAME, ["竹园养老院", "梁山老年公寓", "昌州之家", "隆桥敬老院", "长安之家", "无处养老院"]),
            ("类别", Meaning.CATEGORY, ["公办", "民办", "民办", "公办", "民办", "公办"]),
            ("床位", Meaning.BEDS, [120, 80, None, 60, 200, 10]),
            ("开业", Meaning.SINCE, ["2015", "2019-06", "2021-03-01", None, "2010", None]),
            ("服务区域", Meaning.SERVES, ["大竹县;梁平区", "梁平区；大竹县", "荣昌区", None, None, None]),
            ("评分", Meaning.NUMBER, [4.5, 3.25, 4.0, None, 5.0, None]),
        ],
    )
    return OwnList(id, title, found, **more)


def lines(id: str = "own2", title: str = "我的公路", **more: Any) -> OwnList:
    """Two roads: one from 大竹 to 梁平 across the border, one within 荣昌."""
    across = {"geometry": shapely.LineString([(107.2, 30.74), (107.8, 30.67)]), "adcode": "511724", "county": "大竹县"}
    inside = {"geometry": shapely.LineString([(105.5, 29.4), (105.6, 29.45)]), "adcode": "500153", "county": "荣昌区"}
    cells = [("路名", Meaning.NAME, ["大梁路", "昌州路"]), ("等级", Meaning.LEVEL, ["二级", "三级"])]
    return OwnList(id, title, intake([across, inside], cells, "公路.zip"), **more)


def areas(id: str = "own3", title: str = "我的片区", **more: Any) -> OwnList:
    """Two squares of 0.1°: in 大竹 and in 梁平."""
    shapes = [
        {"geometry": shapely.box(x, y, x + 0.1, y + 0.1), "adcode": code, "county": name}
        for x, y, code, name in ((107.15, 30.7, "511724", "大竹县"), (107.75, 30.62, "500155", "梁平区"))
    ]
    cells = [("片区", Meaning.NAME, ["东片", "西片"]), ("面积", Meaning.NUMBER, [107.5, 106.0])]
    return OwnList(id, title, intake(shapes, cells, "片区.gpkg"), **more)


def statistic(id: str = "own4", title: str = "我的统计", **more: Any) -> OwnList:
    """A table by county: beds of three counties of today."""
    rows = [{**one, "precision": "county"} for one in (DAZHU, LIANGPING, RONGCHANG)]
    cells = [
        ("区县", Meaning.COUNTY, ["大竹县", "梁平区", "荣昌区"]),
        ("床位数", Meaning.NUMBER, [1200, 900, 1500]),
    ]
    return OwnList(id, title, intake(rows, cells, "统计.csv"), **more)


def table(id: str = "own5", title: str = "我的台账", **more: Any) -> OwnList:
    """Two rows that have no place at all."""
    cells = [("事项", Meaning.NAME, ["甲", "乙"]), ("进度", Meaning.TEXT, ["已办", "在办"])]
    return OwnList(id, title, intake([NOWHERE, NOWHERE], cells, "台账.csv"), **more)


def many(n: int, id: str = "own1", title: str = "许多点", **more: Any) -> OwnList:
    """So many points on a grid over both provinces, each with a category and a number."""
    import numpy as np

    at = np.arange(n)
    table = pd.DataFrame({"row": at + 2, "id": (at + 1).astype(str), "name": "点" + pd.Series(at).astype(str)})
    lon, lat = 103 + (at * 0.6180339887) % 1 * 5, 28.5 + (at * 0.7548776662) % 1 * 3
    east = lon > 106
    table["precision"] = "site"
    table["adcode"] = pd.Series(np.where(east, "500155", "511724")).astype("str")
    table["county"] = pd.Series(np.where(east, "梁平区", "大竹县")).astype("str")
    table["side"] = pd.Series(np.where(east, "重庆市", "四川省")).astype("str")
    table["placed_zh"], table["placed_en"] = "经纬度在文件中", "longitude and latitude are in the file"
    table["c0"], table["c1"] = table["name"], pd.Series(np.array(["甲", "乙", "丙"])[at % 3]).astype("str")
    table["c2"] = pd.Series(at % 500, dtype="Int64")
    placed = gpd.GeoDataFrame(table, geometry=gpd.points_from_xy(lon, lat), crs=WGS84)
    named = (Mapped(0, "名称", Meaning.NAME), Mapped(1, "类别", Meaning.CATEGORY), Mapped(2, "数", Meaning.NUMBER))
    return OwnList(id, title, Intake("许多.csv", Layout("csv"), named, Position(decided="EPSG:4326"), placed), **more)
