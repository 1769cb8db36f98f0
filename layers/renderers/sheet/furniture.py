"""What stands in and beside the map of a sheet: north arrow, scale bar, frame, square code."""

from math import atan2, cos, hypot, sin
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Polygon, Rectangle
from matplotlib.path import Path
from pyproj import Geod

from geodata.text import Text
from layers import palette
from layers.camera import round_length
from layers.renderers import fonts, qr
from layers.renderers.sheet import words
from layers.renderers.sheet.artists import rgba, write
from layers.renderers.sheet.label_placement import Box
from layers.renderers.sheet.map_panel import Canvas, project
from layers.spec import Color

INK: Final = palette.LABEL
_FIELD: Final[Color] = (255, 255, 255, 215)  # behind what lies on the map
_WHITE: Final[Color] = (255, 255, 255, 255)
_NOTHING: Final[Color] = (0, 0, 0, 0)
_NORTH: Final = Text("北", "N")
_EARTH: Final = Geod(ellps="WGS84")
_NEAR: Final = 10_000.0  # m over which north and length are taken

ARROW: Final = (20.0, 34.0)  # width and height of the north arrow's field
BAR_HIGH, BAR_AIR = 22.0, 7.0  # height of the scale bar's field, and room beside the bar
BAR_PX: Final = 190  # the bar is the longest round length that is no longer than this
INSET: Final = 8.0  # from the edge of the map


def box(axes: Axes, where: Box, face: Color, edge: Color = _NOTHING, width: float = 0, gid: str = "") -> None:
    """Draw a rectangle in the axes' coordinates; ``width`` (pt) is its edge's."""
    drawn = Rectangle(where[:2], where.width, where.height, facecolor=rgba(face), edgecolor=rgba(edge), linewidth=width)
    drawn.set_gid(gid or None)
    axes.add_patch(drawn)


def north(axes: Axes, map_box: Box, canvas: Canvas, unit: float) -> Box:
    """Draw the arrow to true north, as it is in the middle of the map, at its upper right; return its field."""
    where = Box(map_box.right - INSET - ARROW[0], map_box.top - INSET - ARROW[1], *ARROW)
    box(axes, where, _FIELD)
    (lon, lat), (x, y) = canvas.middle, project(*canvas.middle)
    there = _EARTH.fwd(lon, lat, 0, _NEAR)
    turn = atan2(project(*there[:2])[0] - x, project(*there[:2])[1] - y)
    left, tip = where.left + where.width / 2, where.bottom + 13

    def turned(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(left + px * cos(turn) + py * sin(turn), tip - px * sin(turn) + py * cos(turn)) for px, py in points]

    for side, face in ((-1, INK), (1, _WHITE)):
        corners = turned([(0, 10), (side * 5, -10), (0, -6.5)])
        axes.add_patch(Polygon(corners, facecolor=rgba(face), edgecolor=rgba(INK), linewidth=0.5 * unit))
    write(axes, (left, where.top - 6), _NORTH.say(canvas.lang), 8 * unit, bold=True, ha="center", va="center")
    return where


def scale_bar(axes: Axes, map_box: Box, canvas: Canvas, unit: float) -> Box:
    """Draw a bar of round length, true at the middle of the map, at its lower right; return its field."""
    lon, lat = canvas.middle
    east = project(*_EARTH.fwd(lon, lat, 90, _NEAR)[:2])
    stretch = hypot(*np.subtract(east, project(lon, lat))) / _NEAR  # how much longer a length is drawn than it is
    per_km = 1000 * stretch * map_box.width / canvas.extent.width
    km = round_length(BAR_PX * canvas.pixel.metres / 1000)
    long = km * per_km
    last = f"{km} {words.KM.say(canvas.lang)}"
    beyond = (
        fonts.width(last, 7) - fonts.width(f"{km}", 7) / 2
    )  # the last figure stands over the end, its unit after it
    wide = 2 * BAR_AIR + long + beyond
    where = Box(map_box.right - INSET - wide, map_box.bottom + INSET, wide, BAR_HIGH)
    box(axes, where, _FIELD)
    left, bottom = where.left + BAR_AIR, where.bottom + 5
    for n in range(4):
        face = INK if n % 2 == 0 else _WHITE
        box(axes, Box(left + n * long / 4, bottom, long / 4, 3.2), face, INK, 0.5 * unit, "scale")
    for part, said, shift in ((0, "0", 0), (0.5, f"{km / 2:g}", 0), (1, last, beyond - fonts.width(last, 7) / 2)):
        write(axes, (left + part * long + shift, bottom + 9.5), said, 7 * unit, ha="center", va="center")
    return where


def key_figures(axes: Axes, where: Box, figures: tuple[tuple[str, str], ...], unit: float) -> None:
    """Draw key figures side by side over a band: the number large, under it what it counts."""
    if not figures:
        return
    step = where.width / max(len(figures), 4)
    for n, (number, label) in enumerate(figures):
        left = where.left + n * step
        box(axes, Box(left, where.bottom + 2, 2.2, where.height - 4), palette.BORDER)
        write(axes, (left + 8, where.bottom + 15.5), fonts.drawable(number), 18 * unit, bold=True, gid="figure")
        size = max(6.4, min(8.4, 8.4 * (step - 14) / fonts.width(fonts.drawable(label), 8.4)))
        write(axes, (left + 8, where.bottom + 3.5), fonts.cut(label, size, step - 14), size * unit, gid="figure")


def square_code(axes: Axes, where: Box, link: str) -> None:
    """Draw the link as a QR code that fills a box: one path, so that there are no seams in it."""
    modules = qr.modules(link)
    step = where.width / len(modules)
    dark = [Box(where.left + x * step, where.top - (y + 1) * step, step, step) for y, x in np.argwhere(modules)]
    corners = [[(b.left, b.bottom), (b.right, b.bottom), (b.right, b.top), (b.left, b.top), (0, 0)] for b in dark]
    path = Path.make_compound_path(*(Path(square, closed=True) for square in corners))
    axes.add_patch(PathPatch(path, facecolor=rgba(INK), edgecolor="none", gid="code"))


def neat_line(axes: Axes, where: Box, unit: float) -> None:
    """Draw the frame of the map: a thin line at its edge, a strong one around it."""
    box(axes, where, _NOTHING, INK, 0.5 * unit)
    around = Box(where.left - 2.6, where.bottom - 2.6, where.width + 5.2, where.height + 5.2)
    box(axes, around, _NOTHING, INK, 1.3 * unit)
