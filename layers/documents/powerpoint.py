"""A briefing as PowerPoint: a slide per scene with its map, key figures and sentence as native text, notes, sources.

Words are measured before they are placed, so that nothing runs over; what is too long is set smaller, then cut.
"""

from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

from PIL import Image
from pptx import Presentation
from pptx.util import Inches

from geodata import VERSION
from geodata.basemap.basemap import notice
from geodata.briefing.model import Briefing
from geodata.catalog.model import Dataset
from geodata.narrative import labels, provenance
from geodata.narrative.page import Told, told
from geodata.query.scene import Scene
from geodata.store.store import Store
from geodata.text import Lang, Text, joined, marks, plain
from layers import palette
from layers.documents import scene_file, zipped
from layers.documents.pdf import facts
from layers.documents.powerpoint_parts import (
    LANGUAGE,
    LEADING,
    Place,
    bar,
    dress,
    fitting,
    one_line,
    picture,
    say,
    table,
    words,
)
from layers.documents.progress import Progress, tell
from layers.documents.words import CHANGED, SOURCES, UNTITLED
from layers.renderers import qr
from layers.renderers.sheet.layout import OUTSIDE, SOFT, Paper, Sheet
from layers.renderers.sheet.words import CAVEAT, DRAWN, FILTER, SCAN

MEDIA: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
WIDE, HIGH = 13.333, 7.5  # inches
EDGE: Final = 0.45
TITLE: Final = Place(0.65, 0.2, 11.2, 0.66)
SAID: Final = Place(EDGE, 0.92, WIDE - 2 * EDGE, 0.6)
MAP: Final = Place(EDGE, 1.58, WIDE - 2 * EDGE, 5.16)  # with the legend in its right column, below the figures
ASKING: Final = Place(EDGE, 1.58, 6.9, 5.16)  # the map beside questions
ASKED: Final = Place(7.6, 1.58, WIDE - 7.6 - EDGE, 5.16)
ASIDE: Final = Place(WIDE - EDGE - 2.32, 1.62, 2.32, 3.0)
CODE: Final = Place(WIDE - EDGE - 0.68, 6.77, 0.68, 0.68)
LINK: Final = Place(9.75, 7.0, 2.35, 0.44)
FOOT: Final = Place(EDGE, 6.8, 9.1, 0.62)
BAR: Final = Place(EDGE, 0.27, 0.07, 0.52)
_UNIT, _COLUMN, _DPI = 1.36, 122.0, 200  # of the map's picture: its print, its legend's width, its resolution
_FIGURE, _BESIDE = 0.82, 2  # height of a key figure; so many stand side by side
_TITLE_ONLY: Final = 5  # the layout with nothing but a title
_SMALL: Final = 12.0  # print of these titles, before they are cut
_LINES, _MANY = 12, 20  # titles in a column of the first slide; in one of a long briefing
_STATEMENTS: Final = Text("资料来源与说明", "Sources and statements")
_HEADS: Final = (
    Text("内容", "What"),
    Text("主要由谁发布", "Published mainly by"),
    Text("用在第几页", "Used on slides"),
    Text("截至", "As of"),
)
_MAP: Final = Text("地图：{title}。{sentence}", "Map: {title}. {sentence}")
_LICENCES: Final = Text("许可：", "Licences: ")
_CODE: Final = Text("二维码：{link}", "QR code: {link}")


def to_pptx(briefing: Briefing, store: Store, base: str, day: date, progress: Progress | None = None) -> bytes:
    """Return a briefing as a PowerPoint file, 16:9.

    Args:
        briefing, store: what is told.
        base: address of the server the slides link to; empty: they link to none.
        day: today.
        progress: is told after each slide, and may stop the work.

    Raises:
        Cancelled: ``progress`` said so.
    """
    deck, of = _deck(briefing, day), len(briefing.scenes)
    knowns = [told(scene, store) for scene in briefing.scenes]
    _first(deck, briefing, knowns, store, day)
    for n, (scene, known) in enumerate(zip(briefing.scenes, knowns, strict=True), 1):
        _scene(deck, scene, known, store, base, day, f"{n} / {of}")
        tell(progress, n, of)
    _last(deck, briefing, knowns, store, day)
    buffer = BytesIO()
    deck.save(buffer)
    return zipped.dated(buffer.getvalue(), day)


