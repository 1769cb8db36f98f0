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
from geodata.text import Lang, Text, counted, joined, number

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
    name = place.zh if lang == "zh" else place.en
    if place.adcode.endswith("00"):  # a source may name but a part of a city or province
        name += "或其区县" if lang == "zh" else " or a part of it"
    return name, across, found.need.thing.say(lang)


def _named(adviser: Adviser, found: Answer, hit: Hit, kind: str = "") -> str:
    """A site by its name, with what kind it is where that is not said already, and how far it is."""
    item = adviser.site(found, hit)
    if adviser.lang == "zh":
        return f"{item.title}{f'（{kind}）' if kind else ''}，{item.far}"
    return f"{item.title}{f' ({kind})' if kind else ''}, {item.far}"


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
    zh = adviser.lang == "zh"
    _, across, thing = _names(adviser.lang, found)
    if not found.usable:
        return []
    count, near = len(found.usable), _nearest(adviser, found, found.usable)
    after = [*_unlisted(adviser, found), *_best(adviser, found)]
    if found.need.domain != "health":
        if zh:
            return [f"{across}收录了{count}{found.need.each}{thing}，{near}。", *after]
        return [f"{count} {thing} in {across} are listed, {near}.", *after]
    told = (
        f"看病不限户籍，{across}的医院都可以去，共收录{count}{found.need.each}；{near}。"
        if zh
        else f"Anyone may see a doctor in any hospital: {count} in {across} are listed, {near}."
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
    ends = "。" if adviser.lang == "zh" else "."
    said = [(row.lines or (row.title,))[0].rstrip(ends) for row in rows]
    if adviser.lang == "zh":
        return [f"医保结算：{'；'.join(said)}。去之前先问清该医院是不是定点。"]
    return [f"Medical insurance: {'. '.join(said)}. Ask first whether the hospital takes part."]


def _by_strength(adviser: Adviser, found: Answer) -> list[str]:
    """Where it matters what stands behind a site: how many there are of each strength, the strongest first."""
    lang, zh = adviser.lang, adviser.lang == "zh"
    place, across, thing = _names(lang, found)
    each = found.need.each
    written, agreed, reported = (found.of(strength) for strength in (WRITTEN, AGREED, REPORTED))
    near = partial(_nearest, adviser, found, some=True)
    parts = []
    if written:
        parts.append(
            f"来源写明{place}的{len(written)}{each}，{near(written)}"
            if zh
            else f"{len(written)} named with {place}, {near(written)}"
        )
    if agreed:
        parts.append(
            f"协议覆盖{place}的{len(agreed)}{each}（能否享受以对方机构答复为准），{near(agreed)}"
            if zh
            else f"{len(agreed)} under an agreement that covers {place} (ask there), {near(agreed)}"
        )
    if parts:
        head = f"{across}收录的{thing}：" if zh else f"{thing.capitalize()} listed in {across}: "
        told = [head + ("；" if zh else "; ").join(parts) + ("。" if zh else ".")]
    else:
        told = [
            f"没有查到来源写明或协议覆盖{place}的{across}{thing}（不等于没有）。"
            if zh
            else f"No {thing} in {across} named with or under an agreement with {place} were found "
            "(which does not mean there are none)."
        ]
    far = all(hit.km > answer.REACH_KM for hit in (*written, *agreed))
    if far and (nearest := found.nearest) and nearest not in (*written, *agreed):
        first = adviser.site(found, nearest)
        told.append(
            f"{across}收录中最近的是{first.title}，{first.far}：{first.lines[0]}。"
            if zh
            else f"Nearest of all listed in {across} is {first.title}, {first.far}; "
            f"{first.lines[0][0].lower()}{first.lines[0][1:]}."
        )
    told += _unlisted(adviser, found)
    if reported:
        told.append(
            f"另有{len(reported)}{each}只见于客流报道，没有协议。"
            if zh
            else f"{len(reported)} more {'is' if len(reported) == 1 else 'are'} only reported, without an agreement."
        )
    return told


def _unlisted(adviser: Adviser, found: Answer) -> list[str]:
    """Which counties across hold none of what is collected, so that one in them may be nearer."""
    if not found.unlisted:
        return []
    names, thing = adviser.names(found.unlisted, NAMED), found.need.thing
    if adviser.lang == "zh":
        return [f"{names}没有收录{thing.zh}，实际可能有更近的。"]
    return [f"No {thing.en} are listed in {names}: there may be nearer ones."]


def _for_who(adviser: Adviser, found: Answer) -> list[str]:
    """How many of the services matter most to who asks, and stand first in their lists; the first few by name."""
    who, field = WHO[found.who], adviser.store.get("shared_services", adviser.vintage).set_index("id")["field"]
    mine = [id for id in found.services if field[id] in who.fields]
    if not mine:
        return []
    labels = adviser.store.catalog.vocabularies["field"]
    fields = joined([labels[one].say(adviser.lang) for one in who.fields if field[mine].eq(one).any()], adviser.lang)
    names = [adviser.service(id).title for id in mine[:NAMED]]
    if adviser.lang == "zh":
        more = "等" * (len(mine) > NAMED)
        return [f"按{who.title.zh}的需要，{fields}类的{len(mine)}项排在各组前面：{'；'.join(names)}{more}。"]
    return [f"For {who.title.en.lower()} the {len(mine)} of {fields.lower()} come first: {'; '.join(names)}."]


def _services(adviser: Adviser, found: Answer) -> str:
    """How many services there are, by how far they hold."""
    zh, name = adviser.lang == "zh", adviser.place(found)
    kinds = [
        (len(found.local), f"适用于{name}的" if zh else f"for {name} in particular"),
        (len(found.cities), "来源只写到城市的" if zh else "of a city as its source names it"),
        (len(found.general), "两省市通用的" if zh else "of both provinces"),
        (len(found.several), "部分地区可用的" if zh else "of many places, listed by their sources"),
    ]
    parts = [f"{kind}{n}项" if zh else f"{n} {kind}" for n, kind in kinds if n]
    return f"共享服务：{'，'.join(parts)}。" if zh else f"Shared services: {', '.join(parts)}."


def _way(adviser: Adviser, found: Answer) -> str:
    """How to get across: the best line, and how many more are boarded as near."""
    if not found.lines:
        return adviser.no_way(found)
    told, more = adviser.line(found.lines[0]).lines[0].rstrip("。."), len(nearby_lines.near(found.lines)) - 1
    far = f"{ceil(nearby_lines.reach(found.lines))}"
    if adviser.lang == "zh":
        return told + (f"；{far}公里内还有{more}条线路可坐。" if more else "。")
    return told + (f"; {counted(more, 'more line')} can be boarded within {far} km." if more else ".")


def on_map(adviser: Adviser, found: Answer) -> str:
    """Return what of the list the map holds, by side, of how many; empty where there is no site to show."""
    if not found.need.sites:
        return ""
    lang, each, home = adviser.lang, found.need.each, found.home.side
    if not found.listed and any(found.collected):
        far = number.said(answer.REACH_KM)
        return f"收录的都在{far}公里以外，没有画在图上。" if lang == "zh" else f"All listed are farther than {far} km."
    parts = []
    for side, all in zip((sites_around.across(found.home), home), found.collected, strict=True):
        shown, name = sum(hit.side == side for hit in found.listed), PROVINCES[side].say(lang)
        if all:
            parts.append(f"{name}收录{all}{each}，画出{shown}{each}" if lang == "zh" else f"{name} {shown} of {all}")
    told = ("；" if lang == "zh" else ", ").join(parts)
    if not told:
        return ""
    return f"图上编号与列表一致：{told}。" if lang == "zh" else f"On the map, numbered as in the list: {told} listed."


def numbered(adviser: Adviser, found: Answer) -> str:
    """Return which number on the map is what, for where the list is not beside it; empty where there is no number."""
    names = [f"{n} {adviser.site(found, hit).title}" for n, hit in enumerate(found.listed, start=1)]
    if not names:
        return ""
    return f"图上编号：{'，'.join(names)}。" if adviser.lang == "zh" else f"On the map: {', '.join(names)}."


def measured(found: Answer, lang: Lang) -> str:
    """Return from where distances are taken, and how sure they are."""
    place = found.home.place
    if lang == "zh":
        start = "政府驻地" if found.home.seat else "境内一点"
        to = "到上车站的" if found.need.rides else ""
        return f"{to}距离为直线，从{place.zh}{start}量起。"
    start = "the seat" if found.home.seat else "a point"
    return f"Straight-line distances {'to where one boards ' if found.need.rides else ''}from {start} of {place.en}."
