"""The stops of the corridor that is picked: a ring and a name each, above the line."""

import geopandas as gpd

from geodata import network
from geodata.boundaries import Vintage
from geodata.measure import WGS84
from geodata.store import Store
from layers import palette
from layers.spec import MapLayer

SIZE, TEXT = 11, 12  # px


def build(store: Store, vintage: Vintage, pick: str) -> list[MapLayer]:
    """Return the stops and their names; nothing when no corridor is picked, or none of its stops is known.

    Args:
        store, vintage: where the corridor's nodes and its crossings come from.
        pick: "dataset:id".
    """
    dataset, _, id = pick.partition(":")
    if dataset != "corridors":
        return []
    stops = network.strip(id, store.get("corridor_nodes", vintage), store.get("crossings", vintage))
    stops = [stop for stop in stops if stop.kind != network.BORDER]
    if not stops:
        return []
    columns = {
        "id": [stop.id for stop in stops],
        "icon": "stop",
        "dx": 0.0,
        "dy": 0.0,
        "text_zh": [stop.zh for stop in stops],
        "text_en": [stop.en for stop in stops],
    }
    places = gpd.points_from_xy([stop.lon for stop in stops], [stop.lat for stop in stops])
    features = gpd.GeoDataFrame(columns, geometry=places, crs=WGS84)
    return [
        MapLayer("stops", "point", features, size=SIZE),
        MapLayer("label-stops", "label", features, color=palette.LABEL, size=TEXT, lift=13),
    ]
