"""All tables, each from the source that the configuration names for it."""

from collections.abc import Sequence
from dataclasses import replace

from geodata.catalog.errors import DataError, Problem
from geodata.catalog.model import Dataset
from geodata.sources.model import Source, SourceError, Tables, digest


class Combined:
    """Several sources, with the tables that each is asked for. Where one fails, all do: tables refer to each other."""

    def __init__(self, parts: Sequence[tuple[Source, Sequence[Dataset]]]) -> None:
        """Join sources; whose changes are waited for stands last."""
        self._parts = tuple((source, frozenset(one.id for one in datasets)) for source, datasets in parts)
        self._files = {one.file: one.id for _, datasets in parts for one in datasets}
        self.name = self._parts[-1][0].name

    def version(self) -> str:
        """Return the digest of what is there now."""
        return digest(self.read())

    def read(self) -> Tables:
        """Return the tables of all sources; every problem found is told, or the first source that cannot be read."""
        found, problems, failed = dict[str, bytes](), list[Problem](), None
        for source, _ in self._parts:
            try:
                found |= source.read()
            except DataError as error:
                problems += error.problems
            except SourceError as error:
                failed = failed or error
        if failed:
            raise failed
        if problems:
            raise DataError(problems)
        return found

    def wait(self, seconds: float) -> None:
        """Wait for the source that stands last."""
        self._parts[-1][0].wait(seconds)

    def place(self, id: str, row: int, tables: Tables) -> tuple[str, str]:
        """Return what the table is called in its source."""
        return next(source for source, ids in self._parts if id in ids).place(id, row, tables)

    def told(self, error: DataError, tables: Tables) -> DataError:
        """Return an error of the checks as who keeps the tables knows them: by table and id where there are no lines.

        Args:
            error: names files as the catalogue does, and lines.
            tables: what was checked.
        """
        return DataError([self._told(problem, tables) for problem in error.problems])

    def _told(self, problem: Problem, tables: Tables) -> Problem:
        if problem.file not in self._files:  # told by a source already
            return problem
        name, key = self.place(self._files[problem.file], problem.row, tables)
        return replace(problem, file=name, key=key)
