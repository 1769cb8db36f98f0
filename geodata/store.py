"""All datasets, loaded once and read-only: the facts as they stand, and everything derived from them.

Loading checks every table, every reference and every point; a broken fact stops it with one DataError that lists
all problems. Frames that the store hands out are shared: callers must not change them in place.
"""

import hashlib
from collections.abc import Callable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

import geopandas as gpd
import pandas as pd

from geodata import alliances, areas, borders, boundaries, catalog, changes, checks, corridors, read
from geodata.boundaries import SIDES, Vintage
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
            builder = BUILDERS.get(id) or (_site if self.catalog.datasets[id].kind == "site" else _as_read)
            self._derived[key] = builder(self, id, vintage)
        return self._derived[key]

    @lru_cache(maxsize=4)  # noqa: B019 - a store lives as long as the process
    def focusable(self, vintage: Vintage) -> frozenset[str]:
        """Return the codes of all units one can go to."""
        levels = ("counties", "cities", "provinces")
        return frozenset(code for level in levels for code in self.get(level, vintage)["adcode"])

    def warm(self, vintage: Vintage) -> None:
        """Build every dataset in a vintage, so that nobody waits for one later."""
        for id in self.catalog.datasets:
            self.get(id, vintage)


def _as_read(store: Store, id: str, _vintage: Vintage) -> pd.DataFrame:
    return store.facts[id]


def _site(store: Store, id: str, vintage: Vintage) -> pd.DataFrame:
    """Add to each place its side and the county it lies in by the chosen vintage."""
    return _placed(store, store.facts[id], vintage)


def _placed(store: Store, table: pd.DataFrame, vintage: Vintage) -> pd.DataFrame:
    units = boundaries.polygons(vintage).set_index("adcode")["name_zh"]
    codes = table["adcode"]
    if vintage is Vintage.TODAY:
        codes = changes.today_by_place(table, store.moved, boundaries.polygons(Vintage.TODAY))
    return table.assign(
        side=table["province"].map(SIDES),
        adcode_today=codes,
        county_today=codes.map(units).fillna(table["county"]),
    )


def _members(store: Store, id: str, vintage: Vintage) -> pd.DataFrame:
    joined = alliances.members_with_alliance(store.facts[id], store.facts["alliances"])
    return _placed(store, joined, vintage)


def _alliances(store: Store, id: str, _vintage: Vintage) -> pd.DataFrame:
    return alliances.with_sides(store.facts[id], store.facts["alliance_members"])


def _counties(store: Store, _id: str, vintage: Vintage) -> pd.DataFrame:
    facts = store.facts
    units = boundaries.counties(vintage, facts["unit_names"], facts["scope"], facts["unit_changes"])
    stats = facts["city_stats"]
    if vintage is Vintage.TODAY:
        # The census counted the counties of 2021; a county whose land has changed has no such figure.
        changed = {*store.moved, *(code for codes in store.moved.values() for code in codes)}
        stats = stats[~stats["adcode"].isin(list(changed))]
    return boundaries.with_statistics(units, stats[stats["level_unit"] == "county"])


def _merged(level: str) -> "Builder":
    def build(store: Store, _id: str, vintage: Vintage) -> pd.DataFrame:
        units = boundaries.merged(_geo(store, "counties", vintage), level, store.facts["unit_names"], vintage)
        stats = store.facts["city_stats"]
        wanted = stats["level_unit"].isin(["province"] if level == "province" else ["city", "province"])
        return boundaries.with_statistics(units, stats[wanted])

    return build


def _geo(store: Store, id: str, vintage: Vintage) -> gpd.GeoDataFrame:
    frame = store.get(id, vintage)
    assert isinstance(frame, gpd.GeoDataFrame)  # for the type checker: these ids are always geographic
    return frame


def _border_pairs(store: Store, _id: str, vintage: Vintage) -> pd.DataFrame:
    pairs = borders.border_pairs(_geo(store, "counties", vintage))
    crossing_table = borders.crossings(corridors.lines(store.facts["corridors"], store.facts["corridor_nodes"]), pairs)
    return pairs.assign(crossings=borders.crossings_per_pair(crossing_table, pairs))


def _crossings(store: Store, _id: str, vintage: Vintage) -> pd.DataFrame:
    lines = corridors.lines(store.facts["corridors"], store.facts["corridor_nodes"])
    return borders.crossings(lines, _geo(store, "border_pairs", vintage).drop(columns="crossings"))


def _corridors(store: Store, id: str, vintage: Vintage) -> pd.DataFrame:
    """All corridors, also those without nodes (their geometry is missing), with the sentence on where they cross."""
    lines = corridors.lines(store.facts[id], store.facts["corridor_nodes"])
    where = corridors.statements(_geo(store, "crossings", vintage))
    table = store.facts[id].merge(lines[["id", "drawn_km", "geometry"]], on="id", how="left", validate="1:1")
    table = table.merge(where, left_on="id", right_index=True, how="left", validate="1:1")
    return gpd.GeoDataFrame(table, geometry="geometry", crs=lines.crs)


def _corridor_lines(store: Store, _id: str, vintage: Vintage) -> pd.DataFrame:
    drawn = _geo(store, "corridors", vintage)
    columns = [*store.catalog.datasets["corridor_lines"].all_columns, "geometry"]
    return drawn.loc[drawn.geometry.notna(), columns].reset_index(drop=True)


def _platforms(store: Store, id: str, vintage: Vintage) -> pd.DataFrame:
    moved = store.moved if vintage is Vintage.TODAY else {}
    return areas.platform_areas(store.facts[id], _geo(store, "counties", vintage), moved)


Builder = Callable[[Store, str, Vintage], pd.DataFrame]

# What is computed, and by what. Everything else is handed out as it was read (sites with their side added).
BUILDERS: Final[dict[str, Builder]] = {
    "counties": _counties,
    "cities": _merged("city"),
    "provinces": _merged("province"),
    "circle": lambda store, _id, vintage: areas.circle(_geo(store, "counties", vintage)),
    "metro_areas": lambda store, _id, vintage: areas.metro_areas(_geo(store, "counties", vintage)),
    "border": lambda store, _id, vintage: borders.border_table(_geo(store, "counties", vintage)),
    "border_pairs": _border_pairs,
    "crossings": _crossings,
    "corridors": _corridors,
    "corridor_lines": _corridor_lines,
    "platforms": _platforms,
    "alliances": _alliances,
    "alliance_members": _members,
}


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
