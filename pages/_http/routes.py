"""Every address outside the pages, in one list."""

import logging
from collections.abc import Awaitable, Callable
from inspect import iscoroutinefunction
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from geodata.catalog.errors import DataError
from geodata.text import Text
from pages._http import changes, datasets, light_map, static_files
from pages._http.arrival import preview
from pages._http.base_path import served
from pages._http.light import views
from pages._http.responses import failed

_NO_ROOM: Final = Text(
    "服务器没有空间存放临时文件，请告知管理员（磁盘已满，或临时目录不可写）",
    "The server has no room for temporary files; please tell its administrator (the disk is full or read-only)",
)
ROUTES: Final = [
    Route("/health", datasets.health),
    Route("/api/datasets", datasets.datasets),
    Route("/api/datasets/{name}", datasets.dataset),
    Route("/api/changes", changes.changes),
    Route("/drawn/{name}", static_files.drawn_geometry),
    Route("/lite/map", light_map.light_map),
    Route("/lite", views.home),
    Route("/lite/", views.home),
    Route("/lite/{lang}/", views.home),
    Route("/lite/{lang}/ask", views.ask),
    Route("/lite/{lang}/place/{adcode}", views.place),
    Route("/lite/{lang}/site/{id}", views.site),
    Route("/lite/{lang}/service/{id}", views.service),
    Route("/lite/{lang}/pair/{id}", views.pair),
    Route("/preview.png", preview.preview),
    Route("/vendor/leaflet/{path:path}", static_files.leaflet),
]


def _telling(endpoint: Callable[[Request], Any]) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint, which says in words why it cannot answer: the facts are broken, the disk is full."""

    async def answer(request: Request) -> Response:
        try:
            if iscoroutinefunction(endpoint):
                return await endpoint(request)
            return await run_in_threadpool(endpoint, request)
        except DataError as error:
            return failed(
                request, 503, Text(f"数据有误：\n{error.say('zh')}", f"The data are broken:\n{error.say('en')}")
            )
        except OSError:
            logging.getLogger(__name__).exception("a file could not be read or written")
            return failed(request, 507, _NO_ROOM)

    return answer


def served_routes() -> list[Route]:
    """Return the routes at the addresses where they are served."""
    return [Route(served(route.path), _telling(route.endpoint)) for route in ROUTES]
