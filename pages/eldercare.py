"""Eldercare: which sites serve the other side, and where old people live. Choose → see → read → take away."""

import streamlit as st

from geodata import answer, leads
from layers.draw import draw
from pages._ui import cache, controls, downloads, eldercare, maps, panels, state, tables, text, trust

store = cache.store(state.lang())
scene = state.current(store, "eldercare", cache.years(store.version, "eldercare")[1])
shown = answer.shown(scene, store)
sites = shown.get(eldercare.SITES)
told = panels.lead(leads.eldercare(scene, shown), scene, store, shown)

with st.sidebar:  # choose and narrow
    controls.on_sight(store, scene)
    controls.place_and_time(store, scene)
    controls.layers(store, scene, shown)
    controls.tools(store, scene)

trust.left_out(scene.lang)
drawing = draw(scene, store, shown, maps.frame())
with st.container(key="stage"):  # see
    panels.told(told, scene, shown)
    maps.show(drawing, scene, store, height=760)
    panels.legend(drawing, scene, store, unfolded=not maps.narrow())
    panels.compliance(scene, store)
    panels.show_card(scene, store)
maps.bridge()

if state.browser(maps.NO_WEBGL):
    st.info(text.NO_WEBGL.say(scene.lang))
if sites is None:
    st.info(told)
else:
    reading, taking = st.columns([3, 1], gap="large")
    with reading:  # read
        match eldercare.choose_view(scene, sites):
            case "demand":
                eldercare.supply(scene, store, sites)
            case "agreements":
                eldercare.agreements(scene, store)
            case _:
                tables.rows(scene, store, sites)
                st.caption(text.TABLE_HINT_MAP.say(scene.lang))
    with taking:  # take away
        eldercare.categories(scene, store, sites)
        eldercare.old(scene, store, sites)
        downloads.show(scene, store, shown, told)
trust.footer(store, [a.dataset for a in shown.values()], scene.lang, scene.vintage)
state.commit(scene, store)
