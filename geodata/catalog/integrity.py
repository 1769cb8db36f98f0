"""Checks that need more than one table: references between tables, and points against the counties they name."""

import geopandas as gpd
import pandas as pd
import shapely

from geodata.catalog.errors import Problem
from geodata.catalog.model import Dataset
from geodata.catalog.pick import Pick
from geodata.catalog.schema import items
from geodata.measure import ALBERS
from geodata.text import Text

TOLERANCE_M = 15.0  # coordinates have four decimals (11 m); points on a county line are border nodes


def references(table: pd.DataFrame, dataset: Dataset, ids: dict[str, set[str]]) -> list[Problem]:
    """Find cells that name an id, or a row as "dataset:id", which is in no table.

    Args:
        table: the rows of ``dataset``.
        ids: dataset id → the ids of its rows.
    """
    problems = []
    for column in dataset.columns:
        if column.refers:
            known = ids[column.refers]
            expected = Text(f"{column.refers} 表中的标识", f"an id of the table {column.refers}")
        elif column.type == "rows":
            known = {Pick.of(id, one) for id, ones in ids.items() for one in ones}
            expected = Text("某表中的一条，如 tourism:cq-dazu", "a row of a table, as in tourism:cq-dazu")
        else:
            continue
        for row, cell in enumerate(table[column.name]):
            problems += [
                Problem(dataset.file, row + 2, column.name, item, expected)
                for item in items("" if pd.isna(cell) else cell, column)
                if item not in known
            ]
    return problems


def places(table: gpd.GeoDataFrame, dataset: Dataset, counties: gpd.GeoDataFrame) -> list[Problem]:
    """Find points that lie outside the unit their row states.

    Args:
        table: adcode (codes of 2021; ends in 00 when only the city is known) and points.
        counties: those of 2021, with adcode and city_adcode.
    """
    if "adcode" not in table or "geometry" not in table:
        return []
    shapes = counties.to_crs(ALBERS)
    by_county = shapes.set_index("adcode").geometry
    located = table[table["adcode"].notna() & table.geometry.notna()].to_crs(ALBERS)
    problems = []
    for code, rows in located.groupby("adcode"):
        if code in by_county.index:
            unit = by_county[code]
        else:
            inside = shapes["city_adcode"].eq(code) | shapes["adcode"].str[:2].add("0000").eq(code)
            if not inside.any():  # a railway node in another province: no polygon to hold it against
                continue
            unit = shapely.coverage_union_all(shapes.geometry[inside].to_numpy())
        expected = Text(f"{code} 界内的点", f"a point inside {code}")
        off = rows.geometry.distance(unit) > TOLERANCE_M
        problems += [
            Problem(dataset.file, int(row) + 2, "lon, lat", f"{table['lon'][row]}, {table['lat'][row]}", expected)
            for row in rows.index[off]
        ]
    return problems
