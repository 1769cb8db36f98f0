"""The addresses of the light pages: what a link asks for is checked, what does not exist is a page that says so."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from geodata.boundaries.vintage import Vintage
from geodata.catalog.pick import NOTHING, Pick
from geodata.query import gazetteer, question
from geodata.query.question import Question
from geodata.query.residents.needs import NEEDS
from geodata.store import live
from geodata.store.store import Store, load
from geodata.text import LANGS, days
from pages._http.base_path import public, served
from pages._http.light import frame, pages
from pages._http.light.frame import Asked
from pages._http.page_cache import Packed, Shelf
from pages._http.responses import content, server

HTML: Final = "text/html; charset=utf-8"
_SHELF: Final = Shelf()


def _asked(request: Request, store: Store, pick: Pick = NOTHING) -> Asked:
    """What the link asks for; what makes no sense is as if it were not there."""
    path = request.path_params
    asked = question.from_light(request.query_params, store, path.get("lang", ""), path.get("adcode", ""), pick)
    now = live.status()
    return Asked(asked, days.today(), public(server(request)), now.say(asked.lang) if now else "")


def _served(request: Request, page: Packed, status: int = 200) -> Response:
    """A kept page as an answer, compressed for who takes it so."""
    body, encoded = page.sent(request.headers.get("accept-encoding", ""))
    answer = content(request, body, HTML, page.tag)
    answer.headers.update(encoded | {"Vary": "Accept-Encoding"})
    answer.status_code = status if answer.status_code == 200 else answer.status_code
    return answer


async def _answer(
    request: Request, make: Callable[[Store, Asked], str], *key: str, thing: tuple[str, str] | None = None
) -> Response:
    """Serve what ``make`` returns, kept under ``key`` and what was asked, or the page that says there is none.

    Args:
        request: what the reader sent.
        make: the page.
        key: what the page depends on besides what was asked.
        thing: kind and id of what the page tells of, as they stand in the address.
    """
    store = load()
    try:
        if request.path_params.get("lang", "zh") not in LANGS:
            raise frame.Unknown("lang")
        asked = _asked(request, store, pages.pick(store, *thing) if thing else NOTHING)
        page = await _SHELF.get((make.__name__, *key, asked, store.version), lambda: make(store, asked))
        return _served(request, page)
    except frame.Unknown:
        lost = _asked(request, store)
        lost = lost._replace(question=replace(lost.question, focus=""))
        page = await _SHELF.get(("missing", lost, store.version), lambda: pages.missing(store, lost))
        return _served(request, page, 404)


def prepare(store: Store, vintage: Vintage) -> None:
    """Make the page of a place beside the border, so that no reader waits for what all such pages are made from."""
    place = store.get("border_pairs", vintage)["chongqing_adcode"].iloc[0]
    for want in ("", *NEEDS):
        asked = Question(focus=place, vintage=vintage, want=want)
        pages.place(store, Asked(asked, days.today(), ""))


async def home(request: Request) -> Response:
    """Serve the question form."""
    return await _answer(request, pages.home)


async def ask(request: Request) -> Response:
    """Go to the place that was typed; where it may be several or none, ask again."""
    store = load()
    asked = _asked(request, store).question
    typed = request.query_params.get("q", "")[: gazetteer.LONGEST]
    found = gazetteer.find(store.at(asked.vintage), typed)
    taken = gazetteer.chosen(found)
    if taken and not taken.old.zh:  # that a name is an old one is told first
        return RedirectResponse(served(question.light(replace(asked, focus=taken.adcode, page=""))), status_code=303)

    def again(store: Store, asked: Asked) -> str:
        return pages.home(store, asked, typed, tuple(found))

    return await _answer(request, again, typed)


async def place(request: Request) -> Response:
    """Serve what people of a place may use."""
    return await _answer(request, pages.place)


async def site(request: Request) -> Response:
    """Serve one site."""
    return await _answer(request, pages.thing, thing=("site", request.path_params["id"]))


async def service(request: Request) -> Response:
    """Serve one shared service."""
    return await _answer(request, pages.thing, thing=("service", request.path_params["id"]))


async def pair(request: Request) -> Response:
    """Serve the dossier of one border pair."""
    return await _answer(request, pages.pair, thing=("pair", request.path_params["id"]))
