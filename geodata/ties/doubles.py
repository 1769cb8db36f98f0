"""Rows that may tell of one agreement without saying so: for somebody who reads them to judge.

Two rows are likely doubles where either the same units on both sides began something of the same domain within a month,
or their names resemble each other and they have ends in common. Rows that say in ``same_as`` that they belong together
are not asked about. Nothing is joined by this: it only finds what must be read.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

from geodata.boundaries.adcode import contains
from geodata.catalog.pick import Pick
from geodata.ties.agreements import since
from geodata.ties.model import Row

MONTH_DAYS: Final = 31
ALIKE: Final = 0.5  # names that share half of their pairs of characters
RATHER: Final = 0.25  # a quarter will do of what began in the same places, be it by city or county, on the same date
# What so many names have that it tells nothing: the region, what kind of paper or body it is.
COMMON: Final = re.compile(
    r"成渝地区双城经济圈|双城经济圈|巴蜀文化旅游走廊|成渝|川渝|重庆市?|四川省?|两地|推动|推进|建设|关于|深化|进一步做好|战略|合作"
    r"|协同|协作|统筹|融合|发展|一体化|示范区|框架|协议|备忘录|机制|联席会议?|党政|会议|联盟|签约|签署|方案|行动计划|计划|总体|实施"
    r"|跨省|跨区域|跨界|地区|区域|服务|附属|医院|工作|文化旅游|文旅|旅游|文化|第.{1,3}[次批]|[市区县]"
    r"|[—－–\-·、，；：“”《》（）()]"
)
NUMBER: Final = re.compile(r"第(.{1,3})[次批]")  # of a meeting: the second is not the third


@dataclass(frozen=True)
class Told:
    """What the ties of one row say together.

    Attributes:
        pick: the row, as "dataset:id".
        name: in Chinese.
        domains: of its ties.
        begun: when, as it is known (YYYY, YYYY-MM or YYYY-MM-DD); None where it is not.
        sichuan, chongqing: the codes of the units on either side.
        ends: the pairs of codes that are tied, Sichuan first.
    """

    pick: str
    name: str
    domains: frozenset[str]
    begun: str | None
    sichuan: frozenset[str]
    chongqing: frozenset[str]
    ends: frozenset[tuple[str, str]]


def told(rows: Iterable[Row]) -> list[Told]:
    """Return what each row says with all its ties, in order.

    Args:
        rows: ties before ``agreements.once``: dataset, subject_id, subject_zh, domain, since, sichuan_adcode,
            chongqing_adcode.
    """
    ties: dict[str, list[Row]] = {}
    for row in rows:
        ties.setdefault(Pick.of(row["dataset"], row["subject_id"]), []).append(row)
    return [
        Told(
            pick=pick,
            name=str(mine[0]["subject_zh"]),
            domains=frozenset(row["domain"] for row in mine),
            begun=since([row["since"] for row in mine]),
            sichuan=frozenset(row["sichuan_adcode"] for row in mine),
            chongqing=frozenset(row["chongqing_adcode"] for row in mine),
            ends=frozenset((row["sichuan_adcode"], row["chongqing_adcode"]) for row in mine),
        )
        for pick, mine in ties.items()
    ]


def likely(rows: Iterable[Row], group: Mapping[str, str]) -> dict[str, str]:
    """Return the pairs of rows that may tell of one agreement and are in no one group: "a|b" in order → why.

    Args:
        rows: as ``told`` takes them.
        group: of ``agreements.groups``.
    """
    found = {}
    for a, b in combinations(told(rows), 2):
        if a.pick in group and group.get(a.pick) == group.get(b.pick):
            continue
        why = _why(a, b)
        if why:
            found["|".join(sorted((a.pick, b.pick)))] = why
    return found


def _why(a: Told, b: Told) -> str:
    alike = resemblance(a.name, b.name)
    parties = (a.sichuan, a.chongqing) == (b.sichuan, b.chongqing)
    day = a.begun == b.begun and len(a.begun or "") == len("2020-01-01")
    told = alike or day or not _whole(a)  # provinces as parties say nothing: a word or the very day must
    if parties and told and a.domains & b.domains and together(a.begun, b.begun):
        return "parties"
    if alike >= ALIKE and _meet(a, b):
        return "names"
    return "names" if alike >= RATHER and _agree(a.begun, b.begun) and _match(a, b) else ""


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two dates are one, as far as both are known."""
    return bool(one and other and (one.startswith(other) or other.startswith(one)))


def _whole(row: Told) -> bool:
    """Whether a row names a whole province: a party that it has in common with everything of both provinces."""
    return any(code.endswith("0000") for code in row.sichuan | row.chongqing)


def together(one: str | None, other: str | None) -> bool:
    """Whether two dates are at most a month apart; where a day is not known months are compared, a year is too long."""
    if one is None or other is None or min(len(one), len(other)) < len("2020-01"):
        return False
    if len(one) != len(other):
        return one[: len("2020-01")] == other[: len("2020-01")]
    day = "" if len(one) == len("2020-01-01") else "-01"
    return abs((date.fromisoformat(one + day) - date.fromisoformat(other + day)).days) <= (0 if day else MONTH_DAYS)


def resemblance(one: str, other: str) -> float:
    """Return how far two Chinese names are alike, from 0 to 1: Dice's coefficient of their pairs of characters.

    What many names have (``COMMON``) is left out first; a name of which nothing remains is like no other.
    """
    a, b = _pairs(one), _pairs(other)
    numbers = {match[1] for name in (one, other) if (match := NUMBER.search(name))}
    both = (a & b).total() if len(numbers) < 2 else 0
    return 2 * both / (a.total() + b.total()) if both else 0.0


def _pairs(name: str) -> Counter[str]:
    bare = COMMON.sub("", name)
    return Counter(bare[n : n + 2] for n in range(len(bare) - 1))


def _touch(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two pairs of ends are the same: on either side the unit of one is, or holds, that of the other."""
    return all(contains(a, b) or contains(b, a) for a, b in zip(one, other, strict=True))


def _meet(a: Told, b: Told) -> bool:
    """Whether two rows have a pair of ends in common."""
    return any(_touch(one, other) for one in a.ends for other in b.ends)


def _match(a: Told, b: Told) -> bool:
    """Whether every pair of ends of either row is one of the other too, and neither names a whole province."""
    if _whole(a) or _whole(b):
        return False
    return all(any(_touch(one, other) for other in y.ends) for x, y in ((a, b), (b, a)) for one in x.ends)
