"""Places by whatever people type: Chinese, pinyin with or without tones, initials, English, old names, slips.

Readings are reviewed unit by unit (``unit_names.pinyin``): general libraries read 重庆 as zhongqing, 犍为 as jianwei.
A library is only asked how a name that is in no table sounds, to find one that sounds alike. Only what ``chosen``
returns may be gone to unasked; everything else is for the reader to say.
"""

import re
from functools import lru_cache
from typing import Any, Final, NamedTuple

import pandas as pd
from pypinyin import lazy_pinyin
from rapidfuzz.distance import OSA

from geodata.boundaries.vintage import Vintage
from geodata.query.gazetteer import things
from geodata.query.gazetteer.spelling import LONGEST as LONGEST
from geodata.query.gazetteer.spelling import folded, initials
from geodata.store.kept import per_store
from geodata.store.store import Edition, Store
from geodata.text import Lang, Text

LEVELS: Final = ("counties", "cities", "provinces")  # as tables, the smallest first
# How well a name fits, best first: as it is or was; but for 县, 市, 区; by its initials; its beginning; a part of it;
# it stands in what was typed; something in it is called so; a slip.
EXACT, FORMER, STEM, INITIALS, BEGINS, HOLDS, INSIDE, THERE, SLIP = range(9)
_KIND: Final = re.compile(
    r"(?<=..)(县|市|区|xian|shi|qu|county|city|district)$"
)  # a county's kind changes, its name stays
_NONE: Final = Text("", "")
_SHORTEST: Final = 5  # letters of a spelt name that is looked for in a sentence


class Place(NamedTuple):
    """A unit that can be meant: its code in the vintage asked for, what it is called, and what holds it."""

    adcode: str
    zh: str
    en: str
    inside: Text  # the city or province around it; empty for a province
    old: Text  # the name it was found by, where that is no longer its own; else empty
    fit: int  # EXACT … SLIP
    there: Text = _NONE  # the thing in it that it was found by

    def say(self, lang: Lang) -> str:
        """Return the name."""
        return Text(self.zh, self.en).say(lang)

    def label(self, lang: Lang) -> str:
        """Return the name with what holds it and, where it was found by another name, that name."""
        told, around, old, there = (name.say(lang) for name in (self, self.inside, self.old, self.there))
        if around:
            told += Text(f"（{around}）", f", {around}").say(lang)
        if there:
            return told + Text(f"，有“{there}”", f", with “{there}”").say(lang)
        return told + (Text(f"，原{old}", f", formerly {old}").say(lang) if old else "")


class _Name(NamedTuple):
    """Everything one unit may be typed as, folded."""

    codes: tuple[str, ...]  # one; an old name: those of the counties of 2021 that have its land
    vintage: str  # the one the unit is only in; empty: every one
    level: str
    called: Text
    keys: tuple[str, ...]
    initials: frozenset[str] = frozenset()
    former: bool = False


def _keys(row: Any, around: tuple[str, ...]) -> _Name:
    """``around``: short and full names, and readings, of what holds the unit."""
    syllables = [folded(part) for part in row.pinyin.split()]
    short = syllables[: len(row.short_zh)]
    chinese = [row.name_zh, row.short_zh]
    spelt = ["".join(syllables), "".join(short), folded(row.name_en.partition(" (")[0])]
    longer = [folded(outer) + name for outer in around for name in (*chinese, *spelt)]
    letters = initials(syllables) | initials(short)
    vintage = "" if pd.isna(row.vintage) else row.vintage
    called = Text(row.name_zh, row.name_en)
    keys = tuple(dict.fromkeys([*chinese, *spelt, *longer]))
    return _Name((row.adcode,), vintage, row.level_unit, called, keys, frozenset(letters))


@per_store(lru_cache(maxsize=2), shared=True)
def _names(store: Store) -> tuple[_Name, ...]:
    """Every unit of both vintages, and every old name, with what it may be typed as."""
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
    for (zh, en, reading), heirs in store.facts["former_names"].groupby(
        ["old_name_zh", "old_name_en", "pinyin"], sort=False
    ):
        keys = (zh, folded(reading), folded(en))
        found.append(_Name(tuple(heirs["new_adcode"]), "", "county", Text(zh, en), keys, former=True))
    return tuple(found)


def _fit(name: _Name, query: str, stem: str) -> int | None:
    """How well a name fits what was typed, or that without its kind; None: not at all."""
    if query in name.keys:
        return FORMER if name.former else EXACT
    if stem in name.keys:
        return STEM
    if query in name.initials:
        return INITIALS
    if any(key.startswith(query) for key in name.keys):
        return BEGINS
    return HOLDS if len(query) > 1 and any(query in key for key in name.keys) else None


def _inside(store: Store, query: str) -> list[tuple[int, _Name]]:
    """The names that stand in what was typed, the longest first; one that is part of another is not meant."""
    met = [
        (query.find(key), len(key), name)
        for name in _names(store)
        for key in name.keys
        if len(key) >= (_SHORTEST if key.isascii() else 2) and key in query
    ]
    whole = [
        (long, name)
        for at, long, name in met
        if not any(a <= at and at + long <= a + other and other > long for a, other, _ in met)
    ]
    return [(INSIDE, name) for _, name in sorted(whole, key=lambda one: -one[0])]


