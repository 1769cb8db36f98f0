"""Asks a service for tiles: briefly, nobody else, and not again and again while it is down."""

import logging
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from threading import Lock, Thread
from typing import IO, Final
from urllib.parse import urlsplit

from geodata import VERSION

MOST_BYTES: Final = 2_000_000  # of one tile
FAILURES: Final = 3  # so many one after the other, and a service is taken to be down
PAUSE_S: Final = 60.0  # for so long it is not asked again
_NO_TILE: Final = (204, 404, 410)
# How the image files begin that are passed on, and what each is.
_BEGINS: Final = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
_CHUNK: Final = 64 * 1024


def media(body: bytes) -> str | None:
    """Return what kind of image a file is by how it begins, or None where it is none that is passed on."""
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for begin, kind in _BEGINS.items() if body.startswith(begin)), None)


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a service within its own host only."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: object, newurl: str
    ) -> urllib.request.Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        if (old.scheme, old.netloc) != (new.scheme, new.netloc):
            raise urllib.error.HTTPError(req.full_url, code, "leads to another host", None, fp)  # type: ignore[arg-type]
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


class Fetcher:
    """One service, with what is known of its health."""

    def __init__(self, timeout_s: float, probe: str, now: Callable[[], float] = time.monotonic) -> None:
        """Begin in good faith.

        Args:
            timeout_s: how long one answer may take.
            probe: an address to try a service by that was down.
            now: seconds of a clock that never goes back.
        """
        self._timeout, self._probe, self._now = timeout_s, probe, now
        self._opener = urllib.request.build_opener(_SameHost)
        self._lock, self._failures, self._until = Lock(), 0, 0.0

    def get(self, address: str) -> bytes | None:
        """Return an image, or None: there is none, the service is down, or what it says is no image."""
        if not self._may_ask():
            return None
        try:
            body = self._read(address)
        except urllib.error.HTTPError as error:
            self._heard(well=error.code in _NO_TILE, why=f"HTTP {error.code} {error.reason}")
            return None
        except (OSError, ValueError) as error:  # URLError, timeouts, a broken connection, what is no image
            self._heard(well=False, why=str(error))
            return None
        self._heard(well=True)
        return body

    def alive(self) -> bool:
        """Return whether the service is taken to be up; one that was down long enough is tried in the background."""
        with self._lock:
            if self._failures < FAILURES:
                return True
            due = self._now() >= self._until
        if due:
            Thread(target=self.get, args=(self._probe,), name="basemap", daemon=True).start()
        return False

    def _may_ask(self) -> bool:
        with self._lock:
            if self._failures < FAILURES:
                return True
            if self._now() < self._until:
                return False
            self._until = self._now() + PAUSE_S  # this one tries; the others wait for what it hears
            return True

    def _heard(self, *, well: bool, why: str = "") -> None:
        with self._lock:
            before, self._failures = self._failures, 0 if well else self._failures + 1
            if self._failures >= FAILURES:
                self._until = self._now() + PAUSE_S
            fell, rose = before < FAILURES <= self._failures, well and before >= FAILURES
        log = logging.getLogger(__name__)  # never the address, which holds the key
        if fell:
            log.warning("the basemap's service is down: %s", why)
        elif rose:
            log.warning("the basemap's service answers again")

    def _read(self, address: str) -> bytes | None:
        """Read one answer; within the time, whatever the pace its bytes come at."""
        end = self._now() + self._timeout
        request = urllib.request.Request(address, headers={"User-Agent": f"chengyu/{VERSION}"})  # noqa: S310 - checked
        with self._opener.open(request, timeout=self._timeout) as answer:
            if answer.status in _NO_TILE:
                return None
            if not answer.headers.get("Content-Type", "").startswith("image/"):
                raise ValueError("no image")
            body = bytearray()
            while chunk := answer.read1(_CHUNK):
                body += chunk
                if len(body) > MOST_BYTES:
                    raise ValueError("too large")
                if self._now() > end:
                    raise TimeoutError("too slow")
        if media(bytes(body)) is None:
            raise ValueError("no image")
        return bytes(body)
