"""The presenter view: one scene fills the screen, its map in large letters, its figures and its sentence beside it."""

from dataclasses import replace
from html import escape
from typing import Final

import streamlit as st

from geodata.basemap.basemap import notice
from geodata.briefing.model import Briefing
from geodata.narrative.page import Told
from geodata.query import on_map
from geodata.query.scene import Scene
from geodata.store.store import Store
from layers.camera import Frame
from layers.compose import draw
from layers.renderers.sheet.words import FILTER
from layers.spec import Drawing
from pages._ui.common import legend, maps
from pages._ui.session import cache, state
from pages._ui.words import briefing as words

ROOM: Final = Frame(1060, 660)  # what a map has on a 1440 × 900 screen, until the browser has told what it has here
SMALLEST, LARGEST = 200, 4000  # px a browser may tell of
LARGER: Final = 1.45  # names, as against those of a page: read from the last row
_ROOM: Final = "_room"  # what a map has on this screen, px
_AUTO: Final = "_auto"  # seconds a page while it plays by itself; 0: by hand


def _room() -> Frame:
    """The room a map has on this screen."""
    told = state.value(_ROOM)
    return Frame(*told) if told else ROOM


def _measured() -> None:
    """Take what the browser told of its room; nothing of it is trusted to make sense."""
    told = state.value("present").room
    if isinstance(told, list) and len(told) == 2 and all(isinstance(px, int | float) for px in told):
        state.remember(_ROOM, tuple(min(max(round(px), SMALLEST), LARGEST) for px in told))


def _larger(drawing: Drawing) -> Drawing:
    """The drawing with larger names and symbols, as large as its room is high."""
    by = LARGER * max(drawing.frame.height / ROOM.height, 0.7)
    layers = [
        replace(layer, size=round(layer.size * by), lift=round(layer.lift * by))
        if layer.shape in ("label", "point")
        else layer
        for layer in drawing.layers
    ]
    return replace(drawing, layers=tuple(layers))


def _turn(of: int) -> None:
    """Go where a key or a button leads; 0 leaves."""
    to = state.value("present").go
    if to is not None:
        state.remember(state.key("slide"), min(max(int(to), 0), of))


def _play() -> None:
    state.remember(_AUTO, int(state.value("present").auto or 0))


def to(slide: int) -> None:
    """Present a slide; 0 leaves."""
    state.remember(state.key("slide"), slide)


def starts(previewed: int) -> None:
    """Listen to the keys by which presenters start: F5 the first slide, Shift+F5 the one previewed, counted from 1."""
    st.components.v2.component("chengyu_start", js=maps.script("presenting/start"))(
        key="start-keys",
        data={"previewed": previewed},
        on_from_change=lambda: to(int(state.value("start-keys")["from"] or 1)),
        height=1,
    )


def figures(known: Told) -> str:
    """Return the key figures as markup."""
    items = "".join(f"<div><dd>{escape(one.number)}</dd><dt>{escape(one.label)}</dt></div>" for one in known.figures)
    return f'<dl class="figures">{items}</dl>'


def beside(known: Told) -> str:
    """Return what stands beside a map as markup: its key figures, or the questions it asks."""
    if not known.questions:
        return figures(known)
    items = "".join(f"<li>{escape(question)}</li>" for question in known.questions)
    return f'<ol class="questions">{items}</ol>'


def show(briefing: Briefing, store: Store, at: int) -> None:
    """Show one slide of a briefing, counted from 1."""
    scene, of, lang = briefing.scenes[at - 1], len(briefing.scenes), briefing.lang
    known, room = cache.told(scene, store), _room()
    drawing = _larger(draw(scene, store, on_map.drawn(scene, store), room))
    with st.container(key="presenting"):
        filtered = f" <small>{escape(FILTER.say(lang) + known.filter)}</small>" if known.filter else ""
        st.html(f'<h1>{escape(known.title)}</h1><p class="present-said">{escape(known.sentence)}{filtered}</p>')
        with st.container(key="present-body", horizontal=True, gap="medium"):
            with st.container(key="present-map"):
                # A map keeps its first camera: that of another room is another map.
                place = f"{maps.SLIDE}-{room.width}x{room.height}"
                maps.show(drawing, scene, store, height=room.height, place=place)
            with st.container(key="present-side"):
                st.html(beside(known))
                st.html(f'<ul class="legend-list">{legend.legend_rows([drawing], store, lang)}</ul>')
        _foot(scene, store, at, of)
        _hands(briefing, store, at)
    if at < of:  # what comes next is told ahead
        cache.told(briefing.scenes[at], store)


def _foot(scene: Scene, store: Store, at: int, of: int) -> None:
    """Where one is, the ways on and back, and the map statement."""
    lang = scene.lang
    with st.container(key="present-foot", horizontal=True, vertical_alignment="center"):
        told = escape(words.OF.say(lang).format(n=at, of=of))
        law = escape(store.catalog.compliance.say(lang, scene.vintage, notice("screen")))
        bar = f'<progress value="{at}" max="{of}" aria-label="{told}"></progress>'
        st.html(f'<p class="place" role="status">{told}</p>{bar}<p class="law">{law}</p>')
        for key, label, icon, target in (
            ("back", words.BACK, ":material/arrow_back:", max(at - 1, 1)),
            ("next", words.NEXT, ":material/arrow_forward:", min(at + 1, of)),
            ("leave", words.LEAVE, ":material/close:", 0),
        ):
            st.button(
                label.say(lang), key=f"present-{key}", icon=icon, help=label.say(lang), on_click=to, args=(target,)
            )


def _hands(briefing: Briefing, store: Store, at: int) -> None:
    """Listen to keys and clickers; run the clock; feed the notes window."""
    scene, of, lang = briefing.scenes[at - 1], len(briefing.scenes), briefing.lang
    pace = int(state.value(_AUTO) or 0)
    state.alone("auto", held=pace > 0)
    st.components.v2.component("chengyu_present", js=maps.script("presenting/present"))(
        key="present",
        data={
            "slide": at,
            "of": of,
            "title": cache.told(scene, store).title,
            "notes": scene.notes,
            "next": cache.told(briefing.scenes[at], store).title if at < of else "",
            "auto": pace,
            "room": list(_room()[:2]),
            "words": {
                "notes": words.NOTES_BUTTON.say(lang),
                "reset": words.RESET_BUTTON.say(lang),
                "full": words.FULL_BUTTON.say(lang),
                "auto": words.AUTO_ON.say(lang).format(seconds=pace) if pace else words.AUTO_BUTTON.say(lang),
                "next": words.NEXT_IS.say(lang),
                "none": words.NO_NOTES.say(lang),
                "black": words.BLACK.say(lang),
                "white": words.WHITE.say(lang),
                "blocked": words.BLOCKED.say(lang),
            },
        },
        on_go_change=lambda: _turn(of),
        on_auto_change=_play,
        on_room_change=_measured,
        height=30,
    )
