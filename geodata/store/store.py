"""All datasets, loaded once and read-only: the facts as they stand, and everything derived from them.

Frames that the store hands out are shared: callers must not change them in place.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from geodata.boundaries import crosswalk
from geodata.boundaries.vintage import Vintage
from geodata.catalog.model import FOLDER, Catalog
from geodata.store import recipes
from geodata.store.facts import Facts
from geodata.ties.integration import Around


class Store:
    """The datasets of one catalogue."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Load and check all tables in ``folder``.

        Raises:
            DataError: the catalogue or any table is broken; all problems found are listed.
        """
        read = Facts(folder)
        self.catalog: Catalog = read.catalog
        self.facts: dict[str, pd.DataFrame] = read.tables
        self.version, self.hash = read.version, read.hash
        self._made: dict[tuple[str, Vintage], Any] = {}

    def _need(self, name: str, vintage: Vintage) -> Any:
        """Return what a recipe names: what was read ("@read"), the whole input itself, or what another recipe makes."""
        id, _, as_read = name.partition("@")
        if as_read:
            return self.facts[id]
        whole = {"vintage": vintage, "facts": self.facts, "catalog": self.catalog}
        if name in whole:
            return whole[name]
        key = (name, vintage)
        if key not in self._made:
            recipe = recipes.of(name, self.catalog)
            self._made[key] = recipe.make(*(self._need(need, vintage) for need in recipe.needs))
        return self._made[key]

    def get(self, id: str, vintage: Vintage = Vintage.TODAY) -> pd.DataFrame:
        """Return a dataset by id, complete with its computed columns; a GeoDataFrame when it has geometry.

        Args:
            id: as in the catalogue; KeyError when it is not there.
            vintage: which year's boundaries; facts that do not depend on them are the same in both.

        Returns:
            The columns that the catalogue declares for it, and geometry (EPSG:4326) where it has one.
        """
        return self._need(self.catalog.datasets[id].id, vintage)

    def row(self, id: str, key: str, vintage: Vintage = Vintage.TODAY) -> pd.Series | None:
        """Return the row of a dataset with an id, without its geometry; None when there is none."""
        return self._rows(id, vintage).get(key)

    @lru_cache(maxsize=64)  # noqa: B019 - a store lives as long as the process
    def _rows(self, id: str, vintage: Vintage) -> dict[str, pd.Series]:
        plain = self.get(id, vintage).drop(columns="geometry", errors="ignore")
        return {str(row["id"]): row for _, row in plain.iterrows()}

    @lru_cache(maxsize=64)  # noqa: B019 - as above
    def shared_places(self, id: str, vintage: Vintage) -> "dict[tuple[float, float], int]":
        """Return how many rows of a dataset stand at each coordinate (lon, lat)."""
        return dict(self.get(id, vintage).groupby(["lon", "lat"]).size())

    def moved(self, vintage: Vintage = Vintage.TODAY) -> dict[str, list[str]]:
        """Return 2021 code → the codes that a county carries in a vintage where it changed; nothing for 2021."""
        return self._need("moved", vintage)

    def in_vintage(self, code: str, vintage: Vintage) -> str:
        """Return the code that a unit of 2021 carries in a vintage: of a divided county, the one that took most."""
        return crosswalk.today_of(code, self.moved(vintage))

    def service_places(self, vintage: Vintage) -> "pd.Series[list[str]]":
        """Return the codes of the units that each shared service of named places names, by its id."""
        return self._need("service_places", vintage)

    def segments(self, vintage: Vintage) -> gpd.GeoDataFrame:
        """Return the border pairs with their piece of the border, before anything is known of ties.

        Returns:
            The columns of ``border.border_pairs``.
        """
        return self._need("segments", vintage)

    def around(self, vintage: Vintage) -> Around:
        """Return what ties are held against in a vintage."""
        return self._need("around", vintage)

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
def load(folder: Path = FOLDER) -> Store:
    """Return the store of ``folder``, loaded and checked once a process.

    Raises:
        DataError: as ``Store``.
    """
    return Store(folder)
