"""Tiles out of one file on this server: MBTiles (SQLite) and PMTiles, raster tiles only."""

import sqlite3
from pathlib import Path
from threading import Lock
from typing import Final

from pmtiles.reader import MmapSource, Reader
from pmtiles.tile import Compression, TileType

from geodata.basemap.mercator import Tile
from geodata.configuration import ConfigurationError

_VECTOR: Final = "holds vector tiles; raster tiles (PNG, JPEG, WebP) are expected 是矢量瓦片，应为栅格瓦片"
_RASTER: Final = {TileType.PNG, TileType.JPEG, TileType.WEBP}


def _there(path: Path) -> Path:
    if not path.is_file():
        raise ConfigurationError(f"basemap.address = “{path}”: there is no such file 没有这个文件")
    return path


class MBTiles:
    """A file of MBTiles: an SQLite database whose rows are counted from the south."""

    def __init__(self, path: Path) -> None:
        """Open a file to read.

        Raises:
            ConfigurationError: when it is not there, is no MBTiles, or holds vector tiles.
        """
        self._lock = Lock()
        try:
            address = f"{_there(path).resolve().as_uri()}?mode=ro&immutable=1"
            self._tables = sqlite3.connect(address, uri=True, check_same_thread=False)
            told = dict(self._tables.execute("SELECT name, value FROM metadata"))
            self._tables.execute("SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles LIMIT 1")
        except sqlite3.Error as error:
            raise ConfigurationError(f"basemap.address = “{path}”: no MBTiles 不是 MBTiles 文件 ({error})") from error
        if told.get("format") in ("pbf", "mvt", "application/vnd.mapbox-vector-tile"):
            raise ConfigurationError(f"basemap.address = “{path}”: {_VECTOR}")

    def tile(self, tile: Tile) -> bytes | None:
        """Return a tile, or None where the file has none."""
        row = 2**tile.z - 1 - tile.y
        asked = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"
        with self._lock:
            found = self._tables.execute(asked, (tile.z, tile.x, row)).fetchone()
        return bytes(found[0]) if found else None

    def alive(self) -> bool:
        """A file answers always."""
        return True


class PMTiles:
    """A file of PMTiles (version 3)."""

    def __init__(self, path: Path) -> None:
        """Open a file to read.

        Raises:
            ConfigurationError: when it is not there, is no PMTiles, or holds vector tiles.
        """
        try:
            self._file = _there(path).open("rb")
            self._reader = Reader(MmapSource(self._file))  # type: ignore[no-untyped-call]
            header = self._reader.header()  # type: ignore[no-untyped-call]
        except ConfigurationError:
            raise
        except Exception as error:  # the reader has no class of its own for what is no PMTiles
            raise ConfigurationError(f"basemap.address = “{path}”: no PMTiles 不是 PMTiles 文件 ({error})") from error
        if header["tile_type"] not in _RASTER or header["tile_compression"] not in (
            Compression.NONE,
            Compression.UNKNOWN,
        ):
            raise ConfigurationError(f"basemap.address = “{path}”: {_VECTOR}")

    def tile(self, tile: Tile) -> bytes | None:
        """Return a tile, or None where the file has none."""
        body: bytes | None = self._reader.get(tile.z, tile.x, tile.y)  # type: ignore[no-untyped-call]
        return body

    def alive(self) -> bool:
        """A file answers always."""
        return True
