"""Pages at the end of a PDF that name the sources of what it shows, each address as a link."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from matplotlib.figure import Figure

from geodata.narrative.page import Told
from geodata.narrative.provenance import Source, distinct, sources
from geodata.store.store import Store
from geodata.text import Lang
from layers import palette
from layers.documents.words import SOURCES_LEFT, SOURCES_LISTED
from layers.renderers import fonts
from layers.renderers.sheet import figure
from layers.renderers.sheet.layout import SOFT, Line, Paper
from layers.spec import Color

EDGE, AISLE, COLUMNS = 40.0, 22.0, 3  # units around and between columns; how many of them
MOST: Final = 3  # pages of one scene
SIZE, LEADING, AIR = 6.6, 9.0, 3.0  # of a line, and what is left free below a source
LINK: Final[Color] = (5, 83, 163, 255)


def cited(tolds: Iterable[Told], store: Store, lang: Lang) -> list[Source]:
    """Return the sources of every row that is shown, those of most rows first; each address once."""
    counts: Counter[Source] = Counter()
    for known in tolds:
        for part in known.shown.values():
            if "source_title" in part.table:
                rows = part.rows.drop(columns="geometry", errors="ignore").to_dict("records")
                counts.update(one for row in rows for one in sources(row, store, lang))
    return list(distinct(one for one, _ in counts.most_common()))


def pages(listed: list[Source], lang: Lang, paper: Paper, most: int = MOST) -> Iterator[Figure]:
    """Return the pages that list sources; where they are more than the pages hold, the last line says how many.

    Args:
        listed: of ``cited``.
        lang: of the words.
        paper: the format.
        most: pages at the most.
    """
    width, height = paper.width * 72 / paper.unit, paper.height * 72 / paper.unit
    wide = (width - 2 * EDGE - (COLUMNS - 1) * AISLE) / COLUMNS
    blocks = [_block(one, wide, lang) for one in listed]
    for page in range(most):
        if not blocks:
            return
        sheet, axes, _ = figure.blank(paper)
        head = SOURCES_LISTED.say(lang).format(n=len(listed), linked=sum(bool(one.url) for one in listed))
        figure.words(axes, [Line(head, 12, 16, bold=True)], EDGE, height - EDGE, paper.unit)
        for column in range(COLUMNS):
            top = height - EDGE - 30
            left = EDGE + column * (wide + AISLE)
            last = page == most - 1 and column == COLUMNS - 1
            while blocks and top - sum(line.leading for line in blocks[0]) > EDGE + (2 * LEADING if last else 0):
                figure.words(axes, blocks[0], left, top, paper.unit)
                top -= sum(line.leading for line in blocks.pop(0))
            if last and blocks:
                rest = SOURCES_LEFT.say(lang).format(n=len(blocks))
                figure.words(axes, [Line(rest, SIZE, LEADING, SOFT)], left, top, paper.unit)
        yield sheet


def _block(one: Source, wide: float, lang: Lang) -> list[Line]:
    """A source: its title on as many lines as it needs, a link where an address is known; then kind, date, address."""
    url = one.url or None
    color = LINK if url else palette.LABEL
    lines = [Line(said, SIZE, LEADING, color, url=url) for said in fonts.wrap(one.title, SIZE, wide)]
    small = fonts.wrap(one.small(lang), SIZE * 0.88, wide)
    lines += [Line(said, SIZE * 0.88, LEADING, SOFT) for said in small]
    if url:
        lines += [Line(said, SIZE * 0.8, LEADING * 0.9, LINK, url=url) for said in fonts.wrap(url, SIZE * 0.8, wide)]
    return [*lines, Line("", SIZE, AIR)]
