"""Files under addresses that never change: drawn geometry, and Leaflet from an installed package."""

from importlib.metadata import version
from pathlib import Path
from typing import Final

import xstatic.pkg.leaflet
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from geodata.store.store import load
from layers import compose, geometry
from pages._http.responses import FOREVER, content, missing

LEAFLET: Final = Path(xstatic.pkg.leaflet.BASE_DIR)
LEAFLET_VERSION: Final = version("XStatic-Leaflet")
_MEDIA: Final = {
    ".geojson": "application/geo+json",
    ".json": "application/json",
    ".png": "image/png",
    ".js": "text/javascript",
    ".css": "text/css",
}


async def drawn_geometry(request: Request) -> Response:
    """Serve what was drawn under this address, drawing everything anew if the server was started since."""
    address = f"{geometry.FOLDER}/{request.path_params['name']}"
    body = geometry.body(address)
    if body is None:
        await run_in_threadpool(compose.publish_all, load())
        body = geometry.body(address)
    if body is None:
        return missing("没有这份图形，请刷新页面", "there is no such drawing; reload the page")
    return content(request, body, _MEDIA[Path(address).suffix], address.rsplit("-", 1)[-1], FOREVER)


def leaflet(request: Request) -> Response:
    """Serve a file of Leaflet, as packaged."""
    path = (LEAFLET / request.path_params["path"]).resolve()
    if not path.is_relative_to(LEAFLET.resolve()) or path.suffix not in _MEDIA or not path.is_file():
        return missing("没有这个文件", "there is no such file")
    return content(request, path.read_bytes(), _MEDIA[path.suffix], f"{LEAFLET_VERSION}-{path.name}", FOREVER)
