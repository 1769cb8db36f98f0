"""Where names go: each beside its place, none over another; on a sheet none over the edge and few over symbols.

A sheet has one scale. The live map has many: there a name has its seat for good, and a zoom from which it has room.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import cos, inf, radians, sin
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

_WORSE: Final = 2.0  # a seat that is less usual is taken when it covers at least so many symbols less
_SOONER: Final = 0.5  # on the live map, when a name has room there by so many zooms sooner


class Box(NamedTuple):
    """A rectangle."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.bottom + self.height

    def meets(self, other: "Box") -> bool:
        """Whether the two have ground in common."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )

    def holds(self, other: "Box") -> bool:
        """Whether the other lies wholly inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.bottom <= other.bottom
            and other.top <= self.top
        )


@dataclass(frozen=True)
class Name:
    """A name to place: what it says, where its place is, how large it is, how far it stands off; all in one unit."""

    text: str
    x: float
    y: float
    width: float
    height: float
    lift: float
    rank: tuple[float, ...]
    least: float = -inf  # on the live map: the zoom from which on it is to be read at all


class Seat(NamedTuple):
    """Where a name stands on the live map, and from which zoom on."""

    right: float  # px from its place to the middle of the text
    up: float
    zoom: float


def turned(width: float, height: float, angle: float) -> tuple[float, float]:
    """Return the width and height of the box around a text that is turned by some degrees."""
    across, along = abs(cos(radians(angle))), abs(sin(radians(angle)))
    return width * across + height * along, width * along + height * across


def _seats(name: Name) -> list[tuple[float, float]]:
    """Middles of the text as seen from its place, the best first: above, then below, right and left of it."""
    if not name.lift:
        return [(0, 0)]
    aside = abs(name.lift) * 0.6 + name.width / 2
    return [(0, name.lift), (0, -name.lift), (aside, 0), (-aside, 0)]


def _ranked(names: list[Name]) -> list[int]:
    """Numbers of names: where two compete the higher rank wins, of equals the later one."""
    return sorted(range(len(names)), key=lambda n: (names[n].rank, n), reverse=True)


def place(
    names: list[Name], room: Box, taken: Iterable[Box], crowd: NDArray[np.float64]
) -> dict[int, tuple[float, float]]:
    """Return the middle of each name that finds room, by its number; those that find none are left out.

    Args:
        names: from the bottom up; where two compete the higher rank wins, of equals the later one. A name is placed
            once, however often it stands at its place.
        room: where names may lie.
        taken: where none may.
        crowd: points that names had better not cover.
    """
    full, said = list(taken), set()
    found = {}
    for n in _ranked(names):
        name = names[n]
        seats = [(name.x + right, name.y + up) for right, up in _seats(name)]
        boxes = [Box(x - name.width / 2, y - name.height / 2, name.width, name.height) for x, y in seats]
        free = [
            (_covered(box, crowd) + _WORSE * usual, box)
            for usual, box in enumerate(boxes)
            if room.holds(box) and not any(box.meets(other) for other in full)
        ]
        if free and (name.text, name.x, name.y) not in said:
            _, box = min(free)
            said.add((name.text, name.x, name.y))
            full.append(box)
            found[n] = (box.left + box.width / 2, box.bottom + box.height / 2)
    return found


def _covered(box: Box, crowd: NDArray[np.float64]) -> int:
    """How many points lie in a box."""
    inside = (crowd > (box.left, box.bottom)) & (crowd < (box.right, box.top))
    return int(inside.all(axis=1).sum())


def seat(names: list[Name], zooms: tuple[float, float], first: float) -> dict[int, Seat]:
    """Return the seat of each name that has room at some zoom; from there on no two ever meet, however far one zooms.

    Args:
        names: as for ``place``. Places are px of the world at zoom 0, y up; sizes and lifts are px of the screen.
        zooms: the least and the most a map can be zoomed; names that have no room even then are left out.
        first: the zoom a map is first seen at; no name leaves the usual seat for room at less.
    """
    return dict(_seated(tuple(names), zooms, first))


