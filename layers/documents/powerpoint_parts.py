"""The parts a slide is made of: words that fit their box in a Chinese typeface, pictures that can be read aloud."""

from io import BytesIO
from typing import Any, Final, NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from geodata.text import Lang, other, plain
from layers import palette
from layers.renderers import fonts
from layers.spec import Color

# Asked for by name. Every Windows with Chinese has the first, others put their own Chinese one in its place; letters
# and figures have the one whose widths are the same everywhere (Liberation Sans is made to its measure).
FACE, LATIN = "Microsoft YaHei", "Arial"
LANGUAGE: Final[dict[Lang, str]] = {"zh": "zh-CN", "en": "en-GB"}  # how a presentation names its language
LEADING: Final = 1.3  # height of a line, as a part of its size
_PLAIN_TABLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "No Style, No Grid"
_SHADES: Final[tuple[Color, ...]] = (
    (236, 229, 214, 255),
    (255, 255, 255, 255),
    (248, 245, 239, 255),
)  # head, odd, even
WIDER: Final = 1.1  # how much wider another machine's typeface may be than the one we measure with


class Place(NamedTuple):
    """Where a part lies on its slide, in inches from the upper left."""

    left: float
    top: float
    width: float
    height: float

    @property
    def lengths(self) -> tuple[Any, Any, Any, Any]:
        """The same in the units of the file."""
        left, top, width, height = (Inches(part) for part in self)
        return left, top, width, height


def fitting(text: str, place: Place, size: float, least: float) -> tuple[str, float]:
    """Return a text and the largest print (pt) in which it fits its place; what never fits is cut, with an ellipsis."""
    wide, high = place.width * 72, place.height * 72
    while True:
        lines = [line for part in text.split("\n") for line in fonts.wrap(part, size * WIDER, wide) or [""]]
        room = max(int(high / (size * LEADING) + 1e-6), 1)
        if len(lines) <= room:
            return text, size
        if size <= least:
            return "".join([*lines[: room - 1], fonts.cut(lines[room - 1] + "…", size * WIDER, wide)]), size
        size = max(size - 0.5, least)


def one_line(text: str, size: float, wide: float) -> str:
    """Return a text as it is where it fits a width (inches) in a print, else what of it does, with an ellipsis."""
    cut = fonts.cut(text, size * WIDER, wide * 72)
    return text if cut == fonts.drawable(text) else cut


def say(
    frame: Any,
    text: str,
    size: float,
    color: Color,
    lang: Lang,
    *,
    bold: bool = False,
    right: bool = False,
    middle: bool = False,
    link: str = "",
) -> None:
    """Write a text into a text frame, in print of one size; it grows nothing and is grown by nothing."""
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    frame.clear()
    for n, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        paragraph.line_spacing, paragraph.space_before, paragraph.space_after = Pt(size * LEADING), Pt(0), Pt(0)
        run = paragraph.add_run()
        run.text = line
        dress(run, size, color, lang, bold=bold)
        if link:
            run.hyperlink.address = link


def dress(run: Any, size: float, color: Color, lang: Lang, *, bold: bool = False) -> None:
    """Give a run its size, colour and typeface, the one for Chinese too."""
    font = run.font
    font.size, font.bold, font.name = Pt(size), bold, LATIN
    font.color.rgb = _rgb(color)
    properties = run._r.get_or_add_rPr()
    properties.set("lang", LANGUAGE[lang])
    properties.set("altLang", LANGUAGE[other(lang)])
    east = properties.makeelement(qn("a:ea"), {"typeface": FACE})
    properties.find(qn("a:latin")).addnext(east)


def _rgb(color: Color) -> Any:
    return RGBColor(*color[:3])  # type: ignore[no-untyped-call]  # the library is typed only in part


def words(slide: Any, text: str, place: Place, size: float, color: Color, lang: Lang, **style: Any) -> None:
    """Put a text on a slide in the largest print that fits, from ``size`` down to ``style["least"]`` (pt)."""
    said, size = fitting(plain(text, lines=True), place, size, style.pop("least", size * 0.7))
    say(slide.shapes.add_textbox(*place.lengths).text_frame, said, size, color, lang, **style)


def bar(slide: Any, place: Place, color: Color) -> None:
    """Put a filled rectangle on a slide; it means nothing and is passed over when the slide is read aloud."""
    shape = slide.shapes.add_shape(1, *place.lengths)
    shape.fill.solid()
    shape.fill.fore_color.rgb = _rgb(color)
    shape.line.fill.background()
    shape._element.remove(shape._element.find(qn("p:style")))  # the shadow of the template's shapes


def picture(slide: Any, body: bytes, place: Place, told: str, link: str = "") -> None:
    """Put a picture on a slide, with what it shows in words; a click opens the link."""
    shape = slide.shapes.add_picture(BytesIO(body), *place.lengths)
    shape._element.nvPicPr.cNvPr.set("descr", plain(told))
    if link:
        shape.click_action.hyperlink.address = link


def table(slide: Any, rows: list[tuple[str, ...]], place: Place, widths: tuple[float, ...], lang: Lang) -> None:
    """Put a native table on a slide, the first row its head, in the largest print in which all of it fits."""
    size, heights = _heights(rows, place, widths)
    shape = slide.shapes.add_table(len(rows), len(widths), *place.lengths)
    properties = shape._element.graphic.graphicData.tbl.tblPr
    properties.set("bandRow", "0")
    properties.find(qn("a:tableStyleId")).text = _PLAIN_TABLE
    for column, wide in zip(shape.table.columns, widths, strict=True):
        column.width = Inches(wide)
    for n, (cells, high) in enumerate(zip(rows, heights, strict=True)):
        shape.table.rows[n].height = Pt(high)
        for column, text in enumerate(cells):
            cell = shape.table.cell(n, column)
            cell.margin_left, cell.margin_right, cell.margin_top, cell.margin_bottom = Inches(0.08), Inches(0.02), 0, 0
            cell.fill.solid()
            cell.fill.fore_color.rgb = _rgb(_SHADES[0 if n == 0 else 1 + n % 2])
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            say(cell.text_frame, plain(text), size, palette.LABEL, lang, bold=n == 0)


def _heights(rows: list[tuple[str, ...]], place: Place, widths: tuple[float, ...]) -> tuple[float, list[float]]:
    """The print of a table, and how high (pt) each row is in it."""
    for size in (12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0):
        lines = [
            max(len(fonts.wrap(text, size * WIDER, (wide - 0.14) * 72)) for text, wide in zip(row, widths, strict=True))
            for row in rows
        ]
        heights = [(max(n, 1) * LEADING + 0.7) * size for n in lines]
        if sum(heights) <= place.height * 72:
            break
    return size, heights
