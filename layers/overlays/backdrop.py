"""A basemap of the administrator's own, laid under a drawing's ground so that both can be read."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

import geopandas as gpd

from geodata.basemap.basemap import Basemap
from geodata.measure import WGS84
from geodata.store.kept import until_replaced
from layers.spec import MapLayer

PAPER: Final = "neighbours"  # the layer that says what is not of the two provinces; a basemap says it better
THIN: Final = 0.32  # of units that only say what belongs to what
COLOURED: Final = 0.7  # of units that are coloured for a number


def under(ground: Sequence[MapLayer], basemap: Basemap | None) -> list[MapLayer]:
    """Return the ground with a basemap under it; as it is, where there is none.

    Args:
        ground: from the bottom up.
        basemap: what is laid under its areas; these become thin, lines and borders stay.
    """
    if not basemap:
        return list(ground)
    return [_picture(basemap), *(_thin(layer) for layer in ground if layer.id != PAPER)]


@until_replaced(lru_cache(maxsize=4))
def _picture(basemap: Basemap) -> MapLayer:
    nothing = gpd.GeoDataFrame({"id": []}, geometry=[], crs=WGS84)
    return MapLayer("basemap", "ground", nothing, ground=basemap)


@until_replaced(lru_cache(maxsize=64))
def _thin(layer: MapLayer) -> MapLayer:
    """The same layer every time, since renderers remember what they made of one."""
    if layer.shape != "polygon":
        return layer
    return replace(layer, opacity=COLOURED if layer.legend else THIN)
