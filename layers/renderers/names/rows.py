"""Names as browsers get them: those of the ground by address, once; with a scene its own, and which others wait.

A row holds the text (t), its place in degrees (p), its seat in px right and down of it (o), the zoom from which on it
is read (z), size (s), colour (c), angle (a), and the box that tells deck.gl the same as the zoom (b).
"""

import json
from functools import lru_cache
from math import cos, radians
from typing import Any, Final, NamedTuple

from geodata.store.kept import until_replaced
from geodata.text import LANGS, Lang
from layers.camera import EARTH_METRES, TILE
from layers.geometry import publish
from layers.renderers.deck.spec import ZOOMS
from layers.renderers.names.seats import Said, held, read, seated, waiting
from layers.renderers.runs import ranges
from layers.renderers.sheet.label_placement import Seat, Shown
from layers.spec import MapLayer

FIRST: Final = 6.0  # about the zoom the whole circle is seen at
_DECIMALS: Final = 4
_EVER: Final = [0, 0, -1, -1]  # a box without width and height: the name is drawn at every zoom
Row = dict[str, Any]


class Names(NamedTuple):
    """All names of a map.

    Attributes:
        address: of the ground's names, rows as JSON; empty without any.
        hidden: numbers of those of them that are not shown, as closed ranges.
        rows: names that travel with the scene.
        high: px, how high a row's box must be for deck.gl to draw it: of the ground's names, of the others.
    """

    address: str
    hidden: list[tuple[int, int]]
    rows: list[Row]
    high: tuple[float, float]


class _Ground(NamedTuple):
    """The names of the ground that give way, seated once for all maps."""

    address: str
    numbers: dict[int, int]  # of a name → of its row
    said: list[Said]
    seats: dict[int, Seat]
    shown: Shown
    owners: list[tuple[str, str]]  # of each name: layer and id
    high: float


def names(layers: tuple[MapLayer, ...], lang: Lang, first: float) -> Names:
    """Return the names of a drawing; those of the ground wait where they would meet those of the answer.

    Args:
        layers: of the drawing; those that are no labels are left out.
        lang: of the names.
        first: the zoom the map is first seen at.
    """
    ground, away, kept = _seated(layers, lang, first)
    high = _high([one for one, _ in kept])
    hidden = ranges(ground.numbers[n] for n in away if n in ground.numbers)
    return Names(ground.address, hidden, [_row(one, at, high) for one, at in kept], (ground.high, high))


def on_screen(layers: tuple[MapLayer, ...], lang: Lang, zoom: float) -> list[tuple[Said, Seat]]:
    """Return the names that a map shows at a zoom, from the bottom up, for a picture that stays as it is.

    Args:
        layers, lang: as for ``names``.
        zoom: of the picture, where it is also first seen.
    """
    ground, away, kept = _seated(layers, lang, zoom)
    below = [(ground.said[n], one) for n, one in ground.seats.items() if n not in away]
    return [(one, at) for one, at in [*below, *kept] if at.zoom <= zoom]


def _seated(
    layers: tuple[MapLayer, ...], lang: Lang, first: float
) -> tuple["_Ground", set[int], list[tuple[Said, Seat]]]:
    """The names of the ground, the numbers of those that do not stand there, and all that travel with the scene."""
    labels = tuple(layer for layer in layers if layer.shape == "label")
    ground = _ground(tuple(layer for layer in labels if layer.role == "ground"), lang)
    own = read((layer for layer in labels if not _gives_way(layer)), lang)
    seats = seated(own, first)
    only = {layer.id: layer.only for layer in labels if layer.only is not None}
    shut = {n for n, (layer, id) in enumerate(ground.owners) if layer in only and id not in only[layer]}
    waits = {n: one for n, one in waiting(ground.seats, ground.shown, own, seats).items() if n not in shut}
    kept = [(ground.said[n], one) for n, one in waits.items() if one] + [(own[n], one) for n, one in seats.items()]
    return ground, {*shut, *waits}, kept


def publish_ground(layers: tuple[MapLayer, ...]) -> None:
    """Seat the names of the ground in both languages, so that no visitor waits for it."""
    for lang in LANGS:
        _ground(layers, lang)


def _ground(layers: tuple[MapLayer, ...], lang: Lang) -> _Ground:
    """The names of layers, whichever of them a map shows: what is shown differs, where they stand does not."""
    return _published(
        _Same(
            tuple((layer.id, id(layer.features), layer.size, layer.lift, layer.rank, layer.color) for layer in layers),
            layers,
        ),
        lang,
    )


def _gives_way(layer: MapLayer) -> bool:
    """Whether the names of a layer are fetched once; those above stand differently from scene to scene."""
    return layer.role == "ground" and layer.rank < 0


class _Same:
    """Layers that compare by what their names look like, not by which of them are shown."""

    def __init__(self, key: tuple[object, ...], layers: tuple[MapLayer, ...]) -> None:
        self.key, self.layers = key, layers

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@until_replaced(lru_cache(maxsize=32))
def _published(same: _Same, lang: Lang) -> _Ground:
    said = read(same.layers, lang, whole=True)
    owners = [(layer, str(id)) for layer in same.layers for id in layer.features["id"]]
    seats = {n: one for n, one in sorted(seated(said, FIRST).items()) if _gives_way(owners[n][0])}
    high = _high([said[n] for n in seats])
    rows = [_row(said[n], one, high) | {"n": number} for number, (n, one) in enumerate(seats.items())]
    body = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    numbers = {n: number for number, n in enumerate(seats)}
    address = publish(f"names-{lang}", "json", body) if rows else ""
    return _Ground(address, numbers, said, seats, held(said, seats), [(layer.id, id) for layer, id in owners], high)


def _high(said: list[Said]) -> float:
    """How high a box must be that holds every name with its place, px."""
    return max((max(abs(one.lift), one.reach) + one.reach for one in said), default=0.0)


def _row(one: Said, at: Seat, high: float) -> Row:
    return {
        "t": one.text,
        "p": [round(one.lon, _DECIMALS), round(one.lat, _DECIMALS)],
        "o": [round(at.right), -round(at.up)],
        "z": round(at.zoom, 2),
        "s": one.size,
        "c": list(one.color[:3]),
        "a": one.angle,
        "b": content_box(at, one.lat, one.reach, high),
    }


def content_box(one: Seat, lat: float, reach: float, high: float) -> list[int]:
    """A box at a name's place that is as high as deck.gl wants it from the name's zoom on: x, y, width, height in m.

    Args:
        one: the name's seat; its letters lie in the box from then on.
        lat: of its place, in degrees.
        reach: of its letters, up and down from their middle, px.
        high: px, how high the box must be for deck.gl to draw the name.
    """
    if one.zoom <= ZOOMS[0]:
        return _EVER
    low, top = min(0.0, one.up - reach), max(0.0, one.up + reach)
    spare = (high - top + low) / 2
    metres = EARTH_METRES * cos(radians(lat)) / (TILE * 2**one.zoom)
    return [0, round((low - spare) * metres), -1, round(high * metres)]
