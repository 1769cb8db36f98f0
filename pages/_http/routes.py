"""Every address outside the pages, in one list."""

from typing import Final

from starlette.routing import Route

from pages._http import changes, datasets, static_files
from pages._http.arrival import preview
from pages._http.base_path import served
from pages._http.light import views
from pages._http.maps import basemap, light_map

ROUTES: Final = [
    Route("/health", datasets.health),
    Route("/api/datasets", datasets.datasets),
    Route("/api/datasets/{name}", datasets.dataset),
    Route("/api/changes", changes.changes),
    Route("/drawn/{name}", static_files.drawn_geometry),
    Route("/basemap/view", basemap.view),
    Route("/basemap/{z:int}/{x:int}/{y:int}", basemap.tile),
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


def served_routes() -> list[Route]:
    """Return the routes at the addresses where they are served."""
    return [Route(served(route.path), route.endpoint) for route in ROUTES]
