"""What a scene shows: the rows of each switched-on dataset that pass its filters.

Map, table, counts, chart and downloads are all made from this one answer, so they cannot disagree.
"""

from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from geodata import citizen, find, integration
from geodata.catalog import Dataset
from geodata.integration import Around
from geodata.scene import CLOSED, Scene
from geodata.selection import matches
from geodata.store import Store


@dataclass(frozen=True)
class Shown:
    """One dataset of a scene: the whole table, and which of its rows are shown."""

    dataset: Dataset
    table: pd.DataFrame
    keep: "pd.Series[bool]"
    searched: "pd.Series[bool] | None" = None  # which rows hold the words looked for, if any are

    @property
    def rows(self) -> pd.DataFrame:
        """The rows shown, in table order."""
        return self.table[self.keep]

    @property
    def count(self) -> int:
        """How many rows are shown."""
        return int(self.keep.sum())

    @property
    def undated(self) -> int:
        """How many of the rows shown have no date, so that no year can exclude them."""
        return int(self.rows[self.dataset.time].isna().sum()) if self.dataset.time else 0

    @property
    def undrawn(self) -> int:
        """How many of the rows shown have no geometry and so are only in the table."""
        return int(self.rows["geometry"].isna().sum()) if "geometry" in self.table else self.count

    @property
    def crossing(self) -> int:
        """How many of the rows shown cross the border."""
        return int(self.rows["cross_border"].fillna(False).sum()) if "cross_border" in self.table else 0


def shown(scene: Scene, store: Store) -> dict[str, Shown]:
    """Return what the scene shows, by dataset id in catalogue order; layers switched off are not in it."""
    if scene.page == "citizen":
        return _near(scene, store)
    return _belonging(
        {
            dataset.id: _shown(scene, store, dataset)
            for dataset in store.catalog.layers(scene.page)
            if dataset.id in scene.layers
        }
    )


def _belonging(shown: dict[str, Shown]) -> dict[str, Shown]:
    """What is shown, without the crossing points of corridors that are not: map, sentence and tables count the same."""
    corridors, points = shown.get("corridors"), shown.get("crossings")
    if not (corridors and points):
        return shown
    own = points.table["corridor_id"].isin(corridors.rows["id"])
    return shown | {points.dataset.id: replace(points, keep=points.keep & own)}


def one(scene: Scene, store: Store, id: str) -> Shown:
    """Return what the filters, the year and the words of a scene leave of one dataset, drawn or not."""
    return _shown(scene, store, store.catalog.datasets[id])


def _near(scene: Scene, store: Store) -> dict[str, Shown]:
    """The sites, or the lines, that answer a citizen's question; none before a place is chosen."""
    asked = citizen.answer(store, scene.vintage, scene.focus, scene.want, scene.who) if scene.focus else None
    if asked is None or not (asked.need.sites or asked.need.rides):
        return {}
    id = asked.need.sites or "corridors"
    found = [hit.pick.partition(":")[2] for hit in asked.listed] if asked.need.sites else asked.rides
    dataset, table = store.catalog.datasets[id], store.get(id, scene.vintage)
    return {id: Shown(dataset, table, table["id"].isin(found))}


def drawn(scene: Scene, store: Store, *, other: bool = False) -> dict[str, Shown]:
    """Return what the map of a scene shows, whatever its page; ``other``: what that map is compared with, if any."""
    if scene.page != "crossings":
        return shown(scene, store)
    against = compared(scene, store) if other else None
    return (against[1] if against else crossings(scene, store)).drawn(scene)


def _shown(scene: Scene, store: Store, dataset: Dataset) -> Shown:
    table = store.get(dataset.id, scene.vintage)
    keep = matches(table, dataset, scene.selection(dataset.id), scene.year)
    if not scene.words:
        return Shown(dataset, table, keep)
    searched = find.mentions(store, dataset.id, scene.vintage, scene.words)
    return Shown(dataset, table, keep & searched, searched)


PLACES: Final = ("sichuan_city", "chongqing_county")  # filters of ties that choose places


