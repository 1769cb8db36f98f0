"""Units by what a row says of them: codes of any year, names in full, in short, former ones, with what is around them.

Nothing is guessed: a name that several units bear gives all of them, likeliest first, for the reader to choose.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

import pandas as pd
from pypinyin import lazy_pinyin
from rapidfuzz.distance import OSA

from geodata.boundaries.adcode import CHONGQING, SICHUAN, contains, level

# A short name before one of these is the name of a street or a hill, not of the unit.
_NOT_BEFORE: Final = "(?![东南西北中]?(?:大道|大街|路|街|巷|桥|站|湖|山|江|河))"
_BETWEEN: Final = re.compile(r"[\s,，、/／|·・\-—>（）()]*(?:市辖区|县|中国)?[\s,，、/／|·・\-—>（）()]*")
_ELSEWHERE: Final = re.compile(
    "^(?:中国)?(?:北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东"
    "|广西|海南|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|台湾|香港|澳门)(?!路|街|大道)"
)
_HELD: Final = re.compile("[省市州县盟区旗]$")  # before a name: it belongs to something else that is not ours
_LONGEST: Final = 12  # letters of a county's name
_ANY_KIND: Final = re.compile("[县区市州]")
_KIND: Final = re.compile("(?:县|区|市|州)$")


class Named(NamedTuple):
    """The units that a text names.

    Attributes:
        codes: of today, likeliest first; several: it may be any of them; none: it names none here.
        said: the name it was found by, as written.
        rest: what follows the name.
        sure: whether the units stand there by name; otherwise they are only like what was written.
    """

    codes: tuple[str, ...] = ()
    said: str = ""
    rest: str = ""
    sure: bool = True


NOBODY: Final = Named()


@dataclass(frozen=True, eq=False)
class Names:
    """What units are called.

    Attributes:
        codes: every code of today or 2021 → codes of today, the one that has most of it first.
        called: every name → the codes of today it may mean, likeliest first.
        full: the names of counties that end in their kind.
    """

    codes: dict[str, tuple[str, ...]]
    called: dict[str, tuple[str, ...]]
    full: tuple[str, ...]


def names(unit_names: pd.DataFrame, former: pd.DataFrame, moved: dict[str, list[str]], today: list[str]) -> Names:
    """Return what units are called.

    Args:
        unit_names, former, moved: the tables unit_names and former_names, and ``crosswalk.successors``.
        today: codes of the counties of today.
    """
    there = {*today, *(f"{code[:4]}00" for code in today), SICHUAN, CHONGQING}
    codes = {code: (code,) for code in there} | {
        old: tuple(new) for old, new in moved.items() if old not in there or new[0] != old
    }
    called: dict[str, dict[str, None]] = {}
    now = unit_names["vintage"].isna() | (unit_names["vintage"] == "today")
    for row in [*unit_names[now].itertuples(), *unit_names[~now].itertuples()]:
        meant = (str(row.adcode),) if pd.isna(row.vintage) or row.vintage == "today" else codes.get(str(row.adcode), ())
        for name in (str(row.name_zh), str(row.short_zh)):
            if len(name) > 1:
                called.setdefault(name, {}).update(dict.fromkeys(code for code in meant if code in there))
    own = set(called)  # a name that is borne today, or was in 2021, means its bearer
    for row in former.itertuples():
        old = str(row.old_name_zh)
        heirs = dict.fromkeys(code for code in codes.get(str(row.new_adcode), ()) if code in there)
        for name in {old, _KIND.sub("", old)} - own:
            if len(name) > 1:
                called.setdefault(name, {}).update(heirs)
    full = tuple(
        name
        for name, meant in called.items()
        if len(name) > 2 and _KIND.search(name) and not all(level(one) for one in meant)
    )
    return Names(codes, {name: tuple(meant) for name, meant in called.items() if meant}, full)


def folded(text: object) -> str:
    """Return a text in one width, without the spaces around it; nothing for a blank cell."""
    return unicodedata.normalize("NFKC", text).strip() if isinstance(text, str) else ""


@lru_cache(maxsize=4)
def _patterns(known: Names) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """All names, the longest first, to match where one may begin; full names of counties, to look for anywhere."""
    ordered = sorted(known.called, key=len, reverse=True)
    whole = "|".join(name if _KIND.search(name) and len(name) > 2 else name + _NOT_BEFORE for name in ordered)
    return re.compile(whole), re.compile("|".join(sorted(known.full, key=len, reverse=True)) or "(?!)")


def _narrower(codes: Iterable[str], around: str) -> tuple[str, ...]:
    """Those of the units that lie within ``around`` and are not itself."""
    return tuple(code for code in codes if not around or (contains(around, code) and code != around))


def within(known: Names, text: str, around: str = "", *, county: bool = False) -> Named:
    """Return the narrowest unit that a text begins with, going from the wide to the narrow: 四川省 → 成都市 → 锦江区.

    Args:
        known: the names.
        text: folded.
        around: the code of a unit that it is known to lie in; "" for none.
        county: the text stands in a column of counties: 广安 is the district rather than the city.
    """
    pattern, _ = _patterns(known)
    place, at, found = around, _skipped(text, 0), NOBODY
    while match := pattern.match(text, at) or (found.said.endswith("市") and at and pattern.match(text, at - 1)):
        candidates = _narrower(known.called[match.group()], place)
        if not candidates:
            same = place and place in known.called[match.group()]
            if not same:  # a unit that does not lie there
                break
            at = _skipped(text, match.end())
            continue
        at = _skipped(text, match.end())
        wide = [code for code in candidates if level(code)]
        if wide and not (county and at == len(text) and len(wide) < len(candidates)):
            place, found = wide[0], Named((wide[0],), match.group(), text[at:])
            continue
        return Named(tuple(code for code in candidates if not level(code)), match.group(), text[at:])
    return found


def _skipped(text: str, at: int) -> int:
    """Where the next name may begin."""
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


def anywhere(known: Names, text: str, around: str = "") -> Named:
    """Return the county whose full name stands somewhere in a text, where it is the only one and not another's part."""
    _, pattern = _patterns(known)
    if not _ANY_KIND.search(text):
        return NOBODY
    met = {
        match.group(): Named(codes, match.group(), text[match.end() :])
        for match in pattern.finditer(text)
        if not _HELD.search(text[: match.start()]) and (codes := _narrower(known.called[match.group()], around))
    }
    return next(iter(met.values())) if len(met) == 1 else NOBODY


def elsewhere(text: str) -> bool:
    """Return whether a text (folded) begins with another province of China."""
    return bool(_ELSEWHERE.match(text))


def coded(known: Names, code: str) -> tuple[str, ...]:
    """Return today's codes of a unit by its code of today or 2021, longer ones cut to the county; none if unknown."""
    return known.codes.get(code[:6], ())


def alike(known: Names, text: str, around: str = "") -> Named:
    """Return the counties whose full name sounds like a text or, where long, differs by one slip: to be asked about."""
    if len(text) < 3 or len(text) > _LONGEST:
        return NOBODY
    sound = lazy_pinyin(text)
    near = [
        name
        for name in known.full
        if OSA.distance(name, text, score_cutoff=1) <= (len(text) > 3) or lazy_pinyin(name) == sound
    ]
    codes = dict.fromkeys(code for name in near for code in _narrower(known.called[name], around) if not level(code))
    return Named(tuple(codes), text, "", sure=False) if codes else NOBODY
