"""Sources: where each fact comes from, how complete it is, and what is weak about it."""

import streamlit as st

from pages._ui import cache, provenance, state, text, trust

lang = state.lang()
store = cache.store(lang)
scene = state.current(store, "sources", cache.years(store.version, "sources")[1])

st.header(text.PAGE_SOURCES.say(lang))
st.write(text.SOURCES_INTRO.say(lang))
provenance.overview(store, lang)
for domain in store.catalog.domains.values():
    datasets = [dataset for dataset in store.catalog.datasets.values() if dataset.domain is domain]
    if datasets:
        st.subheader(domain.title.say(lang))
    for dataset in datasets:
        provenance.entry(store, dataset, lang)
trust.footer(store, list(store.catalog.datasets.values()), lang)
state.commit(scene, store)
