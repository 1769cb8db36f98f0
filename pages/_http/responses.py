"""Answers that caches understand: a validator on each, 304 when the reader has it already."""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from geodata.text import Text
from pages._http.base_path import base_path
from pages._http.headers import HOST

REVALIDATE = "no-cache"  # may be kept, must be asked about
FOREVER = "public, max-age=31536000, immutable"


def server(request: Request) -> str:
    """Return the address of the product as the reader knows it, as "https://name" or "https://name/base"."""
    host = request.headers.get("host", "")
    return f"{request.scope['scheme']}://{host if HOST.fullmatch(host) else 'localhost'}{base_path()}"


def content(request: Request, body: bytes, media: str, tag: str, cache: str = REVALIDATE) -> Response:
    """Return ``body``, or 304 when the request names its tag already.

    A gzip middleware may pass the body on compressed; the tag is weak, so it holds for both forms.
    """
    etag = f'W/"{tag}"'
    headers = {"ETag": etag, "Cache-Control": cache}
    known = {part.strip() for part in request.headers.get("if-none-match", "").split(",")}
    if etag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media, headers=headers)


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
