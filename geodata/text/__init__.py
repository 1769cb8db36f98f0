"""The two languages: every text of the product is a pair. And what of a text any file can hold."""

import unicodedata
from typing import Final, Literal, NamedTuple

Lang = Literal["zh", "en"]
LANGS: Final[tuple[Lang, ...]] = ("zh", "en")


class Text(NamedTuple):
    """One text in both languages; ``text[lang]`` would be ambiguous with the tuple, so call ``text.say(lang)``."""

    zh: str
    en: str

    def say(self, lang: Lang) -> str:
        """Return the text in ``lang``."""
        return self.zh if lang == "zh" else self.en


TAG: Final[dict[Lang, str]] = {"zh": "zh-CN", "en": "en"}  # how a web page names its language


def other(lang: Lang) -> Lang:
    """Return the language that is not ``lang``."""
    return "en" if lang == "zh" else "zh"


class Count(int):
    """A number in a form: ``{n:scene|scenes}`` reads "1 scene" or "1,024 scenes"; any other format is that of int."""

    def __format__(self, spec: str) -> str:
        """Return the number with the noun that agrees with it."""
        one, bar, many = spec.partition("|")
        return f"{int(self):,} {one if self == 1 else many}" if bar else format(int(self), spec)


def counted(number: int, one: str, many: str = "") -> str:
    """Return an English noun with its number: 1 tie, 1,024 ties; ``many`` where the plural is no regular one."""
    return format(Count(number), f"{one}|{many or plural(one)}")


def amount(number: int, counter: Text, lang: Lang) -> str:
    """Return how many of what a dataset counts: 3条, 3 ties."""
    return Text(f"{number}{counter.zh}", counted(number, counter.en)).say(lang)


def plural(one: str) -> str:
    """Return the plural of a regular English noun: county, counties; branch, branches; tie, ties."""
    if one.endswith("y") and one[-2] not in "aeiou":
        return f"{one[:-1]}ies"
    return f"{one}es" if one.endswith(("s", "x", "ch", "sh")) else f"{one}s"


def joined(parts: list[str], lang: Lang) -> str:
    """Join list items the way the language does: 甲、乙 or A, B."""
    return Text("、", ", ").say(lang).join(parts)


def plain(text: str, *, lines: bool = False) -> str:
    """Return a text that any kind of file can hold: no control characters, none that turns the direction of others.

    Args:
        text: as somebody typed or sent it.
        lines: whether its lines stay; otherwise it becomes a single one.
    """
    kept = "".join(" " if char == "\t" else char for char in text if char in "\n\t" or not _unfit(char))
    if lines:
        return "\n".join(line.rstrip() for line in kept.split("\n")).strip()
    return " ".join(kept.split())


def _unfit(char: str) -> bool:
    """Controls, halves of characters, what Unicode never gives a meaning, and turns of direction."""
    code = ord(char)
    return (
        unicodedata.category(char) in ("Cc", "Cs")
        or code & 0xFFFE == 0xFFFE
        or 0xFDD0 <= code <= 0xFDEF
        or 0x202A <= code <= 0x202E
        or 0x2066 <= code <= 0x2069
    )
