"""Alliances: who is joined with whom across the border. Choose one → see its seat and members → read → take away."""

import streamlit as st

from geodata.narrative import summary
from geodata.query import results
from pages._ui.common import downloads, footer, sentence, stage, tables
from pages._ui.parts import alliances
from pages._ui.session import cache, state
from pages._ui.words import common

store = cache.store(state.lang())
scene = state.current(store, "alliances")
shown = results.shown(scene, store)
members = shown.get(alliances.MEMBERS)
told = sentence.lead(summary.alliances, scene, store, shown)

stage.narrow(scene, store, shown)  # choose
stage.see(told, scene, store, shown, lambda: alliances.show_card(scene, store, members))
if members is None:
    st.caption(common.SWITCHED_OFF.say(scene.lang))
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
                st.caption(common.TABLE_HINT.say(scene.lang))
            case _:
                alliances.listing(scene, store, members)
    with taking:  # take away
        alliances.founded(scene, store, members)
        downloads.show(scene, store, shown, told)
footer.footer(store, [a.dataset for a in shown.values()], scene.lang, scene.vintage)
state.commit(scene, store)
