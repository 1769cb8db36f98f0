"""The frame of every page: language, navigation by who it is for, and what happens when the facts are broken."""

import streamlit as st

from geodata.errors import DataError
from pages._ui import cache, frame, state, text, trust

lang = state.lang()
explore = [
    st.Page("explore.py", title=text.PAGE_EXPLORE.say(lang), icon=":material/map:", default=True),
    st.Page(
        "crossings.py", title=text.PAGE_CROSSINGS.say(lang), icon=":material/conversion_path:", url_path="crossings"
    ),
    st.Page("transport.py", title=text.PAGE_TRANSPORT.say(lang), icon=":material/train:", url_path="transport"),
    st.Page("eldercare.py", title=text.PAGE_ELDERCARE.say(lang), icon=":material/elderly:", url_path="eldercare"),
    st.Page("tourism.py", title=text.PAGE_TOURISM.say(lang), icon=":material/hiking:", url_path="tourism"),
    st.Page("alliances.py", title=text.PAGE_ALLIANCES.say(lang), icon=":material/hub:", url_path="alliances"),
    st.Page("services.py", title=text.PAGE_SERVICES.say(lang), icon=":material/handshake:", url_path="services"),
]
citizens = [
    st.Page("citizen.py", title=text.PAGE_CITIZEN.say(lang), icon=":material/person_pin_circle:", url_path="citizen")
]
briefings = [
    st.Page("briefing.py", title=text.PAGE_BRIEFING.say(lang), icon=":material/slideshow:", url_path="briefing")
]
data = [st.Page("sources.py", title=text.PAGE_SOURCES.say(lang), icon=":material/fact_check:", url_path="sources")]
groups = {
    text.GROUP_EXPLORE: explore,
    text.GROUP_CITIZENS: citizens,
    text.GROUP_BRIEFINGS: briefings,
    text.GROUP_DATA: data,
}
page = st.navigation({label.say(lang): pages for label, pages in groups.items()}, position="hidden")
title = f"{page.title} · {text.APP.say(lang)}"
st.set_page_config(page_title=title, page_icon=frame.icon(), layout="wide")
frame.dress()
frame.language(lang)
frame.navigation(groups, lang)
try:
    store = cache.store(lang)
except DataError as error:
    trust.broken(error, lang)
    st.stop()
name = page.url_path or "explore"
state.begin(store, name, cache.years(store.version, name)[1])
frame.title(state.lang())
page.run()
