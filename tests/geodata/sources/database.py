"""A PostgreSQL of the tests' own, as Debian packages it, on this machine only; without it tests are skipped."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import pytest

from geodata.catalog.load import load
from geodata.catalog.model import Catalog, Dataset

TYPES = {"integer": "integer", "year": "integer", "bool": "boolean"} | dict.fromkeys(
    ("number", "lon", "lat"), "double precision"
)
# It listens on this machine alone.
FRESH = ("-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C")
NOTIFY = """
CREATE FUNCTION chengyu.tell() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NOTIFY chengyu; RETURN NULL; END $$;
"""


def programs() -> Path:
    """The folder of PostgreSQL's programs, the newest there are."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    return found[-1].parent


@dataclass
class Database:
    """A cluster that can be killed and started again."""

    folder: Path
    port: int

    def run(self, program: str, *args: str) -> None:
        """Run one of its programs as the user it belongs to; root may not."""
        who = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        done = subprocess.run(
            [*who, str(programs() / program), *args], cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr + done.stdout

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-l", f"{self.folder}/log", "-o", options, "start")

    def kill(self) -> None:
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop")

    def address(self, user: str = "chengyu_reader") -> str:
        return f"host=127.0.0.1 port={self.port} dbname=postgres user={user}"

    def connect(self):
        import psycopg

        return psycopg.connect(self.address("postgres"), autocommit=True)

    def say(self, *statements: str) -> None:
        """Run statements as one who edits, each committed."""
        with self.connect() as connection:
            for statement in statements:
                connection.execute(statement)


@contextmanager
def database() -> Iterator[Database]:
    """A new cluster that holds the shipped tables, as ``make postgis`` makes them but without their constraints."""
    pytest.importorskip("psycopg", reason="psycopg is not installed (requirements-postgis.txt)")
    programs()
    folder = Path(mkdtemp(prefix="chengyu-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        made = Database(folder, int(found.getsockname()[1]))
    try:
        made.run("initdb", "-D", f"{folder}/data", *FRESH)
        made.start()
        fill(made, load())
        yield made
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            made.kill()
        shutil.rmtree(folder, ignore_errors=True)


def fill(made: Database, catalog: Catalog) -> None:
    """Make and fill schema and reading user anew."""
    made.say(
        "DROP SCHEMA IF EXISTS chengyu CASCADE",
        "CREATE SCHEMA chengyu",
        NOTIFY,
        "DO $$ BEGIN CREATE ROLE chengyu_reader LOGIN; EXCEPTION WHEN duplicate_object THEN END $$",
        "GRANT USAGE ON SCHEMA chengyu TO chengyu_reader",
    )
    with made.connect() as connection:
        for dataset in (one for one in catalog.datasets.values() if not one.derived):
            for statement in _table(dataset):
                connection.execute(statement)
            with connection.cursor().copy(f"COPY chengyu.{dataset.id} FROM STDIN (FORMAT csv, HEADER)") as rows:
                rows.write((catalog.tables / dataset.file).read_bytes())


def _table(dataset: Dataset) -> list[str]:
    columns = ", ".join(f'"{one.name}" {TYPES.get(one.type, "text")}' for one in dataset.columns)
    name = f"chengyu.{dataset.id}"
    return [
        f"CREATE TABLE {name} ({columns}, PRIMARY KEY (id))",
        f"CREATE TRIGGER tell AFTER INSERT OR UPDATE OR DELETE ON {name} FOR EACH STATEMENT "
        "EXECUTE FUNCTION chengyu.tell()",
        f"GRANT SELECT ON {name} TO chengyu_reader",
    ]
