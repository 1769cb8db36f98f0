"""Sources: where each fact comes from, how complete it is, and what is weak about it."""

import streamlit as st

from geodata.narrative.labels import unmarked
from pages._ui.common import footer
from pages._ui.parts import sources, sources_changes
from pages._ui.session import cache, state
from pages._ui.words import common

lang = state.lang()
store = cache.store(lang)
scene = state.current(store, "sources")

footer.left_out(lang)
st.write(common.SOURCES_INTRO.say(lang))
sources.overview(store, lang)
sources.connect(lang)
sources.lists(store, lang)
sources_changes.changes(scene, store)
for domain in store.catalog.domains.values():
    datasets = [dataset for dataset in store.catalog.datasets.values() if dataset.domain is domain]
    if datasets:
        st.header(unmarked(domain.title.say(lang)) if datasets[0].own else domain.title.say(lang))
    for dataset in datasets:
        sources.entry(store, dataset, lang)
footer.footer(store, list(store.catalog.datasets.values()), lang)
state.commit(scene, store)
