"""Services: what people may use on either side, and what stands behind it. Choose → see → read → take away."""

import streamlit as st

from geodata.narrative import summary
from geodata.query import results
from pages._ui import flows
from pages._ui.common import card, downloads, footer, sentence, stage, tables
from pages._ui.parts import services
from pages._ui.session import cache, state
from pages._ui.words import common

store = cache.store(state.lang())
scene = state.current(store, "services")
shown = results.shown(scene, store)
told = sentence.lead(summary.services, scene, store, shown)

stage.narrow(scene, store, shown)  # choose
stage.see(told, scene, store, shown, lambda: card.show_card(scene, store, services.local(scene, store, shown)))
reading, taking = st.columns([3, 1], gap="large")
with reading:  # read
    match services.choose_view(scene, store, shown):
        case services.LIST if services.SERVICES in shown:
            services.listing(scene, store, shown[services.SERVICES])
        case services.MECHANISMS if services.MECHANISMS in shown:
            services.timeline(scene, store, shown[services.MECHANISMS])
        case services.PLATFORMS:
            services.platforms(scene, store, shown)
        case "flows":
            flows.table(scene, store)
        case services.DIMENSIONS:
            services.dimensions(scene, store, shown)
        case view if view in shown:
            tables.rows(scene, store, shown[view])
            st.caption(common.TABLE_HINT.say(scene.lang))
        case _:
            st.caption(common.SWITCHED_OFF.say(scene.lang))
with taking:  # take away
    downloads.show(scene, store, shown, told)
footer.footer(store, [a.dataset for a in shown.values()], scene.lang, scene.vintage)
state.commit(scene, store)
