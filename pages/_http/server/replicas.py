"""One of several servers that stand for each other: whether this one is ready, what it must share with the others.

The proxy before them marks its requests (``MARK``, deploy/nginx.conf). What is marked so is answered with 503 until
this server is ready, and the proxy asks the next; a server by itself answers from the start, and tells that it loads.
"""

import logging
from threading import Event
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket
from streamlit import config
from streamlit.config_option import ConfigOption

from geodata.store.store import load
from geodata.text import Text
from pages._http.base_path import served
from pages._http.responses import failed

MARK: Final = "x-chengyu-replicas"  # how many servers stand behind the proxy
SIGNED_WITH: Final = "server.cookieSecret"  # Streamlit's own; environment: STREAMLIT_SERVER_COOKIE_SECRET
READY: Final = "/ready"
LOADING: Final = Text("服务器正在载入数据，请稍候", "The server is loading its data; please wait")
_ITSELF: Final = (READY, "/health")  # what tells of this very server is answered always
prepared: Final = Event()  # everything has been loaded and drawn that the first visitors would wait for


def loading(request: Request) -> Response:
    """Say that this server is not ready yet, and when to ask again."""
    answer = failed(request, 503, LOADING)
    answer.headers["Retry-After"] = "2"  # s
    return answer


def ready(request: Request) -> Response:
    """Tell whether readers may be sent here: 200, or 503 while data are loaded and drawings prepared.

    Raises:
        DataError: the data are broken.
    """
    if not prepared.is_set():
        return loading(request)
    return JSONResponse({"status": "ready", "data_version": load().version}, headers={"Cache-Control": "no-store"})


class OneOfSeveral:
    """ASGI middleware that lets a proxy pass over this server while it is not ready."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app, self.told = app, False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but what comes from such a proxy too early."""
        if scope["type"] in ("http", "websocket") and MARK in Headers(scope=scope):
            self._look()
            if not prepared.is_set() and scope["path"] not in map(served, _ITSELF):
                await _refuse(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _look(self) -> None:
        """Warn, once, where each server would sign its cookies with a secret of its own."""
        if not self.told and config.get_where_defined(SIGNED_WITH) == ConfigOption.DEFAULT_DEFINITION:
            logging.getLogger(__name__).warning(
                "A proxy stands before several servers, and this one has made up a secret for its cookies: give all of "
                "them the same STREAMLIT_SERVER_COOKIE_SECRET (docs/deploy.md)."
            )
        self.told = True


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "http":
        await loading(Request(scope))(scope, receive, send)
    else:
        socket = WebSocket(scope, receive, send)
        await socket.send_denial_response(Response(status_code=503))
