"""Lengths, areas and distances, all in one named projected system, never in degrees.

Albers equal-area on WGS84, centred on the region: areas are exact by construction; lengths are within
0.3 % everywhere in Sichuan and Chongqing (97–110.5°E, 26–34.5°N), which a test checks on geodesics.
"""

from typing import Final

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray
from pyproj import CRS

WGS84: Final = CRS.from_epsg(4326)
ALBERS: Final = CRS.from_proj4("+proj=aea +lat_1=27.5 +lat_2=33 +lat_0=30.5 +lon_0=105.5 +datum=WGS84 +units=m")


def area_km2(shapes: gpd.GeoSeries) -> NDArray[np.float64]:
    """Return the area of each polygon (any CRS) in km²."""
    return shapes.to_crs(ALBERS).area.to_numpy() / 1e6


def length_km(lines: gpd.GeoSeries) -> NDArray[np.float64]:
    """Return the length of each line (any CRS) in km."""
    return lines.to_crs(ALBERS).length.to_numpy() / 1e3
