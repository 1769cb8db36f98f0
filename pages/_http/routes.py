"""Every address outside the pages, in one list."""

from inspect import iscoroutinefunction
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pages._http import static_files
from pages._http.arrival import preview
from pages._http.base_path import served
from pages._http.light import views
from pages._http.maps import basemap, light_map
from pages._http.open_data import changes, datasets, live
from pages._http.open_data.ogc import views as ogc
from pages._http.open_data.shared import Shared, nowhere
from pages._http.responses import TROUBLE, trouble
from pages._http.server import replicas

ROUTES: Final = [
    Route("/health", Shared(datasets.health)),
    Route(replicas.READY, Shared(replicas.ready)),
    Route("/live", live.shown),
    Route("/api/datasets", Shared(datasets.datasets)),
    Route("/api/datasets/{name}", Shared(datasets.dataset)),
    Route("/api/changes", Shared(changes.changes)),
    Route("/api/{path:path}", Shared(nowhere)),
    Route("/ogc", Shared(ogc.landing)),
    Route("/ogc/", Shared(ogc.landing)),
    Route("/ogc/conformance", Shared(ogc.conformance)),
    Route("/ogc/api", Shared(ogc.api)),
    Route("/ogc/collections", Shared(ogc.collections)),
    Route("/ogc/collections/{collection}", Shared(ogc.collection)),
    Route("/ogc/collections/{collection}/queryables", Shared(ogc.queryables)),
    Route("/ogc/collections/{collection}/schema", Shared(ogc.schema_of)),
    Route("/ogc/collections/{collection}/items", Shared(ogc.items)),
    Route("/ogc/collections/{collection}/items/{feature:path}", Shared(ogc.feature)),
    Route("/ogc/{path:path}", Shared(ogc.nowhere)),
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


def _telling(endpoint: Any) -> Any:
    """The endpoint, which says in words why it cannot answer; what is shared does so itself."""
    if isinstance(endpoint, Shared):
        return endpoint

    async def answer(request: Request) -> Response:
        try:
            if iscoroutinefunction(endpoint):
                return await endpoint(request)
            return await run_in_threadpool(endpoint, request)
        except TROUBLE as error:
            return trouble(request, error)

    return answer


def served_routes() -> list[Route]:
    """Return the routes at the addresses where they are served."""
    return [Route(served(route.path), _telling(route.endpoint)) for route in ROUTES]
