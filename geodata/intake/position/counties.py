"""In which county each of many points lies: a grid answers for most of them, the counties' lines for the rest."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

STEP: Final = 0.05  # degrees; about three quarters of the region are squares that lie in one county
OUTSIDE: Final = -1


@dataclass(frozen=True, eq=False)
class Finder:
    """Counties and the grid over them.

    Attributes:
        shapes: the polygons of the counties (degrees).
        boxes: of each: west, south, east, north.
        corner: south-west corner of the grid (degrees).
        squares: [row, column] → number of the county a square lies in as a whole; OUTSIDE: ask the polygons.
    """

    shapes: NDArray[np.object_]
    boxes: NDArray[np.float64]
    corner: tuple[float, float]
    squares: NDArray[np.int16]

    def find(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.int16]:
        """Return the number of the county each point (degrees, WGS84) lies in; OUTSIDE where in none, or nan."""
        result = np.full(len(lon), OUTSIDE, dtype=np.int16)
        rows, columns = self.squares.shape
        with np.errstate(invalid="ignore"):
            column, row = (lon - self.corner[0]) / STEP, (lat - self.corner[1]) / STEP
            within = np.flatnonzero((column >= 0) & (column < columns) & (row >= 0) & (row < rows))
        result[within] = self.squares[row[within].astype(int), column[within].astype(int)]
        open_ = within[result[within] == OUTSIDE]
        x, y = lon[open_], lat[open_]
        for number, (west, south, east, north) in enumerate(self.boxes):
            near = np.flatnonzero((x >= west) & (x <= east) & (y >= south) & (y <= north))
            if near.size:
                held = near[shapely.intersects_xy(self.shapes[number], x[near], y[near])]
                result[open_[held]] = number
        return result


def finder(shapes: NDArray[np.object_]) -> Finder:
    """Return what finds points in these polygons (degrees), which do not overlap."""
    boxes = shapely.bounds(shapes)
    west, south = boxes[:, :2].min(axis=0)
    east, north = boxes[:, 2:].max(axis=0)
    columns, rows = int((east - west) // STEP) + 1, int((north - south) // STEP) + 1
    x, y = np.meshgrid(west + STEP * np.arange(columns), south + STEP * np.arange(rows))
    tree = shapely.STRtree(shapely.box(x.ravel(), y.ravel(), x.ravel() + STEP, y.ravel() + STEP))
    number, square = tree.query(shapes, predicate="contains")
    squares = np.full(rows * columns, OUTSIDE, dtype=np.int16)
    squares[square] = number
    shapely.prepare(shapes)
    return Finder(shapes, boxes, (float(west), float(south)), squares.reshape(rows, columns))
