"""The shipped tables → the database: all in one transaction, and nothing that was edited there is lost unasked."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final

import psycopg
from psycopg import sql

from deploy.postgis import schema
from geodata.catalog import reader
from geodata.catalog.model import Catalog, Dataset
from geodata.catalog.schema import validate

_THERE: Final = "SELECT count(*) FROM information_schema.schemata WHERE schema_name = %s"


def cells(dataset: Dataset, catalog: Catalog) -> str:
    """Return the rows of a shipped table as COPY reads them: CSV without its first line, empty where nothing is known.

    Raises:
        DataError: naming file, row, column, value and what is expected.
    """
    table = reader.raw(catalog.tables / dataset.file)
    validate(table, dataset, catalog)
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(table.itertuples(index=False, name=None))
    return text.getvalue()


def _columns(dataset: Dataset) -> str:
    return ", ".join(schema.named(column.name) for column in dataset.columns)


def copy_in(dataset: Dataset) -> str:
    """Return the statement that reads rows of a table."""
    return f"COPY {schema.qualified(dataset.id)} ({_columns(dataset)}) FROM STDIN (FORMAT csv)"


def copy_out(dataset: Dataset) -> str:
    """Return the statement that gives a table back as it is shipped, in the order of its key."""
    truth = {column.name: f"{schema.named(column.name)}::text" for column in dataset.columns if column.type == "bool"}
    asked = ", ".join(truth.get(column.name, schema.named(column.name)) for column in dataset.columns)
    rows = f"SELECT {asked} FROM {schema.qualified(dataset.id)} ORDER BY id"  # noqa: S608 - names are quoted
    return f"COPY ({rows}) TO STDOUT (FORMAT csv, HEADER)"


def load(connection: psycopg.Connection, catalog: Catalog, *, replace: bool = False) -> bool:
    """Make the tables in a database and fill them with what is shipped; all or nothing.

    Args:
        connection: of a user who may create the extension, roles and a schema; in no transaction.
        catalog: what the tables are.
        replace: throw away the schema that is there, with every edit in it.

    Returns:
        Whether it was done; not when the schema is there and is not to be replaced.

    Raises:
        DataError: a shipped table is broken.
        psycopg.Error: the database refuses something.
    """
    rows = {dataset: cells(dataset, catalog) for dataset in schema.tables(catalog)}
    with connection.transaction(), connection.cursor() as cursor:
        found = cursor.execute(_THERE, (schema.SCHEMA,)).fetchone()
        if found and found[0] and not replace:
            return False
        cursor.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema.SCHEMA)))
        for statement in schema.statements(catalog):
            cursor.execute(statement.encode())
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # a table may come before the one it refers to
        for dataset, text in rows.items():
            with cursor.copy(copy_in(dataset).encode()) as copy:
                copy.write(text)
    return True


def script(catalog: Catalog) -> Iterator[str]:
    """Yield the lines of the same as one file for psql: for a server that has no Python of ours.

    Raises:
        DataError: a shipped table is broken.
    """
    yield from ("\\set ON_ERROR_STOP on\n", "SET client_encoding = 'UTF8';\n", "BEGIN;\n")
    yield from (f"{statement};\n" for statement in schema.statements(catalog))
    yield "SET CONSTRAINTS ALL DEFERRED;\n"
    for dataset in schema.tables(catalog):
        yield f"{copy_in(dataset)};\n{cells(dataset, catalog)}\\.\n"
    yield "COMMIT;\n"
