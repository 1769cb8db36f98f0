"""The attribute table of a shapefile: which encoding its texts are in, whatever its .cpg says or whether it has one."""

import codecs
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import numpy as np

from geodata.intake.reading.encoding import NAMES, likely
from geodata.text import Text

_SAMPLE: Final = 65_536
_ROWS: Final = 5_000
# What stands in a .cpg file or, as a number, in byte 29 of the table.
_DECLARED: Final = {
    **dict.fromkeys(("utf-8", "utf8", "65001"), "utf-8"),
    **dict.fromkeys(("gbk", "gb2312", "gb18030", "cp936", "936", "ansi 936", "oem 936", "ansi936"), "gb18030"),
    **dict.fromkeys(("big5", "cp950", "950", "ansi 950", "oem 950", "big5-hkscs"), "big5hkscs"),
}
_BY_NUMBER: Final = {0x4D: "gb18030", 0x7A: "gb18030", 0x4F: "big5hkscs", 0x78: "big5hkscs"}
CPG: Final = {"utf-8": "UTF-8", "gb18030": "GB18030", "big5hkscs": "BIG5-HKSCS"}  # how GDAL is told


@dataclass(frozen=True)
class Table:
    """An attribute table: ``encoding`` by Python's name, ``content`` that is valid in it, what was understood."""

    encoding: str
    content: bytes
    said: tuple[Text, ...]


def table(content: bytes, cpg: str) -> Table:
    """Return an attribute table with the encoding that its texts are truly in.

    Args:
        content: of the .dbf.
        cpg: what the .cpg says; "" without one.
    """
    declared = _DECLARED.get(cpg.strip().lower()) or _BY_NUMBER.get(content[29] if len(content) > 29 else 0, "")
    sample = _sample(content)
    if sample.isascii():
        return Table(declared or "utf-8", content, ())
    found = "utf-8" if _is_utf8(sample) else likely(sample)
    if found not in CPG:
        found = declared or "gb18030"
    name = NAMES[found]
    said = [Text(f"属性表按{name}编码读取", f"attributes read as {name}")]
    if cpg.strip() and _DECLARED.get(cpg.strip().lower()) != found:
        said = [
            Text(
                f"属性表按{name}编码读取（.cpg写的是{cpg.strip()[:20]}，不符）",
                f"attributes read as {name} (the .cpg says {cpg.strip()[:20]}, which does not fit)",
            )
        ]
    return Table(found, _whole(content) if found == "utf-8" else content, tuple(said))


def _fields(content: bytes) -> list[tuple[int, int]]:
    """Return where the texts of a row begin and how long they are."""
    found, at = [], 1
    for start in range(32, min(len(content), int.from_bytes(content[8:10], "little")) - 31, 32):
        if content[start] in (0x0D, 0):
            break
        kind, length = content[start + 11 : start + 12], content[start + 16]
        if kind == b"C":
            found.append((at, length))
        at += length
    return found


def _rows(content: bytes) -> np.ndarray:
    """Return the rows as a table of bytes, as many as there truly are."""
    head, length = int.from_bytes(content[8:10], "little"), int.from_bytes(content[10:12], "little")
    if not length or head >= len(content):
        return np.zeros((0, 1), np.uint8)
    count = (len(content) - head) // length
    return np.frombuffer(content, np.uint8, count * length, head).reshape(count, length)


def _sample(content: bytes) -> bytes:
    """Return names of fields and texts of the first rows, each ended by a line's end."""
    head = int.from_bytes(content[8:10], "little")
    names = [content[start : start + 11].partition(b"\0")[0] for start in range(32, min(len(content), head) - 31, 32)]
    rows = _rows(content)[:_ROWS]
    texts = [row.tobytes().strip() for at, length in _fields(content) for row in rows[:, at : at + length]]
    return b"\n".join(text for text in (*names, *texts) if not text.isascii())[:_SAMPLE]


def _is_utf8(sample: bytes) -> bool:
    """Whether texts are UTF-8, but for what the length of their field has cut off at the end."""
    texts = sample.splitlines()
    valid = 0
    for text in texts:
        with suppress(UnicodeDecodeError):
            codecs.getincrementaldecoder("utf-8")().decode(text)
            valid += 1
    return valid >= 0.98 * len(texts)


def _whole(content: bytes) -> bytes:
    """Blank what is left of a character that a field of fixed length has cut off: GDAL would refuse the whole table."""
    rows = _rows(content)
    changed = None
    for at, length in _fields(content):
        part = rows[:, at : at + length]
        ends = part[:, -3:] if length >= 3 else part
        for place in np.flatnonzero((ends >= 0x80).any(axis=1)).tolist():
            cut = part[place].tobytes()
            kept = cut.decode("utf-8", "ignore").encode().ljust(length)
            if kept[:length] != cut:
                changed = rows.copy() if changed is None else changed
                changed[place, at : at + length] = np.frombuffer(kept[:length], np.uint8)
    if changed is None:
        return content
    head = int.from_bytes(content[8:10], "little")
    return content[:head] + changed.tobytes() + content[head + changed.size :]
