"""Points that share one place are laid out around it, so that each can be seen and clicked."""

from collections.abc import Iterable
from itertools import groupby
from math import pi, sqrt
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

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


GOLDEN_ANGLE: Final = pi * (3 - sqrt(5))  # Vogel 1979: seeds at this angle fill a disc evenly


def offsets(x: "pd.Series[float]", y: "pd.Series[float]", spacing: float) -> NDArray[np.float64]:
    """Return a shift in px for each point; a point alone at its place is not shifted.

    Args:
        x, y: coordinates of the points; points with equal coordinates share a place.
        spacing: px between neighbours.

    Returns:
        Shape (points, 2): right and down, in the order of the points. The first of a place stays in the middle.
    """
    rank = pd.DataFrame({"x": x, "y": y}).groupby(["x", "y"]).cumcount().to_numpy()
    reach = spacing * np.sqrt(rank)
    angle = rank * GOLDEN_ANGLE
    return np.round(np.column_stack([reach * np.cos(angle), reach * np.sin(angle)]), 1)


def shared(x: "pd.Series[float]", y: "pd.Series[float]") -> "pd.Series[int]":
    """Return how many points stand at each point's place, itself included."""
    frame = pd.DataFrame({"x": x, "y": y})
    return frame.groupby(["x", "y"])["x"].transform("size")
