"""What would be published: tried as a whole, held against what everyone sees now, nothing written yet."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from geodata.catalog.errors import DataError, Problem
from geodata.catalog.model import Dataset
from geodata.intake.model import RowProblem
from geodata.publish import trial
from geodata.publish.errors import PublishError
from geodata.publish.fitting import fit
from geodata.publish.given import MOST_ROWS, Given, too_many
from geodata.sources.configured import configured, publishable
from geodata.sources.model import SourceError, Tables, digest
from geodata.sources.versions import Overlay, Version, Versions, Way
from geodata.sources.versions import digest as rows_digest
from geodata.sources.workspace import KEY, as_csv, publishes, table_rows
from geodata.store import releases
from geodata.store.releases import Changes, Release
from geodata.store.store import Store
from geodata.text import Text, counted

FIRST_ROW: Final = 2  # of a CSV, below its header
CLOSED: Final = Text(
    '本服务器没有开放发布（[intake] mode = "workspace"）',
    'publishing is not open on this server ([intake] mode = "workspace")',
)
_BREAKS: Final = Text(
    "有页面画不出这样的数据（原因见服务器日志），没有发布", "a page cannot show such data (the server's log says why)"
)
_LOG: Final = logging.getLogger(__name__)
_SAME: Final = Text("与现在的数据相同，没有可发布的变化", "this is what is published already: nothing would change")


@dataclass(frozen=True, eq=False)
class Proposal:
    """A version that nobody has published yet.

    Attributes:
        version: as it would be, but for who, when and why.
        rows: what its tables need that is not there yet: digest → CSV.
        changes: from what everyone sees now to what everyone would see.
        seen: the digest of all tables that it was made from; of others it must be made anew.
        said: what was made of the file, one sentence each.
    """

    version: Version
    rows: dict[str, bytes]
    changes: Changes
    seen: str
    said: tuple[Text, ...] = ()


class _Draft(Versions):
    """The versions of a server as if one more were published."""

    def __init__(self, kept: Versions, version: Version, rows: Mapping[str, bytes]) -> None:
        super().__init__(kept.folder)
        self._version, self._new = version, rows

    def numbers(self) -> list[int]:
        return [self._version.number]

    def get(self, number: int) -> Version:
        return self._version if number == self._version.number else super().get(number)

    def rows(self, overlay: Overlay) -> bytes:
        return self._new[overlay.rows] if overlay.rows in self._new else super().rows(overlay)


def read(versions: Versions) -> Tables:
    """Return all tables as they are read where these versions are published.

    Raises:
        PublishError: publishing is not open here, or a source cannot be read.
    """
    found = configured(versions)
    if not publishes() or not found:
        raise PublishError(CLOSED)
    try:
        return found[0].read()
    except SourceError as error:
        raise PublishError(error.told) from error
    except DataError as error:
        raise PublishError(Text(error.say("zh"), error.say("en"))) from error


def table_of(id: str) -> Dataset:
    """Return a table that may be published on this server.

    Raises:
        PublishError: there is none of this id, or it comes from elsewhere.
    """
    dataset = next((one for one in publishable() if one.id == id), None)
    if not dataset:
        raise PublishError(_not_here(id))
    return dataset


def of_rows(
    given: Given,
    table: str,
    way: Way,
    values: Mapping[str, str],
    versions: Versions,
    before: Store,
    since: Release | None = None,
) -> Proposal:
    """Return what it would be to publish a file as a table, or beside its rows.

    Args:
        given: the file's rows.
        table: the id of the table.
        way: whether they take the place of all rows, or are added (of a row that is known, the file's holds).
        values: column → the value for every row whose cell the file leaves empty or lacks.
        versions: those of this server.
        before, since: the store that everyone sees now, and all that it holds where its files are gone.

    Raises:
        PublishError: the file does not fit, the checks of shipped tables refuse it, or nothing would change.
    """
    dataset = table_of(table)
    current, tables = _now(versions)
    listed = {id: table_rows(content) for id, content in tables.items()}
    fitted = fit(given, dataset, before.catalog, listed, values)
    rows, state = fitted.rows, current.tables.get(table)
    if way == "extend" and state:
        mine = {row[KEY]: row for row in rows}
        earlier = table_rows(versions.rows(state))
        known = {row[KEY] for row in earlier}
        rows = [mine.get(row[KEY], row) for row in earlier] + [row for row in rows if row[KEY] not in known]
    if len(rows) > MOST_ROWS:
        raise PublishError(too_many(len(rows)))
    content = as_csv(rows, [column.name for column in dataset.columns])
    overlay = Overlay(state.way if way == "extend" and state else way, rows_digest(content))
    version = Version(
        current.number + 1, table=table, way=way, file=given.name, tables=current.tables | {table: overlay}
    )

    def mended(problem: Problem, tried: Tables) -> RowProblem:
        there = table_rows(tried[table]) if problem.file == dataset.file and problem.row >= FIRST_ROW else []
        number = fitted.numbers.get(there[problem.row - FIRST_ROW][KEY]) if there else None
        if number is None:
            return _elsewhere(problem)
        heading = fitted.headings.get(problem.column, problem.column)
        return RowProblem(number, heading, problem.value, problem.expected)

    return _tried(version, {overlay.rows: content}, tables, versions, before, fitted.said, mended, since)


def back(to: int | None, versions: Versions, before: Store, since: Release | None = None) -> Proposal:
    """Return what it would be to go back.

    Args:
        to: the version whose tables are to hold again; None: those before the present one.
        versions: those of this server.
        before, since: the store that everyone sees now, and all that it holds where its files are gone.

    Raises:
        PublishError: there is no such version, or it does not pass the checks of today.
    """
    current, tables = _now(versions)
    held = current.number if current.restores is None else current.restores
    if to is None and not held:
        raise PublishError(Text("前面没有版本了", "there is no version before this one"))
    asked = held - 1 if to is None else to
    if asked not in (0, *versions.numbers()):
        raise PublishError(Text(f"没有第{asked}版", f"there is no version {asked}"))
    earlier = versions.get(asked)
    target = earlier.number if earlier.restores is None else earlier.restores
    restored = versions.get(target).tables
    changed = [id for id in {**current.tables, **restored} if current.tables.get(id) != restored.get(id)]
    table = changed[0] if len(changed) == 1 else ""
    version = Version(current.number + 1, table=table, restores=target, tables=restored)
    return _tried(version, {}, tables, versions, before, (), lambda problem, _: _elsewhere(problem), since)


def _now(versions: Versions) -> tuple[Version, Tables]:
    """What is published, and all tables with it."""
    try:
        return versions.current(), read(versions)
    except SourceError as error:
        raise PublishError(error.told) from error


def _tried(
    version: Version,
    rows: dict[str, bytes],
    tables: Tables,
    versions: Versions,
    before: Store,
    said: tuple[Text, ...],
    mended: Callable[[Problem, Tables], RowProblem],
    since: Release | None,
) -> Proposal:
    tried = read(_Draft(versions, version, rows))
    if tried == tables:
        raise PublishError(_SAME)
    try:
        if not since:
            since = releases.now(before) if trial.shows(before, tables) else trial.made(tables, before)[1]
        store, release = trial.made(tried, before)
        trial.pages(store)
    except DataError as error:
        problems = [mended(problem, tried) for problem in error.problems]
        cells = counted(len(problems), "cell")
        told = Text(f"有{len(problems)}处不合各表的检查", f"the checks of all tables refuse {cells}")
        raise PublishError(told, problems) from error
    except Exception as error:  # it passes the checks and still breaks something: here nobody sees it
        _LOG.exception("what was to be published breaks a page")
        raise PublishError(_BREAKS) from error
    changes = releases.compare(since, release)
    found = changes.tables.get(version.table)
    counts = {name: len(getattr(found, name)) for name in ("added", "removed", "changed")} if found else {}
    version = replace(version, counts=counts, data_version=store.version)
    return Proposal(version, rows, changes, digest(tables), said)


def _not_here(table: str) -> Text:
    there = publishable()
    if not there:
        return CLOSED
    return Text(
        f"不能发布“{table}”，可以发布的有：{'、'.join(one.id for one in there)}",
        f"“{table}” cannot be published; these can: {', '.join(one.id for one in there)}",
    )


def _elsewhere(problem: Problem) -> RowProblem:
    """A cell that is not in the file: of another table that refers to it, or of a row that the file leaves alone."""
    return RowProblem(0, f"{problem.file} {problem.row} {problem.column}", problem.value, problem.expected)
