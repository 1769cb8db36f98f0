"""A briefing as a PDF: a title page with its contents, a sheet per scene, its sources; all vector and searchable."""

from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from itertools import chain
from typing import Final

from matplotlib.axes import Axes
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from geodata import VERSION
from geodata.basemap.basemap import notice
from geodata.briefing.model import Briefing
from geodata.narrative.page import told
from geodata.query.scene import Scene
from geodata.store.store import Store
from geodata.text import Count, Lang, plain
from layers import palette, symbols
from layers.documents import scene_file, source_pages
from layers.documents.progress import Progress, tell
from layers.documents.words import CHANGED, CONTENTS, FACTS, UNTITLED
from layers.renderers import fonts
from layers.renderers.sheet import figure
from layers.renderers.sheet.artists import rgba, write
from layers.renderers.sheet.furniture import box
from layers.renderers.sheet.label_placement import Box
from layers.renderers.sheet.layout import A4, MARGIN, SOFT, Line, Paper, broken
from layers.spec import Color

EDGE: Final = 56.0  # around the words of the title page, units
ROW, FULL, COLUMNS, AISLE = 26.0, 15, 3, 26.0  # contents: height of a line, lines before another column, columns, gap
LEADER: Final[Color] = (185, 176, 162, 255)


def facts(scenes: int, store: Store, day: date, lang: Lang) -> str:
    """Return the line below a briefing's title: day, number of scenes, version of the data."""
    version = f"{VERSION}+{store.version}"
    return FACTS.say(lang).format(day=day.isoformat(), scenes=Count(scenes), version=version)


def to_pdf(
    briefing: Briefing, store: Store, base: str, day: date, progress: Progress | None = None, paper: Paper = A4
) -> bytes:
    """Return a briefing as a PDF.

    Args:
        briefing, store: what is told.
        base: address of the server the sheets link to; empty: they link to none.
        day: today.
        progress: is told after each page, and may stop the work.
        paper: A4 or A3, lying.

    Raises:
        Cancelled: ``progress`` said so.
    """
    listed = source_pages.cited([told(scene, store) for scene in briefing.scenes], store, briefing.lang)
    made = chain(_pages(briefing, store, base, day, paper), source_pages.pages(listed, briefing.lang, paper, most=1))
    return _written(made, briefing.title, progress, len(briefing.scenes) + 1 + bool(listed))


def of_scene(scene: Scene, store: Store, base: str, day: date, paper: Paper = A4) -> bytes:
    """Return a scene as a PDF: its sheet, then the sources of what it shows, each address a link.

    Args:
        scene, store, base, day, paper: as for ``scene_file.sheet_of``.
    """
    known = told(scene, store)
    sheet = scene_file.sheet_of(scene, store, base, day, paper, known)
    page = figure.draw_map(scene_file.drawn(scene, store, sheet), sheet, symbols.shapes(store))
    listed = source_pages.cited([known], store, scene.lang)
    return _written(chain([page], source_pages.pages(listed, scene.lang, paper)), known.title)


def _written(made: Iterable[Figure], title: str, progress: Progress | None = None, of: int = 0) -> bytes:
    """The pages as a file, each drawn when the one before is written."""
    buffer = BytesIO()
    about = {"Title": plain(title), "CreationDate": None}  # no date: the same briefing is the same file
    with PdfPages(buffer, metadata=about) as pages:
        for n, page in enumerate(made, 1):
            with figure.one_at_a_time():
                pages.savefig(page)
            tell(progress, n, of)
        with figure.one_at_a_time():  # the typeface is written at the end
            pages.close()
    return buffer.getvalue()


def _pages(briefing: Briefing, store: Store, base: str, day: date, paper: Paper) -> Iterator[Figure]:
    """Each page when the one before is written."""
    knowns = [told(scene, store) for scene in briefing.scenes]
    yield _cover(briefing, [known.title for known in knowns], store, day, paper)
    of = len(knowns) + 1
    for n, (scene, known) in enumerate(zip(briefing.scenes, knowns, strict=True), 2):
        sheet = scene_file.sheet_of(scene, store, base, day, paper, known)
        page = figure.draw_map(scene_file.drawn(scene, store, sheet), sheet, symbols.shapes(store))
        axes = page.axes[1]  # that over the whole sheet
        number = f"{n} / {of}"
        place = (axes.get_xlim()[1] - MARGIN, MARGIN * 0.8)
        write(axes, place, number, 8.6 * paper.unit, ha="right", gid="number")
        yield page


def _cover(briefing: Briefing, titles: list[str], store: Store, day: date, paper: Paper) -> Figure:
    """The title page."""
    page, axes, sheet = figure.blank(paper)
    unit, room, lang = paper.unit, sheet.width - 2 * EDGE, briefing.lang
    box(axes, Box(0, sheet.height - 14, sheet.width, 14), palette.BORDER)
    title = plain(briefing.title) or UNTITLED.say(lang)
    lines = [line._replace(bold=True) for line in broken(title, 30, room, 2)]
    lines += [Line("", 8, 8), *broken(facts(len(titles), store, day, lang), 12.5, room, 1, soft=True)]
    if briefing.data_version != store.version:
        changed = CHANGED.say(lang).format(version=plain(briefing.data_version) or "—")
        lines += [line._replace(color=palette.BORDER) for line in broken(changed, 10, room, 2)]
    figure.words(axes, lines, EDGE, sheet.height - EDGE - 6, unit)
    top = sheet.height - EDGE - 6 - sum(line.leading for line in lines) - 26
    compliance = broken(store.catalog.compliance.say(lang, background=notice("exports")), 9.6, room)
    bottom = MARGIN + sum(line.leading for line in compliance)
    figure.words(axes, compliance, EDGE, bottom, unit)
    _contents(axes, Box(EDGE, bottom + 16, room, top - bottom - 16), titles, CONTENTS.say(lang), unit)
    return page


def _contents(axes: Axes, room: Box, titles: list[str], head: str, unit: float) -> None:
    """The titles with their pages, in as many columns and as small a print as they need."""
    figure.words(axes, [Line(head, 15, 20, bold=True)], room.left, room.top, unit)
    columns = min(-(-len(titles) // FULL), COLUMNS) or 1
    rows = max(-(-len(titles) // columns), 1)
    row = min(ROW, (room.height - 26) / rows)
    size, step = row * 0.6, (room.width + AISLE) / columns
    for n, title in enumerate(titles):
        column, line = divmod(n, rows)
        left, right = room.left + column * step, room.left + (column + 1) * step - AISLE
        base = room.top - 26 - (line + 1) * row + row * 0.3
        number, page = f"{n + 1}", f"{n + 2}"
        start, end = left + size * 1.8, right - fonts.width(page, size) - 6
        said = fonts.cut(title, size, end - start - 12)
        write(axes, (left, base), number, size * unit, SOFT)
        write(axes, (start, base), said, size * unit)
        write(axes, (right, base), page, size * unit, SOFT, ha="right")
        dots = (start + fonts.width(said, size) + 6, end)
        axes.plot(dots, (base + 1, base + 1), color=rgba(LEADER), linewidth=0.6 * unit, linestyle=(0, (1, 3)))
