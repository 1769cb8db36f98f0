"""From the place an alliance was founded in to its members: strong across the border, faint on its own side."""

from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.boundaries.adcode import SIDES
from geodata.measure import WGS84
from geodata.query.on_map import MEMBERS as _MEMBERS
from geodata.query.results import Shown
from geodata.store.store import Store
from geodata.text import Text
from layers import palette
from layers.kinds.tie import curve
from layers.spec import LegendEntry, MapLayer, rgba

ACROSS: Final = Text("由成立地到对方省市的成员", "From its place to members across")
OWN: Final = Text("由成立地到本省市成员", "From its place to members on its side")


def build(store: Store, members: Shown) -> list[MapLayer]:
    """Return the spokes when the members shown are those of one alliance whose seat is known; else nothing.

    Args:
        store: where the seat comes from.
        members: the alliance members shown.
    """
    ids = members.rows["alliance_id"].unique()
    alliances = store.get("alliances")
    lead = alliances[alliances["id"].isin(ids) & alliances["lon"].notna()]
    if len(ids) != 1 or lead.empty:
        return []
    seat = lead.iloc[0]
    start = seat[["lon", "lat"]].to_numpy(dtype=float)
    rows = members.rows[(members.rows[["lon", "lat"]] != start).any(axis=1)]
    color = rgba(members.dataset.domain.color)
    made = []
    for id, label, part, alpha, width in (
        ("spokes-own", OWN, rows[rows["side"] == SIDES.get(seat["province"])], 90, 1.2),
        ("spokes", ACROSS, rows[rows["side"] != SIDES.get(seat["province"])], 230, 2.4),
    ):
        if len(part):
            entry = LegendEntry(label, (*color[:3], alpha), "line", width=width)
            made.append(
                MapLayer(id, "line", _curves(part, start), color=(*color[:3], alpha), width=width, legend=(entry,))
            )
    dot = gpd.GeoDataFrame(
        {"id": ["lead"], "icon": ["picked"], "dx": [0.0], "dy": [0.0]},
        geometry=gpd.points_from_xy(start[:1], start[1:]),
        crs=WGS84,
    )
    return [*made, MapLayer("lead", "point", dot, color=palette.PICKED, size=26)]


def places(store: Store, shown: dict[str, Shown], alliance: str) -> shapely.MultiPoint | None:
    """Return where an alliance is: its seat and its members among those shown (EPSG:4326); None where nothing is known.

    Args:
        store: where the seat comes from.
        shown: what is on the map.
        alliance: its id.
    """
    parts = [store.get("alliances"), *([shown[_MEMBERS].rows] if _MEMBERS in shown else [])]
    mine = [part[part[column] == alliance] for part, column in zip(parts, ("id", "alliance_id"), strict=False)]
    known = [part.dropna(subset=["lon", "lat"])[["lon", "lat"]].to_numpy(dtype=float) for part in mine]
    points = np.concatenate(known)
    return shapely.MultiPoint(points) if len(points) else None


def _curves(rows: pd.DataFrame, start: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> gpd.GeoDataFrame:
    ends = rows[["lon", "lat"]].to_numpy(dtype=float)
    return gpd.GeoDataFrame({"id": rows["id"].to_numpy()}, geometry=[curve(start, end) for end in ends], crs=WGS84)
