"""Names that an answer asks for: of the unit in focus, of the counties in and beside it, of the pair that is picked.

The names of the ground are in ``ground_names``; what is named here is not named there (``without``).
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

import numpy as np
import shapely

from geodata.store.kept import per_store
from geodata.store.store import Edition
from layers.camera import Frame, View, place
from layers.geometry import focus_shape
from layers.overlays.ground_names import layer, placed
from layers.spec import MapLayer

FOCUS, NEIGHBOURS = "label-focus", "label-counties-beside"
EDGE_PX, ROOM_PX = 24, 18  # so near to the edge a seat is not seen; so far a name must be from the lines around it


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
    rows = placed(near, edition).reset_index(drop=True)
    inside = shapely.contains_xy(seen, rows["lon"].to_numpy(), rows["lat"].to_numpy())
    room = ROOM_PX * (east - west) / frame.width  # degrees
    for n in np.flatnonzero(~inside):
        part = max(shapely.get_parts(near["geometry"].iloc[n].intersection(seen)), key=shapely.area, default=None)
        if part is None or shapely.area(part) < room**2:
            continue
        widest = shapely.maximum_inscribed_circle(part)  # a line from its middle to its edge
        if widest.length >= room:
            rows.loc[n, ["lon", "lat"]] = widest.coords[0]
    own = rows["id"].eq(focus)
    made = [_of_answer(layer(NEIGHBOURS, rows[~own], 13, 13))] if not own.all() else []
    if own.any():
        made.append(_of_answer(layer(FOCUS, rows[own], 15, 13, rank=1)))
    return made


def pair(edition: Edition, codes: tuple[str, ...]) -> list[MapLayer]:
    """Return the names of the counties with these codes; nothing without any."""
    return list(_pair(edition, codes))


@per_store(lru_cache(maxsize=128))
def _pair(edition: Edition, codes: tuple[str, ...]) -> tuple[MapLayer, ...]:
    units = edition.get("counties")
    both = units[units["adcode"].isin(codes)]
    return (_of_answer(layer("label-pair", placed(both, edition), 15, 13)),) if len(both) else ()


def _of_answer(names: MapLayer) -> MapLayer:
    return replace(names, role="plain")


def without(ground: Iterable[MapLayer], said: frozenset[str]) -> list[MapLayer]:
    """Return the names of the ground but those of the units with these codes, which are named otherwise."""
    made = []
    for names in ground:
        ids = frozenset(names.features["id"])
        made.append(replace(names, only=ids - said) if ids & said else names)
    return made


def codes(layers: Iterable[MapLayer]) -> frozenset[str]:
    """Return the codes of the units that layers of names name."""
    return frozenset(code for names in layers for code in names.features["id"])
