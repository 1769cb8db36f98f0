"""The answer to a resident's question in a few plain sentences, the first one that can be acted on."""

from math import ceil
from typing import Final

from geodata import citizen, rides
from geodata.advice import Adviser
from geodata.citizen import AGREED, REPORTED, WRITTEN, Answer, Hit
from geodata.standing import PROVINCES
from geodata.text import Lang, Text

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
    return told + ([_services(adviser, found)] if found.services else [])


def _names(lang: Lang, found: Answer) -> tuple[str, str, str]:
    """The place, the province across and what is looked for."""
    place = found.home.place
    across = PROVINCES[citizen.across(found.home)].say(lang)
    name = place.zh if lang == "zh" else place.en
    if place.adcode.endswith("00"):  # a source may name but a part of a city or province
        name += "或其区县" if lang == "zh" else " or a part of it"
    return name, across, found.need.thing.say(lang)


def _nearest(adviser: Adviser, hits: tuple[Hit, ...]) -> str:
    """The nearest of some sites, and how far it is; that all are far, where they are."""
    nearest = min(hits, key=lambda hit: hit.km)
    item, far = adviser.site(nearest), f"{citizen.REACH_KM:.0f}"
    beyond = nearest.km > citizen.REACH_KM
    if adviser.lang == "zh":
        return f"{f'都在{far}公里以外，' if beyond else ''}最近的是{item.title}，{item.far}"
    return f"{f'all farther than {far} km, ' if beyond else ''}nearest {item.title}, {item.far}"


def _open(adviser: Adviser, found: Answer) -> list[str]:
    """Where everybody may go: that they may, what is nearest, and the services that matter most there."""
    zh = adviser.lang == "zh"
    _, across, thing = _names(adviser.lang, found)
    if not found.usable:
        return []
    count, near = len(found.usable), _nearest(adviser, found.usable)
    if found.need.domain != "health":
        if zh:
            return [f"{across}收录了{count}{found.need.each}{thing}，{near}。"]
        return [f"{count} {thing} in {across} are listed, {near}."]
    told = (
        f"看病不限户籍，{across}的医院都可以去：收录了{count}{found.need.each}，{near}。"
        if zh
        else f"Anyone may see a doctor in any hospital: {count} in {across} are listed, {near}."
    )
    return [told, *_settled(adviser, found)]


def _settled(adviser: Adviser, found: Answer) -> list[str]:
    """What the services that are named first say."""
    rows = [adviser.service(id) for id in found.need.first if id in found.services]
    if not rows:
        return []
    ends = "。" if adviser.lang == "zh" else "."
    said = [(row.lines or (row.title,))[0].rstrip(ends) for row in rows]
    if adviser.lang == "zh":
        return [f"医保结算：{'；'.join(said)}。去之前先问清该医院是不是定点。"]
    return [f"Medical insurance: {'; '.join(said)}. Ask first whether the hospital takes part."]


def _by_strength(adviser: Adviser, found: Answer) -> list[str]:
    """Where it matters what stands behind a site: how many there are of each strength, the strongest first."""
    lang, zh = adviser.lang, adviser.lang == "zh"
    place, across, thing = _names(lang, found)
    each = found.need.each
    written, agreed, reported = (found.of(strength) for strength in (WRITTEN, AGREED, REPORTED))
    parts = []
    if written:
        parts.append(
            f"来源写明{place}的{len(written)}{each}，{_nearest(adviser, written)}"
            if zh
            else f"{len(written)} named with {place}, {_nearest(adviser, written)}"
        )
    if agreed:
        parts.append(
            f"协议覆盖{place}的{len(agreed)}{each}（能否享受以对方机构答复为准），{_nearest(adviser, agreed)}"
            if zh
            else f"{len(agreed)} under an agreement that covers {place} (ask there), {_nearest(adviser, agreed)}"
        )
    if parts:
        head = f"{across}的{thing}：" if zh else f"{thing.capitalize()} in {across}: "
        told = [head + ("；" if zh else "; ").join(parts) + ("。" if zh else ".")]
    else:
        told = [
            f"没有查到来源写明或协议覆盖{place}的{across}{thing}（不等于没有）。"
            if zh
            else f"No {thing} in {across} named with or under an agreement with {place} were found "
            "(which does not mean there are none)."
        ]
    if found.near and all(hit.km > citizen.REACH_KM for hit in (*written, *agreed)):
        near = adviser.site(found.near[0])
        told.append(
            f"{across}离得最近的是{near.title}，{near.far}，没有查到针对本地的约定，请先向对方机构咨询。"
            if zh
            else f"Nearest in {across} is {near.title}, {near.far}: nothing arranged was found, so ask there first."
        )
    if reported:
        told.append(
            f"另有{len(reported)}{each}只见于客流报道，没有协议。"
            if zh
            else f"{len(reported)} more {'is' if len(reported) == 1 else 'are'} only reported, without an agreement."
        )
    return told


def _services(adviser: Adviser, found: Answer) -> str:
    """How many services there are, by how far they hold."""
    zh, name = adviser.lang == "zh", adviser.place(found)
    kinds = [
        (len(found.local), f"适用于{name}的" if zh else f"for {name} in particular"),
        (len(found.general), "两省市通用的" if zh else "of both provinces"),
        (len(found.several), "部分地区可用的" if zh else "of many places, listed by their sources"),
    ]
    parts = [f"{kind}{n}项" if zh else f"{n} {kind}" for n, kind in kinds if n]
    return f"共享服务：{'，'.join(parts)}。" if zh else f"Shared services: {', '.join(parts)}."


def _way(adviser: Adviser, found: Answer) -> str:
    """How to get across: the best line, and how many more are boarded as near."""
    if not found.lines:
        return adviser.no_way(found)
    told, more = adviser.line(found.lines[0]).lines[0].rstrip("。."), len(rides.near(found.lines)) - 1
    far = f"{ceil(rides.reach(found.lines))}"
    if adviser.lang == "zh":
        return told + (f"；{far}公里内还有{more}条线路可坐。" if more else "。")
    return told + (f"; {more} more line{'s' * (more != 1)} can be boarded within {far} km." if more else ".")


def on_map(adviser: Adviser, found: Answer) -> str:
    """Return what of the list the map holds; empty where there is no site to show."""
    if not found.need.sites:
        return ""
    shown, away, each = len(found.listed), found.away, found.need.each
    if adviser.lang == "zh":
        told = [f"图上编号与列表一致，共{shown}{each}" if shown else "", f"其余{away}{each}未画在图上" if away else ""]
        return f"{'；'.join(filter(None, told))}。" if any(told) else ""
    told = [f"{shown} on the map, numbered as in the list" if shown else "", f"{away} more are not" if away else ""]
    return f"{'; '.join(filter(None, told))}." if any(told) else ""


def numbered(adviser: Adviser, found: Answer) -> str:
    """Return which number on the map is what, for where the list is not beside it; empty where there is no number."""
    names = [f"{n} {adviser.site(hit, own=True).title}" for n, hit in enumerate(found.listed, start=1)]
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
