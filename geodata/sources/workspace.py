"""The source "workspace": the shipped tables, with what maintainers published in their place or beside their rows."""

import csv
import io
import logging
import time
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from geodata.catalog.model import Dataset
from geodata.configuration import configuration
from geodata.data_folder import data_folder
from geodata.sources.model import Source, SourceError, Tables, digest
from geodata.sources.versions import FOLDER, WORKSPACE, Overlay, Version, Versions

KEY: Final = "id"  # of every table in the catalogue
LOOK_S: Final = 0.5  # how often a waiting server looks for a new version, which takes the time of listing a folder
_LOG: Final = logging.getLogger(__name__)
Rows = list[dict[str, str]]


def published() -> Versions:
    """Return the versions of this server.

    Raises:
        RuntimeError: there is no place for them (``data_folder``).
    """
    return Versions(data_folder() / FOLDER)


def publishes() -> bool:
    """Return whether maintainers may publish on this server."""
    return configuration().intake.mode == "workspace"


def table_rows(content: bytes) -> Rows:
    """Return the rows of a table's CSV, every cell text."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def as_csv(rows: Rows, columns: Sequence[str]) -> bytes:
    """Return rows as a CSV with these columns; a cell that a row lacks is empty, one of another column is left out."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(columns), restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


@lru_cache(maxsize=32)
def composed(base: bytes, rows: bytes, overlay: Overlay, columns: tuple[str, ...]) -> bytes:
    """Return a table as it is with what was published of it.

    Args:
        base: the table of the source, as CSV.
        rows: those published, as CSV; of an id that the source has too, the published row holds.
        overlay: how they stand to each other.
        columns: the table's by today's catalogue. A column that did not exist when the rows were published is empty in
            them, one that is gone is left out.
    """
    given = table_rows(rows)
    if overlay.way == "extend":
        mine = {row[KEY]: row for row in given}
        before = table_rows(base)
        known = {row[KEY] for row in before}
        given = [mine.get(row[KEY], row) for row in before] + [row for row in given if row[KEY] not in known]
    return as_csv(given, columns)


def over(base: Tables, version: Version, versions: Versions, datasets: Sequence[Dataset]) -> dict[str, bytes]:
    """Return tables with what a version has published of them; of a table that is not among them nothing is taken.

    Raises:
        SourceError: the published rows cannot be read.
    """
    columns = {one.id: tuple(column.name for column in one.columns) for one in datasets}
    return {
        id: composed(content, versions.rows(overlay), overlay, columns[id])
        if (overlay := version.tables.get(id)) and id in columns
        else content
        for id, content in base.items()
    }


class Workspace:
    """The tables of a source that maintainers may publish, as the current version has them."""

    def __init__(self, base: Source, datasets: Sequence[Dataset], versions: Versions) -> None:
        """Take the tables of ``datasets`` from ``base`` and ``versions``."""
        self.name, self._base, self._datasets, self._versions = WORKSPACE, base, tuple(datasets), versions
        self._seen: list[int] = []

    def version(self) -> str:
        """Return the digest of what is there now."""
        return digest(self.read())

    def read(self) -> Tables:
        """Return the tables with what is published of them now."""
        self._seen = self._versions.numbers()
        return over(self._base.read(), self._versions.current(), self._versions, self._datasets)

    def wait(self, seconds: float) -> None:
        """Return when something was published since the tables were read, after ``seconds`` at the latest."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            time.sleep(min(LOOK_S, left))
            try:
                if self._versions.numbers() != self._seen:
                    return
            except SourceError:  # it is told by the next look
                return

    def place(self, id: str, row: int, tables: Tables) -> tuple[str, str]:
        """Return the table's file, and the id of the row: its lines are nobody's file."""
        rows = table_rows(tables[id]) if row and id in tables else []
        return next(one.file for one in self._datasets if one.id == id), (
            rows[row - 2].get(KEY, "") if 2 <= row < len(rows) + 2 else ""
        )


def prepare(folder: Path) -> Versions:
    """Make the folder that versions are published in, and return them.

    Raises:
        OSError: it cannot be made.
    """
    for part in ("versions", "rows"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    return Versions(folder)
