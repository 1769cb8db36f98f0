"""GeoJSON as RFC 7946 has it; the only place where it is written, for files, programs and drawings alike.

Longitude before latitude in WGS 84, and no member that says so; the outer ring of a polygon runs counter-clockwise,
holes clockwise. Boundaries come the other way round, and programs that take what lies to the left of a ring for its
inside (BigQuery, Elasticsearch) would find the whole world but Sichuan.
"""

import json
from collections.abc import Iterable, Mapping

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.measure import WGS84


def geometries(shapes: gpd.GeoSeries) -> list[str]:
    """Return each shape as GeoJSON, "null" where there is none.

    Args:
        shapes: in any CRS; without one they are written as they are, in degrees as far as this format says.
    """
    written = shapely.to_geojson(_placed(shapes))
    return [shape or "null" for shape in written]


def collection(
    properties: Iterable[Mapping[str, object]],
    shapes: gpd.GeoSeries,
    *,
    told: Mapping[str, object] | None = None,
    compact: bool = False,
) -> str:
    """Return a FeatureCollection.

    Args:
        properties: of each feature: text, numbers, truth values, None, lists of these.
        shapes: of each feature, in the same order (``geometries``).
        told: further members of the collection: its name, what it is; with its extent (``bbox``) they stand first.
        compact: leave out spaces and the extent, for drawings.
    """
    head = dict(told or {})
    if not compact and (box := extent(shapes)):
        head["bbox"] = box
    return gathered(each(properties, shapes, compact=compact), head, compact=compact)


def gathered(features: Iterable[str], told: Mapping[str, object], *, compact: bool = False) -> str:
    """Return a FeatureCollection of features that are written already (``each``); what is told stands before them."""
    head = _json({"type": "FeatureCollection", **told}, (",", ":") if compact else None)
    return f'{head[:-1]},"features":[{",".join(features)}]}}'


def each(
    properties: Iterable[Mapping[str, object]],
    shapes: gpd.GeoSeries,
    *,
    ids: Iterable[str] | None = None,
    compact: bool = False,
) -> list[str]:
    """Return the features of a collection (``collection``), each as a text of one line.

    Args:
        properties, shapes, compact: as for ``collection``.
        ids: of each feature; None: they have none.
    """
    separators = (",", ":") if compact else None
    named = [""] * len(shapes) if ids is None else [f'"id":{_json(id, separators)},' for id in ids]
    return [
        f'{{"type":"Feature",{name}"properties":{_json(row, separators)},"geometry":{shape}}}'
        for name, row, shape in zip(named, properties, geometries(shapes), strict=True)
    ]


def features(properties: Iterable[Mapping[str, object]], shapes: gpd.GeoSeries, *, compact: bool = False) -> str:
    """Return the features of a collection (``collection``) as a list."""
    return f"[{','.join(each(properties, shapes, compact=compact))}]"


def extent(shapes: gpd.GeoSeries) -> list[float]:
    """Return west, south, east and north of all shapes in degrees; nothing where there is no shape."""
    box = shapely.total_bounds(_placed(shapes))
    return [] if np.isnan(box).any() else [float(edge) for edge in box]


def _placed(shapes: gpd.GeoSeries) -> "NDArray[np.object_]":
    """The shapes in WGS 84 with their rings the right way round."""
    there = shapes.to_crs(WGS84) if shapes.crs is not None and shapes.crs != WGS84 else shapes
    return np.asarray(shapely.orient_polygons(there.to_numpy()), dtype=object)


def _json(value: object, separators: tuple[str, str] | None) -> str:
    return json.dumps(value, ensure_ascii=False, default=native, separators=separators)


def native(value: object) -> object:
    """Return a number of numpy as one of Python.

    Raises:
        TypeError: for any other thing that JSON does not know.
    """
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(f"cannot write {type(value).__name__} as JSON")
