"""What is here of official lists is counted by city, and the worst state of a domain's lists is told."""

import pandas as pd
import pytest

from geodata.domains import official_lists
from geodata.domains.official_lists import COMPLETE, LISTS, PARTIAL, UNKNOWN

TABLES = {
    "tourism": pd.DataFrame(
        {"adcode": ["510101", "510101", "500102", "500000"], "grade": ["5A;world_heritage", "4A", "5A", None]}
    ),
    "hospitals": pd.DataFrame({"adcode": ["510100", "500102"], "level": ["grade_3a", None]}),
    "eldercare": pd.DataFrame(
        {
            "adcode": ["510101", "510101", "510201"],
            "category": ["nursing_home", "wellness_base", "medical_care"],
            "beds": pd.array([100, 7, None], dtype="Int64"),
        }
    ),
    "corridor_nodes": pd.DataFrame(
        {
            "adcode": ["510101", "510101", "500102"],
            "name_zh": ["东站", "东站", "北站"],  # one station on two lines
            "emu": pd.array([True, True, None], dtype="boolean"),
        }
    ),
    "corridors": pd.DataFrame(
        {
            "mode": ["expressway", "expressway", "hsr"],
            "cross_border": [True, True, True],
            "status": ["operating", "planned", "operating"],
        }
    ),
}
COVERAGE = pd.DataFrame(
    [
        ("sights_5a", "510100", COMPLETE),
        ("sights_5a", "500000", PARTIAL),
        ("sights_4a", "510100", UNKNOWN),
        ("hospitals_3a", "510100", COMPLETE),
        ("eldercare_institutions", "510100", UNKNOWN),
        ("eldercare_beds", "510100", UNKNOWN),
        ("emu_stations", "510100", COMPLETE),
        ("border_expressways", None, UNKNOWN),
    ],
    columns=["list_id", "adcode", "state"],
)


def test_what_is_here_is_counted_by_city_and_each_station_once():
    found = official_lists.with_counts(COVERAGE, TABLES)
    assert found["count_here"].tolist() == [1, 1, 1, 1, 1, 100, 1, 1]


def test_a_domain_is_as_complete_as_the_worst_of_its_lists():
    known = official_lists.states(COVERAGE)
    assert official_lists.state(known, "tourism", "510101") == UNKNOWN  # of 4A
    assert official_lists.state(known, "health", "510101") == COMPLETE
    assert official_lists.state(known, "tourism", "510101", "500153") == PARTIAL
    assert official_lists.state(known, "health", "510101", "500153") == UNKNOWN  # no list of Chongqing is known
    assert official_lists.state(known, "alliances", "510101") == UNKNOWN


def test_lists_that_are_not_complete_everywhere_are_named(store):
    table = COVERAGE.assign(of_dataset=[LISTS[id].dataset for id in COVERAGE["list_id"]])
    told = official_lists.note(table, store.catalog, ["tourism", "hospitals"], "zh")
    assert told.startswith("5A级景区、4A级景区收录不全")
    assert official_lists.note(table, store.catalog, ["hospitals", "alliances"], "zh") == ""


@pytest.mark.parametrize("list", LISTS)
def test_every_list_is_held_against_its_table_in_every_city(store, list):
    rows = store.facts["coverage"].query("list_id == @list")
    assert set(rows["of_dataset"]) == {LISTS[list].dataset}
    assert LISTS[list].domain in store.catalog.domains
    if list not in ("eldercare_beds", "border_expressways"):
        assert sorted(rows["adcode"]) == sorted(store.get("cities")["adcode"])


def test_what_is_called_complete_has_as_many_here_as_on_the_list(store):
    rows = store.get("coverage").query("state == 'complete'")
    assert len(rows) > 40
    assert (rows["count_here"] == rows["count_official"]).all()
