"""Eldercare: which sites serve the other side, and where old people live. Choose → see → read → take away."""

import streamlit as st

from geodata import answer, leads
from pages._ui import cache, domain, downloads, eldercare, panels, state, tables, text, trust

store = cache.store(state.lang())
scene = state.current(store, "eldercare", cache.years(store.version, "eldercare")[1])
shown = answer.shown(scene, store)
sites = shown.get(eldercare.SITES)
told = panels.lead(leads.eldercare, scene, store, shown)

domain.narrow(scene, store, shown)  # choose
domain.see(told, scene, store, shown, lambda: panels.show_card(scene, store))
if sites is None:
    st.caption(text.SWITCHED_OFF.say(scene.lang))
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
