"""The answer to a resident's question in a few plain sentences: how many, the nearest, and what is missing."""

from geodata import citizen, rides
from geodata.advice import PROVINCES, Adviser
from geodata.citizen import Answer
from geodata.text import Lang, joined


def headline(adviser: Adviser, found: Answer) -> list[str]:
    """Return one to three sentences, the answer first."""
    told = [_sites(adviser, found)] if found.need.sites else []
    told += [_way(adviser, found)] if found.need.rides else []
    told += [_services(adviser.lang, found)] if found.local or found.general else []
    return told + ([_gap(adviser, found)] if found.gaps else [])


def _names(lang: Lang, found: Answer) -> tuple[str, str, str]:
    """The place, the province across and what is looked for."""
    place = found.home.place
    across = PROVINCES[citizen.across(found.home)].say(lang)
    return (place.zh if lang == "zh" else place.en), across, found.need.thing.say(lang)


def _sites(adviser: Adviser, found: Answer) -> str:
    zh = adviser.lang == "zh"
    place, across, thing = _names(adviser.lang, found)
    if not found.usable:
        return _none(adviser, found)
    count, first = len(found.usable), adviser.site(found.usable[0])
    if found.need.open:
        if zh:
            return f"{across}收录了{count}处{thing}，离{place}最近的是{first.title}，{first.far}。"
        return f"{count} {thing} in {across} are listed; nearest to {place}: {first.title}, {first.far}."
    if zh:
        return f"{place}居民在{across}可用的{thing}收录了{count}处，最近的是{first.title}，{first.far}。"
    many = "is one place" if count == 1 else f"are {count} {thing}"
    return f"There {many} in {across} for people of {place}; the nearest is {first.title}, {first.far}."


def _none(adviser: Adviser, found: Answer) -> str:
    """Nothing to use: say so, what it means, and what is nearest all the same."""
    place, across, thing = _names(adviser.lang, found)
    if adviser.lang == "zh":
        told = f"没有查到{place}居民在{across}可用的{thing}（不等于没有）"
    else:
        told = f"No {thing} in {across} for people of {place} were found (which does not mean there are none)"
    if found.near:
        nearest = adviser.site(found.near[0])
        stands = adviser.standing(found.near[0])
        told += (
            f"；最近的一处是{nearest.title}，{nearest.far}，{stands}"
            if adviser.lang == "zh"
            else f"; the nearest is {nearest.title}, {nearest.far}: {stands}"
        )
    return told + ("。" if adviser.lang == "zh" else ".")


def _services(lang: Lang, found: Answer) -> str:
    place, _, _ = _names(lang, found)
    local, both = len(found.local), len(found.local) + len(found.general)
    if lang == "zh":
        named = f"其中点名{place}或其所在地区的{local}项" if local else "都是两省市层面的"
        return f"可用的共享服务{both}项，{named}。"
    many = "One shared service" if both == 1 else f"{both} shared services"
    named = f"{local} naming {place} or the area around it" if local else "of both provinces"
    return f"{many} can be used, {named}."


def _way(adviser: Adviser, found: Answer) -> str:
    """How to get across: the line to tell first, and how many more there are."""
    first = rides.best(found.lines, adviser.store.get("corridors", adviser.vintage))
    if first is None:
        return adviser.no_way(found)
    told, more = adviser.line(first).lines[0].rstrip("。."), len(found.lines) - 1
    if adviser.lang == "zh":
        return told + (f"；{rides.STOP_KM:.0f}公里内另有{more}条线路。" if more else "。")
    return told + (f"; {more} more line{'s' * (more != 1)} within {rides.STOP_KM:.0f} km." if more else ".")


def _gap(adviser: Adviser, found: Answer) -> str:
    lang = adviser.lang
    place, _, _ = _names(lang, found)
    pairs = adviser.store.get("border_pairs", adviser.vintage).set_index("id")
    names = joined([str(pairs.loc[id, f"{citizen.across(found.home)}_{lang}"]) for id in found.gaps], lang)
    domain = adviser.store.catalog.domains[found.need.domain].title.say(lang)
    if lang == "zh":
        return f"缺口：{place}与相邻的{names}之间，在{domain}方面没有查到生效的联系。"
    return f"Gap: between {place} and {names} across the border no tie in force was found in {domain.lower()}."


def measured(found: Answer, lang: Lang) -> str:
    """Return from where distances are taken, and how sure they are."""
    place = found.home.place
    if lang == "zh":
        start = "驻地" if found.home.seat else "境内一点"
        return f"距离为直线，从{place.zh}{start}量起；点位只到乡镇或区县驻地的，距离随之粗略。"
    start = "the seat" if found.home.seat else "a point"
    return f"Straight-line distances from {start} of {place.en}; rough where a point is only a town or county seat."
