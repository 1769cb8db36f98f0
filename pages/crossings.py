"""Crossings: where services cross the border, and where it still cuts. Choose → see → read → take away → trust."""

import streamlit as st

from geodata.narrative import crossings as account
from geodata.narrative.findings import questions
from geodata.query import crossings
from pages._ui import flows
from pages._ui.common import controls, downloads, footer, maps, tables
from pages._ui.parts import crossings as border
from pages._ui.parts import crossings_charts
from pages._ui.session import cache, state

store = cache.store(state.lang())
scene = state.current(store, "crossings")
found = crossings.crossings(scene, store)

with st.sidebar:  # choose and narrow
    controls.find(scene)
    controls.on_sight(store, scene)
    controls.places(store, scene)
    controls.place_and_time(store, scene)
    controls.play(store, scene)
    controls.flows(scene)
    controls.layers(store, scene, found.tables)
    controls.compare(store, scene)
    controls.tools(store, scene)

footer.left_out(scene.lang)
border.stage(scene, store, found)  # see, rank, and read the dossier of a pair
maps.bridge()
border.came(scene, store, found)

reading, taking = st.columns([3, 1], gap="large")
with reading:  # read
    view = border.choose_view(scene, found)
    if view == border.MATRIX:
        crossings_charts.matrix(scene, store, found)
    elif view == "flows":
        flows.table(scene, store)
    elif view == questions.VIEW:
        border.list_questions(scene, store)
    else:
        tables.rows(scene, store, found.tables[view], empty=account.nothing(found, view, scene.lang))
        border.hint(scene, store, found, view)
with taking:  # take away
    crossings_charts.growth(scene, store, found)
    downloads.show(scene, store, border.files(found, view), account.sentence(scene, store, found))
footer.footer(store, [part.dataset for part in found.tables.values()], scene.lang, scene.vintage)
state.commit(scene, store)
