"""Transport: which corridors cross, by which stops, and how to get across. Choose → see → follow → read → take away."""

import streamlit as st

from geodata.narrative import summary
from geodata.query import results
from pages._ui import flows
from pages._ui.common import card, downloads, footer, sentence, stage, tables
from pages._ui.parts import transport, transport_ways
from pages._ui.session import cache, state
from pages._ui.words import common

store = cache.store(state.lang())
scene = state.current(store, "transport")
shown = results.shown(scene, store)
told = sentence.lead(summary.transport, scene, store, shown)

stage.narrow(scene, store, shown)  # choose
stage.see(told, scene, store, shown, lambda: card.show_card(scene, store, transport.strip(scene, store)))
reading, taking = st.columns([3, 1], gap="large")
with reading:  # read
    match transport.choose_view(scene, shown):
        case "ways" if "corridors" in shown:
            transport_ways.between(scene, store, shown["corridors"])
        case "pairs" if "crossings" in shown:
            transport.pairs(scene, store, shown["crossings"])
        case "flows":
            flows.table(scene, store)
        case "buses" if "corridors" in shown:
            transport.buses(scene, store, shown["corridors"])
        case view if view in shown:
            tables.rows(scene, store, shown[view])
            st.caption(common.TABLE_HINT.say(scene.lang))
        case _:
            st.caption(common.SWITCHED_OFF.say(scene.lang))
with taking:  # take away
    if "corridors" in shown:
        transport.by_mode(scene, store, shown["corridors"])
    downloads.show(scene, store, shown, told)
footer.footer(store, [a.dataset for a in shown.values()], scene.lang, scene.vintage)
state.commit(scene, store)
