"""Where names go on a sheet: each beside its place, none over another, none over the edge, few over symbols."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

_WORSE: Final = 2.0  # a seat that is less usual is taken when it covers at least so many symbols less


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
    rank: float


def _seats(name: Name) -> list[tuple[float, float]]:
    """Middles of the text, the best first: above as on screen, then below, right and left of the place."""
    if not name.lift:
        return [(name.x, name.y)]
    aside = name.lift * 0.6 + name.width / 2
    return [
        (name.x, name.y + name.lift),
        (name.x, name.y - name.lift),
        (name.x + aside, name.y),
        (name.x - aside, name.y),
    ]


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
    for n in sorted(range(len(names)), key=lambda n: (names[n].rank, n), reverse=True):
        name = names[n]
        boxes = [Box(x - name.width / 2, y - name.height / 2, name.width, name.height) for x, y in _seats(name)]
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
