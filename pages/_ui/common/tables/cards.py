"""A table on a phone: a card for each row, in the order of the table. Text from data is escaped: it is never markup."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Final

import pandas as pd
import streamlit as st

from geodata.catalog.shared_columns import opens
from geodata.narrative.labels import unmarked
from geodata.narrative.provenance import Source
from geodata.text import Lang
from pages._ui.common.card_parts import source_items
from pages._ui.session import state
from pages._ui.words import common

FIRST, STEP = 10, 20  # so many cards at first, and so many more at a time
ON_SIGHT: Final = 5  # facts of a card that are read without unfolding


def show(
    told: pd.DataFrame,
    lang: Lang,
    key: str,
    *,
    choose: Callable[[int], None] | None = None,
    sources: Callable[[int], tuple[Source, ...]] | None = None,
    colors: Sequence[str] = (),
) -> None:
    """List the rows of a table as cards: name, the first facts, the others folded, sources; a few at first.

    Args:
        told: texts under their headings; the first column is the name, what is empty is left out.
        lang: of the words around them.
        key: of the list; another one for other rows, which are then listed from the first.
        choose: what choosing the row of a number does; None: there is nothing to choose.
        sources: the sources of the row of a number, each told with its link.
        colors: of the mark beside each row, in CSS.
    """
    held = f"_cards:{key}"
    shown = min(int(state.value(held) or FIRST), len(told))
    with st.container(key=f"cards-{key}"):
        cards = []
        for n in range(shown):
            facts = [(str(head), str(cell)) for head, cell in told.iloc[n].items() if str(cell)]
            name, rest = (facts[0][1], facts[1:]) if told.iloc[n, 0] else ("", facts)
            body = _body(rest, sources(n) if sources else (), lang)
            mark = f' style="border-color:{colors[n]}"' if colors else ""
            if choose:
                st.button(unmarked(name), key=f"{key}-{n}", type="tertiary", on_click=choose, args=(n,))
                st.html(f'<div class="row-card"{mark}>{body}</div>')
            else:
                cards.append(f'<li class="row-card"{mark}><b>{escape(name)}</b>{body}</li>')
        if cards:
            st.html(f'<ul class="row-cards">{"".join(cards)}</ul>')
        if shown < len(told):
            st.button(
                common.CARDS_MORE.say(lang).format(n=min(STEP, len(told) - shown), shown=shown, all=len(told)),
                key=f"{key}-more",
                on_click=state.remember,
                args=(held, shown + STEP),
                width="stretch",
            )


def _body(facts: list[tuple[str, str]], sources: tuple[Source, ...], lang: Lang) -> str:
    """The facts of a card: the first on sight, the others folded, then where they come from."""
    html = _facts(facts[:ON_SIGHT])
    if facts[ON_SIGHT:]:
        head = escape(common.CARDS_REST.say(lang))
        html += f"<details><summary>{head}</summary>{_facts(facts[ON_SIGHT:])}</details>"
    return html + (f'<ul class="sources">{source_items(sources, lang)}</ul>' if sources else "")


def _facts(facts: list[tuple[str, str]]) -> str:
    pairs = "".join(f"<div><dt>{escape(head)}</dt> <dd>{_cell(cell)}</dd></div>" for head, cell in facts)
    return f"<dl>{pairs}</dl>" if pairs else ""


def _cell(told: str) -> str:
    """A cell; an address as a link that opens it."""
    text = escape(told)
    return f'<a href="{text}" target="_blank" rel="noopener noreferrer">{text}</a>' if opens(told) else text
