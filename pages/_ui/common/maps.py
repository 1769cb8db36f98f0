"""The map on the page: the live one, or the light one where there is no WebGL. The only place that shows maps."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import streamlit as st

from geodata.catalog.pages import PAGES
from geodata.catalog.pick import NOTHING, Pick
from geodata.query import question
from geodata.query.results import Shown
from geodata.query.scene import LIGHT_MAP, LIVE_MAP, Scene
from geodata.store import live
from geodata.store.store import Store
from layers import compose, framing, geometry, symbols
from layers.camera import Frame
from layers.framing import Camera
from layers.kinds import tie
from layers.renderers import leaflet
from layers.renderers.deck import deck
from layers.spec import Drawing, dataset_of
from pages._http.base_path import served
from pages._ui.session import own, state
from pages._ui.words import common

# What a browser tells of itself: it has no WebGL, or draws it by the processor; its graphics card stopped again and
# again; its window is narrow, or low.
NO_WEBGL, SOFTWARE, LOST = "no_webgl", "software", "lost"
NARROW, LOW = "narrow", "low"
MAIN, COMPARED, SLIDE = "map", "map2", "map-slide"  # the places of maps on a page
_CAMERAS: Final = "_cameras"  # of the maps of each page, as last sent
_LOSSES: Final = "_losses"  # how often the graphics card took the live map away
MOST_LOSSES: Final = 3  # after so many the light map comes first
_CLICKED: Final = "_clicked"  # what was picked by a click on a map, until it is drawn

_SCRIPTS: Final = Path(__file__).parents[1] / "assets"


@cache
def script(name: str) -> str:
    """Return a script of ours."""
    return (_SCRIPTS / f"{name}.js").read_text(encoding="utf-8")


def _choose(picked: Pick) -> None:
    """Turn a click into the pick, or, on a bundle of ties, into a narrower choice."""
    if ends := tie.bundle_ends(picked.id):
        state.narrow(sichuan_city=ends[0], chongqing_county=ends[1])
    elif picked.dataset == "counties" and PAGES[state.page()].answers == "needs":  # there a county is where one lives
        state.focus(picked.id)
    else:
        state.remember(_CLICKED, picked)
        state.pick(picked)


def _on_select(key: str) -> None:
    """Take a click on the live map; the empty event that follows a redraw is none."""
    objects: dict[str, list[dict[str, Any]]] = state.value(key)["selection"]["objects"]
    for layer, found in objects.items():
        if found and found[0]["properties"]["id"]:  # cells of many points have none
            _choose(Pick.of(dataset_of(layer), str(found[0]["properties"]["id"])))


def _on_picked() -> None:
    """Take a click on the light map."""
    said = Pick(state.value("bridge").picked or "")  # it names the layer
    if said.id:
        _choose(Pick.of(dataset_of(said.dataset), said.id))


def _on_lost() -> None:
    """Have the live map drawn anew, in a place of its own: the graphics card has dropped all of it."""
    losses = (state.value(_LOSSES) or 0) + 1
    state.remember(_LOSSES, losses)
    if losses >= MOST_LOSSES:
        state.learn(LOST)


def light(scene: Scene) -> bool:
    """Return whether the light map is shown: it was chosen, nothing else can be drawn, or nothing else as quickly.

    What a visitor or a link chose goes before what the browser's software suggests.
    """
    if state.browser(NO_WEBGL) or scene.engine == LIGHT_MAP:
        return True
    return not scene.engine and (state.browser(SOFTWARE) or state.browser(LOST))


def told(scene: Scene) -> None:
    """Say why the light map is shown where nobody chose it, and offer the live one where it can be drawn."""
    if not light(scene) or scene.engine == LIGHT_MAP:
        return
    none = state.browser(NO_WEBGL)
    why = common.NO_WEBGL if none else common.LOST if state.browser(LOST) else common.SOFTWARE
    with st.container(key="which-map", horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(why.say(scene.lang), width="content")
        if none:
            return
        st.button(
            common.FULL_MAP.say(scene.lang),
            key="full-map",
            type="tertiary",
            on_click=state.remember,
            args=(state.key("engine"), LIVE_MAP),
        )


def bridge() -> None:
    """Listen to the browser, let it draw maps in all its pixels, and let it take each click on them."""
    state.remember(_CLICKED, NOTHING)  # the maps have been drawn
    st.components.v2.component("chengyu_sharp", js=script("sharp"))(key="sharp", height=1)
    st.components.v2.component("chengyu_press", js=script("press"))(key="press", height=1)
    st.components.v2.component("chengyu_reach", js=script("reach"))(key="reach", height=1)
    lang = state.lang()
    words = {"words": leaflet.WHEEL.say(lang), "fingers": leaflet.FINGERS.say(lang)}
    st.components.v2.component("chengyu_stage", js=script("stage"))(key="stage-hands", data=words, height=1)
    said = {"missing": leaflet.MISSING.say(lang), "again": leaflet.AGAIN.say(lang)}
    st.components.v2.component("chengyu_missing", js=script("missing"))(
        key="missing", data=said | {"root": served(f"/{geometry.FOLDER}/")}, height=1
    )
    st.components.v2.component("chengyu_bridge", js=script("bridge"))(
        key="bridge",
        data={"told": state.browser_told()},
        on_picked_change=_on_picked,
        on_no_webgl_change=lambda: state.learn(NO_WEBGL),
        on_software_change=lambda: state.learn(SOFTWARE),
        on_lost_change=_on_lost,
        on_narrow_change=lambda: state.learn(NARROW),
        on_low_change=lambda: state.learn(LOW),
        height=1,
    )


def move_together() -> None:
    """Let two live maps side by side move together; light maps do so by themselves."""
    st.components.v2.component("chengyu_together", js=script("together"))(key="together", height=1)


def narrow() -> bool:
    """Return whether the screen is a phone's: phones name themselves ("Mobi"), the bridge tells of narrow windows."""
    return state.browser(NARROW) or "Mobi" in st.context.headers.get("User-Agent", "")


