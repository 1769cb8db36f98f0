"""Where names stand along a line: in its middle, and between as one zooms in, turned as the line runs there."""

from math import atan2, degrees, hypot, inf, log2
from typing import Final, NamedTuple

import numpy as np
import shapely
from shapely import LineString
from shapely.ops import substring

from layers.camera import lonlat, mercator

APART_PX: Final = 520  # about so far names of one line stand from each other, at every zoom
DEEPEST: Final = 10.8  # the zoom at which the last are to be read
_FITS: Final = 1.3  # a line this much longer than its name bears it
_BEND: Final = 0.12, 0.3  # of a name's width: how far a line bows under it where it lies well, and at the most
_SPAN: Final = 0.6  # of its width: how far the ends of the line under it are apart at least
_ASIDE: Final = (0.0, 0.4, -0.4, 0.8, -0.8, 1.3, -1.3, 2.0, -2.0)  # of its width: where else it is tried, if need be
_WIDE, _NARROW = 1.0, 0.56  # of its size: a Chinese character, a Latin one


class Spot(NamedTuple):
    """A place for a name: degrees; turned by degrees counter-clockwise from level; from which zoom on it is read."""

    lon: float
    lat: float
    angle: float
    zoom: float


def width(text: str, size: int) -> float:
    """Return about how wide a name is, px."""
    return sum(_WIDE if ord(char) >= 0x2E80 else _NARROW for char in text) * size


def spots(line: LineString, wide: float, first: float, *, turned: bool = True) -> list[Spot]:
    """Return where a line bears its name, the most important first.

    Args:
        line: EPSG:4326.
        wide: of the name, px.
        first: the zoom from which on it is to be read at all.
        turned: whether names follow the line; else they stand level, as numbers of roads do.
    """
    flat = LineString([mercator(lon, lat) for lon, lat in shapely.get_coordinates(line)])  # px at zoom 0
    found: list[Spot] = []
    level = 0
    while (
        level < 16
        and (zoom := max(first, log2((APART_PX * 2**level if level else wide * _FITS) / flat.length))) <= DEEPEST
    ):
        for n in range(2**level):
            spot = _spot(flat, (2 * n + 1) / 2 ** (level + 1) * flat.length, wide / 2**zoom, turned)
            found += [Spot(*lonlat(spot[0], spot[1]), spot[2], round(zoom, 2))] if spot else []
        level += 1
    return found


def _spot(flat: LineString, at: float, wide: float, turned: bool) -> tuple[float, float, float] | None:
    """Middle and angle of a name near ``at`` along a line (px at zoom 0); None where it bends too much everywhere."""
    if not turned:
        point = flat.interpolate(at)
        return point.x, point.y, 0.0
    best, least = None, _BEND[1]
    for aside in _ASIDE:
        middle = min(max(at + aside * wide, wide / 2), flat.length - wide / 2)
        part = shapely.get_coordinates(substring(flat, middle - wide / 2, middle + wide / 2))
        (left, low), (right, high) = part[0], part[-1]
        length = hypot(right - left, high - low)
        across = (right - left) * (part[:, 1] - low) - (high - low) * (part[:, 0] - left)
        bow = float(np.ptp(across)) / length / wide if length > _SPAN * wide else inf
        if bow < least:
            at_middle = flat.interpolate(middle)  # on the line however far one zooms
            best, least = (
                (at_middle.x, at_middle.y, round((degrees(atan2(high - low, right - left)) + 90) % 180 - 90, 1)),
                bow,
            )
        if least < _BEND[0]:
            break
    return best
