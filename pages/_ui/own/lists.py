"""The lists that were brought: how each is called, shown, compared, removed; and all of them saved in one file."""

from html import escape
from typing import Final

import streamlit as st

from geodata.export import filename
from geodata.intake.model import Meaning
from geodata.own import workspace
from geodata.own.dataset import COLORS, ICONS, TABLE, OwnList
from geodata.query.scene import Scene
from geodata.store.store import Store
from geodata.text import Lang, days
from pages._ui.own import asks, desk, found
from pages._ui.own.desk import Brought
from pages._ui.session import own, state
from pages._ui.words import mydata as words

LONGEST: Final = 60  # letters of a title


def show(scene: Scene, store: Store) -> None:
    """Show each list: what was found, what needs its owner, what could not be read, how it is shown."""
    lang = scene.lang
    for one in desk.brought():
        made = desk.listed(one.id)
        with st.container(key=f"own-list-{one.id}"):
            found.tell(one, made, lang)
            asks.needs(one, made, lang)
            found.problems(made, lang)
            asks.mend(one, made, lang)
            _style(one, made, lang)
    if desk.brought():
        _save(lang)


def _style(one: Brought, made: OwnList, lang: Lang) -> None:
    with st.expander(words.STYLE.say(lang), key=f"own-style-{made.id}"):
        _field("title", made)
        st.text_input(
            words.NAME.say(lang),
            key=f"own-title-{made.id}",
            max_chars=LONGEST,
            on_change=_change,
            args=("title", made.id),
            disabled=bool(one.readings),
        )
        _field("color", made)
        st.pills(
            words.COLOR.say(lang),
            COLORS,
            format_func=lambda color: words.COLORS.get(color, words.COLOR).say(lang),
            key=f"own-color-{made.id}",
            on_change=_change,
            args=("color", made.id),
            required=True,
        )
        _swatches(made)
        if made.kind != TABLE:
            _field("icon", made)
            st.pills(
                words.ICON.say(lang),
                ICONS,
                format_func=lambda icon: words.ICONS[icon].say(lang),
                key=f"own-icon-{made.id}",
                on_change=_change,
                args=("icon", made.id),
                required=True,
            )
        if made.column_of(Meaning.SERVES):
            _field("counted", made)
            st.toggle(
                words.COUNT.say(lang),
                key=f"own-counted-{made.id}",
                help=words.COUNT_HINT.say(lang),
                on_change=_change,
                args=("counted", made.id),
            )
        notes = f"own-notes-{made.id}"
        if state.value(notes) is None:
            state.remember(notes, one.notes)
        st.text_area(words.NOTES.say(lang), key=notes, max_chars=2000, on_change=_note, args=(made.id,))
        st.button(
            words.REMOVE.say(lang),
            key=f"own-remove-{made.id}",
            icon=":material/delete:",
            on_click=_remove,
            args=(made.id,),
        )


def _field(what: str, made: OwnList) -> None:
    """Let a widget show what a list has."""
    key, value = f"own-{what}-{made.id}", getattr(made, what)
    if state.value(key) != value:
        state.remember(key, value)


def _swatches(made: OwnList) -> None:
    """Let each pill of a colour bear it."""
    rules = "".join(
        f".st-key-own-color-{made.id} button:nth-of-type({n})::before{{background:{color}}}"
        for n, color in enumerate(COLORS, start=1)
    )
    st.html(f"<style>{rules}</style>")


def _change(what: str, id: str) -> None:
    value = state.value(f"own-{what}-{id}")
    if value is not None and value != "":
        desk.change(id, **{what: value})


def _note(id: str) -> None:
    desk.note(id, str(state.value(f"own-notes-{id}") or ""))


def _remove(id: str) -> None:
    for what in ("title", "color", "icon", "counted", "notes"):
        state.remember(f"own-{what}-{id}", None)
    desk.remove(id)


def _save(lang: Lang) -> None:
    """Offer all lists as one file, to go on with another day."""
    lists = tuple(one for one in own.lists() if one.id in {known.id for known in desk.brought()})
    notes = {one.id: one.notes for one in desk.brought()}
    with st.container(key="own-save"):
        st.download_button(
            words.SAVE.say(lang),
            lambda: workspace.save(lists, notes),
            file_name=filename.filename((words.WORKSPACE.say(lang),), days.today(), "gpkg", lang),
            mime=workspace.MEDIA,
            key="own-workspace",
            icon=":material/save:",
            on_click="ignore",
        )
        st.html(f'<p class="own-limits">{escape(words.SAVE_HINT.say(lang))}</p>')
