"""Rows that nobody has read for long, and those whose period has run out, are due for a check."""

from datetime import date

import pandas as pd
import pytest

from geodata.catalog import freshness

TODAY = date(2026, 11, 26)


def table(**columns: object) -> pd.DataFrame:
    row = {"source_date": None, "checked": None} | columns
    return pd.DataFrame([row]).astype("object")


@pytest.mark.parametrize(
    ("row", "due"),
    [
        ({"source_date": "2019", "checked": "2026-11-25"}, False),  # an old source read again
        ({"source_date": "2026-05", "checked": "2024-11-26"}, True),  # read two years ago today
        ({"source_date": "2026-05", "checked": "2024-11-27"}, False),
        ({"source_date": "2024-12"}, False),
        ({"source_date": "2024-11"}, True),
        ({}, True),
        ({"checked": "2026-11-25", "until": "2026-11-25"}, True),
        ({"checked": "2026-11-25", "until": "2026-11-26"}, False),
        ({"checked": "2026-11-25", "until": "2026-11"}, False),  # until some day of this month
        ({"checked": "2026-11-25", "until": "2025"}, True),
        ({"checked": "2026-11-25", "until": "2025", "status": "lapsed"}, False),  # and says so
        ({"checked": "2026-11-25", "until": "2025", "status": "operating"}, True),
    ],
)
def test_a_row_is_due(row, due):
    assert freshness.due(table(**row), TODAY).tolist() == [due]


def test_every_table_that_says_when_it_was_read_can_be_asked_for_what_is_due(store):
    today = date.fromisoformat(store.catalog.compliance.facts_as_of)
    for id, rows in store.facts.items():
        dataset = store.catalog.datasets[id]
        says = "checked" in dataset.all_columns
        assert says == ("due" in dataset.all_columns) == ("due" in rows)
        if says:
            assert rows["due"].equals(freshness.due(rows, today))
            assert ("due" in dataset.filters) == bool(dataset.filters)
            assert (rows["checked"].dropna() <= today.isoformat()).all()
    assert store.get("tourism")["due"].any()
