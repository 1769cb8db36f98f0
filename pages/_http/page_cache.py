"""Pages that are made once and kept compressed, so that many readers at once cost little."""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Final, NamedTuple, ParamSpec

import anyio
from anyio import to_thread

MOST: Final = 60_000_000  # bytes: every place and need, every site, service and pair, in both languages, is about 40 MB


P = ParamSpec("P")


def kept(most: int) -> Callable[[Callable[P, bytes]], Callable[P, bytes]]:
    """Return a decorator that keeps the files a function made last, as long as they are ``most`` bytes together.

    A file larger than that is made each time. Arguments must be hashable.
    """

    def keeping(make: Callable[P, bytes]) -> Callable[P, bytes]:
        held, lock, size = OrderedDict[Hashable, bytes](), Lock(), 0

        @wraps(make)
        def given(*args: P.args, **named: P.kwargs) -> bytes:
            nonlocal size
            key = (args, tuple(sorted(named.items())))
            with lock:
                if key in held:
                    held.move_to_end(key)
                    return held[key]
            made = make(*args, **named)
            with lock:
                if len(made) <= most and key not in held:
                    held[key], size = made, size + len(made)
                while size > most:
                    size -= len(held.popitem(last=False)[1])
            return made

        return given

    return keeping


class Packed(NamedTuple):
    """A page as it is kept: gzip bytes, and a tag that changes with its content."""

    body: bytes
    tag: str

    def plain(self) -> bytes:
        """Return the page uncompressed, for who does not take gzip."""
        return gzip.decompress(self.body)

    def sent(self, accepts: str) -> tuple[bytes, dict[str, str]]:
        """Return the page for who sends ``accepts`` as Accept-Encoding, and the headers that tell how it is sent."""
        return (self.body, {"Content-Encoding": "gzip"}) if "gzip" in accepts else (self.plain(), {})


class Shelf:
    """Keeps the pages asked for last; what it holds is answered without a thread."""

    def __init__(self, most: int = MOST) -> None:
        """Start empty; ``most`` bytes are kept."""
        self.most, self.size = most, 0
        self._kept, self._lock, self._maker = OrderedDict[Hashable, Packed](), Lock(), anyio.Lock()

    async def get(self, key: Hashable, make: Callable[[], str]) -> Packed:
        """Return the page kept under ``key``, made in a thread if there is none; what ``make`` raises is passed on."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        # One at a time: making pages is all computing, and threads that compute only wait for each other.
        async with self._maker:
            if key not in self._kept:  # somebody else may have asked for it meanwhile
                self.put(key, await to_thread.run_sync(lambda: pack(make())))
            return self._kept[key]

    def put(self, key: Hashable, made: Packed) -> None:
        """Keep a page; those asked for longest ago make room."""
        with self._lock:
            if before := self._kept.pop(key, None):
                self.size -= len(before.body)
            self._kept[key] = made
            self.size += len(made.body)
            while self.size > self.most and len(self._kept) > 1:
                self.size -= len(self._kept.popitem(last=False)[1].body)


def pack(html: str) -> Packed:
    """Return a page as it is kept."""
    body = html.encode()
    return Packed(gzip.compress(body, 6, mtime=0), hashlib.sha256(body).hexdigest()[:16])
