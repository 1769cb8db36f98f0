"""How names are compared, and how they are read: reviewed readings first, a library only for the rest."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from pypinyin import lazy_pinyin

from geodata.store.kept import per_store
from geodata.store.store import Store

LONGEST: Final = 40  # letters of a query that are looked at
_INITIALS: Final = re.compile(r"zh|ch|sh|[a-z]")  # both tn and tongnan's longer form are typed; one letter is usual


def folded(text: str) -> str:
    """Return a text as names are compared: one width and case, no tones, spaces, digits of tones or punctuation."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text[:LONGEST]).casefold())
    return "".join(char for char in plain if char.isalpha())


def initials(syllables: list[str]) -> set[str]:
    """Return the initials of syllables, as one letter each and as they are spelt (zh, ch, sh)."""
    starts = [_INITIALS.match(part) for part in syllables if part]
    return {"".join(part[0] for part in syllables if part), "".join(start[0] for start in starts if start)}


@per_store(lru_cache(maxsize=2), shared=True)
def _reviewed(store: Store) -> tuple[re.Pattern[str], dict[str, list[str]]]:
    """The short names of units, the longest first, and how each is read."""
    read = {
        row.short_zh: [folded(part) for part in row.pinyin.split()][: len(row.short_zh)]
        for row in store.facts["unit_names"].itertuples()
        if len(row.short_zh) > 1
    }
    return re.compile("(" + "|".join(sorted(read, key=len, reverse=True)) + ")"), read


def reading(store: Store, name: str) -> list[str]:
    """Return how a name that is in no table of readings is read, a syllable a character; units in it as reviewed."""
    pattern, read = _reviewed(store)
    parts = pattern.split(name)
    return [folded(one) for part in parts for one in (read.get(part) or lazy_pinyin(part))]
