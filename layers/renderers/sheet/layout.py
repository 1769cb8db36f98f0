"""A sheet: what stands around its map, its paper, and how the parts share it."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from geodata.text import Lang, Text
from layers import palette
from layers.camera import Frame
from layers.renderers import fonts
from layers.renderers.sheet import words
from layers.renderers.sheet.label_placement import Box
from layers.spec import Color

PX: Final = 0.585  # units a pixel of the screen becomes: an A4 sheet looks like a common screen
MARGIN, GAP, COLUMN = 24.0, 11.0, 156.0  # around the sheet, between its parts, width of a column of legend
CODE: Final = 62.0  # side of the square code
CODED: Final = 600  # characters of a link; the squares of a longer one would be too small for a telephone
FIGURES: Final = 34.0  # height of the band of key figures
OUTSIDE: Final = 4.0  # of the map, for its frame
SOFT: Final[Color] = (110, 100, 90, 255)
LEADING: Final = 1.42
_SOURCES: Final = Text("资料来源：", "Sources: ")
_PROJECTION: Final = Text("Albers 等积圆锥投影", "Albers equal-area conic projection")
_LINK: Final = Text("此图的链接", "Link to this map")


class Paper(NamedTuple):
    """A format: inches, and the pt that one unit of the layout (a pt on A4) becomes."""

    width: float
    height: float
    unit: float = 1.0


A4: Final = Paper(11.69, 8.27)
A3: Final = Paper(16.54, 11.69, 1.25)
SLIDE: Final = Paper(13.333, 7.5, 1.2)


@dataclass(frozen=True)
class Sheet:
    """What stands around the map, each as it is to be read; what is empty takes no room.

    ``Sheet(paper=…, margin=OUTSIDE)`` is the map with its legend alone, for a page that says the rest itself.
    """

    title: str = ""
    sentence: str = ""
    figures: tuple[tuple[str, str], ...] = ()  # key figures: number and what it counts
    questions: tuple[str, ...] = ()  # what the sheet asks, numbered below the sentence
    filter: str = ""
    caveat: str = ""
    sources: str = ""
    date: str = ""
    compliance: str = ""
    link: str = ""
    lang: Lang = "zh"
    paper: Paper = A4
    legend: bool = True
    margin: float = MARGIN
    column: float = COLUMN  # width of a column of legend
    above: float = 0  # room left free above the legend, for what its page puts there

    @property
    def coded(self) -> bool:
        """Whether the link is drawn as a square code too."""
        return 0 < len(self.link) <= CODED


class Line(NamedTuple):
    """One line of words: its size and the height it takes, in units."""

    text: str
    size: float
    leading: float
    color: Color = palette.LABEL
    bold: bool = False
    url: str | None = None


@dataclass(frozen=True)
class Layout:
    """The parts of a sheet, in units from its lower left."""

    page: Box
    head: list[Line]
    figures: Box
    foot: list[Line]
    map: Box
    legend: Box
    code: Box


def broken(text: str, size: float, room: float, most: int = 99, *, soft: bool = False) -> list[Line]:
    """Return a text in at most so many lines; what is cut off is told by an ellipsis."""
    lines = fonts.wrap(text, size, room)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][:-1] + "…"]
    return [Line(line, size, size * LEADING, SOFT if soft else palette.LABEL) for line in lines]


def _head(sheet: Sheet, room: float) -> list[Line]:
    lines = [line._replace(bold=True) for line in broken(sheet.title, 19, room, 2)]
    lines += broken(sheet.sentence, 9.6, room, 4)
    for n, question in enumerate(sheet.questions, 1):
        lines += [Line("", 4, 4), *broken(f"{n}. {question}", 11.5, room, 3)]
    return lines + broken(sheet.filter and words.FILTER.say(sheet.lang) + sheet.filter, 8.2, room, 3, soft=True)


def _foot(sheet: Sheet, room: float) -> list[Line]:
    """What must be known of the map; the line of compliance first and never cut."""
    drawn = [words.DRAWN.say(sheet.lang) + sheet.date] if sheet.date else []
    last = " · ".join([_PROJECTION.say(sheet.lang), *drawn]) if sheet.compliance or sheet.date else ""
    lines = broken(sheet.compliance, 8.6, room)
    lines += broken(sheet.caveat and words.CAVEAT.say(sheet.lang) + sheet.caveat, 7, room, 4, soft=True)
    lines += broken(sheet.sources and _SOURCES.say(sheet.lang) + sheet.sources, 7, room, 3, soft=True)
    return lines + broken(last, 7, room, soft=True)


def link_words(sheet: Sheet) -> list[Line]:
    """Return what stands beside the square code, or in its place: what it is for, and the link as one can click it."""
    url = sheet.link if sheet.link.startswith(("https://", "http://")) else None
    lines = broken(sheet.link, 5.6, sheet.column - (CODE + 8) * sheet.coded, 7, soft=True)
    head = (words.SCAN if sheet.coded else _LINK).say(sheet.lang)
    return [Line(head, 7.4, 11, bold=True), *(line._replace(leading=7.2, url=url) for line in lines)]


@lru_cache(maxsize=64)
def layout(sheet: Sheet, columns: int = 1) -> Layout:
    """Divide a sheet: words above and below, the map, and beside it room for so many columns of legend."""
    unit, margin = sheet.paper.unit, sheet.margin
    page = Box(0, 0, sheet.paper.width * 72 / unit, sheet.paper.height * 72 / unit)
    room = page.width - 2 * margin
    head, foot = _head(sheet, room), _foot(sheet, room)
    top = page.top - margin - sum(line.leading for line in head) - (GAP * 0.6 if head else 0)
    figures = Box(margin, top - FIGURES, room, FIGURES if sheet.figures else 0)
    top -= figures.height + (GAP * 0.4 if sheet.figures else 0)
    bottom = margin + sum(line.leading for line in foot) + (GAP * 0.6 if foot else 0)
    aside = columns * (sheet.column + GAP) if sheet.legend or sheet.link else 0
    panel = Box(margin, bottom, room - aside, top - bottom)
    used = CODE + GAP if sheet.link else 0
    legend = Box(panel.right + GAP, bottom + used, aside - GAP, panel.height - used - sheet.above)
    return Layout(page, head, figures, foot, panel, legend, Box(legend.left, bottom, CODE, CODE))


def frame(sheet: Sheet) -> Frame:
    """Return the room a sheet has for its map, in px of the screen: ask for a drawing of just this size."""
    panel = layout(sheet).map
    return Frame(round(panel.width / PX), round(panel.height / PX))
