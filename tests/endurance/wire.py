"""Requests to a server as bytes on a socket: no client in between that would mend them."""

import asyncio
import time
import zlib

from tests.endurance.hostile import Asked
from tests.endurance.judge import Answer

PATIENCE_S = 30


def spoken(asked: Asked, host: str) -> bytes:
    """Return a request as it is sent; the right host is named unless it names another itself."""
    given = {name.lower() for name, _ in asked.headers}
    lines = [asked.method.encode() + b" " + asked.target + b" HTTP/1.1"]
    lines += [] if "host" in given else [b"Host: " + host.encode()]
    lines += [name.encode() + b": " + value for name, value in asked.headers]
    return b"\r\n".join([*lines, b"Connection: close", b"", b""])


def heard(raw: bytes, took: float) -> Answer:
    """Return what a server sent, taken apart; status 0 where it hung up without a word."""
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    status = int(first.split()[1]) if first.startswith("HTTP/") else 0
    if headers.get("transfer-encoding") == "chunked":
        body = _joined(body)
    if headers.get("content-encoding") == "gzip" and body:
        body = zlib.decompressobj(31).decompress(body)
    return Answer(status, headers, body, took)


def _joined(chunks: bytes) -> bytes:
    body = b""
    while chunks:
        size, _, rest = chunks.partition(b"\r\n")
        length = int(size.split(b";")[0] or b"0", 16)
        if not length:
            break
        body, chunks = body + rest[:length], rest[length + 2 :]
    return body


async def ask(port: int, asked: Asked, patience: float = PATIENCE_S) -> Answer:
    """Send a request to this machine's ``port`` and return the answer.

    Raises:
        TimeoutError: there was none within ``patience`` seconds.
    """
    start = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    raw = b""
    try:
        async with asyncio.timeout(patience):
            try:
                writer.write(spoken(asked, f"127.0.0.1:{port}"))
                await writer.drain()
                raw = await reader.read(-1)
            except ConnectionError:  # it hung up: too long, or no HTTP
                pass
    finally:
        writer.close()
    return heard(raw, time.perf_counter() - start)
