"""What a session keeps on the server while its page is closed or cut off: the files, and what was made of them.

``sessions/<token>/`` in the data folder holds each file once, by the hash of its content, and ``session.json``, which
names them and says how they were read. The note is written last and whole: whatever happens meanwhile, it names files
that are there. Who knows the token (128 bit, only in the browser's window) may have them; nobody else.
"""

import json
import os
import re
import secrets
import shutil
import threading
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

from geodata import whole_file
from geodata.configuration import configuration
from geodata.data_folder import data_folder
from geodata.text import days

MOST_MB: Final = 4000  # of all sessions together; who comes later is told that nothing is kept
SWEEP_S: Final = 900  # so often what is older than it may be is looked for
_TOUCH_S: Final = 300  # a session that goes on says so no oftener
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{22}")
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_NOTE: Final = "session.json"
MB: Final = 1_000_000


class Kept(NamedTuple):
    """What a session kept: its note as it was given, and where each file lies, by the hash of its content."""

    note: dict[str, Any]
    files: dict[str, Path]


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(16)


def digest(content: bytes) -> str:
    """Return by what a file is known."""
    return sha256(content).hexdigest()


def keep(token: str, note: Mapping[str, Any], contents: Mapping[str, bytes]) -> bool:
    """Keep a note and files in place of what the session kept before.

    Args:
        token: of the session.
        note: as JSON has it.
        contents: the files it needs, by ``digest``; those kept already need not be given again (b"").

    Returns:
        Whether they are kept: not where there is no room, or no folder to write to. What was kept before is then as
        it was.
    """
    folder = _folder(token)
    if folder is None:
        return False
    missing = {name: body for name, body in contents.items() if not (folder / name).exists()}
    if any(not body for body in missing.values()):  # kept once, and gone since: its time was up
        return False
    if missing and _used() + sum(map(len, missing.values())) > MOST_MB * MB:
        return False
    try:
        _sessions().mkdir(parents=True, exist_ok=True)
        _sessions().chmod(0o700)  # its entries are the tokens
        folder.mkdir(exist_ok=True, mode=0o700)
        for name, body in missing.items():
            whole_file.write(folder / name, body)
        whole_file.write(folder / _NOTE, json.dumps(note, ensure_ascii=False).encode())
    except OSError:
        return False
    for path in folder.iterdir():
        if _DIGEST.fullmatch(path.name) and path.name not in contents:
            path.unlink(missing_ok=True)
    return True


def kept(token: object) -> Kept | None:
    """Return what a session kept; None where nothing is, any more or at all. Any object may be asked for."""
    folder = _folder(token)
    if folder is None or _over(folder):
        return None
    try:
        note = json.loads((folder / _NOTE).read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(note, dict):
        return None
    return Kept(note, {path.name: path for path in folder.iterdir() if _DIGEST.fullmatch(path.name)})


def fork(token: str) -> str:
    """Return the token of a session that goes on with what another kept; that one stays as it is until its time is up.

    Two windows may have the same token, as a window that was doubled has: each then changes what is its own. The files
    are the same on disk, so that this takes no room. Where the disk knows no such files both go on with one token.
    """
    folder, new = _folder(token), new_token()
    copy = _folder(new)
    if folder is None or copy is None:
        return new
    try:
        copy.mkdir(mode=0o700)
        for path in sorted(folder.iterdir(), key=lambda one: one.name == _NOTE):  # the note last
            os.link(path, copy / path.name)
    except OSError:
        drop(new)
        return token
    return new


def drop(token: str) -> None:
    """Keep nothing more of a session."""
    if folder := _folder(token):
        with suppress(OSError):
            (folder / _NOTE).unlink(missing_ok=True)  # first: without it there is nothing
        shutil.rmtree(folder, ignore_errors=True)


def touch(token: str) -> bool:
    """Say that a session goes on: its time begins anew. Return whether anything is kept of it."""
    if folder := _folder(token):
        note = folder / _NOTE
        with suppress(OSError):
            if days.instant() - note.stat().st_mtime > _TOUCH_S:
                os.utime(note)
            return True
    return False


def sweep() -> None:
    """Remove what is older than it may be."""
    with suppress(OSError, RuntimeError):  # no folder yet, or none at all
        for folder in _sessions().iterdir():
            if _TOKEN.fullmatch(folder.name) and _over(folder):
                drop(folder.name)


def watch() -> None:
    """Go on removing what is older than it may be, for as long as the server runs."""

    def go_on() -> None:
        pause = threading.Event()
        while not pause.wait(SWEEP_S):
            sweep()

    sweep()
    threading.Thread(target=go_on, name="sweep", daemon=True).start()


def _sessions() -> Path:
    return data_folder() / "sessions"


def _folder(token: object) -> Path | None:
    """Where a session keeps; None for what is no token, and where the server has no folder to keep in."""
    if not isinstance(token, str) or not _TOKEN.fullmatch(token):
        return None
    try:
        return _sessions() / token
    except RuntimeError:
        return None


def _over(folder: Path) -> bool:
    """Whether the time of a session is up; one without a note is being written, or was left behind."""
    try:
        written = (folder / _NOTE).stat().st_mtime
    except OSError:
        try:
            written = folder.stat().st_mtime
        except OSError:
            return True
    return days.instant() - written > configuration().intake.kept_hours * 3600


def _used() -> int:
    """Bytes that all sessions take; a file that several have is there once."""
    seen: dict[int, int] = {}
    with suppress(OSError, RuntimeError):
        for folder in _sessions().iterdir():
            with suppress(OSError):
                seen |= {entry.stat().st_ino: entry.stat().st_size for entry in os.scandir(folder)}
    return sum(seen.values())
