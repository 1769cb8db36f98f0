"""A file's columns become those of a table, by heading or meaning; the rest keeps what stands there, or is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from geodata.catalog.errors import DataError
from geodata.catalog.model import Catalog, Column, Dataset
from geodata.catalog.schema import FILLED, validate
from geodata.intake.model import Meaning, RowProblem
from geodata.publish import cells, ids, places, said
from geodata.publish.errors import PublishError
from geodata.publish.given import Given, empty
from geodata.publish.said import spoken
from geodata.sources.workspace import Rows
from geodata.text import Text, counted

# What a column was taken for → the columns of a table that may be; the first that it has.
MEANT: Final[dict[Meaning, tuple[str, ...]]] = {
    Meaning.ID: ("id",),
    Meaning.NAME: ("name_zh",),
    Meaning.ADDRESS: ("address",),
    Meaning.PROVINCE: ("province",),
    Meaning.CITY: ("city",),
    Meaning.COUNTY: ("county",),
    Meaning.ADCODE: ("adcode",),
    Meaning.SERVES: ("serves_from",),
    Meaning.CATEGORY: ("category", "kind"),
    Meaning.LEVEL: ("level", "grade"),
    Meaning.BEDS: ("beds",),
    Meaning.PHONE: ("phone", "number"),
    Meaning.SINCE: ("opened", "since", "founded", "date"),
    Meaning.SOURCE: ("source_title",),
    Meaning.URL: ("source_url",),
}
NAMES: Final = {"名称": "name_zh", "name": "name_zh"}  # what lists say for it


@dataclass(frozen=True, eq=False)
class Fitted:
    """Rows as they are to stand in a table.

    Attributes:
        rows: every column of the table, all of text.
        numbers: of the file's rows, by id.
        headings: column of the table → heading in the file, of those that the file has.
        said: what was made of the file, one sentence each.
    """

    rows: Rows
    numbers: dict[str, int]
    headings: dict[str, str]
    said: tuple[Text, ...]


def columns_of(given: Given, dataset: Dataset) -> dict[str, int]:
    """Return which column of a file each column of a table is: by its name or label, else by what it was taken for."""
    declared = {column.name: column for column in dataset.columns}
    by_word = {cells.key(word): name for word, name in NAMES.items() if name in declared}
    for name, column in declared.items():
        by_word |= {cells.key(word): name for word in (column.label.zh, column.label.en, name)}
    placed = places.LOCATION if given.places and "lon" in declared else ()
    found: dict[str, int] = {}
    for n, heading in enumerate(given.headings):
        last = heading.rpartition("·")[2]  # of a heading of two lines, where the first is one for several columns
        name = heading if given.own else by_word.get(cells.key(heading)) or by_word.get(cells.key(last), "")
        if name and name not in placed:
            found.setdefault(name, n)
    for n, meaning in enumerate(given.meanings):
        names = [name for name in MEANT.get(meaning, ()) if name in declared] if meaning else []
        if names and n not in found.values() and names[0] not in placed:
            found.setdefault(names[0], n)
    return found


def fit(
    given: Given, dataset: Dataset, catalog: Catalog, tables: Mapping[str, Rows], values: Mapping[str, str]
) -> Fitted:
    """Return the rows of a file as a table has them.

    Of each cell holds, in this order: what the file has in that column, the value given for all rows, what its place
    says, what the row of the table has that it is about, a transcription for an English name that nobody gave.

    Args:
        given: the file's rows.
        dataset: the table.
        catalog: of all tables.
        tables: the rows of all tables now.
        values: column → the value for every row whose cell the file leaves empty or lacks.

    Raises:
        PublishError: with every cell that does not fit, and the columns that are missing as a whole.
    """
    if unknown := [name for name in values if name not in dataset.all_columns or name == "id"]:
        raise PublishError(Text(f"没有这样的列：{'、'.join(unknown)}", f"no such column: {', '.join(unknown)}"))
    declared = {column.name: column for column in dataset.columns}
    used = columns_of(given, dataset)
    rows = [_own(line, used, declared, catalog, values, given.own) for line in given.cells]
    if given.places:
        for row, place in zip(rows, places.located(given.places), strict=True):
            row.update({name: text for name, text in place.items() if name in declared and not row.get(name)})
    found = ids.known(rows, tables[dataset.id])
    before = {row["id"]: row for row in tables[dataset.id]}
    hows = [f"{given.name}：{one.how}" if one else "" for one in given.places] or [""] * len(rows)
    for row, id, how in zip(rows, found, hows, strict=True):
        _complete(row, before.get(id, {}), used, values, how)
    taken = set(before) | {id for id in found if id}
    for n, row in enumerate(rows):
        if not found[n]:
            found[n] = ids.new(row, taken)
            taken.add(found[n])
        row["id"] = found[n]
    problems = [*_coded(rows, used, given, dataset, tables), *_odd_ids(rows, given)]
    problems += _checked(rows, used, given, dataset, catalog)
    headings = {name: given.headings[n] for name, n in used.items()}
    missing = _missing(rows, used, declared)
    if problems:
        count = len({problem.row for problem in problems})
        raise PublishError(
            Text(
                f"{count}行有{len(problems)}格不合要求",
                f"{counted(len(problems), 'cell')} in {counted(count, 'row')} do not fit",
            ),
            problems,
            missing,
        )
    told = said.of(given, dataset, used, [id in before for id in found], rows)
    return Fitted(rows, dict(zip(found, given.numbers, strict=True)), headings, told)


def _own(
    line: list[object],
    used: Mapping[str, int],
    declared: Mapping[str, Column],
    catalog: Catalog,
    values: Mapping[str, str],
    own: bool,
) -> dict[str, str]:
    """What the file says of a row, and what is said of all rows."""
    allowed = {name: catalog.vocabulary(declared[name]) for name in (*used, *values)}
    row = {
        name: cells.written(None if empty(line[n]) else line[n], declared[name], allowed[name], own=own)
        for name, n in used.items()
    }
    for name, value in values.items():
        if not row.get(name):
            row[name] = cells.written(value, declared[name], allowed[name])
    return row


def _complete(
    row: dict[str, str], before: Mapping[str, str], used: Mapping[str, int], values: Mapping[str, str], how: str
) -> None:
    """Add what the file does not say: what the table has of the row, if it is not coarser, and how it was placed."""
    rank = {precision: n for n, precision in enumerate(places.PRECISE)}
    if how and rank.get(before.get("coord_precision", ""), -1) > rank.get(row.get("coord_precision", ""), -1):
        for name in (*places.LOCATION, "coord_precision"):  # the table knows it more exactly than the file's words do
            row.pop(name, None)
    elif how and "coord_source" not in used:
        row.setdefault("coord_source", how)
    sources = {_source(name) for name in (*used, *values)} - {""}
    for name, cell in before.items():
        paired = name.endswith(places.CODES) and name.removesuffix(places.CODES) in used
        if name not in used and name not in row and not paired and _source(name) not in sources:
            row[name] = cell
    if not row.get("name_en") and "name_en" not in used and "name_en" not in values and row.get("name_zh"):
        row["name_en"] = spoken(row)


def _source(column: str) -> str:
    """Which source a column tells of ("contact_source_"): title, address, date and kind go together; "" of others."""
    before, found, _ = column.rpartition("source_")
    return f"{before}{found}" if found and not column.startswith("coord_") else ""


def _coded(
    rows: Rows, used: Mapping[str, int], given: Given, dataset: Dataset, tables: Mapping[str, Rows]
) -> list[RowProblem]:
    """Write the codes of the places that a column names where the file does not; tell names that stand for none."""
    problems, known = list[RowProblem](), None
    for column in dataset.columns:
        names = column.name.removesuffix(places.CODES)
        if names == column.name or names not in used or column.name in used:
            continue
        known = known or places.coded(tables["unit_names"])
        for row, number in zip(rows, given.numbers, strict=True):
            row[column.name], unknown = places.codes_of(row.get(names, ""), known)
            told = Text("川渝的省市、市州、区县，以分号分隔", "places of Sichuan and Chongqing, separated by ;")
            problems += [RowProblem(number, given.headings[used[names]], name, told) for name in unknown]
    return problems


def _odd_ids(rows: Rows, given: Given) -> list[RowProblem]:
    told = Text("由字母、数字、_ . - 组成的标识", "an id of letters, digits, _ . and -")
    return [
        RowProblem(number, "id", row["id"], told)
        for row, number in zip(rows, given.numbers, strict=True)
        if not ids.fits(row["id"])
    ]


def _checked(rows: Rows, used: Mapping[str, int], given: Given, dataset: Dataset, catalog: Catalog) -> list[RowProblem]:
    """What the checks of shipped tables say of the rows, in the words of the file."""
    columns = [column.name for column in dataset.columns]
    table = pd.DataFrame([[row.get(name, "") for name in columns] for row in rows], columns=columns, dtype=str)
    try:
        validate(table, dataset, catalog)
    except DataError as error:
        problems = []
        for one in error.problems:
            column = dataset.all_columns[one.column]
            heading = given.headings[used[one.column]] if one.column in used else column.label.zh
            allowed = catalog.vocabulary(column)
            told = one.expected if one.expected == FILLED or not allowed else cells.expected(column, allowed)
            problems.append(RowProblem(given.numbers[one.row - 2], heading, one.value, told))
        return problems
    return []


def _missing(rows: Rows, used: Mapping[str, int], declared: Mapping[str, Column]) -> list[str]:
    """The columns that the table needs, that the file lacks, and that not every row has."""
    return [
        name
        for name, column in declared.items()
        if column.required and name not in used and not all(row.get(name) for row in rows)
    ]
