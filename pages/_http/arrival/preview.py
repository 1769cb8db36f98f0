"""The picture of a link: what WeChat, DingTalk and other programs show beside its title when it is passed on."""

from datetime import date
from hashlib import sha256
from typing import Final

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

from geodata.basemap.basemap import notice
from geodata.catalog.pages import FIRST
from geodata.query import scene as scenes
from geodata.query import url
from geodata.query.scene import Scene
from geodata.store.kept import per_store
from geodata.store.store import Store, load
from geodata.text import Text, days
from layers.documents import scene_file
from layers.renderers.sheet.layout import SLIDE
from pages._http.page_cache import kept
from pages._http.responses import content

_ONE: Final = CapacityLimiter(1)  # drawing is computing: many at once would hold every thread that others wait for
DPI: Final = 90  # 1200 by 675 px: previews are cut to 1200 by 630 or to a square


@per_store(kept(20_000_000))  # bytes
def _drawn(scene: Scene, store: Store, day: date, _said: Text | None) -> bytes:
    """A scene as a slide; drawn anew when something else must be said of its basemap."""
    return scene_file.file(scene, store, "", day, "png", SLIDE, DPI)


def prepare(store: Store) -> None:
    """Make the picture of the first page, so that nobody waits for typefaces, and for what all such are drawn from."""
    _drawn(scenes.default(store, FIRST), store, days.today(), notice("exports"))


async def preview(request: Request) -> Response:
    """Serve the picture of a link to a page of the app: ``page`` and the query of the link."""
    query = dict(request.query_params)
    page, store = query.pop("page", ""), load()
    scene, _ = url.from_query(query, store, page)
    picture = await to_thread.run_sync(_drawn, scene, store, days.today(), notice("exports"), limiter=_ONE)
    return content(request, picture, "image/png", sha256(picture).hexdigest()[:16], "public, max-age=3600")
