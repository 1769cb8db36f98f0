"""What a scene shows of flows, where an administrator has set any: of which year, in which domains, between whom."""

from functools import lru_cache
from typing import NamedTuple

import geopandas as gpd
import pandas as pd

from geodata.boundaries.adcode import city_of, contains
from geodata.boundaries.border import pair_codes
from geodata.flows import kept, pairs
from geodata.flows.kept import Flows
from geodata.flows.records import PERSONS
from geodata.query import crossings
from geodata.query.crossings import in_place
from geodata.query.scene import Scene
from geodata.store.store import Store
from geodata.ties.integration import gap_id


class Asked(NamedTuple):
    """Which flows a scene asks for: ``year`` is its own, else the newest there is; None where there are none of it."""

    flows: Flows
    domains: tuple[str, ...]
    year: int | None


def asked(scene: Scene, store: Store) -> Asked | None:
    """Return which flows a scene asks for; None where none are set, within other counties, or of its page's domains."""
    flows = kept.of(scene.vintage)
    if flows is None or not scene.declared.flows:
        return None
    wanted = scene.selection("ties").get("domain") if scene.declared.answers == "ties" else ()
    own = [id for id in store.catalog.domains if scene.declared.shows_flows(id) and (not wanted or id in wanted)]
    year = flows.years[-1] if scene.year is None else scene.year
    return Asked(flows, tuple(id for id in own if id in flows.domains), year if year in flows.years else None)


def on_map(scene: Scene, store: Store) -> Asked | None:
    """Return which flows are drawn, ``domains`` and ``year`` being there; None where none are."""
    found = asked(scene, store) if scene.flows else None
    return found if found and found.domains and found.year else None


def beside_ties(scene: Scene, store: Store) -> gpd.GeoDataFrame | None:
    """Return the flows of the border pairs a scene is about, beside their ties; None where there are none to ask for.

    Returns:
        The columns of ``pairs.beside_ties``, then id (pair and domain), name_zh, name_en, year, border_km, geometry
        (the piece of the border, EPSG:4326); most persons first, then those hidden, then by pair.
    """
    found = asked(scene, store)
    if not found or not found.domains or not found.year:
        return None
    return _beside(crossings.asked(scene, store), scene.place, found, found.year, store)


@lru_cache(maxsize=32)
def _beside(scene: Scene, place: str, found: Asked, year: int, store: Store) -> gpd.GeoDataFrame:
    shown = crossings.crossings(scene, store).pairs
    rows = shown.rows[in_place(shown.rows, place)] if place else shown.rows
    table = pairs.beside_ties(rows, found.flows.cells, found.domains, year)
    own = rows.set_index("id")[["name_zh", "name_en", "border_km", "geometry"]]
    table = table.join(own, on="pair_id").assign(year=year, id=gap_id(table["pair_id"], table["domain"]))
    table = table.sort_values([PERSONS, "hidden", "id"], ascending=[False, False, True], na_position="last")
    return gpd.GeoDataFrame(table.reset_index(drop=True), geometry="geometry", crs=rows.crs)


def ends(scene: Scene, store: Store) -> pd.DataFrame | None:
    """Return the flows to be drawn as curves: of the pair picked alone, else by Sichuan city and Chongqing county.

    Returns:
        start, end (codes of the units), to_chongqing, to_sichuan, persons (summed over the domains asked for, of cells
        that are shown); None where flows are not on the map.
    """
    found = on_map(scene, store)
    if not found or not found.year:
        return None
    return _ends(found, found.year, scene.place, scene.pick.within("border_pairs"))


@lru_cache(maxsize=32)
def _ends(found: Asked, year: int, place: str, pair: str) -> pd.DataFrame:
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
