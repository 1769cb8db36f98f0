"""Rows that hold the words somebody typed, in whichever language, in whichever of their texts."""

import unicodedata
from functools import lru_cache

import pandas as pd

from geodata.catalog.model import LIST_TYPES, Column
from geodata.catalog.schema import items
from geodata.store.kept import per_store
from geodata.store.store import Edition, Store

_TEXTS = frozenset({"text", "names", "code", "codes", "date", "year"})


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _told(cell: object, column: Column, store: Store) -> str:
    """A cell as it stands, and as its codes and references read in both languages."""
    if cell is None or pd.isna(cell):
        return ""
    parts = items(str(cell), column) if column.type in LIST_TYPES else [str(cell)]
    labels = store.catalog.vocabulary(column)
    return " ".join(f"{part} {' '.join(labels[part])}" if part in labels else part for part in parts)


@per_store(lru_cache(maxsize=64), shared=True)
def texts(edition: Edition, id: str) -> "pd.Series[str]":
    """Return all words of each row, folded for comparison, on the index of the table."""
    table, dataset = edition.get(id), edition.catalog.datasets[id]
    told = pd.Series("", index=table.index, dtype=object)
    for column in dataset.all_columns.values():
        if column.type not in _TEXTS or column.name not in table:
            continue
        cells = table[column.name]
        if column.refers:
            names = edition.store.get(column.refers).set_index("id")
            cells = cells.map(names["name_zh"] + " " + names["name_en"])
        if column.refers or column.type in LIST_TYPES or edition.catalog.vocabulary(column):
            cells = cells.map(lambda cell, column=column: _told(cell, column, edition.store))
        told += "\n" + cells.astype(object).where(cells.notna(), "")
    return told.map(_folded)


def mentions(edition: Edition, id: str, words: str) -> "pd.Series[bool]":
    """Tell for each row of a dataset whether it holds every word of ``words`` (parted by spaces), in any order.

    Capitals and full-width forms are folded; Chinese words are looked for as they stand.
    """
    return hold(texts(edition, id), words)


def hold(told: "pd.Series[str]", words: str) -> "pd.Series[bool]":
    """Tell for each folded text whether it holds every word of ``words``."""
    keep = pd.Series(True, index=told.index)
    for word in _folded(words).split():
        keep &= told.str.contains(word, regex=False).astype(bool)
    return keep
