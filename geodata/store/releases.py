"""Released versions of the data, and what changed from one of them to another.

A release is kept as a manifest: a compressed file that holds every cell that is filled, and the headline numbers. So
what a report was written with can be held against what is here now, cell by cell. ``make release-data`` writes one;
where maintainers publish tables, each version they publish is kept as one too (publish/).
"""

import json
import logging
import lzma
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from geodata import whole_file
from geodata.catalog import reader
from geodata.catalog.shared_columns import in_force
from geodata.sources import workspace
from geodata.sources.versions import RELEASES
from geodata.store.store import Store, load
from geodata.text import Text, days

FOLDER: Final = Path(__file__).parent / "releases"
MOST_PUBLISHED: Final = 12  # of the versions that were published, the last are told of; each is a copy of all cells
Rows = dict[str, dict[str, str]]  # id of a row → column → cell, as in the file; empty cells are left out


class Release(NamedTuple):
    """One version of the data: when it was released, its headline numbers, and the rows of each table read."""

    version: str
    date: str
    headlines: dict[str, int]
    tables: dict[str, Rows]


HEADLINES: Final = {  # what the numbers are called that count no table
    "ties": Text("生效的跨界联系", "Ties in force"),
    "border_pairs": Text("毗邻县对", "Border pairs"),
    "tied_pairs": Text("有联系的县对", "Border pairs tied"),
    "gaps": Text("缺口", "Gaps"),
    "crossings": Text("已通过界点", "Crossings in use"),
}


class Changed(NamedTuple):
    """A row that both versions have and that reads otherwise: column → (before, after), "" where blank."""

    id: str
    name: dict[str, str]  # name_zh, name_en
    cells: dict[str, tuple[str, str]]


class TableChanges(NamedTuple):
    """What changed in one table; names stand beside ids. Cells of a column only one version has are not listed."""

    added: dict[str, dict[str, str]]
    removed: dict[str, dict[str, str]]
    changed: tuple[Changed, ...]
    columns_added: tuple[str, ...]
    columns_removed: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether anything did."""
        return any(self)


class Changes(NamedTuple):
    """What changed from one release to another: numbers (before, after; None where not counted), and tables."""

    since: Release
    until: Release
    headlines: dict[str, tuple[int | None, int | None]]
    tables: dict[str, TableChanges]  # those that changed


def headlines(store: Store) -> dict[str, int]:
    """Return the numbers a report quotes: ties and crossings in force, border pairs, those tied, gaps, rows listed."""
    pairs, ties = store.get("border_pairs"), store.get("ties")
    listed = {id: len(store.facts[id]) for id in _kept(store)}
    return {
        "ties": int(in_force(ties).sum()),
        "border_pairs": len(pairs),
        "tied_pairs": int(pairs["integration"].gt(0).sum()),
        "gaps": len(store.get("gaps")),
        "crossings": int(in_force(store.get("crossings")).sum()),
        **listed,
    }


def _kept(store: Store) -> list[str]:
    """The tables that a release holds: those that are read, not a visitor's own lists."""
    return [id for id in store.facts if not store.catalog.datasets[id].derived]


def of(store: Store, day: str) -> Release:
    """Return what a store holds as a release of a day (YYYY-MM-DD)."""
    tables = {}
    for id in _kept(store):
        cells = reader.raw(store.catalog.tables / store.catalog.datasets[id].file).to_dict("records")
        tables[id] = {row["id"]: {name: cell for name, cell in row.items() if cell} for row in cells}
    return Release(store.version, day, headlines(store), tables)


def write(release: Release, folder: Path = FOLDER) -> Path:
    """Keep a release as the manifest of its day, in place of an earlier one of that day; return its file."""
    path = folder / f"{release.date}.json.xz"
    whole_file.write(path, packed(release, 9 | lzma.PRESET_EXTREME))
    return path


def packed(release: Release, preset: int = 1) -> bytes:
    """Return a release as its manifest, packed quickly unless ``preset`` says otherwise."""
    text = json.dumps(release._asdict(), ensure_ascii=False, separators=(",", ":"))
    return lzma.compress(text.encode(), preset=preset)


def known(folder: Path = FOLDER) -> dict[str, Release]:
    """Return the releases that are kept, by version, the oldest first; one that cannot be read is logged, not told.

    Beside those that are shipped they are the last ones that were published on this server.
    """
    shipped = _shipped(folder)
    if folder != FOLDER or not workspace.publishes():
        return shipped
    kept = workspace.published().folder / RELEASES
    paths = sorted(kept.glob("*.json.xz"))[-MOST_PUBLISHED:]
    return shipped | _published(tuple(paths)) if paths else shipped


@lru_cache(maxsize=2)
def _shipped(folder: Path) -> dict[str, Release]:
    read = [_read(path) for path in sorted(folder.glob("*.json.xz"))]
    return {one.version: one for one in read if one}


@lru_cache(maxsize=1)
def _published(paths: tuple[Path, ...]) -> dict[str, Release]:
    read = [_once(path) for path in paths]
    return {one.version: one for one in read if one}


@lru_cache(maxsize=MOST_PUBLISHED + 1)
def _once(path: Path) -> Release | None:
    """A published release, which is never changed; tables that are those of a shipped release are held once."""
    found = _read(path)
    if not found:
        return None
    tables = dict(found.tables)
    for one in _shipped(FOLDER).values():
        tables |= {id: rows for id, rows in one.tables.items() if tables.get(id) == rows}
    return found._replace(tables=tables)


def _read(path: Path) -> Release | None:
    try:
        return Release(**json.loads(lzma.decompress(path.read_bytes())))
    except (OSError, lzma.LZMAError, ValueError, TypeError) as error:
        logging.getLogger(__name__).error(
            "the released version %s cannot be read (%s); changes since it are not told", path, error
        )
        return None


def now(store: Store) -> Release:
    """Return the release that a store holds; of data that was not released, what it is, without a day."""
    return known().get(store.version) or of(store, "")


def compare(since: Release, until: Release) -> Changes:
    """Return what changed from one release to another."""
    names = list(dict.fromkeys([*until.headlines, *since.headlines]))
    tables = {
        id: _table(since.tables.get(id, {}), until.tables.get(id, {}))
        for id in dict.fromkeys([*until.tables, *since.tables])
    }
    return Changes(
        since,
        until,
        {name: (since.headlines.get(name), until.headlines.get(name)) for name in names},
        {id: found for id, found in tables.items() if found},
    )


def _table(old: Rows, new: Rows) -> TableChanges:
    before, after = ({name for row in rows.values() for name in row} for rows in (old, new))
    both = sorted(before & after)
    changed = []
    for id in (id for id in new if id in old):
        pairs = {name: (old[id].get(name, ""), new[id].get(name, "")) for name in both}
        if cells := {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}:
            changed.append(Changed(id, _named(new[id]), cells))
    return TableChanges(
        {id: _named(row) for id, row in new.items() if id not in old},
        {id: _named(row) for id, row in old.items() if id not in new},
        tuple(changed),
        tuple(sorted(after - before)) if old else (),
        tuple(sorted(before - after)) if new else (),
    )


def _named(row: dict[str, str]) -> dict[str, str]:
    return {name: row.get(name, "") for name in ("name_zh", "name_en")}


def main() -> None:
    """Release the data that is shipped, today."""
    print(write(of(load(), days.today().isoformat())))


if __name__ == "__main__":
    main()
