"""The typeface of drawn sheets: a Chinese one of the machine, else the one a package of ours ships; never a box.

One face does everything; what is bold is its outline drawn a little wider, so that a machine with a single cut of a
typeface gives the same sheet as any other.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache
from typing import Final

import pylopdf_fonts_zh_cn
from matplotlib.font_manager import FontPath, FontProperties, fontManager, get_font
from matplotlib.ft2font import FaceFlags, FT2Font, LoadFlags

# Simplified forms, the best first. A collection holds a face per region: the name chooses the right one.
FAMILIES: Final = (
    *("Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC", "PingFang SC"),
    *("Hiragino Sans GB", "Microsoft YaHei", "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei"),
)
NEEDED: Final = frozenset(range(0x4E00, 0x9FA6)) | frozenset(map(ord, "，。、；：（）“”·—…〓"))  # GBK's characters
MISSING: Final = "〓"  # what Chinese printers set for a character they lack
_REGULAR: Final = 400
_MEASURE: Final = 100.0  # size at which widths are taken
# A Chinese character stands alone, a closing mark keeps to what it follows, an opening one to what it precedes.
_CLOSING, _OPENING = "，。、；：！？）》”’」…·％%", "（《“‘「"
_WORDS: Final = re.compile(rf"[{_OPENING}]*(?:[\u2e80-\uffef]|[^\s\u2e80-\uffef]+)[{_CLOSING}]*|\s+")
# Between Latin letters; a Chinese face has it as wide as a character.
_APOSTROPHE: Final = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z])")


def installed() -> list[FontPath]:
    """Return the regular faces of this machine that have simplified forms, the best first."""
    found = [
        entry
        for entry in fontManager.ttflist
        if entry.name in FAMILIES and entry.weight == _REGULAR and entry.style == "normal"
    ]
    return [FontPath(entry.fname, entry.index) for entry in sorted(found, key=lambda one: FAMILIES.index(one.name))]


def shipped() -> FontPath:
    """Return Noto Sans SC (OFL 1.1), which is installed with us."""
    return FontPath(str(pylopdf_fonts_zh_cn.sans_path()), 0)


def complete(path: FontPath) -> bool:
    """Return whether a face has every character needed and one weight: a variable face is drawn in its thinnest."""
    try:
        face = FT2Font(path.path, face_index=path.face_index)
    except (OSError, RuntimeError):  # listed, but no longer there, or broken
        return False
    return FaceFlags.MULTIPLE_MASTERS not in face.face_flags and face.get_charmap().keys() >= NEEDED


@cache
def face() -> FontPath:
    """Return the face everything is drawn with."""
    return next(filter(complete, installed()), shipped())


@cache
def _known(path: FontPath) -> frozenset[int]:
    return frozenset(get_font(path).get_charmap())


def properties(size: float) -> FontProperties:
    """Return how matplotlib is told the face in a size (pt)."""
    return FontProperties(fname=face(), size=size)


def drawable(text: str) -> str:
    """Return a text on one line without control characters, a printer's mark where the face has no glyph."""
    latin = _APOSTROPHE.sub("'", " ".join(text.split()))
    plain = "".join(char for char in latin if unicodedata.category(char) not in ("Cc", "Cf"))
    return "".join(char if ord(char) in _known(face()) else MISSING for char in plain)


@lru_cache(maxsize=8192)
def _measured(path: FontPath, text: str) -> float:
    """How many times as wide as its size a text is."""
    font = get_font(path)
    font.set_size(_MEASURE, 72)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return font.get_width_height()[0] / 64 / _MEASURE


def width(text: str, size: float) -> float:
    """Return how wide a drawable text is (pt)."""
    return _measured(face(), text) * size


def _pieces(text: str, size: float, room: float) -> list[str]:
    """What a line may be broken between; what is wider than a line (an address) falls into characters."""
    return [
        piece
        for word in _WORDS.findall(text)
        for piece in ([word] if len(word) == 1 or width(word, size) <= room else list(word))
    ]


def wrap(text: str, size: float, room: float) -> list[str]:
    """Break a text into lines no wider than ``room`` (pt): Chinese between characters, the rest between words."""
    pieces, lines = _pieces(drawable(text), size, room), []

    def wide(first: int) -> float:
        return width("".join(pieces[:first]).strip(), size)

    while pieces:
        # Measuring is what takes time: a line is halved until it fits, not measured anew for each piece.
        fit = 1 + bisect_right(range(2, len(pieces) + 1), room, key=wide)
        lines.append("".join(pieces[:fit]).strip())
        pieces = pieces[fit:]
    return [line for line in lines if line]


def cut(text: str, size: float, room: float) -> str:
    """Return a text on one line no wider than ``room`` (pt); what is cut off is told by an ellipsis."""
    said = drawable(text)
    if width(said, size) <= room:
        return said
    while said and width(said + "…", size) > room:
        said = said[:-1]
    return said.rstrip() + "…"
