"""All datasets, loaded once and read-only: the facts as they stand, and everything derived from them.

Loading checks every table, every reference and every point; a broken fact stops it with one DataError that lists
all problems. Frames that the store hands out are shared: callers must not change them in place.
"""

import hashlib
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from geodata import borders, boundaries, builders, catalog, changes, checks, integration, read, services, ties
from geodata.boundaries import Vintage
from geodata.catalog import Catalog, Dataset
from geodata.errors import DataError, Problem
from geodata.text import Text


class Store:
    """The datasets of one catalogue."""

    def __init__(self, folder: Path = catalog.FOLDER) -> None:
        """Load and check all tables in ``folder``.

        Raises:
            DataError: the catalogue or any table is broken; all problems found are listed.
        """
        self.catalog: Catalog = catalog.load(folder)
        self.facts: dict[str, pd.DataFrame] = {}
        problems: list[Problem] = []
        for dataset in self._read_datasets():
            try:
                self.facts[dataset.id] = read.table(dataset, self.catalog)
            except DataError as error:
                problems += error.problems
        if problems:
            raise DataError(problems)
        ids = {id: set(table["id"]) for id, table in self.facts.items()}
        outline = boundaries.polygons(Vintage.Y2021)
        for id, table in self.facts.items():
            problems += checks.references(table, self.catalog.datasets[id], ids)
            problems += checks.places(table, self.catalog.datasets[id], outline)
        if problems:
            raise DataError(problems)
        self._derived: dict[tuple[str, Vintage], gpd.GeoDataFrame] = {}

    def _read_datasets(self) -> list[Dataset]:
        return [dataset for dataset in self.catalog.datasets.values() if not dataset.derived]

    @cached_property
    def version(self) -> str:
        """Version of the data: a hash over the catalogue, all tables and the boundary package's version."""
        digest = hashlib.sha256((self.catalog.tables.parent / "catalog.toml").read_bytes())
        for dataset in self._read_datasets():
            digest.update((self.catalog.tables / dataset.file).read_bytes())
        digest.update(boundaries.PACKAGE.encode())
        return digest.hexdigest()[:12]

    def hash(self, id: str) -> str:
        """Return the version of one dataset: of its file, or for a derived one of everything it may derive from."""
        dataset = self.catalog.datasets[id]
        return self.version if dataset.derived else read.digest(self.catalog.tables / dataset.file)

    @cached_property
    def moved(self) -> dict[str, list[str]]:
        """2021 code → today's codes of the counties that changed."""
        return changes.successors(self.facts["unit_changes"])

    def get(self, id: str, vintage: Vintage = Vintage.TODAY) -> pd.DataFrame:
        """Return a dataset by id, complete with its computed columns; a GeoDataFrame when it has geometry.

        Args:
            id: as in the catalogue; KeyError when it is not there.
            vintage: which year's boundaries; facts that do not depend on them are the same in both.
        """
        key = (id, vintage)
        if key not in self._derived:
            builder = builders.of(self.catalog.datasets[id])
            self._derived[key] = builder(self, id, vintage)
        return self._derived[key]

    def row(self, id: str, key: str, vintage: Vintage = Vintage.TODAY) -> "pd.Series[Any] | None":
        """Return the row of a dataset with an id, without its geometry; None when there is none."""
        return self._rows(id, vintage).get(key)

    @lru_cache(maxsize=64)  # noqa: B019 - a store lives as long as the process
    def _rows(self, id: str, vintage: Vintage) -> "dict[str, pd.Series[Any]]":
        plain = self.get(id, vintage).drop(columns="geometry", errors="ignore")
        return {str(row["id"]): row for _, row in plain.iterrows()}

    @lru_cache(maxsize=64)  # noqa: B019 - as above
    def shared_places(self, id: str, vintage: Vintage) -> "dict[tuple[float, float], int]":
        """Return how many rows of a dataset stand at each coordinate (lon, lat)."""
        return dict(self.get(id, vintage).groupby(["lon", "lat"]).size())

    def in_vintage(self, code: str, vintage: Vintage) -> str:
        """Return the code that a unit of 2021 carries in a vintage: of a divided county, the one that took most."""
        return self.moved.get(code, [code])[0] if vintage is Vintage.TODAY else code

    def group_in_vintage(self, codes: list[str], vintage: Vintage) -> list[str]:
        """Return the codes that counties of 2021 which are named together carry in a vintage."""
        moved = self.moved if vintage is Vintage.TODAY else {}
        return changes.today_of_group(codes, moved, builders.geo(self, "counties", vintage))

    @lru_cache(maxsize=4)  # noqa: B019 - a store lives as long as the process
    def service_places(self, vintage: Vintage) -> "pd.Series[list[str]]":
        """Return the codes of the units that each shared service of named places names, by its id."""
        table = self.facts["shared_services"].query("reach == @services.PART").set_index("id")
        return table.apply(
            services.places,
            axis=1,
            group=lambda codes: self.group_in_vintage(codes, vintage),
            today=lambda code: self.in_vintage(code, vintage),
            result_type="reduce",
        )

    @lru_cache(maxsize=4)  # noqa: B019 - as above
    def segments(self, vintage: Vintage) -> gpd.GeoDataFrame:
        """Return the border pairs with their piece of the border, before anything is known of ties."""
        return borders.border_pairs(builders.geo(self, "counties", vintage))

    @lru_cache(maxsize=4)  # noqa: B019 - as above
    def around(self, vintage: Vintage) -> integration.Around:
        """Return what ties are held against in a vintage."""
        people = self.get("counties", vintage).set_index("adcode")["population"]
        tied = set(self.get("ties", vintage)["domain"])
        domains = tuple(id for id in self.catalog.domains if id in tied)
        return integration.Around(self.segments(vintage), builders.geo(self, "crossings", vintage), domains, people)

    @lru_cache(maxsize=4)  # noqa: B019 - as above
    def crossing_ids(self, vintage: Vintage) -> frozenset[str]:
        """Return the ids of all rows, of whatever dataset, that a tie is made of."""
        return ties.crossing_ids(self.get("ties", vintage))

    @lru_cache(maxsize=4)  # noqa: B019 - as above
    def focusable(self, vintage: Vintage) -> frozenset[str]:
        """Return the codes of all units one can go to."""
        levels = ("counties", "cities", "provinces")
        return frozenset(code for level in levels for code in self.get(level, vintage)["adcode"])

    def warm(self, vintage: Vintage) -> None:
        """Build every dataset in a vintage, so that nobody waits for one later."""
        for id in self.catalog.datasets:
            self.get(id, vintage)


@lru_cache(maxsize=4)
def load(folder: Path = catalog.FOLDER) -> Store:
    """Return the store of ``folder``, loaded and checked once a process.

    Raises:
        DataError: as ``Store``.
    """
    return Store(folder)


def unknown(id: str) -> Text:
    """Return what to say when somebody asks for a dataset that does not exist."""
    return Text(f"没有名为“{id}”的数据集", f"there is no dataset “{id}”")
