"""Tables as read and checked, and their version: what stands below everything that is derived."""

import hashlib
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd

from geodata.boundaries import units
from geodata.boundaries.vintage import Vintage
from geodata.catalog import freshness, integrity, reader
from geodata.catalog.errors import DataError, Problem
from geodata.catalog.freshness import CHECKED, DUE
from geodata.catalog.load import load
from geodata.catalog.model import Catalog, Dataset
from geodata.text import Text


class Facts:
    """The tables of one catalogue as they were read, by id, each with the columns that are declared for it."""

    def __init__(self, folder: Path, tables: Path | None = None, before: "Facts | None" = None) -> None:
        """Read and check all tables that ``folder`` holds (its catalog.toml says which).

        Args:
            folder: where the catalogue is, and the folder ``tables``.
            tables: another folder of tables, described by the same catalogue.
            before: the facts that these are to replace, of the same catalogue; a table that reads the same is taken
                from there.

        Raises:
            DataError: the catalogue or any table is broken; all problems found are listed.
        """
        self.catalog: Catalog = load(folder)
        if tables:
            self.catalog = replace(self.catalog, tables=tables)
        self._catalogue, self._digests = (folder / "catalog.toml").read_bytes(), dict[str, str]()
        self.tables: dict[str, pd.DataFrame] = {}
        problems: list[Problem] = []
        for dataset in self._read():
            try:
                self.tables[dataset.id] = self._table(dataset, before)
            except DataError as error:
                problems += error.problems
        if problems:
            raise DataError(problems)
        ids = {id: set(table["id"]) for id, table in self.tables.items()}
        outline = units.polygons(Vintage.Y2021)
        for id, table in self.tables.items():
            problems += integrity.references(table, self.catalog.datasets[id], ids)
            if not self.same(id, before):
                problems += integrity.places(table, self.catalog.datasets[id], outline)
        if problems:
            raise DataError(problems)

    def _table(self, dataset: Dataset, before: "Facts | None") -> pd.DataFrame:
        path = self.catalog.tables / dataset.file
        if path.is_file():
            self._digests[dataset.id] = reader.digest(path)
        if before and self.same(dataset.id, before):
            return before.tables[dataset.id]
        return self._dated(reader.table(dataset, self.catalog))

    def same(self, id: str, before: "Facts | None") -> bool:
        """Return whether a table reads as it does in other facts of the same catalogue."""
        if not before or before._catalogue != self._catalogue or id not in self._digests:
            return False
        return before._digests.get(id) == self._digests[id]

    def _dated(self, table: pd.DataFrame) -> pd.DataFrame:
        """Add whether rows are due for a check by the day of the facts, where the table says when they were read."""
        today = date.fromisoformat(self.catalog.compliance.facts_as_of)
        return table.assign(**{DUE: freshness.due(table, today)}) if CHECKED in table else table

    def _read(self) -> list[Dataset]:
        return [dataset for dataset in self.catalog.datasets.values() if not dataset.derived]

    @cached_property
    def version(self) -> str:
        """Version of the data: a hash over the catalogue, all tables and the boundary package's version."""
        digest = hashlib.sha256(self._catalogue)
        for dataset in self._read():
            digest.update((self.catalog.tables / dataset.file).read_bytes())
        digest.update(units.PACKAGE.encode())
        return digest.hexdigest()[:12]

    def hash(self, id: str) -> str:
        """Return the version of one dataset: of its file, or for a derived one of everything it may derive from."""
        dataset = self.catalog.datasets[id]
        return self.version if dataset.derived else self._digests[id]


def unknown(id: str) -> Text:
    """Return what to say when somebody asks for a dataset that does not exist."""
    return Text(f"没有名为“{id}”的数据集", f"there is no dataset “{id}”")
