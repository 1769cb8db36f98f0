"""The rows shown as people read them: names, place, facts, crossing, source; codes by their labels."""

from typing import Final

import pandas as pd

from geodata.catalog.model import Column
from geodata.narrative import labels
from geodata.narrative.labels import heading
from geodata.query.results import Shown
from geodata.store.store import Store
from geodata.text import Lang, Text

NAME: Final = Text("名称", "Name")
PAIR: Final = Text("县对", "Pair")
_PAIRS: Final = ("gaps", "came", "border_pairs")
_BEFORE: Final = ("city", "county", "cross_border", "cross_border_basis")


def table(shown: Shown, store: Store, lang: Lang, wanted: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return the rows shown, indexed by their ids, with headings in a language.

    Args:
        shown, store, lang: what is on screen.
        wanted: the columns beside the name; empty: place, facts, crossing and source.

    Returns:
        The columns of ``wanted`` by their headings in ``lang``; numbers as numbers, all else as text, empty where
        nothing is known.
    """
    dataset, rows = shown.dataset, shown.rows
    columns = {f"name_{lang}": (PAIR if dataset.id in _PAIRS else NAME).say(lang)}
    after = (f"cross_border_{lang}", "coord_precision", "source_title", "source_date")
    for name in wanted or (*_BEFORE, *dataset.facts, *after):
        found = name if name in rows else f"{name}_{lang}"
        if found in rows and found in dataset.all_columns:
            columns[found] = heading(dataset.all_columns[found], lang)
    told = {
        label: _said(rows[name], dataset.all_columns[name], store, lang)
        if dataset.all_columns[name].type not in ("integer", "number")
        else rows[name].tolist()
        for name, label in columns.items()
    }
    return pd.DataFrame(told, index=rows["id"].to_numpy())


def _said(cells: "pd.Series[object]", column: Column, store: Store, lang: Lang) -> list[str]:
    """The cells of one column as people read them; columns repeat few values, so each is told once."""
    values = cells.tolist()
    told = {value: labels.said(value, column, store, lang) for value in dict.fromkeys(values)}
    return [told[value] for value in values]