def _deck(briefing: Briefing, day: date) -> Any:
    """An empty file, its layouts stretched from the 4:3 they come in."""
    deck = Presentation()
    stretch = Inches(WIDE) / (deck.slide_width or 1)
    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
    for layout in (deck.slide_master, *deck.slide_layouts):
        for shape in layout.placeholders:
            shape.left, shape.width = round(shape.left * stretch), round(shape.width * stretch)
    about, moment = deck.core_properties, datetime(day.year, day.month, day.day)
    about.title, about.author, about.created, about.modified = plain(briefing.title), "", moment, moment
    about.language = LANGUAGE[briefing.lang]
    return deck


def _slide(deck: Any, title: str, place: Place, size: float, lang: Lang) -> Any:
    """A slide with its title, which the outline and screen readers know as such."""
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = place.lengths
    said, size = fitting(title, place, size, 16)
    say(shape.text_frame, said, size, palette.LABEL, lang, bold=True, middle=True)
    return slide


def _first(deck: Any, briefing: Briefing, knowns: list[Told], store: Store, day: date) -> None:
    lang = briefing.lang
    slide = _slide(deck, plain(briefing.title) or UNTITLED.say(lang), Place(0.8, 0.9, 11.7, 1.5), 40, lang)
    bar(slide, Place(0, 0, WIDE, 0.22), palette.BORDER)
    words(slide, facts(len(knowns), store, day, lang), Place(0.8, 2.45, 11.7, 0.4), 16, SOFT, lang)
    if briefing.data_version != store.version:
        changed = CHANGED.say(lang).format(version=plain(briefing.data_version) or "—")
        words(slide, changed, Place(0.8, 2.87, 11.7, 0.35), 12, palette.BORDER, lang)
    columns = -(-len(knowns) // (_MANY if len(knowns) > _MANY else _LINES)) or 1
    rows = -(-len(knowns) // columns)
    wide, high = 11.7 / columns, 3.35
    size = min(18.0, high * 72 / max(rows, 1) / LEADING)
    while size > _SMALL and any(one_line(known.title, size, wide - 0.65) != known.title for known in knowns):
        size -= 0.5
    for column in range(columns):
        part = list(enumerate(knowns, 1))[column * rows : (column + 1) * rows]
        lines = [one_line(f"{n}  {known.title}", size, wide - 0.25) for n, known in part]
        place = Place(0.8 + column * wide, 3.3, wide - 0.2, high)
        if lines:
            words(slide, "\n".join(lines), place, size, palette.LABEL, lang, least=6)
    words(
        slide,
        store.catalog.compliance.say(lang, background=notice("exports")),
        Place(0.8, 6.85, 11.7, 0.35),
        12,
        SOFT,
        lang,
    )


def _scene(deck: Any, scene: Scene, known: Told, store: Store, base: str, day: date, number: str) -> None:
    lang = scene.lang
    slide = _slide(deck, known.title, TITLE, 28, lang)
    bar(slide, BAR, palette.BORDER)
    words(slide, number, Place(WIDE - EDGE - 0.9, 0.45, 0.9, 0.3), 12, SOFT, lang, right=True)
    sheet = scene_file.sheet_of(scene, store, base, day, known=known)
    said = sheet.sentence + (f"\n{FILTER.say(lang)}{sheet.filter}" if sheet.filter else "")
    words(slide, said, SAID, 16, palette.LABEL, lang, least=8)
    place = ASKING if sheet.questions else MAP
    body = _map(scene, store, place, 0 if sheet.questions else _rows(sheet) * _FIGURE)
    picture(slide, body, place, _MAP.say(lang).format(title=known.title, sentence=known.sentence))
    _figures(slide, sheet, lang)
    if sheet.questions:
        asked = "\n\n".join(f"{n}. {question}" for n, question in enumerate(sheet.questions, 1))
        words(slide, asked, ASKED, 17, palette.LABEL, lang, least=10)
    foot = (
        sheet.caveat and CAVEAT.say(lang) + sheet.caveat,
        sheet.sources and SOURCES.say(lang) + sheet.sources,
        f"{sheet.compliance} · {DRAWN.say(lang)}{sheet.date}",
    )
    words(slide, "\n".join(filter(None, foot)), FOOT, 10, SOFT, lang, least=6)
    if sheet.coded:
        picture(slide, qr.code_picture(sheet.link), CODE, _CODE.say(lang).format(link=sheet.link), sheet.link)
        words(slide, SCAN.say(lang), LINK._replace(top=LINK.top - 0.24, height=0.22), 10, SOFT, lang, right=True)
    if sheet.link:
        words(slide, sheet.link, LINK, 8, SOFT, lang, least=6, right=True, link=sheet.link)
    _notes(slide, scene)


def _notes(slide: Any, scene: Scene) -> None:
    """What only the presenter reads."""
    if scene.notes:
        frame = slide.notes_slide.notes_text_frame
        frame.text = plain(scene.notes, lines=True)
        for run in (run for paragraph in frame.paragraphs for run in paragraph.runs):
            dress(run, 12, (0, 0, 0, 255), scene.lang)


def _rows(sheet: Sheet) -> int:
    """How many rows the key figures of a slide take."""
    return -(-len(sheet.figures) // _BESIDE)


def _figures(slide: Any, sheet: Sheet, lang: Lang) -> None:
    """Key figures at the right of the map, above its legend."""
    step = ASIDE.width / _BESIDE
    for n, (number, label) in enumerate(sheet.figures):
        row, column = divmod(n, _BESIDE)
        left, top = ASIDE.left + column * step, ASIDE.top + row * _FIGURE
        bar(slide, Place(left, top + 0.03, 0.04, _FIGURE - 0.14), palette.BORDER)
        words(slide, number, Place(left + 0.1, top, step - 0.14, 0.4), 22, palette.LABEL, lang, bold=True, least=11)
        words(slide, label, Place(left + 0.1, top + 0.4, step - 0.14, 0.36), 10.5, SOFT, lang, least=7)


def _map(scene: Scene, store: Store, place: Place, above: float) -> bytes:
    """The map with its legend, room (inches) left free above that; in 256 colours, which take a third of the bytes."""
    paper = Paper(place.width, place.height, _UNIT)
    sheet = Sheet(lang=scene.lang, paper=paper, margin=OUTSIDE, column=_COLUMN, above=above * 72 / _UNIT)
    body = scene_file.to_bytes(scene_file.drawn(scene, store, sheet), sheet, store, "png", _DPI)
    buffer = BytesIO()
    few = Image.open(BytesIO(body)).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    few.save(buffer, "PNG", optimize=True, dpi=(_DPI, _DPI))
    return buffer.getvalue()


def _last(deck: Any, briefing: Briefing, knowns: list[Told], store: Store, day: date) -> None:
    """What the slides stand on: every dataset once, with its origin, day and licence."""
    lang = briefing.lang
    slide = _slide(deck, _STATEMENTS.say(lang), TITLE, 28, lang)
    bar(slide, BAR, palette.BORDER)
    pages: dict[str, list[int]] = {}
    for n, known in enumerate(knowns, 1):
        for id in known.shown:
            pages.setdefault(id, []).append(n)
    rows = [tuple(head.say(lang) for head in _HEADS), *(_row(id, on, store, lang) for id, on in pages.items())]
    table(slide, rows, Place(EDGE, 1.1, 12.4, 5.3), (3.0, 5.8, 2.2, 1.4), lang)
    licences = dict.fromkeys(_terms(store.catalog.datasets[id], lang) for id in pages)
    terms = _LICENCES.say(lang) + marks.SEMICOLON.say(lang).join(licences)
    words(slide, terms, Place(EDGE, 6.45, 12.4, 0.45), 10.5, SOFT, lang, least=7)
    version = f"{VERSION}+{store.version} · {day.isoformat()}"
    words(
        slide,
        f"{store.catalog.compliance.say(lang, background=notice('exports'))} · {version}",
        Place(EDGE, 6.95, 12.4, 0.35),
        11,
        SOFT,
        lang,
    )


def _terms(dataset: Dataset, lang: Lang) -> str:
    """The licence of a dataset; a column it names is called as people read it."""
    told = dataset.licence.title.say(lang)
    for name, column in dataset.all_columns.items():
        if "_" in name:
            told = told.replace(name, Text(f"“{column.label.zh}”一栏", f"the column “{column.label.en}”").say(lang))
    return told


def _row(id: str, on: list[int], store: Store, lang: Lang) -> tuple[str, ...]:
    """What a dataset tells, who published its facts (of a derived one, what it is made of), and where it is used."""
    dataset = store.catalog.datasets[id]
    names = provenance.publishers(store.facts[id]) if id in store.facts else []
    by = labels.source_title(joined(names, lang), lang) if names else dataset.producer.say(lang)
    return dataset.title.say(lang), by, joined([str(n) for n in on], lang), dataset.as_of
