"""What is known of a list, as JSON and back: how its file was read, what stands in its columns, what must be said.

What is read is never trusted: a visitor may have written it.
"""

from collections.abc import Iterator
from typing import Any, Final

import pandas as pd

from geodata.intake.model import Intake, Layout, Mapped, Mapping, Meaning, Position, Reading, RowProblem
from geodata.text import Text, plain

MOST_COLUMNS: Final = 2000
MOST_LETTERS: Final = 2000  # of any text


class UnreadableError(ValueError):
    """What was read is not what was written."""


def mapping_json(mapping: Mapping) -> list[list[Any]]:
    """Return a mapping as JSON has it: position, heading, meaning, unit, why of each column."""
    return [[one.position, one.heading, one.meaning.value, one.unit, one.why] for one in mapping]


def read_mapping(given: object) -> Mapping:
    """Return the mapping that ``mapping_json`` wrote.

    Raises:
        UnreadableError: it did not.
    """
    if not isinstance(given, list) or len(given) > MOST_COLUMNS:
        raise UnreadableError("mapping")
    return tuple(_mapped(one, n) for n, one in enumerate(given))


def _mapped(given: object, n: int) -> Mapped:
    match given:
        case [int(position), str(heading), str(meaning), str(unit), "heading" | "values" | "user" as why]:
            if position == n and meaning in tuple(Meaning):
                return Mapped(position, text(heading), Meaning(meaning), text(unit), why)
    raise UnreadableError("column")


def intake_json(intake: Intake) -> dict[str, Any]:
    """Return all that is known of an intake but its rows."""
    lay, at = intake.layout, intake.position
    return {
        "name": intake.name,
        "layout": {
            "format": lay.format,
            "encoding": lay.encoding,
            "delimiter": lay.delimiter,
            "sheet": lay.sheet,
            "sheets": list(lay.sheets),
            "header_rows": [int(one) for one in lay.header_rows],
            "left_out": [int(one) for one in lay.left_out],
            "said": _texts(lay.said),
        },
        "mapping": mapping_json(intake.mapping),
        "position": {
            "declared": at.declared,
            "decided": at.decided,
            "readings": [[one.crs, float(one.likelihood), list(one.why)] for one in at.readings],
            "swapped": bool(at.swapped),
            "warning": list(at.warning) if at.warning else None,
        },
        "problems": [
            [int(one.row), one.column, one.value, list(one.expected), bool(one.taken)] for one in intake.problems
        ],
        "refused": _refused(intake.refused),
        "asked": [[int(row), list(codes)] for row, codes in intake.asked],
        "said": _texts(intake.said),
    }


def read_intake(given: object, table: Any) -> Intake:
    """Return the intake that ``intake_json`` wrote of, with its rows.

    Args:
        given: what was read.
        table: its rows, as ``Intake.table`` has them.

    Raises:
        UnreadableError: it is not what was written.
    """
    try:
        return _intake(given, table)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableError(str(error)) from error


def _intake(given: Any, table: Any) -> Intake:
    lay, at = given["layout"], given["position"]
    layout = Layout(
        text(lay["format"]),
        text(lay["encoding"]),
        str(lay["delimiter"])[:1],
        text(lay["sheet"]),
        tuple(map(text, lay["sheets"])),
        tuple(map(int, lay["header_rows"])),
        tuple(map(int, lay["left_out"])),
        tuple(map(_text, lay["said"])),
    )
    position = Position(
        text(at["declared"]),
        text(at["decided"]),
        tuple(Reading(text(crs), float(share), _text(why)) for crs, share, why in at["readings"]),
        bool(at["swapped"]),
        _text(at["warning"]) if at["warning"] else None,
    )
    problems = tuple(
        RowProblem(int(row), text(column), text(value), _text(expected), bool(taken))
        for row, column, value, expected, taken in given["problems"]
    )
    heads, rows = given["refused"]
    heads = [int(one) if isinstance(one, str) and one.isdecimal() else one for one in heads]  # numbers of columns
    return Intake(
        text(given["name"]),
        layout,
        read_mapping(given["mapping"]),
        position,
        table,
        problems,
        pd.DataFrame([[None if cell is None else str(cell) for cell in row] for row in rows], columns=heads),
        tuple((int(row), tuple(map(text, codes))) for row, codes in given["asked"]),
        tuple(map(_text, given["said"])),
    )


def text(given: object) -> str:
    """Return a text that was read, cut to ``MOST_LETTERS``.

    Raises:
        UnreadableError: it is none.
    """
    if not isinstance(given, str):
        raise UnreadableError("text")
    return plain(given[:MOST_LETTERS], lines=True)


def _text(given: object) -> Text:
    match given:
        case [str(zh), str(en)]:
            return Text(text(zh), text(en))
    raise UnreadableError("text in both languages")


def _texts(given: tuple[Text, ...]) -> list[list[str]]:
    return [list(one) for one in given]


def _refused(rows: pd.DataFrame) -> list[Any]:
    return [[str(name) for name in rows.columns], list(_cells(rows))]


def _cells(rows: pd.DataFrame) -> Iterator[list[str | None]]:
    for row in rows.itertuples(index=False):
        yield [None if pd.isna(cell) else str(cell)[:MOST_LETTERS] for cell in row]
