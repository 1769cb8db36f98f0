"""Answers that caches understand: a validator on each, 304 when the reader has it already."""

import hashlib
import logging
from html import escape
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from geodata.catalog.errors import DataError
from geodata.text import Text
from pages._http.base_path import base_path
from pages._http.headers import HOST

REVALIDATE = "no-cache"  # may be kept, must be asked about
FOREVER = "public, max-age=31536000, immutable"
NO_ROOM: Final = Text(
    "服务器没有空间存放临时文件，请告知管理员（磁盘已满，或临时目录不可写）",
    "The server has no room for temporary files; please tell its administrator (the disk is full or read-only)",
)
TROUBLE: Final = (DataError, OSError)  # what keeps a server from answering


def server(request: Request) -> str:
    """Return the address of the product as the reader knows it, as "https://name" or "https://name/base"."""
    host = request.headers.get("host", "")
    return f"{request.scope['scheme']}://{host if HOST.fullmatch(host) else 'localhost'}{base_path()}"


def content(request: Request, body: bytes, media: str, tag: str, cache: str = REVALIDATE) -> Response:
    """Return ``body``, or 304 when the request names its tag already.

    A gzip middleware passes the body on compressed to who takes it so; the tag is weak there, so that it holds for both
    forms. Who takes the bytes as they are gets a strong one, by which pieces of them can be asked for.
    """
    etag = f'"{tag}"'
    weak = "W/" if "gzip" in request.headers.get("accept-encoding", "") else ""
    headers = {"ETag": weak + etag, "Cache-Control": cache}
    known = {part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")}
    if etag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media, headers=headers)


def digest(body: bytes) -> str:
    """Return a tag that changes with a body."""
    return hashlib.sha256(body).hexdigest()[:16]


def disposition(plain: str, name: str, *, kept: bool) -> str:
    """Return how a file is called that an answer holds, as RFC 6266 has it.

    Args:
        plain: a name in ASCII, for programs that know no other.
        name: that in any script, which browsers take.
        kept: whether a browser keeps it as a file, or shows it and calls it so once it is kept.
    """
    kind = "attachment" if kept else "inline"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def missing(zh: str, en: str) -> JSONResponse:
    """Return 404 with a message in both languages."""
    return JSONResponse({"error": "not found", "message": {"zh": zh, "en": en}}, status_code=404)


def failed(request: Request, status: int, message: Text) -> Response:
    """Return an answer of a server that cannot do what was asked: a page for who reads pages, JSON for programs."""
    headers = {"Cache-Control": "no-store"}
    if "text/html" in request.headers.get("accept", ""):
        lines = "".join(f"<p>{escape(line)}</p>" for line in (message.zh + "\n" + message.en).splitlines())
        return HTMLResponse(f'<!doctype html><meta charset="utf-8"><body>{lines}', status, headers)
    return JSONResponse({"error": "unavailable", "message": message._asdict()}, status, headers)


def trouble(request: Request, error: Exception) -> Response:
    """Say in words why a request cannot be answered (``TROUBLE``): the facts are broken, the disk is full."""
    if isinstance(error, DataError):
        broken = Text(f"数据有误：\n{error.say('zh')}", f"The data are broken:\n{error.say('en')}")
        return failed(request, 503, broken)
    logging.getLogger(__name__).error("a file could not be read or written", exc_info=error)
    return failed(request, 507, NO_ROOM)
