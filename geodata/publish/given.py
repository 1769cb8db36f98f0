"""Rows that somebody wants to publish, whatever they were read from: an intake, a file in the table's own columns."""

import csv
import io
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from geodata.catalog.model import Dataset
from geodata.intake.model import Intake, Meaning
from geodata.publish.errors import PublishError
from geodata.text import Text, counted, joined

MOST_ROWS: Final = 20_000  # of a table that every page reads; a longer list stays a list of one's own


@dataclass(frozen=True, eq=False)
class Given:
    """Rows, as text or values, with what is known of their columns and places.

    Attributes:
        name: of the file.
        headings: as written, one for each column.
        meanings: what each column was taken for; None where only its heading says it.
        cells: one list for each row, in the order of the headings.
        numbers: of each row, as the user's program shows it.
        places: of each row, where the rows were placed on the map (None: nowhere); empty where the columns say all that
            is known.
        own: whether the columns are the table's own, by name: then nothing is made of their places.
    """

    name: str
    headings: tuple[str, ...]
    meanings: tuple[Meaning | None, ...]
    cells: list[list[object]]
    numbers: list[int]
    places: list["Place | None"] = field(default_factory=list)
    own: bool = False


@dataclass(frozen=True)
class Place:
    """Where a row lies: degrees (WGS84), "site", "town" or "county", and how that is known."""

    lon: float
    lat: float
    precision: str
    how: str


def of_table(content: bytes, name: str, dataset: Dataset) -> Given | None:
    """Return the rows of a CSV in UTF-8 whose every heading is the name of a column of the table; None of another file.

    Raises:
        PublishError: it has no rows, or rows of another length than its heading.
    """
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        return None
    declared = {column.name for column in dataset.columns}
    if not lines or not lines[0] or not set(lines[0]) <= declared or len(set(lines[0])) != len(lines[0]):
        return None
    numbered = [(number, line) for number, line in enumerate(lines[1:], 2) if any(line)]
    for number, line in numbered:
        if len(line) != len(lines[0]):
            raise PublishError(
                Text(
                    f"第{number}行有{len(line)}格，应为{len(lines[0])}格",
                    f"row {number} has {len(line)} cells, expected {len(lines[0])}",
                )
            )
    headings = tuple(lines[0])
    cells: list[list[object]] = [list(line) for _, line in numbered]
    return bounded(Given(name, headings, (None,) * len(headings), cells, [number for number, _ in numbered], own=True))


def of_intake(intake: Intake) -> Given:
    """Return the rows of an intake, if it has taken all of all of them.

    Raises:
        PublishError: it has not, or it asks where they lie.
    """
    if intake.position.asks:
        likely = joined([one.crs for one in intake.position.readings], "en")
        raise PublishError(Text(f"请先选定坐标系（{likely}）", f"choose the coordinate system first ({likely})"))
    if intake.problems or len(intake.refused):  # what was left blank in a row would be published so
        count = max(len(intake.refused), len({one.row for one in intake.problems}))
        told = Text(
            f"有{count}行没有读全，请先改好再发布", f"{counted(count, 'row')} could not be read whole: mend that"
        )
        raise PublishError(told, intake.problems)
    table = intake.table
    used = [one for one in intake.mapping if one.meaning is not Meaning.SKIP and f"c{one.position}" in table]
    cells = [list(row) for row in table[[f"c{one.position}" for one in used]].itertuples(index=False)]
    places = [
        None if point is None or point.is_empty else Place(point.x, point.y, str(precision), str(how))
        for point, precision, how in zip(
            table.geometry.representative_point(), table["precision"], table["placed_zh"], strict=True
        )
    ]
    return bounded(
        Given(
            intake.name,
            tuple(one.heading for one in used),
            tuple(one.meaning for one in used),
            cells,
            [int(number) for number in table["row"]],
            places,
        )
    )


def bounded(given: Given) -> Given:
    """Return rows that are neither none nor too many.

    Raises:
        PublishError: they are.
    """
    if not given.cells:
        raise PublishError(Text("文件里没有可发布的行", "the file has no rows to publish"))
    if len(given.cells) > MOST_ROWS:
        raise PublishError(too_many(len(given.cells)))
    return given


def too_many(rows: int) -> Text:
    """Return what is said of a table that is too long."""
    return Text(
        f"有{rows:,}行，发布的表最多{MOST_ROWS:,}行",
        f"{rows:,} rows; a table that is published has {MOST_ROWS:,} at most",
    )


def empty(cell: object) -> bool:
    """Return whether nothing stands in a cell."""
    return cell is None or (not isinstance(cell, str) and bool(pd.isna(cell))) or cell == ""
