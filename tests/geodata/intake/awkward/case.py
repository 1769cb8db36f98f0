"""One awkward file: its bytes, and all that must be understood of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from geodata.intake.model import Meaning

Cell = tuple[int, str]  # number of the row as the user's program shows it, heading


@dataclass(frozen=True)
class Awkward:
    """An awkward file and the right answer.

    Attributes:
        id, name: of the case and of the file.
        content: makes its bytes.
        format: as ``Layout.format``.
        rows: how many it has, taken or not.
        meanings: heading → what it is; headings that are not in it are not asked about.
        encodings: those that are right; none where it is not asked.
        header: numbers of the heading lines; None where it is not asked.
        points: row → longitude and latitude in WGS84, of the truth; every row of the table where ``all_points``.
        precision: how many rows lie how exactly; "none" of those without a place.
        values: cells as they must be read.
        errors: cells that must be told.
        refused: rows that must not be taken.
        decided: how coordinates must be read; None where it is not asked.
        swapped: whether longitude and latitude stood in each other's column.
        asked: rows whose place must be asked about.
        counties: row → code of today.
    """

    id: str
    name: str
    content: Callable[[], bytes]
    format: str
    rows: int
    meanings: dict[str, Meaning] = field(default_factory=dict)
    encodings: tuple[str, ...] = ()
    header: tuple[int, ...] | None = None
    points: dict[int, tuple[float, float]] = field(default_factory=dict)
    precision: dict[str, int] = field(default_factory=dict)
    values: dict[Cell, Any] = field(default_factory=dict)
    errors: frozenset[Cell] = frozenset()
    refused: frozenset[int] = frozenset()
    decided: str | None = None
    swapped: bool = False
    asked: frozenset[int] = frozenset()
    counties: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Useless:
    """A file of which nothing can be used, which must be said in one sentence; ``says`` is part of it."""

    id: str
    name: str
    content: Callable[[], bytes]
    says: str = ""
