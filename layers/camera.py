"""The camera and all of Web Mercator: the room a map has, the view that fits into it, px of a place."""

from collections.abc import Iterable
from math import asinh, atan, degrees, log2, pi, radians, sinh, tan
from typing import Final, NamedTuple


class Frame(NamedTuple):
    """How much room a map has on screen, in px; the sides say how much of it lies under panels, words and legend."""

    width: int
    height: int
    left: int = 0
    right: int = 0
    top: int = 0
    bottom: int = 0

    @property
    def seen(self) -> int:
        """The width that is free."""
        return self.width - self.left - self.right

    @property
    def high(self) -> int:
        """The height that is free."""
        return self.height - self.top - self.bottom

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of what is free, in px right and down of the middle of the frame."""
        return (self.left - self.right) / 2, (self.top - self.bottom) / 2


DESKTOP: Final = Frame(1050, 740)  # what is left for the map beside the controls on a common screen
PHONE: Final = Frame(370, 460)
LENGTHS_KM: Final = (1, 2, 5, 10, 20, 50, 100, 200)


class View(NamedTuple):
    """The camera: centre in degrees and web-map zoom (0 = the world in 512 px)."""

    lon: float
    lat: float
    zoom: float


def place(view: View, right: float, down: float) -> tuple[float, float]:
    """Return longitude and latitude of what is ``right`` and ``down`` px from the middle of a view (Web Mercator)."""
    world = 512 * 2**view.zoom
    middle = asinh(tan(radians(view.lat))) / (2 * pi)
    return view.lon + right * 360 / world, degrees(atan(sinh((middle - down / world) * 2 * pi)))


def round_length(room: float) -> int:
    """Return the longest round length (km) that is no longer than ``room`` (km); at least the shortest."""
    return max((km for km in LENGTHS_KM if km <= room), default=LENGTHS_KM[0])


TILE: Final = 512  # px of the world at zoom 0, the convention of deck.gl
EARTH_METRES: Final = 40_030_000.0  # around the equator, as deck.gl has it


def view_of(bounds: tuple[float, float, float, float], frame: Frame) -> View:
    """Return the camera that fits ``bounds`` (west, south, east, north, degrees) into what is seen of a frame.

    Web Mercator on 512-px tiles, the convention of deck.gl; a tenth of what is free stays free around the bounds.
    """
    west, south, east, north = bounds
    top, bottom = (asinh(tan(radians(lat))) / (2 * pi) for lat in (north, south))
    spread_x, spread_y = max((east - west) / 360, 1e-6), max(top - bottom, 1e-6)
    zoom = min(log2(0.9 * frame.seen / 512 / spread_x), log2(0.9 * frame.high / 512 / spread_y))
    zoom = round(min(max(zoom, 4.0), 12.0), 3)
    return at(View((west + east) / 2, degrees(atan(sinh((top + bottom) * pi))), zoom), frame)


def at(view: View, frame: Frame) -> View:
    """Return the view that has the middle of ``view`` in the middle of what is free of a frame."""
    right, down = frame.middle
    lon, lat = place(view, -right, -down)
    return View(lon, lat, view.zoom)


def clear(view: View, frame: Frame, lon: float, lat: float) -> bool:
    """Return whether a place (degrees) is seen in a view, and lies under nothing at the sides of a frame."""
    x, y = pixels(view, lon, lat)
    right, down = frame.middle
    return abs(x - right) <= frame.seen / 2 and abs(y - down) <= frame.high / 2


def mercator(lon: float, lat: float) -> tuple[float, float]:
    """Return where a place (degrees) is in the world of Web Mercator at zoom 0, in px right and up of its middle."""
    return lon / 360 * TILE, asinh(tan(radians(lat))) / (2 * pi) * TILE


def lonlat(x: float, y: float) -> tuple[float, float]:
    """Return the place (degrees) at a point of the world of Web Mercator at zoom 0; the reverse of ``mercator``."""
    return x / TILE * 360, degrees(atan(sinh(y / TILE * 2 * pi)))


def pixels(view: View, lon: float, lat: float) -> tuple[float, float]:
    """Return how many px a place (degrees) is to the right of the middle of a view, and below it."""
    (x, y), (middle_x, middle_y) = mercator(lon, lat), mercator(view.lon, view.lat)
    return (x - middle_x) * 2**view.zoom, (middle_y - y) * 2**view.zoom


def tiles_of(bounds: Iterable[float], zoom: int) -> list[tuple[int, int]]:
    """Return column and row of each tile of a zoom that ``bounds`` (west, south, east, north, degrees) reach into."""
    west, south, east, north = bounds
    (left, top), (right, bottom) = _tile(west, north, zoom), _tile(east, south, zoom)
    return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]


def _tile(lon: float, lat: float, zoom: int) -> tuple[int, int]:
    x, y = mercator(lon, lat)
    return int((x / TILE + 0.5) * 2**zoom), int((0.5 - y / TILE) * 2**zoom)


def tile_bounds(zoom: int, x: int, y: int) -> tuple[float, float, float, float]:
    """Return west, south, east and north of a tile (degrees)."""
    sides = [360 * edge / 2**zoom - 180 for edge in (x, x + 1)]
    ends = [degrees(atan(sinh(pi * (1 - 2 * edge / 2**zoom)))) for edge in (y + 1, y)]
    return sides[0], ends[0], sides[1], ends[1]
