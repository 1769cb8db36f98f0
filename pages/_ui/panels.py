"""What lies on the map: the sentence, the legend and the card. Text from data is escaped: it is never markup."""

from collections.abc import Callable
from datetime import date
from html import escape
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geodata import advice, card, describe, question
from geodata.answer import Shown
from geodata.card import Card, Source
from geodata.scene import Scene
from geodata.store import Store
from geodata.text import Lang, joined, plural
from layers import icons
from layers import legend as legends
from layers.draw import Drawing, symbols
from layers.spec import LegendEntry, css
from pages._ui import state, text

lead: Final = describe.lead  # the sentence of a domain's page, as exports say it too


def sentence(scene: Scene, store: Store, shown: dict[str, Shown]) -> None:
    """Say what is seen, what a reader must know about it, and what to loosen where nothing is left."""
    words(describe.sentence(scene, store, shown), loosen(scene, shown), describe.caveats(scene, shown), scene)


def told(sentence: str, scene: Scene, shown: dict[str, Shown]) -> None:
    """Show a page's sentence, with what must be known about it and what to loosen where nothing is left."""
    words(sentence, loosen(scene, shown), describe.caveats(scene, shown), scene)


def loosen(scene: Scene, shown: dict[str, Shown]) -> list[str]:
    """Return what to change to see datasets of which nothing is left: one line for all that the same brings back."""
    lang = scene.lang
    hints: dict[str, list[str]] = {}
    for found in shown.values():
        if not found.count and (hint := describe.how_to_loosen(scene, found)):
            title = found.dataset.title.zh if lang == "zh" else plural(found.dataset.counter.en)
            hints.setdefault(hint, []).append(title)
    form = text.LOOSEN.say(lang)
    return [form.format(what=joined(titles, lang), how=hint) for hint, titles in hints.items()]


def empty(scene: Scene, found: Shown, why: str = "") -> bool:
    """Return whether nothing of a dataset is left; if so, say what it means where its list would stand.

    Args:
        scene, found: what is on screen.
        why: what it means; empty where the words on the map have said it.
    """
    if not found.count:
        st.caption(why or text.EMPTY_ABOVE.say(scene.lang))
    return not found.count


def words(told: str, hints: list[str], notes: list[str], scene: Scene) -> None:
    """Show the sentence on the map, what to change where something is empty, and notes in small print."""
    html = f'<p class="said" role="status">{escape(told)}</p>'
    html += "".join(f'<p class="said-empty">{escape(line)}</p>' for line in hints)
    if notes:
        html += f'<p class="said-note">{escape(describe.noted(notes, scene.lang))}</p>'
    st.html(html)


def caption(told: str, note: str = "") -> None:
    """Show one line over a map, and what must be known about it in small print."""
    small = f'<p class="note">{escape(note)}</p>' if note else ""
    st.html(f'<p class="caption">{escape(told)}</p>{small}')


def _mark(entry: LegendEntry, shapes: dict[str, str]) -> str:
    if entry.mark == "title":
        return ""
    color = css(entry.color)
    if entry.mark == "icon":
        domain, _, kind = entry.icon.rpartition("-")
        return f'<img alt="" src="{icons.data_url(shapes[domain], entry.color, kind == "solid", 15)}">'
    if entry.mark == "fill":
        return f'<i class="fill" style="background:{color}"></i>'
    dash = "dashed" if entry.mark == "dash" else "solid"
    return f'<i class="line" style="border-top:{max(entry.width, 1.5):g}px {dash} {color}"></i>'


def legend_rows(drawing: Drawing, store: Store, lang: Lang) -> str:
    """Return what each colour, line and symbol on a map means, as list items."""
    shapes = {domain: shape for domain, shape, _ in symbols(store)}
    return "".join(
        f'<li class="{entry.mark}">{_mark(entry, shapes)}<span>{escape(entry.label.say(lang))}</span></li>'
        for entry in legends.entries(drawing)
    )


def legend(drawing: Drawing, scene: Scene, store: Store, unfolded: bool) -> None:
    """Show what each colour, line and symbol on the map means; ``unfolded`` where there is room."""
    rows = legend_rows(drawing, store, scene.lang)
    head = f"<summary>{escape(text.LEGEND.say(scene.lang))}</summary>"
    st.html(f'<details class="legend"{" open" if unfolded else ""}>{head}<ul>{rows}</ul></details>')


