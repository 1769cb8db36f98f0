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
from geodata.store.store import Edition
from layers import palette
from layers.geometry import county_color, drawn_counties, drawn_unions, fixed, lines, rounded, unit_tips
from layers.kinds import curves
from layers.spec import MapLayer

FRAME: Final = (94.0, 23.0, 114.0, 37.0)  # what of the neighbours is drawn


def _neighbours() -> MapLayer:
    around = neighbours(FRAME)
    simple = shapely.coverage_simplify(around.geometry.to_numpy(), 0.02)
    features = rounded(gpd.GeoDataFrame({"id": around["name_zh"]}, geometry=simple, crs=WGS84))
    return fixed(MapLayer("neighbours", "polygon", features, color=palette.PAPER))


def _neighbour_lines() -> MapLayer:
    around = neighbours(FRAME)
    edges = shapely.boundary(shapely.coverage_simplify(around.geometry.to_numpy(), 0.02))
    return fixed(MapLayer("neighbour-lines", "line", lines(edges), color=palette.PAPER_LINE, width=1.0))


def _counties(edition: Edition) -> MapLayer:
    counties = drawn_counties(edition)
    colors = [county_color(*key) for key in zip(counties["in_scope"], counties["province"], strict=True)]
    columns = {"id": counties["adcode"], "color": colors, **unit_tips(counties)}
    features = gpd.GeoDataFrame(columns, geometry=counties.geometry, crs=WGS84)
    return fixed(MapLayer("counties", "polygon", rounded(features), pickable=True))


def _edges(edition: Edition, level: str) -> MapLayer:
    counties = drawn_counties(edition)
    keys = {"county": counties["adcode"], "city": counties["city_adcode"], "province": counties["adcode"].str[:2]}
    groups = keys[level].set_axis(counties["adcode"])
    shapes = np.array(list(drawn_unions(edition, groups).values()))
    color, width = {
        "county": (palette.COUNTY_LINE, 0.6),
        "city": (palette.CITY_LINE, 1.0),
        "province": (palette.PROVINCE_LINE, 1.6),
    }[level]
    return fixed(MapLayer(f"{level}-lines", "line", lines(shapely.boundary(shapes)), color=color, width=width))


def _circle(edition: Edition) -> MapLayer:
    counties = drawn_counties(edition)
    inside = shapely.coverage_union_all(counties.geometry[counties["in_scope"]].to_numpy())
    edge = lines(np.array([shapely.boundary(inside)]))
    return fixed(MapLayer("circle-line", "line", edge, color=palette.CIRCLE_LINE, width=1.4))


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


@lru_cache(maxsize=4)
def below(edition: Edition) -> tuple[MapLayer, ...]:
    """Return what lies under every answer, from the bottom up."""
    return (
        _neighbours(),
        _neighbour_lines(),
        _counties(edition),
        *(_edges(edition, level) for level in ("county", "city", "province")),
        _circle(edition),
        _rivers(edition),
    )


@lru_cache(maxsize=4)
def border(edition: Edition) -> tuple[MapLayer, MapLayer]:
    """Return the border and its halo, which lie over the areas and under the points."""
    return _border(edition)
