"""Geometry in few bytes, for files that carry all of theirs: whole numbers, each told as its step from the last.

What unpacks it is in standalone.js.
"""

from typing import Any, Final

import numpy as np
import shapely

from geodata.text import Lang, other
from layers.geometry import PROPERTIES
from layers.spec import MapLayer

SCALE: Final = 10_000  # parts of a degree: about 11 m, as drawn geometry is rounded anyway


def pack(layer: MapLayer, lang: Lang) -> dict[str, object]:
    """Return the features of a layer of polygons, lines or points: style, tips in one language, shape.

    Returns:
        "shape" and "features": (properties, coordinates) of each. Coordinates are lists of steps: for a point one, for
        lines one a part, for polygons a list of rings a part.
    """
    rows, unread = layer.features, f"tip_{other(lang)}"
    names = [name for name in PROPERTIES if name in rows and name not in ("id", unread)]
    names = [name for name in names if layer.pickable or not name.startswith("tip")]
    shapes = [_COORDINATES[layer.shape](shape) for shape in rows.geometry]
    return {"shape": layer.shape, "features": list(zip(rows[names].to_dict("records"), shapes, strict=True))}


def _steps(shape: shapely.Geometry) -> list[int]:
    numbers = (shapely.get_coordinates(shape) * SCALE).round().astype(int)
    steps = np.diff(numbers, axis=0, prepend=np.zeros((1, 2), dtype=int))
    flat: list[int] = steps[np.append(True, steps[1:].any(axis=1))].ravel().tolist()
    return flat


def _polygons(shape: shapely.Geometry) -> list[list[list[int]]]:
    return [[_steps(ring) for ring in shapely.get_rings(part)] for part in shapely.get_parts(shape)]


def _lines(shape: shapely.Geometry) -> list[list[int]]:
    return [_steps(part) for part in shapely.get_parts(shape)]


_COORDINATES: Final[dict[str, Any]] = {"polygon": _polygons, "line": _lines, "point": _steps}
