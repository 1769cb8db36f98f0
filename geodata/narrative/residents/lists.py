"""The lists that answer a resident's question, strongest first: what a page, a light page and print all show."""

from dataclasses import dataclass

from geodata.narrative.residents import trips
from geodata.narrative.residents.access import PROVINCES
from geodata.narrative.residents.items import Adviser, Item
from geodata.query.residents import answer, nearby_lines, sites_around
from geodata.query.residents.answer import Answer
from geodata.query.residents.sites_around import AGREED, REPORTED, WRITTEN, Hit
from geodata.query.residents.trip import Trip
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
        f"{across}离得近的{need.thing.zh}（没查到与本地的约定）",
        f"{need.thing.en.capitalize()} near in {across}, nothing arranged for this place",
    )
    besides = say(f"{across}的{need.besides.zh}", f"{need.besides.en.capitalize()} in {across}")
    cities = say(
        f"来源只写到城市的服务（{place}能否使用请先问）",
        f"Services whose sources name a city: ask whether they hold in {place}",
    )
    to_compare = say(f"对照：{own}本地收录中最近的", f"To compare: nearest of those listed in {own}")
    local = say(f"适用于{place}的地方性服务", f"Local services for {place}")
    agreements = tuple(adviser.agreement(need.policy, id) for id in found.agreements)
    made = [
        *_usable(adviser, found, across),
        _sites(adviser, found, "near", near, found.near, of=found.collected[0] - len(found.usable)),
        _sites(adviser, found, "besides", besides, found.besides, of=found.others),
        _sites(adviser, found, "own", to_compare, found.own, of=found.collected[1]),
        _calls(adviser, found),
        _folded(adviser, "local", local, tuple(map(adviser.service, found.local)), answer.FEW),
        _folded(adviser, "cities", cities, tuple(map(adviser.service, found.cities)), answer.FEW),
        *_of_many(adviser, found),
        *(_trip(adviser, found, found.trip) if found.trip else ()),
        *(() if found.trip and found.trip.ways else (_ways(adviser, found),)),
        _folded(adviser, "agreements", say("有关的协议与规划", "Agreements and plans behind it"), agreements, 0),
    ]
    if need.rides:
        made.sort(key=lambda section: section.id not in ("trip", "there", "ways"))
    return [section for section in made if section.items or section.none]


def _calls(adviser: Adviser, found: Answer) -> Section:
    """The official numbers for what was asked."""
    title = adviser.say("可以打电话问", "Numbers to call")
    return _folded(adviser, "calls", title, tuple(map(adviser.hotline, found.hotlines)), answer.FEW)


def _trip(adviser: Adviser, found: Answer, trip: Trip) -> tuple[Section, Section]:
    """The ways to where one wants to go, and what there is to see there."""
    goal = trip.place.say(adviser.lang)
    title, none = adviser.say(f"怎么去{goal}", f"Getting to {goal}"), trips.sentence(adviser, trip)
    ways, sights = trips.items(adviser, trip), tuple(adviser.site(found, hit) for hit in trip.sights)
    return (
        Section("trip", title, ways, none, str(len(ways))),
        _folded(adviser, "there", adviser.say(f"{goal}的景点", f"Sights in {goal}"), sights, answer.FEW),
    )


def _of_many(adviser: Adviser, found: Answer) -> tuple[Section, Section]:
    """Services of both provinces, and those of many places whose list the source holds."""
    general = adviser.say("两省市通用的服务", "Services of both provinces")
    several = adviser.say("部分地区可用的服务（名单见来源）", "Services of many places, as their sources list them")
    return (
        _folded(adviser, "general", general, tuple(map(adviser.service, found.general)), answer.FEW),
        _folded(adviser, "several", several, tuple(map(adviser.service, found.several)), answer.FEW),
    )


def _folded(adviser: Adviser, id: str, title: str, items: tuple[Item, ...], shown: int) -> Section:
    """A list of which so many are laid open."""
    rest = len(items) - shown
    if rest <= 0:
        return Section(id, title, items, count=str(len(items)))
    label = adviser.say(f"展开{'其余' * bool(shown)}{rest}项", f"Show {rest}{' more' * bool(shown)}")
    return Section(id, title, items, count=str(len(items)), shown=shown, rest=label)


def _sites(adviser: Adviser, found: Answer, id: str, title: str, hits: tuple[Hit, ...], *, of: int = 0) -> Section:
    """A list of sites: those within reach stand on the map, the others are folded away.

    Args:
        adviser, found: for the words.
        id, title: of the section.
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
    return Section(id, title, items, "", count, shown, label if rest else "", marked=True)


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
    told = adviser.say(
        f"{across}：只见于客流报道的{zh}，没有协议", f"{across}: {en} only reported, without an agreement"
    )
    items = tuple(adviser.site(found, hit) for hit in reported)
    label = adviser.say(f"展开{len(items)}{need.each}", f"Show {len(items)}")
    return [
        _sites(adviser, found, "written", written, found.of(WRITTEN)),
        _sites(adviser, found, "agreed", agreed, found.of(AGREED)),
        Section("reported", told, items, count=str(len(items)), shown=0, rest=label),
    ]


def _ways(adviser: Adviser, found: Answer) -> Section:
    title, items = adviser.say("怎么过去", "Getting there"), tuple(map(adviser.line, found.lines))
    near = len(nearby_lines.near(found.lines))
    farther = len(items) - near
    rest = adviser.say(f"展开从更远的站上车的{farther}条", f"Show {farther} boarded farther away") if farther else ""
    return Section("ways", title, items, adviser.no_way(found), str(len(items)), near, rest)
