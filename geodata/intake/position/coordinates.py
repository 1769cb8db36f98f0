"""The numbers of a file that say where its rows lie: one pair for each row, whatever they are in."""

from typing import Final, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geodata.intake.position.conversions import Numbers

EAST: Final = (73.0, 136.0)  # longitudes of China (degrees)
NORTH: Final = (3.0, 54.0)  # latitudes
_MOSTLY: Final = 0.5


class Coordinates(NamedTuple):
    """Of each row: x, y (nan without), and which rows have both; programs write nought and nought for blanks."""

    x: Numbers
    y: Numbers
    usable: NDArray[np.bool_]

    @property
    def degrees(self) -> bool:
        """Whether they are degrees, in whatever order."""
        x, y = self.x[self.usable], self.y[self.usable]
        return bool(x.size) and float(((np.abs(x) <= 180) & (np.abs(y) <= 180)).mean()) > _MOSTLY


def coordinates(rows: pd.DataFrame, geometry: gpd.GeoSeries | None = None) -> Coordinates:
    """Return the numbers of each row: of its geometry (a point of it, for lines and areas), else of its columns.

    Args:
        rows: x, y.
        geometry: on the index of ``rows``; None where the file has none.
    """
    if geometry is not None:
        shapes = geometry.to_numpy()
        points = np.where(shapely.get_type_id(shapes) == 0, shapes, shapely.point_on_surface(shapes))
        x, y = shapely.get_x(points), shapely.get_y(points)
    else:
        x, y = (pd.to_numeric(rows[column], errors="coerce").to_numpy(float) for column in ("x", "y"))
    usable = np.isfinite(x) & np.isfinite(y) & ~((x == 0) & (y == 0))
    return Coordinates(x, y, usable)


def turned(x: Numbers, y: Numbers) -> NDArray[np.bool_]:
    """Return which pairs of degrees are latitude and longitude: they are in China only the other way round."""
    with np.errstate(invalid="ignore"):
        return (x >= NORTH[0]) & (x <= NORTH[1]) & (y >= EAST[0]) & (y <= EAST[1])


def in_china(lon: Numbers, lat: Numbers) -> NDArray[np.bool_]:
    """Return which points (degrees) lie in the box around China; nan does not."""
    with np.errstate(invalid="ignore"):
        return (lon >= EAST[0]) & (lon <= EAST[1]) & (lat >= NORTH[0]) & (lat <= NORTH[1])
