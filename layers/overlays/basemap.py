"""The ground every map stands on: neighbours, counties, lines by level, rivers, the circle and the border.

Nothing here changes with a filter. Shapes are a coverage simplification of the counties, which keeps shared edges
shared; measuring is done on the full shapes, elsewhere.
"""

from functools import lru_cache
from typing import Final

import geopandas as gpd
import numpy as np
import shapely

from geodata.boundaries.border import border_line
from geodata.boundaries.units import neighbours
from geodata.measure import WGS84
from geodata.store.kept import made_of, per_store
from geodata.store.store import Edition
from layers import palette
from layers.geometry import (
    TOLERANCE_DEG,
    county_color,
    drawn_counties,
    fixed,
    lines,
    published_tiles,
    rounded,
    unit_tips,
)
from layers.kinds.corridors import curves
from layers.overlays import unit_lines
from layers.spec import MapLayer

FRAME: Final = (94.0, 23.0, 114.0, 37.0)  # what of the neighbours is drawn


# Zoom of tiles → how much shapes may be simplified there, in degrees as ``TOLERANCE_DEG``. The first two hold it all.
DETAIL: Final = {3: 0.012, 4: 0.008, 5: TOLERANCE_DEG, 6: TOLERANCE_DEG}
_AROUND: Final = {3: 0.03, 4: 0.02, 5: 0.008}  # the same of the neighbours
_WHOLE: Final = 0.02  # of the neighbours where they are one file


def _neighbours() -> MapLayer:
    around = neighbours(FRAME)

    def drawn(tolerance: float) -> gpd.GeoDataFrame:
        simple = shapely.coverage_simplify(around.geometry.to_numpy(), tolerance)
        return rounded(gpd.GeoDataFrame({"id": around["name_zh"]}, geometry=simple, crs=WGS84))

    tiles = published_tiles("neighbours", {zoom: drawn(tolerance) for zoom, tolerance in _AROUND.items()})
    return fixed(MapLayer("neighbours", "polygon", drawn(_WHOLE), color=palette.PAPER, tiles=tiles))


def _neighbour_lines() -> MapLayer:
    around, width = neighbours(FRAME), 1.0

    def drawn(tolerance: float) -> gpd.GeoDataFrame:
        return lines(shapely.boundary(shapely.coverage_simplify(around.geometry.to_numpy(), tolerance)))

    of_zoom = {
        zoom: drawn(tolerance).dissolve().assign(color=[palette.PAPER_LINE], width=width)
        for zoom, tolerance in _AROUND.items()
    }
    tiles = published_tiles("neighbour-lines", of_zoom)
    return fixed(MapLayer("neighbour-lines", "line", drawn(_WHOLE), color=palette.PAPER_LINE, width=width, tiles=tiles))


def _counties(edition: Edition, of_zoom: dict[int, gpd.GeoDataFrame]) -> MapLayer:
    """The counties, to be clicked.

    Args:
        edition: the units.
        of_zoom: their shapes for each zoom of tiles.
    """
    counties = drawn_counties(edition)
    colors = [county_color(*key) for key in zip(counties["in_scope"], counties["province"], strict=True)]
    columns = {"id": counties["adcode"], "color": colors, **unit_tips(counties)}

    def features(shapes: gpd.GeoSeries) -> gpd.GeoDataFrame:
        return rounded(gpd.GeoDataFrame(columns, geometry=shapes, crs=WGS84))

    tiles = published_tiles("counties", {zoom: features(shapes.geometry) for zoom, shapes in of_zoom.items()})
    return fixed(MapLayer("counties", "polygon", features(counties.geometry), pickable=True, tiles=tiles))


def _simplified(edition: Edition) -> dict[int, gpd.GeoDataFrame]:
    """The counties as they are drawn in the tiles of each zoom."""
    counties, finest = edition.get("counties"), drawn_counties(edition)
    return {
        zoom: finest
        if tolerance == TOLERANCE_DEG
        else counties.set_geometry(shapely.coverage_simplify(counties["geometry"].to_numpy(), tolerance))
        for zoom, tolerance in DETAIL.items()
    }


def _border(edition: Edition) -> tuple[MapLayer, MapLayer]:
    line = lines(np.array([border_line(drawn_counties(edition))]))
    return (
        fixed(MapLayer("border-halo", "line", line, color=palette.BORDER_HALO, width=9.0, metres=7_500, role="border")),
        fixed(MapLayer("border", "line", line, color=palette.BORDER, width=2.4, role="border")),
    )


def _rivers(edition: Edition) -> MapLayer:
    table = curves.corridors(edition)
    water = table[table["mode"] == "waterway"]
    features = gpd.GeoDataFrame({"id": water["id"]}, geometry=water["geometry"], crs=WGS84).reset_index(drop=True)
    return fixed(MapLayer("rivers", "line", rounded(features), color=palette.RIVER, width=2.2))


@made_of("counties")
def _land(edition: Edition) -> tuple[MapLayer, ...]:
    of_zoom = _simplified(edition)
    return (
        _neighbours(),
        _neighbour_lines(),
        _counties(edition, of_zoom),
        *unit_lines.build(drawn_counties(edition), of_zoom),
    )


@per_store(lru_cache(maxsize=4), shared=True)
def below(edition: Edition) -> tuple[MapLayer, ...]:
    """Return what lies under every answer, from the bottom up."""
    return (*_land(edition), _rivers(edition))


@made_of("counties")
def border(edition: Edition) -> tuple[MapLayer, MapLayer]:
    """Return the border and its halo, which lie over the areas and under the points."""
    return _border(edition)
