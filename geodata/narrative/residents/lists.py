"""The lists that answer a resident's question, strongest first: what a page, a light page and print all show."""

from dataclasses import dataclass

from geodata.narrative.residents.access import PROVINCES
from geodata.narrative.residents.items import Adviser, Item
from geodata.query.residents import answer, nearby_lines, sites_around
from geodata.query.residents.answer import Answer
from geodata.query.residents.sites_around import AGREED, REPORTED, WRITTEN, Hit
from geodata.text import number


@dataclass(frozen=True)
class Section:
    """A list under its heading; ``id`` is stable, ``none`` says what it means that nothing is listed."""

    id: str
    title: str
    items: tuple[Item, ...]
    none: str = ""
    count: str = ""  # how many there are; where only the nearest are listed, also of how many
    shown: int | None = None  # so many are laid open, the rest is folded away; None: all are
    rest: str = ""  # what the rest is called
    marked: bool = False  # whether those laid open stand on the map, numbered in this order


def make(adviser: Adviser, found: Answer) -> list[Section]:
    """Return the lists of an answer, what may be used first; what would be empty and means nothing is left out."""
    across, own = (PROVINCES[side].say(adviser.lang) for side in (sites_around.across(found.home), found.home.side))
    need, place, say = found.need, adviser.place(found), adviser.say
    near = say(
        f"{across}收录中离得近、没有查到针对本地约定的{need.thing.zh}",
        f"{need.thing.en.capitalize()} near in {across} that are listed, nothing arranged for this place",
    )
    cities = say(
        f"来源只写到城市的服务（{place}能否使用请先问）",
        f"Services whose sources name a city: ask whether they hold in {place}",
    )
    to_compare = say(f"对照：{own}本地收录中最近的", f"To compare: nearest of those listed in {own}")
    agreements = tuple(adviser.agreement(need.policy, id) for id in found.agreements)
    made = [
        *_usable(adviser, found, across),
        _sites(adviser, found, "near", near, found.near, of=found.collected[0] - len(found.usable)),
        _services(
            adviser,
            "local",
            say(f"适用于{place}的地方性服务", f"Local services for {place}"),
            found.local,
        ),
        _services(adviser, "cities", cities, found.cities),
        *_of_many(adviser, found),
        _ways(adviser, found),
        _folded(adviser, "agreements", say("有关的协议与规划", "Agreements behind it"), agreements, answer.FEW),
        _sites(adviser, found, "own", to_compare, found.own, of=found.collected[1]),
    ]
    if need.rides:
        made.sort(key=lambda section: section.id != "ways")
    return [section for section in made if section.items or section.none]


def _of_many(adviser: Adviser, found: Answer) -> tuple[Section, Section]:
    """Services of both provinces, and those of many places whose list the source holds."""
    general = adviser.say("两省市通用的服务", "Services of both provinces")
    several = adviser.say("部分地区可用的服务（名单见来源）", "Services of many places, as their sources list them")
    return (
        _services(adviser, "general", general, found.general, answer.MOST),
        _services(adviser, "several", several, found.several, answer.FEW),
    )


def _services(adviser: Adviser, id: str, title: str, ids: tuple[str, ...], shown: int | None = None) -> Section:
    return _folded(adviser, id, title, tuple(map(adviser.service, ids)), shown)


def _folded(adviser: Adviser, id: str, title: str, items: tuple[Item, ...], shown: int | None) -> Section:
    """A list of which so many are laid open; None: all are."""
    rest = len(items) - shown if shown is not None else 0
    if rest <= 0:
        return Section(id, title, items, count=str(len(items)))
    label = adviser.say(f"展开其余{rest}项", f"Show {rest} more")
    return Section(id, title, items, count=str(len(items)), shown=shown, rest=label)


def _sites(
    adviser: Adviser, found: Answer, id: str, title: str, hits: tuple[Hit, ...], none: str = "", *, of: int = 0
) -> Section:
    """A list of sites: those within reach stand on the map, the others are folded away.

    Args:
        adviser, found: for the words.
        id, title, none: of the section.
        hits: what is listed.
        of: how many there are, where just the nearest are listed.
    """
    items = tuple(adviser.site(found, hit) for hit in hits)
    shown, listed, need = len(answer.within(hits)), len(hits), found.need
    each, reach, rest = need.each, number.said(answer.REACH_KM), listed - shown
    if all(hit.km > answer.REACH_KM for hit in hits[shown:]):
        label = adviser.say(f"展开{reach}公里以外的{rest}{each}", f"Show {rest} farther than {reach} km")
    elif of > listed:
        label = adviser.say(f"展开列出的另外{rest}{each}", f"Show {rest} more of those listed")
    else:
        label = adviser.say(f"展开其余{rest}{each}", f"Show {rest} more")
    if any(hit.special for hit in hits):  # they are not just in the order of distance
        if found.who in need.best:
            title += adviser.say("（其他专科在后）", " (other special ones last)")
        else:
            title += adviser.say("（专科在后）", " (special ones last)")
    count = str(listed)
    if of > listed:
        count = adviser.say(f"共{of}{each}，列出{listed}{each}", f"{listed} listed of {of}")
    return Section(id, title, items, none, count, shown, label if rest else "", marked=True)


def _usable(adviser: Adviser, found: Answer, across: str) -> list[Section]:
    """What may be used across, by how much stands behind it; where everybody may go, what is nearest."""
    need, place = found.need, adviser.place(found)
    if not need.sites:
        return []
    zh, en = need.thing.zh, need.thing.en
    if need.open:
        title = adviser.say(f"{across}收录中最近的{zh}", f"Nearest of the {en} listed in {across}")
        hits = found.usable[: answer.LISTED]
        return [_sites(adviser, found, "usable", title, hits, of=len(found.usable))]
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
    items = tuple(adviser.site(found, hit) for hit in reported)
    label = adviser.say(f"展开{len(items)}{need.each}", f"Show {len(items)}")
    return [
        _sites(adviser, found, "written", written, found.of(WRITTEN)),
        _sites(adviser, found, "agreed", agreed, found.of(AGREED), "" if found.of(WRITTEN) else none),
        Section("reported", told, items, count=str(len(items)), shown=0, rest=label),
    ]


def _ways(adviser: Adviser, found: Answer) -> Section:
    title, items = adviser.say("怎么过去", "Getting there"), tuple(map(adviser.line, found.lines))
    near = len(nearby_lines.near(found.lines))
    farther = len(items) - near
    rest = adviser.say(f"展开从更远的站上车的{farther}条", f"Show {farther} boarded farther away") if farther else ""
    return Section("ways", title, items, adviser.no_way(found), str(len(items)), near, rest)
