"""Which rows somebody should look at again: those nobody has read for long, and those whose period has run out."""

from datetime import date
from typing import Final

import pandas as pd

from geodata.catalog.shared_columns import PAST, years_since

CHECKED, DUE = "checked", "due"  # when a row's source was last read; whether it should be read again
YEARS: Final = 2  # after so many a source should be read again


def due(table: pd.DataFrame, today: date) -> "pd.Series[bool]":
    """Return which rows are due for a check.

    A row is due when its period has run out while it is told to be in force, or when it was last read more than YEARS
    ago. A row that nobody has read again since it was collected is as old as its source, and due if that has no date.

    Args:
        table: source_date and checked (dates; missing where not known); until and status where it has them.
        today: for the ages.

    Returns:
        Truth (boolean) on the index of ``table``.
    """
    read = table[CHECKED].where(table[CHECKED].notna(), table["source_date"])
    old = read.map(lambda day: not isinstance(day, str) or years_since(day, today) >= YEARS)
    return (old.astype(bool) | _over(table, today)).astype("boolean")


def _over(table: pd.DataFrame, today: date) -> "pd.Series[bool]":
    """Which rows in force had an end that has passed, the last day it may mean being taken."""
    if "until" not in table:
        return pd.Series(False, index=table.index)
    ended = table["until"].map(lambda end: isinstance(end, str) and today.isoformat()[: len(end)] > end).astype(bool)
    return ended & ~table["status"].isin(PAST) if "status" in table else ended
