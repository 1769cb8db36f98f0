"""The answer up front on a domain's page: what of it crosses the border, from the rows shown."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from geodata.boundaries.vintage import Vintage
from geodata.narrative import filters, indicators
from geodata.narrative.filters import NO_LAYER, behind, both, each, seen, total, with_filters
from geodata.narrative.labels import value
from geodata.query import locality
from geodata.query.residents.needs import NEEDS
from geodata.query.results import Shown, chosen
from geodata.query.scene import Scene
from geodata.store.store import Store
from geodata.text import Count, Lang, Text, counted, joined, marks

# What stands behind the link of an eldercare site, strongest first.
EVIDENCE: Final = {
    "named": Text("来源写明的{}处", "{:named by its source|named by their sources}"),
    "area": Text("所在地区有协议的{}处", "{} under an area agreement"),
    "visited": Text("只说有客流或辐射的{}处", "{} with visitors or a stated reach only"),
}

REACHES: Final = {  # how far a service holds
    "whole": Text("两省市全域{}项", "{} in all of both provinces"),
    "several": Text("多地（名单见来源）{}项", "{} in many places (list in the source)"),
    "local": Text("限所列地方{}项", "{} in named places only"),
    "cities": Text("只写到城市{}项", "{} named only by city"),
}


def transport(scene: Scene, shown: dict[str, Shown]) -> str:
    """Return how many corridors cross, where, and how far they are."""
    n = indicators.transport(shown)
    if not n.get("corridors"):
        return ""
    told = [
        Text(
            f"{n['corridors']}条走廊中{n['crossing']}条跨界",
            f"{_some(n['crossing'], n['corridors'], 'corridor', ('crosses', 'cross'))} the border",
        )
    ]
    if n.get("points"):
        told.append(
            Text(
                f"过界{n['points']}处（已通{n['used']}处），分布在{n['pairs']}个毗邻县对",
                f"at {counted(n['points'], 'point')} ({n['used']} in use) between {counted(n['pairs'], 'border pair')}",
            )
        )
    return marks.COMMA.say(scene.lang).join(part.say(scene.lang) for part in told)


def alliances(scene: Scene, shown: dict[str, Shown]) -> str:
    """Return how many members there are on each side, in how many alliances, and how many of these cross."""
    n = indicators.alliances(shown)
    if not n.get("members"):
        return ""
    if scene.lang == "zh":
        told = f"四川{n['sichuan']}家、重庆{n['chongqing']}家；其中{n['both']}个在两侧都有成员"
        return f"{n['alliances']}个联盟与合作组织，收录成员{n['members']}家：{told}"
    many = counted(n["alliances"], "alliance", "alliances and partnerships")
    told = f"{counted(n['members'], 'listed member')} of {many}"
    return f"{told}: {n['sichuan']} in Sichuan, {n['chongqing']} in Chongqing; with members on both sides: {n['both']}"


def services(scene: Scene, shown: dict[str, Shown]) -> str:
    """Return how many services there are and how far they reach, and how many mechanisms stand behind them."""
    lang, n, parts = scene.lang, indicators.services(shown), []
    if n.get("services"):
        head = Text(f"{n['services']}项共享服务", counted(n["services"], "shared service"))
        parts.append(_divided(head, [(n[kind], label) for kind, label in REACHES.items()], lang))
    if n.get("mechanisms"):
        head = Text(f"{n['mechanisms']}项合作机制与会议", counted(n["mechanisms"], "mechanism"))
        meetings = Text("单次会议、活动{}次", "{:single meeting or event|single meetings or events}")
        kinds = [(n["standing"], Text("长期机制{}项", "{} standing")), (n["held"], meetings)]
        parts.append(_divided(head, kinds, lang))
    return marks.SEMICOLON.say(lang).join(parts)


def _divided(head: Text, kinds: list[tuple[int, Text]], lang: Lang) -> str:
    """A number and how it divides; a kind of which there is none is not told."""
    told = [label.say(lang).format(Count(number)) for number, label in kinds if number]
    return f"{head.say(lang)}{marks.COLON.say(lang)}{marks.COMMA.say(lang).join(told)}"


def _some(some: int, of: int, thing: str, verbs: tuple[str, str]) -> str:
    """Some of all things and the verb that agrees: 1 of 2 sights has, 0 of 2 sights have."""
    return f"{some} of {counted(of, thing)} {verbs[0] if 1 in (some, of) else verbs[1]}"


def tourism(scene: Scene, shown: dict[str, Shown]) -> str:
    """Return how many sights and routes cross."""
    n, parts = indicators.tourism(shown), []
    if n.get("sights"):
        parts.append(
            Text(
                f"{n['sights']}处景区与场馆中{n['linked']}处有跨界记录",
                f"{_some(n['linked'], n['sights'], 'sight', ('has', 'have'))} a cross-border link",
            )
        )
    if n.get("routes"):
        parts.append(
            Text(
                f"{n['routes']}条旅游线路中{n['crossing']}条跨越川渝",
                f"{_some(n['crossing'], n['routes'], 'route', ('runs', 'run'))} through both sides",
            )
        )
    return marks.SEMICOLON.say(scene.lang).join(part.say(scene.lang) for part in parts)


def eldercare(scene: Scene, shown: dict[str, Shown]) -> str:
    """Return how many sites people of the other side may use, and on what evidence."""
    n = indicators.eldercare(shown)
    if not n.get("sites"):
        return ""
    kinds = [(n.get(kind, 0), label) for kind, label in EVIDENCE.items()]
    sites = _some(n["linked"], n["sites"], "eldercare site", ("has", "have"))
    head = Text(f"{n['sites']}处养老、康养机构中{n['linked']}处有跨界记录", f"{sites} a cross-border link")
    return _divided(head, kinds, scene.lang) if n["linked"] else head.say(scene.lang)


def sentence(scene: Scene, store: Store, shown: dict[str, Shown]) -> str:
    """Return what is seen, of how much, and what is filtered; that which concerns the place in focus first."""
    return marks.SPACE.say(scene.lang).join(filter(None, parts(scene, store, shown)))


def parts(scene: Scene, store: Store, shown: dict[str, Shown]) -> tuple[str, str]:
    """Return the two parts of ``sentence``: what stands first, and the details a page folds away, empty without any."""
    mine = locality.here(scene, store, shown) if scene.focus and not scene.place else {}
    return lead(total, scene, store, shown), behind(scene, store, each(scene, mine), each(scene, shown))


def lead(answer: Callable[[Scene, dict[str, Shown]], str], scene: Scene, store: Store, shown: dict[str, Shown]) -> str:
    """Return the sentence of a page: its answer, then what is filtered; without an answer, what is seen.

    With a place in focus the answer is given of that place and of the whole circle, each named as such; where all that
    is listed concerns the place, of that alone.
    """
    if not shown and "units" not in scene.layers:
        return NO_LAYER.say(scene.lang)
    told = answer(scene, shown) or seen(scene, shown)
    if told and scene.place:
        told = filters.of_place(scene, store, told)
    elif told and scene.focus:
        mine = locality.here(scene, store, shown)
        here, found = replace(scene, layers=tuple(mine)), any(part.count for part in mine.values())
        told = both(scene, store, (answer(here, mine) or seen(here, mine)) if found else "", told)
    return with_filters(told, scene, store, shown)


def in_short(scene: Scene, store: Store, lang: Lang) -> list[str]:
    """Return every filter in force in as few words as tell it from others, for the name of a file: 潼南区, 5A, 2020."""
    told, needs = filters.question(scene, store, lang), scene.declared.answers == "needs"
    if scene.place or needs:  # elsewhere a focus narrows nothing
        told.append(locality.name(scene, store))
    if needs:
        told.append(NEEDS[scene.want].title.say(lang))
    for _, column, wanted in chosen(scene, store):
        values = joined([value(store, column, item, lang) for item in wanted], lang)
        told.append(values if column.type != "bool" else f"{column.label.say(lang)}{marks.COLON.say(lang)}{values}")
    told.append(scene.words)
    if scene.declared.answers != "ties":
        told.append("" if scene.year is None else str(scene.year))
        told.append("" if scene.vintage is Vintage.TODAY else Text("2021年区划", "boundaries of 2021").say(lang))
    return [one for one in told if one]
