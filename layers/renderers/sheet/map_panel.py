"""The map of a sheet: MapLayers → artists on one matplotlib axes, in the projection lengths are measured in.

Albers equal-area rather than the screen's Web Mercator: Sichuan and Chongqing keep their true sizes and one scale bar
holds for the whole sheet (lengths are within 0.3 %), as printed maps of China have it.
"""

from dataclasses import dataclass
from itertools import groupby
from math import cos, log2, radians
from typing import Any, Final, NamedTuple

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.path import Path
from numpy.typing import NDArray
from pyproj import Transformer

from geodata.measure import ALBERS, WGS84
from geodata.text import Lang
from layers import palette, symbols
from layers.camera import EARTH_METRES, TILE, Frame, View
from layers.camera import place as lonlat
from layers.renderers import fonts
from layers.renderers.sheet.albers_picture import albers
from layers.renderers.sheet.artists import rgba, symbol, write
from layers.renderers.sheet.label_placement import Box, Name, place, turned
from layers.spec import MapLayer, faded

LINE_HEIGHT, AIR = 1.2, 4.0  # of a name: its height as a part of its size, px between two side by side
HALO: Final = 0.14  # white around names, as a part of their size
GRID: Final = 0.05  # pt
_TO_ALBERS: Final = Transformer.from_crs(WGS84, ALBERS, always_xy=True)
_SEAM: Final = 0.15  # pt around opaque fills: viewers leave a hair of white between neighbours
_SHARP: Final = 2.0  # px of a basemap on paper for one of the screen
_EDGES: Final = 24  # pieces an edge of the camera's rectangle is projected in


class Pixel(NamedTuple):
    """What a pixel of the screen becomes: pt on the sheet and metres on the ground."""

    points: float
    metres: float


@dataclass(frozen=True)
class Canvas:
    """Where layers are drawn: an axes in Albers metres, and what a pixel is on it."""

    axes: Axes
    pixel: Pixel
    lang: Lang
    shapes: dict[str, str]

    @property
    def extent(self) -> Box:
        """What of the ground is seen, in metres."""
        (west, east), (south, north) = self.axes.get_xlim(), self.axes.get_ylim()
        return Box(west, south, east - west, north - south)

    @property
    def middle(self) -> tuple[float, float]:
        """Longitude and latitude of the middle of the map."""
        box = self.extent
        lon, lat = _TO_ALBERS.transform(box.left + box.width / 2, box.bottom + box.height / 2, direction="INVERSE")
        return float(lon), float(lat)

    @property
    def zoom(self) -> float:
        """The zoom of a screen on which a pixel is as much ground."""
        _, lat = self.middle
        return log2(EARTH_METRES * cos(radians(lat)) / TILE / self.pixel.metres)


def project(lon: float, lat: float) -> tuple[float, float]:
    """Return a place in the metres of the sheet."""
    x, y = _TO_ALBERS.transform(lon, lat)
    return float(x), float(y)


def extent(view: View, frame: Frame, ratio: float) -> Box:
    """Return the ground that shows all a camera shows of what is free of a frame, in metres.

    Args:
        view, frame: the camera and its room.
        ratio: width by height of the panel.
    """
    right, below = frame.middle
    across, down = frame.seen / 2, frame.high / 2
    steps = np.linspace(-1, 1, _EDGES)
    edge = [(x * across, y) for y in (-down, down) for x in steps]
    edge += [(x, y * down) for x in (-across, across) for y in steps]
    xs, ys = np.array([project(*lonlat(view, right + x, below + y)) for x, y in edge]).T
    width, height = float(np.ptp(xs)), float(np.ptp(ys))
    wide, high = max(width, height * ratio), max(height, width / ratio)
    return Box(float(xs.min()) - (wide - width) / 2, float(ys.min()) - (high - height) / 2, wide, high)


