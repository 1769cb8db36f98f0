"""Versions are written: one writer at a time, what a version names before the version itself, each file whole."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from geodata import whole_file
from geodata.publish.errors import PublishError
from geodata.publish.proposal import Proposal, read
from geodata.sources.model import SourceError, digest
from geodata.sources.versions import RELEASES, Version, Versions, as_json
from geodata.store import releases
from geodata.store.releases import Release
from geodata.text import Text, days, plain

PATIENCE_S: Final = 10  # writing takes a second; who holds the lock longer hangs
NAME_LENGTH: Final = 200
WHY_LENGTH: Final = 500
_NAMELESS: Final = Text("要写明是谁发布的", "who publishes must be said")
_BUSY: Final = Text("正有别人在发布，请稍后再试", "somebody else is publishing; try again in a moment")
MEANWHILE: Final = Text("数据刚被别人更新，请重新预览", "the data have changed meanwhile; look at the preview again")
_UNWRITABLE: Final = Text(
    "服务器存不下（磁盘已满或不可写）", "the server cannot store it (its disk is full or read-only)"
)


@contextmanager
def alone(folder: Path, patience_s: float = PATIENCE_S) -> Iterator[None]:
    """Hold the lock of a folder of versions; the system lets it go when its holder is killed.

    Raises:
        PublishError: somebody else has held it all the while.
    """
    with (folder / "lock").open("a") as held:
        until = time.monotonic() + patience_s
        while True:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise PublishError(_BUSY) from None
                time.sleep(0.05)
        yield


def publish(proposal: Proposal, by: str, why: str, versions: Versions) -> Version:
    """Publish what was proposed, for everyone; servers read it within seconds.

    The caller knows that ``by`` may: here nobody is asked again.

    Args:
        proposal: tried against what is there now.
        by, why: who, and what for.
        versions: of this server.

    Raises:
        PublishError: something else was published since it was tried, or it cannot be stored; nothing has changed.
    """
    by, why = plain(by)[:NAME_LENGTH], plain(why)[:WHY_LENGTH]
    if not by:
        raise PublishError(_NAMELESS)
    try:
        with alone(versions.folder):
            if versions.current().number != proposal.version.number - 1 or digest(read(versions)) != proposal.seen:
                raise PublishError(MEANWHILE)
            version = replace(proposal.version, by=by, why=why, made=days.now().isoformat(timespec="seconds"))
            _release(versions, version.number - 1, proposal.changes.since)
            _release(versions, version.number, proposal.changes.until)
            write(version, proposal.rows, versions)
    except SourceError as error:
        raise PublishError(error.told) from error
    except OSError as error:
        raise PublishError(_UNWRITABLE) from error
    return version


def write(version: Version, rows: dict[str, bytes], versions: Versions) -> None:
    """Write a version and the rows it brings; until its last step everything is as it was.

    Raises:
        OSError: it cannot be written.
    """
    for name, content in rows.items():
        if not (path := versions.rows_path(name)).exists():
            whole_file.write(path, content)
    whole_file.write(versions.path(version.number), as_json(version))


def _release(versions: Versions, number: int, release: Release) -> None:
    """Keep the data of a version, so that links and briefings made with it can be held against later ones."""
    folder = versions.folder / RELEASES
    path = folder / f"{number:06d}-{release.version}.json.xz"
    if release.version in releases.known() or path.exists():
        return
    folder.mkdir(exist_ok=True)
    whole_file.write(path, releases.packed(release._replace(date=release.date or days.today().isoformat())))
