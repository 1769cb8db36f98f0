"""The stops of the corridor or the tourist route that is picked: a ring and a name each, above the line."""

import geopandas as gpd

from geodata import network, routes
from geodata.boundaries import Vintage
from geodata.measure import WGS84
from geodata.store import Store
from layers import palette
from layers.spec import MapLayer

SIZE, TEXT = 11, 12  # px


def build(store: Store, vintage: Vintage, pick: str) -> list[MapLayer]:
    """Return the stops and their names, numbered on a route; nothing for any other pick or without known stops.

    Args:
        store, vintage: where nodes, crossings and sights come from.
        pick: "dataset:id".
    """
    dataset, _, id = pick.partition(":")
    places: list[tuple[str, str, str, float, float]] = []
    if dataset == "corridors":
        found = network.strip(id, store.get("corridor_nodes", vintage), store.get("crossings", vintage))
        places = [(stop.id, stop.zh, stop.en, stop.lon, stop.lat) for stop in found if stop.kind != network.BORDER]
    elif dataset == "tourism_routes":
        places = [
            (stop.id, f"{stop.number} {stop.zh}", f"{stop.number} {stop.en}", stop.lon, stop.lat)
            for stop in routes.stops(id, store.get(dataset, vintage), store.get("tourism", vintage))
        ]
    if not places:
        return []
    ids, zh, en, lons, lats = (list(column) for column in zip(*places, strict=True))
    columns = {"id": ids, "icon": "stop", "dx": 0.0, "dy": 0.0, "text_zh": zh, "text_en": en}
    features = gpd.GeoDataFrame(columns, geometry=gpd.points_from_xy(lons, lats), crs=WGS84)
    return [
        MapLayer("stops", "point", features, size=SIZE),
        MapLayer("label-stops", "label", features, color=palette.LABEL, size=TEXT, lift=13),
    ]
