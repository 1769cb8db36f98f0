"""Pages at the end of a PDF that name the sources of what it shows, each address as a link."""

import re
from collections import Counter, deque
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
SMALL, TINY, TINY_LEADING = 5.8, 5.3, 8.1  # of what stands below a title, and of its address
_WORDS: Final = re.compile(r"[!-~]+|.")
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
    left_to_list = deque(listed)
    for page in range(most):
        if not left_to_list:
            return
        sheet, axes, _ = figure.blank(paper)
        head = SOURCES_LISTED.say(lang).format(n=len(listed), linked=sum(bool(one.url) for one in listed))
        figure.words(axes, [Line(head, 12, 16, bold=True)], EDGE, height - EDGE, paper.unit)
        for column in range(COLUMNS):
            top = height - EDGE - 30
            left = EDGE + column * (wide + AISLE)
            last = page == most - 1 and column == COLUMNS - 1
            while left_to_list:
                block = _block(left_to_list[0], wide, lang)
                tall = sum(line.leading for line in block)
                if top - tall < EDGE + (2 * LEADING if last else 0):
                    break
                figure.words(axes, block, left, top, paper.unit)
                left_to_list.popleft()
                top -= tall
            if last and left_to_list:
                rest = SOURCES_LEFT.say(lang).format(n=len(left_to_list))
                figure.words(axes, [Line(rest, SIZE, LEADING, SOFT)], left, top, paper.unit)
        yield sheet


def _block(one: Source, wide: float, lang: Lang) -> list[Line]:
    """A source: its title on as many lines as it needs, a link where an address is known; then kind, date, address."""
    url = one.url or None
    parts = [
        (one.title, SIZE, LEADING, LINK if url else palette.LABEL, url),
        (one.small(lang), SMALL, LEADING, SOFT, None),
    ]
    parts += [(url, TINY, TINY_LEADING, LINK, url)] if url else []
    lines = [
        Line(said, size, leading, color, url=to)
        for text, size, leading, color, to in parts
        for said in _broken(text, size, wide)
    ]
    return [*lines, Line("", SIZE, AIR)]


def _broken(text: str, size: float, room: float) -> list[str]:
    """A text in lines, words kept whole where they fit; its characters are measured one by one, for there are many."""
    lines, far = [""], 0.0
    for word in _WORDS.findall(fonts.drawable(text)):
        whole = sum(fonts.width(char, size) for char in word)
        for piece in [word] if whole <= room else word:
            wide = whole if piece is word else fonts.width(piece, size)
            if far + wide > room and lines[-1]:
                lines.append("")
                far = 0.0
            lines[-1] += piece
            far += wide
    return [line.strip() for line in lines if line.strip()]
