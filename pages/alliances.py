"""Alliances: who is joined with whom across the border. Choose one → see its seat and members → read → take away."""

import streamlit as st

from geodata import answer, leads
from pages._ui import alliances, cache, domain, downloads, panels, state, tables, text, trust

store = cache.store(state.lang())
scene = state.current(store, "alliances", cache.years(store.version, "alliances")[1])
shown = answer.shown(scene, store)
members = shown.get(alliances.MEMBERS)
told = panels.lead(leads.alliances, scene, store, shown)

domain.narrow(scene, store, shown)  # choose
domain.see(told, scene, store, shown, lambda: alliances.show_card(scene, store, members))
if members is None:
    st.caption(text.SWITCHED_OFF.say(scene.lang))
else:
    reading, taking = st.columns([3, 1], gap="large")
    with reading:  # read
        match alliances.choose_view(scene, store, members):
            case "several":
                alliances.several(scene, store, members)
            case "without":
                alliances.without(scene, store, members)
            case alliances.MEMBERS:
                tables.rows(scene, store, members)
                st.caption(text.TABLE_HINT_MAP.say(scene.lang))
            case _:
                alliances.listing(scene, store, members)
    with taking:  # take away
        alliances.founded(scene, store, members)
        downloads.show(scene, store, shown, told)
trust.footer(store, [a.dataset for a in shown.values()], scene.lang, scene.vintage)
state.commit(scene, store)
