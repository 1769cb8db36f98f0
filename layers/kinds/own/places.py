"""The rows of somebody's own list of places as points, each with its symbol, its place among others, and its tip."""

from functools import lru_cache
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.catalog.model import Dataset
from geodata.measure import WGS84
from geodata.store.kept import per_store
from geodata.store.store import Edition
from geodata.text import LANGS, Lang, Text, marks
from layers import symbols
from layers.declutter import offsets, shared

SPACING: Final = 11.0  # px between points that share a place
MOST_SPREAD: Final = 40  # points of one place that are spread around it; of more one lies on the other
LONGEST: Final = 120  # letters of a name in a tip
ABOUT: Final = Text("位置只到乡镇、区县", "town or county only")
_TOGETHER: Final = Text("此处共{n}条", "{n} rows at this place")


@per_store(lru_cache(maxsize=32))
def places(edition: Edition, dataset: Dataset) -> gpd.GeoDataFrame:
    """Return every row of a list as a point; where it goes depends on the whole list, not on a filter.

    Returns:
        id, exact (whether the place itself is known), icon, dx, dy, tip_zh, tip_en, geometry (EPSG:4326; missing of
        rows without a place), in table order.
    """
    table = edition.get(dataset.id)
    there = table["geometry"].notna().to_numpy()
    exact = is_exact(table["coord_precision"])
    together = np.where(there, shared(table["lon"], table["lat"]).fillna(1), 1).astype(int)
    solid, about = icons(dataset)
    shift = np.zeros((len(table), 2))
    spread = (together > 1) & (together <= MOST_SPREAD)
    if spread.any():
        shift[spread] = offsets(table["lon"][spread], table["lat"][spread], SPACING)
    return gpd.GeoDataFrame(
        {
            "id": table["id"].reset_index(drop=True),
            "exact": exact,
            "icon": np.where(exact, np.array(solid, dtype=object), np.array(about, dtype=object)),
            "dx": shift[:, 0],
            "dy": shift[:, 1],
            **{f"tip_{lang}": _tips(table[f"name_{lang}"], ~exact & there, together, lang) for lang in LANGS},
        },
        geometry=gpd.GeoSeries(table["geometry"].to_numpy(), crs=WGS84),
    )


def is_exact(precision: "pd.Series[str]") -> NDArray[np.bool_]:
    """Return of which rows the place itself is known, by their precision."""
    return precision.eq("site").fillna(False).to_numpy(dtype=bool)


def icons(dataset: Dataset) -> tuple[str, str]:
    """Return the symbol of a place, and the one of a place of which only the town or the county is known."""
    return symbols.own_name(dataset.domain.id, exact=True), symbols.own_name(dataset.domain.id, exact=False)


def tip(name: object) -> str:
    """Return a name as a tip has it: not longer than anybody reads there."""
    said = str(name)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}…"


def _tips(
    names: "pd.Series[str]", about: NDArray[np.bool_], together: NDArray[np.int_], lang: Lang
) -> "pd.Series[str]":
    """Names, and what must be known of a place that is not where its point is, or lies under others."""
    said = names.reset_index(drop=True)
    long = said.str.len().gt(LONGEST)
    if long.any():
        said = said.mask(long, said.str.slice(0, LONGEST) + "…")
    if about.any():
        said = said.mask(about, said + "\n" + marks.bracketed(ABOUT.say(lang), lang).strip())
    crowded = together > MOST_SPREAD
    if crowded.any():
        counts = pd.Series(together).map("{:,}".format)
        before, after = marks.bracketed(_TOGETHER.say(lang), lang).strip().split("{n}")
        said = said.mask(crowded, said + "\n" + before + counts + after)
    return said
