"""What a scene shows: the rows of each switched-on dataset that pass its filters.

Map, table, counts, chart and downloads are all made from this one answer, so they cannot disagree.

Some parts of a scene are the question: in which domains, on what evidence, as of which year. Others only narrow what is
listed: words looked for, places, kinds of ties, the one place that all must concern. What is said of a place or a pair
(how much ties it, what it lacks) answers the question and is the same under any narrowing; of what lies outside it
nothing is said.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

import pandas as pd

from geodata.catalog.model import Column, Dataset, is_own
from geodata.query import keywords
from geodata.query.residents import answer
from geodata.query.scene import Scene
from geodata.query.selection import matches
from geodata.store import concerns
from geodata.store.kept import per_store
from geodata.store.store import Store


@dataclass(frozen=True)
class Shown:
    """One dataset of a scene: the whole table, and which of its rows are shown."""

    dataset: Dataset
    table: pd.DataFrame
    keep: "pd.Series[bool]"
    searched: "pd.Series[bool] | None" = None  # which rows hold the words looked for, if any are
    concerned: "pd.Series[bool] | None" = None  # which rows concern the place that all must concern, if there is one
    asked: "pd.Series[bool] | None" = None  # which rows answer the question, listed or not; None: those shown

    @cached_property
    def counted(self) -> pd.DataFrame:
        """The rows that what is said of a place or a pair is counted from, whatever narrows the list.

        Returns:
            The columns of ``table``.
        """
        return self.rows if self.asked is None else _kept(self.table, self.asked)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The rows shown, in table order; shared: callers must not change them in place.

        Returns:
            The columns of ``table``.
        """
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
    def untold(self) -> bool:
        """Whether nothing is known of what crosses: a list of a reader's own that does not say whom it serves."""
        return is_own(self.dataset.id) and "cross_border" not in self.table

    @property
    def crossing(self) -> int:
        """How many of the rows shown cross the border."""
        return int(self.rows["cross_border"].fillna(False).sum()) if "cross_border" in self.table else 0


def _kept(table: pd.DataFrame, keep: "pd.Series[bool]") -> pd.DataFrame:
    """The rows to keep; the table itself where that is all of them."""
    return table if keep.all() else table[keep]


def deciding(scene: Scene) -> Scene:
    """What of a scene decides which rows it shows: scenes that differ in anything else share one answer."""
    return Scene(
        layers=scene.layers,
        page=scene.page,
        vintage=scene.vintage,
        year=scene.year,
        selections=scene.selections,
        words=scene.words,
        focus=scene.place,
        only=bool(scene.place),
    )


def shown(scene: Scene, store: Store) -> dict[str, Shown]:
    """Return what the scene shows, by dataset id in catalogue order; layers switched off are not in it."""
    if scene.declared.answers == "needs":
        return _near(scene, store)
    return dict(_layers(deciding(scene), store))


@per_store(lru_cache(maxsize=64))
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
    asked = answer.asked(store.at(scene.vintage), scene)
    if asked is None or not (asked.need.sites or asked.need.rides):
        return {}
    id = asked.need.sites or "corridors"
    found = [hit.pick.id for hit in asked.listed] if asked.need.sites else asked.rides
    dataset, table = store.catalog.datasets[id], store.get(id, scene.vintage)
    return {id: Shown(dataset, table, table["id"].isin(found))}


def _shown(scene: Scene, store: Store, dataset: Dataset) -> Shown:
    table, selection = store.get(dataset.id, scene.vintage), scene.selection(dataset.id)
    keep = matches(table, dataset, selection, scene.year)
    asked = matches(table, dataset, selection.without(*narrowing(dataset)), scene.year)
    found, edition = Shown(dataset, table, keep, asked=asked), store.at(scene.vintage)
    if scene.place and concerns.known(edition, dataset.id):
        mine = concerns.mask(edition, dataset.id, scene.place)
        found = replace(found, keep=found.keep & mine, concerned=mine)
    if scene.words:
        searched = keywords.mentions(edition, dataset.id, scene.words)
        found = replace(found, keep=found.keep & searched, searched=searched)
    return found


QUESTION: Final = ("domain", "strength")  # filters of ties that say what is asked; the others narrow the list
_NARROWING: Final = frozenset({"city", "coord_precision"})  # filters of other datasets that narrow a list


def narrowing(dataset: Dataset) -> tuple[str, ...]:
    """Return the filters of a dataset that narrow what is listed but not what is asked."""
    names = dataset.filters
    return tuple(name for name in names if (name not in QUESTION if dataset.kind == "tie" else name in _NARROWING))


def chosen(scene: Scene, store: Store) -> Iterator[tuple[Dataset, Column, Collection[str]]]:
    """Yield what is chosen of datasets, but for the question of Crossings: the dataset, its column, the values."""
    asks = scene.declared.answers == "ties"
    for id, selection in scene.selections:
        if id not in scene.layers and scene.declared.mixed:  # elsewhere filters count though nothing is drawn
            continue
        dataset = store.catalog.datasets[id]
        for name, wanted in selection.without(*(QUESTION if asks and id == "ties" else ())).wanted:
            yield dataset, dataset.all_columns[name], wanted
