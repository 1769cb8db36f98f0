"""The addresses of the light pages: what a link asks for is checked, what does not exist is a page that says so."""

from collections.abc import Callable
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from geodata import search
from geodata.needs import ANYONE, NEEDS, WHO
from geodata.store import Store, load
from geodata.text import LANGS, Lang
from pages._http import light
from pages._http.light import NOW, Asked
from pages._http.respond import content

HTML = "text/html; charset=utf-8"


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


async def _answer(request: Request, make: Callable[[Store, Asked], str]) -> Response:
    """Serve what ``make`` returns, or the page that says there is none."""
    store, asked = load(), _asked(request)
    try:
        if request.path_params.get("lang", "zh") not in LANGS:
            raise light.Unknown("lang")
        html = await run_in_threadpool(make, store, asked)
    except light.Unknown:
        return Response(light.missing(store, asked), status_code=404, media_type=HTML)
    return content(request, html.encode(), HTML, f"{store.version}-{asked.today:%Y%m%d}-{hash(html):x}")


async def home(request: Request) -> Response:
    """Serve the question form."""
    return await _answer(request, light.home)


async def ask(request: Request) -> Response:
    """Go to the place that was typed; where it may be several or none, ask again."""
    store, asked, typed = load(), _asked(request), request.query_params.get("q", "")[: search.LONGEST]
    found = search.find(store, NOW, typed)
    if found and (len(found) == 1 or (found[0].fit < found[1].fit and not found[0].old.zh)):
        url = request.url.replace(path=f"/lite/{asked.lang}/place/{found[0].adcode}").remove_query_params("q")
        return RedirectResponse(f"{url.path}{'?' if url.query else ''}{url.query}", status_code=303)
    return await _answer(request, lambda store, asked: light.home(store, asked, typed, tuple(found)))


async def place(request: Request) -> Response:
    """Serve what people of a place may use."""
    return await _answer(request, lambda store, asked: light.place(store, asked, request.path_params["adcode"]))


async def site(request: Request) -> Response:
    """Serve one site."""
    return await _answer(request, lambda store, asked: light.thing(store, asked, "site", request.path_params["id"]))


async def service(request: Request) -> Response:
    """Serve one shared service."""
    return await _answer(request, lambda store, asked: light.thing(store, asked, "service", request.path_params["id"]))


async def pair(request: Request) -> Response:
    """Serve the dossier of one border pair."""
    return await _answer(request, lambda store, asked: light.pair(store, asked, request.path_params["id"]))
