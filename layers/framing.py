"""What the camera holds of a scene: what is picked, else ways found, else the place in focus, else the whole.

One function for every renderer: screen, light map, paper and files show the same part of the ground.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, NamedTuple

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.boundaries.border import pair_codes
from geodata.catalog.pages import FIRST, PAGES
from geodata.catalog.pick import NOTHING, Pick
from geodata.query import on_map
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.store.store import Edition, Store
from layers.camera import DESKTOP, PHONE, Frame, View, view_of
from layers.geometry import focus_shape
from layers.kinds import coverage, tie
from layers.overlays import alliance_spokes, eldercare_bases, numbered_results, stops, way_across, ways_found

AROUND_DEG: Final = 0.45  # what is shown around a single point: about 50 km to each side, so that one knows where it is

ASIDE: Final = Frame(430, 640, bottom=95)  # beside a list; the map statement takes four lines there
STRIP: Final = Frame(370, 280)  # on a phone, over a list
HALF: Final = Frame(525, 480)  # one of two maps side by side
LEGEND, PANEL = 190, 350  # px of the map's width that the legend takes at its left, and a panel at its right
SAID, LAW = 110, 60  # px of its height that words take above, and the map statement below
SHEET = 240  # px of its height that a card takes from below on a phone


def room(scene: Scene, *, narrow: bool, halves: bool = False) -> Frame:
    """Return about how much room the map of a page has on screen, and how much of it lies under other things.

    Args:
        scene: what is on it: where it is about one thing, this must not lie under the words and the legend either.
        narrow: the screen is a phone's.
        halves: two maps share the width; words and cards stand above and below them.
    """
    if scene.declared.answers == "needs" and not (narrow and not scene.focus):
        return STRIP if narrow else ASIDE
    card, one = bool(scene.pick or on_map.alliance(scene)), any(on_map.subject(scene)[:-1])
    if narrow:
        return PHONE._replace(bottom=SHEET if scene.pick else 0)
    if halves:
        return HALF
    panel = scene.declared.answers == "ties"  # the ranking of pairs, or the dossier of one
    corner = scene.declared.extras == "bases"  # what matters reaches into the lower left corner, where the legend lies
    return DESKTOP._replace(
        left=LEGEND if card or one or panel or corner else 0,
        right=PANEL if card or panel else 0,
        top=SAID if card or one else 0,
        bottom=LAW if card or one else 0,
    )


class Camera(NamedTuple):
    """A camera that a map was sent, and what for; ``held``: what was picked was clicked on the map, which stayed."""

    view: View
    size: tuple[int, int]
    about: tuple[str, ...]
    pick: Pick
    held: bool = False


def follow(
    before: Camera | None, scene: Scene, store: Store, shown: dict[str, Shown], frame: Frame, clicked: Pick = NOTHING
) -> Camera:
    """Return the camera that a map has after the one before: the same, whatever changes but what the map is about.

    It moves to what is picked in a list, a table or a link, and back when that is closed. What was clicked on the map
    itself is in sight: then the map stays, also when that is closed (docs/decisions/0030-camera.md).

    Args:
        before: what the map was sent last; None: nothing.
        scene, store, shown: what is on screen.
        frame: the room of the map.
        clicked: what has just been clicked on the map.
    """
    size, about = (frame.width, frame.height), on_map.subject(scene)
    now = Camera(View(0, 0, 0), size, about, scene.pick)
    if before and (before.size, before.about) == (size, about):
        if before.pick == scene.pick:
            return before
        if (scene.pick and scene.pick == clicked) or (not scene.pick and before.held):
            return now._replace(view=before.view, held=bool(scene.pick))
    moved = before is not None and before.about != about and before.pick == scene.pick
    wanted = replace(scene, pick=NOTHING) if moved else scene  # the place changed, what is picked did not
    return now._replace(view=camera(wanted, store, shown, frame))


def camera(scene: Scene, store: Store, shown: dict[str, Shown], frame: Frame = DESKTOP) -> View:
    """Return the camera on what a scene is about.

    Args:
        scene, store: what is on screen.
        shown: ``on_map.drawn(scene, store)``.
        frame: the room the map has.
    """
    return view(store.at(scene.vintage), _about(scene, store, shown), frame, scene.page)


def view(edition: Edition, shape: BaseGeometry | None, frame: Frame = DESKTOP, page: str = FIRST) -> View:
    """Return the camera on a shape (EPSG:4326); without one on the border or the whole circle, as the page is about."""
    if shape is not None:
        return view_of(_roomy(shape).bounds, frame)
    about: list[str | tuple[str, str]] = [PAGES[page].about]
    about += eldercare_bases.BASES if PAGES[page].extras == "bases" else ()
    bounds = gpd.GeoSeries([_unit(edition, one) for one in about]).total_bounds
    west, south, east, north = (float(edge) for edge in bounds)
    return view_of((west, south, east, north), frame)


def _roomy(shape: BaseGeometry) -> BaseGeometry:
    """The shape, or around one without any extent what lies near."""
    west, south, east, north = shape.bounds
    return shape if max(east - west, north - south) else shapely.box(*shape.buffer(AROUND_DEG).bounds)


def _unit(edition: Edition, wanted: str | tuple[str, str]) -> BaseGeometry:
    """The shape of a dataset of one row, or of the unit (dataset, adcode)."""
    id, code = wanted if isinstance(wanted, tuple) else (wanted, "")
    table = edition.get(id)
    return (table[table["adcode"] == code] if code else table)["geometry"].iloc[0]


def _about(scene: Scene, store: Store, shown: dict[str, Shown]) -> BaseGeometry | None:
    """What the camera must show, or None: the whole."""
    edition = store.at(scene.vintage)
    if scene.declared.answers == "needs":  # what is picked is one of the results, and these stay together
        return _answer(scene, store)
    ways = on_map.ways_of(scene, store, shown)
    if ways and (mine := ways_found.chosen(ways, scene) or (ways if not scene.pick else [])):
        return _whole(ways_found.lines(edition, mine))
    found = _picked(edition, scene)
    if found is None and (alliance := on_map.alliance(scene)):
        found = alliance_spokes.places(store, shown, alliance)
    return found if found is not None else focus_shape(edition, scene.focus)


def _answer(scene: Scene, store: Store) -> BaseGeometry | None:
    """The place in focus with the results and stops that its page names."""
    focused = focus_shape(store.at(scene.vintage), scene.focus)
    if focused is None:
        return None
    wide = [focused, *numbered_results.around(store, scene), *stops.around(store, scene)]
    wide += way_across.around(store, scene)
    return shapely.GeometryCollection(wide).envelope if len(wide) > 1 else focused


def _picked(edition: Edition, scene: Scene) -> BaseGeometry | None:
    """The shape of what is picked: of a border pair both counties, of a tie its two ends; None where it has none."""
    dataset, id = scene.pick.dataset, scene.pick.id
    if not id:
        return None
    if dataset == "border_pairs":
        units = edition.get("counties")
        return _whole(units[units["adcode"].isin(pair_codes(id))]["geometry"])
    table = edition.get(dataset)
    row = table[table["id"] == id]
    if dataset == "ties":
        return _whole(line for layer in tie.marked(row) for line in layer.features.geometry)
    if dataset == "shared_services":
        return _whole(edge for layer in coverage.marked(edition, id) for edge in layer.features.geometry)
    return _whole(row["geometry"]) if "geometry" in row else None


def _whole(shapes: Iterable[BaseGeometry | None]) -> BaseGeometry | None:
    """All shapes as one; None where there is none."""
    there = [shape for shape in shapes if shape is not None and not shape.is_empty]
    return shapely.GeometryCollection(there) if there else None
