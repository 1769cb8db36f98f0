"""What a scene shows: the rows of each switched-on dataset that pass its filters.

Map, table, counts, chart and downloads are all made from this one answer, so they cannot disagree.

Some parts of a scene are the question: in which domains, on what evidence, as of which year. Others only narrow what is
listed: words looked for, places, kinds of ties. What is said of a place or a pair (how much ties it, what it lacks)
answers the question and is the same under any narrowing; of what lies outside it nothing is said.
"""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

import pandas as pd

from geodata import citizen, find, integration
from geodata.catalog import Dataset
from geodata.integration import Around
from geodata.scene import CLOSED, Scene
from geodata.selection import Selection, matches
from geodata.store import Store


@dataclass(frozen=True)
class Shown:
    """One dataset of a scene: the whole table, and which of its rows are shown."""

    dataset: Dataset
    table: pd.DataFrame
    keep: "pd.Series[bool]"
    searched: "pd.Series[bool] | None" = None  # which rows hold the words looked for, if any are
    asked: "pd.Series[bool] | None" = None  # which rows answer the question, listed or not; None: those shown

    @cached_property
    def counted(self) -> pd.DataFrame:
        """The rows that what is said of a place or a pair is counted from, whatever narrows the list."""
        return self.rows if self.asked is None else _kept(self.table, self.asked)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The rows shown, in table order; shared: callers must not change them in place."""
        return _kept(self.table, self.keep)

    @cached_property
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


def _kept(table: pd.DataFrame, keep: "pd.Series[bool]") -> pd.DataFrame:
    """The rows to keep; the table itself where that is all of them."""
    return table if keep.all() else table[keep]


def _deciding(scene: Scene) -> Scene:
    """What of a scene decides which rows it shows: scenes that differ in anything else share one answer."""
    return Scene(
        layers=scene.layers,
        page=scene.page,
        vintage=scene.vintage,
        year=scene.year,
        selections=scene.selections,
        words=scene.words,
    )


def shown(scene: Scene, store: Store) -> dict[str, Shown]:
    """Return what the scene shows, by dataset id in catalogue order; layers switched off are not in it."""
    if scene.page == "citizen":
        return _near(scene, store)
    return dict(_layers(_deciding(scene), store))


@lru_cache(maxsize=64)
def _layers(scene: Scene, store: Store) -> dict[str, Shown]:
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
    own, asked = (points.table["corridor_id"].isin(found["id"]) for found in (corridors.rows, corridors.counted))
    asked &= points.keep if points.asked is None else points.asked
    return shown | {points.dataset.id: replace(points, keep=points.keep & own, asked=asked)}


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
    table, selection = store.get(dataset.id, scene.vintage), scene.selection(dataset.id)
    keep = matches(table, dataset, selection, scene.year)
    asked = matches(table, dataset, selection.without(*narrowing(dataset)), scene.year)
    if not scene.words:
        return Shown(dataset, table, keep, asked=asked)
    searched = find.mentions(store, dataset.id, scene.vintage, scene.words)
    return Shown(dataset, table, keep & searched, searched, asked)


PLACES: Final = ("sichuan_city", "chongqing_county")  # filters of ties that choose places
QUESTION: Final = ("domain", "strength")  # filters of ties that say what is asked; the others narrow the list
_NARROWING: Final = frozenset({"city", "coord_precision"})  # filters of other datasets that narrow a list


def narrowing(dataset: Dataset) -> tuple[str, ...]:
    """Return the filters of a dataset that narrow what is listed but not what is asked."""
    names = dataset.filters
    return tuple(name for name in names if (name not in QUESTION if dataset.kind == "tie" else name in _NARROWING))


@dataclass(frozen=True)
class Crossings:
    """What Crossings says: the ties asked for, and everything that follows from them.

    Each part holds what is listed, whether it is drawn or not. ``pairs`` is as ``integration.pair_table``, counted from
    all ties that answer the question, and keeps the pairs the scene is about; the others are told apart, with the same
    counts. ``gaps`` are those of the pairs kept.
    """

    ties: Shown
    pairs: Shown
    gaps: Shown
    crossings: Shown
    domains: tuple[str, ...]  # the domains asked for, in order

    @cached_property
    def tally(self) -> integration.Tally:
        """How the ties listed divide."""
        return integration.tally(self.ties.rows, self.pairs.table)

    @cached_property
    def facts(self) -> int:
        """How many facts the ties listed and in force come from: one alliance makes many ties."""
        active = self.ties.rows[integration.in_force(self.ties.rows)]
        return len(active[["dataset", "subject_id"]].drop_duplicates())

    @property
    def aside(self) -> int:
        """How many pairs lie outside what the scene is about."""
        return len(self.pairs.table) - self.pairs.count

    @property
    def tables(self) -> dict[str, Shown]:
        """All parts by dataset id, the planner's list first."""
        return {part.dataset.id: part for part in (self.gaps, self.pairs, self.ties, self.crossings)}

    def at(self, pair: str) -> pd.DataFrame:
        """All ties that hold at one border pair, those to come included; none for an unknown pair."""
        return self.ties.counted[self._at(pair, self.ties.counted)]

    def _at(self, pair: str, ties: pd.DataFrame) -> "pd.Series[bool]":
        pairs = self.pairs.table[self.pairs.table["id"] == pair]
        return ties["id"].isin(integration.at_pairs(ties, pairs)["tie_id"])

    def drawn(self, scene: Scene) -> dict[str, Shown]:
        """What is switched on, by dataset id; of the ties listed, those of the pair picked where one is."""
        dataset, _, pair = scene.pick.partition(":")
        ties = self.ties
        if dataset == "border_pairs":
            ties = replace(ties, keep=ties.keep & self._at(pair, ties.table))
        return {part.dataset.id: part for part in (self.pairs, ties, self.crossings) if part.dataset.id in scene.layers}


