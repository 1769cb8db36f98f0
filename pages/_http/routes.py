"""Every address outside the pages, in one list."""

from typing import Final

from starlette.routing import Route

from pages._http import data, files, lite

ROUTES: Final = [
    Route("/health", data.health),
    Route("/api/datasets", data.datasets),
    Route("/api/datasets/{name}", data.dataset),
    Route("/drawn/{name}", files.drawn_geometry),
    Route("/lite/map", lite.light_map),
    Route("/vendor/leaflet/{path:path}", files.leaflet),
]
