"""Eldercare supply beside demand: known by eye, and honest about what is not known."""

import pandas as pd

from geodata.domains import eldercare_supply
from geodata.store.store import load

SITES = pd.DataFrame({"adcode_today": ["510302", "510303", "500111", "511100"], "beds": [100, None, None, None]})
CITIES = pd.DataFrame(
    {
        "adcode": ["510300", "500000", "511100", "512000"],
        "name_zh": ["自贡市", "重庆市", "乐山市", "资阳市"],
        "name_en": ["Zigong", "Chongqing", "Leshan", "Ziyang"],
        "population": [2_000_000, 30_000_000, 3_000_000, None],
        "population_60plus_share": [25.0, 20.0, None, 28.0],
        "population_65plus_share": [20.0, 15.0, None, None],
    }
)


def test_sites_stand_beside_old_people_and_blanks_stay_blank():
    table = eldercare_supply.by_city(SITES, CITIES).set_index("id")
    assert table.index.tolist() == ["512000", "510300", "500000", "511100"]  # oldest first, unknown last
    assert table.loc["510300", ["sites", "sites_with_beds", "beds", "people_60plus"]].tolist() == [2, 1, 100, 500_000]
    assert table.loc["500000", "sites"] == 1
    assert pd.isna(table.loc["500000", "beds"])
    assert table.loc[["512000", "511100"], "people_60plus"].isna().all()


def test_rates_are_made_only_where_both_numbers_are_known():
    table = eldercare_supply.by_city(SITES, CITIES).set_index("id")
    assert table.loc["510300", ["sites_per_10k", "beds_per_10k"]].tolist() == [0.04, 2.0]  # 2 and 100 for 500,000
    assert table.loc[["512000", "511100"], ["sites_per_10k", "beds_per_10k"]].isna().all(axis=None)
    assert pd.isna(table.loc["500000", "beds_per_10k"])


def test_every_real_site_is_counted_in_its_city():
    store = load()
    sites = store.get("eldercare")
    assert eldercare_supply.by_city(sites, store.get("cities"))["sites"].sum() == len(sites)
