"""Requests to the app's own routes and middleware in this process, as a server would hand them on."""

import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar
from urllib.parse import unquote

from anyio.from_thread import start_blocking_portal
from starlette.types import ASGIApp, Message

from tests.endurance.hostile import Asked
from tests.endurance.judge import Answer

T = TypeVar("T")


async def _ask(app: ASGIApp, asked: Asked) -> Answer:
    target, _, query = asked.target.partition(b"?")
    headers = asked.headers if any(name.lower() == "host" for name, _ in asked.headers) else (("host", b"server"),)
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "http",
        "method": asked.method,
        "path": unquote(target.decode("ascii", "ignore")),
        "raw_path": target,
        "root_path": "",
        "query_string": query,
        "headers": [
            (name.lower().encode(), value.strip()) for name, value in {**dict(headers), **dict(asked.headers)}.items()
        ],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    start = time.perf_counter()
    await app(scope, receive, send)
    head = next(one for one in sent if one["type"] == "http.response.start")
    told = {name.decode("latin-1"): value.decode("latin-1") for name, value in head.get("headers", [])}
    body = b"".join(one.get("body", b"") for one in sent if one["type"] == "http.response.body")
    return Answer(head["status"], told, body, time.perf_counter() - start)


def run(function: Callable[..., Awaitable[T]], *given: Any) -> T:
    """Return what a coroutine function returns; what it raises is raised.

    In a thread of its own: a browser driven by Playwright leaves its event loop running in the tests' thread.
    """
    with start_blocking_portal() as portal:
        return portal.call(function, *given)


def ask(app: ASGIApp, asked: Asked) -> Answer:
    """Return what the app answers; what it raises is raised."""
    return run(_ask, app, asked)
