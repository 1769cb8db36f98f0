"""Tables of a PostgreSQL (PostGIS) database, one for each dataset, read as they stand together at one moment.

``psycopg`` is imported only here, and this module only where a database is configured (requirements-postgis.txt).
"""

import csv
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final

import psycopg
from psycopg import sql

from geodata.catalog.errors import DataError, Problem
from geodata.catalog.model import Dataset
from geodata.sources.model import DATABASE, SourceError, Tables, digest
from geodata.text import Text

CHANNEL: Final = "chengyu"  # NOTIFY on it wakes who waits
CONNECT_S: Final = 2
STATEMENT_MS: Final = 5000
KEY: Final = "id"  # the key of every table in the catalogue
GEOMETRY: Final = "geom"  # what a database adds to tables with lon and lat; these are what is read
# A network that swallows what is sent is noticed as soon as a database that does not answer.
_CONNECTION: Final[dict[str, Any]] = {
    "connect_timeout": CONNECT_S,
    "options": f"-c statement_timeout={STATEMENT_MS} -c default_transaction_read_only=on -c datestyle=ISO "
    "-c client_encoding=UTF8 -c extra_float_digits=1 -c idle_in_transaction_session_timeout=30000",
    "application_name": "chengyu",
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": STATEMENT_MS,
}
_COLUMNS: Final = """
SELECT c.relname, a.attname FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = %s
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relname = ANY(%s) AND c.relkind IN ('r', 'v', 'm', 'p', 'f')
  AND has_schema_privilege(n.oid, 'USAGE') AND has_column_privilege(c.oid, a.attnum, 'SELECT')
ORDER BY a.attnum
"""


class Postgis:
    """The tables of a schema, over one connection that is opened again when it was lost."""

    name = DATABASE

    def __init__(self, datasets: Sequence[Dataset], address: str, schema: str) -> None:
        """Take the tables of ``datasets``, which bear their ids, from a schema.

        Args:
            datasets: whose tables.
            address: a connection string of libpq, or a URI; it may hold a password and is never told.
            schema: where they are.
        """
        self._datasets, self._address, self._schema = tuple(datasets), address, schema
        self._held: psycopg.Connection | None = None

    def version(self) -> str:
        """Return the digest of what is there now."""
        return digest(self.read())

    def read(self) -> Tables:
        """Return the tables of one transaction, as CSV by the catalogue's columns, ordered by id."""
        with self._reaching() as connection, connection.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            there = self._columns(connection)
            missing = [one for one in self._datasets if one.id not in there]
            if missing:
                expected = Text("数据库里应有这张表，并允许读取", "the table should be there, to be read by this user")
                raise DataError([Problem(self._named(one.id), 0, "table", "", expected) for one in missing])
            return {one.id: self._table(connection, one, there[one.id]) for one in self._datasets}

    def _columns(self, connection: psycopg.Connection) -> dict[str, list[str]]:
        """The columns that each table has and that may be read, in its order."""
        found = dict[str, list[str]]()
        for table, column in connection.execute(_COLUMNS, (self._schema, [one.id for one in self._datasets])):
            found.setdefault(table, []).append(column)
        return found

    def _table(self, connection: psycopg.Connection, dataset: Dataset, there: list[str]) -> bytes:
        """One table. What the catalogue does not know is left out, unless it may be a column under a wrong name."""
        declared = [column.name for column in dataset.columns]
        names = [name for name in declared if name in there]
        if names != declared:
            names += [name for name in there if name not in declared and name != GEOMETRY]
        key = [sql.SQL('{} COLLATE "C"').format(sql.Identifier(KEY) + sql.SQL("::text"))] if KEY in there else []
        query = sql.SQL("COPY (SELECT {} FROM {} {}) TO STDOUT (FORMAT csv, HEADER, ENCODING 'UTF8')").format(
            sql.SQL(", ").join(sql.Identifier(name) + sql.SQL("::text") for name in names),
            sql.Identifier(self._schema, dataset.id),
            sql.SQL("ORDER BY ") + key[0] if key else sql.SQL(""),
        )
        with connection.cursor() as cursor, cursor.copy(query) as rows:
            return b"".join(rows)

    def wait(self, seconds: float) -> None:
        """Wait until somebody notifies, or as long as is said; a lost connection is left to the next reading."""
        if self._held is None:
            time.sleep(seconds)
            return
        with suppress(SourceError), self._reaching() as connection:
            for _ in connection.notifies(timeout=seconds, stop_after=1):
                return

    def place(self, id: str, row: int, tables: Tables) -> tuple[str, str]:
        """Return schema and table, and the id of the row: a table has no lines."""
        rows = list(csv.DictReader(tables[id].decode().splitlines())) if row and id in tables else []
        return self._named(id), rows[row - 2].get(KEY, "") if 2 <= row < len(rows) + 2 else ""

    def _named(self, id: str) -> str:
        return f"{self._schema}.{id}"

    @contextmanager
    def _reaching(self) -> Iterator[psycopg.Connection]:
        """The connection, opened if there is none; when it fails it is given up."""
        try:
            if self._held is None or self._held.closed:
                self._held = psycopg.connect(self._address, autocommit=True, **_CONNECTION)
                self._held.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
            yield self._held
        except (psycopg.Error, OSError) as error:
            self.close()
            raise SourceError(_told(error)) from error

    def close(self) -> None:
        """Give the connection up."""
        if self._held:
            self._held.close()
        self._held = None


def _told(error: Exception) -> Text:
    """What readers are told of an error: a server that answers names a state, one that cannot be reached does not."""
    if isinstance(error, psycopg.errors.QueryCanceled):
        return Text("数据库没有及时应答", "the database does not answer in time")
    if isinstance(error, psycopg.errors.AdminShutdown) or not getattr(error, "sqlstate", None):
        return Text("数据库连不上", "the database cannot be reached")
    return Text("数据库读不出来", "the database cannot be read")


def usable(address: str) -> bool:
    """Return whether a text is an address that a database may have; it is not asked."""
    try:
        return bool(psycopg.conninfo.conninfo_to_dict(address))
    except psycopg.ProgrammingError:
        return False
