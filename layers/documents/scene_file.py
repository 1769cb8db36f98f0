"""A scene as a sheet of paper: what is told of it, around its map, as PNG, SVG or PDF; a briefing as so many files."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from geodata.basemap.basemap import notice
from geodata.briefing.model import Briefing
from geodata.export import filename
from geodata.narrative.page import Told, told
from geodata.query import on_map, url
from geodata.query.scene import Scene
from geodata.store.store import Store
from layers import compose
from layers.documents import zipped
from layers.documents.progress import Progress, tell
from layers.renderers.settled import settled
from layers.renderers.sheet import figure
from layers.renderers.sheet.figure import Format
from layers.renderers.sheet.layout import A4, Paper, Sheet, frame
from layers.spec import Drawing
from layers.symbols import shapes


def sheet_of(scene: Scene, store: Store, base: str, day: date, paper: Paper = A4, known: Told | None = None) -> Sheet:
    """Return what stands around the map of a scene.

    Args:
        scene, store: what is shown.
        base: address of the server the sheet links to; empty: it links to none.
        day: today.
        paper: the format.
        known: what is told of the scene, where it is known already.
    """
    known = known or told(scene, store)
    return Sheet(
        title=known.title,
        sentence=known.sentence,
        figures=known.figures,
        questions=known.questions,
        filter="" if known.filter in known.sentence else known.filter,  # nothing is said twice
        caveat=known.caveat,
        sources=known.sources,
        date=day.isoformat(),
        compliance=store.catalog.compliance.say(scene.lang, scene.vintage, notice("exports")),
        link=url.address(scene, store, base),
        lang=scene.lang,
        paper=paper,
    )


def drawn(scene: Scene, store: Store, sheet: Sheet) -> Drawing:
    """Return the drawing of a scene for the room its sheet has, each layer as it is drawn on paper."""
    return settled(compose.draw(scene, store, on_map.drawn(scene, store), frame(sheet), use="exports"))


def to_bytes(drawing: Drawing, sheet: Sheet, store: Store, format: Format, dpi: int = 300) -> bytes:
    """Return a drawing on its sheet as a file."""
    with figure.one_at_a_time():
        return figure.to_bytes(figure.draw_map(drawing, sheet, shapes(store)), format, dpi)


def file(scene: Scene, store: Store, base: str, day: date, format: Format, paper: Paper = A4, dpi: int = 300) -> bytes:
    """Return a scene as a file: "png", "svg" or "pdf"."""
    sheet = sheet_of(scene, store, base, day, paper)
    return to_bytes(drawn(scene, store, sheet), sheet, store, format, dpi)


def of_briefing(
    briefing: Briefing, store: Store, base: str, day: date, progress: Progress | None = None, format: Format = "png"
) -> bytes:
    """Return a ZIP with one sheet per scene, named by its number and title, so that they sort as they are told.

    Args:
        briefing, store: what is told.
        base: address of the server the sheets link to; empty: they link to none.
        day: today.
        progress: is told after each sheet, and may stop the work.
        format: of the sheets.

    Raises:
        Cancelled: ``progress`` said so.
    """
    buffer, of = BytesIO(), len(briefing.scenes)
    with ZipFile(buffer, "w", ZIP_DEFLATED) as pack:
        for n, scene in enumerate(briefing.scenes, start=1):
            sheet = sheet_of(scene, store, base, day)
            name = filename.part(sheet.title)
            body = to_bytes(drawn(scene, store, sheet), sheet, store, format)
            zipped.write(pack, f"{n:02d}_{name}.{format}", body, day)
            tell(progress, n, of)
    return buffer.getvalue()
