"""A private PostgreSQL on loopback, in a folder of its own, with Debian's programs: to try, to test, for one office.

Who has the folder has the passwords: they are made by chance and lie in ``pgpass`` there, which only its owner reads.
"""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from deploy.postgis.schema import EDITOR, READER

HOST: Final = "127.0.0.1"
DATABASE: Final = "chengyu"
ADMIN: Final = "postgres"  # the superuser of this server, and the account that runs it when root starts it
_DEBIAN: Final = Path("/usr/lib/postgresql")
_EXTENSIONS: Final = Path("/usr/share/postgresql")
PACKAGES: Final = "postgresql postgresql-postgis"


class ServerError(Exception):
    """The server cannot be had as asked; the message says why and what to do."""


@dataclass(frozen=True)
class Server:
    """Where a server's files lie and which port it has."""

    folder: Path
    port: int

    @property
    def data(self) -> Path:
        """The folder of PostgreSQL itself."""
        return self.folder / "data"

    @property
    def passwords(self) -> Path:
        """The file of passwords, as libpq reads it."""
        return self.folder / "pgpass"

    @property
    def services(self) -> Path:
        """The file of services, by which QGIS finds the database: PGSERVICEFILE."""
        return self.folder / "service.conf"

    def dsn(self, role: str, database: str = DATABASE) -> str:
        """Return how to connect as somebody: a connection string of libpq without the password itself."""
        told = {"dbname": database, "user": role, "passfile": str(self.passwords)}
        return make_conninfo(host=HOST, port=self.port, **told)


def programs() -> Path | None:
    """Return the folder of the newest PostgreSQL of Debian that has PostGIS; None when there is none."""
    found = [
        folder
        for folder in _DEBIAN.glob("*/bin")
        if (_EXTENSIONS / folder.parent.name / "extension" / "postgis.control").is_file()
    ]
    return max(found, key=lambda folder: float(folder.parent.name), default=None)


def _run(server: Server, program: str, *arguments: str) -> int:
    """Run one of PostgreSQL's programs, which refuse to be root, and return how it ended."""
    folder = programs()
    if folder is None:
        raise ServerError(f"PostgreSQL with PostGIS is not installed: apt-get install {PACKAGES}")
    as_other = ["runuser", "-u", ADMIN, "--"] if os.geteuid() == 0 else []
    # Its output goes nowhere: the server would keep a pipe open for as long as it lives.
    nowhere = subprocess.DEVNULL
    command = [*as_other, str(folder / program), f"--pgdata={server.data}", *arguments]
    done = subprocess.run(  # noqa: S603 - programs and folders of ours
        command, check=False, cwd="/", stdin=nowhere, stdout=nowhere, stderr=nowhere
    )
    return done.returncode


def running(server: Server) -> bool:
    """Return whether the server of this folder runs."""
    return server.data.is_dir() and _run(server, "pg_ctl", "status") == 0


def start(server: Server) -> None:
    """Start the server, made first where there is none: on loopback alone, with a password for each role.

    Raises:
        ServerError: PostgreSQL is missing, may not use the folder, or does not start.
    """
    if running(server):
        return
    if not server.data.is_dir():
        _make(server)
    # Nothing but the loopback; without a socket file its folder may be named as long as it likes.
    options = f"-p {server.port} -c listen_addresses={HOST} -c unix_socket_directories=''"
    log = server.data / "server.log"
    if _run(server, "pg_ctl", "start", "--wait", f"--log={log}", f"--options={options}") != 0:
        told = log.read_text(encoding="utf-8", errors="replace").splitlines()[-5:] if log.is_file() else []
        raise ServerError("\n".join([f"the server does not start on port {server.port}:", *told]))
    _private(server.services, "".join(_services(server)))  # the port may be another than last time
    _accounts(server)


def stop(server: Server) -> None:
    """End the server; who is connected is sent away."""
    if running(server):
        _run(server, "pg_ctl", "stop", "--wait", "--mode=fast")


def connect(server: Server, role: str = ADMIN, database: str = DATABASE) -> psycopg.Connection:
    """Return a connection that is in no transaction."""
    return psycopg.connect(server.dsn(role, database), autocommit=True)


def _make(server: Server) -> None:
    """A new cluster: UTF-8, sorted by code points, passwords only."""
    server.folder.mkdir(parents=True, exist_ok=True)
    words = {role: secrets.token_urlsafe(24) for role in (ADMIN, READER, EDITOR)}
    _private(server.passwords, "".join(f"{HOST}:*:*:{role}:{word}\n" for role, word in words.items()))
    first = server.folder / "first-password"
    _private(first, words[ADMIN])
    server.data.mkdir(mode=0o700)
    if os.geteuid() == 0:
        for path in (server.data, first):
            shutil.chown(path, ADMIN)
    how = ("--auth=scram-sha-256", f"--username={ADMIN}", f"--pwfile={first}")
    try:
        made = _run(server, "initdb", *how, "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
    finally:
        first.unlink()
    if made != 0:
        shutil.rmtree(server.data)
        raise ServerError(
            f"initdb cannot use {server.data}"
            + (f": may the account {ADMIN} enter every folder above it?" if os.geteuid() == 0 else "")
        )


def _private(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(text, encoding="utf-8")


def _services(server: Server) -> Iterator[str]:
    """The service that the QGIS project asks for: the editor of this database."""
    yield f"[{DATABASE}]\nhost={HOST}\nport={server.port}\ndbname={DATABASE}\nuser={EDITOR}\n"
    yield f"passfile={server.passwords}\n"


def _accounts(server: Server) -> None:
    """The database, and the two roles that log in with the passwords of the file."""
    lines = server.passwords.read_text(encoding="utf-8").splitlines()
    words = {line.split(":")[3]: line.split(":")[4] for line in lines}
    with connect(server, database="postgres") as connection:
        if not connection.execute("SELECT FROM pg_database WHERE datname = %s", (DATABASE,)).rowcount:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
        for role in (READER, EDITOR):
            known = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", (role,)).rowcount
            how = sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}" if known else "CREATE ROLE {} LOGIN PASSWORD {}")
            connection.execute(how.format(sql.Identifier(role), sql.Literal(words[role])))
