"""What each colour, line and symbol of a map means, and what map law asks for."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from geodata.basemap.basemap import notice
from geodata.query.scene import Scene
from geodata.store.store import Store
from geodata.text import Lang
from layers import legend as legends
from layers import symbols
from layers.spec import Drawing
from pages._ui.words import common


def _mark(row: legends.Row) -> str:
    if row.src:
        return f'<img alt="" src="{row.src}">'
    kind = "fill" if row.mark == "fill" else "line"
    return f'<i class="{kind}" style="{row.style}"></i>' if row.style else ""


def legend_rows(drawings: Sequence[Drawing], store: Store, lang: Lang) -> str:
    """Return what each colour, line and symbol on a map, or on maps side by side, means, as list items."""
    return "".join(
        f'<li class="{row.mark}">{_mark(row)}<span>{escape(row.label)}</span></li>'
        for row in legends.rows(legends.entries(*drawings), lang, symbols.shapes(store))
    )


def legend(drawings: Sequence[Drawing], scene: Scene, store: Store, unfolded: bool) -> None:
    """Show what each colour, line and symbol on the maps means; ``unfolded`` where there is room."""
    rows = legend_rows(drawings, store, scene.lang)
    head = f"<summary>{escape(common.LEGEND.say(scene.lang))}</summary>"
    st.html(f'<details class="legend"{" open" if unfolded else ""}>{head}<ul>{rows}</ul></details>')


def compliance(scene: Scene, store: Store) -> None:
    """Show the map-compliance block, which stays on every screen."""
    law = store.catalog.compliance.say(scene.lang, scene.vintage, notice("screen"))
    st.html(f'<p class="compliance">{escape(law)}</p>')
