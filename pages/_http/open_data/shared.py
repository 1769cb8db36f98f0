"""What every answer of open data has in common: any page of any site may read it (CORS), whatever the answer is.

A list, a file, a piece of one, "not modified", "there is no such": a map in a browser elsewhere that could read the
good answers only would see each of the others as a broken network.
"""

from collections.abc import Callable
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from pages._http.responses import TROUBLE, missing, trouble

METHODS: Final = "GET, HEAD, OPTIONS"
READABLE: Final = {
    "Access-Control-Allow-Origin": "*",  # nothing here depends on who asks
    "Access-Control-Expose-Headers": "Accept-Ranges, Content-Crs, Content-Disposition, Content-Length, Content-Range, "
    "ETag",
}
PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Range, If-Range, If-None-Match, Cache-Control",
    "Access-Control-Max-Age": "86400",  # s
}


class Shared:
    """ASGI endpoint of a route: what ``answer`` says to who reads, the rules to who asks for them first."""

    def __init__(self, answer: Callable[[Request], Response]) -> None:
        """Wrap ``answer``, which is run in a thread."""
        self.answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        answer = await self._answered(Request(scope, receive))
        answer.headers.update(READABLE)
        await answer(scope, receive, send)

    async def _answered(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": METHODS, **PREFLIGHT})
        if request.method not in METHODS.split(", "):
            message = {"zh": "只能读取", "en": "this can only be read"}
            return JSONResponse({"error": "method", "message": message}, 405, headers={"Allow": METHODS})
        try:
            return await run_in_threadpool(self.answer, request)
        except TROUBLE as error:
            return trouble(request, error)


def nowhere(request: Request) -> Response:
    """Tell that nothing is published under an address."""
    path = request.url.path
    return missing(f"没有 {path}，见 /api/datasets", f"there is no {path}; see /api/datasets")
