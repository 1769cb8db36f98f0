"""The Sichuan–Chongqing border, its pairs of counties, and the points where corridors cross it."""

from typing import Final

import geopandas as gpd
import shapely

from geodata.measure import WGS84, length_km


def border_line(counties: gpd.GeoDataFrame) -> shapely.Geometry:
    """Return the shared edge of the two provinces (EPSG:4326), merged into as few lines as possible."""
    sides = [shapely.coverage_union_all(group.to_numpy()) for _, group in counties.groupby("province")["geometry"]]
    return as_line(shapely.intersection(shapely.boundary(sides[0]), shapely.boundary(sides[1])))


def as_line(shared: shapely.Geometry) -> shapely.Geometry:
    """Return the lines of what two shapes share, merged; points where they only touch are left out."""
    lines = [part for part in shapely.get_parts(shared) if part.geom_type == "LineString"]
    return shapely.line_merge(shapely.union_all(lines))


def border_table(counties: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the border as a table of one row: id, names, border_km, geometry (EPSG:4326)."""
    line = gpd.GeoSeries([border_line(counties)], crs=WGS84)
    return gpd.GeoDataFrame(
        {
            "id": ["sichuan-chongqing"],
            "name_zh": ["川渝界线"],
            "name_en": ["Sichuan–Chongqing border"],
            "border_km": length_km(line).round(1),
        },
        geometry=line,
        crs=WGS84,
    )


_BETWEEN: Final = "-"  # the two codes in a border pair's id


def pair_codes(id: str) -> tuple[str, str]:
    """Return the codes of the two counties of a border pair, that of Sichuan first."""
    sichuan, _, chongqing = id.partition(_BETWEEN)
    return sichuan, chongqing


def border_pairs(counties: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return one row per border pair: a Sichuan and a Chongqing county that share a piece of the border.

    A pair that only touches in a point is no pair. Columns: id (sichuan-chongqing codes), name_zh, name_en, the
    codes and names of both sides, border_km, geometry (the border segment, EPSG:4326).
    """
    sichuan = counties[counties["province"] == "四川省"].reset_index(drop=True)
    chongqing = counties[counties["province"] == "重庆市"].reset_index(drop=True)
    there, here = shapely.STRtree(chongqing.geometry.to_numpy()).query(sichuan.geometry, predicate="touches")
    edges = shapely.intersection(sichuan.geometry.to_numpy()[there], chongqing.geometry.to_numpy()[here])
    lines = [as_line(edge) for edge in edges]
    a, b = sichuan.iloc[there].reset_index(drop=True), chongqing.iloc[here].reset_index(drop=True)
    pairs = gpd.GeoDataFrame(
        {
            "id": a["adcode"] + _BETWEEN + b["adcode"],
            "name_zh": a["name_zh"] + "—" + b["name_zh"],
            "name_en": a["name_en"] + "–" + b["name_en"],
            "sichuan_adcode": a["adcode"],
            "chongqing_adcode": b["adcode"],
            "sichuan_zh": a["name_zh"],
            "sichuan_en": a["name_en"],
            "chongqing_zh": b["name_zh"],
            "chongqing_en": b["name_en"],
        },
        geometry=lines,
        crs=WGS84,
    )
    pairs["border_km"] = length_km(pairs.geometry).round(1)
    return pairs[pairs["border_km"] > 0].sort_values("id", ignore_index=True)
