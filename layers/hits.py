"""The sites that answer a citizen's question, numbered as in the list beside the map."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import Final

import geopandas as gpd
import numpy as np
import shapely

from geodata import citizen
from geodata.measure import WGS84
from geodata.scene import Scene
from geodata.store import Store
from layers import palette
from layers.spec import MapLayer, View

TEXT: Final = 15  # px
NEAR_PX: Final = (30, 22)  # numbers nearer to each other than this would cover each other: they are told together
CLEAR_PX: Final = (44, 24)  # a name nearer to a number than this gives way to it


def _asked(store: Store, scene: Scene) -> citizen.Answer | None:
    """The answer on screen; None on any other page, before a place is chosen, or where no site can answer."""
    if scene.page != "citizen" or not scene.focus:
        return None
    asked = citizen.answer(store, scene.vintage, scene.focus, scene.want, scene.who)
    return asked if asked.listed else None


def _points(store: Store, scene: Scene, asked: citizen.Answer, hits: tuple[citizen.Hit, ...]) -> list[shapely.Point]:
    table = store.get(asked.need.sites, scene.vintage).set_index("id")
    return table.loc[[hit.pick.partition(":")[2] for hit in hits], "geometry"].tolist()


def around(store: Store, scene: Scene) -> list[shapely.Point]:
    """Return the points that the map should hold beside the place in focus (EPSG:4326)."""
    asked = _asked(store, scene)
    return _points(store, scene, asked, asked.listed) if asked else []


def told(numbers: Iterable[int]) -> str:
    """Return rising numbers as text, those in a row as one range: 1–3·7."""
    runs = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    ends = [[number for _, number in run] for _, run in runs]
    return "·".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in ends)


def _close(one: shapely.Point, other: shapely.Point, camera: View, within: tuple[int, int]) -> bool:
    """Whether two points are less than so many px to the right and down from each other, as the map is first seen."""
    px = 512 * 2**camera.zoom / 360  # per degree of longitude
    down = abs(one.y - other.y) / np.cos(np.radians(camera.lat))
    return abs(one.x - other.x) * px < within[0] and down * px < within[1]


def build(store: Store, scene: Scene, camera: View) -> list[MapLayer]:
    """Return the numbers of the sites listed, those that stand close to each other together; nothing without an answer.

    Args:
        store, scene: what is on screen.
        camera: how the map is first seen.
    """
    asked = _asked(store, scene)
    if asked is None:
        return []
    numbers: dict[shapely.Point, list[int]] = {}
    for n, point in enumerate(_points(store, scene, asked, asked.listed), start=1):
        place = next((place for place in numbers if _close(place, point, camera, NEAR_PX)), point)
        numbers.setdefault(place, []).append(n)
    texts = [told(group) for group in numbers.values()]
    features = gpd.GeoDataFrame({"text_zh": texts, "text_en": texts}, geometry=list(numbers), crs=WGS84)
    return [MapLayer("label-hits", "label", features, color=palette.LABEL, size=TEXT, lift=14)]


def clear(names: Iterable[MapLayer], numbers: list[MapLayer], camera: View) -> list[MapLayer]:
    """Return layers of names without those that numbers would cover."""
    taken = [point for layer in numbers for point in layer.features.geometry]
    if not taken:
        return list(names)
    kept = []
    for layer in names:
        free = [not any(_close(point, other, camera, CLEAR_PX) for other in taken) for point in layer.features.geometry]
        if any(free):
            kept.append(replace(layer, features=layer.features[free].reset_index(drop=True)))
    return kept
