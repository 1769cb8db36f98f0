"""How complete, how precise and how well sourced a dataset is."""

import pandas as pd

from geodata.catalog.model import Dataset


def completeness(table: pd.DataFrame, dataset: Dataset) -> "pd.Series[float]":
    """Return the share of rows (0–1) with a value, by declared column, in catalogue order."""
    columns = [name for name in dataset.all_columns if name in table]
    return table[columns].notna().mean() if len(table) else pd.Series(0.0, index=columns)


def shares(table: pd.DataFrame, column: str) -> "pd.Series[int]":
    """Return how many rows hold each value of ``column``, most first; empty when the table has no such column."""
    return table[column].value_counts() if column in table else pd.Series(dtype="int64")


def addressed(table: pd.DataFrame) -> float | None:
    """Return the share of rows whose source has a web address (0–1), or None without such a column."""
    return float(table["source_url"].notna().mean()) if "source_url" in table and len(table) else None


def source_years(table: pd.DataFrame) -> tuple[int, int] | None:
    """Return the first and last year of the sources' dates, or None when there is none."""
    if "source_date" not in table:
        return None
    known = table["source_date"].dropna().str[:4].astype(int)
    return (int(known.min()), int(known.max())) if len(known) else None
