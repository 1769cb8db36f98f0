"""ASGI middleware that answers the app's addresses: with Streamlit's own page and what is seen first of the view."""

from collections.abc import Hashable, Iterable
from functools import lru_cache
from http.cookies import CookieError, SimpleCookie
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from geodata.basemap.basemap import notice
from geodata.catalog.errors import DataError
from geodata.catalog.pages import PAGES
from geodata.query import url
from geodata.query.scene import Scene
from geodata.store.store import Store, load, loaded
from geodata.text import LANGS
from pages._http.arrival.doorway import ADDRESSES, page_at
from pages._http.arrival.page import page
from pages._http.arrival.picture import Window, first
from pages._http.base_path import base_path, public
from pages._http.page_cache import Packed, Shelf, pack
from pages._http.responses import server

TOLD: Final = "chengyu_browser"  # the cookie in which a browser tells of itself (tells.js), facts joined by "."
_SHELF: Final = Shelf(20_000_000)
_HTML: Final = "text/html; charset=utf-8"


class Arrival:
    """ASGI middleware that answers the app's addresses with that page."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but what loads the app."""
        answers = self.app
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and _loads(scope["path"]):
            request = Request(scope)
            kept = await _kept(request)
            answers = _answer(request, kept)
        await answers(scope, receive, send)


def _loads(path: str) -> bool:
    """Whether the app is loaded from a path; Streamlit leads one that ends in a slash to the one that does not."""
    return path in {f"{base_path()}{address or '/'}" for address in ADDRESSES} and bool(page_at(path))


def _window(request: Request) -> Window:
    """What is known of the reader's window: phones name themselves ("Mobi"), the rest a browser told before."""
    try:
        told = SimpleCookie(request.headers.get("cookie", "")).get(TOLD)
    except CookieError:
        told = None
    facts = told.value.split(".") if told else []
    narrow = "narrow" in facts or "Mobi" in request.headers.get("user-agent", "")
    return Window(narrow, "low" in facts, public(server(request)), bool({"software", "no_webgl"} & set(facts)))


async def _kept(request: Request) -> Packed:
    """The page for a request; without a picture while the facts are still being read, or when they are broken."""
    if not loaded():
        return _plain()
    store, window = load(), _window(request)
    asked = dict(request.query_params)  # never request.url: it raises on bytes that are no UTF-8
    view, _ = url.from_query(asked, store, ADDRESSES[request.scope["path"].removeprefix(base_path()).rstrip("/")])
    try:
        return await _SHELF.get(_key(view, window, store), lambda: page(first(view, store, window)))
    except DataError:
        return _plain()


def _key(view: Scene, window: Window, store: Store) -> Hashable:
    """What a page is kept by: also whether the basemap can be had now."""
    return view, window, store.version, notice("screen")


@lru_cache(maxsize=1)
def _plain() -> Packed:
    return pack(page(None))


def _answer(request: Request, kept: Packed) -> Response:
    body, encoded = kept.sent(request.headers.get("accept-encoding", ""))
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding, Cookie, User-Agent"}
    return Response(body, media_type=_HTML, headers=headers | encoded)


def prepare(store: Store, names: Iterable[str] = PAGES) -> None:
    """Make what is seen first of every page, or of some, in both languages, on a large screen and on a phone."""
    for name in names:
        for lang in LANGS:
            view, _ = url.from_query({"lang": lang}, store, name)
            for window in (Window(public=public("")), Window(narrow=True, public=public(""))):
                _SHELF.put(_key(view, window, store), pack(page(first(view, store, window))))
