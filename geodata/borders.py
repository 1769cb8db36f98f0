"""The Sichuan–Chongqing border, its pairs of counties, and the points where corridors cross it."""

import geopandas as gpd
import pandas as pd
import shapely

from geodata.measure import ALBERS, WGS84, length_km


def border_line(counties: gpd.GeoDataFrame) -> shapely.Geometry:
    """Return the shared edge of the two provinces (EPSG:4326), merged into as few lines as possible."""
    sides = [shapely.coverage_union_all(group.to_numpy()) for _, group in counties.groupby("province")["geometry"]]
    shared = shapely.intersection(shapely.boundary(sides[0]), shapely.boundary(sides[1]))
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


def border_pairs(counties: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return one row per border pair: a Sichuan and a Chongqing county that share a piece of the border.

    A pair that only touches in a point is no pair. Columns: id (sichuan-chongqing codes), name_zh, name_en, the
    codes and names of both sides, border_km, geometry (the border segment, EPSG:4326).
    """
    sichuan = counties[counties["province"] == "四川省"].reset_index(drop=True)
    chongqing = counties[counties["province"] == "重庆市"].reset_index(drop=True)
    there, here = shapely.STRtree(chongqing.geometry.to_numpy()).query(sichuan.geometry, predicate="touches")
    edges = shapely.intersection(sichuan.geometry.to_numpy()[there], chongqing.geometry.to_numpy()[here])
    lines = [
        shapely.line_merge(shapely.union_all([p for p in shapely.get_parts(edge) if p.geom_type == "LineString"]))
        for edge in edges
    ]
    a, b = sichuan.iloc[there].reset_index(drop=True), chongqing.iloc[here].reset_index(drop=True)
    pairs = gpd.GeoDataFrame(
        {
            "id": a["adcode"] + "-" + b["adcode"],
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


def crossings(corridor_lines: gpd.GeoDataFrame, pairs: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return every point where a drawn corridor line meets the border, named by the pair whose segment it lies on.

    Args:
        corridor_lines: id, name_zh, name_en, mode, status and a line each, EPSG:4326.
        pairs: ``border_pairs``.

    Returns:
        id (corridor and running number), names, corridor_id, mode, status, codes and names of both sides, lon, lat,
        geometry (point, EPSG:4326), in the order along each line.
    """
    border = shapely.union_all(pairs.geometry.to_numpy())
    found = shapely.intersection(corridor_lines.geometry.to_numpy(), border)
    rows: list[dict[str, object]] = []
    for corridor, meeting in zip(corridor_lines.itertuples(), found, strict=True):
        # Where a line runs along the border for a stretch, the point is where it joins it.
        points = [shapely.Point(part.coords[0]) for part in shapely.get_parts(meeting) if not part.is_empty]
        for n, point in enumerate(sorted(points, key=corridor.geometry.project)):
            rows.append(
                {
                    "id": f"{corridor.id}-{n + 1}",
                    "name_zh": corridor.name_zh,
                    "name_en": corridor.name_en,
                    "corridor_id": corridor.id,
                    "mode": corridor.mode,
                    "status": corridor.status,
                    "geometry": point,
                }
            )
    points = gpd.GeoDataFrame(pd.DataFrame(rows), geometry="geometry", crs=WGS84)
    # Nearest in metres: the point lies on a segment up to rounding, and two segments may end beside it.
    nearest = gpd.sjoin_nearest(
        points.to_crs(ALBERS), pairs.drop(columns=["id", "name_zh", "name_en", "border_km"]).to_crs(ALBERS)
    )
    nearest = nearest[~nearest.index.duplicated()].drop(columns=["index_right"]).to_crs(WGS84)
    points = nearest.assign(lon=points.geometry.x.round(4), lat=points.geometry.y.round(4)).set_geometry(
        points.geometry
    )
    return points.reset_index(drop=True)


def crossings_per_pair(crossing_table: gpd.GeoDataFrame, pairs: gpd.GeoDataFrame) -> "pd.Series[int]":
    """Count the crossings of each pair, in the order of ``pairs``."""
    counted = crossing_table.groupby(["sichuan_adcode", "chongqing_adcode"]).size()
    keys = pd.MultiIndex.from_frame(pairs[["sichuan_adcode", "chongqing_adcode"]])
    return counted.reindex(keys, fill_value=0).reset_index(drop=True)
