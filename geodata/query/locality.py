"""What of all that is shown concerns the place in focus, so that its numbers can be told beside those of the whole.

A focus moves the camera and narrows nothing: map, tables and files stay those of the whole circle. A place is concerned
by what stands, stops or lies in it, and by an agreement that names it, holds it or lies in it; what holds for a whole
province concerns each place alike and is counted only with the province in focus.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from geodata.boundaries.adcode import contains
from geodata.catalog.shared_columns import codes
from geodata.domains import platforms
from geodata.domains.journeys import BEND
from geodata.domains.shared_services import PART
from geodata.query.crossings import Crossings
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.store.store import Edition, Store

LEVELS = ("counties", "cities", "provinces")  # where a place is looked up, the smallest first


def name(scene: Scene, store: Store) -> str:
    """Return the name of the place in focus; empty without one."""
    for id in LEVELS if scene.focus else ():
        units = store.get(id, scene.vintage)
        found = units.loc[units["adcode"] == scene.focus, f"name_{scene.lang}"]
        if len(found):
            return str(found.iloc[0])
    return ""


def here(scene: Scene, store: Store, shown: dict[str, Shown]) -> dict[str, Shown]:
    """Return of what is shown that which concerns the place in focus; areas that are no records are left out."""
    known = {
        id: concerns(store.at(scene.vintage), id, scene.focus) for id in shown if id in _PLACES or _sited(shown[id])
    }
    return {id: replace(shown[id], keep=shown[id].keep & shown[id].table["id"].isin(ids)) for id, ids in known.items()}


def crossings(scene: Scene, store: Store, found: Crossings) -> Crossings:
    """Return of what Crossings says that which concerns the place in focus."""
    parts = here(scene, store, {"ties": found.ties, "crossings": found.crossings})
    sides = found.pairs.table[["sichuan_adcode", "chongqing_adcode"]]
    mine = sides.apply(lambda column: column.map(lambda code: contains(scene.focus, code))).any(axis=1)
    pairs = replace(found.pairs, table=found.pairs.table[mine], keep=found.pairs.keep[mine])
    gaps = replace(found.gaps, keep=found.gaps.keep & found.gaps.table["pair_id"].isin(pairs.rows["id"]))
    return replace(found, ties=parts["ties"], crossings=parts["crossings"], pairs=pairs, gaps=gaps)


@lru_cache(maxsize=512)
def concerns(edition: Edition, id: str, focus: str) -> frozenset[str]:
    """Return the ids of the rows of a dataset that concern a unit, by its code."""
    inside, named = _PLACES.get(id, _sites)(edition, id)
    return frozenset(
        row
        for row in inside.keys() | named.keys()
        if any(contains(focus, code) for code in inside.get(row, ()))
        or any(_names(code, focus) for code in named.get(row, ()))
    )


def _names(code: str, focus: str) -> bool:
    """Whether an agreement of a unit concerns the place in focus; that of a whole province only the province."""
    if code.endswith("0000"):
        return code == focus
    return contains(code, focus) or contains(focus, code)


def _sited(shown: Shown) -> bool:
    return "adcode_today" in shown.table


Places = dict[str, list[str]]  # by id of a row: the codes of the units it lies in, or names


def _by_id(ids: Iterable[str], cells: Iterable[list[str]]) -> Places:
    return dict(zip(ids, cells, strict=True))


def _sites(edition: Edition, id: str) -> tuple[Places, Places]:
    table = edition.get(id)
    return _by_id(table["id"], ([code] for code in table["adcode_today"])), {}


def _corridors(edition: Edition, _id: str) -> tuple[Places, Places]:
    """Where a corridor stops and where it crosses; where it is not drawn, where its source lets it cross."""
    nodes, points = edition.facts["corridor_nodes"], edition.get("crossings")
    found: Places = {}
    for node in nodes[nodes["on_line"].astype(bool) & nodes["kind"].ne(BEND)].itertuples():
        found.setdefault(node.corridor_id, []).append(edition.code(node.adcode))
    for point in points.itertuples():
        found.setdefault(point.corridor_id, []).extend((point.sichuan_adcode, point.chongqing_adcode))
    for corridor in edition.facts["corridors"].dropna(subset=["crossing_adcodes"]).itertuples():
        told = corridor.crossing_adcodes.replace("|", ";").split(";")
        found.setdefault(corridor.id, [edition.code(code) for code in told])
    return found, {}


def _points(edition: Edition, id: str) -> tuple[Places, Places]:
    table = edition.get(id)
    return _by_id(table["id"], table[["sichuan_adcode", "chongqing_adcode"]].to_numpy().tolist()), {}


def _ties(edition: Edition, id: str) -> tuple[Places, Places]:
    """A body ties the place it stands in, an agreement every place it names or covers."""
    inside: Places = {}
    named: Places = {}
    for side in ("sichuan", "chongqing"):
        for row, code, body in edition.get(id)[["id", f"{side}_adcode", f"{side}_id"]].itertuples(index=False):
            (inside if body else named).setdefault(row, []).append(code)
    return inside, named


def _routes(edition: Edition, id: str) -> tuple[Places, Places]:
    table, at = edition.get(id), edition.get("tourism").set_index("id")["adcode_today"]
    return _by_id(table["id"], ([at[stop] for stop in codes(cell)] for cell in table["stops"])), {}


def _platforms(edition: Edition, id: str) -> tuple[Places, Places]:
    return platforms.platform_counties(edition.facts[id], edition.get("counties"), edition.moved()), {}


def _services(edition: Edition, id: str) -> tuple[Places, Places]:
    """A service of named places concerns those; any other may hold anywhere, and is told with how far it reaches."""
    table = edition.facts[id]
    wide = table.loc[table["reach"] != PART, "id"]
    everywhere = sorted(edition.focusable())
    named = {str(row): list(places) for row, places in edition.service_places().items()}
    return _by_id(wide, ([*everywhere] for _ in wide)), named


def _mechanisms(edition: Edition, id: str) -> tuple[Places, Places]:
    table = edition.facts[id]
    return {}, _by_id(table["id"], ([edition.code(c) for c in codes(x)] for x in table["parties_adcodes"]))


_PLACES = {
    "corridors": _corridors,
    "crossings": _points,
    "ties": _ties,
    "tourism_routes": _routes,
    "platforms": _platforms,
    "shared_services": _services,
    "mechanisms": _mechanisms,
}
