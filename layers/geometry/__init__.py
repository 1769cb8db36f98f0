"""Drawn geometry under addresses: a layer that no filter changes is GeoJSON that a browser fetches once and keeps.

An address holds a hash of its content, so it may be cached for ever; the bodies are kept here, by address.
"""

import hashlib
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.boundaries.adcode import contains
from geodata.export.geojson import collection, features
from geodata.measure import WGS84
from geodata.store.kept import made_of, per_store
from geodata.store.store import Edition
from layers import palette
from layers.camera import tile_bounds, tiles_of
from layers.geometry import owned
from layers.spec import Color, MapLayer, Tiles

FOLDER: Final = "drawn"
KEPT_S: Final = 600  # how long pages that are still open may ask for what only stores before the last two had drawn
PROPERTIES: Final = ("id", "tip_zh", "tip_en", "color", "width", "dash", "icon", "dx", "dy")
_BODIES: Final[dict[str, bytes]] = {}
_HASH: Final = re.compile(r"[0-9a-f]{12}(?=\.\w+$)")  # in an address
_BEGUN: Final = [0.0]  # when the drawings of each store began: the first one's, that of its successor, …
_DRAWN: Final[dict[str, int]] = {}  # hash in addresses → the last store whose drawings held it, as an index of those


def geojson(frame: gpd.GeoDataFrame, *, bare: bool = False) -> bytes:
    """Return features as compact GeoJSON; each carries its running number ``n``, id, tips and style.

    Args:
        frame: the features (EPSG:4326).
        bare: as a list of features, without a collection around them.
    """
    properties = frame[[name for name in PROPERTIES if name in frame]].assign(n=range(len(frame)))
    write = features if bare else collection
    return write(properties.to_dict("records"), frame.geometry, compact=True).encode()


def publish(name: str, suffix: str, content: bytes) -> str:
    """Keep ``content`` and return its address; with a store's own drawings where these are made (owned.py)."""
    file = f"{name}-{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"
    address = f"{FOLDER}/{file}"
    if address not in _BODIES and (folder := owned.current()):
        return folder.keep(file, content)
    _BODIES[address] = content
    _mark(address)
    return address


def _mark(address: str) -> None:
    if owned.is_own(address):
        return
    if found := _HASH.search(address):
        _DRAWN[found[0]] = len(_BEGUN) - 1


def keep(layers: Iterable[MapLayer]) -> None:
    """Keep what layers have published for as long as the store is there that is drawn now."""
    for layer in layers:
        _mark(layer.address)
        if layer.tiles:
            _mark(layer.tiles.address)


@contextmanager
def of_successor() -> Iterator[None]:
    """While this lasts a store is drawn that will take the place of the present one; if it fails, that one stays.

    Pages that are open go on with the addresses they have: what the present store has drawn stays, what earlier ones
    had drawn goes ``KEPT_S`` after they were replaced.
    """
    _BEGUN.append(time.monotonic())
    try:
        yield
    except BaseException:
        _BEGUN.pop()
        raise
    present, now = len(_BEGUN) - 2, time.monotonic()
    over = {one for one, last in list(_DRAWN.items()) if last < present and now - _BEGUN[last + 1] > KEPT_S}
    for address in [one for one in list(_BODIES) if (found := _HASH.search(one)) and found[0] in over]:
        del _BODIES[address]
    for one in over:
        del _DRAWN[one]


def fixed(layer: MapLayer) -> MapLayer:
    """Publish a layer's geometry and return the layer with its address; points as a bare list, which deck.gl takes."""
    points = layer.shape == "point"
    body = geojson(layer.features, bare=points)
    return replace(layer, address=publish(layer.id, "json" if points else "geojson", body))


