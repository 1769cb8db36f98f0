"""The stops of the corridor or the tourist route that is picked, or of the lines that answer a citizen's question.

A ring and a name each, above the line.
"""

import geopandas as gpd
import shapely

from geodata.catalog.pick import Pick
from geodata.domains import journeys, tourism_routes
from geodata.measure import WGS84
from geodata.query.residents import answer, nearby_lines
from geodata.query.scene import Scene
from geodata.store.store import Edition, Store
from layers import palette
from layers.spec import MapLayer
from layers.symbols import STOP, STOP_NAME

Place = tuple[str, str, str, float, float]  # id, names, degrees


def build(edition: Edition, pick: Pick) -> list[MapLayer]:
    """Return the stops and their names, numbered on a route; nothing for any other pick or without known stops.

    Args:
        edition: where nodes, crossings and sights come from.
        pick: a corridor or a route.
    """
    dataset, id = pick.dataset, pick.id
    places: list[Place] = []
    if dataset == "corridors":
        found = journeys.strip(id, edition.get("corridor_nodes"), edition.get("crossings"))
        places = [(stop.id, stop.zh, stop.en, stop.lon, stop.lat) for stop in found if stop.kind != journeys.BORDER]
    elif dataset == "tourism_routes":
        places = [
            (stop.id, f"{stop.number} {stop.zh}", f"{stop.number} {stop.en}", stop.lon, stop.lat)
            for stop in tourism_routes.stops(id, edition.get(dataset), edition.get("tourism"))
        ]
    return drawn(places)


def _rides(store: Store, scene: Scene) -> list[Place]:
    """Where the lines that answer a citizen's question are boarded and left.

    They are those to where one wants to go, if that is known, else the nearest, with the first town and the last stop.
    """
    asked = answer.asked(store.at(scene.vintage), scene) if scene.declared.answers == "needs" else None
    if asked is None or not asked.rides:
        return []
    if asked.trip:
        ends = [stop for way in asked.trip.ways for leg in way.legs for stop in (leg.start, leg.end)]
    else:
        ends = [stop for line in nearby_lines.near(asked.lines) for stop in (line.stop, line.leg.end, line.across[-1])]
    return [(stop.id, stop.zh, stop.en, stop.lon, stop.lat) for stop in dict.fromkeys(ends)]


def asked(store: Store, scene: Scene) -> list[MapLayer]:
    """Return the stops of the lines that answer a citizen's question; nothing where none was asked for."""
    return drawn(_rides(store, scene))


def around(store: Store, scene: Scene) -> list[shapely.Point]:
    """Return the points the map should hold beside the place in focus (EPSG:4326).

    They are where the nearest line is boarded and left in the first town across; on a way somewhere also a change.
    """
    return [shapely.Point(lon, lat) for *_, lon, lat in _rides(store, scene)[: 3 if scene.goal else 2]]


def drawn(places: list[Place]) -> list[MapLayer]:
    """Return a ring and a name for each place; nothing without any."""
    if not places:
        return []
    ids, zh, en, lons, lats = (list(column) for column in zip(*places, strict=True))
    columns = {"id": ids, "icon": "stop", "dx": 0.0, "dy": 0.0, "text_zh": zh, "text_en": en}
    features = gpd.GeoDataFrame(columns, geometry=gpd.points_from_xy(lons, lats), crs=WGS84)
    return [
        MapLayer("stops", "point", features, size=STOP),
        MapLayer("label-stops", "label", features, color=palette.LABEL, size=STOP_NAME, lift=13),
    ]
