"""Where things stand on the page for own data: words and map side by side, on a phone one below the other."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.store.store import Store
from pages._ui.common import card, legend, maps, sentence, stage
from pages._ui.session import own

HEIGHT = 640


def rooms() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Return where what was found and where the map stands; before there is a list the map has all the room."""
    if maps.narrow() or not own.lists():
        return st.container(), st.container()
    telling, seeing = st.columns([2, 3], gap="medium")
    return telling.container(), seeing


def see(scene: Scene, store: Store, shown: dict[str, Shown]) -> None:
    """Draw the map with what is said of it."""
    drawing = maps.draw(scene, store, shown, maps.room(scene, halves=bool(own.lists())))
    with st.container(key="stage"):
        sentence.sentence(scene, store, shown)
        maps.show(drawing, scene, store, height=HEIGHT)
        legend.legend([drawing], scene, store, unfolded=maps.roomy())
        legend.compliance(scene, store)
        maps.told(scene)
        card.show_card(scene, store)
        stage.below(scene, shown)
