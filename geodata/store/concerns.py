"""Which rows of a dataset concern a unit: what stands, stops or lies in it; agreements that name it, hold or lie in it.

What holds for a whole province concerns each place alike and is told apart: it concerns the province only.
"""

from collections.abc import Iterable
from functools import lru_cache

import pandas as pd

from geodata.boundaries.adcode import contains
from geodata.catalog.shared_columns import codes
from geodata.domains import platforms
from geodata.domains.journeys import BEND
from geodata.domains.shared_services import PART
from geodata.store.kept import per_store
from geodata.store.store import Edition


def known(edition: Edition, id: str) -> bool:
    """Return whether it is known which places the rows of a dataset concern; not of areas that are no records."""
    return id in _PLACES or "adcode_today" in edition.get(id)


@per_store(lru_cache(maxsize=512), shared=True)
def concerns(edition: Edition, id: str, focus: str) -> frozenset[str]:
    """Return the ids of the rows of a dataset that concern a unit, by its code."""
    if id not in _PLACES:
        return frozenset(edition.get(id)["id"][_sites(edition, id, focus)])
    inside, named = _PLACES[id](edition, id)
    return frozenset(
        row
        for row in inside.keys() | named.keys()
        if any(contains(focus, code) for code in inside.get(row, ()))
        or any(_names(code, focus) for code in named.get(row, ()))
    )


def mask(edition: Edition, id: str, focus: str) -> "pd.Series[bool]":
    """Return which rows of a dataset concern a unit, by its code, on the index of its table."""
    if id not in _PLACES:
        return _sites(edition, id, focus)
    return edition.get(id)["id"].isin(concerns(edition, id, focus))


def _names(code: str, focus: str) -> bool:
    """Whether an agreement of a unit concerns the place in focus; that of a whole province only the province."""
    if code.endswith("0000"):
        return code == focus
    return contains(code, focus) or contains(focus, code)


Places = dict[str, list[str]]  # by id of a row: the codes of the units it lies in, or names


def _by_id(ids: Iterable[str], cells: Iterable[list[str]]) -> Places:
    return dict(zip(ids, cells, strict=True))


def _sites(edition: Edition, id: str, focus: str) -> "pd.Series[bool]":
    """Places, of which there may be very many: each lies in one county, or, as somebody's own may, in none of ours."""
    table = edition.get(id)
    lying = table["counties_adcodes" if "counties_adcodes" in table else "adcode_today"]  # a road leads through several
    inside = [cell for cell in lying.dropna().unique() if any(contains(focus, code) for code in codes(cell))]
    return lying.isin(inside)


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


def _metro_areas(edition: Edition, id: str) -> tuple[Places, Places]:
    """A metropolitan area lies in its counties."""
    areas, counties = edition.get(id), edition.get("counties")
    held = counties.groupby("metro_area")["adcode"].agg(list)
    return _by_id(areas["id"], (held[name] for name in areas["name_zh"])), {}


def _papers(edition: Edition, id: str) -> tuple[Places, Places]:
    table = edition.facts[id]
    return {}, _by_id(table["id"], ([edition.code(c) for c in codes(x)] for x in table["parties_adcodes"]))


_PLACES = {
    "corridors": _corridors,
    "crossings": _points,
    "ties": _ties,
    "tourism_routes": _routes,
    "platforms": _platforms,
    "shared_services": _services,
    "metro_areas": _metro_areas,
    "mechanisms": _papers,
    "eldercare_policy": _papers,
    "tourism_policy": _papers,
}
