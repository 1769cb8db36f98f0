"""Which rows of a dataset somebody asked for: a frozen Selection, and pure functions that apply it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pandas as pd

from geodata.catalog.model import LIST_TYPES, Catalog, Column, Dataset
from geodata.catalog.shared_columns import BLANK, begun, years
from geodata.text import Text

YES, NO = "yes", "no"
ANSWERS: Final = {YES: Text("是", "Yes"), NO: Text("否（暂无记录）", "No (none found)")}


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
    order = list(ANSWERS) if column.type == "bool" else list(catalog.vocabulary(column))
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


def loosened(
    table: pd.DataFrame, dataset: Dataset, selection: Selection, year: int | None = None
) -> list[tuple[str, int]]:
    """Return for each filter in force how many rows there would be without it, most first; only gains are listed."""
    now = int(matches(table, dataset, selection, year).sum())
    gains = [(name, int(matches(table, dataset, selection.without(name), year).sum())) for name, _ in selection.wanted]
    if year is not None:
        gains.append(("year", int(matches(table, dataset, selection, None).sum())))
    return sorted(((name, n) for name, n in gains if n > now), key=lambda gain: -gain[1])
