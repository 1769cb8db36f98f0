"""The card of what is picked. Text from data is escaped: it is never markup."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geodata.catalog.pick import Pick
from geodata.narrative import card, redrawn
from geodata.narrative.card import Card
from geodata.narrative.provenance import Source
from geodata.narrative.redrawn import Change
from geodata.narrative.residents.items import age
from geodata.query import question, scene_fields, url
from geodata.query import scene as scenes
from geodata.query.scene import Scene
from geodata.query.selection import ANSWERS, YES
from geodata.store.store import Edition, Store
from geodata.text import Lang, marks
from pages._http.base_path import served
from pages._ui.session import state
from pages._ui.words import common


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


def why_blank(counties: Iterable[str], edition: Edition, lang: Lang) -> None:
    """Say below a table why some of its counties (codes) have no census figures; nothing where none lacks them so."""
    if change := redrawn.without_figures(edition, counties, lang):
        st.html(f'<div class="why">{changed(change, lang)}</div>')


def source_fold(named: Iterable[tuple[str, tuple[Source, ...]]], lang: Lang) -> str:
    """Return the sources of several things as markup to unfold, each list under the name of its thing."""
    parts = "".join(
        f"<dt>{escape(name)}</dt><dd><ul>{source_items(sources, lang)}</ul></dd>" for name, sources in named if sources
    )
    head = escape(common.SOURCES_FOLD.say(lang))
    return f'<details class="source-fold"><summary>{head}</summary><dl>{parts}</dl></details>' if parts else ""


def _address(scene: Scene, store: Store, pick: Pick) -> str:
    """The address that shows one thing: on this page if it is drawn here, else on Explore with its layer on."""
    dataset = pick.dataset
    if dataset in scene_fields.layers_of(store, scene.page):
        return url.local(replace(scene, pick=pick), store)
    base = scenes.default(store)
    layers = tuple(id for id in scene_fields.layers_of(store, base.page) if id in base.layers or id == dataset)
    there = replace(base, layers=layers, lang=scene.lang, vintage=scene.vintage, engine=scene.engine, pick=pick)
    return url.local(there, store)


def link(scene: Scene, store: Store, name: str, pick: Pick) -> str:
    """Return a name as markup that leads to the card of what it names."""
    return f'<a href="{escape(served(_address(scene, store, pick)))}" target="_self">{escape(name)}</a>'


def _sources(found: Card, lang: Lang) -> str:
    items = source_items(found.sources, lang)
    if not items:
        return f"<p>{escape(found.dataset.producer.say(lang))} · {escape(found.dataset.as_of)}</p>"
    return f"<ul>{items}</ul><p><small>{escape(age(found.age_years, lang))}</small></p>"


def _card_html(found: Card, lang: Lang, more: str) -> str:
    parts = [
        f'<p class="kind" style="--domain:{found.dataset.domain.color}">{escape(found.dataset.title.say(lang))}</p>'
        f"<h2>{escape(found.title)}</h2><p class='other'>{escape(found.other_title)}</p>"
    ]
    if found.note:
        parts.append(f"<p>{escape(found.note)}</p>")
    if found.crosses is not None:
        told = found.statement if found.crosses and found.statement else ""
        told = told or (ANSWERS[YES].say(lang) if found.crosses else common.CARD_NO_LINK.say(lang))
        basis = f"<small>{escape(found.basis)}</small>" if found.basis else ""
        kind = "crosses" if found.crosses else "cut"
        parts.append(
            f'<div class="{kind}"><b>{escape(common.CARD_CROSSES.say(lang))}</b><p>{escape(told)}</p>{basis}</div>'
        )
    facts = list(found.facts)
    if found.where:
        facts.insert(0, (card.WHERE.say(lang), found.where))
    if found.precision:
        shared = marks.SEMICOLON.say(lang) + common.CARD_SHARED.say(lang).format(n=found.sharing)
        facts.append((card.PRECISION.say(lang), found.precision + (shared if found.sharing else "")))
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in facts)
    parts.append(f"<dl>{rows}</dl>{more}<b>{escape(common.CARD_SOURCE.say(lang))}</b>{_sources(found, lang)}")
    return f'<article class="card">{"".join(parts)}</article>'


def light_link(scene: Scene) -> str:
    """Return a link to the light page of what is picked, to print or to share; empty where it has none."""
    asked = question.of_scene(scene)
    label, address = escape(common.LIGHT_PAGE.say(scene.lang)), escape(served(question.light(asked)))
    return f'<p><a href="{address}" target="_blank" rel="noopener">{label}</a></p>' if asked.kind else ""


def card_tools(scene: Scene, on_close: Callable[[], None] = state.unpick) -> DeltaGenerator:
    """Draw the row over a card, with the way to close it; return it, for what else it may hold."""
    row = st.container(key="card-tools", horizontal=True, gap="small")
    row.button(
        "",
        key="card-close",
        icon=":material/close:",
        help=common.CARD_CLOSE.say(scene.lang),
        on_click=on_close,
    )
    return row


def show_card(scene: Scene, store: Store, more: str = "", on_close: Callable[[], None] = state.unpick) -> None:
    """Show the card of what is picked, with a way to close it; ``more`` is our own markup after the facts."""
    found = card.make(store.at(scene.vintage), scene.pick, scene.lang, date.today())
    if found is None:
        return
    with st.container(key="card"):
        with card_tools(scene, on_close):
            if found.dataset.kind == "boundary":
                st.button(common.CARD_FOCUS.say(scene.lang), key="card-focus", on_click=state.focus, args=(found.id,))
        st.html(_card_html(found, scene.lang, more + light_link(scene)))
