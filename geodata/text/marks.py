"""Marks that stand between parts of a text and at its end, in either language."""

from typing import Final

from geodata.text import Lang, Text

COMMA: Final = Text("，", ", ")
SEMICOLON: Final = Text("；", "; ")
COLON: Final = Text("：", ": ")
STOP: Final = Text("。", ".")
SPACE: Final = Text("", " ")  # between sentences, and between a word and a number
ENDS: Final = Text("—", "–")  # between the two ends of something
_BRACKETS: Final = Text("（{}）", " ({})")


def bracketed(text: object, lang: Lang) -> str:
    """Return what is said in brackets behind something, with the space that goes before them."""
    return _BRACKETS.say(lang).format(text)
