"""A private PostgreSQL with the shipped tables, one for all tests of this folder."""

import csv
import os
import shutil
import socket
import tempfile
from io import StringIO
from pathlib import Path

import pytest

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed (requirements-postgis.txt)")

from deploy.postgis import load, server  # noqa: E402 - only where psycopg is there
from geodata.catalog.load import load as read_catalog  # noqa: E402 - likewise


@pytest.fixture(scope="session")
def catalog():
    return read_catalog()


@pytest.fixture(scope="session")
def database(catalog):
    """The server, with the tables loaded."""
    if server.programs() is None:
        pytest.skip(f"PostgreSQL with PostGIS is not installed: apt-get install {server.PACKAGES}")
    if os.geteuid() == 0 and not shutil.which("runuser"):
        pytest.skip("PostgreSQL refuses to be root, and there is no runuser")
    folder = Path(
        tempfile.mkdtemp(prefix="chengyu-postgis-")
    )  # not pytest's own, which the server's account cannot enter
    folder.chmod(0o755)
    with socket.socket() as free:
        free.bind((server.HOST, 0))
        port = free.getsockname()[1]
    here = server.Server(folder, port)
    try:
        server.start(here)
        with server.connect(here) as connection:
            assert load.load(connection, catalog)
        yield here
    finally:
        server.stop(here)
        shutil.rmtree(folder)


@pytest.fixture
def connection(database):
    """Of the administrator; what a test changes is undone."""
    with psycopg.connect(database.dsn(server.ADMIN)) as one:
        yield one
        one.rollback()


def read(connection, dataset):
    """A table as the app's reader gets it: the first line, then its rows by id."""
    with connection.cursor() as cursor, cursor.copy(load.copy_out(dataset)) as rows:
        return list(csv.reader(StringIO(b"".join(bytes(one) for one in rows).decode())))
