"""Kind boundary: administrative units coloured by a statistic, in five classes of equal count."""

from functools import lru_cache
from itertools import pairwise
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.boundaries.statistics import STATISTICS
from geodata.measure import WGS84
from geodata.store.kept import per_store
from geodata.store.store import Edition
from geodata.text import Text, number
from layers import palette
from layers.geometry import drawn_counties, drawn_unions, fixed, rounded
from layers.spec import Color, LegendEntry, MapLayer, series

TABLES: Final = {"province": "provinces", "city": "cities", "county": "counties"}
_NO_DATA: Final = Text("无数据", "No data")


def breaks(values: "pd.Series[float]", classes: int = len(palette.SEQUENTIAL)) -> list[float]:
    """Return the inner bounds of classes that hold equally many values (quantiles); fewer when values repeat."""
    known = values.dropna().astype(float)
    if known.empty:
        return []
    inner = np.quantile(known, np.linspace(0, 1, classes + 1)[1:-1])
    return sorted({float(f"{bound:.3g}") for bound in inner if known.min() < bound < known.max()})


def _number(value: float) -> str:
    return number.said(value) if abs(value) >= 100 else f"{value:g}"


def colors(values: "pd.Series[float]", bounds: list[float]) -> list[Color]:
    """Return the colour of each value by the class it is in; grey where there is none."""
    return [
        palette.NO_DATA if pd.isna(value) else palette.SEQUENTIAL[int(np.searchsorted(bounds, value, side="right"))]
        for value in values
    ]


def told(value: float) -> str:
    """Return a value as tips tell it; a dash where there is none."""
    return "—" if pd.isna(value) else _number(float(value))


def legend(title: Text, bounds: list[float]) -> tuple[LegendEntry, ...]:
    """Return the legend of classes of a statistic cut at ``bounds``, and of units without a figure."""
    edges = [None, *bounds, None]
    entries = []
    for n, (low, high) in enumerate(pairwise(edges)):
        if low is None and high is None:
            label = Text("全部", "All")
        elif low is None:
            label = Text(f"低于 {_number(high or 0)}", f"Below {_number(high or 0)}")
        elif high is None:
            label = Text(f"{_number(low)} 及以上", f"{_number(low)} and more")
        else:
            label = Text(f"{_number(low)} 至 {_number(high)}", f"{_number(low)} to {_number(high)}")
        entries.append(LegendEntry(label, palette.SEQUENTIAL[n], "fill"))
    return (LegendEntry(title, palette.LABEL, "title"), *entries, LegendEntry(_NO_DATA, palette.NO_DATA, "fill"))


@per_store(lru_cache(maxsize=8), shared=True)
def _units(edition: Edition, level: str) -> gpd.GeoDataFrame:
    """The units of a level with their drawn shapes, and one colour column per statistic."""
    table = pd.DataFrame(edition.get(TABLES[level])).drop(columns="geometry")
    counties = drawn_counties(edition)
    keys = {
        "county": counties["adcode"],
        "city": counties["city_adcode"],
        "province": counties["adcode"].str[:2] + "0000",
    }
    shapes = drawn_unions(edition, keys[level].set_axis(counties["adcode"]))
    columns: dict[str, object] = {"id": table["adcode"]}
    for statistic in STATISTICS:
        values = table[statistic].astype("Float64")
        columns[f"color_{statistic}"] = colors(values, breaks(values))
        columns[f"told_{statistic}"] = [told(value) for value in values]
    return rounded(gpd.GeoDataFrame(columns, geometry=[shapes[code] for code in table["adcode"]], crs=WGS84)).assign(
        name_zh=table["name_zh"], name_en=table["name_en"]
    )


@per_store(lru_cache(maxsize=64), shared=True)
def build(edition: Edition, level: str, statistic: str) -> MapLayer:
    """Return the choropleth of ``statistic`` at ``level``; units without a figure are grey, never zero."""
    units = _units(edition, level)
    label = STATISTICS[statistic]
    features = gpd.GeoDataFrame(
        {
            "id": units["id"],
            "color": units[f"color_{statistic}"],
            "tip_zh": units["name_zh"] + "\n" + label.zh + " " + units[f"told_{statistic}"],
            "tip_en": units["name_en"] + "\n" + label.en + " " + units[f"told_{statistic}"],
        },
        geometry=units.geometry,
        crs=WGS84,
    )
    bounds = breaks(edition.get(TABLES[level])[statistic].astype("Float64"))
    return fixed(
        MapLayer(series(TABLES[level], statistic), "polygon", features, pickable=True, legend=legend(label, bounds))
    )
