"""How a scene is told beside its map: title, sentence, key figures, sources. Every file and slide says the same words.

The sentence is the page's own; of what is picked, its card or dossier.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Final

from geodata.narrative import crossings as account
from geodata.narrative import filters, indicators, key_figures, provenance, summary
from geodata.narrative.cards import card, dossier
from geodata.narrative.indicators import Counts
from geodata.narrative.key_figures import EACH, Counted, Figure, Forms
from geodata.narrative.residents import background, headline
from geodata.narrative.residents.items import Adviser
from geodata.query import crossings, locality, results
from geodata.query.crossings import Crossings
from geodata.query.residents import answer
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.query.scene_fields import CLOSED
from geodata.store.store import Store
from geodata.text import Text, marks, plain


@dataclass(frozen=True)
class Told:
    """What is told of a scene, each ready to be read; ``shown`` are its tables by dataset id, drawn or not."""

    title: str
    sentence: str
    figures: tuple[Figure, ...]
    sources: str
    filter: str
    caveat: str  # what must be known about rows without a date or place, or how ties are counted
    counts: Counts = field(compare=False)
    shown: dict[str, Shown] = field(compare=False)


@dataclass(frozen=True)
class _Seen:
    """What a page knows of a scene."""

    shown: dict[str, Shown]
    counts: Counts
    sentence: str
    caveats: list[str]
    found: Crossings | None = None
    about: Text | None = None  # what it is of, beside the page and the place
    here: Counted | None = None  # of it, what concerns the place in focus


@dataclass(frozen=True)
class _Telling:
    """How the scenes of a page are told; a figure is a form for the page's counts, and left out where they lack.

    Its English label may be two, "one|many", of which the number takes its own.
    """

    see: Callable[[Scene, Store], _Seen]
    figures: Forms


def _explore(scene: Scene, store: Store) -> _Seen:
    shown = results.shown(scene, store)
    known = indicators.records(shown) if scene.place else indicators.explore(store.at(scene.vintage), shown)
    here = _here(lambda mine: indicators.records(mine), scene, store, shown)
    return _Seen(shown, known, summary.sentence(scene, store, shown), filters.caveats(scene, store, shown), here=here)


def _here(
    count: Callable[[dict[str, Shown]], Counts], scene: Scene, store: Store, shown: dict[str, Shown]
) -> Counted | None:
    """What concerns the place in focus, and its counts; None without one, or where nothing else is shown."""
    mine = locality.here(scene, store, shown) if scene.focus and not scene.place else None
    return None if mine is None else (mine, count(mine))


def _crossings(scene: Scene, store: Store) -> _Seen:
    found = crossings.crossings(scene, store)
    told, against = account.sentence(scene, store, found), crossings.compared(scene, store)
    if against:  # what is drawn is the scene's own map: the other one is told
        brief, dated = account.brief(*against, closed=scene.compare == CLOSED), account.undated(*against)
        if dated:
            brief += Text(f"（{dated}）", f" ({dated[0].lower()}{dated[1:]})").say(scene.lang)
        told += Text(f"对照——{brief}。", f" For comparison – {brief}.").say(scene.lang)
    mine = locality.crossings(scene, store, found) if scene.focus and not scene.place else None
    here = (mine.tables, indicators.crossings(mine)) if mine else None
    return _Seen(found.tables, indicators.crossings(found), told, account.notes(scene, found), found, here=here)


def _domain(
    count: Callable[[dict[str, Shown]], Counts], lead: Callable[[Scene, dict[str, Shown]], str]
) -> Callable[[Scene, Store], _Seen]:
    def see(scene: Scene, store: Store) -> _Seen:
        shown = results.shown(scene, store)
        told = summary.lead(lead, scene, store, shown)
        here = _here(count, scene, store, shown)
        return _Seen(shown, count(shown), told, filters.caveats(scene, store, shown), here=here)

    return see


def _citizen(scene: Scene, store: Store) -> _Seen:
    adviser = Adviser(store.at(scene.vintage), scene.lang, date.min)
    asked = answer.asked(adviser.edition, scene)
    if asked is None:
        return _Seen({}, {}, headline.NO_PLACE.say(scene.lang), [])
    told = marks.SPACE.say(scene.lang).join(headline.headline(adviser, asked))
    shown, services = results.shown(scene, store), store.get("shared_services", scene.vintage)
    listed = Shown(store.catalog.datasets["shared_services"], services, services["id"].isin(asked.services))
    notes = (headline.numbered(adviser, asked), *background.more(adviser, asked))
    caveats = [note.rstrip("。.") for note in notes if note]
    return _Seen({**shown, listed.dataset.id: listed}, indicators.citizen(asked), told, caveats, about=asked.need.title)


_CROSSING: Final = ("{crossing:,}", Text("跨界记录（条）", "record that crosses|records that cross"))
_TELLINGS: Final[dict[str, _Telling]] = {
    "explore": _Telling(
        _explore,
        (
            _CROSSING,
            EACH,
            ("{circle}", Text("规划范围区县（个）", "counties in the circle")),
            ("{circle_km2:,}", Text("规划面积（平方公里）", "km² by the plan")),
        ),
    ),
    "crossings": _Telling(
        _crossings,
        (
            ("{tied}/{pairs}", Text("有联系的毗邻县对", "border pairs tied")),
            ("{cut}", Text("未见联系的县对", "pair without a tie on record|pairs without a tie on record")),
            ("{ties:,}", Text("生效联系（条）", "tie in force|ties in force")),
            ("{points}", Text("过界点（处）", "crossing point|crossing points")),
        ),
    ),
    "transport": _Telling(
        _domain(indicators.transport, summary.transport),
        (
            ("{crossing}/{corridors}", Text("跨界走廊（条）", "corridors cross")),
            ("{points}", Text("过界点（处）", "crossing point|crossing points")),
            ("{used}", Text("已通过界点（处）", "crossing point in use|crossing points in use")),
            ("{pairs}", Text("有过界点的县对（个）", "border pair with a crossing|border pairs with a crossing")),
        ),
    ),
    "eldercare": _Telling(
        _domain(indicators.eldercare, summary.eldercare),
        (
            ("{linked}/{sites}", Text("有跨界记录（处）", "places with a cross-border link")),
            ("{named}", Text("来源写明（处）", "named by its source|named by their sources")),
            ("{area}", Text("所在地区有协议（处）", "under an area agreement")),
            ("{visited}", Text("只说有客流或辐射（处）", "with visitors or reach only")),
        ),
    ),
    "tourism": _Telling(
        _domain(indicators.tourism, summary.tourism),
        (
            ("{crossing}/{routes}", Text("跨越川渝的线路（条）", "routes on both sides")),
            ("{linked}/{sights}", Text("有跨界记录的景区（处）", "sights with a cross-border link")),
            (
                "{several}",
                Text(
                    "列入多条所示线路的景区（处）", "sight on several of these routes|sights on several of these routes"
                ),
            ),
        ),
    ),
    "alliances": _Telling(
        _domain(indicators.alliances, summary.alliances),
        (
            ("{members}", Text("收录成员（家）", "member listed|members listed")),
            ("{sichuan}", Text("四川成员（家）", "in Sichuan")),
            ("{chongqing}", Text("重庆成员（家）", "in Chongqing")),
            ("{across}/{alliances}", Text("两侧都有成员的联盟（个）", "alliances with both sides")),
        ),
    ),
    "services": _Telling(
        _domain(indicators.services, summary.services),
        (
            ("{services}", Text("共享服务（项）", "shared service|shared services")),
            ("{whole}", Text("两省市全域（项）", "in all of both provinces")),
            ("{several}", Text("多地（项）", "in many places")),
            ("{local}", Text("限所列地方（项）", "in named places only")),
            ("{standing}", Text("长期机制（项）", "standing mechanism|standing mechanisms")),
            ("{held}", Text("会议与活动（次）", "meeting or event|meetings and events")),
        ),
    ),
    "citizen": _Telling(
        _citizen,
        (
            ("{written}", Text("来源写明本地（家）", "named with this place")),
            ("{agreed}", Text("协议覆盖本地（家）", "under an agreement")),
            ("{reported}", Text("只见于客流报道（家）", "only reported")),
            ("{open}", Text("对方省市收录（处）", "listed across the border")),
            ("{lines}", Text("附近的跨省线路（条）", "line across nearby|lines across nearby")),
            ("{local}", Text("地方性服务（项）", "service for this place|services for this place")),
            ("{cities}", Text("只写到城市的服务（项）", "service of a city as named|services of a city as named")),
            ("{general}", Text("两省市通用的服务（项）", "service of both provinces|services of both provinces")),
            ("{several}", Text("部分地区可用的服务（项）", "service of many places|services of many places")),
        ),
    ),
}


# A page that is not among them is told by its tables.
_PLAIN: Final = _Telling(
    _explore, (("{crossing:,}", Text("跨界记录（条）", "record that crosses|records that cross")), EACH)
)


def told(scene: Scene, store: Store) -> Told:
    """Return what is told of a scene; remembered: page, slides and files ask for the same.

    Raises:
        KeyError: there is no such page.
    """
    return _told(replace(scene, view="", notes=""), store)  # what is read below the map, or said to it, changes nothing


@lru_cache(maxsize=128)
def _told(scene: Scene, store: Store) -> Told:
    page, lang = _TELLINGS.get(scene.page, _PLAIN), scene.lang
    seen = page.see(scene, store)
    sentence, figures, thing = (
        seen.sentence,
        key_figures.of(page.figures, (seen.shown, seen.counts), seen.here, lang),
        seen.about.say(lang) if seen.about else "",
    )
    between = marks.SEMICOLON.say(lang)
    asked = between.join(filters.question(scene, store, lang))
    applied = between.join(filters.filters(scene, store, lang))
    if seen.found and scene.pick.dataset == "border_pairs":
        pair = dossier.make(seen.found, store.at(scene.vintage), scene.pick.id, lang, asked)
        if pair:
            thing, sentence, figures = pair.title, pair.report, key_figures.pair(pair, lang)
    elif scene.pick:
        found = card.make(store.at(scene.vintage), scene.pick, lang, date.min)  # its age is not told
        if found:
            thing, sentence = found.title, card.sentence(found, lang)
    where = [scene.declared.title.say(lang), locality.name(scene, store), thing]
    return Told(
        title=plain(scene.title) or " · ".join(part for part in where if part),
        sentence=sentence,
        figures=figures,
        sources=provenance.of_datasets((part.dataset for part in seen.shown.values()), lang),
        filter=applied,
        caveat=filters.noted(seen.caveats, lang),
        counts=seen.counts,
        shown=seen.shown,
    )
