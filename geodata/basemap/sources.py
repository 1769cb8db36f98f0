"""Where tiles come from: a service of the network (XYZ, WMTS, WMS), asked by address, or a file on this server."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import urlencode, urlsplit, urlunsplit

from geodata.basemap.archives import MBTiles, PMTiles
from geodata.basemap.cache import TileCache
from geodata.basemap.fetcher import Fetcher
from geodata.basemap.mercator import TILE, Tile
from geodata.configuration import FILES, BasemapSettings

KEY: Final = "CHENGYU_BASEMAP_KEY"  # the environment variable that holds the key


class Source(Protocol):
    """Gives tiles."""

    def tile(self, tile: Tile) -> bytes | None:
        """Return a tile as an image file, or None where there is none or it cannot be had now."""

    def alive(self) -> bool:
        """Return whether tiles can be had now; never waits."""


class Service:
    """A service: what was fetched is kept."""

    def __init__(self, address: Callable[[Tile], str], fetcher: Fetcher, cache: TileCache) -> None:
        """Ask by ``address``, through ``fetcher``; keep tiles in ``cache``."""
        self._address, self._fetcher, self._cache = address, fetcher, cache

    def tile(self, tile: Tile) -> bytes | None:
        """Return a tile that is kept, or fetch it; two that ask for the same at once make one request."""
        with self._cache.turn(tile):
            if (kept := self._cache.get(tile)) is not None:
                return kept
            if (body := self._fetcher.get(self._address(tile))) is not None:
                self._cache.put(tile, body)
            return body

    def alive(self) -> bool:
        """Return whether the service answered when it was last asked; one that was down is tried now and then."""
        return self._fetcher.alive()


def _with_query(address: str, given: dict[str, str]) -> str:
    """An address with more in its query; what it holds already stays, as the key."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, urlencode(given, safe="/:{},"))))))


def _template(settings: BasemapSettings) -> str:
    """The address of a tile, with {z}, {x} and {y} to fill."""
    if settings.kind == "xyz":
        return settings.address
    if "{TileMatrix}" in settings.address:  # a WMTS that answers to paths
        named = {"TileMatrix": "z", "TileCol": "x", "TileRow": "y"}
        fixed = {"TileMatrixSet": settings.matrix_set, "Style": settings.style or "default", "Layer": settings.layer}
        template = settings.address
        for name, short in named.items():
            template = template.replace(f"{{{name}}}", f"{{{short}}}")
        for name, value in fixed.items():
            template = template.replace(f"{{{name}}}", value)
        return template
    query = {
        "SERVICE": "WMTS",
        "REQUEST": "GetTile",
        "VERSION": "1.0.0",
        "LAYER": settings.layer,
        "STYLE": settings.style or "default",
        "TILEMATRIXSET": settings.matrix_set or "GoogleMapsCompatible",
        "FORMAT": settings.format or "image/png",
    }
    # GeoServer names the zooms of such a set by the set.
    zoom = f"{settings.matrix_set}:{{z}}" if settings.matrix_set.startswith("EPSG:") else "{z}"
    return _with_query(settings.address, query) + f"&TILEMATRIX={zoom}&TILEROW={{y}}&TILECOL={{x}}"


def _map_request(settings: BasemapSettings) -> Callable[[Tile], str]:
    """The address of a WMS's picture of a tile."""
    query = {
        "SERVICE": "WMS",
        "REQUEST": "GetMap",
        "VERSION": "1.3.0",
        "LAYERS": settings.layer,
        "STYLES": settings.style,
        "CRS": settings.crs,
        "FORMAT": settings.format or "image/png",
        "TRANSPARENT": "FALSE",
        "WIDTH": str(TILE),
        "HEIGHT": str(TILE),
    }
    base = _with_query(settings.address, query)
    return lambda tile: f"{base}&BBOX={','.join(f'{edge:.6f}' for edge in tile.box.metres)}"


def addresses(settings: BasemapSettings) -> Callable[[Tile], str]:
    """Return what gives the address of a tile of a service.

    Args:
        settings: of a kind that is no file.
    """
    asked = _map_request(settings) if settings.kind == "wms" else None
    template, key = _template(settings), settings.key or os.environ.get(KEY, "")

    def address(tile: Tile) -> str:
        told = asked(tile) if asked else template
        filled = {
            "{z}": str(tile.z),
            "{x}": str(tile.x),
            "{y}": str(tile.y),
            "{-y}": str(2**tile.z - 1 - tile.y),
            "{key}": key,
        }
        if settings.subdomains:
            filled["{s}"] = settings.subdomains[(tile.x + tile.y) % len(settings.subdomains)]
        for mark, value in filled.items():
            told = told.replace(mark, value)
        return told

    return address


def source_of(settings: BasemapSettings) -> Source:
    """Return where the tiles come from.

    Args:
        settings: of a basemap that is set.

    Raises:
        ConfigurationError: when a file is not there, cannot be read, or holds vector tiles.
    """
    if settings.kind in FILES:
        path = Path(settings.address)
        return MBTiles(path) if settings.kind == "mbtiles" else PMTiles(path)
    address = addresses(settings)
    # What is kept of one service is never taken for another's; the key does not matter.
    cache = TileCache.of(Path(settings.cache) if settings.cache else None, settings)
    return Service(address, Fetcher(settings.timeout_s, probe=address(Tile(5, 25, 13))), cache)
