"""The addresses of the light pages: what a link asks for is checked, what does not exist is a page that says so."""

from collections.abc import Callable
from datetime import date
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from geodata import search
from geodata.needs import ANYONE, NEEDS, WHO
from geodata.store import Store, load
from geodata.text import LANGS, Lang
from pages._http import light
from pages._http.kept import Packed, Shelf
from pages._http.light import NOW, Asked
from pages._http.respond import content

HTML: Final = "text/html; charset=utf-8"
_SHELF: Final = Shelf()


def _asked(request: Request) -> Asked:
    """What the link asks for; what makes no sense is as if it were not there."""
    query = request.query_params
    lang: Lang = "en" if request.path_params.get("lang") == "en" else "zh"
    want, who = query.get("want", ""), query.get("who", ANYONE)
    return Asked(
        lang,
        want if want in NEEDS else "",
        who if who in WHO else ANYONE,
        query.get("big") == "1",
        date.today(),
    )


def _served(request: Request, page: Packed, status: int = 200) -> Response:
    """A kept page as an answer, compressed for who takes it so."""
    if "gzip" not in request.headers.get("accept-encoding", ""):
        answer = content(request, page.plain(), HTML, page.tag)
    else:
        answer = content(request, page.body, HTML, page.tag)
        answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Vary"] = "Accept-Encoding"
    answer.status_code = status if answer.status_code == 200 else answer.status_code
    return answer


async def _answer(request: Request, make: Callable[[Store, Asked], str], *key: str) -> Response:
    """Serve what ``make`` returns, kept under ``key`` and what was asked, or the page that says there is none."""
    store, asked = load(), _asked(request)
    try:
        if request.path_params.get("lang", "zh") not in LANGS:
            raise light.Unknown("lang")
        return _served(request, await _SHELF.get((*key, asked, store.version), lambda: make(store, asked)))
    except light.Unknown:
        plain = Asked(asked.lang, "", ANYONE, asked.big, asked.today)
        page = await _SHELF.get(("missing", plain, store.version), lambda: light.missing(store, plain))
        return _served(request, page, 404)


async def home(request: Request) -> Response:
    """Serve the question form."""
    return await _answer(request, light.home, "home")


async def ask(request: Request) -> Response:
    """Go to the place that was typed; where it may be several or none, ask again."""
    typed = request.query_params.get("q", "")[: search.LONGEST]
    found = search.find(load(), NOW, typed)
    taken = search.chosen(found)
    if taken and not taken.old.zh:  # that a name is an old one is told first
        path = f"/lite/{_asked(request).lang}/place/{taken.adcode}"
        query = request.url.remove_query_params("q").query
        return RedirectResponse(f"{path}{'?' if query else ''}{query}", status_code=303)
    return await _answer(request, lambda store, asked: light.home(store, asked, typed, tuple(found)), "ask", typed)


async def place(request: Request) -> Response:
    """Serve what people of a place may use."""
    code = request.path_params["adcode"]
    return await _answer(request, lambda store, asked: light.place(store, asked, code), "place", code)


async def site(request: Request) -> Response:
    """Serve one site."""
    id = request.path_params["id"]
    return await _answer(request, lambda store, asked: light.thing(store, asked, "site", id), "site", id)


async def service(request: Request) -> Response:
    """Serve one shared service."""
    id = request.path_params["id"]
    return await _answer(request, lambda store, asked: light.thing(store, asked, "service", id), "service", id)


async def pair(request: Request) -> Response:
    """Serve the dossier of one border pair."""
    id = request.path_params["id"]
    return await _answer(request, lambda store, asked: light.pair(store, asked, id), "pair", id)
