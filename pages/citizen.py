"""Citizens: where do I live, what do I need, for whom? Ask → the answer in words → lists → map → print and share."""

import streamlit as st

from geodata.query import results
from geodata.query.residents import answer
from pages._ui.common import card, controls, footer, legend, maps
from pages._ui.parts import citizen as parts
from pages._ui.session import cache, state

store = cache.store(state.lang())
scene = state.current(store, "citizen")
shown = results.shown(scene, store)
asked = answer.answer(store.at(scene.vintage), scene.focus, scene.want, scene.who) if scene.focus else None

with st.sidebar:
    controls.boundaries(store, scene)
    controls.tools(store, scene)

footer.left_out(scene.lang)
parts.ask(scene, store)  # ask
reading, seeing = st.columns([3, 2], gap="medium") if not scene.big else (st.container(), st.container())
with reading:  # the answer
    if scene.big and scene.pick:  # there is no map for the card to lie on
        with st.container(key="big-card"):
            card.show_card(scene, store)
    if asked:
        parts.show(scene, store, asked)
        parts.share(scene)
        parts.files(scene, store)
    else:
        parts.examples(scene, store)
with seeing:  # the map follows the list
    if not scene.big:
        drawing = maps.draw(scene, store, shown, maps.room(scene) if maps.narrow() else maps.ASIDE)
        with st.container(key="stage"):
            maps.show(drawing, scene, store, height=640)
            if asked:
                parts.on_map(scene, store, asked)
            legend.legend([drawing], scene, store, unfolded=False)
            legend.compliance(scene, store)
            card.show_card(scene, store)
maps.bridge()
footer.footer(store, [a.dataset for a in shown.values()], scene.lang, scene.vintage)
state.commit(scene, store)
