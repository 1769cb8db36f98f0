"""The frame of every page: language, navigation by who it is for, and what happens when the facts are broken."""

import streamlit as st

from geodata.catalog.errors import DataError
from pages._ui import frame
from pages._ui.common import footer
from pages._ui.session import cache, state
from pages._ui.words import common

lang = state.lang()
groups = {
    common.GROUP_EXPLORE: [
        ("explore", common.PAGE_EXPLORE, ":material/map:"),
        ("crossings", common.PAGE_CROSSINGS, ":material/conversion_path:"),
        ("transport", common.PAGE_TRANSPORT, ":material/train:"),
        ("eldercare", common.PAGE_ELDERCARE, ":material/elderly:"),
        ("tourism", common.PAGE_TOURISM, ":material/hiking:"),
        ("alliances", common.PAGE_ALLIANCES, ":material/hub:"),
        ("services", common.PAGE_SERVICES, ":material/handshake:"),
    ],
    common.GROUP_CITIZENS: [("citizen", common.PAGE_CITIZEN, ":material/person_pin_circle:")],
    common.GROUP_BRIEFINGS: [("briefing", common.PAGE_BRIEFING, ":material/slideshow:")],
    common.GROUP_DATA: [("sources", common.PAGE_SOURCES, ":material/fact_check:")],
}
# A page with an icon of its own would have it fetched from outside for the browser's tab: only links carry them.
links = {
    label: [
        (st.Page(f"{name}.py", title=title.say(lang), default=name == "explore"), icon) for name, title, icon in pages
    ]
    for label, pages in groups.items()
}
page = st.navigation([page for pages in links.values() for page, _ in pages], position="hidden")
title = f"{page.title} · {common.APP.say(lang)}"
st.set_page_config(page_title=title, page_icon=frame.icon(), layout="wide")
frame.dress()
frame.language(lang, page)
frame.navigation(links, lang)
try:
    store = cache.store(lang)
except DataError as error:
    footer.broken(error, lang)
    st.stop()
name = page.url_path or "explore"
state.begin(store, name, cache.years(store.version, name)[1])
scene = state.current(store, name, cache.years(store.version, name)[1])
frame.offer(scene)
frame.title(scene.lang)
page.run()
frame.stamp(scene, store)
