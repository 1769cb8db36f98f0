"""All ways found between two places, at once: the part of each corridor that is travelled, with the stops one uses."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

import geopandas as gpd
import shapely
from shapely.ops import substring

from geodata.domains.journeys import Stop
from geodata.measure import WGS84
from geodata.query import on_map
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.query.ways import Way
from geodata.store.store import Edition, Store
from geodata.text import Text
from layers import palette
from layers.kinds.corridors import curves
from layers.overlays import stops
from layers.spec import Color, LegendEntry, MapLayer

WIDTH: Final = 9.0  # px: a corridor's own line stays to be seen on it
LABEL: Final = Text("查到的路线", "Ways found")
CHOSEN: Final = Text("所选的路线", "Way chosen")


def build(scene: Scene, store: Store, shown: dict[str, Shown]) -> list[MapLayer]:
    """Return the ways on the map, those by the corridor that is picked darker; nothing without a way.

    Args:
        scene, store: what is on screen.
        shown: what is on the map.
    """
    found = on_map.ways_of(scene, store, shown)
    if not found:
        return []
    edition, mine = store.at(scene.vintage), chosen(found, scene)
    layers = [_layer("ways", edition, found, LABEL, palette.WAY, WIDTH)]
    if mine:
        layers.append(_layer("ways-chosen", edition, mine, CHOSEN, palette.WAY_CHOSEN, WIDTH + 2))
    return layers


def used(scene: Scene, store: Store, shown: dict[str, Shown]) -> list[MapLayer]:
    """Return the stops one gets on and off at, each named once; nothing without a way."""
    found = on_map.ways_of(scene, store, shown)
    ends = [stop for way in chosen(found, scene) or found for leg in way.legs for stop in (leg.start, leg.end)]
    return stops.drawn(list({stop.zh: (stop.id, stop.zh, stop.en, stop.lon, stop.lat) for stop in ends}.values()))


def chosen(found: list[Way], scene: Scene) -> list[Way]:
    """Return the ways that use the corridor picked."""
    picked = scene.pick.within("corridors")
    return [way for way in found if picked in {leg.corridor for leg in way.legs}]


def lines(edition: Edition, found: Iterable[Way]) -> list[shapely.LineString]:
    """Return what is travelled on each way, and between the two stops of a change (EPSG:4326); each part once."""
    made: dict[tuple[str, ...], shapely.LineString] = {}
    for way in found:
        for leg in way.legs:
            made[leg.corridor, leg.start.id, leg.end.id] = part(edition, leg.corridor, leg.start, leg.end)
        for a, b in pairwise(way.legs):
            if _at(a.end) != _at(b.start):
                made[a.end.id, b.start.id] = shapely.LineString([_at(a.end), _at(b.start)])
    return list(made.values())


def _at(stop: Stop) -> tuple[float, float]:
    return stop.lon, stop.lat


def part(edition: Edition, corridor: str, start: Stop, end: Stop) -> shapely.LineString:
    """Return a corridor as it is drawn from one of its stops to another (EPSG:4326)."""
    table = curves.corridors(edition)
    line = table["geometry"][table["id"] == corridor].iloc[0]
    first, last = sorted(line.project(shapely.Point(_at(stop))) for stop in (start, end))
    between = substring(line, first, last)
    return between if between.geom_type == "LineString" else shapely.LineString([_at(start), _at(end)])


def _layer(id: str, edition: Edition, found: list[Way], label: Text, color: Color, width: float) -> MapLayer:
    parts = lines(edition, found)
    features = gpd.GeoDataFrame({"id": [str(n) for n in range(len(parts))]}, geometry=parts, crs=WGS84)
    entry = LegendEntry(label, color, "line", width=6)
    return MapLayer(id, "line", features, color=color, width=width, legend=(entry,))
