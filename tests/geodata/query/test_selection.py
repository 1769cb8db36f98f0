"""Filters: what they keep, what they offer, and what to loosen."""

from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.catalog.model import Column
from geodata.catalog.shared_columns import BLANK
from geodata.narrative.labels import label
from geodata.query.selection import NO, YES, Selection, loosened, matches, options
from geodata.store.store import load
from geodata.text import Text

STORE = load()
LAYERS = STORE.catalog.layers()


def column(name: str, type: str, values: str = "") -> Column:
    return Column(name, type, Text(name, name), values=values)


TABLE = pd.DataFrame(
    {
        "id": list("abcd"),
        "grade": ["5A;world", "4A", None, "5A"],
        "cross": pd.array([True, False, None, True], dtype="boolean"),
        "since": ["2019", "2021-05", None, "2024-01-02"],
    }
)
COLUMNS = {name: column(name, type) for name, type in (("grade", "codes"), ("cross", "bool"))}
DATASET = SimpleNamespace(all_columns=COLUMNS, time="since")


def kept(wanted: dict[str, list[str]], year: int | None = None, table: pd.DataFrame = TABLE) -> str:
    return "".join(table["id"][matches(table, DATASET, Selection.of(wanted), year)])


@pytest.mark.parametrize(
    ("wanted", "year", "ids"),
    [
        ({}, None, "abcd"),
        ({"grade": ["5A"]}, None, "ad"),
        ({"grade": ["world", "4A"]}, None, "ab"),
        ({"grade": [BLANK]}, None, "c"),
        ({"cross": [YES]}, None, "ad"),
        ({"cross": [NO]}, None, "bc"),
        ({"grade": ["5A"], "cross": [NO]}, None, ""),
        ({"unheard": ["x"]}, None, "abcd"),
        ({}, 2020, "ac"),
        ({"grade": ["5A"]}, 2023, "a"),
    ],
)
def test_what_a_selection_keeps(wanted, year, ids):
    assert kept(wanted, year) == ids


def test_history_leaves_out_what_is_not_yet_open():
    table = TABLE.assign(status=["operating", "planned", "under_construction", "operating"])
    assert kept({}, 2030, table) == "ad"
    assert kept({}, None, table) == "abcd"


def test_what_to_loosen_is_told_with_its_gain_most_first():
    selection = Selection.of({"grade": ["4A"], "cross": [YES]})
    assert loosened(TABLE, DATASET, selection) == [("grade", 2), ("cross", 1)]
    assert loosened(TABLE, DATASET, Selection(), 2018) == [("year", 4)]
    assert loosened(TABLE, DATASET, Selection()) == []


def test_equal_selections_are_equal_whatever_their_order():
    one = Selection.of({"b": ["1"], "a": ["2", "2"], "c": []})
    other = Selection.of({"a": ["2"], "b": ["1"]})
    assert one == other
    assert hash(one) == hash(other)
    assert one.without("a") == Selection.of({"b": ["1"]})


@pytest.mark.parametrize("dataset", LAYERS, ids=lambda dataset: dataset.id)
def test_options_come_from_the_whole_table_and_each_keeps_something(dataset):
    table = STORE.get(dataset.id)
    for name in dataset.filters:
        offered = options(table, dataset.all_columns[name], STORE.catalog)
        assert offered, name
        union = pd.Series(False, index=table.index)
        for value in offered:
            found = matches(table, dataset, Selection.of({name: [value]}))
            assert found.any(), (name, value)
            union |= found
        assert union.all(), name


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("dataset", LAYERS, ids=lambda dataset: dataset.id)
def test_every_option_of_a_code_has_a_label(dataset, lang):
    table = STORE.get(dataset.id)
    for name in dataset.filters:
        column = dataset.all_columns[name]
        if column.type in ("code", "codes", "bool"):
            for value in options(table, column, STORE.catalog):
                assert label(value, column, STORE.catalog, lang) != value or value in ("5A", "4A")


CHOICES = {
    dataset.id: {
        name: options(STORE.get(dataset.id), dataset.all_columns[name], STORE.catalog) for name in dataset.filters
    }
    for dataset in LAYERS
}


@given(st.data())
def test_filters_commute_and_only_narrow(data):
    dataset = data.draw(st.sampled_from(LAYERS))
    columns = data.draw(st.lists(st.sampled_from(list(dataset.filters)), min_size=2, max_size=2, unique=True))
    wanted = {
        name: data.draw(st.lists(st.sampled_from(CHOICES[dataset.id][name]), min_size=1, max_size=3))
        for name in columns
    }
    table = STORE.get(dataset.id)
    both = matches(table, dataset, Selection.of(wanted))
    first, second = (matches(table, dataset, Selection.of({name: wanted[name]})) for name in columns)
    assert (both == (first & second)).all()
