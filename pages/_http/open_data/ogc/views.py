"""The addresses of OGC API - Features: reads requests, says in words what is wrong with them, sends answers."""

import json
import re
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from geodata.boundaries.vintage import Vintage
from geodata.catalog.model import Dataset
from geodata.export import geojson
from geodata.store.store import Store, load
from geodata.text import LANGS, TAG, Lang, Text, days
from pages._http.base_path import base_path
from pages._http.open_data.ogc import documents, features, links, openapi, page, parameters, schema, words
from pages._http.open_data.ogc.links import Here
from pages._http.open_data.ogc.parameters import Refused, said
from pages._http.responses import content, digest, server

Make = Callable[[Here, Store], dict[str, Any]]
_PART: Final = re.compile(r"\s*([\w.+*/-]+)\s*(?:;[^,]*?\bq=([01](?:\.\d{1,3})?))?", re.ASCII)
_PAGES: Final = ("text/html", "application/xhtml+xml")
_CODES: Final = {400: "InvalidParameterValue", 404: "NotFound"}


def _weights(header: str) -> dict[str, float]:
    """What a header accepts, in small letters, by how gladly."""
    parts = [_PART.match(part) for part in header[:2_000].split(",")]
    return {part[1].lower(): float(part[2] or 1) for part in parts if part}


def _wants_page(accept: str) -> bool:
    """Whether a page is accepted more gladly than JSON."""
    weights = _weights(accept)
    other = [weight for media, weight in weights.items() if media in ("*/*", "application/*") or media.endswith("json")]
    return max(weights.get(media, 0) for media in _PAGES) > max(other, default=0)


def _language(accept: str) -> Lang:
    """The language that is accepted most gladly, Chinese where neither is."""
    told = [(weight, lang) for tag, weight in _weights(accept).items() for lang in LANGS if tag.startswith(lang)]
    return max(told, key=lambda one: one[0], default=(0, LANGS[0]))[1]


def _here(request: Request) -> Here:
    """Where a request stands; parameters that make no sense are refused later, in the language that is told here."""
    asked, base = request.query_params, base_path()
    return Here(
        root=f"{server(request)}/ogc",
        path=request.scope["path"].removeprefix(f"{base}/ogc").rstrip("/"),
        query=tuple(asked.multi_items()),
        lang=next(
            (lang for lang in LANGS if lang == asked.get("lang")),
            _language(request.headers.get("accept-language", "")),
        ),
        html=asked["f"] == "html" if "f" in asked else _wants_page(request.headers.get("accept", "")),
        vintage=Vintage.Y2021 if asked.get("asof") == Vintage.Y2021 else Vintage.TODAY,
    )


def _varying(here: Here) -> dict[str, str]:
    return {"Vary": "Accept, Accept-Language", "Content-Language": TAG[here.lang]}


def _sent(request: Request, here: Here, body: str, media: str, tag: str = "") -> Response:
    """An answer with what caches must know; its tag is weak where ``tag`` says what does not change in it."""
    told = body.encode()
    answer = content(request, told, f"{links.HTML}; charset=utf-8" if here.html else media, tag or digest(told))
    if tag and not answer.headers["ETag"].startswith("W/"):
        answer.headers["ETag"] = f"W/{answer.headers['ETag']}"
    answer.headers.update(_varying(here))
    return answer


def _problem(here: Here, why: Text, status: int) -> Response:
    """Say what is wrong with a request in its language; programs are told in both."""
    media = f"{links.HTML}; charset=utf-8" if here.html else links.JSON
    told = {"code": _CODES[status], "description": why.say(here.lang), "message": why._asdict()}
    body = page.page(here, load(), why.say(here.lang), {}) if here.html else json.dumps(told, ensure_ascii=False)
    return Response(body, status, {**_varying(here), "Cache-Control": "no-store"}, media)


def _telling(make: Callable[[Request, Here], Response]) -> Callable[[Request], Response]:
    """A view that says in words why a request is refused."""

    @wraps(make)
    def view(request: Request) -> Response:
        here = _here(request)
        try:
            return make(request, here)
        except Refused as refused:
            return _problem(here, refused.why, refused.status)

    return view


