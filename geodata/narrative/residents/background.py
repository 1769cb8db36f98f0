"""What stands behind the answer to a resident's question: what is not listed, how it was measured and counted."""

from typing import Final

from geodata.domains import official_lists
from geodata.narrative.residents.items import Adviser
from geodata.query.residents.answer import Answer
from geodata.query.residents.sites_around import REPORTED
from geodata.text import Lang, Text, marks

NAMED: Final = 3  # so many counties are named in a sentence
TITLE: Final = Text("这个答案怎么来的", "Where this answer comes from")


def more(adviser: Adviser, found: Answer) -> list[str]:
    """Return, in sentences, all that the two of the headline leave out; the first may change what one does."""
    told = (
        _unlisted(adviser, found),
        _reported(adviser, found),
        _settled(adviser, found),
        _services(adviser, found),
        measured(found, adviser.lang),
        listed(adviser, found),
    )
    return [line for line in told if line]


def measured(found: Answer, lang: Lang) -> str:
    """Return from where distances are taken, and how sure they are."""
    place = found.home.place
    if lang == "zh":
        start = "政府驻地" if found.home.seat else "境内一点"
        to = "到上车站的" if found.need.rides else ""
        return f"{to}距离为直线，从{place.zh}{start}量起。"
    start = "the seat" if found.home.seat else "a point"
    return f"Straight-line distances {'to where one boards ' if found.need.rides else ''}from {start} of {place.en}."


def listed(adviser: Adviser, found: Answer) -> str:
    """Return that not all there are of what is looked for are listed; empty where all are, or no list is known of."""
    table, lang = adviser.store.get("coverage"), adviser.lang
    told = official_lists.note(table, adviser.store.catalog, [found.need.sites], lang)
    return told + marks.STOP.say(lang) if told else ""


def _unlisted(adviser: Adviser, found: Answer) -> str:
    """Which counties across hold none of what is collected, so that one in them may be nearer."""
    if not found.unlisted:
        return ""
    names, thing = adviser.names(found.unlisted, NAMED), found.need.thing
    return adviser.say(
        f"{names}没有收录{thing.zh}，实际可能有更近的。",
        f"No {thing.en} are listed in {names}: there may be nearer ones.",
    )


def _reported(adviser: Adviser, found: Answer) -> str:
    """How many sites are only reported of; nothing where everybody may go."""
    count = 0 if found.need.open else len(found.of(REPORTED))
    if not count:
        return ""
    verb = "is" if count == 1 else "are"
    return adviser.say(
        f"另有{count}{found.need.each}只见于客流报道，没有协议。",
        f"{count} more {verb} only reported, without an agreement.",
    )


def _settled(adviser: Adviser, found: Answer) -> str:
    """What the services that matter first say."""
    rows = [adviser.service(id) for id in found.need.named(found.who) if id in found.services]
    if not rows:
        return ""
    said = [(row.lines or (row.title,))[0].rstrip(marks.STOP.say(adviser.lang)) for row in rows]
    return adviser.say(
        f"医保结算：{'；'.join(said)}。去之前先问清该医院是不是定点。",
        f"Medical insurance: {'. '.join(said)}. Ask first whether the hospital takes part.",
    )


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
    return adviser.say(f"共享服务：{told}。", f"Shared services: {told}.") if parts else ""
