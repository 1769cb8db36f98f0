"""Tiles kept on disk: within so many bytes and days, written whole or not at all."""

import hashlib
import os
import tempfile
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Final, NamedTuple, Self
from uuid import uuid4

from geodata.basemap.mercator import Tile
from geodata.configuration import BasemapSettings
from geodata.text import days

DAY_S: Final = 86_400
_AFTER: Final = 0.9  # once it is full, so much of it stays
_TURNS: Final = 64
_PENDING: Final = ".part"  # how a file ends that is being written


class _Kept(NamedTuple):
    """A file: when it was written, how large it is, where it is."""

    written: float
    size: int
    path: Path


class TileCache:
    """A folder of tiles. A disk that is full or refuses only means that tiles are fetched again."""

    def __init__(self, folder: Path, most_bytes: int, most_days: int) -> None:
        """Keep tiles below a folder, which need not be there yet.

        Args:
            folder: of this service alone.
            most_bytes: what is oldest makes room.
            most_days: what is older is fetched anew.
        """
        self.folder, self._most, self._age = folder, most_bytes, most_days * DAY_S
        self._lock, self._turns = Lock(), [Lock() for _ in range(_TURNS)]
        self.size = sum(kept.size for kept in self._all())

    @classmethod
    def of(cls, folder: Path | None, settings: BasemapSettings) -> Self:
        """Return the cache of a service; another service, layer or style has another folder in the same place."""
        same = replace(settings, key="", appears=(), cache="", cache_mb=1, cache_days=1, timeout_s=1)
        name = hashlib.sha256(repr(same).encode()).hexdigest()[:12]
        place = (
            folder or Path(tempfile.gettempdir()) / f"chengyu-basemap-{os.getuid() if hasattr(os, 'getuid') else ''}"
        )
        return cls(place / name, settings.cache_mb * 1_000_000, settings.cache_days)

    def turn(self, tile: Tile) -> AbstractContextManager[object]:
        """Return what lets one after the other ask for a tile."""
        return self._turns[hash(tile) % _TURNS]

    def get(self, tile: Tile) -> bytes | None:
        """Return a tile that is kept and not too old, or None."""
        path = self._path(tile)
        try:
            age = days.instant() - path.stat().st_mtime
            return path.read_bytes() if -DAY_S < age < self._age else None  # a clock that jumped: written tomorrow
        except OSError:
            return None

    def put(self, tile: Tile, body: bytes) -> None:
        """Keep a tile."""
        path = self._path(tile)
        part = path.with_name(f"{path.name}-{uuid4().hex}{_PENDING}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            before = path.stat().st_size if path.exists() else 0
            part.write_bytes(body)
            part.replace(path)
        except OSError:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            return
        with self._lock:
            self.size += len(body) - before
            if self.size > self._most:
                self._make_room()

    def _path(self, tile: Tile) -> Path:
        return self.folder / str(tile.z) / str(tile.x) / str(tile.y)

    def _all(self) -> list[_Kept]:
        found = []
        for path in self.folder.rglob("*"):
            with suppress(OSError):  # another server may have taken it away
                if path.is_file():
                    status = path.stat()
                    found.append(_Kept(status.st_mtime, status.st_size, path))
        return found

    def _make_room(self) -> None:
        """Drop what is oldest."""
        kept = sorted(self._all())
        self.size = sum(one.size for one in kept)
        for one in kept:
            if self.size <= self._most * _AFTER:
                return
            with suppress(OSError):
                one.path.unlink()
                self.size -= one.size
