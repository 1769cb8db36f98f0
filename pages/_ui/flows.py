"""Flows below the map: border pairs with who crosses between them, beside what is documented, and their files."""

from html import escape

import streamlit as st

from geodata.flows.records import DEMO_MARK
from geodata.narrative.findings import of_flows as told
from geodata.query import on_map
from geodata.query.scene import Scene
from geodata.store.store import Store
from pages._ui.common import downloads, tables
from pages._ui.words.parts import flows as words


def table(scene: Scene, store: Store) -> None:
    """Show the flows of border pairs as a table under what must be known of them, with files of just these rows."""
    lang, found, shown = scene.lang, on_map.flows_asked(scene, store), told.shown(scene, store)
    note = f'<p class="note">{escape(told.note(scene, store))}</p>'
    if found is None or shown is None:
        st.html(note)
        st.caption(words.NO_ROWS.say(lang))
        return
    lead = told.lead(scene, shown.table, found.flows)
    st.html(f"<p>{escape(lead)}</p>{note}")
    tables.rows(scene, store, shown, empty=words.NO_ROWS.say(lang))
    st.caption(words.HINT.say(lang))
    mark = (DEMO_MARK.say(lang),) if found.flows.about.demo else ()
    downloads.of_rows(scene, store, {shown.dataset.id: shown}, lead, "flows", told.NAME.say(lang), *mark)
