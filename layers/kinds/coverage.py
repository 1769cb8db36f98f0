"""Kind coverage: counties coloured by how many of the services shown can be used in them by name.

Services of two whole provinces, or of places that only their source lists, colour nothing; they are told in words.
"""

from dataclasses import replace
from functools import lru_cache
from typing import Final

import geopandas as gpd
import numpy as np

from geodata.domains import shared_services
from geodata.measure import WGS84
from geodata.query.results import Shown
from geodata.store.kept import per_store
from geodata.store.store import Edition
from geodata.text import Text
from layers import palette
from layers.geometry import drawn_counties, fixed, rounded, unit_tips
from layers.spec import ASIDE, LegendEntry, MapLayer, series

STEPS: Final = (1, 2, 4)  # least count of each class
_LABELS: Final = (Text("1项", "1 service"), Text("2–3项", "2–3 services"), Text("4项及以上", "4 or more services"))
_TITLE: Final = Text("写明本地可用的服务", "Services that name the county")
_COLORS: Final = palette.SEQUENTIAL[1:4]
_GREY: Final = palette.NO_DATA
_ASIDE: Final = LegendEntry(Text("不在所选范围", "Outside what was chosen"), _GREY, "fill")


@per_store(lru_cache(maxsize=4), shared=True)
def _all(edition: Edition) -> MapLayer:
    """Every county as a fill; a click on one opens the county's card, hence its id begins with that dataset."""
    counties = drawn_counties(edition)
    columns = {"id": counties["adcode"], **unit_tips(counties)}
    features = gpd.GeoDataFrame(columns, geometry=counties.geometry, crs=WGS84)
    return fixed(MapLayer(series("counties", "services"), "polygon", rounded(features), pickable=True))


def marked(edition: Edition, id: str) -> list[MapLayer]:
    """Return the outlines of the counties one service holds in; nothing for one that names no places."""
    found = shared_services.held(edition.service_places(), edition.get("counties"), [id])["adcode"]
    mine = _all(edition).features
    mine = mine[mine["id"].isin(found)].reset_index(drop=True)
    features = gpd.GeoDataFrame({"id": mine["id"]}, geometry=mine.geometry.boundary, crs=WGS84)
    return (
        [MapLayer("marked", "line", features, color=palette.PICKED, width=2.5, role="picked")] if len(features) else []
    )


def build(edition: Edition, shown: Shown) -> list[MapLayer]:
    """Return the counties where services shown hold, one layer per class of how many of those asked for do.

    Counties where only services hold that the list leaves out are grey.

    Args:
        edition: where the counties come from; they are sent once.
        shown: the services and which of them to show.
    """
    whole = _all(edition)
    held = shared_services.held(edition.service_places(), edition.get("counties"), shown.counted["id"])
    here = set(held.loc[held["service_id"].isin(shown.rows["id"]), "adcode"])
    aside = frozenset(held["adcode"]) - here
    counts = held.loc[held["adcode"].isin(here), "adcode"].value_counts()
    classes = np.searchsorted(STEPS, counts.to_numpy(), side="right") - 1
    made = [
        replace(whole, id=series(whole.id, n), color=color, only=only, legend=(LegendEntry(label, color, "fill"),))
        for n, (label, color) in enumerate(zip(_LABELS, _COLORS, strict=True))
        if (only := frozenset(counts.index[classes == n]))
    ]
    if aside:
        made.insert(0, replace(whole, id=series(whole.id, ASIDE), color=_GREY, only=aside, legend=(_ASIDE,)))
    if made:  # the legend reads from the top layer down
        made[-1] = replace(made[-1], legend=(LegendEntry(_TITLE, palette.LABEL, "title"), *made[-1].legend))
    return made
