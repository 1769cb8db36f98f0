"""Which rows of a dataset somebody asked for: a frozen Selection, and pure functions that apply it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pandas as pd

from geodata.catalog import LIST_TYPES, Catalog, Column, Dataset
from geodata.text import Lang, Text

BLANK: Final = "-"  # stands for "not stated" among the values of a filter
YES, NO = "yes", "no"
_UNKNOWN: Final = Text("未载明", "Not stated")
_ANSWERS: Final = {YES: Text("是", "Yes"), NO: Text("否（暂无记录）", "No (none on record)")}


@dataclass(frozen=True)
class Selection:
    """Wanted values by column: any of the values within a column, all columns together.

    ``wanted`` is sorted and holds no empty entry, so equal selections compare and hash equal.
    """

    wanted: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of(cls, wanted: dict[str, Iterable[str]]) -> "Selection":
        """Build a selection; columns without a wanted value are left out."""
        kept = {column: tuple(dict.fromkeys(values)) for column, values in wanted.items()}
        return cls(tuple(sorted((column, values) for column, values in kept.items() if values)))

    def get(self, column: str) -> tuple[str, ...]:
        """Return the wanted values of ``column``; empty: any."""
        return dict(self.wanted).get(column, ())

    def without(self, *columns: str) -> "Selection":
        """Return the selection with ``columns`` free again."""
        return Selection(tuple(entry for entry in self.wanted if entry[0] not in columns))


def _cells(table: pd.DataFrame, column: Column) -> "pd.Series[object]":
    """The column as text codes: yes/no for truth values, BLANK where nothing is known."""
    values = table[column.name]
    if column.type == "bool":
        return values.astype("boolean").fillna(False).map({True: YES, False: NO}).astype(object)
    return values.astype(object).where(values.notna(), BLANK)


def options(table: pd.DataFrame, column: Column, catalog: Catalog) -> list[str]:
    """Return every value that occurs in the whole table, vocabulary order first, then by name, BLANK last."""
    cells = _cells(table, column)
    if column.type in LIST_TYPES:
        cells = cells.str.split(";").explode()
    present = set(cells)
    order = list(_ANSWERS) if column.type == "bool" else list(catalog.vocabulary(column))
    named = [value for value in order if value in present]
    others = sorted(present - set(order) - {BLANK})
    return named + others + ([BLANK] if BLANK in present else [])


def matches(table: pd.DataFrame, dataset: Dataset, selection: Selection, year: int | None = None) -> "pd.Series[bool]":
    """Tell for each row whether it is asked for.

    Args:
        table: the rows of ``dataset``.
        selection: wanted values; columns the dataset does not declare are ignored.
        year: "as it stood in": rows that began later are left out; rows without a date stay, because when they
            began is not known. What is not yet operating is left out too: its past is not recorded.

    Returns:
        Truth per row, on the index of ``table``.
    """
    keep = pd.Series(True, index=table.index)
    for name, wanted in selection.wanted:
        column = dataset.all_columns.get(name)
        if column is None or name not in table:
            continue
        cells = _cells(table, column)
        if column.type in LIST_TYPES:
            chosen = set(wanted)
            keep &= cells.map(lambda cell, chosen=chosen: not chosen.isdisjoint(cell.split(";"))).astype(bool)
        else:
            keep &= cells.isin(list(wanted))
    if year is not None and dataset.time:
        keep &= begun(years(table, dataset), year)
        if "status" in table:
            keep &= table["status"].eq("operating")
    return keep


def years(table: pd.DataFrame, dataset: Dataset) -> "pd.Series[int]":
    """Return the year from which each row counts (Int64, missing where not known), as its dataset's ``time`` says."""
    return year_of(table[dataset.time])


def year_of(dates: "pd.Series[str]") -> "pd.Series[int]":
    """Return the years of dates (YYYY, YYYY-MM or YYYY-MM-DD), Int64, missing where there is none."""
    return pd.to_numeric(dates.str[:4]).astype("Int64")


def begun(years: "pd.Series[int]", year: int) -> "pd.Series[bool]":
    """Return what counts in a year: what began by then, and what no year is known of, which counts in every one.

    The one rule for the undated (docs/decisions): slider, comparison, chart and files all follow it.
    """
    return (years.isna() | (years <= year)).astype(bool)


def loosened(
    table: pd.DataFrame, dataset: Dataset, selection: Selection, year: int | None = None
) -> list[tuple[str, int]]:
    """Return for each filter in force how many rows there would be without it, most first; only gains are listed."""
    now = int(matches(table, dataset, selection, year).sum())
    gains = [(name, int(matches(table, dataset, selection.without(name), year).sum())) for name, _ in selection.wanted]
    if year is not None:
        gains.append(("year", int(matches(table, dataset, selection, None).sum())))
    return sorted(((name, n) for name, n in gains if n > now), key=lambda gain: -gain[1])


def label(value: str, column: Column, catalog: Catalog, lang: Lang, names: dict[str, Text] | None = None) -> str:
    """Return how a filter value reads in ``lang``; ``names`` translates values that are names or ids."""
    if value == BLANK:
        return _UNKNOWN.say(lang)
    if column.type == "bool":
        return _ANSWERS[value].say(lang)
    known = catalog.vocabulary(column).get(value) or (names or {}).get(value)
    return known.say(lang) if known else value
