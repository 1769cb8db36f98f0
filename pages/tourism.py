"""Tourism: sights and routes that cross. Choose → see → follow a route → read → take away."""

import streamlit as st

from geodata.narrative import summary
from geodata.query import results
from pages._ui import flows
from pages._ui.common import card, downloads, footer, sentence, stage, tables
from pages._ui.parts import tourism
from pages._ui.session import cache, state
from pages._ui.words import common

store = cache.store(state.lang())
scene = state.current(store, "tourism")
shown = results.shown(scene, store)
told = sentence.lead(summary.tourism, scene, store, shown)

stage.narrow(scene, store, shown)  # choose
stage.see(told, scene, store, shown, lambda: card.show_card(scene, store, tourism.strip(scene, store)))
reading, taking = st.columns([3, 1], gap="large")
with reading:  # read
    match tourism.choose_view(scene, shown):
        case "passes":
            tourism.passes(scene, store)
        case "flows":
            flows.table(scene, store)
        case "several" if tourism.ROUTES in shown:
            tourism.several(scene, store, shown[tourism.ROUTES])
        case view if view in shown:
            tables.rows(scene, store, shown[view])
            st.caption(common.TABLE_HINT.say(scene.lang))
        case _:
            st.caption(common.SWITCHED_OFF.say(scene.lang))
with taking:  # take away
    if "tourism" in shown:
        tourism.grades(scene, store, shown["tourism"])
    downloads.show(scene, store, shown, told)
footer.footer(store, [a.dataset for a in shown.values()], scene.lang, scene.vintage)
state.commit(scene, store)
