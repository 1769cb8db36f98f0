"""Renderer for light pages: a small map as inline SVG, without script, a few kilobytes, told in words too."""

from base64 import b64encode
from functools import lru_cache
from html import escape
from math import cos, hypot, radians
from typing import Final, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodata.boundaries import towns
from geodata.boundaries.adcode import contains
from geodata.boundaries.border import border_line
from geodata.boundaries.seats import seats
from geodata.narrative.residents import access
from geodata.query.residents.answer import Answer
from geodata.query.residents.sites_around import points
from geodata.query.residents.straight import Straight
from geodata.store.kept import per_store
from geodata.store.store import Edition, Store
from geodata.text import Lang, Text
from layers import declutter, geometry, palette
from layers.declutter import Spot
from layers.geometry import focus_shape
from layers.renderers.svg import paths
from layers.spec import css

WIDTH, HEIGHT = 460, 330  # units of the drawing; on a phone a little less than a px each
PAD: Final = 0.08  # of the box, left free around what is shown
# Widest box (degrees) that is drawn with shapes simplified by so many degrees: a pixel or less.
DETAIL: Final = ((1.0, 0.006), (2.0, 0.011), (4.0, 0.03), (99.0, 0.06))
NAMES: Final = 11  # places named at the most
TOWNS: Final = 1.4  # so wide a box (degrees) also has the names of towns, where there is room
MORE: Final = 12  # towns, at the most, when all else is named
_TOWN: Final = 2  # rank of towns, after cities (0) and counties
APART: Final = 48  # between names
_WAY_PX, _ROW, LEAST = 14, 17, 130  # what is said of a way: its size, its rows; a shorter line has no room for it
BELOW: Final = 28  # so far a name stands below a mark at its place


class Mark(NamedTuple):
    """A place on the map, with its number; with a dot where it has none (0)."""

    number: int
    lon: float
    lat: float


def marks(store: Store, found: Answer) -> list[Mark]:
    """Return the places of an answer that stand on its map, in the order they are listed and numbered."""
    if not found.listed:
        return []
    at = points(store, found.need.sites, found.listed)
    return [Mark(n, point.x, point.y) for n, point in enumerate(at, start=1)]


def data_url(drawn: str) -> str:
    """Return a drawing of ``svg`` as an address that holds the picture itself, for an ``img``."""
    return f"data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}"


@per_store(lru_cache(maxsize=8), shared=True)
def _shapes(edition: Edition, tolerance: float) -> gpd.GeoDataFrame:
    """Counties simplified together, so that they keep sharing their lines."""
    counties = geometry.drawn_counties(edition)
    simple = shapely.coverage_simplify(counties.geometry.to_numpy(), tolerance)
    return gpd.GeoDataFrame(counties[["adcode", "in_scope", "province"]], geometry=simple, crs=counties.crs)


@per_store(lru_cache(maxsize=8), shared=True)
def _border(edition: Edition, tolerance: float) -> shapely.Geometry:
    return border_line(_shapes(edition, tolerance))


@per_store(lru_cache(maxsize=4), shared=True)
def _named(edition: Edition) -> list[tuple[str, str, str, float, float, int]]:
    """(Code, Chinese, English, lon, lat, rank) of cities, then counties, at their seats, then towns."""
    told = []
    for rank, id in enumerate(("cities", "counties")):
        rows = seats(edition.get(id), edition.facts["unit_names"], edition.vintage)
        told += [(r.adcode, r.short_zh, r.name_en.partition(" (")[0], r.lon, r.lat, rank) for r in rows.itertuples()]
    rows = towns.named(edition.get("towns"))[::-1]
    return told + [(r.id, r.short_zh, r.name_en, r.lon, r.lat, _TOWN) for r in rows.itertuples()]


