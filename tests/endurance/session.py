"""A visit to the app as a browser makes it, without the browser: Streamlit's protocol over its WebSocket."""

import asyncio
import time
from types import TracebackType
from typing import Final, NamedTuple, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

PATIENCE_S: Final = 60
MOST_BYTES: Final = 64_000_000  # of one message


class Run(NamedTuple):
    """One run of a page: how long it took (s), the bytes sent, what failed in it, and the widgets it holds."""

    took: float
    size: int
    failed: list[str]
    widgets: list[str]


def failure(message: ForwardMsg) -> str:
    """Return what a message tells of an error; empty: nothing."""
    if message.WhichOneof("type") != "delta" or not message.delta.HasField("new_element"):
        return ""
    element = message.delta.new_element
    if element.WhichOneof("type") != "exception":
        return ""
    trace = "a trace: " if element.exception.stack_trace else ""
    return f"{trace}{element.exception.type}: {element.exception.message}"


def _widget(message: ForwardMsg) -> str:
    """The id of the widget a message brings; empty: none."""
    if message.WhichOneof("type") != "delta" or not message.delta.HasField("new_element"):
        return ""
    element = message.delta.new_element
    held = getattr(element, element.WhichOneof("type") or "", None)
    return getattr(held, "id", "") if isinstance(getattr(held, "id", ""), str) else ""


class Session:
    """A session of the app. Use as ``async with Session(port) as visit``."""

    def __init__(self, port: int) -> None:
        """Speak to the server at a port of this machine."""
        self._address = f"ws://127.0.0.1:{port}/_stcore/stream"
        self._socket: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        """Connect."""
        self._socket = await connect(self._address, subprotocols=["streamlit"], max_size=MOST_BYTES)  # type: ignore[list-item]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Hang up."""
        assert self._socket
        await self._socket.close()

    async def send(self, message: bytes | str) -> None:
        """Send a message as it is."""
        assert self._socket
        await self._socket.send(message)

    async def open(self, page: str, query: str) -> Run:
        """Open a page (empty: the first) with the query of a link and wait until its run is over."""
        said = BackMsg()
        said.rerun_script.page_name, said.rerun_script.query_string = page, query
        await self.send(said.SerializeToString())
        return await self.finished()

    async def finished(self, patience: float = PATIENCE_S) -> Run:
        """Wait until the page that runs has done.

        Raises:
            TimeoutError: it has not within ``patience`` seconds.
            ConnectionClosed: the server hung up.
        """
        assert self._socket
        start, size = time.perf_counter(), 0
        failed, widgets = list[str](), list[str]()
        async with asyncio.timeout(patience):
            while True:
                raw = await self._socket.recv()
                if isinstance(raw, str):
                    continue
                size += len(raw)
                message = ForwardMsg.FromString(raw)
                failed += filter(None, [failure(message)])
                widgets += filter(None, [_widget(message)])
                if message.WhichOneof("type") == "script_finished":
                    if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                        failed.append("the page does not compile")
                    if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                        return Run(time.perf_counter() - start, size, failed, widgets)


__all__ = ["ConnectionClosed", "Run", "Session", "failure"]
