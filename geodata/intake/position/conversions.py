"""Coordinate systems of files to WGS84: the two that Chinese maps are shifted by, and all that PROJ knows.

GCJ-02 and BD-09 have no published definition. The formulas are those that were found by others and that everybody uses:
as in github.com/googollee/eviltransform (MIT, GCJ-02) and github.com/Artoria2e5/PRCoords (CC0, both), and in Wikipedia,
"Restrictions on geographic data in China". Only the way from WGS84 is given by a formula; the way back is found by
repeating it, and comes back to within millimetres.
"""

from collections.abc import Callable
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pyproj import CRS, Transformer

Numbers = NDArray[np.float64]
Pair = tuple[Numbers, Numbers]

GCJ02: Final = "GCJ-02"
BD09: Final = "BD-09"
WGS84: Final = "EPSG:4326"
CGCS2000: Final = "EPSG:4490"  # within centimetres of WGS84: taken as it is
DEGREES: Final = (WGS84, GCJ02, BD09)  # what degrees may be where nothing is declared

# Krasovsky 1940, which GCJ-02 is reckoned on.
_AXIS: Final = 6_378_245.0
_FLAT: Final = 0.006_693_421_622_965_943  # squared eccentricity
_CHINA: Final = (72.004, 0.8293, 137.8347, 55.8271)  # where GCJ-02 shifts: west, south, east, north
_TURN: Final = np.pi * 3000.0 / 180.0
_REPEATS: Final = 5  # each makes the error some thousand times smaller


def _waves(value: Numbers, parts: tuple[tuple[float, float], ...]) -> Numbers:
    """A sum of sines of a degree: (height, times π) each."""
    return np.asarray(sum(height * np.sin(value * np.pi * often) for height, often in parts)) * 2.0 / 3.0


def _gcj02_shift(lon: Numbers, lat: Numbers) -> Pair:
    """By how many degrees GCJ-02 moves a place of WGS84 to the east and north; nothing outside China's box."""
    x, y = lon - 105.0, lat - 35.0
    ripple = _waves(x, ((20.0, 6.0), (20.0, 2.0)))
    root = np.sqrt(np.abs(x))
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + ripple
    north += _waves(y, ((20.0, 1.0), (40.0, 1 / 3), (160.0, 1 / 12), (320.0, 1 / 30)))
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + ripple
    east += _waves(x, ((20.0, 1.0), (40.0, 1 / 3), (150.0, 1 / 12), (300.0, 1 / 30)))
    radians = np.radians(lat)
    bulge = 1.0 - _FLAT * np.sin(radians) ** 2
    west, south, far_east, far_north = _CHINA
    inside = (lon >= west) & (lon <= far_east) & (lat >= south) & (lat <= far_north)
    east = np.degrees(east / (_AXIS / np.sqrt(bulge) * np.cos(radians)))
    north = np.degrees(north / (_AXIS * (1.0 - _FLAT) / (bulge * np.sqrt(bulge))))
    return np.where(inside, east, 0.0), np.where(inside, north, 0.0)


def wgs84_to_gcj02(lon: Numbers, lat: Numbers) -> Pair:
    """Return longitudes and latitudes (degrees) in GCJ-02, as AMap, Tencent and Google show China."""
    east, north = _gcj02_shift(lon, lat)
    return lon + east, lat + north


def gcj02_to_bd09(lon: Numbers, lat: Numbers) -> Pair:
    """Return longitudes and latitudes (degrees) of GCJ-02 in BD-09, as Baidu shows China."""
    far = np.hypot(lon, lat) + 0.00002 * np.sin(lat * _TURN)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * _TURN)
    return far * np.cos(angle) + 0.0065, far * np.sin(angle) + 0.006


def _back(forth: Callable[[Numbers, Numbers], Pair], lon: Numbers, lat: Numbers) -> Pair:
    """The place that ``forth`` leads to (lon, lat): start there, and take away what it is off by, again and again."""
    x, y = lon, lat
    for _ in range(_REPEATS):
        there_x, there_y = forth(x, y)
        x, y = x + (lon - there_x), y + (lat - there_y)
    return x, y


def gcj02_to_wgs84(lon: Numbers, lat: Numbers) -> Pair:
    """Return longitudes and latitudes (degrees) of GCJ-02 in WGS84."""
    return _back(wgs84_to_gcj02, lon, lat)


def bd09_to_wgs84(lon: Numbers, lat: Numbers) -> Pair:
    """Return longitudes and latitudes (degrees) of BD-09 in WGS84."""
    return gcj02_to_wgs84(*_back(gcj02_to_bd09, lon, lat))


def wgs84_to_bd09(lon: Numbers, lat: Numbers) -> Pair:
    """Return longitudes and latitudes (degrees) in BD-09."""
    return gcj02_to_bd09(*wgs84_to_gcj02(lon, lat))


@cache
def _transformer(crs: str) -> Transformer:
    return Transformer.from_crs(CRS.from_user_input(crs), WGS84, always_xy=True)


def to_wgs84(crs: str, x: Numbers, y: Numbers) -> Pair:
    """Return longitudes and latitudes (degrees, WGS84) of coordinates in any system.

    Args:
        crs: a reading's (``model.Reading``): "GCJ-02", "BD-09", or whatever PROJ takes.
        x, y: longitude and latitude, or easting and northing; nan stays nan.

    Returns:
        Two arrays of the same shape; nan where PROJ has no answer.
    """
    if crs in (WGS84, CGCS2000):
        return x, y
    if crs == GCJ02:
        return gcj02_to_wgs84(x, y)
    if crs == BD09:
        return bd09_to_wgs84(x, y)
    lon, lat = _transformer(crs).transform(x, y)
    fine = np.isfinite(lon) & np.isfinite(lat)
    return np.where(fine, lon, np.nan), np.where(fine, lat, np.nan)
