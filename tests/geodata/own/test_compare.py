"""A list held against a shipped one: names that differ in writing, numbers that must not, and rows only one has."""

import numpy as np
import pandas as pd
import pytest

from geodata.boundaries.vintage import Vintage
from geodata.own import compare
from geodata.own.beside import beside
from tests.geodata.own import made

A, B = "511724", "500155"
UNITS = ("四川省", "达州市", "大竹县", "重庆市", "梁平区")


def table(*rows: tuple[str, str | None, float, float, str]) -> pd.DataFrame:
    """Rows of (name, county, lon, lat, precision); their ids are their numbers, from 1 on."""
    frame = pd.DataFrame(rows, columns=["name_zh", "adcode_today", "lon", "lat", "coord_precision"])
    return frame.assign(id=[str(n) for n in range(1, len(frame) + 1)])


def pairs(found: tuple[compare.Pair, ...]) -> list[tuple[str, str]]:
    return [(one.own, one.shipped) for one in found]


def test_each_row_is_in_exactly_one_part():
    mine = table(
        ("大竹县竹园养老院（公办）", A, 107.20, 30.73, "site"),
        ("大竹县第一敬老院", A, 107.21, 30.74, "county"),
        ("新的养老院", A, 107.30, 30.80, "site"),
        ("长安之家", None, 108.94, 34.34, "site"),
    )
    theirs = table(
        ("四川省达州市大竹县竹园养老院 公办", A, 107.205, 30.735, "site"),
        ("大竹县第三敬老院", A, 107.21, 30.74, "county"),
        ("别的康养中心", A, 107.40, 30.90, "site"),
        ("梁山老年公寓", B, 107.80, 30.67, "site"),
        ("长安之家", B, 107.80, 30.68, "site"),
    )
    found = compare.of_tables(mine, theirs, UNITS)
    assert pairs(found.same) == [("1", "1")]
    assert pairs(found.doubtful) == [("4", "5"), ("2", "2")]  # one name in two places; alike but for its number
    assert (found.new, found.missing, found.elsewhere) == (("3",), ("3",), ("4",))
    for side, whole in ((0, mine), (1, theirs)):
        told = [pair[side] for pair in (*found.same, *found.doubtful)]
        rest = found.new if side == 0 else (*found.missing, *found.elsewhere)
        assert sorted([*told, *rest]) == whole["id"].tolist()


@pytest.mark.parametrize(
    ("name", "km", "precision", "same"),
    [
        ("竹园养老院", 1, "site", True),
        ("竹园养老院", 20, "site", False),  # of one name, but surely not at one place
        ("竹园养老院", 20, "county", True),  # where one is only known by its county
        ("竹圆养老院", 1, "site", False),  # a slip, or another one: the reader says
    ],
)
def test_place_and_name_must_both_fit(name, km, precision, same):
    mine = table(("竹园养老院", A, 107.2, 30.7, "site"))
    theirs = table((name, A, 107.2, 30.7 + km / 111, precision))
    found = compare.of_tables(mine, theirs, UNITS)
    assert bool(found.same) is same
    assert bool(found.doubtful) is not same


def test_another_name_at_the_very_place_is_to_be_looked_at():
    mine, theirs = table(("甲", A, 107.2, 30.7, "site")), table(("乙丙", A, 107.2, 30.7005, "site"))
    assert pairs(compare.of_tables(mine, theirs, UNITS).doubtful) == [("1", "1")]
    seats = table(("乙丙", A, 107.2, 30.7, "county"))
    assert compare.of_tables(mine, seats, UNITS).new == ("1",)


def test_the_shipped_list_is_found_in_itself_whole(store):
    homes = store.get("eldercare").query("adcode_today.str.startswith('51')")
    named = homes[~homes["name_zh"].duplicated(keep=False)]
    found = compare.of_tables(named, store.get("eldercare"), store.get("counties")["name_zh"])
    right = [pair for pair in found.same if pair.own == pair.shipped]
    assert len(right) / len(named) > 0.98
    assert len(right) == len(found.same)
    assert not found.new


def test_a_list_is_compared_with_what_is_shipped(store):
    assert "eldercare" in compare.comparable(store.catalog)
    own = beside(store, [made.points()])
    found = compare.compare(own.at(Vintage.TODAY), "own1", "eldercare")
    assert len(found.same) + len(found.doubtful) + len(found.new) == 6
    assert "own1-7" in found.new
    assert all(np.isfinite(pair.score) for pair in found.doubtful)
