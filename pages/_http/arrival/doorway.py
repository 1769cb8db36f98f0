"""Readers inside another app (WeChat, DingTalk …) are led to the light pages: their browsers show no app in an app.

Browsers that are too old find out themselves, by what they lack (lacks.js). ``?app=1`` opens the app all the same, and
is remembered by a cookie for the visit.
"""

import re
from typing import Final
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from geodata.catalog.pages import FIRST, PAGES, offered
from geodata.query import question, url
from geodata.store.store import load
from pages._http.base_path import base_path, served

# Path of each page of the app below the base path → its name.
ADDRESSES: Final = {"" if page == FIRST else f"/{page}": page for page in PAGES}
# How the browsers inside other apps name themselves: WeChat and WeCom, DingTalk, Feishu, QQ, Weibo, Alipay, Baidu.
INSIDE: Final = re.compile(r"MicroMessenger|wxwork|DingTalk|Feishu|Lark/|\bQQ/|Weibo|AlipayClient|baiduboxapp")
COOKIE: Final = "chengyu_app=1"


def cannot_run(agent: str) -> bool:
    """Return whether a browser that calls itself so stands inside another app."""
    return INSIDE.search(agent) is not None


def light_address(page: str, query: dict[str, list[str]]) -> str:
    """Return the light page that comes nearest to what a link to a page of the app asks for."""
    given = {name: values[0] for name, values in query.items()}
    return question.light(question.of_scene(url.from_query(given, load(), page)[0]))


def page_at(path: str) -> str:
    """Return the page of the app that is served at a path, with or without a slash at its end; empty: none."""
    base, path = base_path(), path.rstrip("/")
    page = ADDRESSES.get(path.removeprefix(base), "") if path.startswith(base) else ""
    return page if page in offered() else ""


class Doorway:
    """ASGI middleware that sends such browsers from the app's pages to the light ones."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but what such a browser asks of the app's pages."""
        page = page_at(scope["path"]) if scope["type"] == "http" else ""
        headers = Headers(scope=scope) if page else Headers()
        if not cannot_run(headers.get("user-agent", "")) or COOKIE in headers.get("cookie", ""):
            await self.app(scope, receive, send)
            return
        query = parse_qs(scope["query_string"].decode("latin-1"))
        if query.pop("app", None) == ["1"]:
            answer = RedirectResponse(f"{scope['path']}?{urlencode(query, doseq=True)}", status_code=303)
            answer.headers["Set-Cookie"] = f"{COOKIE}; Path={base_path() or '/'}; SameSite=Lax"
        else:
            answer = RedirectResponse(served(light_address(page, query)), status_code=303)
        answer.headers["Vary"] = "User-Agent, Cookie"
        await answer(scope, receive, send)
