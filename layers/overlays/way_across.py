"""Citizens: from home to the nearest of an answer, as the crow flies, with its length; both ends are named."""

from math import atan2, degrees
from typing import Final

import geopandas as gpd
from shapely import LineString, Point

from geodata.measure import WGS84
from geodata.narrative.residents import access
from geodata.query.residents import answer
from geodata.query.residents.straight import Straight, straight
from geodata.query.scene import Scene
from geodata.store.store import Store
from geodata.text import Text
from layers import palette
from layers.camera import Frame, View, mercator, pixels, place
from layers.kinds.names_along import width
from layers.spec import MapLayer
from layers.symbols import STOP

LENGTH_PX, NAME_PX, LIFT_PX, EDGE_PX = 13, 13, 16, 8
LEAST_PX: Final = 30  # a shorter line is covered by what stands at its ends


def build(store: Store, scene: Scene, camera: View, frame: Frame) -> list[MapLayer]:
    """Return the line, its length along it, a ring at home and the name at its end; nothing without an answer.

    Args:
        store, scene: what is on screen.
        camera, frame: how the map is first seen; the name at the end is kept on it.
    """
    edition = store.at(scene.vintage)
    asked = answer.asked(edition, scene) if scene.declared.answers == "needs" else None
    found = straight(edition, asked) if asked else None
    if found is None:
        return []
    (left, low), (right, high) = (pixels(camera, *end) for end in (found.start, found.end))
    if max(abs(right - left), abs(high - low)) < LEAST_PX:
        return _named(found, camera, frame)
    line = gpd.GeoDataFrame({"id": ["straight"]}, geometry=[LineString([found.start, found.end])], crs=WGS84)
    home = gpd.GeoDataFrame(
        {"id": ["home"], "icon": "stop", "dx": 0.0, "dy": 0.0}, geometry=[Point(found.start)], crs=WGS84
    )
    return [
        MapLayer("straight", "line", line, color=palette.STRAIGHT, width=2.0),
        MapLayer("home", "point", home, size=STOP),
        _length(found),
        *_named(found, camera, frame),
    ]


def _length(found: Straight) -> MapLayer:
    """The length, in the middle of the line and turned with it."""
    (x, y), (u, v) = mercator(*found.start), mercator(*found.end)
    angle = (degrees(atan2(v - y, u - x)) + 90) % 180 - 90
    middle = Point((found.start[0] + found.end[0]) / 2, (found.start[1] + found.end[1]) / 2)
    told = access.straight(found.km)
    columns = {"text_zh": [told.zh], "text_en": [told.en], "angle": [round(angle, 1)]}
    features = gpd.GeoDataFrame(columns, geometry=[middle], crs=WGS84)
    return MapLayer("label-straight", "label", features, color=palette.LABEL, size=LENGTH_PX, rank=1)


def _named(found: Straight, camera: View, frame: Frame) -> list[MapLayer]:
    """The name at the end, below its place, as far aside as the edge of the map asks for."""
    if found.name is None:
        return []
    return [_name(found.name, found.end, camera, frame)]


def _name(name: Text, at: tuple[float, float], camera: View, frame: Frame) -> MapLayer:
    x, y = pixels(camera, *at)
    right, _ = frame.middle
    room = max(frame.seen / 2 - max(width(name.zh, NAME_PX), width(name.en, NAME_PX)) / 2 - EDGE_PX, 0)
    spot = place(camera, min(max(x, right - room), right + room), y)
    features = gpd.GeoDataFrame({"text_zh": [name.zh], "text_en": [name.en]}, geometry=[Point(spot)], crs=WGS84)
    return MapLayer("label-nearest", "label", features, color=palette.LABEL, size=NAME_PX, lift=-LIFT_PX, rank=1)
