"""The lists that answer a resident's question, strongest first: what a page, a light page and print all show."""

from dataclasses import dataclass
from typing import TypedDict

from geodata import citizen, number, rides
from geodata.advice import Adviser, Item
from geodata.citizen import AGREED, REPORTED, WRITTEN, Answer, Hit
from geodata.standing import PROVINCES


@dataclass(frozen=True)
class Section:
    """A list under its heading; ``id`` is stable, ``none`` says what it means that nothing is listed."""

    id: str
    title: str
    items: tuple[Item, ...]
    none: str = ""
    shown: int | None = None  # so many are laid open, the rest is folded away; None: all are
    rest: str = ""  # what the rest is called
    marked: bool = False  # whether those laid open stand on the map, numbered in this order


class Rest(TypedDict):
    """How a list is folded."""

    shown: int
    rest: str


def make(adviser: Adviser, found: Answer) -> list[Section]:
    """Return the lists of an answer, what may be used first; what would be empty and means nothing is left out."""
    across, own = (PROVINCES[side].say(adviser.lang) for side in (citizen.across(found.home), found.home.side))
    need, place = found.need, adviser.place(found)
    made = [
        *_usable(adviser, found, across),
        _sites(
            adviser,
            "near",
            adviser.say(
                f"{across}离得近、没有查到针对本地约定的{need.thing.zh}",
                f"{need.thing.en.capitalize()} near in {across}, nothing arranged for this place",
            ),
            found.near,
        ),
        Section(
            "local",
            adviser.say(f"适用于{place}的地方性服务", f"Services for {place}, not for all of both provinces"),
            _services(adviser, found.local),
        ),
        Section(
            "general",
            adviser.say("两省市通用的服务", "Services of both provinces"),
            _services(adviser, found.general),
            **_rest(adviser, len(found.general), citizen.MOST),
        ),
        Section(
            "several",
            adviser.say("部分地区可用的服务（名单见来源）", "Services of many places, as their sources list them"),
            _services(adviser, found.several),
            **_rest(adviser, len(found.several), citizen.FEW),
        ),
        _ways(adviser, found),
        Section(
            "agreements",
            adviser.say("有关的协议与规划", "Agreements behind it"),
            tuple(adviser.agreement(need.policy, id) for id in found.agreements),
            **_rest(adviser, len(found.agreements), citizen.FEW),
        ),
        _sites(
            adviser, "own", adviser.say(f"对照：{own}本地最近的", f"To compare: nearest in {own}"), found.own, own=True
        ),
    ]
    if need.rides:
        made.sort(key=lambda section: section.id != "ways")
    return [section for section in made if section.items or section.none]


def _services(adviser: Adviser, ids: tuple[str, ...]) -> tuple[Item, ...]:
    return tuple(map(adviser.service, ids))


def _rest(adviser: Adviser, whole: int, shown: int) -> Rest:
    """So many items are laid open, and what the rest is called."""
    rest = whole - shown
    return {"shown": shown, "rest": adviser.say(f"展开其余{rest}项", f"Show {rest} more") if rest > 0 else ""}


def _sites(
    adviser: Adviser,
    id: str,
    title: str,
    hits: tuple[Hit, ...],
    none: str = "",
    *,
    everybody: bool = False,
    own: bool = False,
) -> Section:
    """A list of sites: those within reach stand on the map, the others are folded away."""
    items = tuple(adviser.site(hit, everybody=everybody, own=own) for hit in hits)
    shown = len(citizen.within(hits))
    reach, rest = number.said(citizen.REACH_KM), len(hits) - shown
    if all(hit.km > citizen.REACH_KM for hit in hits[shown:]):
        label = adviser.say(f"展开{reach}公里以外的{rest}处", f"Show {rest} farther than {reach} km")
    else:
        label = adviser.say(f"展开其余{rest}处", f"Show {rest} more")
    return Section(id, title, items, none, shown, label if rest else "", marked=True)


def _usable(adviser: Adviser, found: Answer, across: str) -> list[Section]:
    """What may be used across, by how much stands behind it; where everybody may go, what is nearest."""
    need, place = found.need, adviser.place(found)
    if not need.sites:
        return []
    zh, en = need.thing.zh, need.thing.en
    if need.open:
        title = adviser.say(f"{across}离得最近的{zh}", f"Nearest {en} in {across}")
        return [_sites(adviser, "usable", title, found.usable[: 3 * citizen.MOST], everybody=True)]
    written = adviser.say(f"{across}：来源写明{place}的{zh}", f"{across}: {en} named with {place}")
    agreed = adviser.say(
        f"{across}：协议覆盖{place}的{zh}（以对方机构答复为准）",
        f"{across}: {en} under an agreement that covers {place} (ask there)",
    )
    reported = found.of(REPORTED)
    none = adviser.say("没有查到。不等于没有：可向当地民政部门咨询。", "None was found; ask the local offices.")
    told = adviser.say(
        f"{across}：只见于客流报道的{zh}，没有协议", f"{across}: {en} only reported, without an agreement"
    )
    items = tuple(map(adviser.site, reported))
    label = adviser.say(f"展开{len(items)}处", f"Show {len(items)}")
    return [
        _sites(adviser, "written", written, found.of(WRITTEN)),
        _sites(adviser, "agreed", agreed, found.of(AGREED), "" if found.of(WRITTEN) else none),
        Section("reported", told, items, shown=0, rest=label),
    ]


def _ways(adviser: Adviser, found: Answer) -> Section:
    title = adviser.say("怎么过去", "How to get there")
    near, farther = len(rides.near(found.lines)), len(found.lines) - len(rides.near(found.lines))
    rest = adviser.say(f"展开从更远的站上车的{farther}条", f"Show {farther} boarded farther away")
    return Section("ways", title, tuple(map(adviser.line, found.lines)), adviser.no_way(found), near, rest)
