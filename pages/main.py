"""The frame of every page: language, navigation by who it is for, and what happens when the facts are broken."""

import streamlit as st

from geodata.errors import DataError
from pages._ui import cache, frame, state, text, trust

lang = state.lang()
groups = {
    text.GROUP_EXPLORE: [
        ("explore", text.PAGE_EXPLORE, ":material/map:"),
        ("crossings", text.PAGE_CROSSINGS, ":material/conversion_path:"),
        ("transport", text.PAGE_TRANSPORT, ":material/train:"),
        ("eldercare", text.PAGE_ELDERCARE, ":material/elderly:"),
        ("tourism", text.PAGE_TOURISM, ":material/hiking:"),
        ("alliances", text.PAGE_ALLIANCES, ":material/hub:"),
        ("services", text.PAGE_SERVICES, ":material/handshake:"),
    ],
    text.GROUP_CITIZENS: [("citizen", text.PAGE_CITIZEN, ":material/person_pin_circle:")],
    text.GROUP_BRIEFINGS: [("briefing", text.PAGE_BRIEFING, ":material/slideshow:")],
    text.GROUP_DATA: [("sources", text.PAGE_SOURCES, ":material/fact_check:")],
}
# A page with an icon of its own would have it fetched from outside for the browser's tab: only links carry them.
links = {
    label: [
        (st.Page(f"{name}.py", title=title.say(lang), default=name == "explore"), icon) for name, title, icon in pages
    ]
    for label, pages in groups.items()
}
page = st.navigation([page for pages in links.values() for page, _ in pages], position="hidden")
title = f"{page.title} · {text.APP.say(lang)}"
st.set_page_config(page_title=title, page_icon=frame.icon(), layout="wide")
frame.dress()
frame.language(lang, page)
frame.navigation(links, lang)
try:
    store = cache.store(lang)
except DataError as error:
    trust.broken(error, lang)
    st.stop()
name = page.url_path or "explore"
state.begin(store, name, cache.years(store.version, name)[1])
scene = state.current(store, name, cache.years(store.version, name)[1])
frame.offer(scene)
frame.title(scene.lang)
page.run()
frame.stamp(scene, store)
