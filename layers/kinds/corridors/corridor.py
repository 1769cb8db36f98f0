"""Kind corridor: transport lines by mode, as curves through their places; what is not yet open is dashed."""

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
from layers import palette
from layers.geometry import fixed, rounded
from layers.kinds.corridors import corridor_names, curves
from layers.spec import LegendEntry, MapLayer

_TITLE: Final = Text("交通走廊（走向为示意）", "Transport (lines are schematic)")
_ROUGH: Final = Text("线位仅为示意", "very roughly drawn")  # of one whose source names few of its places
_ROUGH_CODES: Final = frozenset({"schematic", "terminals"})
_NOT_OPEN: Final = Text("在建、规划（虚线）", "Not yet open (dashed)")
SOLID: Final = (0, 0)  # dash pattern: drawn and left out, in widths of the line
DASHED: Final = (6, 4)


@per_store(lru_cache(maxsize=4), shared=True)
def _all(edition: Edition, dataset: Dataset) -> MapLayer:
    """Every corridor that has a line, waterways lowest and high-speed rail on top."""
    order = list(palette.MODE)
    drawn = curves.corridors(edition, dataset.id).sort_values(
        "mode", key=lambda modes: modes.map(order.index), kind="stable"
    )
    drawn = drawn.reset_index(drop=True)
    modes = edition.catalog.vocabularies[dataset.all_columns["mode"].values]
    states = edition.catalog.vocabularies[dataset.all_columns["status"].values]
    labels = [
        [modes[row.mode], states[row.status], *([_ROUGH] if row.nodes_cover in _ROUGH_CODES else [])]
        for row in drawn.itertuples()
    ]
    features = gpd.GeoDataFrame(
        {
            "id": drawn["id"],
            "mode": drawn["mode"],
            "open": drawn["status"].eq("operating"),
            "color": [palette.MODE[mode][0] for mode in drawn["mode"]],
            "width": [palette.MODE[mode][1] for mode in drawn["mode"]],
            "dash": [SOLID if status == "operating" else DASHED for status in drawn["status"]],
            "tip_zh": drawn["name_zh"] + ["\n" + " · ".join(part.zh for part in parts) for parts in labels],
            "tip_en": drawn["name_en"] + ["\n" + " · ".join(part.en for part in parts) for parts in labels],
        },
        geometry=drawn["geometry"],
        crs=WGS84,
    )
    return fixed(MapLayer(dataset.id, "line", rounded(features), pickable=True))


def build(edition: Edition, shown: Shown) -> list[MapLayer]:
    """Return the corridors kept and, over them, their names.

    Those whose source names no nodes have no line and are left to the table.

    Args:
        edition: where the whole table comes from; its lines are sent once.
        shown: a dataset of kind "corridor" and which of its rows to show.
    """
    layer = _all(edition, shown.dataset)
    only = frozenset(shown.rows["id"][shown.rows["geometry"].notna()])
    present = layer.features[layer.features["id"].isin(list(only))]
    modes = edition.catalog.vocabularies[shown.dataset.all_columns["mode"].values]
    legend = [LegendEntry(_TITLE, palette.LABEL, "title")] if len(present) else []
    legend += [
        LegendEntry(modes[mode], color, "line", width=width)
        for mode, (color, width) in reversed(palette.MODE.items())
        if present["mode"].eq(mode).any()
    ]
    if not present["open"].all():
        legend.append(LegendEntry(_NOT_OPEN, (90, 90, 90, 255), "dash"))
    drawn = replace(layer, only=only, legend=tuple(legend))
    return [drawn, replace(corridor_names.names(edition, shown.dataset), only=only)] if only else [drawn]
