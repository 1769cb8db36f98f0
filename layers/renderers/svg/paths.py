"""Geometry as the data of an SVG path: whole units, each point from the one before it, nothing drawn twice."""

from collections.abc import Callable, Iterable

import numpy as np
import shapely
from numpy.typing import NDArray

Place = Callable[[NDArray[np.float64]], NDArray[np.float64]]  # (n, 2) degrees → (n, 2) units right and down


def path(shapes: Iterable[shapely.Geometry], box: tuple[float, float, float, float], place: Place) -> str:
    """Return shapes, clipped to a box, as the data of one path; empty text where nothing of them is inside.

    Args:
        shapes: lines and polygons (EPSG:4326).
        box: west, south, east, north (degrees).
        place: puts longitudes and latitudes on the plane of the drawing.
    """
    inside = shapely.get_parts(shapely.clip_by_rect(np.array([*shapes], dtype=object), *box))
    areal = shapely.get_dimensions(inside) == 2
    edges = np.concatenate([shapely.get_rings(inside[areal]), inside[shapely.get_dimensions(inside) == 1]])
    degrees, of = shapely.get_coordinates(edges, return_index=True)
    if not len(degrees):
        return ""
    at = np.rint(place(degrees)).astype(int)
    starts = np.flatnonzero(np.diff(of, prepend=-1))
    told = []
    for points in np.split(at, starts[1:]):
        steps = np.diff(points, axis=0)
        steps = steps[steps.any(axis=1)]
        if len(steps):
            numbers = " ".join(map(str, steps.ravel().tolist()))
            told.append(f"M{points[0][0]} {points[0][1]}l{numbers}")
    return "".join(told).replace(" -", "-")
