"""The one place where pages remember things between runs."""

import streamlit as st

from geodata.narrative import page as telling
from geodata.narrative.page import Told
from geodata.query import selection
from geodata.query.scene import Scene
from geodata.store.store import Store, load, loaded
from geodata.text import Lang
from pages._ui.words import common


def store(lang: Lang) -> Store:
    """Return the loaded facts; while they are read for the first time, say so."""
    if loaded():
        return load()
    with st.spinner(common.LOADING.say(lang)):
        return load()


def told(given: Scene) -> Told:
    """Return what is told of a scene (``page.told`` remembers it); the facts do not change while the server runs."""
    return telling.told(given, load())


@st.cache_data(max_entries=512, show_spinner=False)
def options(dataset: str, column: str, version: str) -> list[str]:
    """Return the values a filter offers, from the whole table; ``version`` is that of the data."""
    data = load()
    assert version == data.version
    return selection.options(data.get(dataset), data.catalog.datasets[dataset].all_columns[column], data.catalog)
