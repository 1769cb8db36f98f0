"""Square tiles of Web Mercator (EPSG:3857): which of them cover a piece of ground, and at which zoom."""

from collections.abc import Iterator
from math import asinh, atan, ceil, degrees, floor, log2, pi, radians, sinh, tan
from typing import Final, NamedTuple

TILE: Final = 256  # px of a tile's side
HALF_METRES: Final = 20_037_508.342789244  # from the middle of the plane to its edge
REGION: Final = (90.0, 20.0, 118.0, 40.0)  # west, south, east, north (degrees): what any reader may ask for


class Tile(NamedTuple):
    """One tile: zoom, column from the west, row from the north."""

    z: int
    x: int
    y: int

    @property
    def box(self) -> "Box":
        """What of the plane it covers."""
        size = 1 / 2**self.z
        return Box(self.x * size, self.y * size, (self.x + 1) * size, (self.y + 1) * size)


class Box(NamedTuple):
    """A piece of the plane, as parts of its side counted from the north-west corner (0–1): left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def metres(self) -> tuple[float, float, float, float]:
        """West, south, east, north in metres (EPSG:3857)."""
        side = 2 * HALF_METRES
        west, east = self.left * side - HALF_METRES, self.right * side - HALF_METRES
        return west, HALF_METRES - self.bottom * side, east, HALF_METRES - self.top * side

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top


def spot(lon: float, lat: float) -> tuple[float, float]:
    """Return where a place (degrees) lies in the plane, right and down of its north-west corner (0–1)."""
    return lon / 360 + 0.5, 0.5 - asinh(tan(radians(lat))) / (2 * pi)


def place(x: float, y: float) -> tuple[float, float]:
    """Return longitude and latitude (degrees) of a spot in the plane; ``spot`` turned around."""
    return (x - 0.5) * 360, degrees(atan(sinh((0.5 - y) * 2 * pi)))


def of_degrees(west: float, south: float, east: float, north: float) -> Box:
    """Return a piece of ground (degrees) in the plane."""
    (left, top), (right, bottom) = spot(west, north), spot(east, south)
    return Box(left, top, right, bottom)


def of_metres(west: float, south: float, east: float, north: float) -> Box:
    """Return a piece of ground (metres, EPSG:3857) in the plane."""
    side = 2 * HALF_METRES
    left, right = (west + HALF_METRES) / side, (east + HALF_METRES) / side
    return Box(left, (HALF_METRES - north) / side, right, (HALF_METRES - south) / side)


_REGION: Final = of_degrees(*REGION)


def in_region(tile: Tile) -> bool:
    """Return whether a tile shows anything of the region."""
    box = tile.box
    across = box.left < _REGION.right and box.right > _REGION.left
    return across and box.top < _REGION.bottom and box.bottom > _REGION.top


def covering(box: Box, zoom: int) -> Iterator[Tile]:
    """Yield the tiles of a zoom that show anything of a box and of the region, row by row."""
    count = 2**zoom
    for y in range(max(0, floor(box.top * count)), min(count, ceil(box.bottom * count))):
        for x in range(max(0, floor(box.left * count)), min(count, ceil(box.right * count))):
            if in_region(tile := Tile(zoom, x, y)):
                yield tile


def best_zoom(box: Box, width: int, least: int, most: int, room: int) -> int | None:
    """Return the zoom whose tiles come nearest to a box, or None where even the coarsest are too many.

    Args:
        box: what is drawn.
        width: px.
        least, most: the zooms there are.
        room: at most so many tiles may be needed; a coarser zoom is taken where it would be more.
    """
    zoom = min(max(round(log2(width / TILE / box.width)), least), most)
    while zoom > least and _needed(box, zoom) > room:
        zoom -= 1
    return zoom if _needed(box, zoom) <= room else None


def _needed(box: Box, zoom: int) -> float:
    """About how many tiles a box takes."""
    return (box.width * 2**zoom + 1) * (box.height * 2**zoom + 1)
