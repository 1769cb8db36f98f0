"""Citizens: from home to the nearest of an answer, as the crow flies, with its length; both ends are named.

Of a ride its own length, along the line; no length of a road is known.
"""

from math import atan2, degrees, hypot
from typing import Final

import geopandas as gpd
from shapely import LineString, Point

from geodata.measure import WGS84
from geodata.narrative.residents import access
from geodata.query.residents import answer, nearby_lines
from geodata.query.residents.answer import Answer
from geodata.query.residents.straight import Straight, straight
from geodata.query.scene import Scene
from geodata.store.store import Edition, Store
from geodata.text import Text
from layers import palette
from layers.camera import Frame, View, mercator, pixels, place
from layers.kinds.corridors.names_along import spots, width
from layers.overlays import ways_found
from layers.spec import MapLayer
from layers.symbols import STOP

LENGTH_PX, NAME_PX, EDGE_PX = 13, 13, 8
ABOVE_PX, BELOW_PX, BESIDE_PX = 32, 16, 12  # a name above its place and its number, below it; a length beside its line
LEAST_PX: Final = 30  # a shorter line is covered by what stands at its ends
FREE_PX: Final = 60  # of a line, what stands at its ends


def build(store: Store, scene: Scene, camera: View, frame: Frame) -> list[MapLayer]:
    """Return the line, its length along it, a ring at home and the name at its end; nothing without an answer.

    Args:
        store, scene: what is on screen.
        camera, frame: how the map is first seen; the name at the end is kept on it.
    """
    edition, asked = store.at(scene.vintage), _asked(store, scene)
    return [*_line(straight(edition, asked), camera, frame), *_ride(edition, asked)] if asked else []


def around(store: Store, scene: Scene) -> list[Point]:
    """Return the point that the map should hold beside the place in focus: the end of the line (EPSG:4326)."""
    asked = _asked(store, scene)
    found = straight(store.at(scene.vintage), asked) if asked else None
    return [Point(found.end)] if found else []


def _asked(store: Store, scene: Scene) -> Answer | None:
    return answer.asked(store.at(scene.vintage), scene) if scene.declared.answers == "needs" else None


def _ride(edition: Edition, asked: Answer) -> list[MapLayer]:
    """The length of the ride on the line that is named first, along it; of a way somewhere, all its rides are told."""
    best = next(iter(nearby_lines.near(asked.lines)), None) if asked.rides and not asked.trip else None
    if best is None:
        return []
    told = Text(access.ridden(best.leg, "zh"), access.ridden(best.leg, "en"))
    part = ways_found.part(edition, best.corridor, best.leg.start, best.leg.end)
    found = spots(part, max(width(told.zh, LENGTH_PX), width(told.en, LENGTH_PX)), 0)[:1]
    columns = {"text_zh": told.zh, "text_en": told.en, "angle": [spot.angle for spot in found]}
    features = gpd.GeoDataFrame(columns, geometry=[Point(spot.lon, spot.lat) for spot in found], crs=WGS84)
    return [MapLayer("label-ride", "label", features, color=palette.LABEL, size=LENGTH_PX, rank=1)] if found else []


def _line(found: Straight | None, camera: View, frame: Frame) -> list[MapLayer]:
    """The line with what stands along it and at its ends."""
    if found is None:
        return []
    (left, low), (right, high) = (pixels(camera, *end) for end in (found.start, found.end))
    px = hypot(right - left, high - low)
    if px < LEAST_PX:
        return _named(found, camera, frame)
    line = gpd.GeoDataFrame({"id": ["straight"]}, geometry=[LineString([found.start, found.end])], crs=WGS84)
    home = gpd.GeoDataFrame(
        {"id": ["home"], "icon": "stop", "dx": 0.0, "dy": 0.0}, geometry=[Point(found.start)], crs=WGS84
    )
    return [
        MapLayer("straight", "line", line, color=palette.STRAIGHT, width=2.0),
        MapLayer("home", "point", home, size=STOP),
        _length(found, px),
        *_named(found, camera, frame),
    ]


def _length(found: Straight, px: float) -> MapLayer:
    """The length in the middle of the line and turned with it; level and beside it where the line is too short."""
    (x, y), (u, v) = mercator(*found.start), mercator(*found.end)
    angle = (degrees(atan2(v - y, u - x)) + 90) % 180 - 90
    middle = Point((found.start[0] + found.end[0]) / 2, (found.start[1] + found.end[1]) / 2)
    told = access.straight(found.km)
    fits = px > max(width(told.zh, LENGTH_PX), width(told.en, LENGTH_PX)) + FREE_PX
    columns = {"text_zh": [told.zh], "text_en": [told.en], "angle": [round(angle, 1) if fits else 0.0]}
    features = gpd.GeoDataFrame(columns, geometry=[middle], crs=WGS84)
    lift = 0 if fits else BESIDE_PX
    return MapLayer("label-straight", "label", features, color=palette.LABEL, size=LENGTH_PX, lift=lift, rank=1)


def _named(found: Straight, camera: View, frame: Frame) -> list[MapLayer]:
    """The name at the end, on the far side of the line, as far aside as the edge of the map asks for."""
    if found.name is None:
        return []
    name, lift = found.name, ABOVE_PX if found.start[1] < found.end[1] else -BELOW_PX
    x, y = pixels(camera, *found.end)
    right, _ = frame.middle
    room = max(frame.seen / 2 - max(width(name.zh, NAME_PX), width(name.en, NAME_PX)) / 2 - EDGE_PX, 0)
    spot = place(camera, min(max(x, right - room), right + room), y)
    features = gpd.GeoDataFrame({"text_zh": [name.zh], "text_en": [name.en]}, geometry=[Point(spot)], crs=WGS84)
    return [MapLayer("label-nearest", "label", features, color=palette.LABEL, size=NAME_PX, lift=lift, rank=1)]
