"""My data: one's own list on the map. Drop a file → what was found → what needs you → the map → read, take away."""

import streamlit as st

from geodata.narrative import summary
from geodata.query import results
from pages._ui.common import controls, downloads, footer, maps, stage, tables
from pages._ui.own import publishing, rooms, top
from pages._ui.session import cache, state

store = cache.store(state.lang())
scene = state.current(store, "mydata")
shown = results.shown(scene, store)

with st.sidebar:  # narrow, and bring shipped lists back to compare
    controls.find(scene)
    controls.place_and_time(store, scene)
    controls.layers(store, scene, shown)
    controls.tools(store, scene)

footer.left_out(scene.lang)
top.ask(scene)  # drop a file
rooms.tell(scene, store, shown)  # what was found, what needs you, the map
maps.bridge()

reading, taking = st.columns([3, 1], gap="large")
with reading:  # read
    tables.table(scene, store, shown)
with taking:  # take away
    tables.chart(scene, shown)
    downloads.show(scene, store, shown, summary.sentence(scene, store, shown))
stage.lists(scene, store, shown)
publishing.publishing(scene.lang)  # for everyone, where maintainers may
footer.footer(store, [a.dataset for a in shown.values()], scene.lang, scene.vintage)
state.commit(scene, store)
