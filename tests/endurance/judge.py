"""What is wrong with an answer, whatever was asked: a trace, an error of ours, markup of others, slowness."""

import re
from html.parser import HTMLParser
from typing import Final, NamedTuple

from tests.endurance.hostile import MARK

SLOWEST_S: Final = 2.0
TRACES: Final = (b"Traceback (most recent call last)", b'File "/', b"site-packages/")
BROKEN_OUT: Final = re.compile(rf"""(?<!\\)["'];{MARK}""")  # of a string of a script


class Answer(NamedTuple):
    """What came back, and after how many seconds."""

    status: int
    headers: dict[str, str]
    body: bytes
    took: float


class _Reader(HTMLParser):
    """Reads a page as a browser does, and notes where what was sent has become part of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._script = tag == "script"
        if MARK in tag:
            self.found.append(f"element {tag}")
        for name, value in attrs:
            if MARK in name or (name.startswith("on") and MARK in (value or "")):
                self.found.append(f"attribute {name}")
            if name in ("href", "src", "action") and (value or "").strip().lower().startswith("javascript:"):
                self.found.append(f"link {value}")

    def handle_endtag(self, tag: str) -> None:
        self._script = self._script and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._script and BROKEN_OUT.search(data):
            self.found.append("script")


def markup(html: str) -> list[str]:
    """Return what of the markup that was sent has become part of a page."""
    reader = _Reader()
    reader.feed(html)
    return reader.found


def faults(answer: Answer, slowest: float = SLOWEST_S) -> list[str]:
    """Return what is wrong with an answer, in words; empty when nothing is."""
    found = [f"status {answer.status}"] if answer.status >= 500 else []
    found += ["a trace"] if any(trace in answer.body for trace in TRACES) else []
    found += [f"{answer.took:.1f} s"] if answer.took > slowest else []
    found += ["a header of the asker's"] if "x-injected" in answer.headers else []
    if answer.headers.get("content-type", "").startswith(("text/html", "image/svg")):
        found += markup(answer.body.decode(errors="replace"))
    elif MARK.encode() in answer.body and "content-type" not in answer.headers:
        found.append("an answer without a type")
    return found