def _document(make: Make, media: str = links.JSON) -> Callable[[Request], Response]:
    """A view of what is told of the interface."""

    @_telling
    def view(request: Request, here: Here) -> Response:
        parameters.given(here.query, ())
        store = load()
        document = make(here, store)
        if here.html:
            body = page.page(here, store, document.get("title", words.TITLE.say(here.lang)), document)
        else:
            body = json.dumps(document, ensure_ascii=False)
        return _sent(request, here, body, media)

    return view


def _dataset(here: Here, store: Store) -> Dataset:
    """The dataset that an address names."""
    id = here.path.split("/")[2]
    if id not in store.catalog.datasets:
        raise Refused(said(words.NO_COLLECTION, id=id[:200]), 404)
    return store.catalog.datasets[id]


def _collection(here: Here, store: Store) -> dict[str, Any]:
    return documents.collection(here, store, _dataset(here, store))


def _queryables(here: Here, store: Store) -> dict[str, Any]:
    return schema.queryables(_dataset(here, store), store.catalog, here.lang, here.root + here.path)


def _schema(here: Here, store: Store) -> dict[str, Any]:
    dataset = _dataset(here, store)
    shape = features.shape(store.get(dataset.id, here.vintage))
    return schema.schema(dataset, store.catalog, here.lang, here.root + here.path, shape)


def _api(here: Here, store: Store) -> dict[str, Any]:
    made = openapi.definition(here, store)
    if not here.html:
        return made
    paths = {path: told["get"]["summary"] for path, told in made["paths"].items()}
    return {"title": words.API.say(here.lang), "paths": paths, "links": here.own(links.OPENAPI)}


landing = _document(documents.landing)
conformance = _document(documents.conformance)
api = _document(_api, links.OPENAPI)
collections = _document(documents.collections)
collection = _document(_collection)
queryables = _document(_queryables, links.SCHEMA)
schema_of = _document(_schema, links.SCHEMA)


@_telling
def items(request: Request, here: Here) -> Response:
    """Serve the features of a collection that are asked for, a page at a time."""
    store = load()
    dataset = _dataset(here, store)
    asked = parameters.given(here.query, (*parameters.OF_ITEMS, *dataset.all_columns))
    chosen, edition = parameters.selection(asked, dataset.all_columns), store.at(here.vintage)
    found = features.found(edition, dataset.id, chosen)
    ways = features.links_of_items(here, chosen, found, dataset.id)
    if here.html:
        rows = features.cells(edition, dataset.id, found.rows)
        return _sent(request, here, page.items(here, store, dataset, rows, found.matched, ways), links.HTML)
    told = {
        "title": dataset.title.say(here.lang),
        "attribution": store.catalog.compliance.say(here.lang, here.vintage),
        "numberMatched": found.matched,
        "numberReturned": len(found.rows),
        "links": ways,
    }
    body = geojson.gathered(features.lines(edition, dataset.id, found.rows, chosen.crs), told)
    moment = days.now().isoformat(timespec="seconds")
    answer = _sent(request, here, f'{body[:-1]},"timeStamp":"{moment}"}}', links.GEOJSON, digest(body.encode()))
    answer.headers["Content-Crs"] = f"<{chosen.crs}>"
    return answer


@_telling
def feature(request: Request, here: Here) -> Response:
    """Serve one feature."""
    store = load()
    dataset, edition = _dataset(here, store), store.at(here.vintage)
    system = parameters.system(parameters.given(here.query, ("crs",)))
    rows = features.one(edition, dataset.id, request.path_params["feature"])
    ways = features.links_of_feature(here, dataset.id)
    (line,) = features.lines(edition, dataset.id, rows, system)
    if here.html:
        (cells,) = features.cells(edition, dataset.id, rows)
        place = json.loads(line)["geometry"]
        written = json.dumps(place) if place else ""
        return _sent(request, here, page.feature(here, store, dataset, cells, written, ways), links.HTML)
    answer = _sent(request, here, f'{line[:-1]},"links":{json.dumps(ways, ensure_ascii=False)}}}', links.GEOJSON)
    answer.headers["Content-Crs"] = f"<{system}>"
    return answer


@_telling
def nowhere(request: Request, _here: Here) -> Response:
    """Tell that nothing is published under an address."""
    raise Refused(said(words.NOWHERE, path=request.scope["path"][:200]), 404)
