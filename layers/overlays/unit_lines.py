"""The lines between units, each edge drawn once, at its highest level.

Where WebGL is drawn by the processor a picture costs what its pieces of lines cost, one by one: all edges of the
counties, and once more those of cities and provinces, were four fifths of them (docs/performance.md).
"""

from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geodata.measure import WGS84
from layers import palette
from layers.geometry import DECIMALS, fixed, published_tiles
from layers.spec import Color, MapLayer

# Level, from the lowest up → colour, width in px. An edge of several levels is one of the last.
STYLES: Final[dict[str, tuple[Color, float]]] = {
    "county": (palette.COUNTY_LINE, 0.6),
    "city": (palette.CITY_LINE, 1.0),
    "province": (palette.PROVINCE_LINE, 1.6),
    "circle": (palette.CIRCLE_LINE, 1.4),
}
_LEVELS: Final = tuple(STYLES)
Lines = dict[str, NDArray[np.object_]]  # level → lines


def edges(shapes: NDArray[np.object_], units: pd.DataFrame) -> Lines:
    """Return the edges of a coverage by level, each once, merged into lines and rounded to ``DECIMALS``.

    Args:
        shapes: polygons (EPSG:4326) whose shared edges are the same.
        units: what each polygon is part of: adcode, city_adcode, in_scope.

    Returns:
        Of each level its lines (EPSG:4326): where an edge parts the circle from the rest that level alone, else
        provinces, cities, counties. What lies beyond the outermost edges is another province outside the circle.
    """
    parts, of_part = shapely.get_parts(shapes, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    whole = np.rint(points * 10**DECIMALS).astype(np.int64)
    here = np.flatnonzero((ring[1:] == ring[:-1]) & (whole[1:] != whole[:-1]).any(axis=1))
    start, end, unit = whole[here], whole[here + 1], of_part[part[ring[here]]]
    turned = (start > end)[:, 0] | ((start == end)[:, 0] & (start > end)[:, 1])
    pairs = np.where(turned[:, None], np.hstack([end, start]), np.hstack([start, end]))
    order = np.lexsort(pairs.T)
    pairs, unit = pairs[order], unit[order]
    first = np.append(True, (pairs[1:] != pairs[:-1]).any(axis=1))
    starts = np.flatnonzero(first)
    a, b = unit[starts], unit[np.append(starts[1:], len(unit)) - 1]  # the units on either side, one at the outside
    outer = a == b
    inside = units["in_scope"].to_numpy(dtype=bool)
    belongs = {
        "circle": np.where(outer, inside[a], inside[a] != inside[b]),
        "province": outer | _differ(units["adcode"].str[:2], a, b),
        "city": _differ(units["city_adcode"], a, b),
        "county": np.ones(len(starts), dtype=bool),
    }
    level = np.select([belongs[name] for name in reversed(_LEVELS)], list(reversed(range(len(_LEVELS)))))
    segments = np.asarray(shapely.linestrings((pairs[starts] / 10**DECIMALS).reshape(-1, 2, 2)))
    return {name: _merged(segments[level == n]) for n, name in enumerate(_LEVELS)}


def _differ(of_unit: "pd.Series[str]", a: NDArray[np.intp], b: NDArray[np.intp]) -> NDArray[np.bool_]:
    names = of_unit.to_numpy(dtype=object)
    return np.asarray(names[a] != names[b], dtype=bool)


def _merged(segments: NDArray[np.object_]) -> NDArray[np.object_]:
    return shapely.get_parts(np.asarray(shapely.line_merge(shapely.multilinestrings(segments))))


def build(counties: gpd.GeoDataFrame, of_zoom: dict[int, gpd.GeoDataFrame]) -> list[MapLayer]:
    """Return one layer per level, from the lowest up; all share the tiles that hold every level.

    Args:
        counties: as they are drawn, with adcode, city_adcode, in_scope (EPSG:4326).
        of_zoom: the same for each zoom of the tiles, simplified as much as it bears.
    """
    each = {id(units): units for units in (counties, *of_zoom.values())}  # several zooms share theirs
    found = {key: _edges(units) for key, units in each.items()}
    tiles = published_tiles("unit-lines", {zoom: _frame(found[id(units)]) for zoom, units in of_zoom.items()})
    made, finest = [], found[id(counties)]
    for level, (color, width) in STYLES.items():
        rows = gpd.GeoDataFrame({"id": map(str, range(len(finest[level])))}, geometry=finest[level], crs=WGS84)
        made.append(fixed(MapLayer(f"{level}-lines", "line", rows, color=color, width=width, tiles=tiles)))
    return made


def _edges(counties: gpd.GeoDataFrame) -> Lines:
    return edges(counties.geometry.to_numpy(), counties)


def _frame(lines: Lines) -> gpd.GeoDataFrame:
    """The lines of all levels, one row of each, with their styles."""
    shapes = [shapely.multilinestrings(lines[level]) for level in STYLES]
    colors, widths = zip(*STYLES.values(), strict=True)
    return gpd.GeoDataFrame({"color": colors, "width": widths}, geometry=shapes, crs=WGS84)
