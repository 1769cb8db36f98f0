"""Kind crossing: where a corridor crosses the border; solid when it is in use, hollow when it is still to come."""

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
from geodata.text import Text
from layers import symbols
from layers.declutter import offsets
from layers.geometry import fixed
from layers.spec import LegendEntry, MapLayer, rgba

SIZE: Final = 12  # px
SPACING: Final = 9.0  # px between crossings at one place
_USED: Final = Text("过界点：已通", "Crossing in use")
_COMING: Final = Text("过界点：在建、规划", "Crossing planned or under construction")


@per_store(lru_cache(maxsize=4), shared=True)
def _all(edition: Edition, dataset: Dataset) -> MapLayer:
    """Every crossing, named by its corridor, mode, status and pair."""
    table = edition.get(dataset.id)
    used = in_force(table)
    shift = offsets(table["lon"], table["lat"], SPACING)
    words = [edition.catalog.vocabularies[name] for name in ("mode", "status")]
    told = [[words[0][mode], words[1][status]] for mode, status in zip(table["mode"], table["status"], strict=True)]
    features = gpd.GeoDataFrame(
        {
            "id": table["id"],
            "used": used,
            "icon": [symbols.name(dataset.domain.id, use) for use in used],
            "dx": shift[:, 0],
            "dy": shift[:, 1],
            "tip_zh": table["name_zh"] + [f"\n{mode.zh} · {status.zh}" for mode, status in told],
            "tip_en": table["name_en"] + [f"\n{mode.en} · {status.en}" for mode, status in told],
        },
        geometry=table["geometry"],
        crs=WGS84,
    ).sort_values("used", kind="stable", ignore_index=True)
    return fixed(MapLayer(dataset.id, "point", features, color=rgba(dataset.domain.color), size=SIZE, pickable=True))


def build(edition: Edition, shown: Shown) -> list[MapLayer]:
    """Return the crossings kept.

    Args:
        edition: where the whole table comes from; its points are sent once.
        shown: the crossings and which of them to show.
    """
    layer = _all(edition, shown.dataset)
    used = in_force(shown.rows)
    legend = tuple(
        LegendEntry(label, layer.color, "icon", icon=symbols.name(shown.dataset.domain.id, kind))
        for label, kind, present in ((_USED, True, used.any()), (_COMING, False, (~used).any()))
        if present
    )
    return [replace(layer, only=frozenset(shown.rows["id"]), legend=legend)]
