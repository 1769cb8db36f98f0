"""Ids that stay: a row of a new list is the row of the table that it is about, also where the list has no ids."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from pypinyin import lazy_pinyin

from geodata.publish.cells import key
from geodata.sources.workspace import Rows

LONGEST: Final = 48  # of the part of a new id that is made of the name
_ID: Final = re.compile(r"[\w.-]+")


def _same(row: dict[str, str]) -> tuple[str, str]:
    """What tells a row from others where it has no id: its name and its county, else its city."""
    return key(row.get("name_zh") or row.get("name_en", "")), row.get("adcode") or row.get("city", "")


def _city(row: dict[str, str]) -> tuple[str, str]:
    code = row.get("adcode", "")
    return _same(row)[0], f"{code[:4]}00" if code else row.get("city", "")


def known(rows: Rows, current: Rows) -> list[str]:
    """Return the id of the row of a table that each row is about; "" where there is none.

    A row is known by its own id, else by its name and county, else by its name and city, where that is one row on both
    sides: what is doubtful is a new row.

    Args:
        rows: as they are to be published, with ``id`` where the file has one, ``name_zh`` and ``adcode``.
        current: of the table now.
    """
    ids = {row["id"] for row in current}
    found = [row.get("id", "") for row in rows]
    taken = set(found) & ids
    for told in (_same, _city):
        here = Counter(told(row) for row, id in zip(rows, found, strict=True) if not id)
        free = [row for row in current if row["id"] not in taken]
        there = Counter(map(told, free))
        once = {told(row): row["id"] for row in free if there[told(row)] == 1 and told(row)[0]}
        for n, row in enumerate(rows):
            if not found[n] and here[told(row)] == 1 and told(row) in once:
                found[n] = once[told(row)]
                taken.add(found[n])
    return found


def new(row: dict[str, str], taken: Iterable[str]) -> str:
    """Return an id for a row that is new: of its county and its name, so that the same row gets the same again."""
    name = row.get("name_en") if not row.get("name_zh") else "-".join(lazy_pinyin(row["name_zh"]))
    slug = re.sub(r"[^a-z0-9]+", "-", str(name).lower()).strip("-")[:LONGEST].strip("-")
    first = "-".join(part for part in (row.get("adcode", ""), slug) if part) or "row"
    held, id, n = frozenset(taken), first, 2
    while id in held:
        id, n = f"{first}-{n}", n + 1
    return id


def fits(id: str) -> bool:
    """Return whether a text can be an id: letters, digits, "_", "." and "-"."""
    return _ID.fullmatch(id) is not None
