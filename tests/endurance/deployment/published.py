"""Everything the product publishes, by the hash of its bytes (``python -m tests.endurance.deployment.published``).

Two servers that stand for each other must print the same, however they were started and whatever they were asked first.
"""

import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from geodata.briefing import file as briefing_file
from geodata.briefing.default import default
from geodata.briefing.model import Briefing
from geodata.catalog.pages import PAGES
from geodata.export import datasets
from geodata.narrative.page import told
from geodata.query import url
from geodata.query.scene import Scene
from geodata.store.store import load
from layers import compose, geometry
from layers.renderers.names import rows
from pages._http import packed_files
from pages._http.arrival.arrival import Arrival
from pages._http.routes import served_routes
from pages._ui.briefing import exports
from pages._ui.common import downloads

SERVER: Final = "http://one.example.cn"  # where readers reach the product, whichever server answers
PHONE: Final = "Mozilla/5.0 (Linux; Android 14) Mobile"
TOLD: Final = ("etag", "content-disposition", "cache-control", "vary", "content-type")
VIEWS: Final = (
    {},
    {"lang": "en", "show": "tourism,eldercare,corridors", "focus": "500152", "asof": "2021"},
)
# A list, ties, and a map with places, lines and tables of several kinds, which is also made as every kind of sheet.
PRINTED: Final = (
    ("services", {}),
    ("crossings", {"lang": "en"}),
    ("explore", {"show": "tourism,corridors,eldercare", "focus": "500152"}),
)
NONCE: Final = re.compile(rb' nonce="[\w-]+"')  # of the light map's scripts, drawn anew for each answer
DAY: Final = date(2026, 11, 27)
LIGHT: Final = (
    *("/lite", "/lite/en/", "/lite/zh/place/500152", "/lite/zh/pair/511083-500153"),
    *("/lite/en/service/sv-idcard", "/lite/zh/site/cq-dazu"),
)


def _addresses() -> Iterator[str]:
    """Every address that is asked for over HTTP, but the health."""
    store = load()
    yield from ("/api/datasets", "/api/changes", *LIGHT)
    for id in store.catalog.datasets:
        for format in datasets.formats(store.get(id)):
            yield from (datasets.address(id, format), f"{datasets.address(id, format)}?asof=2021")
    for name in PAGES:
        for view in VIEWS:
            scene, _ = url.from_query(view, store, name)
            yield url.address(scene, store, "")
    yield from ("/lite/map?show=tourism", "/lite/map?page=crossings&lang=en", "/preview.png?page=crossings&lang=en")


def _drawings() -> Iterator[str]:
    """Every drawing that has an address."""
    compose.publish_all(load())
    for ground in compose.grounds(load()):
        rows.publish_ground(ground)
    yield from sorted(geometry._BODIES)


def _files() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Every kind of file of a view and of a briefing."""
    store = load()
    for page, query in PRINTED:
        scene: Scene = url.from_query(query, store, page)[0]
        known = told(scene, store)
        made = downloads.files(scene, store, known.shown, known.sentence, url.address(scene, store, SERVER))
        for format, make in made.items():
            yield f"{page}.{format}", make
    for ending, _, make in downloads.prints(scene, store).values():  # of the last
        yield f"{page} print.{ending}", make
    whole = default(store, "zh")
    short = Briefing(whole.title, whole.scenes[1:2], whole.data_version, whole.lang)
    yield "briefing.json", lambda: briefing_file.to_json(short, store).encode()
    for format, (_, _, make_file) in exports.FILES.items():
        yield f"briefing.{format}", lambda make=make_file: make(short, store, SERVER, DAY, lambda *_: True)


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def published(*, backwards: bool = False) -> dict[str, str]:
    """Return what is published: addresses with headers that tell of the content, and files; each with its hash.

    Args:
        backwards: ask for the last first: an answer must not depend on those before it.
    """
    turn: Callable[[list], list] = (lambda all: all[::-1]) if backwards else list
    found: dict[str, str] = {}
    client = TestClient(Starlette(routes=served_routes(), middleware=[Middleware(Arrival)]), base_url=SERVER)
    for address in turn([*_addresses(), *_drawings()]):
        for agent in ("", PHONE):
            answer = client.get(address, headers={"user-agent": agent, "accept-encoding": "identity"})
            if answer.status_code != 200:
                raise AssertionError(f"{address}: {answer.status_code}")
            found[f"{address} {agent}"] = _hash(NONCE.sub(b"", answer.content))
            found[f"{address} {agent} headers"] = str({name: answer.headers.get(name) for name in TOLD})
    for name, make in turn(list(_files())):
        found[name] = _hash(make())
    scripts = [path for path in sorted((packed_files.FOLDER / "static").rglob("*")) if packed_files.worth(path)]
    for path in turn(scripts[:: len(scripts) // 5]):
        for encoding, (_, pack) in packed_files.ENCODINGS.items():
            found[f"{path.name} {encoding}"] = _hash(pack(path.read_bytes()))
    return found


if __name__ == "__main__":
    print(json.dumps(published(backwards="backwards" in sys.argv)))
