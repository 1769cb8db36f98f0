"""The map on the page: the live one, or the light one where there is no WebGL. The only place that shows maps."""

from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st

from geodata import scene as scenes
from geodata.scene import Scene
from geodata.store import Store
from layers import deck, draw
from layers.draw import Drawing
from pages._ui import state, text

ROOT: Final = "/"
NO_WEBGL: Final = "no_webgl"
NARROW: Final = "narrow"

# Tells the page what only the browser knows: that WebGL is missing, that the screen is narrow, and what was clicked on
# the light map. Each fact is told once a visit.
_BRIDGE: Final = """
export default function ({ setTriggerValue }) {
  const told = (window.chengyuTold ??= {});
  const tell = (fact, holds) => { if (holds && !told[fact]) { told[fact] = true; setTriggerValue(fact, true); } };
  tell("narrow", window.innerWidth < 760);
  tell("no_webgl", !document.createElement("canvas").getContext("webgl2"));
  const heard = event => {
    if (event.origin === window.origin && event.data && event.data.chengyuPick)
      setTriggerValue("picked", String(event.data.chengyuPick));
  };
  window.addEventListener("message", heard);
  return () => window.removeEventListener("message", heard);
}
"""


def _layer_dataset(layer: str) -> str:
    """The dataset a clicked layer stands for: a choropleth is "<dataset>-<statistic>"."""
    return layer.partition("-")[0]


def _on_select() -> None:
    """Turn a click on the live map into the pick; the empty event that follows a redraw is none."""
    objects: dict[str, list[dict[str, Any]]] = state.value(_key())["selection"]["objects"]
    for layer, found in objects.items():
        if found:
            state.pick(f"{_layer_dataset(layer)}:{found[0]['properties']['id']}")


def _on_picked() -> None:
    """Turn a click on the light map into the pick."""
    picked = str(state.value("bridge").picked or "")
    layer, _, row = picked.partition(":")
    if row:
        state.pick(f"{_layer_dataset(layer)}:{row}")


def bridge() -> None:
    """Listen to the browser."""
    st.components.v2.component("chengyu_bridge", js=_BRIDGE)(
        key="bridge",
        on_picked_change=_on_picked,
        on_no_webgl_change=lambda: _remember(NO_WEBGL),
        on_narrow_change=lambda: _remember(NARROW),
        height=1,
    )


def _remember(fact: str) -> None:
    state.browser(fact, True)


def narrow() -> bool:
    """Return whether the screen is a phone's: phones name themselves ("Mobi"), the bridge tells of narrow windows."""
    return state.browser(NARROW) or "Mobi" in st.context.headers.get("User-Agent", "")


def frame() -> tuple[int, int]:
    """Return about how many px wide and high the map is on this visitor's screen."""
    return draw.PHONE if narrow() else draw.DESKTOP


def _key() -> str:
    """The live map's key: another one once the window is known to be narrow, since a map keeps its first camera."""
    return "map-narrow" if narrow() else "map-wide"


def show(drawing: Drawing, scene: Scene, store: Store, height: int) -> None:
    """Show the drawing of a scene.

    The live map keeps its camera while filters change: it moves only when the place in focus does.
    """
    if scene.engine == "light" or state.browser(NO_WEBGL):
        query = urlencode(scenes.to_query(scene, store) | {"map": "light", "page": scene.page})
        st.iframe(f"{ROOT}lite/map?{query}", height=height, alt=text.MAP_ALT.say(scene.lang))
        return
    spec = deck.to_deck(drawing.layers, drawing.view, scene.lang, ROOT, draw.icon_atlas(store))
    st.pydeck_chart(
        spec,
        key=_key(),
        height=height,
        on_select=_on_select,
        selection_mode="single-object",
        alt=text.MAP_ALT.say(scene.lang),
    )
