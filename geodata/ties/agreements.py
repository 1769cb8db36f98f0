"""One agreement is one tie, however many rows tell of it.

A row says in ``same_as`` ("dataset:id", several with ";") which other rows tell of the agreement that it tells of. Such
rows form a group, across any tables; ``groups`` is the only place that says which. ``once`` makes one tie of what the
rows of a group say of the same two ends, and keeps the names of all of them in ``told_by``, so that every source
can be shown. An agreement that is in force is not also to come: what a row of its group only plans is told in words.
"""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from geodata.boundaries.adcode import contains, covers, side
from geodata.catalog.pick import Pick
from geodata.catalog.shared_columns import IN_FORCE, PAST, codes
from geodata.ties.model import NAMED, SIDE_NAMES, Row


def groups(tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Return the group of every row that is the same as another: "dataset:id" → a name for the group.

    Args:
        tables: id → table; those without a column ``same_as`` are passed over.
    """
    group: dict[str, str] = {}
    for id, table in tables.items():
        if "same_as" not in table:
            continue
        for row in table[table["same_as"].notna()].itertuples():
            together = [Pick.of(id, row.id), *codes(row.same_as)]
            names = {group.get(one, one) for one in together}
            group |= {one: min(names) for one, name in group.items() if name in names}
            group |= dict.fromkeys(together, min(names))
    return group


def followers(tables: Mapping[str, pd.DataFrame]) -> frozenset[str]:
    """Return the rows, as "dataset:id", that name others they are the same as: those others come first."""
    named = (f"{id}:" + table.loc[table["same_as"].notna(), "id"] for id, table in tables.items() if "same_as" in table)
    return frozenset(one for rows in named for one in rows)


def neighbours(tables: Mapping[str, pd.DataFrame]) -> dict[str, tuple[str, ...]]:
    """Return what each row names in ``same_as``, then what names it, all as "dataset:id"; only rows with such others.

    Args:
        tables: id → table; those without a column ``same_as`` are passed over.
    """
    pairs = [
        (Pick.of(id, row.id), one)
        for id, table in tables.items()
        if "same_as" in table
        for row in table[table["same_as"].notna()].itertuples()
        for one in codes(row.same_as)
    ]
    found: dict[str, list[str]] = {}
    for a, b in (*pairs, *((b, a) for a, b in pairs)):
        found.setdefault(a, []).append(b)
    return {row: tuple(dict.fromkeys(others)) for row, others in found.items()}


def unsaid(id: str, sites: pd.DataFrame, group: Mapping[str, str]) -> set[str]:
    """Return the pairs of sites, as "table:id|table:id", that partner with each other's unit and are in no one group.

    They may tell of one agreement, or of two: only somebody who reads them can say.

    Args:
        id: of the table.
        sites: with adcode, cross_border and serves_from_adcodes.
        group: of ``groups``.
    """
    linked = sites[sites["cross_border"].fillna(False).astype(bool)]
    rows = [(row.id, row.adcode, codes(row.serves_from_adcodes)) for row in linked.itertuples()]
    found = set()
    for a, here, partners in (row for row in rows if side(row[1]) == "sichuan"):
        for b, there, others in (row for row in rows if side(row[1]) == "chongqing"):
            one, other = Pick.of(id, a), Pick.of(id, b)
            together = one in group and group.get(one) == group.get(other)
            if not together and _named(there, partners) and _named(here, others):
                found.add(f"{one}|{other}")
    return found


def _named(unit: str, partners: list[str]) -> bool:
    """Whether a unit is among partners, or holds one or lies in one; a whole province names nobody."""
    return covers([code for code in partners if not code.endswith("0000")], unit)


_PLACES: Final = {"membership": "alliance_members", "route": "tourism"}  # kinds whose ends are rows of another table


def _of(row: Row) -> str:
    return Pick.of(row["dataset"], row["subject_id"])


def _tells(row: Row) -> tuple[str, ...]:
    """The rows that tell of a tie that gives way: its own, the places at its ends, and those that gave way to it."""
    ends = (row[f"{name}_id"] for name in SIDE_NAMES if row["kind"] in _PLACES)
    return _of(row), *(Pick.of(_PLACES[row["kind"]], id) for id in ends if id), *row.get("told_by", ())


def _to_come(row: Row) -> bool:
    return row["status"] not in (IN_FORCE, *PAST)


def _holds(first: Row, row: Row) -> bool:
    """Whether a tie tells the state of another too: they are alike, or it is in force and the other is to come."""
    return first["status"] == row["status"] or (first["status"] == IN_FORCE and _to_come(row))


def _meet(a: Row, b: Row) -> bool:
    """Whether two ties join the same ends: on either side the unit of one is, or holds, that of the other."""
    ends = ((a[f"{name}_adcode"], b[f"{name}_adcode"]) for name in SIDE_NAMES)
    return all(contains(one, other) or contains(other, one) for one, other in ends)


def _width(row: Row) -> int:
    """How wide the ends are: counties 0, a city 1, a province 2."""
    return sum(row[f"{name}_adcode"].endswith(zeros) for name in SIDE_NAMES for zeros in ("00", "0000"))


def since(dates: list[str | None]) -> str | None:
    """Return when an agreement began by what several rows say: the earliest, and of one day the most exact."""
    known = [date for date in dates if isinstance(date, str)]
    first = min(known, default=None)
    return max((date for date in known if first and date.startswith(first)), key=len, default=first)


def _told(row: Row, *others: Row) -> Row:
    """A tie that others tell of too; those to come do not date one that is in force."""
    rows = [*row.get("told_by", ()), *(one for other in others for one in _tells(other))]
    return row | {
        "since": since([one["since"] for one in (row, *others) if one["status"] == row["status"]]),
        "told_by": tuple(one for one in dict.fromkeys(rows) if one != _of(row)),
    }


def _places(rows: list[Row]) -> list[Row]:
    """Join what two places that a source names say of each other: a tie from each becomes one between the two."""
    told, joined = set(), []
    for n, a in enumerate(rows):
        for m, b in enumerate(rows):
            facing = a["sichuan_id"] and b["chongqing_id"] and not a["chongqing_id"] and not b["sichuan_id"]
            kept = all(a[name] == b[name] for name in ("dataset", "domain")) and (_holds(a, b) or _holds(b, a))
            if facing and kept and a["strength"] == b["strength"] == NAMED and _meet(a, b):
                first, second = (a, b) if n < m else (b, a)
                ends = {f"sichuan_{part}": a[f"sichuan_{part}"] for part in _END}
                ends |= {f"chongqing_{part}": b[f"chongqing_{part}"] for part in _END}
                joined.append(_told(first, second) | ends)
                told |= {n, m}
    return joined + [row for n, row in enumerate(rows) if n not in told]


_END = ("adcode", "id", "zh", "en", "lon", "lat")


def _areas(rows: list[Row]) -> list[Row]:
    """Leave out what another tie with the same ends tells already; the first of ``rows`` tell first."""
    kept: list[Row] = []
    for row in rows:
        for n, first in enumerate(kept):
            places = first["dataset"] == row["dataset"] and NAMED in (first["strength"], row["strength"])
            if not places and _holds(first, row) and _meet(first, row):
                kept[n] = _told(first, row)
                break
        else:
            kept.append(row)
    return kept


def once(rows: list[Row], group: Mapping[str, str], follow: frozenset[str]) -> list[Row]:
    """Return the ties with one for each agreement and pair of ends.

    Two ties are the same when their rows are of one group, whatever their tables and domains, and on either side the
    unit of one is, or holds, that of the other; and when they are of one state, or one is in force and the other to
    come. One in force is left before one to come. Of two places which a source names the tie between them is left.
    Else that of the row which the others name, or the wider one, is left. Different named places of one table remain
    different ties.

    Args:
        rows: of ``tie_kinds``.
        group: of ``groups``.
        follow: of ``followers``: their ties give way.

    Returns:
        The rows, each with ``told_by``: the other rows, as "dataset:id", that tell of it.
    """
    alone = [row | {"told_by": ()} for row in rows if _of(row) not in group]
    together: dict[str, list[Row]] = {}
    for row in rows:
        if _of(row) in group:
            together.setdefault(group[_of(row)], []).append(row | {"told_by": ()})
    for same in together.values():
        first = sorted(same, key=lambda row: (_to_come(row), _of(row) in follow))  # stable: rows keep their order
        first = sorted(_places(first), key=lambda row: (_to_come(row), _of(row) in follow, -_width(row)))
        alone += _areas(first)
    return alone
