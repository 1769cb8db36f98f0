"""Tourism: sights and routes that cross. Choose → see → follow a route → read → take away."""

import streamlit as st

from geodata import answer, leads
from pages._ui import cache, domain, downloads, panels, state, tables, text, tourism, trust

store = cache.store(state.lang())
scene = state.current(store, "tourism", cache.years(store.version, "tourism")[1])
shown = answer.shown(scene, store)
told = panels.lead(leads.tourism, scene, store, shown)

domain.narrow(scene, store, shown)  # choose
domain.see(told, scene, store, shown, lambda: panels.show_card(scene, store, tourism.strip(scene, store)))
reading, taking = st.columns([3, 1], gap="large")
with reading:  # read
    match tourism.choose_view(scene, shown):
        case "passes":
            tourism.passes(scene, store)
        case "several" if tourism.ROUTES in shown:
            tourism.several(scene, store, shown[tourism.ROUTES])
        case view if view in shown:
            tables.rows(scene, store, shown[view])
            st.caption(text.TABLE_HINT_MAP.say(scene.lang))
        case _:
            st.caption(text.SWITCHED_OFF.say(scene.lang))
with taking:  # take away
    if "tourism" in shown:
        tourism.grades(scene, store, shown["tourism"])
    downloads.show(scene, store, shown, told)
trust.footer(store, [a.dataset for a in shown.values()], scene.lang, scene.vintage)
state.commit(scene, store)
