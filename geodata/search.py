"""Places by whatever people type: Chinese, pinyin with or without tones, initials, English, old names, slips.

Readings are reviewed unit by unit (``unit_names.pinyin``): general libraries read 重庆 as zhongqing, 犍为 as jianwei.
A library is only asked how a name that is in no table sounds, to find one that sounds alike.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Any, Final, NamedTuple

import pandas as pd
from pypinyin import lazy_pinyin
from rapidfuzz.distance import OSA

from geodata.boundaries import Vintage
from geodata.store import Store
from geodata.text import Lang, Text

LONGEST: Final = 40  # letters of a query that are looked at
LEVELS: Final = ("counties", "cities", "provinces")  # as tables, the smallest first
_INITIALS: Final = re.compile(r"zh|ch|sh|[a-z]")  # both tn and tongnan's longer form are typed; one letter is usual
EXACT, INITIALS, BEGINS, HOLDS, SLIP = range(5)  # how well a name fits, best first


class Place(NamedTuple):
    """A unit that can be meant: its code in the vintage asked for, what it is called, and what holds it."""

    adcode: str
    zh: str
    en: str
    inside: Text  # the city or province around it; empty for a province
    old: Text  # the name it was found by, where that is no longer its own; else empty
    fit: int  # EXACT … SLIP

    def label(self, lang: Lang) -> str:
        """Return the name with what holds it and, where it was found by an old name, that name."""
        name, around, old = self.zh if lang == "zh" else self.en, self.inside.say(lang), self.old.say(lang)
        told = f"{name}（{around}）" if lang == "zh" and around else f"{name}, {around}" if around else name
        if not old:
            return told
        return f"{told}，原{old}" if lang == "zh" else f"{told}, formerly {old}"


class _Name(NamedTuple):
    """Everything one unit may be typed as, folded."""

    row: Any
    keys: tuple[str, ...]
    initials: frozenset[str]


def folded(text: str) -> str:
    """Return a text as names are compared: one width and case, no tones, spaces, digits of tones or punctuation."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text[:LONGEST]).casefold())
    return "".join(char for char in plain if char.isalpha())


def _keys(row: Any, around: tuple[str, ...]) -> _Name:
    """``around``: short and full names, and readings, of what holds the unit."""
    syllables = [folded(part) for part in row.pinyin.split()]
    short = syllables[: len(row.short_zh)]
    chinese = [row.name_zh, row.short_zh]
    spelt = ["".join(syllables), "".join(short), folded(row.name_en.partition(" (")[0])]
    longer = [folded(outer) + name for outer in around for name in (*chinese, *spelt)]
    letters = {"".join(part[0] for part in parts) for parts in (syllables, short)}
    letters |= {"".join(_INITIALS.match(part)[0] for part in parts) for parts in (syllables, short)}  # type: ignore[index]
    return _Name(row, tuple(dict.fromkeys([*chinese, *spelt, *longer])), frozenset(letters))


@lru_cache(maxsize=2)
def _names(store: Store) -> tuple[_Name, ...]:
    """Every unit of both vintages with what it may be typed as."""
    rows = list(store.facts["unit_names"].itertuples())
    by_code = {row.adcode: row for row in rows}
    found = []
    for row in rows:
        outer = [by_code.get(row.adcode[:2] + "0000"), by_code.get(row.adcode[:4] + "00")]
        holders = [one for one in outer if one is not None and one.adcode != row.adcode]
        around = [(one.name_zh, one.short_zh, one.name_en) for one in holders]
        if len(around) > 1:  # 四川省遂宁市 before 安居区
            around.append(tuple(outer + inner for outer in around[0][:2] for inner in around[1][:2]))
        found.append(_keys(row, tuple(dict.fromkeys(name for names in around for name in names))))
    return tuple(found)


