"""Rows that hold the words somebody typed, in whichever language, in whichever of their texts."""

import unicodedata
from functools import lru_cache

import numpy as np
import pandas as pd

from geodata.catalog.model import LIST_TYPES, Column
from geodata.catalog.schema import items
from geodata.store.kept import per_store
from geodata.store.store import Edition, Store

_TEXTS = frozenset({"text", "names", "code", "codes", "date", "year"})
# Of a list of a reader's own, which may be very long: what says the same as another column, or of every row.
_NOT_OF_OWN = frozenset({"id", "name_en", "placed_zh", "placed_en", "cross_border_zh", "cross_border_en"})


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


_BREAK = "\x1f"  # stands in no text that is read


def _all_folded(texts: list[str]) -> list[str]:
    """Texts, each ``_folded``; at once, of which there may be a million."""
    folded = _folded(_BREAK.join(texts)).split(_BREAK)
    return folded if len(folded) == len(texts) else [_folded(text) for text in texts]


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
        if column.type not in _TEXTS or column.name not in table or (dataset.own and column.name in _NOT_OF_OWN):
            continue
        cells = table[column.name]
        if column.refers:
            names = edition.store.get(column.refers).set_index("id")
            cells = cells.map(names["name_zh"] + " " + names["name_en"])
        # Columns repeat values: each is read once.
        places, values = pd.factorize(cells)  # what is missing has the place -1: the last
        if column.type in LIST_TYPES or edition.catalog.vocabulary(column):
            read = [_folded(_told(cell, column, edition.store)) for cell in values]
        else:
            read = _all_folded([str(cell) for cell in values])
        told += "\n" + np.array([*read, ""], dtype=object)[places]
    return told


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
