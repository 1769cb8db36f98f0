"""Explore: everything on one map. Choose → narrow → see → read → take away → trust."""

import streamlit as st

from geodata.narrative import summary
from geodata.query import results
from pages._ui.common import card, controls, downloads, footer, legend, maps, sentence, stage, tables
from pages._ui.session import cache, state

store = cache.store(state.lang())
scene = state.current(store, "explore")
shown = results.shown(scene, store)

with st.sidebar:  # choose and narrow
    controls.find(scene)
    controls.place_and_time(store, scene)
    controls.layers(store, scene, shown)
    controls.tools(store, scene)

footer.left_out(scene.lang)
drawing = maps.draw(scene, store, shown, maps.room(scene))
with st.container(key="stage"):  # see
    sentence.sentence(scene, store, shown)
    maps.show(drawing, scene, store, height=760)
    legend.legend([drawing], scene, store, unfolded=maps.roomy())
    legend.compliance(scene, store)
    maps.told(scene)
    card.show_card(scene, store)
    stage.below(scene, shown)
maps.bridge()

stage.lists(scene, store, shown)
reading, taking = st.columns([3, 1], gap="large")
with reading:  # read
    tables.table(scene, store, shown)
with taking:  # take away
    tables.chart(scene, shown)
    downloads.show(scene, store, shown, summary.sentence(scene, store, shown))
footer.footer(store, [a.dataset for a in shown.values()], scene.lang, scene.vintage)
state.commit(scene, store)
