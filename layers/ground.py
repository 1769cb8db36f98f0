"""The ground every map stands on: neighbours, counties, lines by level, rivers, the circle and the border.

Nothing here changes with a filter. Shapes are a coverage simplification of the counties, which keeps shared edges
shared; measuring is done on the full shapes, elsewhere.
"""

from functools import lru_cache
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.borders import border_line
from geodata.boundaries import Vintage, neighbours
from geodata.measure import WGS84
from geodata.store import Store
from layers import palette
from layers.drawn import fixed
from layers.spec import Color, MapLayer

TOLERANCE_DEG: Final = 0.004  # edges move by less than about 400 m: a pixel where a whole city fills the screen
FRAME: Final = (94.0, 23.0, 114.0, 37.0)  # what of the neighbours is drawn
DECIMALS: Final = 4  # about 11 m


def _lines(parts: "np.ndarray[tuple[int], np.dtype[np.object_]]") -> gpd.GeoDataFrame:
    """Merge edges into lines, each drawn once, rounded for drawing."""
    merged = shapely.get_parts(shapely.line_merge(shapely.union_all(parts)))
    frame = gpd.GeoDataFrame({"id": [str(n) for n in range(len(merged))]}, geometry=merged, crs=WGS84)
    return rounded(frame)


def rounded(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the frame with coordinates rounded to what a screen can show."""
    return frame.set_geometry(
        gpd.GeoSeries(shapely.transform(frame.geometry.to_numpy(), lambda xy: xy.round(DECIMALS)), crs=WGS84).set_axis(
            frame.index
        )
    )


@lru_cache(maxsize=4)
def drawn_counties(store: Store, vintage: Vintage) -> gpd.GeoDataFrame:
    """Return the counties of ``store`` simplified for drawing, all columns kept (EPSG:4326)."""
    counties = store.get("counties", vintage)
    simple = shapely.coverage_simplify(counties["geometry"].to_numpy(), TOLERANCE_DEG)
    return gpd.GeoDataFrame(counties, geometry=simple, crs=WGS84)


def drawn_unions(store: Store, vintage: Vintage, groups: "pd.Series[str]") -> dict[str, shapely.Geometry]:
    """Merge drawn counties by ``groups`` (adcode → group), so that every layer shares the same lines."""
    counties = drawn_counties(store, vintage)
    by_group = counties["adcode"].map(groups)
    return {
        group: shapely.coverage_union_all(rows.geometry.to_numpy())
        for group, rows in counties.groupby(by_group, sort=True)
    }


def county_color(in_scope: bool, province: str) -> Color:
    """Return the ground colour of a county."""
    if not in_scope:
        return palette.OUTSIDE
    return palette.SICHUAN if province == "四川省" else palette.CHONGQING


def unit_tips(units: pd.DataFrame) -> dict[str, list[str]]:
    """Return the two tooltip columns of administrative units."""
    places = [
        (f"{row.city}{row.name_zh}" if row.city and row.city != row.province else f"{row.name_zh}", row.name_en)
        for row in units.itertuples()
    ]
    return {"tip_zh": [zh for zh, _ in places], "tip_en": [en for _, en in places]}


def _neighbours() -> MapLayer:
    around = neighbours(FRAME)
    simple = shapely.coverage_simplify(around.geometry.to_numpy(), 0.02)
    features = rounded(gpd.GeoDataFrame({"id": around["name_zh"]}, geometry=simple, crs=WGS84))
    return fixed(MapLayer("neighbours", "polygon", features, color=palette.PAPER))


def _neighbour_lines() -> MapLayer:
    around = neighbours(FRAME)
    edges = shapely.boundary(shapely.coverage_simplify(around.geometry.to_numpy(), 0.02))
    return fixed(MapLayer("neighbour-lines", "line", _lines(edges), color=palette.PAPER_LINE, width=1.0))


def _counties(store: Store, vintage: Vintage) -> MapLayer:
    counties = drawn_counties(store, vintage)
    colors = [county_color(*key) for key in zip(counties["in_scope"], counties["province"], strict=True)]
    columns = {"id": counties["adcode"], "color": colors, **unit_tips(counties)}
    features = gpd.GeoDataFrame(columns, geometry=counties.geometry, crs=WGS84)
    return fixed(MapLayer("counties", "polygon", rounded(features), pickable=True))


def _edges(store: Store, vintage: Vintage, level: str) -> MapLayer:
    counties = drawn_counties(store, vintage)
    keys = {"county": counties["adcode"], "city": counties["city_adcode"], "province": counties["adcode"].str[:2]}
    groups = keys[level].set_axis(counties["adcode"])
    shapes = np.array(list(drawn_unions(store, vintage, groups).values()))
    color, width = {
        "county": (palette.COUNTY_LINE, 0.6),
        "city": (palette.CITY_LINE, 1.0),
        "province": (palette.PROVINCE_LINE, 1.6),
    }[level]
    return fixed(MapLayer(f"{level}-lines", "line", _lines(shapely.boundary(shapes)), color=color, width=width))


def _circle(store: Store, vintage: Vintage) -> MapLayer:
    counties = drawn_counties(store, vintage)
    inside = shapely.coverage_union_all(counties.geometry[counties["in_scope"]].to_numpy())
    edge = _lines(np.array([shapely.boundary(inside)]))
    return fixed(MapLayer("circle-line", "line", edge, color=palette.CIRCLE_LINE, width=1.4))


def _border(store: Store, vintage: Vintage) -> tuple[MapLayer, MapLayer]:
    line = _lines(np.array([border_line(drawn_counties(store, vintage))]))
    return (
        fixed(MapLayer("border-halo", "line", line, color=palette.BORDER_HALO, width=9.0, metres=7_500)),
        fixed(MapLayer("border", "line", line, color=palette.BORDER, width=2.4)),
    )


def _rivers(store: Store, vintage: Vintage) -> MapLayer:
    lines = store.get("corridor_lines", vintage)
    water = lines[lines["mode"] == "waterway"]
    features = gpd.GeoDataFrame({"id": water["id"]}, geometry=water["geometry"], crs=WGS84).reset_index(drop=True)
    return fixed(MapLayer("rivers", "line", rounded(features), color=palette.RIVER, width=2.2))


@lru_cache(maxsize=4)
def below(store: Store, vintage: Vintage) -> tuple[MapLayer, ...]:
    """Return what lies under every answer, from the bottom up."""
    return (
        _neighbours(),
        _neighbour_lines(),
        _counties(store, vintage),
        *(_edges(store, vintage, level) for level in ("county", "city", "province")),
        _circle(store, vintage),
        _rivers(store, vintage),
    )


@lru_cache(maxsize=4)
def border(store: Store, vintage: Vintage) -> tuple[MapLayer, MapLayer]:
    """Return the border and its halo, which lie over the areas and under the points."""
    return _border(store, vintage)