def _slip(name: _Name, query: str, sound: str) -> int | None:
    """The number of slips between a spelt name and what was typed; None: too many, or in Chinese nothing in common."""
    allowed = 1 if len(sound) <= 8 else 2
    spelt = [key for key in name.keys if key.isascii()]
    best = min((OSA.distance(sound, key, score_cutoff=allowed) for key in spelt), default=allowed + 1)
    alike = query.isascii() or bool(set(query) & set(_KIND.sub("", name.called.zh)))
    return best if best <= allowed and len(sound) > 3 and alike else None


def _slips(store: Store, query: str) -> list[tuple[int, _Name]]:
    """The names of today that sound like what was typed, else those spelt nearly so."""
    sound, names = folded("".join(lazy_pinyin(query))), [name for name in _names(store) if not name.former]
    alike = [(SLIP, name) for name in names if _fit(name, sound, "") in (EXACT, INITIALS)]
    if alike:
        return alike
    slips = [(slips, name) for name in names if (slips := _slip(name, query, sound)) is not None]
    fewest = min((slips for slips, _ in slips), default=0)
    return [(SLIP, name) for slips, name in slips if slips == fewest]


def _holding(edition: Edition, query: str) -> list[Place]:
    """The counties of the things that may be meant: somebody typed a platform, a sight, a town or a village."""
    known = units(edition)
    return [
        known[code]._replace(there=thing.name, fit=THERE)
        for thing in things.meant(edition, query)
        for code in thing.codes
        if code in known
    ]


def lying(edition: Edition, text: str) -> list[things.Thing]:
    """Return the places that are not units and may be meant by what was typed, where it names no unit; best first."""
    found = find(edition, text)
    return things.meant(edition, folded(text)) if found and found[0].fit == THERE else []


def find(edition: Edition, text: str, most: int = 8) -> list[Place]:
    """Return the places that may be meant, best first; none for an empty text or one that fits nothing.

    A county that is no more leads to those that took its land. Where a whole name fits, parts of names are no match.

    Args:
        edition: the units.
        text: as typed; only its first LONGEST letters are looked at.
        most: so many at the most.
    """
    query = folded(text)
    if not query:
        return []
    stem = _KIND.sub("", query)
    fits = [(fit, name) for name in _names(edition.store) if (fit := _fit(name, query, stem)) is not None]
    ranked = sorted(fits, key=lambda pair: (pair[0], _size(pair[1].level)))
    places = [place for fit, name in ranked for place in _places(edition, name, fit)]
    places = places or _holding(edition, query)
    places = places or [place for fit, name in _inside(edition.store, query) for place in _places(edition, name, fit)]
    places = places or [place for fit, name in _slips(edition.store, query) for place in _places(edition, name, fit)]
    found: dict[str, Place] = {}
    for place in places:
        found.setdefault(place.adcode, place)
    best = min((place.fit for place in found.values()), default=SLIP)
    return [place for place in found.values() if best > STEM or place.fit <= STEM][:most]


def chosen(found: list[Place]) -> Place | None:
    """Return the one place that what was typed names; None where it may be several, or was only guessed."""
    if not found or found[0].fit > INITIALS:
        return None
    alike = STEM if found[0].fit == FORMER else found[0].fit  # 达川市 was 通川区, but 达川区 may be meant
    return None if any(other.fit <= alike for other in found[1:]) else found[0]


def _size(level: str) -> int:
    return ("city", "province", "county").index(level)  # who types 成都 means the city


def _places(edition: Edition, name: _Name, fit: int) -> list[Place]:
    """The units of a vintage a name stands for: itself, else its successors; none for one not yet there."""
    known = units(edition)
    if not name.former and name.vintage in ("", edition.vintage.value):
        return [known[code]._replace(fit=fit) for code in name.codes if code in known]
    if not name.former and edition.vintage is not Vintage.TODAY:
        return []
    heirs = name.codes
    if edition.vintage is Vintage.TODAY:
        heirs = tuple(heir for code in name.codes for heir in edition.moved().get(code, [code]))
    return [known[code]._replace(old=name.called, fit=fit) for code in heirs if code in known]


@per_store(lru_cache(maxsize=4), shared=True)
def units(edition: Edition) -> dict[str, Place]:
    """Return every unit of a vintage by its code: provinces, then cities, then counties."""
    found: dict[str, Place] = {}
    for id in reversed(LEVELS):
        for unit in edition.get(id).itertuples():
            holder = found.get(unit.adcode[:4] + "00") or found.get(unit.adcode[:2] + "0000")
            inside = Text(holder.zh, holder.en) if holder else _NONE
            # Two counties are called 市中区: their English names say the city in brackets, which here stands beside.
            english = unit.name_en.partition(" (")[0]
            found.setdefault(unit.adcode, Place(unit.adcode, unit.name_zh, english, inside, _NONE, EXACT))
    return found
