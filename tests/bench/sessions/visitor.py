"""A visitor who works with a page as a browser does: it holds what the widgets hold, and says all of it at each change.

Cheap on purpose: a hundred of them share one core with the servers they measure. A message is taken apart only where it
brings a widget or an error.
"""

import asyncio
import json
import time
from typing import Any, Final, NamedTuple, Self

from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from tests.endurance.session import MOST_BYTES, failure

PATIENCE_S: Final = 60.0
KEPT_RUNS: Final = 2  # so long a browser keeps a large message that it does not meet again
_KEY: Final = len("$$ID-") + 32 + 1  # of a widget's id: what stands before the key it was given
# What a browser says of a widget: the field of the message, and what it says while nobody has touched it.
_HELD: Final = {
    "checkbox": ("bool_value", lambda widget: widget.value if widget.set_value else widget.default),
    "button_group": ("string_array_value", lambda widget: _chosen(widget)),
    "multiselect": ("string_array_value", lambda widget: _chosen(widget)),
    "slider": ("double_array_value", lambda widget: widget.value if widget.set_value else widget.default),
    "selectbox": ("string_value", lambda widget: _one(widget)),
    "text_input": ("string_value", lambda widget: widget.value if widget.set_value else widget.default),
}


def _chosen(widget: Any) -> list[str]:
    """What is chosen of several, as a browser says it: the words that are read."""
    if widget.set_value:
        return list(widget.raw_values)
    return [getattr(widget.options[n], "content", widget.options[n]) for n in widget.default]


def _one(widget: Any) -> str:
    return str(widget.raw_value if widget.set_value else widget.options[widget.default])


class Took(NamedTuple):
    """One answer: how long it took (s), how many bytes came, and what failed in it."""

    seconds: float
    size: int
    failed: tuple[str, ...]


class Visitor:
    """A session of the app and the widgets of its page. Use as ``async with Visitor(port) as visitor``."""

    def __init__(self, port: int) -> None:
        """Speak to the server at a port of this machine."""
        self._address = f"ws://127.0.0.1:{port}/_stcore/stream"
        self._socket: ClientConnection | None = None
        self._page, self._query = "", ""
        self._held: dict[str, WidgetState] = {}  # by the whole id
        self._cached: dict[
            str, tuple[int, ForwardMsg]
        ] = {}  # large messages it keeps, and in which run it last met them
        self._runs = 0
        self.widgets: dict[str, Message] = {}  # by the key the page gave them

    async def __aenter__(self) -> Self:
        """Connect."""
        self._socket = await connect(
            self._address,
            subprotocols=["streamlit"],  # type: ignore[list-item]  # a str is a Subprotocol
            max_size=MOST_BYTES,
            compression=None,
            ping_interval=None,  # the server asks; a hundred visitors asking too would measure themselves
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        """Hang up."""
        assert self._socket
        await self._socket.close()

    async def open(self, page: str, query: str = "") -> Took:
        """Go to a page (empty: the first)."""
        self._page, self._query, self._held = page, query, {}
        return await self._run()

    async def change(self, key: str, value: bool | str | list[str] | list[float]) -> Took:
        """Set the widget of a key to a value, where several can be chosen to the words that are read."""
        widget = self.widgets[key]
        kind = next(kind for kind in _HELD if widget.DESCRIPTOR.name.lower() == kind.replace("_", ""))
        self._say(widget.id, _HELD[kind][0], value)  # type: ignore[attr-defined]  # each widget has an id
        return await self._run()

    def held(self, key: str) -> Any:
        """Return what the widget of a key holds: a truth, a text, a list."""
        widget: Any = self.widgets[key]
        said = self._held[widget.id]
        value = getattr(said, said.WhichOneof("value"))
        return list(value.data) if hasattr(value, "data") else value

    def options(self, key: str) -> list[str]:
        """Return the words that a widget lets choose from."""
        widget: Any = self.widgets[key]
        return [getattr(option, "content", option) for option in widget.options]

    async def pick(self, layer: str, id: str, key: str = "map-wide") -> Took:
        """Click on something of a live map."""
        chart = self.widgets[key]
        found = {"selection": {"indices": {layer: [0]}, "objects": {layer: [{"properties": {"id": id}}]}}}
        self._say(chart.id, "string_value", json.dumps(found))  # type: ignore[attr-defined]  # each widget has an id
        return await self._run()

    def _say(self, id: str, field: str, value: Any) -> None:
        state = WidgetState(id=id)
        if field.endswith("array_value"):
            getattr(state, field).data.extend(value)
            getattr(state, field).SetInParent()
        else:
            setattr(state, field, value)
        self._held[id] = state

    async def _run(self) -> Took:
        assert self._socket
        self._runs += 1
        self._cached = {hash: kept for hash, kept in self._cached.items() if self._runs - kept[0] <= KEPT_RUNS}
        said = BackMsg()
        run = said.rerun_script
        run.page_name, run.query_string = self._page, self._query
        run.widget_states.widgets.extend(self._held.values())
        run.cached_message_hashes.extend(self._cached)
        start = time.perf_counter()
        await self._socket.send(said.SerializeToString())
        return await self._answer(start)

    async def _answer(self, start: float) -> Took:
        """Read until the page has run to its end.

        Raises:
            TimeoutError: it has not within PATIENCE_S.
            websockets.ConnectionClosed: the server hung up.
        """
        assert self._socket
        size, failed, widgets = 0, list[str](), dict[str, Message]()
        async with asyncio.timeout(PATIENCE_S):
            while True:
                raw = await self._socket.recv(decode=False)
                size += len(raw)
                message = ForwardMsg.FromString(raw)
                if message.metadata.cacheable:
                    self._cached[message.hash] = self._runs, message
                elif message.ref_hash:
                    message = self._cached[message.ref_hash][1]
                    self._cached[message.hash] = self._runs, message
                match message.WhichOneof("type"):
                    case "delta":
                        failed += filter(None, [failure(message)])
                        self._note(message, widgets)
                    case "page_info_changed":
                        self._query = message.page_info_changed.query_string
                    case "script_finished" if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                        if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                            failed.append("the page does not compile")
                        self.widgets = widgets
                        return Took(time.perf_counter() - start, size, tuple(failed))

    def _note(self, message: ForwardMsg, widgets: dict[str, Message]) -> None:
        """Keep the widget that a message brings, and what it holds from then on."""
        if message.delta.WhichOneof("type") != "new_element":
            return
        element = message.delta.new_element
        kind = element.WhichOneof("type") or ""
        if kind not in _HELD and kind != "deck_gl_json_chart":
            return
        widget = getattr(element, kind)
        widgets[widget.id[_KEY:]] = widget
        if kind in _HELD and (widget.set_value or widget.id not in self._held):
            field, usual = _HELD[kind]
            self._say(widget.id, field, usual(widget))
