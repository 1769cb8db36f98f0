"""A basemap for tests: tiles painted with lines of longitude and latitude, and a server on loopback that gives them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from math import ceil, floor
from typing import Any
from urllib.parse import parse_qs, urlsplit

from PIL import Image, ImageDraw

from geodata.basemap.basemap import Basemap
from geodata.basemap.mercator import TILE, Tile, of_metres, place, spot
from geodata.basemap.sources import Source
from geodata.configuration import BasemapSettings

GREEN, SAND, LINE = (206, 228, 205), (243, 236, 214), (30, 60, 160)


@lru_cache(maxsize=4096)
def painted(tile: Tile, format: str = "PNG") -> bytes:
    """A tile: a checkerboard of tiles, lines at whole degrees (thick) and tenths (thin, from zoom 9), named."""
    image = Image.new("RGB", (TILE, TILE), GREEN if (tile.x + tile.y) % 2 else SAND)
    draw, box = ImageDraw.Draw(image), tile.box
    (west, north), (east, south) = place(box.left, box.top), place(box.right, box.bottom)
    step = 10 if tile.z >= 9 else 1  # lines a degree

    def px(lon: float, lat: float) -> tuple[float, float]:
        x, y = spot(lon, lat)
        return (x - box.left) / box.width * TILE, (y - box.top) / box.height * TILE

    for n in range(floor(west * step), ceil(east * step) + 1):
        x, _ = px(n / step, north)
        draw.line([(x, 0), (x, TILE)], LINE, 3 if n % step == 0 else 1)
        draw.text((x + 4, 4), f"{n / step:g}E", LINE)
    for n in range(floor(south * step), ceil(north * step) + 1):
        _, y = px(west, n / step)
        draw.line([(0, y), (TILE, y)], LINE, 3 if n % step == 0 else 1)
        draw.text((4, y + 4), f"{n / step:g}N", LINE)
    draw.text((TILE / 2, TILE / 2), f"{tile.z}/{tile.x}/{tile.y}", (120, 110, 90))
    buffer = BytesIO()
    image.save(buffer, format)
    return buffer.getvalue()


@dataclass
class Painted:
    """A source that is there at once: every tile but those that ``lacks``."""

    lacks: frozenset[Tile] = frozenset()
    up: bool = True

    def tile(self, tile: Tile) -> bytes | None:
        return None if tile in self.lacks or not self.up else painted(tile)

    def alive(self) -> bool:
        return self.up


GIVEN = {"kind": "xyz", "address": "http://127.0.0.1/{z}/{x}/{y}.png"}
SAID = {"attribution_zh": "测试格网", "attribution_en": "Test graticule", "review_number": "GS(2026)0001号"}


def settings(**given: Any) -> BasemapSettings:
    """Settings of a basemap that may appear everywhere."""
    return BasemapSettings(**(GIVEN | SAID | {"appears": ("screen", "exports")} | given))


def basemap(source: Source | None = None, **given: Any) -> Basemap:
    """A basemap of painted tiles."""
    return Basemap(settings(**given), source or Painted())


@dataclass
class TileServer:
    """A service: what it was asked for, and how it misbehaves."""

    address: str = ""
    asked: list[str] = field(default_factory=list)
    status: int = 200
    media: str = "image/png"
    body: bytes | None = None  # instead of a tile
    leads_to: str = ""  # a redirect

    def tile(self, path: str) -> Tile | None:
        """What an address asks for: /z/x/y.png, KVP of WMTS, or GetMap of a WMS, whose piece must be a tile's."""
        query = {name.upper(): values[0] for name, values in parse_qs(urlsplit(path).query).items()}
        if query.get("REQUEST") == "GetTile":
            return Tile(*(int(query[name]) for name in ("TILEMATRIX", "TILECOL", "TILEROW")))
        if query.get("REQUEST") == "GetMap":
            box = of_metres(*(float(edge) for edge in query["BBOX"].split(",")))
            zoom = round(1 / box.width).bit_length() - 1
            return Tile(zoom, round(box.left * 2**zoom), round(box.top * 2**zoom))
        parts = urlsplit(path).path.removesuffix(".png").strip("/").split("/")
        return Tile(*(int(part) for part in parts)) if len(parts) == 3 else None


@contextmanager
def tile_server(port: int = 0) -> Iterator[TileServer]:
    """Serve painted tiles on loopback."""
    told = TileServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append(self.path)
            tile = told.tile(self.path)
            body = (painted(tile) if tile else b"") if told.body is None else told.body
            self.send_response(302 if told.leads_to else told.status)
            if told.leads_to:
                self.send_header("Location", told.leads_to)
            self.send_header("Content-Type", told.media)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    told.address = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":  # python -m tests.geodata.basemap.tiles 8651
    import sys

    with tile_server(int(sys.argv[1])) as serving:
        print(serving.address)
        threading.Event().wait()
