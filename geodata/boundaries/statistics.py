"""Statistics of units, and the menu of those a choropleth can show."""

from typing import Final

import geopandas as gpd
import pandas as pd

from geodata.text import Text, number

PEOPLE: Final = ("population", "population_60plus", "population_65plus", "population_80plus", "population_urban")
_OTHERS: Final = ("population_read", "gdp_100m_cny", "gdp_year", "note_zh", "note_en")
_REDRAWN: Final = Text(
    "普查以后区划有调整，没有今日范围的普查数。", "Redrawn since the census, which has no figures for it."
)


def with_shares(stats: pd.DataFrame) -> pd.DataFrame:
    """Add to counts of people what part of all each group is.

    Args:
        stats: the columns of PEOPLE (persons; missing where not known).

    Returns:
        The columns of ``stats``, then for each group of PEOPLE ``<group>_share`` (%, two digits), missing where either
        count is.
    """
    people = stats[list(PEOPLE)].astype("Float64")
    shares = {f"{group}_share": number.kept(people[group] / people["population"] * 100, 2) for group in PEOPLE[1:]}
    return stats.assign(**shares)


def counted(stats: pd.DataFrame, unit_changes: pd.DataFrame, also: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return the statistics of the counties of 2021 as far as they hold for today's.

    A county whose land has changed since the census has no figure, but for one that is made of whole old counties only:
    it has the sum of their people. A new county that has none says so.

    Args:
        stats: rows of city_stats, counties.
        unit_changes: old_adcode, new_adcode, share (all, most, part).
        also: further columns of ``stats``, which a sum has from one of its parts.

    Returns:
        The columns of ``stats``: the rows of counties that did not change, then one per new county, with the notes on
        it; of PEOPLE each is known if the county is a sum of whole ones.
    """
    same = stats[~stats["adcode"].isin([*unit_changes["old_adcode"], *unit_changes["new_adcode"]])]
    changes = unit_changes[["old_adcode", "new_adcode", "share"]]
    held = changes.merge(stats[["adcode", *PEOPLE, *also]], left_on="old_adcode", right_on="adcode", how="left")
    new = [
        {"adcode": code, **parts[list(PEOPLE)].sum(skipna=False), **parts[list(also)].iloc[0]}
        if parts["share"].eq("all").all()
        else {"adcode": code, "note_zh": _REDRAWN.zh, "note_en": _REDRAWN.en}
        for code, parts in held.groupby("new_adcode")
    ]
    return pd.concat([same, pd.DataFrame(new, columns=stats.columns).astype(stats.dtypes)], ignore_index=True)


def with_statistics(units: gpd.GeoDataFrame, stats: pd.DataFrame, also: tuple[str, ...] = ()) -> gpd.GeoDataFrame:
    """Add the statistics of ``city_stats`` by adcode, and density = population / area.

    Units without figures keep missing values: nothing is filled in or split.

    Args:
        units: adcode, area_km2 and whatever else; one row a unit.
        stats: city_stats with the columns of PEOPLE, one row a unit at most.
        also: further columns of ``stats`` to take along.

    Returns:
        The columns of ``units``, then PEOPLE (persons), population_read, gdp_100m_cny (100 million yuan), gdp_year,
        note_zh and note_en on the figures, those of ``also``, the shares of ``with_shares`` (%), population_density
        (persons per km²).
    """
    figures = stats.set_index("adcode")[[*PEOPLE, *_OTHERS, *also]]
    joined = with_shares(units.merge(figures, left_on="adcode", right_index=True, how="left"))
    joined["population_density"] = number.kept(joined["population"].astype("Float64") / joined["area_km2"], 1)
    return joined


# The statistics a choropleth can show, as columns of the units. Order = order in the menu.
STATISTICS: Final[dict[str, Text]] = {
    "population_density": Text("人口密度（人/平方公里，2020）", "Population density (per km², 2020)"),
    "population": Text("常住人口（2020）", "Population (2020)"),
    "population_60plus": Text("60岁及以上人口（2020）", "People aged 60+ (2020)"),
    "population_60plus_share": Text("60岁及以上占比（%，2020）", "Share aged 60+ (%, 2020)"),
    "population_65plus_share": Text("65岁及以上占比（%，2020）", "Share aged 65+ (%, 2020)"),
    "population_80plus_share": Text("80岁及以上占比（%，2020）", "Share aged 80+ (%, 2020)"),
    "population_urban_share": Text("城镇人口占比（%，2020）", "Urban share (%, 2020)"),
    "gdp_100m_cny": Text("地区生产总值（亿元，2023或2024）", "GDP (100 million yuan, 2023 or 2024)"),
    "area_km2": Text("面积（平方公里）", "Area (km²)"),
}
