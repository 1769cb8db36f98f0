"""Explore: everything on one map. Choose → narrow → see → read → take away → trust."""

import streamlit as st

from geodata import answer, describe
from layers.draw import draw
from pages._ui import cache, controls, downloads, maps, panels, state, tables, text, trust

store = cache.store(state.lang())
scene = state.current(store, "explore", cache.years(store.version, "explore")[1])
shown = answer.shown(scene, store)

with st.sidebar:  # choose and narrow
    controls.find(scene)
    controls.place_and_time(store, scene)
    controls.layers(store, scene, shown)
    controls.tools(store, scene)

trust.left_out(scene.lang)
drawing = draw(scene, store, shown, maps.frame())
with st.container(key="stage"):  # see
    panels.sentence(scene, store, shown)
    maps.show(drawing, scene, store, height=760)
    panels.legend(drawing, scene, store, unfolded=not maps.narrow())
    panels.compliance(scene, store)
    panels.show_card(scene, store)
maps.bridge()

if state.browser(maps.NO_WEBGL):
    st.info(text.NO_WEBGL.say(scene.lang))
reading, taking = st.columns([3, 1], gap="large")
with reading:  # read
    tables.table(scene, store, shown)
with taking:  # take away
    tables.chart(scene, shown)
    downloads.show(scene, store, shown, describe.sentence(scene, store, shown))
trust.footer(store, [a.dataset for a in shown.values()], scene.lang, scene.vintage)
state.commit(scene, store)
