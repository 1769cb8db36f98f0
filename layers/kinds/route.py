"""Kind route: tourist routes as lines through their stops; those that do not cross, or are only proposed, are faint."""

from dataclasses import replace
from functools import lru_cache
from typing import Final

import geopandas as gpd

from geodata.catalog.model import Dataset
from geodata.catalog.shared_columns import in_force
from geodata.measure import WGS84
from geodata.query.results import Shown
from geodata.store.kept import per_store
from geodata.store.store import Edition
from geodata.text import Text, counted
from layers.geometry import fixed, rounded
from layers.spec import LegendEntry, MapLayer, rgba

WIDTH: Final = 2.0  # px
_LABEL: Final = Text("旅游线路（站点连线）", "Routes (stops joined)")


@per_store(lru_cache(maxsize=4), shared=True)
def _all(edition: Edition, dataset: Dataset) -> MapLayer:
    """Every route that has two stops or more."""
    table = edition.get(dataset.id)
    drawn = table[table["geometry"].notna()].reset_index(drop=True)
    strong = drawn["cross_border"].fillna(False).astype(bool) & in_force(drawn)
    color = rgba(dataset.domain.color)
    features = gpd.GeoDataFrame(
        {
            "id": drawn["id"],
            "color": [(*color[:3], 170 if firm else 70) for firm in strong],
            "tip_zh": drawn["name_zh"] + [f"\n{n}站" for n in drawn["stops_count"]],
            "tip_en": drawn["name_en"] + [f"\n{counted(n, 'stop')}" for n in drawn["stops_count"]],
        },
        geometry=drawn["geometry"],
        crs=WGS84,
    )
    return fixed(MapLayer(dataset.id, "line", rounded(features), color=color, width=WIDTH, pickable=True))


def build(edition: Edition, shown: Shown) -> list[MapLayer]:
    """Return the routes kept.

    Args:
        edition: where the whole table comes from; its lines are sent once.
        shown: a dataset of kind "route" and which of its rows to show.
    """
    layer = _all(edition, shown.dataset)
    only = frozenset(shown.rows["id"][shown.rows["geometry"].notna()])
    legend = (LegendEntry(_LABEL, layer.color, "line", width=WIDTH),) if only else ()
    return [replace(layer, only=only, legend=legend)]