def roomy() -> bool:
    """Return whether there is room for an unfolded legend: neither a phone nor a low screen, as of a small laptop."""
    return not narrow() and not state.browser(LOW)


def room(scene: Scene, *, halves: bool = False) -> Frame:
    """Return about how much room the map of a page has on this visitor's screen (``framing.room``)."""
    return framing.room(scene, narrow=narrow(), halves=halves)


def draw(scene: Scene, store: Store, shown: dict[str, Shown], frame: Frame, place: str = MAIN) -> Drawing:
    """Return the drawing of a scene with the camera that its map has (``framing.follow``).

    Args:
        scene, store, shown: what is drawn, and of what.
        frame: the room on screen.
        place: which map of the page.
    """
    sent: dict[tuple[str, str], Camera] = state.value(_CAMERAS) or {}
    at, clicked = (scene.page, place), state.value(_CLICKED) or NOTHING
    camera = framing.follow(sent.get(at), scene, store, shown, frame, clicked)
    state.remember(_CAMERAS, sent | {at: camera})
    return compose.draw(scene, store, shown, frame, camera.view, use="screen")


def _key(place: str) -> str:
    """The live map's key: another one once the window is known to be narrow, since a map keeps its first camera.

    And another one each time its picture was lost, so that the browser makes it anew.
    """
    losses = state.value(_LOSSES)
    return f"{place}-{'narrow' if narrow() else 'wide'}{f'-{losses}' if losses else ''}"


def show(drawing: Drawing, scene: Scene, store: Store, height: int, place: str = MAIN) -> None:
    """Show the drawing of a scene.

    Args:
        drawing, scene, store: what is drawn, and of what (``draw``).
        height: px.
        place: which map of the page; COMPARED shows what the scene is compared with.
    """
    if light(scene):
        address = served(question.light_map(scene, store, drawing.frame, drawing.view, other=place == COMPARED))
        address += f"&data={store.version}" if live.status() else ""
        address += f"&own={token}" if (token := own.token()) else ""
        # A frame of its own for each address: one that is led elsewhere adds a step to what "back" undoes.
        with st.container(key=f"light-{sha256(address.encode()).hexdigest()[:8]}"):
            st.iframe(address, height=height, alt=common.MAP_ALT.say(scene.lang))
        return
    spec = deck.to_deck(drawing.layers, drawing.view, scene.lang, served("/"), symbols.icon_atlas(store))
    key = _key(place)
    st.pydeck_chart(
        spec,
        key=key,
        height=height,
        on_select=lambda: _on_select(key),
        selection_mode="single-object",
        alt=common.MAP_ALT.say(scene.lang),
    )