@dataclass(frozen=True)
class Crossings:
    """What Crossings says: the ties asked for, and everything that follows from them.

    Each part holds what is counted, whether it is drawn or not; ``pairs`` is as ``integration.pair_table``, and keeps
    those that lie in the places asked for.
    """

    ties: Shown
    pairs: Shown
    gaps: Shown
    crossings: Shown
    domains: tuple[str, ...]  # the domains asked for, in order

    @property
    def tally(self) -> integration.Tally:
        """How the ties divide."""
        return integration.tally(self.ties.rows, self.pairs.table)

    @property
    def facts(self) -> int:
        """How many facts the ties in force come from: one alliance makes many ties."""
        active = self.ties.rows[integration.in_force(self.ties.rows)]
        return len(active[["dataset", "subject_id"]].drop_duplicates())

    @property
    def tables(self) -> dict[str, Shown]:
        """All parts by dataset id, the planner's list first."""
        return {part.dataset.id: part for part in (self.gaps, self.pairs, self.ties, self.crossings)}

    def at(self, pair: str) -> Shown:
        """The ties that hold at one border pair, those to come included; none for an unknown pair."""
        pairs = self.pairs.table[self.pairs.table["id"] == pair]
        held = integration.at_pairs(self.ties.rows, pairs)["tie_id"]
        return replace(self.ties, keep=self.ties.keep & self.ties.table["id"].isin(held))

    def drawn(self, scene: Scene) -> dict[str, Shown]:
        """What is switched on, by dataset id; of the ties, those of the pair picked where one is."""
        dataset, _, pair = scene.pick.partition(":")
        ties = self.at(pair) if dataset == "border_pairs" else self.ties
        return {part.dataset.id: part for part in (self.pairs, ties, self.crossings) if part.dataset.id in scene.layers}


def crossings(scene: Scene, store: Store, *, closed: bool = False) -> Crossings:
    """Return what a scene of Crossings says.

    Args:
        scene: page "crossings".
        store: the data.
        closed: as if nothing crossed: no tie, no crossing.
    """
    datasets = store.catalog.datasets
    ties = _shown(scene, store, datasets["ties"])
    points = _shown(scene, store, datasets["crossings"])
    if closed:
        ties, points = (replace(shown, keep=shown.keep & False) for shown in (ties, points))
    around = store.around(scene.vintage)
    possible = set(unnarrowed(replace(scene, year=None), store, PLACES)["domain"])  # by kind, strength, … asked for
    domains = tuple(domain for domain in around.domains if domain in possible)
    table = integration.pair_table(ties.rows, Around(around.pairs, points.rows, domains, around.population))
    pairs = Shown(datasets["border_pairs"], table, _in_place(table, scene, store) & bool(domains))
    missing = integration.gaps(ties.rows, pairs.rows, domains)
    gaps = Shown(datasets["gaps"], missing, pd.Series(True, index=missing.index))
    return Crossings(ties, pairs, gaps, points, domains)


def _in_place(pairs: pd.DataFrame, scene: Scene, store: Store) -> "pd.Series[bool]":
    """Which border pairs lie in the Sichuan cities and Chongqing counties asked for: of others nothing can be said."""
    cities = store.get("cities", scene.vintage).set_index("adcode")["name_zh"]
    in_city = (pairs["sichuan_adcode"].str[:4] + "00").map(cities)
    keep = pd.Series(True, index=pairs.index)
    for column, names in zip(PLACES, (in_city, pairs["chongqing_zh"]), strict=True):
        wanted = scene.selection("ties").get(column)
        whole = not wanted or {"四川省", "重庆市"} & set(wanted)  # of a whole province every pair is part
        keep &= True if whole else names.isin(wanted)
    return keep


def compared(scene: Scene, store: Store) -> tuple[Scene, Crossings] | None:
    """Return what a scene of Crossings is compared with: itself in another year, or with the border closed."""
    if not scene.compare:
        return None
    if scene.compare == CLOSED:
        return scene, crossings(scene, store, closed=True)
    other = replace(scene, year=int(scene.compare))
    return other, crossings(other, store)


def unnarrowed(scene: Scene, store: Store, columns: tuple[str, ...]) -> pd.DataFrame:
    """Return the ties a scene of Crossings asks for, had nobody chosen in ``columns``: what a matrix is made of."""
    dataset = store.catalog.datasets["ties"]
    table, selection = store.get("ties", scene.vintage), scene.selection("ties")
    for column in columns:
        selection = selection.without(column)
    keep = matches(table, dataset, selection, scene.year)
    return table[keep & find.mentions(store, dataset.id, scene.vintage, scene.words)]
