"""Renderer for paper and slides: a drawing → one sheet with all that belongs to a map, as PNG, SVG or PDF.

Drawn on the server by matplotlib, without its pyplot, which keeps every figure; and one at a time, since settings of
matplotlib are the process's own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import RLock
from typing import Any, Final, Literal

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from layers import palette
from layers.legend import entries
from layers.renderers.sheet import furniture, legend
from layers.renderers.sheet.artists import rgba, write
from layers.renderers.sheet.label_placement import Box
from layers.renderers.sheet.layout import CODE, PX, Layout, Line, Paper, Sheet, layout, link_words
from layers.renderers.sheet.map_panel import Canvas, Pixel, extent, paint, project
from layers.spec import Drawing

Format = Literal["png", "svg", "pdf"]
MEDIA: Final[dict[Format, str]] = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}

_ONE_AT_A_TIME: Final = RLock()
# Type 3: most Chinese typefaces have PostScript outlines, which matplotlib embeds as Type 42 under a false name.
# Outlines instead of text in SVG: it looks the same on a machine without the typeface.
_SETTINGS: Final[dict[Any, Any]] = {
    "pdf.fonttype": 3,
    "svg.fonttype": "path",
    "svg.hashsalt": "chengyu",  # names of its parts without chance
}


class MapFigure(Figure):
    """A figure that knows its sheet."""

    sheet: Sheet


def _axes(figure: Figure, where: Box, page: Box, order: int) -> Axes:
    """Axes without furniture of matplotlib's own."""
    at = (where.left / page.width, where.bottom / page.height, where.width / page.width, where.height / page.height)
    axes = figure.add_axes(at, zorder=order)
    axes.set(xticks=[], yticks=[], facecolor="none")
    axes.spines[:].set_visible(False)
    return axes


def _page(figure: Figure, plan: Layout) -> Axes:
    """Axes over the whole sheet, measured in units."""
    axes = _axes(figure, plan.page, plan.page, 2)
    axes.set(xlim=(0, plan.page.width), ylim=(0, plan.page.height))
    return axes


def blank(paper: Paper) -> tuple[Figure, Axes, Box]:
    """Return an empty sheet of paper: its figure, axes over all of it, and its extent in units."""
    page = Box(0, 0, paper.width * 72 / paper.unit, paper.height * 72 / paper.unit)
    figure = Figure(figsize=paper[:2], facecolor="white")
    axes = _axes(figure, page, page, 1)
    axes.set(xlim=(0, page.width), ylim=(0, page.height))
    return figure, axes, page


def words(axes: Axes, lines: list[Line], left: float, top: float, unit: float) -> None:
    """Write lines under each other from a place down, in units."""
    for line in lines:
        top -= line.leading
        place = (left, top + line.leading * 0.28)
        write(axes, place, line.text, line.size * unit, line.color, bold=line.bold, url=line.url)


def draw_map(drawing: Drawing, sheet: Sheet, shapes: dict[str, str]) -> MapFigure:
    """Return a drawing on a sheet.

    Args:
        drawing: what the screen shows; all of what its camera shows is on the sheet.
        sheet: what stands around it, and the paper.
        shapes: domain → shape of its symbol.
    """
    plan, unit, told = layout(sheet), sheet.paper.unit, entries(drawing) if sheet.legend else []
    plan = layout(sheet, legend.columns_needed(told, sheet.lang, sheet.column, plan.legend.height))
    with _ONE_AT_A_TIME:
        figure = MapFigure(figsize=sheet.paper[:2], facecolor="white")
        figure.sheet = sheet
        ground = extent(drawing.view, drawing.frame, plan.map.width / plan.map.height)
        axes = _axes(figure, plan.map, plan.page, 1)
        axes.set(xlim=(ground.left, ground.right), ylim=(ground.bottom, ground.top), facecolor=rgba(palette.PAPER))
        pixel = Pixel(PX * unit, ground.width / plan.map.width * PX)
        canvas, page = Canvas(axes, pixel, sheet.lang, shapes), _page(figure, plan)
        taken = [draw(page, plan.map, canvas, unit) for draw in (furniture.north, furniture.scale_bar)]
        paint(drawing.layers, canvas, [_on_ground(box, plan.map, ground) for box in taken])
        furniture.neat_line(page, plan.map, unit)
        legend.draw(page, plan.legend, sheet.column, told, canvas, unit)
        words(page, plan.head, sheet.margin, plan.page.top - sheet.margin, unit)
        furniture.key_figures(page, plan.figures, sheet.figures, unit)
        words(page, plan.foot, sheet.margin, sheet.margin + sum(line.leading for line in plan.foot), unit)
        if sheet.coded:
            furniture.square_code(page, plan.code, sheet.link)
        if sheet.link:
            words(page, link_words(sheet), plan.code.left + (CODE + 8) * sheet.coded, plan.code.top, unit)
    return figure


def _on_ground(box: Box, panel: Box, ground: Box) -> Box:
    """A box of the sheet in metres."""
    scale = ground.width / panel.width
    left, bottom = ground.left + (box.left - panel.left) * scale, ground.bottom + (box.bottom - panel.bottom) * scale
    return Box(left, bottom, box.width * scale, box.height * scale)


def where(figure: MapFigure, lon: float, lat: float) -> tuple[float, float]:
    """Return where a place lies on a sheet, as parts of its width and height from the upper left."""
    axes = figure.axes[0]
    x, y = figure.transFigure.inverted().transform(axes.transData.transform(project(lon, lat)))
    return float(x), float(1 - y)


def to_bytes(figure: MapFigure, format: Format, dpi: int = 300) -> bytes:
    """Return a sheet as a file.

    Args:
        figure: what ``draw_map`` made.
        format: "png", "svg" or "pdf".
        dpi: of a PNG.
    """
    sheet, buffer = figure.sheet, BytesIO()
    about = "\n".join(filter(None, (sheet.sentence, sheet.compliance)))
    metadata: dict[Format, dict[str, object]] = {  # no date, so that the same sheet is the same file
        "png": {"Title": sheet.title, "Description": about, "Source": sheet.link},
        "svg": {"Title": sheet.title, "Description": about, "Source": sheet.link, "Date": None},
        "pdf": {"Title": sheet.title, "Subject": about, "CreationDate": None},
    }
    with one_at_a_time():
        figure.savefig(buffer, format=format, dpi=dpi, metadata=metadata[format])
    return buffer.getvalue()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold matplotlib for one who draws and writes, with our settings: so at most one sheet is in memory."""
    with _ONE_AT_A_TIME, mpl.rc_context(_SETTINGS):
        yield
