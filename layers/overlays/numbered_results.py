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
from layers.overlays.place_names import FOCUS, NEIGHBOURS
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
    """Return layers of names without those that numbers would cover.

    The place in focus and its neighbours stand below their seat then: the place in any case, a neighbour if it is free.
    """
    taken = [spot for layer in told for spot in _spots(layer.features.geometry, camera)]
    if not taken:
        return list(names)
    kept: list[MapLayer] = []
    for layer in names:
        spots = _spots(layer.features.geometry, camera)
        free = [_is_free(spot, taken) for spot in spots]
        kept += _some(layer, free)
        if layer.id in (FOCUS, NEIGHBOURS):
            under = [layer.id == FOCUS or _is_free((x, y + 2 * layer.lift), taken) for x, y in spots]
            below = [not above and fits for above, fits in zip(free, under, strict=True)]
            kept += _some(replace(layer, id=f"{layer.id}-below", lift=-layer.lift), below)
    return kept


def _is_free(spot: Spot, taken: list[Spot]) -> bool:
    return not any(declutter.close(spot, other, CLEAR_PX) for other in taken)


def _some(layer: MapLayer, wanted: list[bool]) -> list[MapLayer]:
    return [replace(layer, features=layer.features[wanted].reset_index(drop=True))] if any(wanted) else []
