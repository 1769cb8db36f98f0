"""The coordinate systems that features are given in, by the addresses that name them (Part 2)."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import geopandas as gpd
import shapely

from geodata.measure import WGS84

CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_EPSG: Final = "http://www.opengis.net/def/crs/EPSG/0/"


class System(NamedTuple):
    """A system: its EPSG code, and whether its first axis is latitude."""

    epsg: int
    latitude_first: bool = False


# Between WGS 84 and CGCS2000 (4490) EPSG knows no shift: the same degrees, to about a metre.
SYSTEMS: Final[dict[str, System]] = {
    CRS84: System(4326),
    f"{_EPSG}4326": System(4326, latitude_first=True),
    f"{_EPSG}4490": System(4490, latitude_first=True),
    f"{_EPSG}3857": System(3857),
}


class Box(NamedTuple):
    """A bounding box in degrees; one that is west of its east end crosses the meridian of 180°."""

    west: float
    south: float
    east: float
    north: float


def placed(shapes: gpd.GeoSeries, name: str) -> gpd.GeoSeries:
    """Return shapes in the coordinates and the order of axes of a system.

    Args:
        shapes: in any CRS.
        name: address of the system, one of ``SYSTEMS``.

    Returns:
        The shapes on the same index, without a CRS: nobody may turn them back into degrees.
    """
    system = SYSTEMS[name]
    there = shapes.to_crs(system.epsg).to_numpy()
    if system.latitude_first:
        there = shapely.transform(there, lambda points: points[:, ::-1])
    return gpd.GeoSeries(there, index=shapes.index)


def box(corners: Sequence[float], name: str) -> Box:
    """Return a bounding box in degrees; what lies beyond the ends of the Earth is cut off.

    Args:
        corners: lower left, upper right in the coordinates and the order of axes of a system.
        name: address of the system, one of ``SYSTEMS``.

    Raises:
        ValueError: its lower end lies above its upper one.
    """
    system = SYSTEMS[name]
    west, south, east, north = corners
    if system.latitude_first:
        west, south, east, north = south, west, north, east
    ends = gpd.GeoSeries.from_xy([west, east], [south, north], crs=system.epsg).to_crs(WGS84)
    (west, east), (south, north) = ends.x.clip(-180, 180), ends.y.clip(-90, 90)
    if not south <= north:
        raise ValueError(f"{corners}")
    return Box(west, south, east, north)
