"""Briefings: scenes in order, told in the room. Arrange → preview → check → present → take away."""

import streamlit as st

from pages._ui import brief, briefing, cache, exports, maps, preflight, slides, state, trust

store = cache.store(state.lang())
scene = state.current(store, "briefing", cache.years(store.version, "briefing")[1])
given = brief.current(store, scene.lang)

if 0 < scene.slide <= len(given.scenes):
    slides.show(given, store, scene.slide)  # present
else:
    with st.sidebar:  # save, open, check, take away
        briefing.files(given, store)
        preflight.show(given, store, scene.lang)
        exports.show(given, store)
    trust.left_out(scene.lang)
    briefing.head(given, store)
    arranging, seeing = st.columns(2, gap="medium")
    with arranging:  # arrange
        briefing.scenes(given)
    with seeing:  # preview
        briefing.preview(given, store)
maps.bridge()
brief.keep(store, scene.lang)
trust.footer(store, [], scene.lang)
state.commit(scene, store)
