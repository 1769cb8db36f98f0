"""Codes are checked, small counts are hidden, and nothing that is kept gives them away."""

import pandas as pd
import pytest

from geodata.flows import cells, kept, pairs
from tests.geodata.flows.given import CHENGDU, FEW, HECHUAN, WUSHENG, flows, in_pandas, table

KNOWN = {WUSHENG, HECHUAN, CHENGDU, "500105"}


def checked(rows: list[tuple]) -> cells.Checked:
    return cells.checked(in_pandas(table(rows)), KNOWN, {"500112": ["500105", "500109"]}, {"health", "tourism"})


def test_cells_are_pairs_across_and_one_sum_for_the_own_side():
    found = checked(FEW).cells.set_index(cells.KEY)["persons"].to_dict()
    assert found == {
        (WUSHENG, HECHUAN, "health", 2025): 42,
        (HECHUAN, WUSHENG, "health", 2025): 9,
        (CHENGDU, HECHUAN, "health", 2025): 20,
        (WUSHENG, cells.WITHIN, "health", 2025): 158,
        (HECHUAN, cells.WITHIN, "health", 2025): 150,
        (WUSHENG, HECHUAN, "tourism", 2024): 11,
    }


def test_what_is_left_out_is_counted_by_its_first_reason():
    found = checked(
        [
            (WUSHENG, "999999", "health", 2025, 5),
            (WUSHENG, "511699", "gambling", 2025, 5),
            (WUSHENG, HECHUAN, "gambling", 2025, 5),
            (WUSHENG, HECHUAN, "health", 2025, -1),
            (WUSHENG, HECHUAN, "health", 1066, 5),
            (WUSHENG, HECHUAN, "health", 2025, 5),
        ]
    )
    assert found.left_out == {"elsewhere": 1, "code": 1, "domain": 1, "unsound": 2}
    assert found.cells["persons"].tolist() == [5]


def test_old_codes_become_those_of_today():
    found = checked([(WUSHENG, "500112", "health", 2025, 15), (WUSHENG, "500105", "health", 2025, 2)])
    assert found.cells[["service_adcode", "persons"]].to_numpy().tolist() == [["500105", 17]]
    assert found.moved == 1
    assert not found.left_out


def test_fewer_than_ten_are_hidden_ten_are_not():
    rows = [(WUSHENG, HECHUAN, "health", year, n) for year, n in ((2023, 9), (2024, 10), (2025, 1))]
    held = cells.suppressed(checked(rows).cells, 10)["persons"]
    assert held.isna().tolist() == [True, False, True]
    assert cells.suppressed(checked(rows).cells, 1)["persons"].tolist() == [9, 10, 1]


@pytest.mark.parametrize("hidden", range(1, 10))
def test_whatever_a_hidden_cell_holds_the_file_and_every_total_are_the_same(hidden, tmp_path):
    rows = [row if row[4] != 9 else (*row[:4], hidden) for row in FEW]
    rows += [(CHENGDU, WUSHENG, "tourism", 2025, hidden)]  # all that is kept of a county, domain and year
    usual = flows([*FEW, (CHENGDU, WUSHENG, "tourism", 2025, 9)])
    for name, one in (("a", usual), ("b", flows(rows))):
        kept.write(tmp_path / name, one)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    living = pairs.homes(usual.cells, ["health"], 2025)
    pd.testing.assert_frame_equal(living, pairs.homes(flows(rows).cells, ["health"], 2025))


def test_a_pair_without_a_record_is_missing_and_no_zero():
    lines = pd.DataFrame(
        {
            "id": ["a", "b"],
            "sichuan_adcode": [WUSHENG, WUSHENG],
            "chongqing_adcode": [HECHUAN, "500105"],
            "ties_health": [0, 1],
        }
    )
    told = pairs.beside_ties(lines, flows().cells, ["health"], 2025).set_index("pair_id")
    assert told.loc["a", ["persons", "to_chongqing", "hidden", "state"]].tolist() == [42, 42, 1, "untied"]
    assert pd.isna(told.loc["a", "to_sichuan"])
    assert told.loc["b", ["hidden", "state"]].tolist() == [0, "unused"]
    assert pd.isna(told.loc["b", "persons"])
    # 武胜: 42 across of 42 + 158; 合川: its 9 are hidden, so 0 of 150; between the two 42 of 350.
    assert told.loc["a", ["share_sichuan", "share_chongqing", "share"]].tolist() == [0.21, 0, 0.12]


@pytest.mark.parametrize(
    ("tied", "used", "state"),
    [(True, True, "both"), (True, False, "unused"), (False, True, "untied"), (False, False, "neither")],
)
def test_the_four_states(tied, used, state):
    assert pairs.state(tied, used) == state


def test_both_directions_of_any_pair_are_one_row():
    told = pairs.across(flows(below=1).cells, ["health"], 2025).set_index(pairs.ENDS)
    assert told.loc[(WUSHENG, HECHUAN), ["to_chongqing", "to_sichuan", "persons"]].tolist() == [42, 9, 51]
    assert told.loc[(CHENGDU, HECHUAN), "persons"] == 20
