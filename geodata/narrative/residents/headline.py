"""The answer to a resident's question in two plain sentences, the first one that can be acted on, and whom to call."""

from math import ceil
from typing import Final, NamedTuple

from geodata.boundaries.adcode import city_of
from geodata.narrative.residents import contact, trips
from geodata.narrative.residents.access import PROVINCES
from geodata.narrative.residents.items import Adviser
from geodata.query import gazetteer
from geodata.query.residents import answer, nearby_lines, sites_around
from geodata.query.residents.answer import Answer
from geodata.query.residents.needs import WHO
from geodata.query.residents.sites_around import AGREED, WRITTEN, Hit
from geodata.text import Text, counted, marks, number

NAMED: Final = 3  # so many services are named in a sentence
NO_PLACE: Final = Text(
    "还没有选地方：选一个区县或市州，列出那里的人到对方省市能用什么。",
    "No place is chosen yet: choose a county or city to see what its people may use across the border.",
)


def headline(adviser: Adviser, found: Answer) -> list[str]:
    """Return two plain sentences at the most, the answer first; what stands behind them: ``background.more``."""
    if found.need.sites:
        return _open(adviser, found) if found.need.open else _by_strength(adviser, found)
    if found.need.rides:
        return [trips.sentence(adviser, found.trip)] if found.trip else [_way(adviser, found)]
    return [_services(adviser, found), *_for_who(adviser, found)] if found.services else []


_WITH_CODE: Final = Text(
    "问{place}的事前面加拨{code}，直接拨{number}接通的是本地",
    "{code} first, since it is about {place}: {number} alone is answered where you call from",
)
_ASK_CODE: Final = Text(
    "直接拨{number}接通的是本地，问{place}的事前面要加拨那里的长途区号",
    "{number} alone is answered where you call from: for {place} dial its area code first",
)


class Call(NamedTuple):
    """A number to call: why that one, the number as published, the link that dials it, what must be known of it."""

    told: str
    number: str
    link: str
    note: str = ""


def calls(adviser: Adviser, found: Answer) -> list[Call]:
    """Return whom to call about the answer: the site it names, where its phone is known, else an official hotline."""
    first = named(found)
    if first:
        site = adviser.site(found, first)
        if site.contact.phones:
            return [Call(site.title, one, contact.tel(one)) for one in site.contact.phones[:1]]
    unsure, unknown = Text("拿不准先打", "Not sure? Call"), Text("没查到电话，可先打", "No phone known: call")
    told = (unknown if first else unsure).say(adviser.lang)
    return [_line(adviser, told, id, first) for id in found.hotlines[:1]]


def _line(adviser: Adviser, told: str, id: str, about: Hit | None) -> Call:
    """A hotline to call about a site across: one that is answered where one calls from, with the code of that place."""
    line, row = adviser.hotline(id), adviser.edition.row("hotlines", id)
    short = line.contact.phones[0]
    if about is None or row is None or not row["local"]:
        return Call(told, short, contact.tel(short), line.title)
    city = city_of(str(answer.county(adviser.edition, about)))
    name, code = gazetteer.units(adviser.edition)[city].say(adviser.lang), contact.AREA_CODES.get(city)
    if code is None:
        note = _ASK_CODE.say(adviser.lang).format(number=short, place=name)
        return Call(told, short, contact.tel(short), f"{line.title}{marks.SEMICOLON.say(adviser.lang)}{note}")
    note = _WITH_CODE.say(adviser.lang).format(number=short, place=name, code=code)
    dialled = f"{code}-{short}"
    return Call(told, dialled, contact.tel(dialled), f"{line.title}{marks.SEMICOLON.say(adviser.lang)}{note}")


def named(found: Answer) -> Hit | None:
    """Return the site that the sentences name last: that one goes to, if none nearer is backed."""
    if found.need.open:
        return found.best[1] if found.best else found.nearest
    backed = _backed(found)
    near = sites_around.nearest(backed)
    return near if near and near.km <= answer.REACH_KM else found.nearest


