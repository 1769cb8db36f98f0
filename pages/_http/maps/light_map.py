"""The light map as a page of its own: /lite/map?… takes the query of any scene, without WebGL or WebSocket."""

import re
import secrets
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse

from geodata.basemap.basemap import notice
from geodata.own.held import found as held_by
from geodata.query import on_map, url
from geodata.store.store import load
from geodata.text import TAG, Text
from layers import camera, compose, symbols
from layers.camera import Frame, View
from layers.renderers import leaflet
from pages._http.base_path import served
from pages._http.headers import NONCE

MOST_PX: Final = 10_000
LOST: Final = Text(
    "您自己的数据不在这台服务器上了，图上没有它们。请回到“我的数据”重新打开。",
    "Your own data are no more on this server and not on this map. Please open them again on “My data”.",
)
_NOTE: Final = (
    "position:absolute;z-index:1000;left:8px;right:8px;top:8px;margin:0;padding:6px 10px;background:#fff;"
    "border:1px solid #b00;border-radius:4px;font:14px/1.4 sans-serif"
)


def _frame(asked: str) -> Frame:
    """The room a link speaks of: width, height and what is covered at each side in px; the usual one without sense."""
    numbers = [int(part) for part in asked.split(",") if re.fullmatch("[0-9]{1,5}", part) and int(part) <= MOST_PX]
    frame = Frame(*numbers) if 4 <= len(numbers) <= len(Frame._fields) else camera.DESKTOP
    return frame if frame.seen > 0 and frame.high > 0 else camera.DESKTOP


def _view(asked: str) -> View | None:
    """The camera a link speaks of: longitude, latitude, zoom; None where it makes no sense."""
    try:
        lon, lat, zoom = (float(part) for part in asked.split(","))
    except ValueError:
        return None
    return View(lon, lat, zoom) if abs(lon) <= 180 and abs(lat) <= 80 and 0 <= zoom <= 20 else None


def page(query: dict[str, str]) -> str:
    """Return the light map of a link as HTML; what the link holds is checked as on any page.

    ``own`` is the token of a session's own lists, which are drawn too; where nothing is held by it any more, that is
    said. ``other=1`` asks for what the scene is compared with; ``frame`` says how much room there is, ``at`` where the
    camera is; ``data`` only makes the address another one when the data have changed.
    """
    store, lost = load(), False
    if token := query.pop("own", ""):
        mine = held_by(token)
        store, lost = (mine.store(store), False) if mine else (store, True)
    query.pop("data", "")
    other, room, held = query.pop("other", "") == "1", _frame(query.pop("frame", "")), _view(query.pop("at", ""))
    shown_scene, _ = url.from_query(query, store, query.pop("page", ""))
    shown = on_map.drawn(shown_scene, store, other=other)
    drawing = compose.draw(shown_scene, store, shown, room, held, use="screen")
    shapes, lang = symbols.shapes(store), shown_scene.lang
    drawn = leaflet.to_map(drawing.layers, drawing.view, lang, served("/"), shapes, room.right)
    title = store.catalog.compliance.say(shown_scene.lang, shown_scene.vintage, notice("screen"))
    html = drawn.get_root().render().replace("<html>", f'<html lang="{TAG[shown_scene.lang]}">')
    if lost:
        html = html.replace("<body>", f'<body><p role="status" style="{_NOTE}">{LOST.say(lang)}</p>', 1)
    return html.replace("<head>", f"<head><title>{title}</title>", 1)


async def light_map(request: Request) -> HTMLResponse:
    """Serve the light map; only its own scripts may run."""
    nonce = secrets.token_urlsafe(16)
    html = await run_in_threadpool(page, dict(request.query_params))
    # Facts inside the page hold no "<": every one has passed through leaflet's JSON, which writes it as \\u003c.
    html = html.replace("<script", f'<script nonce="{nonce}"')
    return HTMLResponse(html, headers={"Cache-Control": "no-store", NONCE: nonce})
