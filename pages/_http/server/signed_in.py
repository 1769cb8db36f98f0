"""Whoever signs in or out comes back to the page it is for: Streamlit itself leads to the first page."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages._http.base_path import base_path, served

RETURNS: Final = ("/oauth2callback", "/auth/logout")  # where Streamlit answers the sign-in service
PAGE: Final = "/mydata"  # the only page that asks who is there


class BackToPage:
    """ASGI middleware that leads from there to the page, where Streamlit would lead to the first one."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; change where those answers lead."""
        if scope["type"] != "http" or scope["path"] not in map(served, RETURNS):
            await self.app(scope, receive, send)
            return

        async def to_page(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("location", "").rstrip("/") == base_path():
                    headers["location"] = served(PAGE)
            await send(message)

        await self.app(scope, receive, to_page)
