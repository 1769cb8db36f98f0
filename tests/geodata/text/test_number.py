"""How a number reads: known by eye; a small amount never reads as none."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from geodata.domains import eldercare_supply
from geodata.store.store import load
from geodata.text import number

ROOT = Path(__file__).parents[3]
# Numbers that nobody reads: widths in markup, coordinates and sizes in drawings, keys of addresses.
FORM = re.compile(r"\{[^{}]*:,?\.\d[f%]\}")
UNREAD = re.compile(r'width:|--share:|\{x:|\{dx|view\.l|metres:|<i style|"[xy]":|"at":|\{edge:|zoom:.0f')


@pytest.mark.parametrize(
    ("value", "digits", "zh", "en"),
    [
        (0, 1, "0", "0"),
        (0.0, 0, "0", "0"),
        (0.04, 1, "不足0.1", "<0.1"),
        (0.05, 1, "0.1", "0.1"),
        (0.051, 1, "0.1", "0.1"),
        (0.4, 0, "不足1", "<1"),
        (0.004, 2, "不足0.01", "<0.01"),
        (-0.04, 1, "-不足0.1", "-<0.1"),
        (12, 1, "12.0", "12.0"),
        (1234567.8, 0, "1,234,568", "1,234,568"),
        (np.int64(7), 0, "7", "7"),
        (None, 0, "", ""),
        (np.nan, 1, "", ""),
        (pd.NA, 1, "", ""),
    ],
)
def test_a_number_reads_so(value, digits, zh, en):
    assert number.said(value, digits) == zh
    assert number.said(value, digits, "en") == en


def test_a_unit_stands_behind_the_words_too():
    assert number.said(0.01, 1, "zh", unit=" MB") == "不足0.1 MB"
    assert number.said(0, 1, "en", unit=" km") == "0 km"


@pytest.mark.parametrize(("part", "told"), [(0, "0%"), (0.004, "不足1%"), (0.5, "50%"), (0.996, "99%"), (1, "100%")])
def test_a_share_is_none_or_all_only_where_it_is(part, told):
    assert number.share(part) == told


def test_rounding_keeps_one_figure_of_what_is_small():
    assert number.kept(0.034, 1) == 0.03
    assert number.kept(-0.034, 1) == -0.03
    assert number.kept(0, 1) == 0
    assert number.kept(12.34, 1) == 12.3
    column = number.kept(pd.Series([0.0004, 1.26, None, 0.0], index=list("abcd")), 1)
    assert column.drop("c").tolist() == [0.0004, 1.3, 0.0]
    assert pd.isna(column["c"])
    assert number.kept(np.array([0.2, 170.4])).tolist() == [0.2, 170.0]


def test_no_rate_of_a_city_with_beds_is_nought():
    """Of Chengdu twelve beds are known, for millions of old people."""
    store = load()
    table = eldercare_supply.by_unit(store.get("eldercare"), store.get("cities"), "city").set_index("id")
    assert table.loc["510100", "beds"] > 0
    assert number.said(table.loc["510100", "beds_per_10k"], 1) == "不足0.1"
    for column, base in (("sites_per_10k", "sites"), ("beds_per_10k", "beds")):
        known = table[table[base].gt(0) & table["population_60plus"].notna()]
        assert len(known)
        assert (known[column] > 0).all()


def test_every_number_that_is_read_is_said_by_the_one_function():
    """A format of one's own would round small amounts to nought."""
    own = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for folder in ("geodata", "layers", "pages")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if path.name != "number.py"
        for line in path.read_text(encoding="utf-8").splitlines()
        if FORM.search(line) and not UNREAD.search(line)
    ]
    assert own == []
