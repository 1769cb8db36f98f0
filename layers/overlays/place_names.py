"""Names on the ground: cities at their seat of government, counties when a unit is in focus."""

from dataclasses import replace
from functools import lru_cache
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.boundaries.adcode import CHONGQING
from geodata.boundaries.seats import seats
from geodata.measure import WGS84
from geodata.store.store import Edition
from layers import palette
from layers.camera import Frame, View, place
from layers.geometry import focus_shape
from layers.spec import MapLayer

FOCUS, NEIGHBOURS = "label-focus", "label-counties"
EDGE_PX, ROOM_PX = 24, 18  # so near to the edge a seat is not seen; so far a name must be from the lines around it
CORES: Final = ("510100", CHONGQING)  # Chengdu and Chongqing, the two cores
# Text and place of a few names of the ground, where their lines run free of others.
RIVERS: Final = (("长江", "Yangtze", 107.62, 29.92), ("嘉陵江", "Jialing", 105.90, 31.62))


def _layer(id: str, rows: pd.DataFrame, size: int, lift: int) -> MapLayer:
    features = gpd.GeoDataFrame(
        {"text_zh": rows["text_zh"], "text_en": rows["text_en"]},
        geometry=gpd.points_from_xy(rows["lon"], rows["lat"]),
        crs=WGS84,
    ).reset_index(drop=True)
    color = palette.RIVER_LABEL if id == "label-rivers" else palette.LABEL
    return MapLayer(id, "label", features, color=color, size=size, lift=lift)


def _placed(units: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """Text and place of units."""
    where = seats(units, edition.facts["unit_names"], edition.vintage)
    return where.rename(columns={"short_zh": "text_zh", "name_en": "text_en"})


@lru_cache(maxsize=8)
def cities(edition: Edition, besides: frozenset[str] = frozenset()) -> tuple[MapLayer, ...]:
    """Return the names of the two rivers, of the cities but those named otherwise and, on top, of the two cores."""
    rows = _placed(edition.get("cities"), edition)
    rows = rows[~rows["adcode"].isin(besides)]
    core = rows["adcode"].isin(CORES)
    rivers = pd.DataFrame(RIVERS, columns=["text_zh", "text_en", "lon", "lat"])
    return (  # where names meet, the one drawn last stays
        _layer("label-rivers", rivers, 12, 0),
        _layer("label-cities", rows[~core], 14, 13),
        _layer("label-cores", rows[core], 20, 17),
    )


def counties(edition: Edition, focus: str, view: View, frame: Frame) -> list[MapLayer]:
    """Return the name of the unit in focus, and of the counties in and beside it that are seen; nothing without one.

    A county whose seat lies outside the map is named in the middle of what of it is seen, if there is room.

    Args:
        edition: the units.
        focus: code of the unit in focus, or empty.
        view, frame: how the map is first seen.
    """
    shape = focus_shape(edition, focus) if focus else None
    if shape is None:
        return []
    west, north = place(view, EDGE_PX - frame.width / 2, EDGE_PX - frame.height / 2)
    east, south = place(view, frame.width / 2 - EDGE_PX, frame.height / 2 - EDGE_PX)
    units, seen = edition.get("counties"), shapely.box(west, south, east, north)
    near = units[units["geometry"].intersects(shape)].reset_index(drop=True)
    rows = _placed(near, edition).reset_index(drop=True)
    inside = shapely.contains_xy(seen, rows["lon"].to_numpy(), rows["lat"].to_numpy())
    room = ROOM_PX * (east - west) / frame.width  # degrees
    for n in np.flatnonzero(~inside):
        part = max(shapely.get_parts(near["geometry"].iloc[n].intersection(seen)), key=shapely.area, default=None)
        if part is None or shapely.area(part) < room**2:
            continue
        widest = shapely.maximum_inscribed_circle(part)  # a line from its middle to its edge
        if widest.length >= room:
            rows.loc[n, ["lon", "lat"]] = widest.coords[0]
    own = rows["adcode"].eq(focus)
    made = [_layer(NEIGHBOURS, rows[~own], 13, 13)] if not own.all() else []
    if own.any():
        made.append(replace(_layer(FOCUS, rows[own], 15, 13), rank=1))
    return made


def pair(edition: Edition, codes: tuple[str, ...]) -> list[MapLayer]:
    """Return the names of the counties with these codes; nothing without any."""
    units = edition.get("counties")
    both = units[units["adcode"].isin(codes)]
    return [_layer("label-pair", _placed(both, edition), 15, 13)] if len(both) else []