def published_tiles(name: str, of_zoom: dict[int, gpd.GeoDataFrame]) -> Tiles:
    """Publish shapes in tiles of Web Mercator, those of a zoom cut out of the frame given for it (EPSG:4326).

    Every tile within the bounds of the first frame is there, be it empty; one hash of all stands in their addresses.
    """
    bounds = next(iter(of_zoom.values())).total_bounds
    bodies = {}
    for zoom, frame in of_zoom.items():
        for x, y in tiles_of(bounds, zoom):
            cut = shapely.clip_by_rect(frame.geometry.to_numpy(), *tile_bounds(zoom, x, y))
            mine = frame.set_geometry(gpd.GeoSeries(cut, crs=WGS84, index=frame.index))[~shapely.is_empty(cut)]
            bodies[zoom, x, y] = geojson(rounded(mine))
    version = hashlib.sha256(b"".join(bodies.values())).hexdigest()[:12]
    file = f"{name}-{{z}}-{{x}}-{{y}}-{version}.geojson"
    address = f"{FOLDER}/{file}"
    _mark(address)
    files = {file.format(z=z, x=x, y=y): content for (z, x, y), content in bodies.items()}
    _BODIES.update({f"{FOLDER}/{one}": content for one, content in files.items()})
    return Tiles(address, min(of_zoom), max(of_zoom), tuple(float(edge) for edge in bounds))


def body(address: str) -> bytes | None:
    """Return what was published under ``address``, or None."""
    return owned.body(address) if owned.is_own(address) else _BODIES.get(address)


TABLES: Final = ("counties", "cities", "provinces")  # where a focus is looked up, smallest first


def focus_shape(edition: Edition, focus: str) -> BaseGeometry | None:
    """Return the polygon of the unit in focus (EPSG:4326), or None."""
    for id in TABLES:
        units = edition.get(id)
        found = units["geometry"][units["adcode"] == focus]
        if len(found):
            return found.iloc[0]
    return None


TOLERANCE_DEG: Final = 0.004  # edges move by less than about 400 m: a pixel where a whole city fills the screen
DECIMALS: Final = 4  # about 11 m


def lines(parts: "np.ndarray[tuple[int], np.dtype[np.object_]]") -> gpd.GeoDataFrame:
    """Merge edges into lines, each drawn once, rounded for drawing.

    Args:
        parts: edges (EPSG:4326), which may lie on one another.

    Returns:
        id (a running number), geometry (LineString, EPSG:4326).
    """
    merged = shapely.get_parts(shapely.line_merge(shapely.union_all(parts)))
    frame = gpd.GeoDataFrame({"id": [str(n) for n in range(len(merged))]}, geometry=merged, crs=WGS84)
    return rounded(frame)


def rounded(frame: gpd.GeoDataFrame, decimals: int = DECIMALS) -> gpd.GeoDataFrame:
    """Return the frame with coordinates rounded to what a screen can show.

    Returns:
        The columns of ``frame``; geometry in EPSG:4326 with so many digits.
    """
    shapes = shapely.transform(frame.geometry.to_numpy(), lambda xy: xy.round(decimals))
    return frame.set_geometry(gpd.GeoSeries(shapes, crs=WGS84, index=frame.index))


@made_of("counties")
def drawn_counties(edition: Edition) -> gpd.GeoDataFrame:
    """Return the counties of ``store`` simplified for drawing, all columns kept (EPSG:4326).

    Returns:
        The columns of the dataset counties; edges that two share stay the same, and move by ``TOLERANCE_DEG`` at most.
    """
    counties = edition.get("counties")
    simple = shapely.coverage_simplify(counties["geometry"].to_numpy(), TOLERANCE_DEG)
    return gpd.GeoDataFrame(counties, geometry=simple, crs=WGS84)


@per_store(lru_cache(maxsize=64), shared=True)
def drawn_unit(edition: Edition, code: str) -> BaseGeometry | None:
    """Return a unit as it is drawn, of the counties that make it: its outline lies on their lines and on the border.

    Args:
        edition: the units.
        code: of a county, a city or a province; any other text is none.
    """
    counties = drawn_counties(edition)
    mine = counties.geometry[[contains(code, one) for one in counties["adcode"]]] if code else counties.geometry[:0]
    return shapely.coverage_union_all(mine.to_numpy()) if len(mine) else None


def drawn_unions(edition: Edition, groups: "pd.Series[str]") -> dict[str, shapely.Geometry]:
    """Merge drawn counties by ``groups`` (adcode → group), so that every layer shares the same lines."""
    counties = drawn_counties(edition)
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
