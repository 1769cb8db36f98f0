"""Eldercare: what is collected beside how many old people live there. What is not known stays blank.

Sites are those that were collected, not those there are: a rate of the two measures the collecting, and is named so.
"""

from typing import Final

import pandas as pd

from geodata.boundaries.adcode import city_of
from geodata.text import number

LEVELS: Final = {"county": "counties", "city": "cities"}  # level → dataset of its units
PER: Final = 10_000  # people of 60 and over
_OLD: Final = ("population_60plus", "population_60plus_share", "population_65plus_share")


def by_unit(sites: pd.DataFrame, units: pd.DataFrame, level: str) -> pd.DataFrame:
    """Set the sites of each unit beside its people of 60 and over.

    Args:
        sites: adcode_today and beds (persons, missing where not stated) of each.
        units: adcode, names, city, population_60plus (persons), population_60plus_share and population_65plus_share (%,
            2020, missing where not known).
        level: of the units, one of LEVELS; Chongqing is one city.

    Returns:
        Per unit: id (adcode), name_zh, name_en, city, population_60plus (persons), population_60plus_share,
        population_65plus_share, sites, sites_with_beds, beds (their sum, missing without any), sites_per_10k and
        beds_per_10k (of those collected, per 10,000 people of 60 and over); each missing where not known. Oldest first.
    """
    own = units.set_index("adcode")
    code = sites["adcode_today"].map(city_of) if level == "city" else sites["adcode_today"]
    beds = pd.to_numeric(sites["beds"])
    grouped = pd.DataFrame({"code": code, "beds": beds}).groupby("code")["beds"]
    table = own[["name_zh", "name_en", "city", *_OLD]].copy()
    table["sites"] = grouped.size().reindex(table.index, fill_value=0)
    table["sites_with_beds"] = grouped.count().reindex(table.index, fill_value=0)
    table["beds"] = grouped.sum(min_count=1).reindex(table.index)
    table["sites_per_10k"] = number.kept(table["sites"] / table["population_60plus"] * PER, 2)
    table["beds_per_10k"] = number.kept(table["beds"] / table["population_60plus"] * PER, 1)
    order = table.sort_values(["population_60plus_share", "sites"], ascending=False, na_position="last")
    return order.rename_axis("id").reset_index()
