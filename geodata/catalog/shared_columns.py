"""Columns that many tables share: status, source, dates, lists of codes."""

from datetime import date
from typing import Final

import pandas as pd

from geodata.catalog.model import Dataset


def years_since(date_: str, today: date) -> int:
    """Return the whole years since a date (YYYY, YYYY-MM or YYYY-MM-DD), counted from the first day it may mean."""
    year, month, day = (*(int(part) for part in date_.split("-")), 1, 1)[:3]
    return max(today.year - year - ((today.month, today.day) < (month, day)), 0)


def in_force(ties: pd.DataFrame) -> "pd.Series[bool]":
    """Return which ties are in force, on the index of ``ties``."""
    return ties["status"].eq(IN_FORCE)


def to_come(ties: pd.DataFrame) -> "pd.Series[bool]":
    """Return which ties are not in force yet, on the index of ``ties``."""
    return ~ties["status"].isin([IN_FORCE, *PAST])


BLANK: Final = "-"  # stands for "not stated" among the values of a filter


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


IN_FORCE: Final = "operating"
HELD: Final = "held"  # a meeting or an event: it was, and is listed, but it is no tie in force
LAPSED: Final = "lapsed"  # an offer whose end has passed, or is not known
PAST: Final = (HELD, LAPSED)
SOURCE: Final = ("source_title", "source_url", "source_date", "source_kind")


def opens(cell: object) -> bool:
    """Return whether a cell holds an address that a browser opens."""
    return isinstance(cell, str) and cell.startswith(("http://", "https://"))


def codes(cell: object) -> list[str]:
    """Return the codes of a list cell; none when it is empty."""
    return cell.split(";") if isinstance(cell, str) else []
