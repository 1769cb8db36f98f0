"""Small charts of bars with their numbers: plain markup, so that they are text too and need no script."""

from html import escape
from typing import NamedTuple

import streamlit as st

from geodata.narrative import filters
from geodata.query.scene import Scene


class Part(NamedTuple):
    """One piece of a bar: how long, in which colour, and what it stands for."""

    value: int
    color: str
    label: str


class Bar(NamedTuple):
    """One bar: its label, its pieces, and its number as told; ``more`` stands in small print behind it."""

    label: str
    parts: tuple[Part, ...]
    told: str
    more: str = ""


def stacked(scene: Scene, title: str, bars: list[Bar], note: str = "") -> None:
    """Draw bars of one scale, and a key to their colours, as of the whole circle; nothing without a bar."""
    if not bars:  # what there is none of is told elsewhere
        return
    title = filters.of_whole(scene, title)
    most = max((sum(part.value for part in bar.parts) for bar in bars), default=0) or 1
    items = "".join(
        f"<li><span>{escape(bar.label)}</span><em>"
        + "".join(
            f'<i style="width:{100 * part.value / most:.2f}%;background:{part.color}"'
            f' title="{escape(part.label)} {part.value}"></i>'
            for part in bar.parts
            if part.value
        )
        + f"</em><b>{escape(bar.told)}</b><small>{escape(bar.more)}</small></li>"
        for bar in bars
    )
    keys = {part.label: part.color for bar in bars for part in bar.parts if part.value}
    legend = "".join(f'<span><i style="background:{color}"></i>{escape(label)}</span>' for label, color in keys.items())
    small = f'<p class="note">{escape(note)}</p>' if note else ""
    st.html(f'<h2 class="small">{escape(title)}</h2><ul class="growth">{items}</ul><p class="keys">{legend}</p>{small}')
