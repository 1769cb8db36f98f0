"""What a scene shows: the rows of each switched-on dataset that pass its filters.

Map, table, counts, chart and downloads are all made from this one answer, so they cannot disagree.
"""

from dataclasses import dataclass

import pandas as pd

from geodata.catalog import Dataset
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
    answer = {}
    for dataset in store.catalog.layers():
        if dataset.id in scene.layers:
            table = store.get(dataset.id, scene.vintage)
            keep = matches(table, dataset, scene.selection(dataset.id), scene.year)
            answer[dataset.id] = Shown(dataset, table, keep)
    return answer
