"""What lies on the map: the sentence, the legend and the card. Text from data is escaped: it is never markup."""

from html import escape
from typing import Final

import streamlit as st

from geodata.narrative import filters, summary
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.store.store import Store
from geodata.text import Text, joined, plural
from pages._ui.words import common

lead: Final = summary.lead  # the sentence of a domain's page, as exports say it too


def sentence(scene: Scene, store: Store, shown: dict[str, Shown]) -> None:
    """Say what is seen, what a reader must know about it, and what to loosen where nothing is left."""
    words(summary.parts(scene, store, shown), loosen(scene, shown), filters.caveats(scene, store, shown), scene)


def told(sentence: str, scene: Scene, store: Store, shown: dict[str, Shown]) -> None:
    """Show a page's sentence, with what must be known about it and what to loosen where nothing is left."""
    words((sentence, ""), loosen(scene, shown), filters.caveats(scene, store, shown), scene)


def loosen(scene: Scene, shown: dict[str, Shown]) -> list[str]:
    """Return what to change to see datasets of which nothing is left: one line for all that the same brings back."""
    lang = scene.lang
    hints: dict[str, list[str]] = {}
    for found in shown.values():
        if not found.count and (hint := filters.how_to_loosen(scene, found)):
            title = Text(found.dataset.title.zh, plural(found.dataset.counter.en)).say(lang)
            hints.setdefault(hint, []).append(title)
    form = common.LOOSEN.say(lang)
    return [form.format(what=joined(titles, lang), how=hint) for hint, titles in hints.items()]


def empty(scene: Scene, found: Shown, why: str = "") -> bool:
    """Return whether nothing of a dataset is left; if so, say what it means where its list would stand.

    Args:
        scene, found: what is on screen.
        why: what it means; empty where the words on the map have said it.
    """
    if not found.count:
        st.caption(why or common.EMPTY_ABOVE.say(scene.lang))
    return not found.count


def words(told: tuple[str, str], hints: list[str], notes: list[str], scene: Scene) -> None:
    """Show the sentence on the map, what to change where something is empty, and notes in small print.

    Of the sentence the first part is seen, the second is folded away.
    """
    first, more = map(escape, told)
    html = f'<p class="said" role="status">{first}</p>'
    if more:
        head = escape(common.SAID_MORE.say(scene.lang))
        html += f'<details class="said-more"><summary>{head}</summary><p>{more}</p></details>'
    html += "".join(f'<p class="said-empty">{escape(line)}</p>' for line in hints)
    if notes:
        html += f'<p class="said-note">{escape(filters.noted(notes, scene.lang))}</p>'
    st.html(html)


def caption(told: str, note: str = "") -> None:
    """Show one line over a map, and what must be known about it in small print."""
    small = f'<p class="note">{escape(note)}</p>' if note else ""
    st.html(f'<p class="caption">{escape(told)}</p>{small}')
