"""Corridors as smooth curves: for drawing only, since every length and crossing is taken on the lines of the facts.

A corridor's facts are places in order, so its line is straight from place to place (``geodata.domains.corridors``).
Drawn as a centripetal Catmull–Rom curve (Catmull & Rom 1974; its knots as in Yuksel, Schaefer & Keyser, "On the
Parameterization of Catmull–Rom Curves", SIAM/ACM 2009) it passes through every place without loops or cusps. Its
tangents are shortened where it would leave the stated error of the facts or go over a border elsewhere than they do.
"""

from functools import lru_cache
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from geodata.measure import WGS84
from geodata.store.kept import per_store
from geodata.store.store import Edition

# How far a curve may leave the straight line between two places: the least that places set by hand are off
# (docs/data.md: 2 to 6 km). It stays an eighth below, for what rounding and the degree's shape add.
ERROR_KM: Final = 2.0
_MOST_DEG: Final = 0.875 * ERROR_KM / 111.2  # of a great circle
_STEPS: Final = 12  # pieces a curve is drawn in between two places
_FLAT_DEG: Final = 0.0006  # points that move a curve by less are left out: 60 m, a pixel where a county fills a screen
_TRIES: Final = (1.0, 0.5, 0.25, 0.1, 0.0)  # parts of its tangents, until a piece crosses nothing it should not
_SAME_DEG: Final = 1e-6  # 10 cm: two places nearer than this are one
_CLEAR_DEG: Final = 1e-4  # 11 m of a piece's ends, which may lie on the border


def smooth(line: LineString, border: BaseGeometry | None = None) -> LineString:
    """Return a line as a smooth curve through its points.

    Args:
        line: EPSG:4326, straight from point to point.
        border: what the curve must go over where the line does, and nowhere else (EPSG:4326, lines); None: nothing.

    Returns:
        A line (EPSG:4326) that holds all points of ``line`` and all its crossings of ``border``, in their order, and
        lies within ``ERROR_KM`` of it; straight between two points where no curve does so.
    """
    nodes = _nodes(line, border)
    if len(nodes) < 3:
        return line
    shrink = np.array([np.cos(np.radians(nodes[:, 1].mean())), 1.0])
    flat = nodes * shrink
    tangents, steps = _tangents(flat)
    drawn = [nodes[:1]]
    for n in range(len(nodes) - 1):
        ends, slopes = flat[n : n + 2], tangents[n : n + 2] * steps[n]
        drawn.append(_piece(ends, slopes, shrink, border)[1:])
    return LineString(np.concatenate(drawn))


def _nodes(line: LineString, border: BaseGeometry | None) -> NDArray[np.float64]:
    """The points of a line and, between them, where it meets the border; none twice in a row."""
    points = shapely.get_coordinates(line)
    met = shapely.get_coordinates(line.intersection(border)) if border is not None else np.empty((0, 2))
    at = np.concatenate([_along(points), [line.project(shapely.Point(xy)) for xy in met]])
    nodes = np.concatenate([points, met])[np.argsort(at, kind="stable")]
    return nodes[np.concatenate([[True], np.hypot(*np.diff(nodes, axis=0).T) > _SAME_DEG])]


def _along(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far along a line its points lie, in its own units."""
    return np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])


def _tangents(flat: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The tangent at each node, for a knot step of one; and the knot step between nodes: the root of their distance."""
    chords = np.diff(flat, axis=0)
    steps = np.sqrt(np.hypot(*chords.T))
    slopes = chords / steps[:, None]
    before, after = steps[:-1, None], steps[1:, None]
    inner = (slopes[:-1] * after + slopes[1:] * before) / (before + after)
    return np.concatenate([slopes[:1], inner, slopes[-1:]]), steps


def _piece(
    ends: NDArray[np.float64], slopes: NDArray[np.float64], shrink: NDArray[np.float64], border: BaseGeometry | None
) -> NDArray[np.float64]:
    """A cubic from one node to the next, in degrees; its tangents as long as the error and the border allow."""
    t = np.linspace(0, 1, _STEPS + 1)[:, None]
    chord = ends[0] + (ends[1] - ends[0]) * (3 * t**2 - 2 * t**3)
    bow = slopes[0] * (t**3 - 2 * t**2 + t) + slopes[1] * (t**3 - t**2)
    straight = LineString(ends)
    off = shapely.distance(shapely.points(chord + bow), straight).max()
    most = min(1.0, _MOST_DEG / off) if off else 1.0
    for part in _TRIES:
        if part == 0.0:
            break
        curve = (chord + bow * most * part) / shrink
        curve[0], curve[-1] = ends / shrink
        curve = shapely.get_coordinates(LineString(curve).simplify(_FLAT_DEG))
        if border is None or not _crosses(curve, border):
            return curve
    return ends / shrink


def _crosses(curve: NDArray[np.float64], border: BaseGeometry) -> bool:
    """Whether a piece meets the border between its ends."""
    line = LineString(curve)
    return bool(border.intersects(line)) and not _met_at_ends(line, border)


def _met_at_ends(line: LineString, border: BaseGeometry) -> bool:
    met = shapely.points(shapely.get_coordinates(line.intersection(border)))
    ends = shapely.MultiPoint([line.coords[0], line.coords[-1]])
    return bool((shapely.distance(met, ends) < _CLEAR_DEG).all())


def corridors(edition: Edition, dataset: str = "corridors") -> gpd.GeoDataFrame:
    """Return the corridors that have a line, each as a curve that goes over provincial borders where its line does.

    Returns:
        The columns of the dataset, in its order; geometry in EPSG:4326.
    """
    return _corridors(edition, dataset)


@per_store(lru_cache(maxsize=4), shared=True)
def _corridors(edition: Edition, dataset: str) -> gpd.GeoDataFrame:
    table = edition.get(dataset)
    drawn = table[table["geometry"].notna()]
    edges = shapely.union_all(shapely.boundary(edition.get("provinces")["geometry"].to_numpy()))
    shapely.prepare(edges)
    return drawn.set_geometry(
        gpd.GeoSeries([smooth(line, edges) for line in drawn["geometry"]], drawn.index, crs=WGS84)
    )
