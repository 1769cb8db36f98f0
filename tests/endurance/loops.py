"""Coroutines run from a test."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from anyio.from_thread import start_blocking_portal

Answer = TypeVar("Answer")


def run(function: Callable[..., Awaitable[Answer]], *given: Any) -> Answer:
    """Return what a coroutine function returns; what it raises is raised.

    In a thread of its own: a browser driven by Playwright leaves its event loop running in the tests' thread.
    """
    with start_blocking_portal() as portal:
        return portal.call(function, *given)
