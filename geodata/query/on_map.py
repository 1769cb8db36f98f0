"""What the map of a scene shows and is about, whatever its page; of flows, where an administrator has set any."""

from functools import lru_cache
from typing import NamedTuple

import geopandas as gpd
import pandas as pd

from geodata.boundaries.adcode import city_of, contains
from geodata.boundaries.border import pair_codes
from geodata.flows import kept, pairs
from geodata.flows.kept import Flows
from geodata.flows.records import PERSONS
from geodata.query import ways
from geodata.query.crossings import asked as question_of_ties
from geodata.query.crossings import compared, crossings, in_place
from geodata.query.results import Shown, shown
from geodata.query.scene import Scene
from geodata.query.ways import Way
from geodata.store.kept import per_store
from geodata.store.store import Store
from geodata.ties.integration import gap_id

WAYS = "ways"  # the view of a page that asks for ways between two places
MEMBERS = "alliance_members"


def drawn(scene: Scene, store: Store, *, other: bool = False) -> dict[str, Shown]:
    """Return what the map of a scene shows, whatever its page; ``other``: what that map is compared with, if any."""
    if scene.declared.answers != "ties":
        return shown(scene, store)
    against = compared(scene, store) if other else None
    return (against[1] if against else crossings(scene, store)).drawn(scene)


def alliance(scene: Scene) -> str:
    """Return the id of the one alliance that is chosen; empty text when it is none or several."""
    ids = scene.selection(MEMBERS).get("alliance_id")
    return ids[0] if len(ids) == 1 and scene.declared.extras == "spokes" else ""


def ways_of(scene: Scene, store: Store, shown: dict[str, Shown]) -> list[Way]:
    """Return the ways that are on the map: those found between the two places asked for, while they are read below it.

    Args:
        scene, store: what is on screen.
        shown: ``drawn(scene, store)``.
    """
    if scene.view != WAYS or "corridors" not in shown:
        return []
    return ways.between(store.at(scene.vintage), shown["corridors"].counted, scene.start, scene.end)


def subject(scene: Scene) -> tuple[str, ...]:
    """Return what the map is about: as long as it is the same, the camera stays where it is whatever else changes."""
    asked = (scene.start, scene.end) if scene.view == WAYS else ("", "")
    needs = (scene.want, scene.who, scene.goal) if scene.declared.answers == "needs" else ("", "", "")
    return scene.focus, alliance(scene), *asked, *needs, scene.vintage.value


class AskedFlows(NamedTuple):
    """Which flows a scene asks for: ``year`` is its own, else the newest there is; None where there are none of it."""

    flows: Flows
    domains: tuple[str, ...]
    year: int | None


def flows_asked(scene: Scene, store: Store) -> AskedFlows | None:
    """Return which flows a scene asks for; None where none are set, within other counties, or of its page's domains."""
    flows = kept.of(scene.vintage)
    if flows is None or not scene.declared.flows:
        return None
    wanted = scene.selection("ties").get("domain") if scene.declared.answers == "ties" else ()
    own = [id for id in store.catalog.domains if scene.declared.shows_flows(id) and (not wanted or id in wanted)]
    year = flows.years[-1] if scene.year is None else scene.year
    return AskedFlows(flows, tuple(id for id in own if id in flows.domains), year if year in flows.years else None)


def flows_drawn(scene: Scene, store: Store) -> AskedFlows | None:
    """Return which flows are drawn, ``domains`` and ``year`` being there; None where none are."""
    found = flows_asked(scene, store) if scene.flows else None
    return found if found and found.domains and found.year else None


def flows_beside_ties(scene: Scene, store: Store) -> gpd.GeoDataFrame | None:
    """Return the flows of the border pairs a scene is about, beside their ties; None where there are none to ask for.

    Returns:
        The columns of ``pairs.beside_ties``, then id (pair and domain), name_zh, name_en, year, border_km, geometry
        (the piece of the border, EPSG:4326); most persons first, then those hidden, then by pair.
    """
    found = flows_asked(scene, store)
    if not found or not found.domains or not found.year:
        return None
    return _beside(question_of_ties(scene, store), scene.place, found, found.year, store)


@per_store(lru_cache(maxsize=32))
def _beside(scene: Scene, place: str, found: AskedFlows, year: int, store: Store) -> gpd.GeoDataFrame:
    shown = crossings(scene, store).pairs
    rows = shown.rows[in_place(shown.rows, place)] if place else shown.rows
    table = pairs.beside_ties(rows, found.flows.cells, found.domains, year)
    own = rows.set_index("id")[["name_zh", "name_en", "border_km", "geometry"]]
    table = table.join(own, on="pair_id").assign(year=year, id=gap_id(table["pair_id"], table["domain"]))
    table = table.sort_values([PERSONS, "hidden", "id"], ascending=[False, False, True], na_position="last")
    return gpd.GeoDataFrame(table.reset_index(drop=True), geometry="geometry", crs=rows.crs)


def flow_ends(scene: Scene, store: Store) -> pd.DataFrame | None:
    """Return the flows to be drawn as curves: of the pair picked alone, else by Sichuan city and Chongqing county.

    Returns:
        start, end (codes of the units), to_chongqing, to_sichuan, persons (summed over the domains asked for, of cells
        that are shown); None where flows are not on the map.
    """
    found = flows_drawn(scene, store)
    if not found or not found.year:
        return None
    return _ends(found, found.year, scene.place, scene.pick.within("border_pairs"))


@lru_cache(maxsize=32)
def _ends(found: AskedFlows, year: int, place: str, pair: str) -> pd.DataFrame:
    table = pairs.across(found.flows.cells, found.domains, year)
    start, end = (table[name] for name in pairs.ENDS)
    keep = table[PERSONS].notna()
    if pair:
        sichuan, chongqing = pair_codes(pair)
        keep &= start.eq(sichuan) & end.eq(chongqing)
    elif place:
        within = {code: contains(place, code) for code in {*start, *end}}
        keep &= start.map(within) | end.map(within)
    rows = table[keep.astype(bool)]
    rows = rows.assign(start=rows["sichuan_adcode"] if pair else rows["sichuan_adcode"].map(city_of))
    rows = rows.assign(end=rows["chongqing_adcode"])
    return rows.groupby(["start", "end"], as_index=False)[[*pairs.DIRECTIONS, PERSONS]].sum()
