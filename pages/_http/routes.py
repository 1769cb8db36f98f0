"""Every address outside the pages, in one list."""

from typing import Final

from starlette.routing import Route

from pages._http import data, files, lite, lite_pages

ROUTES: Final = [
    Route("/health", data.health),
    Route("/api/datasets", data.datasets),
    Route("/api/datasets/{name}", data.dataset),
    Route("/drawn/{name}", files.drawn_geometry),
    Route("/lite/map", lite.light_map),
    Route("/lite", lite_pages.home),
    Route("/lite/", lite_pages.home),
    Route("/lite/{lang}/", lite_pages.home),
    Route("/lite/{lang}/ask", lite_pages.ask),
    Route("/lite/{lang}/place/{adcode}", lite_pages.place),
    Route("/lite/{lang}/site/{id}", lite_pages.site),
    Route("/lite/{lang}/service/{id}", lite_pages.service),
    Route("/lite/{lang}/pair/{id}", lite_pages.pair),
    Route("/vendor/leaflet/{path:path}", files.leaflet),
]
