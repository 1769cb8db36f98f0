"""Sessions of a real server: a visit as a browser makes it, and messages that no browser sends."""

import asyncio
import random

import pytest

from tests.endurance import asgi, hostile, wire
from tests.endurance.app_under_test import running
from tests.endurance.hostile import Asked
from tests.endurance.session import ConnectionClosed, Session

pytestmark = [pytest.mark.slow, pytest.mark.browser]  # a server of its own, not a browser: not in the daily loop


@pytest.fixture(scope="module")
def port():
    with running() as app:
        yield app.port


def test_a_visit_runs_without_a_fault(port):
    async def visit():
        async with Session(port) as session:
            return [await session.open(page, "lang=zh&focus=500152") for page in ("", "crossings", "citizen")]

    for run in asgi.run(visit):
        assert run.failed == []
        assert run.size > 5_000
        assert run.widgets


def test_hostile_messages_end_their_session_at_most(port):
    dice = random.Random(11)

    async def send():
        told = []
        for _ in range(4):
            async with Session(port) as session:
                widgets = (await session.open("", "")).widgets
                for _ in range(5):
                    try:
                        await session.send(hostile.message(dice, widgets))
                        told += (await session.open("crossings", hostile.query(dice).decode("latin-1"))).failed
                    except ConnectionClosed:
                        break
        async with Session(port) as session:
            return told, await session.open("", "")

    told, after = asgi.run(send)
    assert not [one for one in told if "a trace" in one]
    assert after.failed == []


@pytest.mark.parametrize(
    "head", [b"\xff\xfe\x00", b"GET " + b"/" + b"a" * 100_000, b"GET / HTTP/1.1\r\nHost: \x00\r\n"]
)
def test_what_is_no_http_is_refused_and_the_server_goes_on(port, head):
    async def send():
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(head + b"\r\n\r\n")
        try:
            told = await asyncio.wait_for(reader.read(100), 20)
        except ConnectionError:
            told = b""
        writer.close()
        return told, await wire.ask(port, Asked("GET", b"/health"))

    told, health = asgi.run(send)
    assert told[:12] in (b"", b"HTTP/1.1 400")
    assert health.status == 200
