"""What is seen first of a page of the app: its map as inline SVG, its words, its legend, links that need no script."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from geodata.basemap.basemap import notice
from geodata.briefing.default import default
from geodata.catalog.pages import offered
from geodata.narrative import crossings as account
from geodata.narrative.page import Told, told
from geodata.query import on_map, question, url
from geodata.query import scene as scenes
from geodata.query.crossings import compared, crossings, earlier_first
from geodata.query.scene import LIGHT_MAP, Scene
from geodata.query.scene_fields import CLOSED
from geodata.store.store import Store
from geodata.text import TAG, Lang, other
from layers import compose, framing, legend, symbols
from layers.renderers.deck import lines as deck_lines
from layers.renderers.names import rows
from layers.renderers.svg import picture
from layers.spec import Drawing
from pages._http.arrival import words
from pages._http.base_path import served
from pages._ui.words import common

_FOLDER: Final = Path(__file__).parent
_ENV: Final = Environment(
    loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
MAIN, COMPARED = "map", "map2"  # the places of maps on a page


class Window(NamedTuple):
    """What is known of the window before the app asks: a phone's, a low one; the address others can open, or none."""

    narrow: bool = False
    low: bool = False
    public: str = ""
    light: bool = False  # no graphics card draws its maps


class _Link(NamedTuple):
    address: str
    name: str
    here: bool


class _Drawn(NamedTuple):
    place: str
    drawing: Drawing
    caption: str = ""


class _Map(NamedTuple):
    place: str
    svg: Markup
    caption: str


@dataclass(frozen=True)
class First:
    """What Streamlit's page is filled with: its language, what stands in its head and in its body."""

    tag: str
    title: str
    light: str  # address of the light page that answers the same
    head: str
    body: str
    files: tuple[str, ...]  # addresses of the geometry the live map fetches


@cache
def style() -> str:
    """Return the style sheet of the first picture."""
    return (_FOLDER / "first.css").read_text(encoding="utf-8")


def first(scene: Scene, store: Store, window: Window) -> First:
    """Return what is seen first of a scene.

    Args:
        scene, store: what the link asks for.
        window: what is known of the reader's.
    """
    lang, page = scene.lang, scene.declared
    known = told(scene, store) if page.map else None
    drawings = _drawings(scene, store, window) if page.map and not scene.big else []
    shapes, alt = symbols.shapes(store), common.MAP_ALT.say(lang)
    reach = picture.NARROW if window.narrow else picture.WIDE
    maps = [
        _Map(one.place, Markup(picture.picture(one.drawing, lang, shapes, alt, reach, served("/"))), one.caption)  # noqa: S704 - ours
        for one in drawings
    ]
    whole = scene.engine == LIGHT_MAP or (window.light and not scene.engine)  # the light map has no tiles
    soon = [file for one in drawings for file in deck_lines.first_files(one.drawing, whole=whole)]
    soon += [rows.names(one.drawing.layers, lang, one.drawing.view.zoom).address for one in drawings]
    files = tuple(dict.fromkeys(served(f"/{file}") for file in soon))
    light = served(question.light(question.of_scene(scene)))
    entries = legend.entries(*(one.drawing for one in drawings)) if drawings else []
    body = _ENV.get_template("first.html").render(
        kind="asks" if page.answers == "needs" else "stage",
        files=" ".join(files),
        app=common.APP.say(lang),
        subtitle=common.SUBTITLE.say(lang),
        lang=lang,
        other=served(url.local(replace(scene, lang=other(lang)), store)),
        light=light,
        links=[_link(name, scene, store) for name in offered()],
        words={name: getattr(words, name).say(lang) for name in ("PAGES", "LIGHT", "NO_SCRIPT", "LATE")}
        | {"LEGEND": common.LEGEND.say(lang), "MORE": common.SAID_MORE.say(lang)},
        heading=page.name.say(lang),
        said=known.said[0] if known else "",
        more=known.said[1] if known else "",
        note=known.caveat if known and page.answers != "needs" else "",
        maps=maps,
        unfolded=not (window.narrow or window.low or page.answers == "needs"),
        legend=legend.rows(entries, lang, shapes),
        law=store.catalog.compliance.say(lang, scene.vintage, notice("screen")),
        plain="" if known else words.PLAIN[scene.page].say(lang),
        items=[] if known else _HELD[scene.page](scene, store),
    )
    title = f"{page.name.say(lang)} · {common.APP.say(lang)}"
    return First(TAG[lang], title, light, _head(scene, store, known, window), body, files)


def _drawings(scene: Scene, store: Store, window: Window) -> list[_Drawn]:
    """The drawing of each map of the page, from left to right; of two, what each is."""
    against = compared(scene, store) if scene.declared.answers == "ties" else None
    room = framing.room(scene, narrow=window.narrow, halves=bool(against))
    main = _Drawn(MAIN, compose.draw(scene, store, on_map.drawn(scene, store), room, use="screen"))
    if not against:
        return [main]
    other, found = against
    told = account.brief(other, found, closed=scene.compare == CLOSED)
    there = _Drawn(COMPARED, compose.draw(other, store, found.drawn(scene), room, use="screen"), told)
    main = main._replace(caption=account.brief(scene, crossings(scene, store)))
    return [there, main] if earlier_first(scene) else [main, there]


def _scenes(scene: Scene, store: Store) -> list[_Link]:
    """The scenes of the shipped briefing."""
    return [
        _Link(served(url.local(one, store)), told(one, store).title, False) for one in default(store, scene.lang).scenes
    ]


def _tables(scene: Scene, store: Store) -> list[_Link]:
    """Every table, as a file."""
    tables = store.catalog.datasets.values()
    return [_Link(served(f"/api/datasets/{one.id}.csv"), one.title.say(scene.lang), False) for one in tables]


# What a page without a map holds.
_HELD: Final[dict[str, Callable[[Scene, Store], list[_Link]]]] = {"briefing": _scenes, "sources": _tables}


def _link(page: str, scene: Scene, store: Store) -> _Link:
    start = replace(scenes.default(store, page), lang=scene.lang)
    return _Link(served(url.local(start, store)), start.declared.name.say(scene.lang), page == scene.page)


def _head(scene: Scene, store: Store, known: Told | None, window: Window) -> str:
    """What search engines and previews of links read: what was found, in words, and a picture that others can open."""
    lang: Lang = scene.lang
    title = known.title if known else scene.declared.title.say(lang)
    about = known.sentence if known else words.PLAIN[scene.page].say(lang)
    told_of = {"og:type": "website", "og:site_name": common.APP.say(lang), "og:title": title, "og:description": about}
    if window.public:
        local = url.local(scene, store)
        told_of["og:url"] = window.public + local
        if known:
            query = url.to_query(scene, store) | {"page": scene.page}
            told_of["og:image"] = f"{window.public}/preview.png?{urlencode(query)}"
    metas = [f'<meta property="{name}" content="{escape(value)}">' for name, value in told_of.items()]
    return f'<meta name="description" content="{escape(about)}">{"".join(metas)}'
