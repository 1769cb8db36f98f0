"""MapLayer: what any renderer needs to draw one layer, and nothing about how it does it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

import geopandas as gpd

from geodata.basemap.basemap import Basemap
from geodata.measure import WGS84
from geodata.text import Text
from layers.camera import Frame, View

Bounds = tuple[float, float, float, float]  # west, south, east, north in degrees
Color = tuple[int, int, int, int]  # red, green, blue, alpha, each 0–255
Shape = Literal["polygon", "line", "point", "label", "ground"]  # ground: a basemap
# What a renderer may have to know of a layer: the border is left free by names, of what is picked there is one title,
# what only a screen needs is not printed, names of the ground are the same under every answer.
Role = Literal["plain", "border", "picked", "screen", "ground"]


@dataclass(frozen=True)
class LegendEntry:
    """One line of the legend: what a colour, line or symbol means."""

    label: Text
    color: Color
    mark: Literal["fill", "line", "dash", "icon", "title"]
    icon: str = ""
    width: float = 2.0


class Tiles(NamedTuple):
    """Shapes in square tiles of Web Mercator, each zoom in its own detail.

    ``address`` has {z}, {x} and {y}; there are tiles from zoom ``least`` to ``most`` inside ``bounds`` (west, south,
    east, north, degrees), each about ``px`` wide on screen. Their lines carry color and width.
    """

    address: str
    least: int
    most: int
    bounds: tuple[float, ...]
    px: int = 4_096  # one holds everything where the whole circle is seen


@dataclass(frozen=True, eq=False)
class MapLayer:
    """One layer, ready to be drawn.

    ``features`` is in EPSG:4326 and holds ``id``, ``tip_zh``, ``tip_en`` (plain text, never markup) and, where
    features differ, the style columns of its shape (of names also ``zoom``, from which on each is read, and
    ``angle``, by which it is turned counter-clockwise, in degrees); ``color``, ``width``, ``size`` hold for the rest.
    A layer that no filter changes has an ``address``, from which a browser fetches its geometry once (``drawn``);
    ``only`` then names the ids to show out of it (None: all). ``id`` is stable: selections are matched by layer id
    and feature id. The id of a layer of rows begins with their dataset's (``series``). Where a layer has ``tiles``,
    these hold it in the detail of each zoom; lines one after the other may share them. A layer of more features than
    can be drawn one by one has tiles and no address: it is drawn by them on screens, elsewhere by the layers that
    ``closer`` returns for a piece of the ground at a zoom (renderers/settled.py).

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
    # Labels: where two would meet the higher stays, of equals the larger, then the one drawn last. Names of the ground
    # below 0 give way to all that travel with a scene.
    rank: int = 0
    pickable: bool = False
    only: frozenset[str] | None = None
    address: str = ""
    tiles: Tiles | None = None
    closer: "Callable[[Bounds, float], list[MapLayer]] | None" = None
    legend: tuple[LegendEntry, ...] = ()
    role: Role = "plain"
    opacity: float = 1.0  # polygons: how much of them is seen over a basemap, as a part of their colours' own
    ground: Basemap | None = None  # of a layer of that shape, which has no features

    @property
    def dataset(self) -> str:
        """The dataset whose rows the features are, or what is drawn in place of one."""
        return dataset_of(self.id)

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


_PART: Final = "-"  # between a dataset's id and what tells its layers apart
ASIDE: Final = "aside"  # the part that is not what was asked for


def series(dataset: str, part: object) -> str:
    """Return the id of one of the layers of a dataset."""
    return f"{dataset}{_PART}{part}"


def dataset_of(layer: str) -> str:
    """Return the dataset of a layer's id."""
    return layer.partition(_PART)[0]


def whole(layer: str) -> str:
    """Return a layer's id without what tells it from others of its kind: their rows belong together."""
    head, _, part = layer.rpartition(_PART)
    return head if part.isdecimal() or part == ASIDE else layer


def rgba(color: str, alpha: int = 255) -> Color:
    """Return "#rrggbb" as a Color."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16), alpha


def faded(color: Color, opacity: float) -> Color:
    """Return a colour of which only a part (0–1) is seen."""
    return *color[:3], round(color[3] * opacity)


def css(color: Color) -> str:
    """Return a Color as CSS text."""
    return f"rgba({color[0]},{color[1]},{color[2]},{color[3] / 255:.3g})"


@dataclass(frozen=True)
class Drawing:
    """Everything a renderer needs: layers from the bottom up, the camera, and the room it was chosen for."""

    layers: tuple[MapLayer, ...]
    view: View
    frame: Frame