def crossings(scene: Scene, store: Store, *, closed: bool = False) -> Crossings:
    """Return what a scene of Crossings says.

    Args:
        scene: page "crossings".
        store: the data.
        closed: as if nothing crossed: no tie, no crossing.
    """
    return _crossings(replace(_deciding(scene), layers=()), store, closed)


@lru_cache(maxsize=64)
def _crossings(scene: Scene, store: Store, closed: bool) -> Crossings:
    datasets = store.catalog.datasets
    ties = _shown(scene, store, datasets["ties"])
    points = _shown(scene, store, datasets["crossings"])
    points = replace(points, asked=matches(points.table, points.dataset, Selection(), scene.year))
    if closed:
        none = [replace(part, keep=part.keep & False, asked=part.keep & False) for part in (ties, points)]
        ties, points = none
    around, wanted = store.around(scene.vintage), scene.selection("ties").get("domain")
    domains = tuple(domain for domain in around.domains if not wanted or domain in wanted)
    table = integration.pair_table(ties.counted, Around(around.pairs, points.counted, domains, around.population))
    pairs = Shown(datasets["border_pairs"], table, _about(table, scene, store))
    missing = integration.gaps(ties.counted, pairs.rows, domains)
    gaps = Shown(datasets["gaps"], missing, pd.Series(True, index=missing.index))
    return Crossings(ties, pairs, gaps, points, domains)


def _about(pairs: pd.DataFrame, scene: Scene, store: Store) -> "pd.Series[bool]":
    """Which border pairs a scene is about: those in the places chosen, named by its words or tied by what it lists.

    What is asked decides nothing here: a pair without a tie of a domain, or before a year, is a gap and not elsewhere.
    """
    keep, dataset, selection = _in_place(pairs, scene, store), store.catalog.datasets["ties"], scene.selection("ties")
    if not scene.words and not any(selection.get(name) for name in narrowing(dataset) if name not in PLACES):
        return keep
    ties = _shown(replace(scene, year=None).with_selections({"ties": selection.without(*QUESTION)}), store, dataset)
    tied = pairs["id"].isin(integration.at_pairs(ties.rows, pairs)["pair_id"])
    if scene.words and selection.without(*QUESTION, *PLACES) == Selection():
        tied |= _named(pairs, scene, store)
    return keep & tied


def _named(pairs: pd.DataFrame, scene: Scene, store: Store) -> "pd.Series[bool]":
    """Which border pairs the words name: all of them are found in the names of its counties and their cities."""
    texts = find.texts(store, "counties", scene.vintage)
    of = dict(zip(store.get("counties", scene.vintage)["adcode"], texts, strict=True))
    return find.hold(pairs["sichuan_adcode"].map(of) + "\n" + pairs["chongqing_adcode"].map(of), scene.words)


def _in_place(pairs: pd.DataFrame, scene: Scene, store: Store) -> "pd.Series[bool]":
    """Which border pairs lie in the Sichuan cities and Chongqing counties chosen."""
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


def matrix_ties(scene: Scene, store: Store) -> pd.DataFrame:
    """Return the ties a matrix counts: those that answer the question, of any domain where domains are its columns."""
    dataset, selection = store.catalog.datasets["ties"], scene.selection("ties")
    free = (*narrowing(dataset), *(("domain",) if scene.matrix == "domain" else ()))
    table = store.get("ties", scene.vintage)
    return table[matches(table, dataset, selection.without(*free), scene.year)]
