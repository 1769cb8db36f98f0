"""Transport: which corridors cross, by which stops, and how to get across. Choose → see → follow → read → take away."""

import streamlit as st

from geodata import answer, leads
from pages._ui import cache, domain, downloads, panels, state, tables, text, transport, trust, ways

store = cache.store(state.lang())
scene = state.current(store, "transport", cache.years(store.version, "transport")[1])
shown = answer.shown(scene, store)
told = panels.lead(leads.transport, scene, store, shown)

domain.narrow(scene, store, shown)  # choose
domain.see(told, scene, store, shown, lambda: panels.show_card(scene, store, transport.strip(scene, store)))
reading, taking = st.columns([3, 1], gap="large")
with reading:  # read
    match transport.choose_view(scene, shown):
        case "ways" if "corridors" in shown:
            ways.between(scene, store, shown["corridors"])
        case "pairs" if "crossings" in shown:
            transport.pairs(scene, store, shown["crossings"])
        case "buses" if "corridors" in shown:
            transport.buses(scene, store, shown["corridors"])
        case view if view in shown:
            tables.rows(scene, store, shown[view])
            st.caption(text.TABLE_HINT_MAP.say(scene.lang))
        case _:
            st.caption(text.SWITCHED_OFF.say(scene.lang))
with taking:  # take away
    if "corridors" in shown:
        transport.by_mode(scene, store, shown["corridors"])
    downloads.show(scene, store, shown, told)
trust.footer(store, [a.dataset for a in shown.values()], scene.lang, scene.vintage)
state.commit(scene, store)
