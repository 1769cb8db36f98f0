"""Names on the live map: where each stands, and the box that tells deck.gl from which zoom on it is drawn."""

from collections.abc import Iterable
from math import cos, radians
from typing import Final

from geodata.text import Lang
from layers.camera import EARTH_METRES, TILE, mercator
from layers.renderers import fonts
from layers.renderers.deck_spec import ZOOMS
from layers.renderers.sheet.label_placement import Name, Seat, seat
from layers.spec import MapLayer

_BOLDER, _AIR, _LINE_HEIGHT = 1.06, 6.0, 1.2  # of a name: width as against a thin one, px around it, height by size
LETTERS: Final = 0.9  # how far letters reach up and down from the middle of their line, as a part of their size
_EVER: Final = [0, 0, -1, -1]  # a box without width and height: the name is drawn at every zoom


def seats(layers: Iterable[MapLayer], lang: Lang, first: float) -> dict[tuple[str, int], Seat]:
    """Where names stand and from which zoom on, by layer and number in it; those without room are left out.

    ``first`` is the zoom the map is first seen at.
    """
    keys, names = [], []
    for layer in layers:
        for n, (text, spot) in enumerate(zip(layer.features[f"text_{lang}"], layer.features.geometry, strict=True)):
            said = fonts.drawable(str(text))
            wide, high = fonts.width(said, layer.size) * _BOLDER + _AIR, layer.size * _LINE_HEIGHT
            names.append(Name(said, *mercator(spot.x, spot.y), wide, high, layer.lift, (layer.rank, layer.size)))
            keys.append((layer.id, n))
    return {keys[n]: one for n, one in seat(names, ZOOMS, first).items()}


def content_box(one: Seat, lat: float, size: int, high: float) -> list[int]:
    """A box at a name's place that is as high as deck.gl wants it from the name's zoom on: x, y, width, height in m.

    Args:
        one: the name's seat; its letters lie in the box from then on.
        lat: of its place, in degrees.
        size: of its letters, px.
        high: px, how high the box must be for deck.gl to draw the name.
    """
    if one.zoom <= ZOOMS[0]:
        return _EVER
    low, top = min(0.0, one.up - size * LETTERS), max(0.0, one.up + size * LETTERS)
    spare = (high - top + low) / 2
    metres = EARTH_METRES * cos(radians(lat)) / (TILE * 2**one.zoom)
    return [0, round((low - spare) * metres), -1, round(high * metres)]
