"""What the page of crossings says: the ties asked for, the pairs they tie, the gaps, the crossing points."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

import pandas as pd

from geodata.boundaries.adcode import contains
from geodata.catalog import shared_columns
from geodata.query import keywords
from geodata.query.results import QUESTION, Shown, deciding, narrowing, one
from geodata.query.scene import Scene, default
from geodata.query.scene_fields import CLOSED
from geodata.query.selection import Selection, matches
from geodata.store import concerns
from geodata.store.kept import per_store
from geodata.store.store import Store
from geodata.text import marks
from geodata.ties import integration

PLACES: Final = ("sichuan_city", "chongqing_county")  # filters of ties that choose places


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
    def province(self) -> int:
        """How many ties in force of whole provinces answer the question: they hold at every pair and count at none."""
        return integration.tally(self.ties.counted, self.pairs.table).province

    @cached_property
    def facts(self) -> int:
        """How many facts the ties listed and in force come from: one alliance makes many ties."""
        active = self.ties.rows[shared_columns.in_force(self.ties.rows)]
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
        """All ties that hold at one border pair, those to come included; none for an unknown pair.

        Returns:
            The columns of the dataset ties.
        """
        ties = self.ties.counted
        return ties[ties["id"].isin(self._held.get(pair, ()))]

    def of_pair(self, pair: str) -> dict[str, Shown]:
        """Return what is known of one border pair, whatever narrows the lists: its row, gaps, ties and crossings.

        Args:
            pair: id of the pair. Of one outside what the scene is about no gaps are kept.
        """
        pairs = replace(self.pairs, keep=self.pairs.table["id"].eq(pair))
        gaps = replace(self.gaps, keep=self.gaps.table["pair_id"].eq(pair))
        ties = replace(self.ties, keep=self.ties.table["id"].isin(self.at(pair)["id"]))
        table, ends = self.crossings.table, pairs.rows[["sichuan_adcode", "chongqing_adcode"]]
        counted = table["id"].isin(self.crossings.counted["id"])
        points = replace(self.crossings, keep=counted & table[list(ends)].eq(ends.iloc[0]).all(axis=1))
        parts = (pairs, gaps, ties, points)
        return {part.dataset.id: part for part in parts if part is not gaps or part.count or not self._outside(pair)}

    def _outside(self, pair: str) -> bool:
        return pair not in set(self.pairs.rows["id"])

    @cached_property
    def growth(self) -> pd.DataFrame:
        """How many of the ties listed count by when (``integration.growth``)."""
        return integration.growth(self.ties.rows)

    @cached_property
    def _held(self) -> dict[str, list[str]]:
        """The ids of the ties that hold at each pair."""
        held = integration.at_pairs(self.ties.counted, self.pairs.table)
        return held.groupby("pair_id")["tie_id"].agg(list).to_dict()

    def drawn(self, scene: Scene) -> dict[str, Shown]:
        """What is switched on, by dataset id; of the ties listed, those of the pair picked where one is."""
        pair, ties = scene.pick.within("border_pairs"), self.ties
        if pair:
            held = integration.at_pairs(ties.table, self.pairs.table[self.pairs.table["id"] == pair])
            ties = replace(ties, keep=ties.keep & ties.table["id"].isin(held["tie_id"]))
        return {part.dataset.id: part for part in (self.pairs, ties, self.crossings) if part.dataset.id in scene.layers}


def crossings(scene: Scene, store: Store, *, closed: bool = False) -> Crossings:
    """Return what a scene of Crossings says.

    Args:
        scene: page "crossings".
        store: the data.
        closed: as if nothing crossed: no tie, no crossing.
    """
    return _crossings(replace(deciding(scene), layers=()), store, closed)


@per_store(lru_cache(maxsize=64))
def _crossings(scene: Scene, store: Store, closed: bool) -> Crossings:
    datasets = store.catalog.datasets
    ties = one(scene, store, "ties")
    points = one(scene, store, "crossings")
    points = replace(points, asked=matches(points.table, points.dataset, Selection(), scene.year))
    if closed:
        none = [replace(part, keep=part.keep & False, asked=part.keep & False) for part in (ties, points)]
        ties, points = none
    around, wanted = store.at(scene.vintage).around(), scene.selection("ties").get("domain")
    domains = tuple(domain for domain in around.domains if not wanted or domain in wanted)
    table = integration.pair_table(ties.counted, around._replace(crossings=points.counted, domains=domains))
    pairs = Shown(datasets["border_pairs"], table, _about(table, scene, store))
    missing = integration.gaps(ties.counted, pairs.rows, domains, store.get("coverage"))
    gaps = Shown(datasets["gaps"], missing, pd.Series(True, index=missing.index))
    return Crossings(ties, pairs, gaps, points, domains)


def _about(pairs: pd.DataFrame, scene: Scene, store: Store) -> "pd.Series[bool]":
    """Which border pairs a scene is about: those in the places chosen, named by its words or tied by what it lists.

    What is asked decides nothing here: a pair without a tie of a domain, or before a year, is a gap and not elsewhere.
    """
    keep, dataset, selection = _in_places(pairs, scene, store), store.catalog.datasets["ties"], scene.selection("ties")
    if not scene.words and not any(selection.get(name) for name in narrowing(dataset) if name not in PLACES):
        return keep
    ties = one(replace(scene, year=None).with_selections({"ties": selection.without(*QUESTION)}), store, "ties")
    tied = pairs["id"].isin(integration.at_pairs(ties.rows, pairs)["pair_id"])
    if scene.words and selection.without(*QUESTION, *PLACES) == Selection():
        tied |= _named(pairs, scene, store)
    return keep & tied


def _named(pairs: pd.DataFrame, scene: Scene, store: Store) -> "pd.Series[bool]":
    """Which border pairs the words name: all of them are found in the names of its counties and their cities."""
    texts = keywords.texts(store.at(scene.vintage), "counties")
    of = dict(zip(store.get("counties", scene.vintage)["adcode"], texts, strict=True))
    return keywords.hold(pairs["sichuan_adcode"].map(of) + "\n" + pairs["chongqing_adcode"].map(of), scene.words)


def in_place(pairs: pd.DataFrame, code: str) -> "pd.Series[bool]":
    """Return which border pairs have one of their counties in a unit, by its code."""
    sides = pairs[["sichuan_adcode", "chongqing_adcode"]]
    return sides.apply(lambda column: column.map(lambda county: contains(code, county))).any(axis=1)


def _in_places(pairs: pd.DataFrame, scene: Scene, store: Store) -> "pd.Series[bool]":
    """Which border pairs lie in the Sichuan cities and Chongqing counties chosen, and in the place all must concern."""
    cities = store.get("cities", scene.vintage).set_index("adcode")["name_zh"]
    in_city = (pairs["sichuan_adcode"].str[:4] + "00").map(cities)
    keep = in_place(pairs, scene.place) if scene.place else pd.Series(True, index=pairs.index)
    for column, names in zip(PLACES, (in_city, pairs["chongqing_zh"]), strict=True):
        wanted = scene.selection("ties").get(column)
        whole = not wanted or {"四川省", "重庆市"} & set(wanted)  # of a whole province every pair is part
        keep &= True if whole else names.isin(wanted)
    return keep


def asked(scene: Scene, store: Store) -> Scene:
    """Return the question about ties that a scene asks: its own, or on other pages of all domains, in its year."""
    if scene.declared.answers == "ties":
        return scene
    return replace(default(store, "crossings"), lang=scene.lang, vintage=scene.vintage, year=scene.year)


def compared(scene: Scene, store: Store) -> tuple[Scene, Crossings] | None:
    """Return what a scene of Crossings is compared with: itself in another year, or with the border closed."""
    if not scene.compare:
        return None
    if scene.compare == CLOSED:
        return scene, crossings(scene, store, closed=True)
    other = replace(scene, year=int(scene.compare))
    return other, crossings(other, store)


def earlier_first(scene: Scene) -> bool:
    """Return whether what a scene is compared with comes before it: the closed border, or an earlier year."""
    return scene.compare == CLOSED or scene.year is None or int(scene.compare) <= scene.year


def came(earlier: Crossings, later: Crossings) -> pd.DataFrame:
    """Return what is tied later and was not before: one row for each border pair and domain, by domain, then pair.

    Args:
        earlier, later: two answers about the same pairs and domains.

    Returns:
        id (pair and domain, as of a gap), pair_id, name_zh, name_en, domain, ties (in force later), since (the first
        that is known; missing: none is), subject_zh and subject_en (what ties them, each once).
    """
    ties = later.ties.counted[shared_columns.in_force(later.ties.counted)]
    held = integration.at_pairs(ties, later.pairs.rows).merge(ties, left_on="tie_id", right_on="id")
    before = earlier.pairs.table.set_index("id")
    held = held[
        [before.at[pair, f"ties_{domain}"] == 0 for pair, domain in zip(held["pair_id"], held["domain"], strict=True)]
    ]
    grouped = held.sort_values("since", na_position="last", kind="stable").groupby(["domain", "pair_id"], sort=False)
    told = grouped.agg(
        ties=("tie_id", "size"),
        since=("since", "first"),
        subject_zh=("subject_zh", lambda names: marks.SEMICOLON.zh.join(dict.fromkeys(names))),
        subject_en=("subject_en", lambda names: marks.SEMICOLON.en.join(dict.fromkeys(names))),
    ).reset_index()
    order = {domain: n for n, domain in enumerate(later.domains)}
    names = later.pairs.table[["id", "name_zh", "name_en"]].rename(columns={"id": "pair_id"})
    told = names.merge(told, on="pair_id").sort_values("domain", key=lambda ids: ids.map(order), kind="stable")
    return told.assign(id=integration.gap_id(told["pair_id"], told["domain"])).reset_index(drop=True)


def matrix_ties(scene: Scene, store: Store) -> pd.DataFrame:
    """Return the ties a matrix counts: those that answer the question, of any domain where domains are its columns.

    Where all must concern one place, only those that do.

    Returns:
        The columns of the dataset ties.
    """
    dataset, selection = store.catalog.datasets["ties"], scene.selection("ties")
    free = (*narrowing(dataset), *(("domain",) if scene.matrix == "domain" else ()))
    table = store.get("ties", scene.vintage)
    keep = matches(table, dataset, selection.without(*free), scene.year)
    if scene.place:
        keep &= table["id"].isin(concerns.concerns(store.at(scene.vintage), "ties", scene.place))
    return table[keep]
