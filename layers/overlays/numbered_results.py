"""The sites that answer a citizen's question, numbered as in the list beside the map."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import geopandas as gpd
import shapely

from geodata.measure import WGS84
from geodata.query.residents import answer
from geodata.query.residents.sites_around import points
from geodata.query.scene import Scene
from geodata.store.store import Store
from layers import declutter, palette
from layers.camera import View, pixels
from layers.declutter import Spot
from layers.spec import MapLayer

TEXT: Final = 15  # px
CLEAR_PX: Final = (44, 24)  # a name nearer to a number than this gives way to it


def _asked(store: Store, scene: Scene) -> answer.Answer | None:
    """The answer on screen; None on any other page, before a place is chosen, or where no site can answer."""
    asked = answer.asked(store.at(scene.vintage), scene) if scene.declared.answers == "needs" else None
    return asked if asked and asked.listed else None


def around(store: Store, scene: Scene) -> list[shapely.Point]:
    """Return the points that the map should hold beside the place in focus (EPSG:4326)."""
    asked = _asked(store, scene)
    return points(store, asked.need.sites, asked.listed) if asked else []


def _spots(places: Iterable[shapely.Point], camera: View) -> list[Spot]:
    """Where points (EPSG:4326) are on the map as it is first seen."""
    return [pixels(camera, point.x, point.y) for point in places]


def build(store: Store, scene: Scene, camera: View) -> list[MapLayer]:
    """Return the numbers of the sites listed, those that stand close to each other together; nothing without an answer.

    Args:
        store, scene: what is on screen.
        camera: how the map is first seen.
    """
    asked = _asked(store, scene)
    if asked is None:
        return []
    places = points(store, asked.need.sites, asked.listed)
    groups = declutter.gathered(_spots(places, camera)).values()
    texts = [declutter.told(n + 1 for n in group) for group in groups]
    where = [places[group[0]] for group in groups]
    features = gpd.GeoDataFrame({"text_zh": texts, "text_en": texts}, geometry=where, crs=WGS84)
    return [MapLayer("label-hits", "label", features, color=palette.LABEL, size=TEXT, lift=14, rank=1)]


def clear(names: Iterable[MapLayer], told: list[MapLayer], camera: View) -> list[MapLayer]:
    """Return layers of names without those that numbers would cover."""
    taken = [spot for layer in told for spot in _spots(layer.features.geometry, camera)]
    if not taken:
        return list(names)
    kept = []
    for layer in names:
        spots = _spots(layer.features.geometry, camera)
        free = [not any(declutter.close(spot, other, CLEAR_PX) for other in taken) for spot in spots]
        if any(free):
            kept.append(replace(layer, features=layer.features[free].reset_index(drop=True)))
    return kept
