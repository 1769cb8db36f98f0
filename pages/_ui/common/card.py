"""The card of what is picked. Text from data is escaped: it is never markup."""

from collections.abc import Callable, Iterable
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geodata.narrative import filters, redrawn
from geodata.narrative.cards import card
from geodata.narrative.cards.card import Card
from geodata.narrative.residents.contact import Contact, of, tel
from geodata.narrative.residents.items import age
from geodata.query import question
from geodata.query.scene import Scene
from geodata.query.selection import ANSWERS, YES
from geodata.store.store import Edition, Store
from geodata.text import Lang, days, marks
from pages._http.base_path import served
from pages._ui.common import card_parts, place_card
from pages._ui.session import state
from pages._ui.words import common


def why_blank(counties: Iterable[str], edition: Edition, lang: Lang) -> None:
    """Say below a table why some of its counties (codes) have no census figures; nothing where none lacks them so."""
    if change := redrawn.without_figures(edition, counties, lang):
        st.html(f'<div class="why">{card_parts.changed(change, lang)}</div>')


def reach(contact: Contact, lang: Lang) -> str:
    """Return how to reach a place as buttons: its phone, its address to copy, the map of the phone; then its hours."""
    call, copied = escape(common.CALL.say(lang)), escape(common.COPIED.say(lang))
    parts = [f'<a class="call" href="{escape(tel(one))}">{call}{escape(one)}</a>' for one in contact.phones]
    told = [contact.address] if contact.address else []
    if contact.address:
        label = escape(common.COPY_ADDRESS.say(lang))
        parts.append(
            f'<button data-copy="{escape(contact.address)}" data-done="{copied}" aria-live="polite">{label}</button>'
        )
    if contact.geo:
        label = escape((common.MAP_PIN if contact.pinned else common.MAP_SEARCH).say(lang))
        parts.append(f'<button class="touch" data-geo="{escape(contact.geo)}">{label}</button>')
    told += [common.OPEN_AT.say(lang) + contact.hours] if contact.hours else []
    lines = "".join(f"<p>{escape(line)}</p>" for line in told)
    return f'{lines}<p class="reach">{"".join(parts)}</p>' if parts else lines


def _sources(found: Card, lang: Lang) -> str:
    items = card_parts.source_items(found.sources, lang)
    if not items:
        return f"<p>{escape(found.dataset.producer.say(lang))} · {escape(found.dataset.as_of)}</p>"
    return f"<ul>{items}</ul><p><small>{escape(age(found.age_years, lang))}</small></p>"


def _card_html(found: Card, lang: Lang, first: str, more: str) -> str:
    kind = (place_card.kind(found.id) if first else found.dataset.title).say(lang)
    parts = [
        f'<p class="kind" style="--domain:{found.dataset.domain.color}">{escape(kind)}</p>'
        f"<h2>{escape(found.title)}</h2><p class='other'>{escape(found.other_title)}</p>"
    ]
    parts.append(first)
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
    return f'<article class="card{" dossier" if first else ""}">{"".join(parts)}</article>'


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
    found = card.make(store.at(scene.vintage), scene.pick, scene.lang, days.today())
    if found is None:
        return
    first = ""
    with st.container(key="card"):
        with card_tools(scene, on_close):
            if found.dataset.kind == "boundary":
                _place_tools(scene, found.id)
                first = place_card.html(scene, store, found.id)
                more += place_card.links(scene, store, found.id)
        row = store.at(scene.vintage).row(scene.pick.dataset, scene.pick.id)
        near = "" if row is None or scene.declared.answers != "needs" else reach(of(row, scene.lang), scene.lang)
        st.html(_card_html(found, scene.lang, first, near + more + light_link(scene)))


def _place_tools(scene: Scene, code: str) -> None:
    """Draw what can be done with a place: list only what concerns it, move the map there."""
    if scene.declared.narrows and scene.place != code:
        st.button(filters.ONLY.say(scene.lang), key="card-only", on_click=state.only, args=(code,))
    if scene.focus != code:
        st.button(common.CARD_FOCUS.say(scene.lang), key="card-focus", on_click=state.focus, args=(code,))
