"""All datasets, loaded once and read-only: the facts as they stand, and everything derived from them.

Frames that the store hands out are shared: callers must not change them in place. Which store is the present one is
asked for by ``load``, once for each answer: where tables come from a live source (live.py) another may take its place.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from geodata.boundaries import crosswalk
from geodata.boundaries.vintage import Vintage
from geodata.catalog.model import FOLDER, Catalog
from geodata.store import recipes
from geodata.store.facts import Facts
from geodata.store.kept import Keeper, per_store
from geodata.ties.integration import Around

MOST_HELD: Final = 20_000  # rows: of larger tables single rows are looked for, not held


class Store(Keeper):
    """The datasets of one catalogue; ``marks`` are those of lists of a reader's own, by id, where any are beside it."""

    marks: Mapping[str, str] = MappingProxyType({})

    def __init__(self, folder: Path = FOLDER, tables: Path | None = None, before: "Store | None" = None) -> None:
        """Load and check all tables in ``folder``.

        Args:
            folder, tables: as ``Facts`` has them.
            before: the store that this one is to replace; what is made of nothing but tables that read the same is
                taken from there.

        Raises:
            DataError: the catalogue or any table is broken; all problems found are listed.
        """
        super().__init__()
        self._read: Facts = Facts(folder, tables, before._read if before else None)
        self.catalog: Catalog = self._read.catalog
        self.facts: dict[str, pd.DataFrame] = self._read.tables
        self.version, self.hash = self._read.version, self._read.hash
        self._made: dict[tuple[str, Vintage], Any] = {}
        if before:
            self._inherit(before)

    def _inherit(self, before: "Store") -> None:
        same = frozenset(id for id in self.facts if self._read.same(id, before._read))
        if not same:
            return

        def stays(name: str) -> bool:
            return recipes.reads(name, self.catalog) <= same

        self._made = {key: made for key, made in dict(before._made).items() if stays(key[0])}
        self.drawn = {key: one for key, one in dict(before.drawn).items() if all(map(stays, one.needs))}

    def need(self, name: str, vintage: Vintage) -> Any:
        """Return what a recipe names, made once: what was read ("@read"), a whole input, or what a recipe makes."""
        id, _, as_read = name.partition("@")
        if as_read:
            return self.facts[id]
        whole = {"vintage": vintage, "facts": self.facts, "catalog": self.catalog}
        if name in whole:
            return whole[name]
        key = (name, vintage)
        if key not in self._made:
            recipe = recipes.of(name, self.catalog)
            self._made[key] = recipe.make(*(self.need(need, vintage) for need in recipe.needs))
        return self._made[key]

    def get(self, id: str, vintage: Vintage = Vintage.TODAY) -> pd.DataFrame:
        """Return a dataset of an edition (``Edition.get``)."""
        return self.at(vintage).get(id)

    def row(self, id: str, key: str, vintage: Vintage = Vintage.TODAY) -> pd.Series | None:
        """Return a row of an edition (``Edition.row``)."""
        return self.at(vintage).row(id, key)

    def at(self, vintage: Vintage) -> "Edition":
        """Return the facts within the boundaries of a year."""
        return Edition(self, vintage)


@dataclass(frozen=True)
class Edition:
    """The facts within the boundaries of one year: a store and a vintage that travel together."""

    store: Store
    vintage: Vintage

    @property
    def catalog(self) -> Catalog:
        """What the datasets are; the same in every edition."""
        return self.store.catalog

    @property
    def facts(self) -> dict[str, pd.DataFrame]:
        """The tables as read, the same in every edition."""
        return self.store.facts

    def need(self, name: str) -> Any:
        """Return what a recipe names (recipes.py), made once."""
        return self.store.need(name, self.vintage)

    def get(self, id: str) -> pd.DataFrame:
        """Return a dataset by id, complete with its computed columns; a GeoDataFrame when it has geometry.

        Args:
            id: as in the catalogue; KeyError when it is not there. Facts that do not depend on boundaries are the same
                in every edition.

        Returns:
            The columns that the catalogue declares for it, and geometry (EPSG:4326) where it has one.
        """
        return self.need(self.catalog.datasets[id].id)

    def row(self, id: str, key: str) -> pd.Series | None:
        """Return the row of a dataset with an id, without its geometry; None when there is none."""
        table = self.get(id)
        if len(table) <= MOST_HELD:
            return _rows(self, id).get(key)
        found = table[table["id"].eq(key)].drop(columns="geometry", errors="ignore")
        return found.iloc[0] if len(found) else None

    def sharing(self, id: str, lon: float, lat: float) -> int:
        """Return how many rows of a dataset stand at a coordinate."""
        table = self.get(id)
        if len(table) <= MOST_HELD:
            return _shared_places(self, id)[lon, lat]
        return int((table["lon"].eq(lon) & table["lat"].eq(lat)).sum())

    def moved(self) -> dict[str, list[str]]:
        """Return 2021 code → the codes that a county carries where it changed; nothing for 2021."""
        return self.need("moved")

    def code(self, code: str) -> str:
        """Return the code that a unit of 2021 carries: of a divided county, that of the one that took most."""
        return crosswalk.today_of(code, self.moved())

    def service_places(self) -> "pd.Series[list[str]]":
        """Return the codes of the units that each shared service of named places names, by its id."""
        return self.need("service_places")

    def segments(self) -> gpd.GeoDataFrame:
        """Return the border pairs with their piece of the border, before anything is known of ties.

        Returns:
            The columns of ``border.border_pairs``.
        """
        return self.need("segments")

    def around(self) -> Around:
        """Return what ties are held against."""
        return self.need("around")

    def focusable(self) -> frozenset[str]:
        """Return the codes of all units one can go to."""
        return _focusable(self)

    def warm(self) -> None:
        """Build every dataset, so that nobody waits for one later."""
        for id in self.catalog.datasets:
            self.get(id)


@per_store(lru_cache(maxsize=64), shared=True)
def _rows(edition: Edition, id: str) -> dict[str, pd.Series]:
    plain = edition.get(id).drop(columns="geometry", errors="ignore")
    return {str(row["id"]): row for _, row in plain.iterrows()}


@per_store(lru_cache(maxsize=64), shared=True)
def _shared_places(edition: Edition, id: str) -> dict[tuple[float, float], int]:
    return dict(edition.get(id).groupby(["lon", "lat"]).size())


@per_store(lru_cache(maxsize=4), shared=True)
def _focusable(edition: Edition) -> frozenset[str]:
    levels = ("counties", "cities", "provinces")
    return frozenset(code for level in levels for code in edition.get(level)["adcode"])


class _Present:
    """The store that answers now, and how the first one is come by."""

    store: Store | None = None
    first: Callable[[], Store] = Store
    lock = Lock()


def load() -> Store:
    """Return the present store: the shipped tables, loaded and checked once a process, or what a live source holds.

    Who needs it twice for one answer passes it on.

    Raises:
        DataError: as ``Store``.
    """
    if _Present.store is None:
        with _Present.lock:
            if _Present.store is None:
                _Present.store = _Present.first()
    return _Present.store


def loaded() -> bool:
    """Return whether there is a present store yet, which ``load`` returns at once."""
    return _Present.store is not None


def begin_with(first: Callable[[], Store]) -> None:
    """Say how the first store is come by, before anybody asks for one."""
    _Present.first = staticmethod(first)


def put(store: Store) -> None:
    """Put a store in the place of the present one; who holds that one goes on with it."""
    _Present.store = store
