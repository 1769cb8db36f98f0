"""Points that share one place are laid out around it, so that each can be seen and clicked."""

from math import pi, sqrt
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

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
