"""The legend of a sheet: samples and words in one column or two, in smaller print where it is long."""

from typing import Final

import numpy as np
from matplotlib.axes import Axes

from geodata.text import Lang
from layers.renderers import fonts
from layers.renderers.sheet import words
from layers.renderers.sheet.artists import rgba, symbol, write
from layers.renderers.sheet.furniture import box
from layers.renderers.sheet.label_placement import Box
from layers.renderers.sheet.layout import GAP
from layers.renderers.sheet.map_panel import Canvas
from layers.spec import Color, LegendEntry

MARK, ROW, TEXT = 24.0, 13.2, 8.6  # units: room of a sample, height of a line, size of its text
HEAD, NEXT = 17.0, 0.8  # of the title; of each further line of words, as a part of the first
SMALLEST: Final = 0.66  # print is made so much smaller at most before a second column is asked for
_EDGE: Final[Color] = (185, 176, 162, 255)

Row = tuple[LegendEntry, list[str]]  # a line of the legend, its words broken to the room


def _high(lines: list[str]) -> float:
    """How high an entry of so many lines is, in full print."""
    return ROW * (1 + NEXT * (len(lines) - 1))


def _columns(entries: list[LegendEntry], lang: Lang, wide: float, high: float, factor: float) -> list[list[Row]]:
    """The lines of the legend from column to column, each as wide and high as the room."""
    columns: list[list[Row]] = [[]]
    for entry in entries:
        room = wide - (0 if entry.mark == "title" else MARK * factor)
        row = entry, fonts.wrap(entry.label.say(lang), TEXT * factor, room)
        if HEAD + sum(_high(lines) for _, lines in [*columns[-1], row]) * factor > high and columns[-1]:
            columns.append([])
        columns[-1].append(row)
    return columns


def columns_needed(entries: list[LegendEntry], lang: Lang, wide: float, high: float) -> int:
    """Return into how many columns of a size a legend goes, if need be in small print: 1 or 2."""
    return 1 if len(_columns(entries, lang, wide, high, SMALLEST)) == 1 else 2


def _mark(axes: Axes, entry: LegendEntry, where: Box, shapes: dict[str, str], px: float) -> None:
    """The sample of a line; ``px``: pt a pixel of the screen becomes."""
    middle, long = where.bottom + where.height / 2, where.width * 0.75
    match entry.mark:
        case "icon":
            symbol(axes, entry.icon, shapes, entry.color, (where.left + long / 2, middle), 15 * px, 2)
        case "fill":
            high = where.height * 0.62
            box(axes, Box(where.left, middle - high / 2, long, high), entry.color, _EDGE, 0.5)
        case "line" | "dash":
            style = (0, (3, 2)) if entry.mark == "dash" else "solid"
            width = max(entry.width, 1.5) * px
            ends = (where.left, where.left + long), (middle, middle)
            axes.plot(*ends, color=rgba(entry.color), linewidth=width, linestyle=style, solid_capstyle="butt")


def draw(axes: Axes, where: Box, column: float, entries: list[LegendEntry], canvas: Canvas, unit: float) -> None:
    """Draw the legend from the top of a box down in columns of a width, in print as small as its length asks for."""
    if not entries:
        return
    most = round((where.width + GAP) / (column + GAP))
    for factor in np.linspace(1, SMALLEST, 8):
        columns = _columns(entries, canvas.lang, column, where.height, factor)
        if len(columns) <= most:
            break
    head = (where.left, where.top - 7)
    write(axes, head, words.LEGEND.say(canvas.lang), 10.5 * unit, bold=True, va="center", gid="legend")
    step, size = ROW * factor, TEXT * factor * unit
    for n, rows in enumerate(columns):
        left, top = where.left + n * (column + GAP), where.top - HEAD
        for entry, lines in rows:
            mark = 0 if entry.mark == "title" else MARK * factor
            _mark(axes, entry, Box(left, top - step, mark, step), canvas.shapes, canvas.pixel.points * factor)
            for line in lines:
                bold = entry.mark == "title"
                write(axes, (left + mark, top - step / 2), line, size, bold=bold, va="center", gid="legend")
                top -= step * NEXT
            top -= step * (1 - NEXT)
