"""How files are called: product, what is in them, day, as 成渝一张图_养老_潼南区_2026-11-25.csv.

A name must be taken by every system it may be kept on: Windows refuses some characters and a point at the end, Linux
more than 255 bytes, of which a Chinese character takes three and a browser's " (1)" four.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Final

from geodata.text import Lang, Text, plain

PRODUCT: Final = Text("成渝一张图", "Chengyu-One-Map")
MORE: Final = Text("等", "etc")  # stands for parts that found no room
LONGEST: Final = 180  # bytes of a name in UTF-8
PART: Final = 60  # bytes of one of its parts
_REFUSED: Final = re.compile(r'[<>:"/\\|?*\s_-]+')  # "_" parts what a name is made of


def part(text: str, most: int = PART) -> str:
    """Return a text as it may stand in the name of a file: nothing that a system refuses, no spaces, not too long.

    Args:
        text: as somebody typed or sent it.
        most: bytes in UTF-8; characters beyond are left out.
    """
    seen = "".join(char for char in plain(unicodedata.normalize("NFC", text)) if unicodedata.category(char) != "Cf")
    kept = _REFUSED.sub("-", seen).strip(".-")
    return kept.encode()[:most].decode(errors="ignore").strip(".-")


def filename(parts: Iterable[str], day: date, ending: str, lang: Lang) -> str:
    """Return the name of a file.

    Args:
        parts: what is in it, the most telling first: page, filters; empty ones are passed over.
        day: of the file.
        ending: "csv".
        lang: of the product's name.
    """
    tail = f"_{day.isoformat()}.{ending}"
    name, given = PRODUCT.say(lang), [made for made in map(part, parts) if made]
    room = LONGEST - len(tail.encode()) - len(f"_{MORE.say(lang)}".encode())
    for n, one in enumerate(given):
        if len(f"{name}_{one}".encode()) > room:
            return f"{name}_{MORE.say(lang)}{tail}"
        name += f"_{one}" if one not in given[:n] else ""
    return name + tail
