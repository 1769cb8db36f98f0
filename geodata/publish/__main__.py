"""``python -m geodata.publish``: publish a list as a table for everyone, go back, or list what was published."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from geodata.boundaries.vintage import Vintage
from geodata.catalog.errors import DataError
from geodata.catalog.load import load
from geodata.configuration import ConfigurationError
from geodata.publish import keeping, proposal, telling, trial
from geodata.publish.errors import PublishError
from geodata.publish.reading import given_of
from geodata.sources.model import SourceError
from geodata.sources.versions import Versions, Way
from geodata.sources.workspace import prepare, published
from geodata.store.releases import Release
from geodata.store.store import Store
from geodata.text import Text

LISTED: Final = 50  # versions, and cells to mend


def _now(versions: Versions) -> tuple[Store, Release]:
    """The store that everyone sees, made here of what is published now, and all that it holds."""
    return trial.made(proposal.read(versions))


def _tell(text: Text) -> None:
    print(f"{text.zh}　{text.en}")


def _publish(given: argparse.Namespace, versions: Versions) -> None:
    before, since = _now(versions)
    if given.undo is not None:
        found = proposal.back(None if given.undo < 0 else given.undo, versions, before, since)
    else:
        values = dict(one.split("=", 1) for one in given.set)
        path, dataset = Path(given.file), proposal.table_of(given.table)
        rows = given_of(path.read_bytes(), path.name, dataset, before.at(Vintage.TODAY), given.crs)
        way: Way = "extend" if given.extend else "replace"
        found = proposal.of_rows(rows, given.table, way, values, versions, before, since)
    for text in (*found.said, *telling.lines(found.changes, before.catalog)):
        _tell(text)
    if given.preview:
        _tell(Text("只是预览，什么也没有发布", "a preview only: nothing was published"))
        return
    done = keeping.publish(found, given.by, given.why, versions)
    _tell(Text(f"已发布第{done.number}版，数据版本 {done.data_version}", f"version {done.number} is published"))


def _list(versions: Versions) -> None:
    catalog = load()
    current = versions.current()
    for one in versions.latest(LISTED):
        mark = "*" if one.number == current.number else " "
        said = telling.version(one, catalog)
        print(f"{mark}{one.number:>5}  {one.made}  {one.by}  {said.zh}　{said.en}  {one.data_version}  {one.why}")
    if not current.number:
        _tell(Text("还没有发布过", "nothing was published yet"))


def _check(versions: Versions) -> None:
    trial.pages(_now(versions)[0])
    _tell(Text("已发布的内容合乎这个版本的软件", "what is published fits this version of the software"))


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m geodata.publish", description=__doc__)
    parser.add_argument("file", nargs="?", help="the list: any file that /mydata takes, or CSV in the table's columns")
    parser.add_argument("--as", dest="table", help="the table, by its id in the catalogue")
    parser.add_argument("--by", default="", help="who publishes")
    parser.add_argument("--why", default="", help="what for")
    parser.add_argument("--extend", action="store_true", help="beside the table's rows, not in their place")
    parser.add_argument("--set", action="append", default=[], metavar="COLUMN=VALUE", help="for rows that lack it")
    parser.add_argument("--crs", default="", help="what its coordinates are in, where that is asked: GCJ-02, BD-09 …")
    parser.add_argument("--preview", action="store_true", help="show what would change, publish nothing")
    parser.add_argument("--undo", nargs="?", type=int, const=-1, metavar="N", help="one step back, or to version N (0)")
    parser.add_argument("--list", action="store_true", help="the versions, the newest first")
    parser.add_argument("--check", action="store_true", help="whether what is published passes the checks of today")
    given = parser.parse_args(arguments)
    asked = [given.file is not None, given.undo is not None, given.list, given.check]
    if sum(asked) != 1:
        parser.error("one of FILE, --undo, --list, --check")
    if given.file and not given.table:
        parser.error("--as TABLE is needed")
    if (given.file or given.undo is not None) and not given.by and not given.preview:
        parser.error("--by NAME is needed")
    if any("=" not in one for one in given.set):
        parser.error("--set COLUMN=VALUE")
    return given


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked on the command line; return 0, or 1 when nothing was done, which is told."""
    given = _asked(sys.argv[1:] if arguments is None else arguments)
    try:
        versions = prepare(published().folder)
        if given.list:
            _list(versions)
        elif given.check:
            _check(versions)
        else:
            _publish(given, versions)
    except PublishError as error:
        print(f"{error.told.zh}　{error.told.en}", file=sys.stderr)
        for one in error.problems[:LISTED]:
            said = telling.problem(one)
            print(f"  {said.zh}　{said.en}", file=sys.stderr)
        if len(error.problems) > LISTED:
            print(f"  … +{len(error.problems) - LISTED}", file=sys.stderr)
        if error.missing:
            print(f"  --set {' --set '.join(f'{name}=…' for name in error.missing)}", file=sys.stderr)
    except SourceError as error:
        print(f"{error.told.zh}　{error.told.en}", file=sys.stderr)
    except DataError as error:
        print(error.say("zh"), file=sys.stderr)
    except (ConfigurationError, RuntimeError, OSError) as error:
        print(error, file=sys.stderr)
    else:
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
