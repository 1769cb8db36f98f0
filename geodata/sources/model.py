"""What a source is, whatever it reads from: it hands over each table as the CSV that the shipped ones are.

So the same reader, the same checks and the same words on what is broken hold for every source.
"""

import hashlib
from collections.abc import Mapping
from typing import Final, Protocol

from geodata.text import Text

Tables = Mapping[str, bytes]  # id of a dataset → its table as CSV (UTF-8, columns as the catalogue has them)
SHIPPED: Final = Text("随软件提供的表", "the shipped tables")
FOLDER: Final = Text("发布目录", "the published folder")
DATABASE: Final = Text("数据库", "the database")


class SourceError(Exception):
    """A source cannot be read now; ``told`` says so in the reader's words, the cause is for the log."""

    def __init__(self, told: Text) -> None:
        """Keep what is told."""
        self.told = told
        super().__init__(told.en)


class Source(Protocol):
    """Where some tables come from. It is used by one thread at a time."""

    @property
    def name(self) -> Text:
        """What readers know it by."""

    def version(self) -> str:
        """Return what changes whenever the tables do, and not otherwise: ``digest`` of what ``read`` would return.

        Raises:
            SourceError, DataError: as ``read``.
        """

    def read(self) -> Tables:
        """Return all its tables as they stand together at one moment.

        Raises:
            SourceError: it cannot be reached or read.
            DataError: there is something else in a table's place.
        """

    def wait(self, seconds: float) -> None:
        """Return when its tables may have changed, after ``seconds`` at the latest."""

    def place(self, id: str, row: int, tables: Tables) -> tuple[str, str]:
        """Return what a table is called there, and the id of the row in a line of its CSV; "" where lines are known."""


def digest(tables: Tables) -> str:
    """Return the version of tables: a hash over their content."""
    found = hashlib.sha256()
    for id in sorted(tables):
        found.update(f"{id}:{len(tables[id])}\n".encode())
        found.update(tables[id])
    return found.hexdigest()[:16]
