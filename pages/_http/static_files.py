"""Files under addresses that never change: drawn geometry, and Leaflet from an installed package."""

import gzip
import re
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

import xstatic.pkg.leaflet
from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

from geodata.store.store import load
from layers import compose, geometry
from layers.geometry import owned
from layers.renderers.names import rows
from pages._http.packed_files import ENCODINGS, accepted, file_in
from pages._http.responses import FOREVER, content, missing

_DRAWN: Final = re.compile(r"[\w-]+-[0-9a-f]{12}\.(geojson|json|png)")  # what an address of a drawing looks like
_ONE: Final = CapacityLimiter(1)  # who else misses a drawing meanwhile waits for the same
_TILES: Final = CapacityLimiter(2)  # tiles of people's own lists that are made at once
_QUICKLY: Final = 1  # level of gzip: a tile is sent once
LEAFLET: Final = Path(xstatic.pkg.leaflet.BASE_DIR)
LEAFLET_VERSION: Final = version("XStatic-Leaflet")
_MEDIA: Final = {
    ".geojson": "application/geo+json",
    ".json": "application/json",
    ".png": "image/png",
    ".js": "text/javascript",
    ".css": "text/css",
}


def _draw_all() -> None:
    """Draw all that has an address, so that any address ever given out is known again."""
    compose.publish_all(load())
    for ground in compose.grounds(load()):
        rows.publish_ground(ground)


async def drawn_geometry(request: Request) -> Response:
    """Serve what was drawn under this address, drawing everything anew if the server was started since."""
    address = f"{geometry.FOLDER}/{request.path_params['name']}"
    if owned.is_own(address):
        return await _own(request, address)
    body = geometry.body(address)
    if body is None and _DRAWN.fullmatch(request.path_params["name"]):
        await to_thread.run_sync(_draw_all, limiter=_ONE)
        body = geometry.body(address)
    if body is None:
        return missing("没有这份图形，请刷新页面", "there is no such drawing; reload the page")
    answer = content(request, body, _MEDIA[Path(address).suffix], address.rsplit("-", 1)[-1], FOREVER)
    encoding = accepted(request.headers.get("accept-encoding", ""))
    if answer.status_code == 200 and encoding and Path(address).suffix != ".png":
        answer.body = _packed(address, encoding)
        answer.headers.update({"Content-Encoding": encoding, "Content-Length": str(len(answer.body))})
    answer.headers["Vary"] = "Accept-Encoding"
    return answer


async def _own(request: Request, address: str) -> Response:
    """Serve what is drawn of somebody's own list: nothing on the way keeps it, and it is gone with the session."""
    packs = "gzip" in request.headers.get("accept-encoding", "")

    def made() -> bytes | None:
        body = geometry.body(address)
        return gzip.compress(body, _QUICKLY, mtime=0) if body and packs else body

    body = await to_thread.run_sync(made, limiter=_TILES)
    if body is None:
        answer: Response = missing("没有这份图形，请刷新页面", "there is no such drawing; reload the page")
    else:
        answer = Response(body, media_type=_MEDIA[Path(address).suffix])
        answer.headers.update({"Content-Encoding": "gzip"} if packs else {})
    answer.headers.update({"Cache-Control": "no-store", "Vary": "Accept-Encoding"})
    return answer


@lru_cache(maxsize=256)
def _packed(address: str, encoding: str) -> bytes:
    """What was drawn under an address, packed once."""
    return ENCODINGS[encoding][1](geometry.body(address) or b"")


def leaflet(request: Request) -> Response:
    """Serve a file of Leaflet, as packaged."""
    path = file_in(LEAFLET, request.path_params["path"])
    if not path or path.suffix not in _MEDIA:
        return missing("没有这个文件", "there is no such file")
    return content(request, path.read_bytes(), _MEDIA[path.suffix], f"{LEAFLET_VERSION}-{path.name}", FOREVER)
