"""What a scene shows: the rows of each switched-on dataset that pass its filters.

Map, table, counts, chart and downloads are all made from this one answer, so they cannot disagree.
"""

from dataclasses import dataclass

import pandas as pd

from geodata import integration
from geodata.catalog import Dataset
from geodata.integration import Around
from geodata.scene import Scene
from geodata.selection import matches
from geodata.store import Store


@dataclass(frozen=True)
class Shown:
    """One dataset of a scene: the whole table, and which of its rows are shown."""

    dataset: Dataset
    table: pd.DataFrame
    keep: "pd.Series[bool]"

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
    return {
        dataset.id: _shown(scene, store, dataset)
        for dataset in store.catalog.layers(scene.page)
        if dataset.id in scene.layers
    }


def drawn(scene: Scene, store: Store) -> dict[str, Shown]:
    """Return what the map of a scene shows, whatever its page."""
    return crossings(scene, store).drawn(scene) if scene.page == "crossings" else shown(scene, store)


def _shown(scene: Scene, store: Store, dataset: Dataset) -> Shown:
    table = store.get(dataset.id, scene.vintage)
    return Shown(dataset, table, matches(table, dataset, scene.selection(dataset.id), scene.year))


@dataclass(frozen=True)
class Crossings:
    """What Crossings says: the ties asked for, and everything that follows from them.

    ``ties``, ``pairs`` (as ``integration.pair_table``) and ``crossings`` hold what is counted, whether drawn or not.
    """

    ties: Shown
    pairs: Shown
    crossings: Shown
    domains: tuple[str, ...]  # the domains asked for, in order

    @property
    def tally(self) -> integration.Tally:
        """How the ties divide."""
        return integration.tally(self.ties.rows, self.pairs.table)

    def drawn(self, scene: Scene) -> dict[str, Shown]:
        """What of it is switched on, by dataset id, from the bottom up."""
        parts = {shown.dataset.id: shown for shown in (self.pairs, self.ties, self.crossings)}
        return {id: shown for id, shown in parts.items() if id in scene.layers}


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
        ties, points = (Shown(shown.dataset, shown.table, shown.keep & False) for shown in (ties, points))
    around = store.around(scene.vintage)
    wanted = scene.selection("ties").get("domain")
    domains = tuple(domain for domain in around.domains if not wanted or domain in wanted)
    table = integration.pair_table(ties.rows, Around(around.pairs, points.rows, domains, around.population))
    pairs = Shown(datasets["border_pairs"], table, table["id"].notna())
    return Crossings(ties, pairs, points, domains)
