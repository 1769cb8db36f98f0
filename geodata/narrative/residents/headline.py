"""The answer to a resident's question in a few plain sentences, the first one that can be acted on."""

from functools import partial
from math import ceil
from typing import Final

from geodata.narrative.residents.access import PROVINCES
from geodata.narrative.residents.items import Adviser
from geodata.query.residents import answer, nearby_lines, sites_around
from geodata.query.residents.answer import Answer
from geodata.query.residents.needs import WHO
from geodata.query.residents.sites_around import AGREED, REPORTED, WRITTEN, Hit
from geodata.text import Lang, Text, counted, joined, marks, number

NAMED: Final = 3  # so many counties or services are named in a sentence
NO_PLACE: Final = Text(
    "还没有选地方：选一个区县或市州，列出那里的人到对方省市能用什么。",
    "No place is chosen yet: choose a county or city to see what its people may use across the border.",
)


def headline(adviser: Adviser, found: Answer) -> list[str]:
    """Return a few sentences, the answer first."""
    told = []
    if found.need.sites:
        told = _open(adviser, found) if found.need.open else _by_strength(adviser, found)
    if found.need.rides:
        told = [_way(adviser, found)]
    return told + ([_services(adviser, found), *_for_who(adviser, found)] if found.services else [])


def _names(lang: Lang, found: Answer) -> tuple[str, str, str]:
    """The place, the province across and what is looked for."""
    place = found.home.place
    across = PROVINCES[sites_around.across(found.home)].say(lang)
    name = place.say(lang)
    if place.adcode.endswith("00"):  # a source may name but a part of a city or province
        name += Text("或其区县", " or a part of it").say(lang)
    return name, across, found.need.thing.say(lang)


def _named(adviser: Adviser, found: Answer, hit: Hit, kind: str = "") -> str:
    """A site by its name, with what kind it is where that is not said already, and how far it is."""
    item, lang = adviser.site(found, hit), adviser.lang
    return item.title + (marks.bracketed(kind, lang) if kind else "") + marks.COMMA.say(lang) + item.far


def _nearest(adviser: Adviser, found: Answer, hits: tuple[Hit, ...], *, some: bool = False) -> str:
    """The nearest of sites, a general hospital first; that all are far, where they are.

    Args:
        adviser, found: for the words.
        hits: all that are collected, or ``some`` of them.
    """
    nearest = sites_around.nearest(hits)
    if nearest is None:
        raise ValueError("no site")
    named, far = _named(adviser, found, nearest, adviser.kind(nearest)), number.said(answer.REACH_KM)
    beyond = all(hit.km > answer.REACH_KM for hit in hits)
    general = any(hit.special for hit in hits) and not nearest.special
    if adviser.lang == "zh":
        told = f"都在{far}公里以外，" if beyond else ""
        return f"{told}{'其中' if some else '收录中'}最近的{'综合医院' if general else ''}是{named}"
    told = f"all farther than {far} km, " if beyond else ""
    return f"{told}nearest {'general hospital ' if general else ''}{'' if some else 'of those listed '}is {named}"


def _open(adviser: Adviser, found: Answer) -> list[str]:
    """Where everybody may go: that they may, what is nearest, and the services that matter most there."""
    _, across, thing = _names(adviser.lang, found)
    if not found.usable:
        return []
    count, near = len(found.usable), _nearest(adviser, found, found.usable)
    after = [*_unlisted(adviser, found), *_best(adviser, found)]
    if found.need.domain != "health":
        zh, en = (
            f"{across}收录了{count}{found.need.each}{thing}，{near}。",
            f"{count} {thing} in {across} are listed, {near}.",
        )
        return [adviser.say(zh, en), *after]
    told = adviser.say(
        f"看病不限户籍，{across}的医院都可以去，共收录{count}{found.need.each}；{near}。",
        f"Anyone may see a doctor in any hospital: {count} in {across} are listed, {near}.",
    )
    return [told, *after, *_settled(adviser, found)]


def _best(adviser: Adviser, found: Answer) -> list[str]:
    """The nearest of the sites that are of most use to who asks."""
    if found.best is None:
        return []
    wanted, hit = found.best
    return [wanted.told.say(adviser.lang).format(named=_named(adviser, found, hit))]


def _settled(adviser: Adviser, found: Answer) -> list[str]:
    """What the services that are named first say."""
    rows = [adviser.service(id) for id in found.need.named(found.who) if id in found.services]
    if not rows:
        return []
    said = [(row.lines or (row.title,))[0].rstrip(marks.STOP.say(adviser.lang)) for row in rows]
    told = adviser.say(
        f"医保结算：{'；'.join(said)}。去之前先问清该医院是不是定点。",
        f"Medical insurance: {'. '.join(said)}. Ask first whether the hospital takes part.",
    )
    return [told]


