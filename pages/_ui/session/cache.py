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
    """Return what is told of a scene (``page.told`` remembers it)."""
    return telling.told(given, load())


def options(dataset: str, column: str, store: Store) -> list[str]:
    """Return the values a filter offers, from the whole table."""
    return _options(dataset, column, store.version, store)


@st.cache_data(max_entries=512, show_spinner=False)
def _options(dataset: str, column: str, version: str, _store: Store) -> list[str]:
    """The same, kept by the version of the data: an argument that begins with "_" is none of the key."""
    data = _store
    assert version == data.version
    return selection.options(data.get(dataset), data.catalog.datasets[dataset].all_columns[column], data.catalog)
