"""Markup that cards, dossiers and lists share: sources, links to what has a place on the map, facts behind ties."""

from collections.abc import Iterable
from dataclasses import replace
from html import escape

from geodata.catalog.pick import Pick
from geodata.narrative.cards.subjects import Subject
from geodata.narrative.provenance import Source
from geodata.narrative.redrawn import Change
from geodata.query import scene as scenes
from geodata.query import scene_fields, url
from geodata.query.scene import Scene
from geodata.store.store import Store
from geodata.text import Lang, Text, days, marks
from pages._http.base_path import served
from pages._ui.words import common, crossings


def source(one: Source, lang: Lang) -> str:
    """Return a source as markup: title, linked where there is an address, kind, date, and whether no link is kept."""
    title = escape(one.title)
    if one.url:
        title = f'<a href="{escape(one.url)}" target="_blank" rel="noopener noreferrer">{title}</a>'
    return f"{title}<small>{escape(one.small(lang))}</small>"


def source_items(sources: tuple[Source, ...], lang: Lang) -> str:
    """Return sources as list items."""
    return "".join(f"<li>{source(one, lang)}</li>" for one in sources)


def changed(change: Change, lang: Lang) -> str:
    """Return why a county is not what it was, with the decision's sources, as markup."""
    return f"<p>{escape(change.told)}</p><ul>{source_items(change.sources, lang)}</ul>"


def source_fold(named: Iterable[tuple[str, tuple[Source, ...]]], lang: Lang) -> str:
    """Return the sources of several things as markup to unfold, each list under the name of its thing."""
    parts = "".join(
        f"<dt>{escape(name)}</dt><dd><ul>{source_items(sources, lang)}</ul></dd>" for name, sources in named if sources
    )
    head = escape(common.SOURCES_FOLD.say(lang))
    return f'<details class="source-fold"><summary>{head}</summary><dl>{parts}</dl></details>' if parts else ""


def _address(scene: Scene, store: Store, pick: Pick) -> str:
    """The address that shows one thing: on this page if it is drawn here, else on the first that draws it."""
    dataset = pick.dataset
    if dataset in scene_fields.layers_of(store, scene.page):
        return url.local(replace(scene, pick=pick), store)
    base = scenes.default(store, store.catalog.datasets[dataset].pages[0])
    layers = tuple(id for id in scene_fields.layers_of(store, base.page) if id in base.layers or id == dataset)
    there = replace(base, layers=layers, lang=scene.lang, vintage=scene.vintage, engine=scene.engine, pick=pick)
    return url.local(there, store)


def link(scene: Scene, store: Store, name: str, pick: Pick) -> str:
    """Return a link to one thing, as markup; its name is escaped."""
    return f'<a href="{escape(served(_address(scene, store, pick)))}" target="_self">{escape(name)}</a>'


def links(scene: Scene, store: Store, things: Iterable[tuple[str, Pick]]) -> str:
    """Return links to things by name, one a line, as markup."""
    return "<br>".join(link(scene, store, name, pick) for name, pick in things)


def _subject(scene: Scene, store: Store, subject: Subject, pair: str, since: Text) -> str:
    lang, picks = scene.lang, list(subject.picks)
    own = next((pick for name, pick in picks if name == subject.title), None)
    title = link(scene, store, subject.title, own) if own else escape(subject.title)
    began = since.say(lang).format(since=days.written(subject.since, lang)) if subject.since else ""
    facts = " · ".join((began or crossings.DOSSIER_NO_SINCE.say(lang), subject.strength))
    ends = marks.SEMICOLON.say(lang).join(end for end in subject.ends if end != pair)
    others = " · ".join(link(scene, store, name, pick) for name, pick in picks if pick != own)
    lines = [escape(facts), escape(ends), escape(subject.basis), others]
    told = "".join(f"<small>{line}</small>" for line in lines if line)
    return f'<li>{title}{told}<ul class="of">{source_items(subject.sources, lang)}</ul></li>'


def listed(
    scene: Scene,
    store: Store,
    title: str,
    subjects: tuple[Subject, ...],
    *,
    pair: str = "",
    since: Text = crossings.DOSSIER_SINCE,
    also: str = "",
    unfolded: bool = True,
) -> str:
    """Return facts behind ties as a list to fold, as markup; nothing where there is none.

    Args:
        scene, store: what is on screen.
        title: of the list.
        subjects: the facts.
        pair: the ends that need not be told, since the card is of that pair.
        since: how the day is told on which they began.
        also: what stands beside the title in small print.
        unfolded: whether the list is open at first.
    """
    items = "".join(_subject(scene, store, subject, pair, since) for subject in subjects)
    count = sum(subject.ties for subject in subjects)
    opened = " open" if unfolded else ""
    small = f"<small>{escape(also)}</small>" if also else ""
    head = f"<summary>{escape(title)} <b>{count}</b>{small}</summary>"
    return f"<details{opened}>{head}<ul>{items}</ul></details>" if items else ""
