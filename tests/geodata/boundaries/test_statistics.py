"""People of units: shares follow from counts, what was redrawn has no figure, and the counties sum to the bulletins."""

import pandas as pd
import pytest

from geodata.boundaries.statistics import PEOPLE, STATISTICS, counted, with_shares
from geodata.boundaries.vintage import Vintage
from geodata.catalog.shared_columns import SOURCE

# Bulletins of the seventh census: population (Sichuan no. 1 and no. 2, Chongqing no. 1, May 2021).
BULLETINS = {"四川省": 83_674_866, "重庆市": 32_054_159}


def toy(*codes: str) -> pd.DataFrame:
    """Counties with 100, 200, 300 … people, of whom a half, a third, a quarter and a fifth are in the groups."""
    table = pd.DataFrame({"adcode": codes, **dict.fromkeys(SOURCE, "x"), "note_zh": None, "note_en": None})
    for n, name in enumerate(PEOPLE):
        table[name] = pd.Series([100 * (row + 1) // (n + 1) for row in range(len(codes))], dtype="Int64")
    return table


def test_shares_are_what_a_group_is_of_all():
    found = with_shares(toy("1", "2").assign(population_60plus=pd.Series([25, None], dtype="Int64")))
    assert found["population_60plus_share"].fillna(-1).tolist() == [25.0, -1]
    assert found["population_80plus_share"].tolist() == [25.0, 25.0]


def test_a_new_county_has_a_figure_only_if_it_is_made_of_whole_old_ones():
    changes = pd.DataFrame(
        [("1", "9", "all"), ("2", "9", "all"), ("3", "8", "most"), ("3", "7", "part"), ("4", "8", "all")],
        columns=["old_adcode", "new_adcode", "share"],
    )
    found = counted(toy("1", "2", "3", "4", "5"), changes, SOURCE).set_index("adcode")
    assert found.index.tolist() == ["5", "7", "8", "9"]
    assert found["population"].tolist() == [500, pd.NA, pd.NA, 300]
    assert found["note_zh"].notna().tolist() == [False, True, True, False]
    assert found["source_title"].notna().tolist() == [True, False, False, True]


@pytest.mark.parametrize("column", PEOPLE)
def test_counties_sum_to_their_cities_and_provinces(store, column):
    table = store.facts["city_stats"].set_index("adcode")
    counties = table.loc[table["level_unit"].eq("county"), column]
    cities = table.loc[table["level_unit"].eq("city"), column]
    assert len(counties) == 221
    assert counties.notna().all()
    by_city = counties[counties.index.str.startswith("51")].groupby(lambda code: code[:4] + "00").sum()
    assert by_city.to_dict() == cities.to_dict()
    by_province = counties.groupby(lambda code: code[:2] + "0000").sum()
    assert by_province.to_dict() == table.loc[by_province.index, column].to_dict()


def test_provinces_have_the_people_of_their_bulletins(store):
    found = store.facts["city_stats"]
    found = found[found["level_unit"].eq("province")].set_index("name_zh")["population"]
    assert found.to_dict() == BULLETINS


def test_every_county_of_2021_has_people_and_shares_and_of_today_all_but_the_redrawn(store):
    columns = [*PEOPLE, *(f"{group}_share" for group in PEOPLE[1:]), "population_density"]
    assert store.get("counties", Vintage.Y2021)[columns].notna().all(axis=None)
    today = store.get("counties").set_index("name_zh")[columns]
    assert today.index[today.isna().any(axis=1)].tolist() == ["两江新区", "北碚区"]
    assert set(STATISTICS) <= set(store.get("counties").columns)