def source_items(sources: tuple[Source, ...]) -> str:
    """Return sources as list items: title, linked where there is an address, kind and date."""
    items = []
    for source in sources:
        title = escape(source.title)
        if source.url:
            title = f'<a href="{escape(source.url)}" target="_blank" rel="noopener noreferrer">{title}</a>'
        items.append(f"<li>{title}<small>{escape(' · '.join(filter(None, (source.kind, source.date))))}</small></li>")
    return "".join(items)


def _sources(found: Card, lang: Lang) -> str:
    items = source_items(found.sources)
    if not items:
        return f"<p>{escape(found.dataset.producer.say(lang))} · {escape(found.dataset.as_of)}</p>"
    return f"<ul>{items}</ul><p><small>{escape(advice.age(found.age_years, lang))}</small></p>"


def _card_html(found: Card, lang: Lang, more: str) -> str:
    parts = [
        f'<p class="kind" style="--domain:{found.dataset.domain.color}">{escape(found.dataset.title.say(lang))}</p>'
        f"<h2>{escape(found.title)}</h2><p class='other'>{escape(found.other_title)}</p>"
    ]
    if found.note:
        parts.append(f"<p>{escape(found.note)}</p>")
    if found.crosses is not None:
        told = found.statement if found.crosses and found.statement else ""
        told = told or (("是" if lang == "zh" else "Yes") if found.crosses else text.CARD_NO_LINK.say(lang))
        basis = f"<small>{escape(found.basis)}</small>" if found.basis else ""
        kind = "crosses" if found.crosses else "cut"
        parts.append(
            f'<div class="{kind}"><b>{escape(text.CARD_CROSSES.say(lang))}</b><p>{escape(told)}</p>{basis}</div>'
        )
    facts = list(found.facts)
    if found.where:
        facts.insert(0, (text.CARD_WHERE.say(lang), found.where))
    if found.precision:
        shared = f"；{text.CARD_SHARED.zh}" if lang == "zh" else f"; {text.CARD_SHARED.en}"
        facts.append(
            (text.CARD_PRECISION.say(lang), found.precision + (shared.format(n=found.sharing) if found.sharing else ""))
        )
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in facts)
    parts.append(f"<dl>{rows}</dl>{more}<b>{escape(text.CARD_SOURCE.say(lang))}</b>{_sources(found, lang)}")
    return f'<article class="card">{"".join(parts)}</article>'


def light_link(scene: Scene) -> str:
    """Return a link to the light page of what is picked, to print or to share; empty where it has none."""
    asked = question.of_scene(scene)
    label, address = escape(text.LIGHT_PAGE.say(scene.lang)), escape(question.light(asked))
    return f'<p><a href="{address}" target="_blank" rel="noopener">{label}</a></p>' if asked.kind else ""


def card_tools(scene: Scene, on_close: Callable[[str], None] = state.pick) -> DeltaGenerator:
    """Draw the row over a card, with the way to close it; return it, for what else it may hold."""
    row = st.container(key="card-tools", horizontal=True, gap="small")
    row.button(
        "",
        key="card-close",
        icon=":material/close:",
        help=text.CARD_CLOSE.say(scene.lang),
        on_click=on_close,
        args=("",),
    )
    return row


def show_card(scene: Scene, store: Store, more: str = "", on_close: Callable[[str], None] = state.pick) -> None:
    """Show the card of what is picked, with a way to close it; ``more`` is our own markup after the facts."""
    found = card.make(store, scene.pick, scene.vintage, scene.lang, date.today())
    if found is None:
        return
    with st.container(key="card"):
        with card_tools(scene, on_close):
            if found.dataset.kind == "boundary":
                st.button(text.CARD_FOCUS.say(scene.lang), key="card-focus", on_click=state.focus, args=(found.id,))
        st.html(_card_html(found, scene.lang, more + light_link(scene)))


def compliance(scene: Scene, store: Store) -> None:
    """Show the map-compliance block, which stays on every screen."""
    st.html(f'<p class="compliance">{escape(store.catalog.compliance.say(scene.lang, scene.vintage))}</p>')
