"""Streamlit's scripts and style sheets, compressed once and kept on disk: it serves them as they are, 10 MB a visit.

``python -m pages._http.packed_files`` packs all of them, as ``make install`` does; a server packs what it finds missing
when it is first asked for. Kept beside the environment Streamlit is installed in, or, where that may not be written to,
in a folder of the process.
"""

import gzip
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import brotli
import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from geodata import whole_file
from pages._http.base_path import base_path
from pages._http.responses import FOREVER, content, digest

FOLDER: Final = (Path(streamlit.__file__).parent / "static").resolve()
MEDIA: Final = {".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml"}
# Encoding → how its files end, and how they are made; the better first. Browsers ask for br over https only.
ENCODINGS: Final[dict[str, tuple[str, Callable[[bytes], bytes]]]] = {
    "br": (".br", lambda plain: brotli.compress(plain, quality=9)),
    "gzip": (".gz", lambda plain: gzip.compress(plain, 9, mtime=0)),
}
_WORTH: Final = 1_000  # bytes from which on a file is packed


@cache
def _folder_of_the_process() -> "tempfile.TemporaryDirectory[str]":
    """A folder that goes when the server ends (``tidy``)."""
    return tempfile.TemporaryDirectory(prefix="chengyu-")


def tidy() -> None:
    """Remove the folder of the process, where there is one: nobody else would when a signal ends it."""
    if _folder_of_the_process.cache_info().currsize:
        _folder_of_the_process().cleanup()


@cache
def kept() -> Path:
    """Return the folder of the packed files of this version of Streamlit."""
    usual = Path(sys.prefix) / "share" / "chengyu" / f"streamlit-{streamlit.__version__}"
    try:
        usual.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=usual):
            return usual
    except OSError:  # read-only, as in a container
        return Path(_folder_of_the_process().name)


def packed(path: Path, encoding: str) -> Path:
    """Return where a file of ``FOLDER`` lies packed, packing it if it was not; nobody ever sees half a file.

    Raises:
        OSError: it cannot be read, or there is no room for it.
    """
    ending, pack = ENCODINGS[encoding]
    target = kept() / f"{path.relative_to(FOLDER).as_posix().replace('/', '--')}{ending}"
    if not target.is_file():
        whole_file.write(target, pack(path.read_bytes()))
    return target


def file_in(folder: Path, name: str) -> Path | None:
    """Return the file of a folder that an address names; None where there is none, outside it, or no name of a file."""
    try:
        path = (folder / name).resolve()
        return path if path.is_relative_to(folder.resolve()) and path.is_file() else None
    except (ValueError, OSError):  # a null byte; longer than a name can be
        return None


def worth(path: Path) -> bool:
    """Return whether a file is one that shrinks when packed."""
    return path.suffix in MEDIA and path.is_file() and path.stat().st_size >= _WORTH


def accepted(header: str) -> str:
    """Return the best encoding that a request accepts by its header Accept-Encoding; empty: none of ours."""
    asked = {}
    for part in header.lower().split(","):
        name, _, weight = part.strip().partition(";q=")
        asked[name.strip()] = weight.strip() not in ("0", "0.0", "0.00", "0.000")
    return next((name for name in ENCODINGS if asked.get(name, asked.get("*", False))), "")


@cache
def _tag(file: Path) -> str:
    """A tag by a packed file's content: when it was packed differs from server to server."""
    return digest(file.read_bytes())


def _answer(request: Request, path: Path, encoding: str) -> Response:
    file = packed(path, encoding)
    answer = content(request, file.read_bytes(), MEDIA[path.suffix], _tag(file), FOREVER)
    answer.headers.update({"Content-Encoding": encoding, "Vary": "Accept-Encoding"})
    return answer


class PackedFiles:
    """ASGI middleware that answers requests for Streamlit's scripts and style sheets with what is packed of them."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but what there is a packed file for."""
        await (await self._answer(scope))(scope, receive, send)

    async def _answer(self, scope: Scope) -> ASGIApp:
        root = f"{base_path()}/static/"
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or not scope["path"].startswith(root):
            return self.app
        path = file_in(FOLDER / "static", scope["path"].removeprefix(root))
        encoding = accepted(Headers(scope=scope).get("accept-encoding", ""))
        if not encoding or not path or not worth(path):
            return self.app
        try:
            return await run_in_threadpool(_answer, Request(scope), path, encoding)
        except OSError:  # a full disk: as it is, then
            return self.app


def pack_all() -> int:
    """Pack every file in every encoding; return how many files there are."""
    files = [path for path in sorted((FOLDER / "static").rglob("*")) if worth(path)]
    for path in files:
        for encoding in ENCODINGS:
            packed(path, encoding)
    return len(files)


if __name__ == "__main__":
    print(f"{pack_all()} files packed in {kept()}")
