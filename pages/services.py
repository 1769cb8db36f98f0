"""Services: what people may use on either side, and what stands behind it. Choose → see → read → take away."""

import streamlit as st

from geodata import answer, leads
from pages._ui import cache, domain, downloads, panels, services, state, tables, text, trust

store = cache.store(state.lang())
scene = state.current(store, "services", cache.years(store.version, "services")[1])
shown = answer.shown(scene, store)
told = panels.lead(leads.services, scene, store, shown)

domain.narrow(scene, store, shown)  # choose
domain.see(told, scene, store, shown, lambda: panels.show_card(scene, store, services.local(scene, store, shown)))
reading, taking = st.columns([3, 1], gap="large")
with reading:  # read
    match services.choose_view(scene, store, shown):
        case services.LIST if services.SERVICES in shown:
            services.listing(scene, store, shown[services.SERVICES])
        case services.MECHANISMS if services.MECHANISMS in shown:
            services.timeline(scene, store, shown[services.MECHANISMS])
        case services.PLATFORMS:
            services.platforms(scene, store, shown)
        case services.DIMENSIONS:
            services.dimensions(scene, store, shown)
        case view if view in shown:
            tables.rows(scene, store, shown[view])
            st.caption(text.TABLE_HINT_MAP.say(scene.lang))
        case _:
            st.caption(text.SWITCHED_OFF.say(scene.lang))
with taking:  # take away
    downloads.show(scene, store, shown, told)
trust.footer(store, [a.dataset for a in shown.values()], scene.lang, scene.vintage)
state.commit(scene, store)
