"""Kind site: places with a point, one symbol each; solid when the place crosses the border, hollow when not."""

from dataclasses import replace
from functools import lru_cache
from typing import Final

import geopandas as gpd

from geodata.catalog.model import Dataset
from geodata.measure import WGS84
from geodata.query.results import Shown
from geodata.store.kept import per_store
from geodata.store.store import Edition
from geodata.text import Text
from layers import symbols
from layers.declutter import offsets, shared
from layers.geometry import fixed
from layers.spec import Color, LegendEntry, MapLayer, rgba

SIZE: Final = 13  # px
SPACING: Final = 11.0  # px between points that share a place
_HOLLOW: Final = Text("空心：暂无跨界记录", "Hollow: no cross-border link found")
_GREY: Final[Color] = (110, 110, 110, 255)  # hollow means the same in every domain
_COARSE: Final = Text("仅到区县驻地，图上已散开", "county seat only, spread on the map")


@per_store(lru_cache(maxsize=32), shared=True)
def _all(edition: Edition, dataset: Dataset) -> MapLayer:
    """Every place of the dataset; points that share one coordinate are spread around it.

    Where a point goes depends on the whole table, not on the filter, so nothing jumps when a filter changes.
    """
    table = edition.get(dataset.id)
    rows = table[table["geometry"].notna()]
    shift = offsets(rows["lon"], rows["lat"], SPACING)
    spread = rows["coord_precision"].eq("county") & shared(rows["lon"], rows["lat"]).gt(1)
    crosses = rows["cross_border"].fillna(False).astype(bool)
    features = gpd.GeoDataFrame(
        {
            "id": rows["id"],
            "icon": [symbols.name(dataset.domain.id, cross) for cross in crosses],
            "crosses": crosses,
            "dx": shift[:, 0],
            "dy": shift[:, 1],
            "tip_zh": rows["name_zh"] + spread.map({True: f"\n（{_COARSE.zh}）", False: ""}),
            "tip_en": rows["name_en"] + spread.map({True: f"\n({_COARSE.en})", False: ""}),
        },
        geometry=rows["geometry"],
        crs=WGS84,
    ).sort_values("crosses", kind="stable", ignore_index=True)  # what crosses lies on top
    return fixed(MapLayer(dataset.id, "point", features, color=rgba(dataset.domain.color), size=SIZE, pickable=True))


def build(edition: Edition, shown: Shown) -> list[MapLayer]:
    """Return the places kept as symbols in the domain's shape and colour.

    Args:
        edition: where the whole table comes from; its points are sent once.
        shown: a dataset of kind "site" and which of its rows to show.
    """
    layer = _all(edition, shown.dataset)
    only = frozenset(shown.rows["id"])
    crosses = layer.features["crosses"][layer.features["id"].isin(list(only))]
    solid, hollow = (
        LegendEntry(label, color, "icon", icon=symbols.name(shown.dataset.domain.id, kind))
        for label, color, kind in ((shown.dataset.title, layer.color, True), (_HOLLOW, _GREY, False))
    )
    legend = ((solid,) if len(crosses) else ()) + ((hollow,) if not crosses.all() else ())
    return [replace(layer, only=only, legend=legend)]
