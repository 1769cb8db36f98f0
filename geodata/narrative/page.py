"""How a scene is told in files and slides: what was found, what it means, key figures, sources.

Title and sentence are a finding of the page (``findings``); of what is picked, its card or dossier says the rest.
Where nothing is found to tell, the page's own name and sentence stand.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Final

from geodata.narrative import crossings as account
from geodata.narrative import filters, indicators, provenance, summary
from geodata.narrative.cards import card, dossier, place
from geodata.narrative.findings import key_figures, of_bodies, of_pair, of_records, of_ties, questions
from geodata.narrative.findings.finding import Finding
from geodata.narrative.findings.key_figures import Counted, Figure
from geodata.narrative.indicators import Counts
from geodata.narrative.residents import background, headline
from geodata.narrative.residents.items import Adviser
from geodata.query import crossings, locality, results
from geodata.query.crossings import Crossings
from geodata.query.residents import answer
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.query.scene_fields import CLOSED, FLOWS
from geodata.store.kept import per_store
from geodata.store.store import Store
from geodata.text import Text, marks, plain

LONGEST: Final = 120  # letters of a title
FILTERED: Final = Text("有筛选", "filtered")


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
    questions: tuple[str, ...] = ()  # in place of the figures, where a scene asks instead of telling
    said: tuple[str, str] = ("", "")  # what its page says on the map: what is seen, and what is folded away


# What of the rows shown is found; of the place in focus, of those that concern it.
Find = Callable[[Scene, Store, dict[str, Shown]], Finding | None]


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
    finding: Finding | None = None
    questions: tuple[str, ...] = ()
    said: tuple[str, str] = ("", "")  # the two parts of the sentence, where the page folds one away


def _explore(scene: Scene, store: Store) -> _Seen:
    shown = results.shown(scene, store)
    known = indicators.records(shown) if scene.place else indicators.explore(store.at(scene.vintage), shown)
    here = _here(lambda mine: indicators.records(mine), scene, store, shown)
    told, notes = summary.sentence(scene, store, shown), filters.caveats(scene, store, shown)
    finding = _found(of_records.explore, scene, store, shown, here)
    said = summary.parts(scene, store, shown)
    return _Seen(shown, known, told, notes, here=here, finding=finding, said=said)


def _found(find: Find, scene: Scene, store: Store, shown: dict[str, Shown], here: Counted | None) -> Finding | None:
    """What is found of what is shown; with a place in focus, of what concerns it, which is named first."""
    found = find(scene, store, here[0] if here else shown)
    return _of_place(found, scene, store) if here or scene.place else found


def _of_place(found: Finding | None, scene: Scene, store: Store) -> Finding:
    """A finding with the place it is of; that there is none, where there is none."""
    found = found or Finding(filters.NOTHING_HERE.say(scene.lang), "")
    return found._replace(title=f"{locality.name(scene, store)}{marks.COLON.say(scene.lang)}{found.title}")


def _here(
    count: Callable[[dict[str, Shown]], Counts], scene: Scene, store: Store, shown: dict[str, Shown]
) -> Counted | None:
    """What concerns the place in focus, and its counts; None without one, or where nothing else is shown."""
    mine = locality.here(scene, store, shown) if scene.focus and not scene.place else None
    return None if mine is None else (mine, count(mine))


def _crossings(scene: Scene, store: Store) -> _Seen:
    found = crossings.crossings(scene, store)
    told, against, contrast = account.sentence(scene, store, found), crossings.compared(scene, store), ""
    if against:  # what is drawn is the scene's own map: the other one is told
        brief, dated = account.brief(*against, closed=scene.compare == CLOSED), account.undated(*against)
        if dated:
            brief += Text(f"（{dated}）", f" ({dated[0].lower()}{dated[1:]})").say(scene.lang)
        contrast = Text(f"对照——{brief}。", f" For comparison – {brief}.").say(scene.lang)
    mine = locality.crossings(scene, store, found) if scene.focus and not scene.place else None
    here = (mine.tables, indicators.crossings(mine)) if mine else None
    about, asks = mine or found, scene.view == questions.VIEW
    finding = questions.finding(scene, about) if asks else of_ties.of(scene, store, about)
    if finding:
        finding = finding._replace(sentence=finding.sentence + contrast)
    return _Seen(
        found.tables,
        indicators.crossings(found),
        told + contrast,
        account.notes(scene, store, found),
        found,
        here=here,
        finding=_of_place(finding, scene, store) if mine or scene.place else finding,
        questions=questions.of(scene, store, about) if asks else (),
        said=account.parts(scene, store, found),
    )


def _domain(
    count: Callable[[dict[str, Shown]], Counts], lead: Callable[[Scene, dict[str, Shown]], str], find: Find
) -> Callable[[Scene, Store], _Seen]:
    def see(scene: Scene, store: Store) -> _Seen:
        shown = results.shown(scene, store)
        told = summary.lead(lead, scene, store, shown)
        here = _here(count, scene, store, shown)
        finding = _found(find, scene, store, shown, here)
        return _Seen(shown, count(shown), told, filters.caveats(scene, store, shown), here=here, finding=finding)

    return see


def _citizen(scene: Scene, store: Store) -> _Seen:
    adviser = Adviser(store.at(scene.vintage), scene.lang, date.min)
    asked = answer.asked(adviser.edition, scene)
    if asked is None:
        return _Seen({}, {}, headline.NO_PLACE.say(scene.lang), [])
    said = headline.headline(adviser, asked)
    told = marks.SPACE.say(scene.lang).join(said)
    shown, services = results.shown(scene, store), store.get("shared_services", scene.vintage)
    listed = Shown(store.catalog.datasets["shared_services"], services, services["id"].isin(asked.services))
    notes = (headline.numbered(adviser, asked), *background.more(adviser, asked))
    caveats = [note.rstrip("。.") for note in notes if note]
    first = said[0].rstrip("。.") if said else ""
    rest = marks.SPACE.say(scene.lang).join(said[1:])
    finding = Finding(first, rest) if 0 < len(first) <= LONGEST else None  # else it is no title
    return _Seen(
        {**shown, listed.dataset.id: listed},
        indicators.citizen(asked),
        told,
        caveats,
        about=asked.need.title,
        finding=finding,
        said=(told, ""),
    )


# How the scenes of a page are seen; a page that is not among them is told by its tables.
_PAGES: Final[dict[str, Callable[[Scene, Store], _Seen]]] = {
    "explore": _explore,
    "crossings": _crossings,
    "transport": _domain(indicators.transport, summary.transport, of_records.transport),
    "eldercare": _domain(indicators.eldercare, summary.eldercare, of_records.eldercare),
    "tourism": _domain(indicators.tourism, summary.tourism, of_records.tourism),
    "alliances": _domain(indicators.alliances, summary.alliances, of_bodies.alliances),
    "services": _domain(indicators.services, summary.services, of_bodies.services),
    "citizen": _citizen,
}


def told(scene: Scene, store: Store) -> Told:
    """Return what is told of a scene; remembered: page, slides and files ask for the same.

    Raises:
        KeyError: there is no such page.
    """
    view = scene.view if scene.view in (questions.VIEW, FLOWS) else ""  # other tables below the map change nothing
    return _told(replace(scene, view=view, notes=""), store)


@per_store(lru_cache(maxsize=128))
def _told(scene: Scene, store: Store) -> Told:
    lang = scene.lang
    seen = _PAGES.get(scene.page, _explore)(scene, store)
    forms = key_figures.FORMS.get(scene.page, key_figures.PLAIN)
    figures = key_figures.of(forms, (seen.shown, seen.counts), seen.here, lang)
    between = marks.SEMICOLON.say(lang)
    asked = between.join(filters.question(scene, store, lang))
    finding, thing = seen.finding, seen.about.say(lang) if seen.about else ""
    sentence = (finding and finding.sentence) or seen.sentence
    pair = seen.found and scene.pick.dataset == "border_pairs" and not seen.questions
    if seen.found and pair and (about := dossier.make(seen.found, store.at(scene.vintage), scene.pick.id, lang, asked)):
        finding = of_pair.of(about, seen.found, store, lang)
        sentence, figures = finding.sentence, key_figures.pair(about, lang)
    elif scene.pick and (card_of := card.make(store.at(scene.vintage), scene.pick, lang, date.min)):
        finding, thing, sentence = None, card_of.title, card.sentence(card_of, lang)  # its age is not told
        if card_of.dataset.kind == "boundary" and (of_unit := place.of_scene(scene, store, scene.pick.id)):
            sentence = of_unit.report
    where = [scene.declared.title.say(lang), locality.name(scene, store), thing]
    name = " · ".join(part for part in where if part)
    return Told(
        title=plain(scene.title) or (_headed(finding, scene, store) if finding else name),
        sentence=sentence,
        figures=figures if not seen.questions else (),
        sources=provenance.of_datasets((part.dataset for part in seen.shown.values()), lang),
        filter=between.join(_unsaid(finding, scene, store)),
        caveat=filters.noted(seen.caveats, lang),
        counts=seen.counts,
        shown=seen.shown,
        questions=seen.questions,
        said=seen.said if any(seen.said) else (seen.sentence, ""),
    )


def _unsaid(finding: Finding | None, scene: Scene, store: Store) -> list[str]:
    """The filters in force that a finding does not name in its own words."""
    rest = {
        id: chosen.without(*(name for name in dict(chosen.wanted) if finding and f"{id}.{name}" in finding.names))
        for id, chosen in scene.selections
    }
    unsaid = replace(scene.with_selections(rest), only=scene.only and not finding)  # a finding begins with its place
    return filters.filters(unsaid, store, scene.lang)


def _headed(finding: Finding, scene: Scene, store: Store) -> str:
    """The title of a finding, with what narrows it: a headline must not say more than its map."""
    narrowed = marks.COMMA.say(scene.lang).join(_unsaid(finding, scene, store))
    for told in (narrowed, FILTERED.say(scene.lang)) if narrowed else ():
        title = finding.title + marks.bracketed(told, scene.lang)
        if len(title) <= LONGEST:
            return title
    return finding.title[:LONGEST]
