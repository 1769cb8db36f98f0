"""Names and numbers of corridors along their lines: G93 level on its road, 成渝高速铁路 turned as it runs."""

import re
from functools import lru_cache
from typing import Final

import geopandas as gpd
import pandas as pd

from geodata.catalog.model import Dataset
from geodata.measure import WGS84
from geodata.store.kept import per_store
from geodata.store.store import Edition
from layers import palette
from layers.kinds.corridors import curves
from layers.kinds.corridors.names_along import Spot, spots, width
from layers.spec import Color, MapLayer

ID: Final = "label-corridors"
SIZE: Final = 12  # px
_DARKER: Final = 0.72  # than the line, so that it is read
# From which zoom on each mode is named; waterways are named with the ground, air lines by their places.
_FROM: Final = {"bus": 10.0, "metro": 8.5, "expressway": 6.8, "rail": 6.8, "hsr": 6.4}
_ASIDE: Final = re.compile(r"（[^）]*）| \([^)]*\)")
_SHORT_ZH: Final = (
    *(("高速公路", "高速"), ("高速铁路", "高铁"), ("跨省城际公交", "公交"), ("跨省公交", "公交")),
    *(("省际公交", "公交"), ("城际公交", "公交"), ("农村客运", "客运")),
)
_SHORT_EN: Final = (("High-speed Railway", "HSR"), ("Expressway", "Expwy"), ("Railway", "Rwy"))


def _said(name: str, short: tuple[tuple[str, str], ...]) -> str:
    """A name without what stands in brackets, with the usual short words."""
    said = _ASIDE.sub("", name).strip() or name
    for long, brief in short:
        said = said.replace(long, brief)
    return said


def _color(mode: str) -> Color:
    red, green, blue, alpha = palette.MODE[mode][0]
    return int(red * _DARKER), int(green * _DARKER), int(blue * _DARKER), alpha


@per_store(lru_cache(maxsize=4), shared=True)
def names(edition: Edition, dataset: Dataset) -> MapLayer:
    """Return the names of all corridors that have a line; ``id`` is the corridor's, several times along a long one."""
    table = curves.corridors(edition, dataset.id)
    rows = [
        (row.id, zh, en, _color(row.mode), *spot)
        for mode in _FROM  # of equals the last stays
        for row in table[table["mode"] == mode].itertuples()
        for zh, en, number in [_words(row.mode, row.ref, row.name_zh, row.name_en)]
        for spot in spots(row.geometry, max(width(zh, SIZE), width(en, SIZE)), _FROM[mode], turned=not number)
    ]
    told = pd.DataFrame(rows, columns=["id", "text_zh", "text_en", "color", *Spot._fields])
    features = gpd.GeoDataFrame(
        told.drop(columns=["lon", "lat"]), geometry=gpd.points_from_xy(told["lon"], told["lat"]), crs=WGS84
    )
    return MapLayer(ID, "label", features, size=SIZE, rank=-4, role="ground")


def _words(mode: str, ref: object, zh: str, en: str) -> tuple[str, str, bool]:
    """What a corridor is called in both languages, and whether that is its number."""
    if mode == "expressway" and isinstance(ref, str):
        return ref, ref, True
    return _said(zh, _SHORT_ZH), _said(en, _SHORT_EN), False
