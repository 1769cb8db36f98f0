"""MapLayer: what any renderer needs to draw one layer, and nothing about how it does it."""

from dataclasses import dataclass
from math import asinh, atan, degrees, log2, pi, radians, sinh, tan
from typing import Final, Literal, NamedTuple

import geopandas as gpd

from geodata.measure import WGS84
from geodata.text import Text

Color = tuple[int, int, int, int]  # red, green, blue, alpha, each 0–255
Shape = Literal["polygon", "line", "point", "label"]

TILE: Final = 512  # px of the world at zoom 0, the convention of deck.gl
EARTH_METRES: Final = 40_030_000.0  # around the equator, as deck.gl has it

# Columns of ``features`` that renderers read, by shape; all carry id, tip_zh and tip_en too (labels: only text).
STYLE_COLUMNS: Final[dict[str, frozenset[str]]] = {
    "polygon": frozenset({"color"}),
    "line": frozenset({"color", "width", "dash"}),
    "point": frozenset({"icon", "dx", "dy"}),
    "label": frozenset({"text_zh", "text_en"}),
}


@dataclass(frozen=True)
class LegendEntry:
    """One line of the legend: what a colour, line or symbol means."""

    label: Text
    color: Color
    mark: Literal["fill", "line", "dash", "icon", "title"]
    icon: str = ""
    width: float = 2.0


@dataclass(frozen=True, eq=False)
class MapLayer:
    """One layer, ready to be drawn.

    ``features`` is in EPSG:4326 and holds ``id``, ``tip_zh``, ``tip_en`` (plain text, never markup) and, where
    features differ, the style columns of its shape; ``color``, ``width`` and ``size`` hold for the rest.
    A layer that no filter changes has an ``address``, from which a browser fetches its geometry once (``drawn``);
    ``only`` then names the ids to show out of it (None: all). ``id`` is stable: selections are matched by layer id
    and feature id.

    Raises:
        ValueError: on construction, when the features are not in EPSG:4326 or a needed column is missing.
    """

    id: str
    shape: Shape
    features: gpd.GeoDataFrame
    color: Color = (0, 0, 0, 255)
    width: float = 1.0  # px, lines
    metres: float = 0  # lines that grow with the map: their width on the ground, at most ``width`` px
    casing: float = 0  # px, the white line below a line that is picked by clicking; 0: a little wider than the line
    size: int = 14  # px, points and labels
    lift: int = 0  # px a label stands above its place, clear of the symbols there
    rank: int = 0  # labels: where two would meet the higher stays, of equals the larger, then the one drawn last
    pickable: bool = False
    only: frozenset[str] | None = None
    address: str = ""
    legend: tuple[LegendEntry, ...] = ()

    def __post_init__(self) -> None:
        """Refuse early what no renderer could draw."""
        if self.features.crs != WGS84:
            raise ValueError(f"layer {self.id}: features must be in EPSG:4326, not {self.features.crs}")
        needed = {"text_zh", "text_en"} if self.shape == "label" else {"id"}
        if self.shape == "point":
            needed = needed | {"icon", "dx", "dy"}
        if self.pickable:
            needed = needed | {"id", "tip_zh", "tip_en"}
        missing = needed - set(self.features.columns)
        if missing:
            raise ValueError(f"layer {self.id}: features lack {sorted(missing)}")


@dataclass(frozen=True)
class View:
    """The camera: centre in degrees and web-map zoom (0 = the world in 512 px)."""

    lon: float
    lat: float
    zoom: float


class Frame(NamedTuple):
    """How much room a map has on screen, in px; ``left`` and ``right`` are the parts of its width under panels."""

    width: int
    height: int
    left: int = 0
    right: int = 0

    @property
    def seen(self) -> int:
        """The width that is free."""
        return self.width - self.left - self.right


def view_of(bounds: tuple[float, float, float, float], frame: Frame) -> View:
    """Return the camera that fits ``bounds`` (west, south, east, north, degrees) into what is seen of a frame.

    Web Mercator on 512-px tiles, the convention of deck.gl; a tenth of the frame stays free around the bounds.
    """
    west, south, east, north = bounds
    top, bottom = (asinh(tan(radians(lat))) / (2 * pi) for lat in (north, south))
    spread_x, spread_y = max((east - west) / 360, 1e-6), max(top - bottom, 1e-6)
    zoom = min(log2(0.9 * frame.seen / 512 / spread_x), log2(0.9 * frame.height / 512 / spread_y))
    zoom = round(min(max(zoom, 4.0), 12.0), 3)
    middle = degrees(atan(sinh((top + bottom) * pi)))
    aside = (frame.right - frame.left) / 2 * 360 / (512 * 2**zoom)
    return View(lon=(west + east) / 2 + aside, lat=middle, zoom=zoom)


def mercator(lon: float, lat: float) -> tuple[float, float]:
    """Return where a place (degrees) is in the world of Web Mercator at zoom 0, in px right and up of its middle."""
    return lon / 360 * TILE, asinh(tan(radians(lat))) / (2 * pi) * TILE


def pixels(view: View, lon: float, lat: float) -> tuple[float, float]:
    """Return how many px a place (degrees) is to the right of the middle of a view, and below it."""
    (x, y), (middle_x, middle_y) = mercator(lon, lat), mercator(view.lon, view.lat)
    return (x - middle_x) * 2**view.zoom, (middle_y - y) * 2**view.zoom


def rgba(color: str, alpha: int = 255) -> Color:
    """Return "#rrggbb" as a Color."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16), alpha


def css(color: Color) -> str:
    """Return a Color as CSS text."""
    return f"rgba({color[0]},{color[1]},{color[2]},{color[3] / 255:.3g})"
