"""Corridor lines: nodes joined in order. Schematic, not alignments."""

import geopandas as gpd
import pandas as pd
import shapely

from geodata.measure import WGS84, length_km
from geodata.text import number


def lines(corridors: pd.DataFrame, nodes: pd.DataFrame) -> gpd.GeoDataFrame:
    """Join the nodes of each corridor in order, straight from node to node.

    Nodes with on_line = false are left out; corridors with fewer than two nodes have no line and no row.

    Returns:
        The columns of ``corridors``, plus drawn_km and geometry (LineString, EPSG:4326), in the order of the table.
    """
    on_line = nodes[nodes["on_line"]].sort_values(["corridor_id", "seq"])
    paths = {
        corridor: shapely.linestrings(group[["lon", "lat"]].to_numpy())
        for corridor, group in on_line.groupby("corridor_id")
        if len(group) > 1
    }
    drawn = corridors[corridors["id"].isin(list(paths))]
    frame = gpd.GeoDataFrame(drawn, geometry=[paths[id] for id in drawn["id"]], crs=WGS84).reset_index(drop=True)
    frame["drawn_km"] = number.kept(length_km(frame.geometry), 1)
    return frame


def statements(crossings: gpd.GeoDataFrame) -> pd.DataFrame:
    """Say where each corridor crosses the border: index = corridor id; cross_border_zh, cross_border_en."""
    between = crossings[["corridor_id", "sichuan_zh", "chongqing_zh", "sichuan_en", "chongqing_en"]].drop_duplicates()
    pairs_zh = between["sichuan_zh"] + "与" + between["chongqing_zh"]
    pairs_en = between["sichuan_en"] + " and " + between["chongqing_en"]
    told = pd.DataFrame({"id": between["corridor_id"], "zh": pairs_zh, "en": pairs_en}).groupby("id")
    return pd.DataFrame(
        {
            "cross_border_zh": told["zh"].agg(lambda pairs: "在" + "、".join(pairs) + "之间越过川渝界线"),
            "cross_border_en": told["en"].agg(lambda pairs: "Crosses the border between " + "; ".join(pairs)),
        }
    )