def _seen(layer: MapLayer, canvas: Canvas) -> gpd.GeoDataFrame:
    """The features to draw in metres, cut a little outside the panel."""
    rows = layer.features if layer.only is None else layer.features[layer.features["id"].isin(list(layer.only))]
    rows = rows.to_crs(ALBERS)
    box, margin = canvas.extent, canvas.extent.width * 0.03
    west, south, east, north = box.left - margin, box.bottom - margin, box.right + margin, box.top + margin
    shapes = _snapped(shapely.clip_by_rect(rows.geometry.to_numpy(), west, south, east, north), canvas)
    rows = rows.set_geometry(shapes, crs=ALBERS)
    return rows[~rows.geometry.is_empty].reset_index(drop=True)


def _snapped(shapes: "NDArray[np.object_]", canvas: Canvas) -> "NDArray[np.object_]":
    """Shapes on a grid finer than print can show: a file holds fewer digits, and shared edges stay shared."""
    corner, step = np.array(canvas.extent[:2]), GRID * canvas.pixel.metres / canvas.pixel.points
    return shapely.transform(shapes, lambda xy: corner + ((xy - corner) / step).round() * step)


def _column(rows: gpd.GeoDataFrame, name: str, plain: object) -> list[Any]:
    """A style of each feature: its own where features differ, else the layer's."""
    return list(rows[name]) if name in rows else [plain] * len(rows)


def _outline(shapes: "NDArray[np.object_]") -> Path:
    """All rings of polygons as one path; holes turn the other way, so that they stay empty."""
    rings = shapely.get_rings(shapely.orient_polygons(shapely.get_parts(shapes)))
    return Path.make_compound_path(*(Path(shapely.get_coordinates(ring), closed=True) for ring in rings))


def _polygons(layer: MapLayer, canvas: Canvas, order: float) -> None:
    """Neighbours of one colour become one path: no seam between them, and less to write."""
    rows = _seen(layer, canvas)
    given, shapes = _column(rows, "color", layer.color), rows.geometry.to_numpy()
    runs = [(color, shapes[list(run)]) for color, run in groupby(range(len(rows)), key=given.__getitem__)]
    colors = [rgba(faded(color, layer.opacity)) for color, _ in runs]
    drawn = PathCollection(
        [_outline(run) for _, run in runs],
        facecolors=colors,
        edgecolors=[color if color[3] == 1 else "none" for color in colors],
        linewidths=_SEAM,
        zorder=order,
    )
    canvas.axes.add_collection(drawn, autolim=False)


def _line_width(layer: MapLayer, pixel: Pixel) -> float:
    """In px; lines that grow with the map as on the live one."""
    return float(np.clip(layer.metres / pixel.metres, layer.width / 2, layer.width)) if layer.metres else layer.width


def _lines(layer: MapLayer, canvas: Canvas, order: float) -> None:
    rows = _seen(layer, canvas)
    parts, of = shapely.get_parts(rows.geometry.to_numpy(), return_index=True)
    if not len(parts):
        return
    widths = np.array(_column(rows, "width", _line_width(layer, canvas.pixel)), dtype=float)[of]
    colors = [rgba(color) for color in _column(rows, "color", layer.color)]
    dashes = [(0, tuple(dash)) if any(dash) else "solid" for dash in _column(rows, "dash", (0, 0))]
    paths = [shapely.get_coordinates(part) for part in parts]

    def add(widths: NDArray[np.float64], colors: list[Any], styles: list[Any], above: float) -> None:
        drawn = LineCollection(
            paths,
            linewidths=widths * canvas.pixel.points,
            colors=colors,
            linestyles=styles,
            capstyle="butt" if "dash" in rows else "round",
            joinstyle="round",
            zorder=order + above,
        )
        canvas.axes.add_collection(drawn, autolim=False)

    if layer.pickable and layer.address:  # as on the live map, where clicks need room
        add(np.full(len(parts), layer.casing) if layer.casing else widths + 2, [rgba(palette.CASING)], ["solid"], 0)
    add(widths, [colors[n] for n in of], [dashes[n] for n in of], 0.5)


def _places(rows: gpd.GeoDataFrame, canvas: Canvas) -> NDArray[np.float64]:
    """Where symbols lie, shifted as on the screen."""
    shift = rows[["dx", "dy"]].to_numpy(dtype=float) * (canvas.pixel.metres, -canvas.pixel.metres)
    return shapely.get_coordinates(rows.geometry.to_numpy()) + shift


