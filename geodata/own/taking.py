"""What is made of a file that a visitor brings: a list, one for each way to read its coordinates, or a workspace."""

from dataclasses import dataclass, field, replace
from typing import Any, Final

from geodata.intake.intake import take_file
from geodata.intake.model import Intake, Mapping, Meaning
from geodata.intake.position.known import Known
from geodata.own import workspace, written
from geodata.own.workspace import Noted

ASKED_READINGS: Final = 2  # so many ways to read coordinates are drawn beside each other while it is asked
MOST_REMEMBERED: Final = 50  # mappings
MOST_CHOICES: Final = 2000  # rows whose place was chosen


@dataclass(frozen=True)
class How:
    """How a file is to be read where its owner has said it; by itself where nothing is said.

    Attributes:
        sheet: of a workbook; "" the one that holds most.
        mapping: what each column is.
        reading: of its coordinates, by ``Reading.crs``.
        choices: of rows with an ambiguous place: number → code.
    """

    sheet: str = ""
    mapping: Mapping | None = None
    reading: str = ""
    choices: tuple[tuple[int, str], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        mapping = None if self.mapping is None else written.mapping_json(self.mapping)
        return {"sheet": self.sheet, "mapping": mapping, "reading": self.reading, "choices": list(self.choices)}


AS_IT_IS: Final = How()


def read_how(given: Any) -> How:
    """Return what ``How.to_json`` wrote.

    Raises:
        UnreadableError: it did not.
    """
    try:
        mapping, choices = given["mapping"], given["choices"][:MOST_CHOICES]
        return How(
            written.text(given["sheet"]),
            None if mapping is None else written.read_mapping(mapping),
            written.text(given["reading"]),
            tuple((int(row), written.text(code)) for row, code in choices),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise written.UnreadableError(str(error)) from error


@dataclass(frozen=True, eq=False)
class Taken:
    """What was made of a file.

    Attributes:
        intake: of the list; None of a workspace file.
        readings: while it must be asked how coordinates are to be read: reading → the list read so, likeliest first.
        opened: the lists of a workspace file.
    """

    intake: Intake | None = None
    readings: tuple[tuple[str, Intake], ...] = ()
    opened: tuple[Noted, ...] = ()
    by_memory: bool = field(default=False)


def take(
    content: bytes, name: str, known: Known, how: How, remembered: dict[str, dict[str, Meaning]], most_rows: int
) -> Taken:
    """Return what is made of a file; for a worker.

    Args:
        content, name: of the file.
        known: what places its rows.
        how: what its owner has said of it.
        remembered: what columns of earlier files were, by their headings.
        most_rows: of a list.

    Raises:
        IntakeError: nothing of it can be used.
    """
    if workspace.is_workspace(content):
        return Taken(opened=workspace.opened(content, most_rows))

    def read(how: How) -> Intake:
        return take_file(
            content,
            name,
            known,
            mapping=how.mapping,
            reading=how.reading,
            sheet=how.sheet,
            remembered=remembered,
            choices=dict(how.choices),
            most_rows=most_rows,
        )

    intake = read(how)
    asked = intake.position.readings[:ASKED_READINGS] if intake.position.asks else ()
    settled = replace(how, mapping=intake.mapping)
    readings = tuple((one.crs, read(replace(settled, reading=one.crs))) for one in asked)
    by_memory = how.mapping is None and any(one.why == "user" for one in intake.mapping)
    return Taken(intake, readings, by_memory=by_memory)
