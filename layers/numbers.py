"""Numbers of places on a map: those that would cover each other are told together."""

from collections.abc import Iterable
from itertools import groupby
from typing import Final

NEAR_PX: Final = (30, 22)  # numbers nearer to each other than this, right and down, would cover each other

Spot = tuple[float, float]  # px to the right and down


def close(one: Spot, other: Spot, within: tuple[int, int] = NEAR_PX) -> bool:
    """Return whether two places are less than so many px from each other, to the right and down alike."""
    return abs(one[0] - other[0]) < within[0] and abs(one[1] - other[1]) < within[1]


def gathered(places: Iterable[Spot]) -> dict[Spot, list[int]]:
    """Return which places, counted from 0, are told together, by where the first of them is."""
    groups: dict[Spot, list[int]] = {}
    for n, place in enumerate(places):
        groups.setdefault(next((first for first in groups if close(first, place)), place), []).append(n)
    return groups


def told(numbers: Iterable[int]) -> str:
    """Return rising numbers as text, those in a row as one range: 1–3·7."""
    runs = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    ends = [[number for _, number in run] for _, run in runs]
    return "·".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in ends)