def _by_strength(adviser: Adviser, found: Answer) -> list[str]:
    """Where it matters what stands behind a site: how many there are of each strength, the strongest first."""
    across, each = _names(adviser.lang, found)[1], found.need.each
    backed, reported = (*found.of(WRITTEN), *found.of(AGREED)), found.of(REPORTED)
    told = [_backed(adviser, found)]
    far = all(hit.km > answer.REACH_KM for hit in backed)
    if far and (nearest := found.nearest) and nearest not in backed:
        first = adviser.site(found, nearest)
        line = first.lines[0]
        told.append(
            adviser.say(
                f"{across}收录中最近的是{first.title}，{first.far}：{line}。",
                f"Nearest of all listed in {across} is {first.title}, {first.far}; {line[0].lower()}{line[1:]}.",
            )
        )
    told += _unlisted(adviser, found)
    if reported:
        verb = "is" if len(reported) == 1 else "are"
        told.append(
            adviser.say(
                f"另有{len(reported)}{each}只见于客流报道，没有协议。",
                f"{len(reported)} more {verb} only reported, without an agreement.",
            )
        )
    return told


def _backed(adviser: Adviser, found: Answer) -> str:
    """How many sites a source names with the place or an agreement covers, and the nearest of each; that none is."""
    lang, each = adviser.lang, found.need.each
    place, across, thing = _names(lang, found)
    written, agreed = found.of(WRITTEN), found.of(AGREED)
    near = partial(_nearest, adviser, found, some=True)
    parts = []
    if written:
        parts.append(
            Text(
                f"来源写明{place}的{len(written)}{each}，{near(written)}",
                f"{len(written)} named with {place}, {near(written)}",
            )
        )
    if agreed:
        parts.append(
            Text(
                f"协议覆盖{place}的{len(agreed)}{each}（能否享受以对方机构答复为准），{near(agreed)}",
                f"{len(agreed)} under an agreement that covers {place} (ask there), {near(agreed)}",
            )
        )
    if not parts:
        return adviser.say(
            f"没有查到来源写明或协议覆盖{place}的{across}{thing}（不等于没有）。",
            f"No {thing} in {across} named with or under an agreement with {place} were found "
            "(which does not mean there are none).",
        )
    head = adviser.say(f"{across}收录的{thing}：", f"{thing.capitalize()} listed in {across}: ")
    return head + marks.SEMICOLON.say(lang).join(part.say(lang) for part in parts) + marks.STOP.say(lang)


def _unlisted(adviser: Adviser, found: Answer) -> list[str]:
    """Which counties across hold none of what is collected, so that one in them may be nearer."""
    if not found.unlisted:
        return []
    names, thing = adviser.names(found.unlisted, NAMED), found.need.thing
    return [
        adviser.say(
            f"{names}没有收录{thing.zh}，实际可能有更近的。",
            f"No {thing.en} are listed in {names}: there may be nearer ones.",
        )
    ]


def _for_who(adviser: Adviser, found: Answer) -> list[str]:
    """How many of the services matter most to who asks, and stand first in their lists; the first few by name."""
    who, field = WHO[found.who], adviser.edition.get("shared_services").set_index("id")["field"]
    mine = [id for id in found.services if field[id] in who.fields]
    if not mine:
        return []
    labels = adviser.store.catalog.vocabularies["field"]
    fields = joined([labels[one].say(adviser.lang) for one in who.fields if field[mine].eq(one).any()], adviser.lang)
    names = [adviser.service(id).title for id in mine[:NAMED]]
    more = "等" * (len(mine) > NAMED)
    return [
        adviser.say(
            f"按{who.title.zh}的需要，{fields}类的{len(mine)}项排在各组前面：{'；'.join(names)}{more}。",
            f"For {who.title.en.lower()} the {len(mine)} of {fields.lower()} come first: {'; '.join(names)}.",
        )
    ]


def _services(adviser: Adviser, found: Answer) -> str:
    """How many services there are, by how far they hold."""
    name = adviser.place(found)
    kinds = [
        (len(found.local), Text(f"适用于{name}的", f"for {name} in particular")),
        (len(found.cities), Text("来源只写到城市的", "of a city as its source names it")),
        (len(found.general), Text("两省市通用的", "of both provinces")),
        (len(found.several), Text("部分地区可用的", "of many places, listed by their sources")),
    ]
    parts = [adviser.say(f"{kind.zh}{n}项", f"{n} {kind.en}") for n, kind in kinds if n]
    told = marks.COMMA.say(adviser.lang).join(parts)
    return adviser.say(f"共享服务：{told}。", f"Shared services: {told}.")


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
    for side, all in zip((sites_around.across(found.home), home), found.collected, strict=True):
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