def _backed(found: Answer) -> tuple[Hit, ...]:
    """The sites that a source names with the place or an agreement covers."""
    return (*found.of(WRITTEN), *found.of(AGREED))


def _near(adviser: Adviser, found: Answer, hit: Hit) -> str:
    """A site by its name, with what a special hospital is, and how far it is."""
    item, lang = adviser.site(found, hit), adviser.lang
    special = marks.bracketed(item.kind, lang) if hit.special else ""
    return item.title + special + marks.COMMA.say(lang) + item.far


def _open(adviser: Adviser, found: Answer) -> list[str]:
    """Where everybody may go: that they may and what is nearest; what is of most use to who asks, or to be asked."""
    across, thing, nearest = _across(adviser, found), found.need.thing, found.nearest
    if nearest is None:
        return []
    near, count = _near(adviser, found, nearest), len(found.usable)
    general = any(hit.special for hit in found.usable) and not nearest.special
    if found.need.domain != "health":
        told = adviser.say(
            f"{across}收录了{count}{found.need.each}{thing.zh}，最近的是{near}。",
            f"{count} {thing.en} in {across} are listed; the nearest is {near}.",
        )
        return [told, *_best(adviser, found)]
    told = adviser.say(
        f"看病不限户籍，{across}的医院都可以去；收录中最近的{'综合医院' * general}是{near}。",
        f"Anyone may see a doctor in any hospital; the nearest {'general ' * general}one listed in {across} is {near}.",
    )
    ask = adviser.say(
        "去之前先打电话问：医保能不能直接结算、要不要先备案。",
        "Phone first to ask whether medical insurance pays there directly and whether you must register before.",
    )
    return [told, *(_best(adviser, found) or _first_service(adviser, found) or [ask])]


def _best(adviser: Adviser, found: Answer) -> list[str]:
    """The nearest of the sites that are of most use to who asks."""
    if found.best is None:
        return []
    wanted, hit = found.best
    return [wanted.told.say(adviser.lang).format(named=_near(adviser, found, hit))]


def _first_service(adviser: Adviser, found: Answer) -> list[str]:
    """What the service says that matters most to who asks; nothing where anybody does."""
    ids = [id for id in found.need.first.get(found.who, ()) if found.who and id in found.services]
    lines = [line for id in ids[:1] for line in adviser.service(id).lines[:1]]
    who = WHO[found.who].title
    return [adviser.say(f"{who.zh}：{line}", f"{who.en}: {line[0].lower()}{line[1:]}") for line in lines]


def _across(adviser: Adviser, found: Answer) -> str:
    return PROVINCES[sites_around.across(found.home)].say(adviser.lang)


def _place(adviser: Adviser, found: Answer) -> str:
    """The place asked from; of a city or province a source may name but a part."""
    name = adviser.place(found)
    return name + adviser.say("或其区县", " or a part of it") if found.home.place.adcode.endswith("00") else name


def _by_strength(adviser: Adviser, found: Answer) -> list[str]:
    """Where it matters what stands behind a site: what there is for the place, and the nearest one can ask at."""
    across, place, thing = _across(adviser, found), _place(adviser, found), found.need.thing
    backed, nearest = _backed(found), found.nearest
    ask = adviser.say("能不能住请先打电话问", "phone first")
    if not backed:
        told = adviser.say(
            f"没查到专门对{place}老人开放的{across}{thing.zh}。",
            f"No {across} {thing.en} found that take people from {place}.",
        )
        if nearest is None:
            return [told]
        near = _near(adviser, found, nearest)
        return [
            told,
            adviser.say(f"收录中最近的一{found.need.each}是{near}，{ask}。", f"Nearest one listed: {near}; {ask}."),
        ]
    near, several = _near(adviser, found, min(backed, key=lambda hit: hit.km)), len(backed) > 1
    by = adviser.say("来源写明", "named") if found.of(WRITTEN) else adviser.say("协议覆盖", "under an agreement")
    told = adviser.say(
        f"{by}{place}的{across}{thing.zh}收录了{len(backed)}{found.need.each}，{'最近的' * several}是{near}。",
        f"{len(backed)} of the {thing.en} listed in {across} {'are' if several else 'is'} {by} with {place}: "
        f"{'the nearest is ' * several}{near}.",
    )
    if nearest is None or nearest in backed or all(hit.km <= answer.REACH_KM for hit in backed):
        return [told, adviser.say(f"{ask}。", f"{ask[0].upper()}{ask[1:]}.")]
    nearer = _near(adviser, found, nearest)
    return [
        told,
        adviser.say(f"更近的有{nearer}，没查到与本地的约定，{ask}。", f"Nearer is {nearer}, without one: {ask}."),
    ]


