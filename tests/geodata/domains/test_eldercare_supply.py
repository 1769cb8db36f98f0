"""Eldercare supply beside demand: known by eye, and honest about what is not known."""

import pandas as pd
import pytest

from geodata.domains import eldercare_supply

SITES = pd.DataFrame({"adcode_today": ["510302", "510303", "500111", "511100"], "beds": [100, None, None, None]})
CITIES = pd.DataFrame(
    {
        "adcode": ["510300", "500000", "511100", "512000"],
        "name_zh": ["自贡市", "重庆市", "乐山市", "资阳市"],
        "name_en": ["Zigong", "Chongqing", "Leshan", "Ziyang"],
        "city": ["自贡市", "重庆市", "乐山市", "资阳市"],
        "population_60plus": [500_000, 6_000_000, None, None],
        "population_60plus_share": [25.0, 20.0, None, 28.0],
        "population_65plus_share": [20.0, 15.0, None, None],
    }
)


def test_sites_stand_beside_old_people_and_blanks_stay_blank():
    table = eldercare_supply.by_unit(SITES, CITIES, "city").set_index("id")
    assert table.index.tolist() == ["512000", "510300", "500000", "511100"]  # oldest first, unknown last
    assert table.loc["510300", ["sites", "sites_with_beds", "beds", "population_60plus"]].tolist() == [
        2,
        1,
        100,
        500_000,
    ]
    assert table.loc["500000", "sites"] == 1
    assert pd.isna(table.loc["500000", "beds"])
    assert table.loc[["512000", "511100"], "population_60plus"].isna().all()


def test_rates_are_made_only_where_both_numbers_are_known():
    table = eldercare_supply.by_unit(SITES, CITIES, "city").set_index("id")
    assert table.loc["510300", ["sites_per_10k", "beds_per_10k"]].tolist() == [0.04, 2.0]  # 2 and 100 for 500,000
    assert table.loc[["512000", "511100"], ["sites_per_10k", "beds_per_10k"]].isna().all(axis=None)
    assert pd.isna(table.loc["500000", "beds_per_10k"])


def test_sites_stand_in_their_county_and_counties_without_one_are_told():
    counties = CITIES.assign(adcode=["510302", "500111", "511100", "512002"])
    table = eldercare_supply.by_unit(SITES, counties, "county").set_index("id")
    assert table["sites"].to_dict() == {"512002": 0, "510302": 1, "500111": 1, "511100": 1}


@pytest.mark.parametrize(("level", "units"), eldercare_supply.LEVELS.items())
def test_every_real_site_is_counted_in_its_unit(store, level, units):
    sites = store.get("eldercare")
    found = eldercare_supply.by_unit(sites, store.get(units), level)
    assert found["sites"].sum() == len(sites)
    assert len(found) == len(store.get(units))
