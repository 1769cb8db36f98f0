"""Tables that lie in a folder as the shipped ones do: ``<dataset>.csv`` each."""

import time
from collections.abc import Sequence
from pathlib import Path

from geodata.catalog.errors import DataError, Problem
from geodata.catalog.model import Dataset
from geodata.sources.model import SourceError, Tables, digest
from geodata.text import Text


class Folder:
    """A folder of CSV files; whoever changes it does so whole, by letting a link to it point elsewhere."""

    def __init__(self, datasets: Sequence[Dataset], path: Path, name: Text) -> None:
        """Take the tables of ``datasets`` from ``path``."""
        self.name, self._datasets, self._path = name, tuple(datasets), path

    def version(self) -> str:
        """Return the digest of what is there now."""
        return digest(self.read())

    def read(self) -> Tables:
        """Return the files of the folder that the path leads to now, be it led elsewhere meanwhile."""
        try:
            folder = self._path.resolve(strict=True)
        except OSError as error:
            raise SourceError(Text(f"{self.name.zh}读不到", f"{self.name.en} cannot be read")) from error
        found, problems = dict[str, bytes](), list[Problem]()
        for dataset in self._datasets:
            try:
                found[dataset.id] = (folder / dataset.file).read_bytes()
            except FileNotFoundError:
                expected = Text("目录里应有这个文件", "the folder should hold this file")
                problems.append(Problem(dataset.file, 0, "file", "", expected))
            except OSError as error:
                raise SourceError(Text(f"{self.name.zh}读不到", f"{self.name.en} cannot be read")) from error
        if problems:
            raise DataError(problems)
        return found

    def wait(self, seconds: float) -> None:
        """Wait; nobody tells of changes to a folder."""
        time.sleep(seconds)

    def place(self, id: str, row: int, tables: Tables) -> tuple[str, str]:  # noqa: ARG002 - as the protocol has it
        """Return the file; its lines are known."""
        return next(dataset.file for dataset in self._datasets if dataset.id == id), ""
