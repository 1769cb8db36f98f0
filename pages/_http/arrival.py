"""The page that loads the app: Streamlit's own, and a cookie by which the browser tells of itself before it asks.

What a browser told only once its page is there had every page drawn twice, and the second drawing could be lost.
"""

from functools import cache
from pathlib import Path
from typing import Final

import streamlit
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pages._http.base_path import base_path
from pages._http.old_browsers import ADDRESSES

_SCRIPT: Final = Path(__file__).parent / "arrival.js"


@cache
def page() -> str:
    """Return the page, whose first script tells of the browser."""
    own = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    script = _SCRIPT.read_text(encoding="utf-8")
    return own.replace("<head>", f"<head><script>{script}</script>", 1)


class Arrival:
    """ASGI middleware that answers the app's addresses with that page."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but what loads the app."""
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and _loads(scope["path"]):
            await HTMLResponse(page(), headers={"Cache-Control": "no-cache"})(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _loads(path: str) -> bool:
    """Whether the app is loaded from a path; Streamlit leads one that ends in a slash to the one that does not."""
    return path in {f"{base_path()}{address or '/'}" for address in ADDRESSES}
