"""Pieces of a file (RFC 9110, section 14): GIS programs read a large one by its address without fetching all of it.

One piece is answered by 206. Several at once are answered by the whole, as the standard allows: nobody who reads these
formats asks so.
"""

import re
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

_ONE: Final = re.compile(r"bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})")


def asked(range: str, size: int) -> tuple[int, int] | None:
    """Return the first byte of the piece asked for, and the one after its last; None where the whole is to be sent.

    Args:
        range: the header: "bytes=0-99", "bytes=100-", "bytes=-100".
        size: of the whole, in bytes.

    Raises:
        ValueError: when nothing of the whole lies there.
    """
    found = _ONE.fullmatch(range.strip())
    if not found or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        start, end = max(size - int(last), 0), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < start:
            return None  # no range at all, which is passed over
    if start >= end:
        raise ValueError(f"{range}: there are {size} bytes")
    return start, end


def part(request: Request, whole: Response) -> Response:
    """Return the piece of a file that a request asks for: 206, 416 where there is none, or the whole as it is.

    Args:
        request: its ``If-Range`` must name the very content there is, by a strong tag: else the reader has pieces of
            another one, and gets the whole.
        whole: the answer with all of the file and its ETag; anything but 200 is left alone.
    """
    if whole.status_code != 200:
        return whole
    whole.headers["Accept-Ranges"] = "bytes"
    if request.method != "GET" or "range" not in request.headers or not _still(request.headers, whole):
        return whole
    body = bytes(whole.body)
    strong = whole.headers["ETag"].removeprefix("W/")  # pieces are never compressed
    kept = {name: whole.headers[name] for name in ("Cache-Control", "Accept-Ranges")} | {"ETag": strong}
    try:
        piece = asked(request.headers["range"], len(body))
    except ValueError:
        return Response(status_code=416, headers={**kept, "Content-Range": f"bytes */{len(body)}"})
    if piece is None:
        return whole
    start, end = piece
    told = {**kept, "Content-Range": f"bytes {start}-{end - 1}/{len(body)}"}
    return Response(body[start:end], 206, media_type=whole.media_type, headers=told)


def _still(headers: Headers, whole: Response) -> bool:
    """Whether the pieces that a reader has are of this file."""
    return headers.get("if-range", whole.headers["ETag"].removeprefix("W/")) == whole.headers["ETag"].removeprefix("W/")
