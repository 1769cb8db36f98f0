"""The rows shown as people read them: names, place, facts, crossing, source; codes by their labels."""

from collections.abc import Iterable
from typing import Any, Final

import pandas as pd

from geodata.catalog.model import Column, Dataset
from geodata.catalog.shared_columns import opens
from geodata.narrative import labels
from geodata.narrative.labels import heading
from geodata.narrative.provenance import NO_LINK, SOURCES
from geodata.query.results import Shown
from geodata.store.store import Store
from geodata.text import Lang, Text

NAME: Final = Text("名称", "Name")
PAIR: Final = Text("县对", "Pair")
_PAIRS: Final = ("gaps", "came", "border_pairs", "flows")
_BEFORE: Final = ("city", "county", "county_today", "cross_border", "cross_border_basis")
_ON_SCREEN: Final = ("source_title", "source_date", "source_url")
_IN_FILES: Final = tuple(f"{source}_{part}" for source in SOURCES[::-1] for part in ("title", "kind", "date", "url"))


def table(
    shown: Shown, store: Store, lang: Lang, wanted: tuple[str, ...] = (), *, in_file: bool = False
) -> pd.DataFrame:
    """Return the rows shown, indexed by their ids, with headings in a language.

    Args:
        shown, store, lang: what is on screen.
        wanted: the columns beside the name; empty: place, facts, crossing and source.
        in_file: whether it is for a file, which names every source in full and says where no address is known.

    Returns:
        The columns of ``wanted`` by their headings in ``lang``; numbers as numbers, all else as text, empty where
        nothing is known; an address that is not known is missing on screen.
    """
    dataset, rows = shown.dataset, shown.rows
    columns = {f"name_{lang}": (PAIR if dataset.id in _PAIRS else NAME).say(lang)}
    after = (f"cross_border_{lang}", "coord_precision", *(_IN_FILES if in_file else _ON_SCREEN))
    for name in wanted or (*_BEFORE, *dataset.facts, *after):
        found = name if name in rows else f"{name}_{lang}"
        if found in rows and found in dataset.all_columns:
            columns[found] = heading(dataset.all_columns[found], lang)
    told = {label: _cells(rows, dataset.all_columns[name], store, lang) for name, label in columns.items()}
    if in_file:
        for name, label in columns.items():
            if name.endswith("source_url"):
                said = zip(told[label], rows[name.replace("_url", "_title")].notna(), strict=True)
                told[label] = [cell or (NO_LINK.say(lang) if named else "") for cell, named in said]
    return pd.DataFrame(told, index=rows["id"].to_numpy())


def titled(datasets: Iterable[Dataset], lang: Lang) -> dict[str, str]:
    """Return the heading of each kind of source in datasets → that of its address, in a language."""
    pairs = [
        (of.all_columns.get(f"{one}_title"), of.all_columns.get(f"{one}_url")) for of in datasets for one in SOURCES
    ]
    return {heading(title, lang): heading(address, lang) for title, address in pairs if title and address}


def addresses(dataset: Dataset, lang: Lang) -> set[str]:
    """Return the headings under which a dataset has addresses."""
    return {heading(column, lang) for column in dataset.all_columns.values() if column.type == "url"}


def _cells(rows: pd.DataFrame, column: Column, store: Store, lang: Lang) -> list[Any]:
    """The cells of one column: numbers as they are, addresses that open or None, all else in words."""
    held = rows[column.name].tolist()
    if column.type in ("integer", "number"):
        return held
    if column.type == "url":
        return [value if opens(value) else None for value in held]
    return _said(rows[column.name], column, store, lang)


def sources(dataset: Dataset, lang: Lang) -> list[str]:
    """Return the headings of the columns that name a row's source."""
    return [heading(dataset.all_columns[name], lang) for name in _ON_SCREEN if name in dataset.all_columns]


def _said(cells: "pd.Series[object]", column: Column, store: Store, lang: Lang) -> list[str]:
    """The cells of one column as people read them; columns repeat few values, so each is told once."""
    values = cells.tolist()
    told = {value: labels.said(value, column, store, lang) for value in dict.fromkeys(values)}
    return [told[value] for value in values]
