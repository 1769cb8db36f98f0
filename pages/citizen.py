"""Citizens: where do I live, what do I need, for whom? Ask → the answer in words → map → lists → print and share."""

import streamlit as st

from geodata.query import results
from geodata.query.residents import answer
from pages._ui.common import card, controls, footer, maps
from pages._ui.parts import citizen as parts
from pages._ui.session import cache, state

store = cache.store(state.lang())
scene = state.current(store, "citizen")
shown = results.shown(scene, store)
asked = answer.asked(store.at(scene.vintage), scene)

with st.sidebar:
    controls.boundaries(store, scene)
    controls.tools(store, scene)

footer.left_out(scene.lang)
parts.ask(scene, store)  # ask
telling, seeing, listing = parts.rooms(scene)
with telling:  # the answer
    if scene.big and scene.pick:  # there is no map for the card to lie on
        with st.container(key="big-card"):
            card.show_card(scene, store)
    if asked:
        parts.tell(scene, store, asked)
    else:
        parts.examples(scene, store)
with seeing:  # the map, in sight of the lists
    if not scene.big:
        parts.see(scene, store, shown, asked)
with listing:  # the lists, print and share
    if asked:
        parts.show(scene, store, asked)
        parts.share(scene)
        parts.files(scene, store)
maps.bridge()
footer.footer(store, [a.dataset for a in shown.values()], scene.lang, scene.vintage)
state.commit(scene, store)
