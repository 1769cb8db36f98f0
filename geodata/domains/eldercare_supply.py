"""Eldercare: what is collected beside how many old people live there. What is not known stays blank.

Sites are those that were collected, not those there are: a rate of the two measures the collecting, and is named so.
"""

from typing import Final

import pandas as pd

from geodata.text import number

PER: Final = 10_000  # people of 60 and over


def by_city(sites: pd.DataFrame, cities: pd.DataFrame) -> pd.DataFrame:
    """Set the sites of each city beside its people of 60 and over (Chongqing is one city).

    Args:
        sites: adcode_today and beds (persons, missing where not stated) of each.
        cities: adcode, names, population, population_60plus_share and population_65plus_share (%, 2020, missing where
            not known).

    Returns:
        Per city: id (adcode), name_zh, name_en, sites, sites_with_beds, beds (their sum, missing without any),
        population_60plus_share, population_65plus_share, people_60plus (persons), sites_per_10k and beds_per_10k (of
        those collected, per 10,000 people of 60 and over); each missing where not known. Cities without a site and
        without a share are left out.
    """
    own = cities.set_index("adcode")
    code = sites["adcode_today"].str[:2].eq("50").map({True: "500000", False: ""})
    code = code.where(code.ne(""), sites["adcode_today"].str[:4] + "00")
    beds = pd.to_numeric(sites["beds"])
    grouped = pd.DataFrame({"code": code, "beds": beds}).groupby("code")["beds"]
    table = own[["name_zh", "name_en", "population_60plus_share", "population_65plus_share"]].copy()
    table["sites"] = grouped.size().reindex(table.index, fill_value=0)
    table["sites_with_beds"] = grouped.count().reindex(table.index, fill_value=0)
    table["beds"] = grouped.sum(min_count=1).reindex(table.index)
    table["people_60plus"] = (own["population"] * own["population_60plus_share"] / 100).round()
    table["sites_per_10k"] = number.kept(table["sites"] / table["people_60plus"] * PER, 2)
    table["beds_per_10k"] = number.kept(table["beds"] / table["people_60plus"] * PER, 1)
    told = table["sites"].gt(0) | table["population_60plus_share"].notna()
    order = table[told].sort_values(["population_60plus_share", "sites"], ascending=False, na_position="last")
    return order.rename_axis("id").reset_index()
