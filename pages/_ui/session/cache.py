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
from pages._ui.session import own
from pages._ui.words import common


def store(lang: Lang) -> Store:
    """Return what the session sees, the facts and its own lists; while facts are read for the first time, say so."""
    if loaded():
        return now()
    with st.spinner(common.LOADING.say(lang)):
        return now()


def now() -> Store:
    """Return what the session sees now, as in the answer to a press."""
    return own.store(load())


def told(given: Scene, seen: Store) -> Told:
    """Return what is told of a scene (``page.told`` remembers it)."""
    return telling.told(given, seen)


@per_store(lru_cache(maxsize=512))  # Streamlit's own would hash and unpickle sixty times a run
def options(dataset: str, column: str, data: Store) -> list[str]:
    """Return the values a filter offers, from the whole table."""
    return selection.options(data.get(dataset), data.catalog.datasets[dataset].all_columns[column], data.catalog)
