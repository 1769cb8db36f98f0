"""A briefing as one HTML file that needs nothing else: no network, no server, no program but a browser.

Its geometry stands in it once, however many scenes share it. Its only scripts are ours, named by their hashes in a
policy that forbids every other one and every request.
"""

import base64
import hashlib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

import jinja2
import xstatic.pkg.leaflet

from geodata.basemap.basemap import notice
from geodata.basemap.mercator import Box, of_degrees
from geodata.basemap.mercator import place as place_of
from geodata.basemap.picture import encoded
from geodata.briefing.model import Briefing
from geodata.narrative.page import Told, told
from geodata.query.scene import Scene
from geodata.store.store import Store
from geodata.text import TAG, Lang, plain
from layers import legend, symbols
from layers.camera import place
from layers.documents import scene_file
from layers.documents.html import packed_geometry, webfont
from layers.documents.html.words import WORDS
from layers.documents.pdf import facts
from layers.documents.progress import Progress, tell
from layers.documents.words import CHANGED, UNTITLED
from layers.renderers import leaflet, qr
from layers.renderers.sheet.layout import Sheet
from layers.spec import Drawing, MapLayer

MEDIA: Final = "text/html; charset=utf-8"
_CLOSER: Final = 0.7  # names are kept that are read so many zooms closer: a large screen shows the same ground larger
FACE: Final = "{typeface}"  # where it goes, once it is known which characters it must have
_AROUND: Final = 0.15  # of what is seen, at each side: what a reader moves into view
_GROUND_PX: Final = 1_600  # how wide a basemap is, about
_FOLDER: Final = Path(__file__).parent
_LEAFLET: Final = Path(xstatic.pkg.leaflet.BASE_DIR)
_TEMPLATE: Final = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
    (_FOLDER / "standalone.html").read_text(encoding="utf-8")
)


@dataclass
class _Parts:
    """What the scenes share: geometry by address, symbols."""

    bodies: dict[str, object] = field(default_factory=dict)
    layers: list[MapLayer] = field(default_factory=list)  # those with symbols


def to_html(briefing: Briefing, store: Store, base: str, day: date, progress: Progress | None = None) -> bytes:
    """Return a briefing as a page that stands alone.

    Args:
        briefing, store: what is told.
        base: address of the server the slides link to; empty: they link to none.
        day: today.
        progress: is told after each scene, and may stop the work.

    Raises:
        Cancelled: ``progress`` said so.
    """
    lang, parts, slides, maps = briefing.lang, _Parts(), [], []
    for n, scene in enumerate(briefing.scenes, 1):
        known = told(scene, store)
        sheet = scene_file.sheet_of(scene, store, base, day, known=known)
        drawing = scene_file.drawn(scene, store, sheet)
        maps.append(_map(drawing, lang, parts))
        slides.append(_slide(scene, known, sheet, drawing, store))
        tell(progress, n, len(briefing.scenes))
    pictures = leaflet.pictures(parts.layers, symbols.shapes(store))
    data = {"maps": maps, "bodies": parts.bodies, "symbols": pictures, "scale": packed_geometry.SCALE}
    scripts = [_leaflet("leaflet.js"), leaflet.LAYERS, _own("standalone.js")]
    html = _TEMPLATE.render(
        face=FACE,
        lang=TAG[lang],
        policy=_policy(scripts),
        title=plain(briefing.title) or UNTITLED.say(lang),
        facts=facts(len(slides), store, day, lang),
        changed=CHANGED.say(lang).format(version=plain(briefing.data_version) or "—")
        if briefing.data_version != store.version
        else "",
        compliance=store.catalog.compliance.say(lang, background=notice("exports")),
        words={name: text.say(lang) for name, text in WORDS.items()},
        slides=slides,
        styles=_styles(),
        scripts=scripts,
        data=leaflet.safe(data),
    )
    return html.replace(FACE, webfont.data_url(html), 1).encode()


def _leaflet(name: str) -> str:
    """A file of the installed package, without the line that looks for a map of its source."""
    lines = (_LEAFLET / name).read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if "sourceMappingURL" not in line)


def _own(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _styles() -> list[str]:
    """Leaflet's style without its pictures, which nothing here shows; that of the light map; ours."""
    plain_style = "\n".join(line for line in _leaflet("leaflet.css").splitlines() if "url(" not in line)
    return [plain_style, leaflet.STYLE, _own("standalone.css")]


def _policy(scripts: list[str]) -> str:
    hashes = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{one}'" for one in hashes)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _map(drawing: Drawing, lang: Lang, parts: _Parts) -> dict[str, object]:
    """The map of a scene: what of the ground is seen, and its layers."""
    view, frame = drawing.view, drawing.frame
    (right, below), across, down = frame.middle, frame.seen / 2, frame.high / 2
    west, north = place(view, right - across, below - down)
    east, south = place(view, right + across, below + down)
    seen = (west, south, east, north)
    layers = [layer for layer in drawing.layers if layer.role != "screen"]  # the page has a scale of its own
    specs = []
    for layer in layers:
        if layer.shape == "label":
            specs.append(leaflet.spec(layer, lang) | {"body": leaflet.labels(layer, lang, seen, view.zoom + _CLOSER)})
            continue
        if layer.ground:
            specs += _ground(layer, lang, of_degrees(west, south, east, north))
            continue
        key = layer.address or f"own-{len(parts.bodies)}"
        if key not in parts.bodies:
            parts.bodies[key] = packed_geometry.pack(layer, lang)
        specs.append(leaflet.spec(layer, lang) | {"key": key})
        if layer.shape == "point":
            parts.layers.append(layer)
    return {"bounds": [[south, west], [north, east]], "layers": specs}


def _ground(layer: MapLayer, lang: Lang, seen: Box) -> list[dict[str, object]]:
    """The administrator's basemap as one picture of what is seen and a little around it, as far as it can be had."""
    across, down = seen.width * _AROUND, seen.height * _AROUND
    box = Box(seen.left - across, seen.top - down, seen.right + across, seen.bottom + down)
    picture = layer.ground and layer.ground.picture(box, _GROUND_PX)
    if not picture:
        return []
    body, media = encoded(picture)
    west, north = place_of(box.left, box.top)
    east, south = place_of(box.right, box.bottom)
    return [leaflet.spec(layer, lang) | {"image": _data_url(body, media), "bounds": [[south, west], [north, east]]}]


def _slide(scene: Scene, known: Told, sheet: Sheet, drawing: Drawing, store: Store) -> dict[str, object]:
    """What is told beside the map of a scene."""
    return {
        "title": known.title,
        "sheet": sheet,
        "notes": plain(scene.notes, lines=True),
        "legend": legend.rows(legend.entries(drawing), scene.lang, symbols.shapes(store), 30),
        "code": _data_url(qr.code_picture(sheet.link)) if sheet.coded else "",
    }


def _data_url(picture: bytes, media: str = "image/png") -> str:
    return f"data:{media};base64," + base64.b64encode(picture).decode()