@lru_cache(maxsize=64)
def _seated(names: tuple[Name, ...], zooms: tuple[float, float], first: float) -> dict[int, Seat]:
    """As ``seat``; maps that are seen again and again hold the same names."""
    found: dict[int, Seat] = {}
    shown = Shown(len(names))
    said = set()
    for n in _ranked(list(names)):
        name = names[n]
        if (name.text, name.x, name.y) in said:
            continue
        least = max(zooms[0], name.least)
        near = shown.near(name, least)
        best, *more = (Seat(*at, shown.room_from(name, at, near, least)) for at in _seats(name))
        for other in more:
            best = other if max(other.zoom, first, least) <= best.zoom - _SOONER else best
        if best.zoom <= zooms[1]:
            said.add((name.text, name.x, name.y))
            shown.add(name, best)
            found[n] = best
    return found


class Shown:
    """Names that have their seats, as arrays: of each x, y, right, up, width, height, zoom."""

    def __init__(self, most: int) -> None:
        """Make room for so many names."""
        self._rows, self._count = np.empty((most, 7)), 0

    def add(self, name: Name, one: Seat) -> None:
        """Add a name at its seat."""
        self._rows[self._count] = (name.x, name.y, one.right, one.up, name.width, name.height, one.zoom)
        self._count += 1

    def near(self, name: Name, zoom: float) -> NDArray[np.float64]:
        """Those that a name may meet at a zoom or above, wherever it is seated; few of many."""
        x, y, right, up, width, height, _ = self._rows[: self._count].T
        off = abs(name.lift) + name.width
        across = (name.width + width) / 2 + np.abs(right) + off >= np.abs(name.x - x) * 2**zoom
        along = (name.height + height) / 2 + np.abs(up) + off >= np.abs(name.y - y) * 2**zoom
        return self._rows[: self._count][across & along]

    @staticmethod
    def room_from(name: Name, at: tuple[float, float], near: NDArray[np.float64], least: float) -> float:
        """From which zoom on, ``least`` or more, a name at a seat meets none of those near where they are shown."""
        if not len(near):
            return least
        x, y, right, up, width, height, zoom = near.T
        across = _apart(name.x - x, at[0] - right, (name.width + width) / 2)
        along = _apart(name.y - y, at[1] - up, (name.height + height) / 2)
        first, last = np.maximum(across[0], along[0]), np.minimum(across[1], along[1])
        meet = (first < last) & (last > 2**zoom)  # they meet between these scales, and the other is shown there
        return max(least, float(np.log2(last[meet].max()))) if meet.any() else least

    def waiting(self, others: Iterable[tuple[Name, Seat]]) -> NDArray[np.float64]:
        """Return from which zoom on each meets none of some others, which stay where they are; its own at least."""
        x, y, right, up, width, height, zoom = self._rows[: self._count].T
        need = zoom.copy()
        for name, one in others:
            across = _apart(x - name.x, right - one.right, (name.width + width) / 2)
            along = _apart(y - name.y, up - one.up, (name.height + height) / 2)
            first, last = np.maximum(across[0], along[0]), np.minimum(across[1], along[1])
            meet = (first < last) & (last > 2**one.zoom)
            need[meet] = np.maximum(need[meet], np.log2(last[meet]))
        return need


def _apart(
    distance: NDArray[np.float64], shift: NDArray[np.float64], least: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Between which scales two things are less than ``least`` px apart; each is shifted from its place by some px."""
    same = distance == 0
    by = np.where(same, 1.0, distance)
    one, other = (-least - shift) / by, (least - shift) / by
    touch = np.abs(shift) < least
    low, high = np.maximum(np.minimum(one, other), 0.0), np.maximum(one, other)
    return np.where(same, np.where(touch, 0.0, inf), low), np.where(same, np.where(touch, inf, 0.0), high)
