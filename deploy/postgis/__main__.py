"""From the command line (docs/postgis.md): ``python -m deploy.postgis start | stop | load | sql | project``."""

import argparse
import sys
from pathlib import Path
from typing import Final

import psycopg

from deploy.postgis import load, server
from deploy.postgis.schema import EDITOR, READER
from geodata.catalog.errors import DataError
from geodata.catalog.load import load as read_catalog

_READY: Final = """
The database is ready. 数据库已就绪。
  the app 应用:  default = "postgis" in [sources], CHENGYU_POSTGIS="{reader}"
  people edit  编辑用户:  {editor}
  QGIS: PGSERVICEFILE={services} qgis {project}
  stop 停止:  make postgis-stop
"""


def _start(asked: argparse.Namespace) -> None:
    """A private server with the tables in it and the QGIS project beside it."""
    here = server.Server(asked.folder.resolve(), asked.port)
    server.start(here)
    with server.connect(here) as connection:
        new = load.load(connection, read_catalog(), replace=asked.replace)
    print("The shipped tables are loaded. 已装入随附数据。" if new else _KEPT)
    project = _project(here.folder)
    told = {"reader": here.dsn(READER), "editor": here.dsn(EDITOR), "services": here.services}
    print(_READY.format(project=project, **told))


_KEPT: Final = (
    "The tables are there already and stay as they were edited (--replace loads the shipped ones anew). "
    "表已在库中，保留已有编辑（--replace 重新装入随附数据）。"
)


def _project(folder: Path) -> Path:
    """The QGIS project with its ground, written into a folder."""
    # What draws the ground takes some seconds to load; the other commands go without.
    from deploy.postgis import project
    from geodata.store.store import load as read_store

    return project.write(folder, read_store())


def _load(asked: argparse.Namespace) -> None:
    """The tables into a database that is there."""
    with psycopg.connect(asked.dsn, autocommit=True) as connection:
        new = load.load(connection, read_catalog(), replace=asked.replace)
    print("The shipped tables are loaded. 已装入随附数据。" if new else _KEPT)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m deploy.postgis", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("start", "stop", "load", "sql", "project"):
        one = commands.add_parser(name)
        if name in ("start", "stop", "project"):
            one.add_argument("--folder", type=Path, default=Path("build/postgis"))
        if name in ("start", "stop"):
            one.add_argument("--port", type=int, default=5433)
        if name in ("start", "load"):
            one.add_argument(
                "--replace", action="store_true", help="throw away what was edited, load the shipped tables"
            )
        if name == "load":
            one.add_argument("dsn", help="as libpq takes it: postgresql://user@host/database")
    return parser


def main() -> int:
    """Do what is asked; return how it ended."""
    asked = _parser().parse_args()
    try:
        match asked.command:
            case "start":
                _start(asked)
            case "stop":
                server.stop(server.Server(asked.folder.resolve(), asked.port))
            case "load":
                _load(asked)
            case "sql":
                sys.stdout.writelines(load.script(read_catalog()))
            case "project":
                print(_project(asked.folder.resolve()))
    except (server.ServerError, DataError, psycopg.Error) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
