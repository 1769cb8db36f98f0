"""How tests ask the interface: the routes without a server, and with one."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.testclient import TestClient

from geodata.store.store import load
from pages._http.base_path import BelowBase
from pages._http.headers import SecurityHeaders
from pages._http.routes import served_routes

ROOT = Path(__file__).parents[4]
STORE = load()
IDS = list(STORE.catalog.datasets)
PLACED = [id for id in IDS if "geometry" in STORE.get(id)]
HOST = "http://maps.example"
MIDDLEWARE = [Middleware(BelowBase), Middleware(SecurityHeaders), Middleware(GZipMiddleware)]
APP = Starlette(routes=served_routes(), middleware=MIDDLEWARE)
CLIENT = TestClient(APP, HOST)


def get(path: str = "", **parameters: str | int):
    """The answer to a request below /ogc."""
    return CLIENT.get(f"/ogc{path}", params=parameters)


def items(id: str, /, **parameters: str | int):
    """Features of a collection."""
    answer = get(f"/collections/{id}/items", **parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


def named(found: dict) -> list[str]:
    return [feature["id"] for feature in found["features"]]


def linked(document: dict, rel: str) -> list[dict]:
    return [link for link in document["links"] if link["rel"] == rel]


@contextmanager
def served() -> Iterator[str]:
    """The interface on a server of its own process, as GDAL and QGIS ask it: its address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        told = [f"{__name__}:APP", "--fd", str(listening.fileno()), "--log-level", "warning"]
        process = subprocess.Popen([sys.executable, "-m", "uvicorn", *told], cwd=ROOT, pass_fds=[listening.fileno()])
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/ogc"  # who comes early waits in the socket's queue
        finally:
            process.terminate()
            process.wait()
