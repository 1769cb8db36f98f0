"""Many points, in the order of tiles: how many stand in each cell of a tile, or which, in milliseconds.

Each point has a number whose bits are those of its column and its row in turn (Morton 1966). Points sorted by it lie
together in any tile of any zoom, so that a tile is a slice and its cells are runs of it.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

DEPTH: Final = 24  # zoom of the tiles by which points are sorted: 2.4 m at the equator
LATITUDE: Final = 85.0511  # where the plane of Web Mercator ends
_STEPS: Final = (  # how bits are drawn apart so that those of another number fit between them
    (16, 0x0000FFFF0000FFFF),
    (8, 0x00FF00FF00FF00FF),
    (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333),
    (1, 0x5555555555555555),
)
_LAST: Final = 0x00000000FFFFFFFF


class Cells(NamedTuple):
    """The cells of a zoom that hold points: column, row and number of points of each."""

    x: NDArray[np.int64]
    y: NDArray[np.int64]
    rows: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Crowd:
    """Points in the order of tiles.

    Attributes:
        codes: their numbers, rising.
        rows: which point each is, counted from 0.
    """

    codes: NDArray[np.uint64]
    rows: NDArray[np.int64]

    def kept(self, keep: NDArray[np.bool_]) -> "Crowd":
        """Return the points to keep (one truth value a point)."""
        mine = keep[self.rows]
        return Crowd(self.codes[mine], self.rows[mine])

    def within(self, zoom: int, x: int, y: int) -> "Crowd":
        """Return the points in a tile."""
        first = int(_code(np.array([x]), np.array([y]))[0]) << 2 * (DEPTH - zoom)
        last = first + (1 << 2 * (DEPTH - zoom)) - 1
        low = np.searchsorted(self.codes, np.uint64(first), "left")
        high = np.searchsorted(self.codes, np.uint64(last), "right")
        return Crowd(self.codes[low:high], self.rows[low:high])

    def cells(self, zoom: int) -> Cells:
        """Return the tiles of a zoom that hold points."""
        codes = self.codes >> np.uint64(2 * (DEPTH - zoom))
        first = np.flatnonzero(np.append(True, codes[1:] != codes[:-1])) if len(codes) else np.array([], dtype=np.int64)
        x, y = _place(codes[first])
        return Cells(x, y, np.diff(np.append(first, len(codes))))


def crowd(shapes: gpd.GeoSeries) -> Crowd:
    """Return points (EPSG:4326) in the order of tiles; without those that are missing or beyond the plane."""
    at = shapely.get_coordinates(shapes.to_numpy())
    there = np.flatnonzero(~(shapes.isna() | shapes.is_empty).to_numpy())
    inside = np.abs(at[:, 1]) < LATITUDE
    at, there = at[inside], there[inside]
    column = at[:, 0] / 360 + 0.5
    row = 0.5 - np.arcsinh(np.tan(np.radians(at[:, 1]))) / (2 * np.pi)
    x, y = ((part * 2**DEPTH).astype(np.int64).clip(0, 2**DEPTH - 1) for part in (column, row))
    codes = _code(x, y)
    order = np.argsort(codes, kind="stable")
    return Crowd(codes[order], there[order])


def _code(x: NDArray[np.int64], y: NDArray[np.int64]) -> NDArray[np.uint64]:
    return _apart(x.astype(np.uint64)) | (_apart(y.astype(np.uint64)) << np.uint64(1))


def _apart(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    for shift, mask in _STEPS:
        numbers = (numbers | (numbers << np.uint64(shift))) & np.uint64(mask)
    return numbers


def _place(codes: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    return _together(codes).astype(np.int64), _together(codes >> np.uint64(1)).astype(np.int64)


def _together(codes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The reverse of ``_apart``, of every second bit."""
    numbers = codes & np.uint64(_STEPS[-1][1])
    after = [mask for _, mask in _STEPS[-2::-1]] + [_LAST]
    for (shift, _), mask in zip(_STEPS[::-1], after, strict=True):
        numbers = (numbers | (numbers >> np.uint64(shift))) & np.uint64(mask)
    return numbers