def _points(layer: MapLayer, canvas: Canvas, order: float) -> None:
    rows = _seen(layer, canvas)
    size, pixel = float(layer.size), canvas.pixel
    if layer.address:
        size = float(np.clip(symbols.METRES / pixel.metres, *symbols.bounds(layer.size)))
    places = _places(rows, canvas)
    for icon, run in groupby(range(len(rows)), key=list(rows["icon"]).__getitem__):
        these = list(run)
        symbol(canvas.axes, icon, canvas.shapes, layer.color, places[these], size * pixel.points, order)


def _crowd(layers: list[MapLayer], canvas: Canvas) -> NDArray[np.float64]:
    """What names had better leave free: symbols and the border."""
    places = [_places(_seen(layer, canvas), canvas) for layer in layers if layer.shape == "point"]
    border = [_seen(layer, canvas) for layer in layers if layer.role == "border"]
    return np.concatenate([np.empty((0, 2)), *places, *(shapely.get_coordinates(rows.geometry) for rows in border)])


def _read(layer: MapLayer, canvas: Canvas) -> gpd.GeoDataFrame:
    """The names of a layer that are read at the scale of the sheet and stand on it, in metres."""
    rows = layer.features if layer.only is None else layer.features[layer.features["id"].isin(list(layer.only))]
    rows = rows[rows["zoom"] <= canvas.zoom] if "zoom" in rows else rows
    box = canvas.extent
    return rows.to_crs(ALBERS).cx[box.left : box.right, box.bottom : box.top]


def _names(layers: list[MapLayer], canvas: Canvas, taken: list[Box], order: float) -> None:
    """Write the names of all layers; where two compete the larger wins, of equals the one higher in the stack."""
    per_px, found = canvas.pixel.metres, []
    for layer in (layer for layer in layers if layer.shape == "label"):
        rows = _read(layer, canvas)
        angles, colors = _column(rows, "angle", 0.0), _column(rows, "color", layer.color)
        for text, spot, angle, color in zip(rows[f"text_{canvas.lang}"], rows.geometry, angles, colors, strict=True):
            said = fonts.drawable(str(text))
            wide, high = turned(fonts.width(said, layer.size) + AIR, layer.size * LINE_HEIGHT, angle)
            box, rank = (wide * per_px, high * per_px), (layer.rank, layer.size)
            found.append((layer, color, angle, Name(said, spot.x, spot.y, *box, layer.lift * per_px, rank)))
    seats = place([name for *_, name in found], canvas.extent, taken, _crowd(layers, canvas))
    for n, (x, y) in seats.items():
        layer, color, angle, name = found[n]
        size = layer.size * canvas.pixel.points
        style: dict[str, Any] = {"ha": "center", "va": "center", "gid": layer.id, "rotation": angle}
        write(canvas.axes, (x, y), name.text, size, color, bold=True, halo=HALO * size, order=order, **style)


def _ground(layer: MapLayer, canvas: Canvas, order: float) -> None:
    """The administrator's basemap, as far as it can be had."""
    box = canvas.extent
    picture = layer.ground and albers(layer.ground, box, round(box.width / canvas.pixel.metres * _SHARP))
    if picture:
        edges = (box.left, box.right, box.bottom, box.top)
        canvas.axes.imshow(picture, extent=edges, zorder=order, aspect="auto", interpolation="bilinear", gid=layer.id)


_DRAW: Final = {"ground": _ground, "polygon": _polygons, "line": _lines, "point": _points}


def paint(layers: tuple[MapLayer, ...], canvas: Canvas, taken: list[Box]) -> None:
    """Draw layers from the bottom up, and over them the names, clear of what is taken (metres)."""
    shown = [layer for layer in layers if layer.role != "screen"]
    for n, layer in enumerate(shown):
        if layer.shape != "label":
            _DRAW[layer.shape](layer, canvas, float(n))
    _names(shown, canvas, taken, float(len(shown)))
