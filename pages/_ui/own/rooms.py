"""Where things stand on the page for own data: words and map side by side, on a phone one below the other."""

from typing import Final

import streamlit as st

from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.store.store import Store
from pages._ui.common import card, legend, maps, sentence, stage
from pages._ui.own import lists
from pages._ui.session import own

HEIGHT: Final = 640  # px, until the style sheet knows the window


def tell(scene: Scene, store: Store, shown: dict[str, Shown]) -> None:
    """Show what was found and what needs the owner beside the map; on a phone the map comes before the settings."""
    if own.lists() and not maps.narrow():
        telling, seeing = st.columns([2, 3], gap="medium")
        with telling:
            lists.show(scene, store)
        with seeing:
            _see(scene, store, shown)
        return
    lists.show(scene, store, settings=False)
    _see(scene, store, shown)
    lists.show(scene, store, telling=False)


def _see(scene: Scene, store: Store, shown: dict[str, Shown]) -> None:
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
