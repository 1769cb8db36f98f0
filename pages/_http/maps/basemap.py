"""Tiles and pictures of the administrator's basemap, from our server alone; none where it may not be on screens.

/basemap/view answers as much of WMS 1.3.0 as deck.gl's layer asks for: GetCapabilities and GetMap in EPSG:3857.
"""

from collections.abc import Mapping
from functools import partial
from io import BytesIO
from math import isfinite
from typing import Final

from anyio import CapacityLimiter, to_thread
from PIL import Image
from starlette.requests import Request
from starlette.responses import Response

from geodata.basemap import basemap as service
from geodata.basemap.basemap import Basemap, Found
from geodata.basemap.mercator import HALF_METRES, Box, Tile, of_metres
from geodata.basemap.picture import encoded
from pages._http.responses import missing

MOST_PX: Final = 4_096  # of a picture's side
_KEPT: Final = "public, max-age=86400"
_NOT_KEPT: Final = "no-store"  # of what is missing now, and may be there in a minute
# Fewer threads than the server has: a slow service must not keep readers from anything else. Pictures wait for tiles,
# which have a pool of their own.
_TILES, _VIEWS = CapacityLimiter(6), CapacityLimiter(2)
_CAPABILITIES: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms">'
    "<Service><Name>WMS</Name><Title>basemap</Title></Service><Capability><Layer><Name>basemap</Name>"
    "<Title>basemap</Title><CRS>EPSG:3857</CRS></Layer></Capability></WMS_Capabilities>"
)


def _clear() -> bytes:
    """A picture of nothing."""
    buffer = BytesIO()
    Image.new("LA", (1, 1)).save(buffer, "PNG")
    return buffer.getvalue()


CLEAR: Final = Found(_clear(), "image/png")


def _on_screens() -> Basemap | None:
    basemap = service.configured()
    return basemap if basemap and basemap.settings.appears_on("screen") else None


def _none() -> Response:
    return missing("这台服务器没有屏幕可用的底图", "this server has no basemap for screens")


def _answer(found: Found | None, *, whole: bool = True) -> Response:
    """An image; a clear one that is asked for again soon where there is none."""
    given = found or CLEAR
    return Response(
        given.body, media_type=given.media, headers={"Cache-Control": _KEPT if found and whole else _NOT_KEPT}
    )


async def tile(request: Request) -> Response:
    """Serve one tile; a clear one where there is none."""
    basemap = _on_screens()
    if not basemap:
        return _none()
    asked = Tile(*(request.path_params[name] for name in Tile._fields))
    return _answer(await to_thread.run_sync(basemap.tile, asked, limiter=_TILES))


def _asked(query: Mapping[str, str]) -> tuple[Box, int] | None:
    """What a picture is asked to show, and how many px wide; None where that makes no sense."""
    given = {name.upper(): value for name, value in query.items()}
    try:
        west, south, east, north = (float(edge) for edge in given["BBOX"].split(","))
        width, height = int(given["WIDTH"]), int(given["HEIGHT"])
    except (KeyError, ValueError):
        return None
    edges = (west, south, east, north)
    if not all(isfinite(edge) and abs(edge) <= 2 * HALF_METRES for edge in edges):
        return None
    if not (1 <= width <= MOST_PX and 1 <= height <= MOST_PX and east - west >= 1 and north - south >= 1):
        return None
    # A strip would be drawn in more px than were asked for.
    fits = 0.5 < (east - west) / (north - south) / (width / height) < 2
    return (of_metres(*edges), width) if fits else None


def _pictured(basemap: Basemap, box: Box, width: int) -> tuple[Found | None, bool]:
    """A picture as a file, and whether it is whole."""
    picture = basemap.picture(box, width)
    if picture is None:
        return None, False
    found = Found(*encoded(picture))
    return found, found.media == "image/jpeg" or basemap.alive()


async def view(request: Request) -> Response:
    """Serve the picture of a piece of ground, in the words of WMS."""
    basemap = _on_screens()
    if not basemap:
        return _none()
    query = request.query_params
    if query.get("REQUEST", "").lower() == "getcapabilities":
        return Response(_CAPABILITIES, media_type="text/xml")
    asked = _asked(query)
    if asked is None:
        return missing("BBOX、WIDTH、HEIGHT 不对", "BBOX, WIDTH or HEIGHT makes no sense")
    found, whole = await to_thread.run_sync(partial(_pictured, basemap, *asked), limiter=_VIEWS)
    return _answer(found, whole=whole)
