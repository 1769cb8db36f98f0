"""draw(scene): the layers and the camera of a scene, ready for any renderer."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from geodata.basemap.basemap import drawn
from geodata.boundaries.statistics import STATISTICS
from geodata.boundaries.vintage import Vintage
from geodata.configuration import Use
from geodata.narrative import filters
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.store.kept import per_store
from geodata.store.store import Edition, Store
from geodata.text import LANGS, Text
from layers import framing
from layers.camera import DESKTOP, Frame, View
from layers.geometry import drawn_unit, keep
from layers.kinds import area, border, coverage, crossing, flow, route, site, tie
from layers.kinds import choropleth as boundary
from layers.kinds.corridors import corridor, corridor_names
from layers.kinds.own import points, shapes
from layers.overlays import (
    alliance_spokes,
    backdrop,
    basemap,
    eldercare_bases,
    ground_names,
    numbered_results,
    place_names,
    scale_bar,
    stops,
    way_across,
    ways_found,
)
from layers.overlays.selection_marks import outline, pair, picked, under
from layers.spec import Drawing, MapLayer
from layers.symbols import icon_atlas

# Kind of dataset → how it is drawn. All doors are the same: build(edition, shown) → layers.
KINDS: Final[dict[str, Callable[[Edition, Shown], list[MapLayer]]]] = {
    "coverage": coverage.build,
    "area": area.build,
    "tie": tie.build,
    "border": border.build,
    "corridor": corridor.build,
    "route": route.build,
    "site": site.build,
    "crossing": crossing.build,
    "own_areas": shapes.areas,
    "own_lines": shapes.lines,
    "own_points": points.build,
}
UNDER_THE_BORDER: Final = frozenset({"coverage", "area", "tie", "own_areas"})


def _question(scene: Scene, store: Store) -> Text:
    """What the border is coloured for; of two maps that share a legend, each says its year itself."""
    both = replace(scene, year=None) if scene.compare else scene
    zh, en = (filters.question(both, store, lang) for lang in LANGS)
    return Text("，".join(zh), ", ".join(en))


def draw(
    scene: Scene,
    store: Store,
    shown: dict[str, Shown],
    frame: Frame = DESKTOP,
    held: View | None = None,
    use: Use | None = None,
) -> Drawing:
    """Return the drawing of a scene.

    Args:
        scene: what is on screen.
        store: where the ground comes from.
        shown: ``answer.drawn(scene, store)``.
        frame: the room the map has on screen, for the camera.
        held: the camera that stays as it is; None: the one on what the scene is about.
        use: what it is drawn for, which says whether the administrator's basemap may lie under it; None: it may not.
    """
    edition = store.at(scene.vintage)
    made = _made(scene, store, shown)
    names = [layer for layer in made["border"] if layer.shape == "label"]
    pieces = [layer for layer in made["border"] if layer.shape != "label"]
    crowds = [layer for layer in made["own_points"] if layer.closer]
    made["own_points"] = [layer for layer in made["own_points"] if not layer.closer]
    spokes = scene.declared.extras == "spokes" and "alliance_members" in shown
    bases = scene.declared.extras == "bases"
    layers = [
        *backdrop.under(_ground(scene, edition), drawn(use)),
        *made["coverage"],
        *made["area"],
        *made["own_areas"],
        *crowds,  # the border stays in sight
        *outline(drawn_unit(edition, scene.focus)),
        *([] if made["border"] else basemap.border(edition)),  # its pieces stand for the line
        *(alliance_spokes.build(store, shown["alliance_members"]) if spokes else ()),
        *(eldercare_bases.build(edition) if bases else ()),
        *flow.curves(scene, store),
        *made["tie"],
        *ways_found.build(scene, store, shown),
        *under(pieces, scene),
        *pieces,
        *(layer for kind in KINDS if kind not in {*UNDER_THE_BORDER, "border"} for layer in made[kind]),
        *names,  # over the symbols
    ]
    layers += picked(layers, store, scene)
    layers += ways_found.used(scene, store, shown) or stops.build(edition, scene.pick) or stops.asked(store, scene)
    camera = held or framing.camera(scene, store, shown, frame)
    layers += way_across.build(store, scene, camera, frame)
    layers += scale_bar.bar(camera, frame, edition.get("border")["geometry"].iloc[0])
    asked = [*place_names.counties(edition, scene.focus, camera, frame), *place_names.pair(edition, pair(scene))]
    said = place_names.codes(asked) | {code for _, code in eldercare_bases.BASES if bases}
    numbers = numbered_results.build(store, scene, camera)
    layers += place_names.without(ground_names.ground(edition), said)
    layers += [*numbered_results.clear(asked, numbers, camera), *numbers]  # where names meet, the last drawn stays
    keep(layers)
    return Drawing(tuple(layers), camera, frame)


def _made(scene: Scene, store: Store, shown: dict[str, Shown]) -> dict[str, list[MapLayer]]:
    """The layers of what is shown, by kind."""
    edition = store.at(scene.vintage)
    stacked = sorted(shown.values(), key=lambda answer: not answer.dataset.shade)  # statistics cover what lies below
    made = {
        kind: [layer for answer in stacked if answer.dataset.kind == kind for layer in build(edition, answer)]
        for kind, build in KINDS.items()
    }
    if by_flows := flow.pieces(scene, store):
        made["border"] = by_flows
    elif made["border"]:
        made["border"] = border.asked(made["border"], _question(scene, store))
    return made


def _ground(scene: Scene, edition: Edition) -> list[MapLayer]:
    """What lies under everything; coloured units lie on the counties they colour."""
    layers = list(basemap.below(edition))
    if "units" in scene.layers:
        after = next(n for n, layer in enumerate(layers) if layer.id == "counties") + 1
        layers.insert(after, boundary.build(edition, scene.level, scene.statistic))
    return layers


def publish(edition: Edition) -> None:
    """Build everything that is drawn at first in a vintage, so that no visitor waits for it."""
    keep([*basemap.below(edition), *basemap.border(edition)])
    for dataset in edition.catalog.datasets.values():
        if not dataset.pages or dataset.kind == "tie":  # ties are drawn as asked for
            continue
        table = edition.get(dataset.id)
        KINDS[dataset.kind](edition, Shown(dataset, table, table["id"].notna()))
    icon_atlas(edition.store)


@per_store(lru_cache(maxsize=2))
def publish_all(store: Store) -> None:
    """Build every layer that is served by address, so that any address ever given out is known again; once a store."""
    for vintage in Vintage:
        edition = store.at(vintage)
        publish(edition)
        for level in boundary.TABLES:
            for statistic in STATISTICS:
                boundary.build(edition, level, statistic)


def grounds(store: Store) -> list[tuple[MapLayer, ...]]:
    """Return the layers of names of the ground that drawings hold, with and without those of corridors."""
    made = []
    for vintage in Vintage:
        edition = store.at(vintage)
        ground = ground_names.ground(edition)
        along = [
            corridor_names.names(edition, dataset)
            for dataset in store.catalog.datasets.values()
            if dataset.kind == "corridor" and dataset.pages
        ]
        made += [ground, (*along, *ground)]
    return made
