"""The one place where pages remember things between runs."""

from functools import lru_cache

import streamlit as st

from geodata.narrative import page as telling
from geodata.narrative.page import Told
from geodata.query import selection
from geodata.query.scene import Scene
from geodata.store.kept import per_store
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


@per_store(lru_cache(maxsize=512))  # Streamlit's own would hash and unpickle sixty times a run
def options(dataset: str, column: str, data: Store) -> list[str]:
    """Return the values a filter offers, from the whole table."""
    return selection.options(data.get(dataset), data.catalog.datasets[dataset].all_columns[column], data.catalog)
