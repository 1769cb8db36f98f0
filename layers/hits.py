"""The sites that answer a citizen's question, numbered as in the list beside the map."""

import geopandas as gpd
import shapely

from geodata import citizen
from geodata.measure import WGS84
from geodata.scene import Scene
from geodata.store import Store
from layers import palette
from layers.spec import MapLayer

TEXT = 15  # px


def _asked(store: Store, scene: Scene) -> citizen.Answer | None:
    """The answer on screen; None on any other page, before a place is chosen, or where no site can answer."""
    if scene.page != "citizen" or not scene.focus:
        return None
    asked = citizen.answer(store, scene.vintage, scene.focus, scene.want, scene.who)
    return asked if asked.listed else None


def _points(store: Store, scene: Scene, asked: citizen.Answer, hits: tuple[citizen.Hit, ...]) -> list[shapely.Point]:
    table = store.get(asked.need.sites, scene.vintage).set_index("id")
    return table.loc[[hit.pick.partition(":")[2] for hit in hits], "geometry"].tolist()


def around(store: Store, scene: Scene) -> list[shapely.Point]:
    """Return the points that the map should hold beside the place in focus (EPSG:4326)."""
    asked = _asked(store, scene)
    return _points(store, scene, asked, asked.listed) if asked else []


def build(store: Store, scene: Scene) -> list[MapLayer]:
    """Return the numbers of the sites listed, those that stand at one point together; nothing without an answer."""
    asked = _asked(store, scene)
    if asked is None:
        return []
    numbers: dict[shapely.Point, list[str]] = {}
    for n, point in enumerate(_points(store, scene, asked, asked.listed), start=1):
        numbers.setdefault(point, []).append(str(n))
    texts = ["·".join(told) for told in numbers.values()]
    features = gpd.GeoDataFrame({"text_zh": texts, "text_en": texts}, geometry=list(numbers), crs=WGS84)
    return [MapLayer("label-hits", "label", features, color=palette.LABEL, size=TEXT, lift=14)]
