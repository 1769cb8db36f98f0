"""What each colour, line and symbol of a map means, and what map law asks for."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from geodata.query.scene import Scene
from geodata.store.store import Store
from geodata.text import Lang
from layers import legend as legends
from layers import symbols
from layers.spec import Drawing, LegendEntry, css
from pages._ui.words import common


def _mark(entry: LegendEntry, shapes: dict[str, str]) -> str:
    if entry.mark == "title":
        return ""
    color = css(entry.color)
    if entry.mark == "icon":
        domain, solid = symbols.named(entry.icon)
        return f'<img alt="" src="{symbols.data_url(shapes[domain], entry.color, solid, 15)}">'
    if entry.mark == "fill":
        return f'<i class="fill" style="background:{color}"></i>'
    dash = "dashed" if entry.mark == "dash" else "solid"
    return f'<i class="line" style="border-top:{max(entry.width, 1.5):g}px {dash} {color}"></i>'


def legend_rows(drawings: Sequence[Drawing], store: Store, lang: Lang) -> str:
    """Return what each colour, line and symbol on a map, or on maps side by side, means, as list items."""
    shapes = symbols.shapes(store)
    return "".join(
        f'<li class="{entry.mark}">{_mark(entry, shapes)}<span>{escape(entry.label.say(lang))}</span></li>'
        for entry in legends.entries(*drawings)
    )


def legend(drawings: Sequence[Drawing], scene: Scene, store: Store, unfolded: bool) -> None:
    """Show what each colour, line and symbol on the maps means; ``unfolded`` where there is room."""
    rows = legend_rows(drawings, store, scene.lang)
    head = f"<summary>{escape(common.LEGEND.say(scene.lang))}</summary>"
    st.html(f'<details class="legend"{" open" if unfolded else ""}>{head}<ul>{rows}</ul></details>')


def compliance(scene: Scene, store: Store) -> None:
    """Show the map-compliance block, which stays on every screen."""
    st.html(f'<p class="compliance">{escape(store.catalog.compliance.say(scene.lang, scene.vintage))}</p>')