class _Box:
    """A part of the map as a plane of pixels: degrees scaled so that both directions are true at its middle."""

    def __init__(self, shapes: list[BaseGeometry]) -> None:
        west, south, east, north = shapely.GeometryCollection(shapes).bounds
        self.shrink = cos(radians((south + north) / 2))
        wide, high = max((east - west) * self.shrink, 0.15), max(north - south, 0.12)
        self.scale = min(WIDTH / wide, HEIGHT / high) * (1 - 2 * PAD)
        self.lon, self.lat = (west + east) / 2, (south + north) / 2
        self.degrees = WIDTH / self.scale / self.shrink
        high = HEIGHT / self.scale
        self.shape = shapely.box(
            self.lon - self.degrees / 2, self.lat - high / 2, self.lon + self.degrees / 2, self.lat + high / 2
        )

    def at(self, lon: float, lat: float) -> tuple[int, int]:
        """Where a place is, in px from the upper left."""
        x = WIDTH / 2 + (lon - self.lon) * self.shrink * self.scale
        return round(x), round(HEIGHT / 2 - (lat - self.lat) * self.scale)

    def path(self, shape: shapely.Geometry) -> str:
        """A shape, clipped to the box, as the data of an SVG path."""
        return paths.path([shape], self.shape.bounds, self._placed)

    def _placed(self, degrees: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where places (longitude, latitude) are, in px from the upper left."""
        right = WIDTH / 2 + (degrees[:, 0] - self.lon) * self.shrink * self.scale
        return np.column_stack([right, HEIGHT / 2 - (degrees[:, 1] - self.lat) * self.scale])


def _text(x: float, y: float, words: str, size: int, weight: int) -> str:
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" text-anchor="middle" paint-order="stroke" '
        f'stroke="#fff" stroke-width="3" fill="{css(palette.LABEL)}">{escape(words)}</text>'
    )


def _names(edition: Edition, box: _Box, focus: list[str], taken: list[Spot], lang: Lang) -> str:
    """Names of what lies in the box, those in focus and beside it first, that meet neither each other nor a mark.

    The places in focus are named whatever lies there: beside a mark at their seat.
    """
    told: list[str] = []
    beside = _beside(edition, tuple(focus))
    named = [one for one in _named(edition) if one[5] != _TOWN or box.degrees <= TOWNS]
    for code, zh, en, lon, lat, rank in sorted(named, key=lambda one: (one[0] not in focus, one[0] not in beside)):
        at, mine = box.at(lon, lat), code in focus
        free = [(x, y) for x, y in _spots(at, near=mine or code in beside) if _inside(x, y) and _is_free((x, y), taken)]
        most = NAMES + MORE if rank == _TOWN else NAMES
        if (free or (mine and _inside(*at))) and (mine or len(told) < most):
            x, y = free[0] if free else (at[0], at[1] + BELOW)
            taken.append((x, y))
            bold = mine or not rank
            told.append(_text(x, y, Text(zh, en).say(lang), 17 if bold else 15 - rank, 700 if bold else 400))
    return "".join(told)


def _spots(at: Spot, *, near: bool) -> list[Spot]:
    """Where a name may stand: at its place; what is near to the question also below, above and beside it."""
    x, y = at
    return [at, (x, y + BELOW), (x, y - BELOW + 8), (x + APART + 4, y + 5), (x - APART - 4, y + 5)] if near else [at]


def _inside(x: float, y: float) -> bool:
    return 30 < x < WIDTH - 30 and 16 < y < HEIGHT - 8


def _is_free(spot: Spot, taken: list[Spot]) -> bool:
    return all(abs(spot[0] - a) > APART or abs(spot[1] - b) > APART / 2.2 for a, b in taken)


@per_store(lru_cache(maxsize=64), shared=True)
def _beside(edition: Edition, focus: tuple[str, ...]) -> frozenset[str]:
    """The counties that meet one of some units."""
    counties = edition.get("counties")
    shapes = [shape for code in focus if (shape := focus_shape(edition, code)) is not None]
    return frozenset(counties["adcode"][counties["geometry"].intersects(shapely.union_all(shapes))])


def _half(text: str) -> float:
    """About half the width of what is said of a way."""
    return sum(0.5 if ord(char) >= 0x2E80 else 0.28 for char in text) * _WAY_PX


def _covered(x: int, top: int, bottom: int, half: float, taken: list[Spot]) -> int:
    """How many places a text would cover; none beside the one it is about."""
    return sum(abs(a - x) < half + 11 and top - 11 < b < bottom + 11 for a, b in taken)


def _straight(way: Straight, box: _Box, lang: Lang, taken: list[Spot]) -> tuple[str, str]:
    """A line from home with a ring there, and its length with the name at its end; their place is taken."""
    (x, y), (u, v) = box.at(*way.start), box.at(*way.end)
    ink = css(palette.LABEL)
    line = (
        f'<path d="M{x} {y}L{u} {v}" fill="none" stroke="{ink}" stroke-width="1.5"/>'
        f'<circle cx="{x}" cy="{y}" r="5" fill="#fff" stroke="{ink}" stroke-width="2"/>'
    )
    length = access.straight(way.km).say(lang)
    at_end = [way.name.say(lang)] if way.name else []
    roomy = hypot(u - x, v - y) > LEAST
    at_end += [] if roomy else [length]
    sides = [v + BELOW, v - BELOW + 10 - _ROW * (len(at_end) - 1)]
    sides = sides if y < v else sides[::-1]  # away from the line, if there are not more marks
    reach = max(map(_half, at_end), default=0)
    first = min(sides, key=lambda top: _covered(u, top - _ROW, top + _ROW * (len(at_end) - 1), reach, taken))
    told = [(text, u, first + _ROW * n) for n, text in enumerate(at_end)]
    told += [(length, (x + u) // 2, (y + v) // 2 + 5)] if roomy else []
    words = ""
    for text, middle, at in told:
        half = _half(text)
        middle = round(min(max(middle, half + 4), WIDTH - half - 4))
        taken += [(middle + step, at) for step in range(-int(half), int(half) + 1, APART)]
        words += _text(middle, at, text, _WAY_PX, 400)
    return line, words


def svg(
    edition: Edition, focus: list[str], marks: list[Mark], lang: Lang, alt: str, way: Straight | None = None
) -> str:
    """Return a map of some units and numbered places.

    Args:
        edition: the ground.
        focus: codes of the units it is about, outlined; at least one.
        marks: numbered places; the box holds all of them.
        lang: of names.
        alt: what the map shows, in words.
        way: the straight line to the nearest of them, if it is told.
    """
    units = [shape for code in focus if (shape := focus_shape(edition, code)) is not None]
    box = _Box([*units, *(shapely.Point(mark.lon, mark.lat) for mark in marks)])
    tolerance = next(tolerance for widest, tolerance in DETAIL if box.degrees <= widest)
    counties = _shapes(edition, tolerance)
    counties = counties[counties.geometry.intersects(box.shape)]
    ink, red = css(palette.LABEL), css(palette.BORDER)
    colors = [geometry.county_color(*key) for key in zip(counties["in_scope"], counties["province"], strict=True)]
    parts = [
        f'<path d="{"".join(map(box.path, rows.geometry))}" fill="{css(color)}" stroke="{css(palette.CITY_LINE)}"/>'
        for color, rows in counties.groupby(pd.Series(colors, index=counties.index))
    ]
    mine = [counties.geometry[[contains(code, one) for one in counties["adcode"]]] for code in focus]
    edges = "".join(box.path(shapely.coverage_union_all(shapes.to_numpy()).boundary) for shapes in mine)
    parts.append(f'<path d="{edges}" fill="none" stroke="{ink}" stroke-width="2.5" stroke-linejoin="round"/>')
    border = box.path(_border(edition, tolerance))
    parts.append(f'<path d="{border}" fill="none" stroke="{red}" stroke-width="4" stroke-linejoin="round"/>')
    edges_end = len(parts)
    places = declutter.gathered(box.at(mark.lon, mark.lat) for mark in marks)
    for (x, y), group in places.items():
        told = declutter.told(marks[n].number for n in group if marks[n].number) or "●"
        wide = 11 + 4 * (len(told) - 1)
        left = min(max(x, wide), WIDTH - wide)  # a place at the edge: its numbers stay on the map
        parts.append(f'<rect x="{left - wide}" y="{y - 11}" width="{2 * wide}" height="22" rx="11" fill="{ink}"/>')
        parts.append(f'<text x="{left}" y="{y + 5}" font-size="14" text-anchor="middle" fill="#fff">{told}</text>')
    taken = list(places)
    line, told = _straight(way, box, lang, taken) if way else ("", "")
    parts.insert(edges_end, line + told)  # under the marks
    parts.append(_names(edition, box, focus, taken, lang))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" role="img" '
        f'aria-label="{escape(alt)}">'
        f'<g aria-hidden="true"><rect width="{WIDTH}" height="{HEIGHT}" fill="{css(palette.PAPER)}"/>'
        f"{''.join(parts)}</g></svg>"
    )
