"""Versions of tables that maintainers have published, as they lie on disk; publish/ writes them, servers read them.

``published/`` in the data folder holds ``versions/<number>.json``, each saying who, when, why and what holds from
then on, and ``rows/<digest>.csv``, the rows of those tables. A version is there as soon as its file is, and is never
changed: the one with the highest number holds. What it names was written before it.
"""

import hashlib
import json
import logging
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final, Literal, get_args

from geodata.sources.model import SourceError
from geodata.text import Text

FOLDER: Final = "published"  # below the data folder
RELEASES: Final = "releases"  # below it: manifests of the data as each version made them (store/releases.py)
Way = Literal["replace", "extend"]  # the rows take the table's place, or stand in it beside those of the source
WORKSPACE: Final = Text("发布的版本", "the published versions")
_UNREADABLE: Final = Text("发布的版本读不出来", "the published versions cannot be read")
_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True)
class Overlay:
    """What is published of one table: its rows by the digest of their CSV, and how they stand to the source's own."""

    way: Way
    rows: str


@dataclass(frozen=True)
class Version:
    """What was published at one moment, by whom and why.

    Attributes:
        number: from 1 on; 0 is the state before anything was published.
        made: when, in ISO form with the zone.
        by, why: who and what for; ``by`` is the address that the sign-in service vouched for, or a name given on the
            server itself.
        table: the one that changed; "" where a version restores several.
        way: how its rows were given; None where a version was gone back to.
        file: the name of the file that was published.
        restores: the number of the version whose tables hold again; None where rows were published.
        tables: what is published of each table, all of it.
        counts: rows "added", "removed" and "changed" in that table.
        data_version: of all data with it, as links and briefings name it.
    """

    number: int
    made: str = ""
    by: str = ""
    why: str = ""
    table: str = ""
    way: Way | None = None
    file: str = ""
    restores: int | None = None
    tables: dict[str, Overlay] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    data_version: str = ""


def as_json(version: Version) -> bytes:
    """Return a version as its file holds it."""
    return json.dumps(asdict(version), ensure_ascii=False, indent=1).encode()


def of_json(content: bytes) -> Version:
    """Return the version that a file holds.

    Raises:
        ValueError: it holds none.
    """
    try:
        given: dict[str, Any] = json.loads(content)
        tables = {id: Overlay(one["way"], one["rows"]) for id, one in given["tables"].items()}
        known = {name: given[name] for name in (one.name for one in fields(Version)) if name in given}
        found = replace(Version(**{**known, "tables": tables}), number=int(given["number"]))
    except (TypeError, KeyError, AttributeError, UnicodeDecodeError) as error:
        raise ValueError(f"no version: {error}") from error
    if any(one.way not in get_args(Way) for one in tables.values()):
        raise ValueError("no version: neither replace nor extend")
    return found


def digest(rows: bytes) -> str:
    """Return by what rows are named."""
    return hashlib.sha256(rows).hexdigest()[:32]


class Versions:
    """The versions in a folder."""

    def __init__(self, folder: Path) -> None:
        """Look into ``folder``, which need not be there yet."""
        self.folder = folder

    def path(self, number: int) -> Path:
        """Return the file of a version."""
        return self.folder / "versions" / f"{number:06d}.json"

    def rows_path(self, rows: str) -> Path:
        """Return the file of rows by their digest."""
        return self.folder / "rows" / f"{rows}.csv"

    def numbers(self) -> list[int]:
        """Return the numbers of all versions, the first first.

        Raises:
            SourceError: the folder was there and cannot be looked into.
        """
        try:
            names = [path.name for path in (self.folder / "versions").iterdir()]
        except FileNotFoundError:
            if self.folder.parent.is_dir():  # nothing was ever published
                return []
            raise SourceError(_UNREADABLE) from None
        except OSError as error:
            raise SourceError(_UNREADABLE) from error
        return sorted(int(name[:-5]) for name in names if name.endswith(".json") and name[:-5].isdigit())

    def current(self) -> Version:
        """Return the version that holds; number 0 where nothing was published.

        Raises:
            SourceError: it cannot be read.
        """
        numbers = self.numbers()
        return self.get(numbers[-1]) if numbers else Version(0)

    def get(self, number: int) -> Version:
        """Return a version by its number.

        Raises:
            SourceError: it is not there or cannot be read.
        """
        if not number:
            return Version(0)
        try:
            return of_json(self.path(number).read_bytes())
        except (OSError, ValueError) as error:
            raise SourceError(_UNREADABLE) from error

    def latest(self, most: int) -> list[Version]:
        """Return the last versions, the newest first; one that cannot be read is logged and left out."""
        found = list[Version]()
        for number in reversed(self.numbers()[-most:]):
            try:
                found.append(self.get(number))
            except SourceError:
                _LOG.exception("version %d cannot be read", number)
        return found

    def rows(self, overlay: Overlay) -> bytes:
        """Return the rows of a table, whole as they were published.

        Raises:
            SourceError: they are not there, or are not what was published.
        """
        try:
            content = self.rows_path(overlay.rows).read_bytes()
        except OSError as error:
            raise SourceError(_UNREADABLE) from error
        if digest(content) != overlay.rows:
            raise SourceError(_UNREADABLE)
        return content
