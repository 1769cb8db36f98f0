"""The ASGI entry. Start with ``streamlit run app.py`` (or ``make run``)."""

import gc
import logging
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from streamlit.config import set_option

from geodata.basemap import basemap
from geodata.boundaries.vintage import Vintage
from geodata.briefing.default import default
from geodata.catalog.errors import DataError
from geodata.catalog.pages import offered
from geodata.configuration import ConfigurationError, configuration
from geodata.flows import kept
from geodata.own import keeping
from geodata.query.gazetteer import find
from geodata.store import live
from geodata.store.kept import forget
from geodata.store.store import Edition, Store, load, loaded, put
from geodata.text import LANGS, days
from layers.compose import publish
from layers.geometry import of_successor
from pages._http.arrival import preview
from pages._http.arrival.arrival import Arrival, prepare
from pages._http.arrival.doorway import Doorway
from pages._http.base_path import BelowBase
from pages._http.headers import SecurityHeaders
from pages._http.light import views as light_pages
from pages._http.packed_files import PackedFiles, tidy
from pages._http.routes import served_routes
from pages._http.server.replicas import OneOfSeveral, prepared
from pages._http.server.signed_in import BackToPage
from pages._http.server.tcp_nodelay import answer_at_once

try:
    configuration()
    basemap.configured()
    kept.configured()
    live.begin()
    set_option("server.maxUploadSize", configuration().intake.most_mb)  # what the server itself refuses
except ConfigurationError as error:
    raise SystemExit(str(error)) from error


def _warm(edition: Edition) -> None:
    edition.warm()
    publish(edition)
    find(edition, "chongqing")


def _prepare() -> None:
    """Load today's data and drawings, then what can wait, so that the first visitor waits for neither."""
    try:
        _warm(load().at(Vintage.TODAY))
        if days.today().isoformat() < load().catalog.compliance.facts_as_of:
            logging.getLogger(__name__).error("the clock says %s, before the facts: is it set?", days.today())
        if ground := basemap.configured():  # before the first pictures, which say whether it can be had
            ground.warm()
    except DataError:
        logging.getLogger(__name__).exception("the facts are broken; the pages say where")
    live.watch(_take, _settle)


def _take(store: Store) -> None:
    """Warm a new store as pages that are open will ask for it, and put it in the present one's place."""
    with of_successor():
        _warm(store.at(Vintage.TODAY))
        put(store)


def _settle() -> Iterator[None]:
    """Prepare what can wait once a store is there, step by step, and let the one before go."""
    try:
        if loaded():
            yield from _steps()
    finally:
        prepared.set()  # with broken facts /ready says so


def _steps() -> Iterator[None]:
    forget()
    _warm(load().at(Vintage.Y2021))
    yield
    for vintage in Vintage:
        light_pages.prepare(load(), vintage)
        yield
    for lang in LANGS:
        default(load(), lang)
    preview.prepare(load())
    yield
    for name in offered():
        prepare(load(), [name])
        yield
    # What stays for good need not be looked through at each full collection of garbage: it takes a sixth of a
    # second, in which the whole server stands still.
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Begin to load as soon as the server starts, let its answers leave at once, and leave no temporary files."""
    answer_at_once()
    keeping.watch()
    threading.Thread(target=_prepare, name="prepare", daemon=True).start()
    yield
    tidy()


MIDDLEWARE = [Middleware(BelowBase), Middleware(SecurityHeaders), Middleware(OneOfSeveral), Middleware(Doorway)]
MIDDLEWARE += [Middleware(BackToPage), Middleware(Arrival), Middleware(PackedFiles)]
app = st.App("pages/main.py", routes=served_routes(), middleware=MIDDLEWARE, lifespan=lifespan)