def _fit(name: _Name, query: str) -> int | None:
    """How well a name fits what was typed; None: not at all."""
    if query in name.keys:
        return EXACT
    if query in name.initials:
        return INITIALS
    if any(key.startswith(query) for key in name.keys):
        return BEGINS
    return HOLDS if len(query) > 1 and any(query in key for key in name.keys) else None


def _slip(name: _Name, query: str) -> int | None:
    """The number of slips between a spelt name and what was typed; None: too many."""
    allowed = 1 if len(query) <= 8 else 2
    spelt = [key for key in name.keys if key.isascii()]
    best = min((OSA.distance(query, key, score_cutoff=allowed) for key in spelt), default=allowed + 1)
    return best if best <= allowed and len(query) > 3 else None


def _candidates(store: Store, query: str) -> list[tuple[int, _Name]]:
    found = [(fit, name) for name in _names(store) if (fit := _fit(name, query)) is not None]
    if found:
        return found
    sound = folded("".join(lazy_pinyin(query)))
    alike = [(SLIP, name) for name in _names(store) if _fit(name, sound) in (EXACT, INITIALS)]
    if alike:
        return alike
    slips = [(slips, name) for name in _names(store) if (slips := _slip(name, sound)) is not None]
    fewest = min((slips for slips, _ in slips), default=0)
    return [(SLIP, name) for slips, name in slips if slips == fewest]


def find(store: Store, vintage: Vintage, text: str, most: int = 8) -> list[Place]:
    """Return the places that may be meant, best first; none for an empty text or one that fits nothing.

    A county that is no more leads to those that took its land.

    Args:
        store, vintage: the units.
        text: as typed; only its first LONGEST letters are looked at.
        most: so many at the most.
    """
    query = folded(text)
    found: dict[str, Place] = {}
    if query:
        ranked = sorted(_candidates(store, query), key=lambda pair: (pair[0], _size(pair[1].row.level_unit)))
        for fit, name in ranked:
            for place in _places(store, vintage, name.row, fit):
                found.setdefault(place.adcode, place)
    return list(found.values())[:most]


@lru_cache(maxsize=8)
def labels(store: Store, vintage: Vintage, lang: Lang) -> dict[str, str]:
    """Return adcode → label of every unit to choose from, with both names, so that typing either finds it."""
    told = {}
    for code, place in units(store, vintage).items():
        names = (place.zh, place.en) if lang == "zh" else (place.en, place.zh)
        tail = f" · {place.inside.say(lang)}" if place.inside.zh else ""
        told[code] = f"{names[0]} {names[1]}{tail}"
    return told


def _size(level: str) -> int:
    return ("city", "province", "county").index(level)  # who types 成都 means the city


def _places(store: Store, vintage: Vintage, row: Any, fit: int) -> list[Place]:
    """The units of a vintage a named unit stands for: itself, else its successors; none for one not yet there."""
    known = units(store, vintage)
    if pd.isna(row.vintage) or row.vintage == vintage.value:
        return [known[row.adcode]._replace(fit=fit)] if row.adcode in known else []
    heirs = store.moved.get(row.adcode, []) if vintage is Vintage.TODAY else []
    return [known[code]._replace(old=Text(row.name_zh, row.name_en), fit=fit) for code in heirs if code in known]


@lru_cache(maxsize=4)
def units(store: Store, vintage: Vintage) -> dict[str, Place]:
    """Return every unit of a vintage by its code: provinces, then cities, then counties."""
    found: dict[str, Place] = {}
    for id in reversed(LEVELS):
        for unit in store.get(id, vintage).itertuples():
            holder = found.get(unit.adcode[:4] + "00") or found.get(unit.adcode[:2] + "0000")
            inside = Text(holder.zh, holder.en) if holder else Text("", "")
            # Two counties are called 市中区: their English names say the city in brackets, which here stands beside.
            english = unit.name_en.partition(" (")[0]
            found.setdefault(unit.adcode, Place(unit.adcode, unit.name_zh, english, inside, Text("", ""), EXACT))
    return found
