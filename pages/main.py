"""The frame of every page: language, navigation by who it is for, and what happens when the facts are broken."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from geodata.catalog.errors import DataError
from geodata.catalog.pages import FIRST, offered
from geodata.text import Text
from pages._ui import frame
from pages._ui.common import footer
from pages._ui.own import bringing, window
from pages._ui.session import cache, state, turns
from pages._ui.words import common

with turns.TURN:
    lang = state.lang()
    # A page with an icon of its own would have it fetched from outside for the browser's tab: only links carry them.
    links: dict[Text, list[tuple[StreamlitPage, str]]] = {}
    for name, declared in offered().items():
        page = frame.page(name, lang)
        links.setdefault(declared.group, []).append((page, f":material/{declared.icon}:"))
    page = st.navigation([page for pages in links.values() for page, _ in pages], position="hidden")
    title = f"{page.title} · {common.APP.say(lang)}"
    st.set_page_config(page_title=title, page_icon=frame.icon(), layout="wide")
    frame.dress()
    frame.language(lang, page)
    frame.navigation(links, lang)
    frame.heading(page.title)
    bringing.settle()
    if window.awaits(lang):
        st.stop()
    try:
        store = cache.store(lang)
    except DataError as error:
        footer.broken(error, lang)
        st.stop()
    frame.follow()
    footer.as_of(lang)
    name = page.url_path or FIRST
    state.begin(store, name)
    scene = state.current(store, name)
    frame.offer(scene)
    frame.title(scene.lang)
    frame.lost(scene.lang)
    frame.made_with(scene, store)
    page.run()
    frame.way_out(scene, store)
    frame.stamp(scene, store)
    window.listen(name)
    frame.again()
