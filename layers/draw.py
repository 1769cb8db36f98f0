"""draw(scene): the layers and the camera of a scene, ready for any renderer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata import describe
from geodata.answer import Shown
from geodata.boundaries import Vintage
from geodata.measure import WGS84
from geodata.scene import STATISTICS, Scene
from geodata.store import Store
from geodata.text import LANGS, Text
from layers import (
    area,
    bases,
    boundary,
    corridor,
    coverage,
    crossing,
    drawn,
    ground,
    hits,
    icons,
    label,
    palette,
    route,
    scale,
    segment,
    site,
    spokes,
    stops,
    tie,
)
from layers.spec import Frame, MapLayer, View, rgba, view_of

# Kind of dataset → how it is drawn. All doors are the same: build(store, vintage, shown) → layers.
KINDS: Final[dict[str, Callable[[Store, Vintage, Shown], list[MapLayer]]]] = {
    "coverage": coverage.build,
    "area": area.build,
    "tie": tie.build,
    "border": segment.build,
    "corridor": corridor.build,
    "route": route.build,
    "site": site.build,
    "crossing": crossing.build,
}
UNDER_THE_BORDER: Final = frozenset({"coverage", "area", "tie"})
AS_POINTS: Final = frozenset({"site", "crossing"})  # kinds that need symbols
DESKTOP: Final = Frame(1050, 740)  # what is left for the map beside the controls on a common screen
EDGE_PX: Final = 15.0  # width of the dark line under a picked piece of the border
PHONE: Final = Frame(370, 460)
TABLES: Final = ("counties", "cities", "provinces")  # where a focus is looked up, smallest first


@dataclass(frozen=True)
class Drawing:
    """Everything a renderer needs: layers from the bottom up, the camera, and the room it was chosen for."""

    layers: tuple[MapLayer, ...]
    view: View
    frame: Frame


def symbols(store: Store) -> tuple[tuple[str, str, tuple[int, int, int, int]], ...]:
    """Return (domain, shape, colour) of every domain that has places: what the atlas of symbols must hold."""
    domains = {
        dataset.domain.id: dataset.domain for dataset in store.catalog.datasets.values() if dataset.kind in AS_POINTS
    }
    return tuple((id, domain.icon, rgba(domain.color)) for id, domain in domains.items())


@lru_cache(maxsize=4)
def icon_atlas(store: Store) -> tuple[str, dict[str, dict[str, int]]]:
    """Return the address of the picture that holds all symbols, and where each lies in it."""
    picture, mapping = icons.atlas(symbols(store))
    return drawn.publish("symbols", "png", picture), mapping


def focus_shape(store: Store, vintage: Vintage, focus: str) -> BaseGeometry | None:
    """Return the polygon of the unit in focus (EPSG:4326), or None."""
    for id in TABLES:
        units = store.get(id, vintage)
        found = units["geometry"][units["adcode"] == focus]
        if len(found):
            return found.iloc[0]
    return None


def view(
    store: Store, vintage: Vintage, focused: BaseGeometry | None, frame: Frame = DESKTOP, page: str = "explore"
) -> View:
    """Return the camera on the shape in focus; without one on the border or the whole circle, as the page is about."""
    if focused is not None:
        return view_of(focused.bounds, frame)
    about: list[str | tuple[str, str]] = ["border" if page == "crossings" else "circle"]
    about += bases.BASES if page == "eldercare" else ()
    bounds = gpd.GeoSeries([_unit(store, vintage, one) for one in about]).total_bounds
    west, south, east, north = (float(edge) for edge in bounds)
    return view_of((west, south, east, north), frame)


def _unit(store: Store, vintage: Vintage, wanted: str | tuple[str, str]) -> BaseGeometry:
    """The shape of a dataset of one row, or of the unit (dataset, adcode)."""
    id, code = wanted if isinstance(wanted, tuple) else (wanted, "")
    table = store.get(id, vintage)
    return (table[table["adcode"] == code] if code else table)["geometry"].iloc[0]


def _picked(candidates: list[MapLayer], store: Store, scene: Scene) -> list[MapLayer]:
    """The mark of what is picked: a ring around a point, a dark line along a corridor, a tie or an area."""
    dataset, _, row = scene.pick.partition(":")
    for layer in candidates:
        mine = layer.pickable and layer.id.partition("-")[0] == dataset != "border_pairs"
        found = layer.features[layer.features["id"] == row] if mine else layer.features[:0]
        if len(found) and layer.shape == "point":
            return [MapLayer("picked-point", "point", found.assign(icon="picked"), size=30)]
        if len(found):
            line = found.geometry.boundary if layer.shape == "polygon" else found.geometry
            features = gpd.GeoDataFrame({"id": found["id"]}, geometry=line, crs=WGS84).reset_index(drop=True)
            return [MapLayer("picked-line", "line", features, color=palette.PICKED, width=4.0)]
    if dataset == "shared_services":
        return coverage.marked(store, scene.vintage, row)
    if dataset != "ties":
        return []
    ties = store.get("ties", scene.vintage)  # a tie is marked also where it is drawn in a bundle, or not at all
    return [replace(layer, id="picked-line") for layer in tie.marked(ties[ties["id"] == row])]


def _under(made: list[MapLayer], scene: Scene) -> list[MapLayer]:
    """The mark of a picked border pair: a dark edge under its piece, whose colour says something and stays."""
    dataset, _, row = scene.pick.partition(":")
    if dataset != "border_pairs" or not made:
        return []
    found = made[0].features[made[0].features["id"] == row].reset_index(drop=True)
    features = gpd.GeoDataFrame({"id": found["id"]}, geometry=found.geometry, crs=WGS84)
    return [MapLayer("picked-pair", "line", features, color=palette.PICKED, width=EDGE_PX)] if len(found) else []


def _pair(scene: Scene) -> tuple[str, ...]:
    """The codes of the two counties of the border pair that is picked, if one is."""
    dataset, _, row = scene.pick.partition(":")
    return tuple(row.split("-")) if dataset == "border_pairs" else ()


def _outline(shape: BaseGeometry | None) -> list[MapLayer]:
    if shape is None:
        return []
    edge = gpd.GeoDataFrame({"id": ["focus"]}, geometry=[shape.boundary.simplify(0.003)], crs=WGS84)
    return [MapLayer("focus", "line", ground.rounded(edge), color=palette.PICKED, width=2.0)]


def _question(scene: Scene, store: Store) -> Text:
    """What the border is coloured for; of two maps that share a legend, each says its year itself."""
    both = replace(scene, year=None) if scene.compare else scene
    zh, en = (describe.question(both, store, lang) for lang in LANGS)
    return Text("，".join(zh), ", ".join(en))


def draw(scene: Scene, store: Store, shown: dict[str, Shown], frame: Frame = DESKTOP) -> Drawing:
    """Return the drawing of a scene.

    Args:
        scene: what is on screen.
        store: where the ground comes from.
        shown: ``answer.drawn(scene, store)``.
        frame: the room the map has on screen, for the camera.
    """
    layers: list[MapLayer] = list(ground.below(store, scene.vintage))
    if "units" in scene.layers:
        choropleth = boundary.build(store, scene.vintage, scene.level, scene.statistic)
        after = next(n for n, layer in enumerate(layers) if layer.id == "counties") + 1
        layers.insert(after, choropleth)
    focused = focus_shape(store, scene.vintage, scene.focus) if scene.focus else None
    made = {
        kind: [
            layer
            for answer in shown.values()
            if answer.dataset.kind == kind
            for layer in build(store, scene.vintage, answer)
        ]
        for kind, build in KINDS.items()
    }
    made["border"] = segment.asked(made["border"], _question(scene, store))
    layers += made["coverage"] + made["area"]
    layers += _outline(focused)
    layers += [] if made["border"] else ground.border(store, scene.vintage)  # its pieces stand for the line
    names = [layer for layer in made["border"] if layer.shape == "label"]
    made["border"] = [layer for layer in made["border"] if layer.shape != "label"]
    if scene.page == "alliances" and "alliance_members" in shown:
        layers += spokes.build(store, shown["alliance_members"])
    if scene.page == "eldercare":
        layers += bases.build(store, scene.vintage)
    layers += made["tie"] + _under(made["border"], scene)
    for kind in (kind for kind in KINDS if kind not in UNDER_THE_BORDER):
        layers += made[kind]
    layers += names  # over the symbols
    layers += _picked(layers, store, scene)
    layers += stops.build(store, scene.vintage, scene.pick) or stops.asked(store, scene)
    wide = [focused, *hits.around(store, scene), *stops.around(store, scene)] if focused is not None else []
    seen = shapely.GeometryCollection(wide).envelope if len(wide) > 1 else focused
    camera = view(store, scene.vintage, seen, frame, scene.page)
    layers += scale.bar(camera, frame)
    places = [*label.counties(store, scene.vintage, focused), *label.pair(store, scene.vintage, _pair(scene))]
    numbers = hits.build(store, scene, camera)
    layers += hits.clear([*places, *label.cities(store, scene.vintage)], numbers, camera)
    layers += numbers  # where names meet, the one drawn last stays
    return Drawing(tuple(layers), camera, frame)


def publish(store: Store, vintage: Vintage) -> None:
    """Build everything that is drawn at first in a vintage, so that no visitor waits for it."""
    ground.below(store, vintage)
    ground.border(store, vintage)
    for dataset in store.catalog.datasets.values():
        if not dataset.pages or dataset.kind == "tie":  # ties are drawn as asked for
            continue
        table = store.get(dataset.id, vintage)
        KINDS[dataset.kind](store, vintage, Shown(dataset, table, table["id"].notna()))
    icon_atlas(store)


def publish_all(store: Store) -> None:
    """Build every layer that is served by address, so that any address ever given out is known again."""
    for vintage in Vintage:
        publish(store, vintage)
        for level in boundary.TABLES:
            for statistic in STATISTICS:
                boundary.build(store, vintage, level, statistic)