def _services(adviser: Adviser, found: Answer) -> str:
    """How many services there are, and how many of them are for this place."""
    name, all, own = adviser.place(found), len(found.services), len(found.local) + len(found.cities)
    more = adviser.say(f"，其中{own}项专为{name}或所在城市", f", {own} of them for {name} or its city") if own else ""
    thing = found.need.thing
    return adviser.say(f"收录了{all}项{thing.zh}{more}。", f"{all} {thing.en} are listed{more}.")


def _for_who(adviser: Adviser, found: Answer) -> list[str]:
    """The first few of the services that matter most to who asks: they stand first in their lists."""
    who, field = WHO[found.who], adviser.edition.get("shared_services").set_index("id")["field"]
    mine = [id for id in found.services if field[id] in who.fields]
    if not mine:
        return []
    names = [adviser.service(id).title for id in mine[:NAMED]]
    more = "等" * (len(mine) > NAMED)
    return [
        adviser.say(
            f"{who.title.zh}用得上的{len(mine)}项排在前面：{'；'.join(names)}{more}。",
            f"The {len(mine)} for {who.title.en.lower()} come first: {'; '.join(names)}.",
        )
    ]


def _way(adviser: Adviser, found: Answer) -> str:
    """How to get across: the best line, and how many more are boarded as near."""
    if not found.lines:
        return adviser.no_way(found)
    told, more = adviser.line(found.lines[0]).lines[0].rstrip("。."), len(nearby_lines.near(found.lines)) - 1
    far = f"{ceil(nearby_lines.reach(found.lines))}"
    if not more:
        return told + marks.STOP.say(adviser.lang)
    return told + adviser.say(
        f"；{far}公里内还有{more}条线路可坐。", f"; {counted(more, 'more line')} can be boarded within {far} km."
    )


def on_map(adviser: Adviser, found: Answer) -> str:
    """Return what of the list the map holds, by side, of how many; empty where there is no site to show."""
    if not found.need.sites:
        return ""
    each, home = found.need.each, found.home.side
    if not found.listed and any(found.collected):
        far = number.said(answer.REACH_KM)
        return adviser.say(f"收录的都在{far}公里以外，没有画在图上。", f"All listed are farther than {far} km.")
    parts = []
    across, own = found.collected
    for side, all in ((sites_around.across(found.home), across + found.others), (home, own)):
        shown, name = sum(hit.side == side for hit in found.listed), PROVINCES[side].say(adviser.lang)
        if all:
            parts.append(adviser.say(f"{name}收录{all}{each}，画出{shown}{each}", f"{name} {shown} of {all}"))
    told = adviser.say("；", ", ").join(parts)
    form = adviser.say(f"图上编号与列表一致：{told}。", f"On the map, numbered as in the list: {told} listed.")
    return form if told else ""


def numbered(adviser: Adviser, found: Answer) -> str:
    """Return which number on the map is what, for where the list is not beside it; empty where there is no number."""
    names = [f"{n} {adviser.site(found, hit).title}" for n, hit in enumerate(found.listed, start=1)]
    if not names:
        return ""
    told = marks.COMMA.say(adviser.lang).join(names)
    return adviser.say(f"图上编号：{told}。", f"On the map: {told}.")
