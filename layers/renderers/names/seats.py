"""Names on screens: where each stands, and from which zoom on it is read, so that no two ever meet."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from geodata.text import Lang
from layers.camera import mercator
from layers.renderers import fonts
from layers.renderers.deck.spec import ZOOMS
from layers.renderers.sheet.label_placement import Name, Seat, Shown, seat, turned
from layers.spec import Color, MapLayer

_BOLDER, _LINE_HEIGHT = 1.06, 1.2  # of a name: width as against a thin one, height by size
_AIR: Final = 6.0  # px beside a name; of those that rank lower more, also above it, so that a map is not full of them
_LOWER: Final = (5.0, 3.0)  # px more for each rank below the usual: across, along

LETTERS: Final = 0.9  # how far letters reach up and down from the middle of their line, as a part of their size


class Said(NamedTuple):
    """A name as it is written: degrees, px, degrees counter-clockwise from level, zoom from which on it is wanted."""

    text: str
    lon: float
    lat: float
    size: int
    lift: int
    rank: int
    color: Color
    angle: float
    zoom: float

    @property
    def reach(self) -> float:
        """How far its letters reach up and down from their middle, px."""
        wide, high = fonts.width(fonts.drawable(self.text), self.size) * _BOLDER, 2 * LETTERS * self.size
        return turned(wide, high, self.angle)[1] / 2

    @property
    def name(self) -> Name:
        """What there is to place."""
        drawn, below = fonts.drawable(self.text), max(-self.rank, 0)
        wide = fonts.width(drawn, self.size) * _BOLDER + _AIR + _LOWER[0] * below
        box = turned(wide, self.size * _LINE_HEIGHT + _LOWER[1] * below, self.angle)
        return Name(drawn, *mercator(self.lon, self.lat), *box, self.lift, (self.rank, self.size), self.zoom)


def read(layers: Iterable[MapLayer], lang: Lang, *, whole: bool = False) -> list[Said]:
    """Return the names of layers, from the bottom up, in the order of their features.

    ``whole``: also those that are not to be shown.
    """
    found = []
    for layer in layers:
        rows = layer.features
        rows = rows if whole or layer.only is None else rows[rows["id"].isin(list(layer.only))]
        plain = [None] * len(rows)
        columns = [rows.get(name, plain) for name in ("color", "angle", "zoom")]
        for text, spot, color, angle, zoom in zip(rows[f"text_{lang}"], rows.geometry, *columns, strict=True):
            styled = (color or layer.color, angle or 0.0, ZOOMS[0] if zoom is None else zoom)
            found.append(Said(str(text), spot.x, spot.y, layer.size, layer.lift, layer.rank, *styled))
    return found


def seated(said: list[Said], first: float) -> dict[int, Seat]:
    """Return the seats of names by their number, but of those without room.

    ``first`` is the zoom a map is first seen at.
    """
    return seat([one.name for one in said], ZOOMS, first)


def held(said: list[Said], seats: dict[int, Seat]) -> Shown:
    """Return seated names as arrays, in the order of ``seats``."""
    made = Shown(len(seats))
    for n, one in seats.items():
        made.add(said[n].name, one)
    return made


def waiting(
    seats: dict[int, Seat], shown: Shown, before: list[Said], theirs: dict[int, Seat]
) -> dict[int, Seat | None]:
    """Return new seats of the names that must wait for others, or None: they never have room.

    Args:
        seats, shown: names that give way, and the same ``held``.
        before, theirs: names that do not.
    """
    zooms = shown.waiting((before[n].name, one) for n, one in theirs.items())
    return {
        n: one._replace(zoom=float(zoom)) if zoom <= ZOOMS[1] else None
        for (n, one), zoom in zip(seats.items(), zooms, strict=True)
        if zoom > one.zoom
    }
