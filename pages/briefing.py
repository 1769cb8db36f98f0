"""Briefings: scenes in order, told in the room. Arrange → preview → check → present → take away."""

import streamlit as st

from pages._ui.briefing import editor, exports, preflight, presenter
from pages._ui.common import footer, maps
from pages._ui.session import briefing, cache, state

store = cache.store(state.lang())
scene = state.current(store, "briefing")
given = briefing.current(store, scene.lang)

if briefing.awaited():
    editor.fetching(scene.lang)
elif 0 < scene.slide <= len(given.scenes):
    presenter.show(given, store, scene.slide)  # present
else:
    with st.sidebar:  # save, open, check, take away
        editor.files(given, store)
        preflight.show(given, store, scene.lang)
        exports.show(given, store)
    footer.left_out(scene.lang)
    editor.head(given, store)
    arranging, seeing = st.columns(2, gap="medium")
    with arranging:  # arrange
        editor.scenes(given, store)
    with seeing:  # preview
        editor.preview(given, store)
    if given.scenes:
        presenter.starts(briefing.seen(given) + 1)
maps.bridge()
briefing.keep(store, scene.lang)
footer.footer(store, [], scene.lang)
state.commit(scene, store)
