"""What pages that are open look at: whether other data are there by now."""

from starlette.requests import Request
from starlette.responses import JSONResponse

from geodata.store import live


async def shown(_request: Request) -> JSONResponse:
    """Tell of which data pages are drawn now, "" where these never change; answered without a thread."""
    return JSONResponse({"shown": live.stamp()}, headers={"Cache-Control": "no-store"})
