"""Statistics of units, and the menu of those a choropleth can show."""

from typing import Final

import geopandas as gpd
import pandas as pd

from geodata.text import Text, number


def with_statistics(units: gpd.GeoDataFrame, stats: pd.DataFrame) -> gpd.GeoDataFrame:
    """Add the statistics of ``city_stats`` by adcode, and density = population / area.

    Units without figures keep missing values: nothing is filled in or split.

    Args:
        units: adcode, area_km2 and whatever else; one row a unit.
        stats: city_stats, one row a unit at most.

    Returns:
        The columns of ``units``, then population (persons), population_read, population_60plus_share and
        population_65plus_share (%), gdp_100m_cny (100 million yuan), gdp_year, population_density (persons per km²).
    """
    figures = [
        "population",
        "population_read",
        "population_60plus_share",
        "population_65plus_share",
        "gdp_100m_cny",
        "gdp_year",
    ]
    joined = units.merge(stats.set_index("adcode")[figures], left_on="adcode", right_index=True, how="left")
    joined["population_density"] = number.kept(joined["population"].astype("Float64") / joined["area_km2"], 1)
    return joined


# The statistics a choropleth can show, as columns of the units. Order = order in the menu.
STATISTICS: Final[dict[str, Text]] = {
    "population_density": Text("人口密度（人/km²，2020）", "Population density (per km², 2020)"),
    "population": Text("常住人口（2020）", "Population (2020)"),
    "population_60plus_share": Text("60岁及以上占比（%，2020）", "Share aged 60+ (%, 2020)"),
    "population_65plus_share": Text("65岁及以上占比（%，2020）", "Share aged 65+ (%, 2020)"),
    "gdp_100m_cny": Text("地区生产总值（亿元，2023或2024）", "GDP (100 million yuan, 2023 or 2024)"),
    "area_km2": Text("面积（km²）", "Area (km²)"),
}
