"""Eldercare: which sites serve the other side, and where old people live. Choose → see → read → take away."""

import streamlit as st

from geodata.narrative import summary
from geodata.query import results
from pages._ui import flows
from pages._ui.common import card, downloads, footer, sentence, stage, tables
from pages._ui.parts import eldercare
from pages._ui.session import cache, state
from pages._ui.words import common

store = cache.store(state.lang())
scene = state.current(store, "eldercare")
shown = results.shown(scene, store)
sites = shown.get(eldercare.SITES)
told = sentence.lead(summary.eldercare, scene, store, shown)

stage.narrow(scene, store, shown)  # choose
stage.see(told, scene, store, shown, lambda: card.show_card(scene, store))
if sites is None:
    st.caption(common.SWITCHED_OFF.say(scene.lang))
else:
    reading, taking = st.columns([3, 1], gap="large")
    with reading:  # read
        match eldercare.choose_view(scene, sites):
            case "demand":
                eldercare.supply(scene, store, sites)
            case "flows":
                flows.table(scene, store)
            case "agreements":
                eldercare.agreements(scene, store)
            case _:
                tables.rows(scene, store, sites)
                st.caption(common.TABLE_HINT.say(scene.lang))
    with taking:  # take away
        eldercare.categories(scene, store, sites)
        eldercare.old(scene, store, sites)
        downloads.show(scene, store, shown, told)
footer.footer(store, [a.dataset for a in shown.values()], scene.lang, scene.vintage)
state.commit(scene, store)
