"""The lists that were brought: how each is called, shown, compared, removed; and all of them saved in one file."""

from html import escape
from typing import Final

import streamlit as st

from geodata.export import filename
from geodata.intake.model import Meaning
from geodata.own import workspace
from geodata.own.dataset import AREAS, COLORS, ICONS, POINTS, OwnList
from geodata.query.scene import Scene
from geodata.store.store import Store
from geodata.text import Lang, days
from pages._ui.own import asks, comparing, desk, found
from pages._ui.own.desk import Brought
from pages._ui.session import own, state
from pages._ui.words import mydata as words

LONGEST: Final = 60  # letters of a title


def show(scene: Scene, store: Store, *, telling: bool = True, settings: bool = True) -> None:
    """Show each list: what was found, what needs its owner, what could not be read; how it is read and shown.

    Args:
        scene, store: what is on screen.
        telling: whether the former is shown.
        settings: whether the latter is; without the former under the name of the list.
    """
    lang = scene.lang
    for one in desk.brought():
        made = desk.listed(one.id)
        with st.container(key=f"own-{'list' if telling else 'more'}-{one.id}"):
            if telling:
                found.tell(one, made, store, lang)
                asks.needs(one, made, lang)
                found.problems(made, lang)
            if settings:
                if not telling:
                    st.html(f'<h4 class="own-part">{escape(made.title)}</h4>')
                asks.mend(one, made, lang)
                _style(one, made, lang)
                if not one.readings:
                    comparing.draw(made, store, scene)
    if settings and desk.brought():
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
        if made.kind == POINTS:
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
        if made.kind == AREAS and made.numbers:
            _shade(made, lang)
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


def _shade(made: OwnList, lang: Lang) -> None:
    """Choose the column by which areas are coloured."""
    columns, key = made.dataset.all_columns, f"own-shade-{made.id}"
    if state.value(key) != made.dataset.shade:
        state.remember(key, made.dataset.shade)
    st.selectbox(
        words.SHADE.say(lang),
        [*([] if made.statistic else [""]), *made.numbers],
        format_func=lambda name: columns[name].label.say(lang) if name else words.NO_SHADE.say(lang),
        key=key,
        on_change=lambda: desk.change(made.id, shade=str(state.value(key) or "")),
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
