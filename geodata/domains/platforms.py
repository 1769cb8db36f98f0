"""The areas of the cooperation platforms: the counties each is made of."""

import geopandas as gpd
import pandas as pd
import shapely

from geodata.boundaries.crosswalk import today_of_group
from geodata.measure import WGS84, area_km2
from geodata.text import number


def platform_counties(
    platforms: pd.DataFrame, counties: gpd.GeoDataFrame, moved: dict[str, list[str]]
) -> dict[str, list[str]]:
    """Return the counties of each platform, id → codes of the vintage of ``counties``; arguments as below."""
    lists = platforms["counties_sichuan_adcodes"] + ";" + platforms["counties_chongqing_adcodes"]
    return {
        id: today_of_group(codes.split(";"), moved, counties) for id, codes in zip(platforms["id"], lists, strict=True)
    }


def platform_areas(
    platforms: pd.DataFrame, counties: gpd.GeoDataFrame, moved: dict[str, list[str]]
) -> gpd.GeoDataFrame:
    """Return the platforms with the merged shape of their counties.

    Args:
        platforms: the table; its county codes are those of 2021.
        counties: of the vintage to draw.
        moved: 2021 code → codes in that vintage (``crosswalk.successors``); empty when drawing 2021.

    Returns:
        The columns of ``platforms``, then geometry (EPSG:4326), area_km2, cross_border_zh, cross_border_en.
    """
    shapes = counties.set_index("adcode").geometry
    members = platform_counties(platforms, counties, moved)
    geometry = [shapely.coverage_union_all(shapes.loc[members[id]].to_numpy()) for id in platforms["id"]]
    columns = ("counties_sichuan_adcodes", "counties_chongqing_adcodes")
    sizes = list(zip(*(platforms[column].str.split(";").str.len() for column in columns), strict=True))
    frame = gpd.GeoDataFrame(platforms, geometry=geometry, crs=WGS84)
    frame["area_km2"] = number.kept(area_km2(frame.geometry))
    frame["cross_border_zh"] = [f"四川{a}个、重庆{b}个区县" for a, b in sizes]
    frame["cross_border_en"] = [f"{a} in Sichuan, {b} in Chongqing (counties)" for a, b in sizes]
    return frame
