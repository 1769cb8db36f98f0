"""Parts of the page for briefings: its scenes in order, the preview of one, files to save, open and export."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import escape
from typing import Final
from zlib import crc32

import streamlit as st

from geodata.briefing import model as changes
from geodata.briefing.file import to_json
from geodata.briefing.model import NOTES_LENGTH, TITLE_LENGTH, Briefing
from geodata.query import on_map, url
from geodata.query.scene import Scene, default
from geodata.store import releases
from geodata.store.store import Store
from geodata.text import Count, Lang, Text
from layers.camera import Frame
from layers.compose import draw
from pages._ui.briefing import exports, presenter
from pages._ui.common import legend, maps
from pages._ui.session import briefing as brief
from pages._ui.session import cache, state
from pages._ui.words import briefing as words

SMALL: Final = Frame(540, 400)  # the preview, as wide as a slide is for its height


def fetching(lang: Lang) -> None:
    """Say that the visitor's own briefing is on its way."""
    st.html(f'<p class="soft" role="status">{escape(words.FETCHING.say(lang))}</p>')


def head(briefing: Briefing, store: Store) -> None:
    """Draw the title, how to present, and whether the data have changed since."""
    lang = briefing.lang
    with st.container(key="briefing-head", horizontal=True, vertical_alignment="bottom"):
        # Another key when the title is another one: a field keeps what was typed into it for another briefing.
        key = f"briefing-title-{crc32(briefing.title.encode()):x}"
        title = st.text_input(words.TITLE.say(lang), briefing.title, key=key, max_chars=TITLE_LENGTH)
        st.button(
            words.SHOW.say(lang),
            key="show",
            type="primary",
            icon=":material/play_arrow:",
            disabled=not briefing.scenes,
            on_click=presenter.to,
            args=(1,),
        )
    if title != briefing.title:
        brief.change(lang, lambda given: changes.retitle(given, title))
        st.rerun()
    if changes.changed(briefing, store):
        st.warning(words.CHANGED.say(lang).format(old=briefing.data_version, new=store.version))
        if briefing.data_version in releases.known():
            asked = replace(default(store, "sources"), lang=lang, since=briefing.data_version)
            st.page_link("sources.py", label=words.WHAT_CHANGED.say(lang), query_params=url.to_query(asked, store))
        st.button(
            words.ACCEPT.say(lang),
            key="accept",
            on_click=lambda: brief.put(changes.refreshed(briefing, store)),
        )
    else:
        version = words.VERSION.say(lang).format(version=briefing.data_version)
        st.html(f'<p class="soft">{escape(words.KEYS.say(lang))} {escape(version)}</p>')
    _told(lang)


def _told(lang: Lang) -> None:
    """What was put aside and can be taken back, what could not be done, and what of a file was left out."""
    state.alone("aside", held=bool(brief.replaced()))
    if brief.replaced():
        with st.container(key="briefing-undo", horizontal=True, vertical_alignment="center"):
            st.html(f'<p class="soft" role="status">{escape(brief.replaced())}</p>')
            st.button(words.UNDO.say(lang), key="undo", icon=":material/undo:", on_click=brief.undo)
    if brief.problem():
        with st.container(key="briefing-problem"):
            st.html(f'<p class="ignored" role="alert">{escape(brief.problem())}</p>')
    if brief.left_out():
        told = escape("；".join(brief.left_out()))
        st.html(f'<p class="ignored" role="status">{escape(words.LEFT_OUT.say(lang))}{told}</p>')


def scenes(briefing: Briefing, store: Store) -> None:
    """List the scenes in order, each with its title, its notes and what can be done with it."""
    lang, shown = briefing.lang, brief.seen(briefing)
    st.html(f'<h2 class="small">{escape(words.SLIDES.say(lang).format(n=Count(len(briefing.scenes))))}</h2>')
    if not briefing.scenes:
        st.info(words.EMPTY.say(lang))
    for at in range(len(briefing.scenes)):
        with st.container(key=f"scene-{'on' if at == shown else 'off'}-{at}"):
            _scene(briefing, store, at)


def _scene(briefing: Briefing, store: Store, at: int) -> None:
    lang, scene = briefing.lang, briefing.scenes[at]
    own = scene.title or cache.told(scene, store).title
    stamp = f"{at}-{hash((scene, lang)) & 0xFFFFFF:x}"  # another key when the scene here is another one
    with st.container(key=f"row-{at}", horizontal=True, vertical_alignment="center", gap="small"):
        st.button(f"{at + 1}", key=f"see-{at}", help=words.PREVIEW.say(lang), on_click=brief.see, args=(at,))
        title = st.text_input(
            words.SLIDE_TITLE.say(lang), own, key=f"title-{stamp}", max_chars=TITLE_LENGTH, label_visibility="collapsed"
        )
        acts = _acts(at, len(briefing.scenes))
        for act in acts[:-2]:
            _button(lang, at, *act)
    with st.expander(words.MORE.say(lang), icon=":material/edit_note:" if scene.notes else ":material/note_add:"):
        notes = st.text_area(
            words.NOTES.say(lang),
            scene.notes,
            key=f"notes-{stamp}",
            max_chars=NOTES_LENGTH,
            height=140,
        )
        with st.container(key=f"acts-{at}", horizontal=True, vertical_alignment="bottom", gap="small"):
            _move_to(briefing, at)
            for act in acts[-2:]:
                _button(lang, at, *act, named=True)
    if title != own:
        brief.change(lang, lambda given: changes.retitle(given, title, at))
        st.rerun()
    if notes != scene.notes:
        brief.change(lang, lambda given: changes.note(given, at, notes))
        st.rerun()


def _button(
    lang: Lang, at: int, key: str, label: Text, icon: str, how: Callable[[Briefing], Briefing], *, named: bool = False
) -> None:
    """A button for what can be done with a scene; among the scenes it shows only its icon."""
    st.button(
        label.say(lang),
        key=f"{key}-{at}",
        icon=icon,
        help=None if named else label.say(lang),
        on_click=_do,
        args=(lang, how, at, key),
    )


def _move_to(briefing: Briefing, at: int) -> None:
    """The field for another place of a scene."""
    lang = briefing.lang
    field = f"to-{at}-{hash(briefing.scenes) & 0xFFFFFF:x}"  # another one when the order is another one

    def move() -> None:
        to = int(state.value(field) or at + 1) - 1
        if to != at and brief.change(lang, lambda given: changes.move(given, at, to)):
            brief.see(to)

    st.number_input(words.MOVE_TO.say(lang), 1, len(briefing.scenes), at + 1, key=field, on_change=move)


def _acts(at: int, of: int) -> list[tuple[str, Text, str, Callable[[Briefing], Briefing]]]:
    """What can be done with a scene: key, label, icon, how; the last two with any."""
    every = [
        ("up", words.UP, ":material/arrow_upward:", partial(changes.move, at=at, to=at - 1)),
        ("down", words.DOWN, ":material/arrow_downward:", partial(changes.move, at=at, to=at + 1)),
        ("copy", words.COPY, ":material/content_copy:", partial(changes.duplicate, at=at)),
        ("drop", words.REMOVE, ":material/delete:", partial(changes.remove, at=at)),
    ]
    return [act for act in every if not ((act[0] == "up" and at == 0) or (act[0] == "down" and at == of - 1))]


def _do(lang: Lang, how: Callable[[Briefing], Briefing], at: int, key: str) -> None:
    store = cache.now()
    given = brief.current(store, lang)
    if key == "drop":
        brief.replace(how(given), words.REMOVED.say(lang).format(title=cache.told(given.scenes[at], store).title))
        brief.see(max(at - 1, 0))
    elif brief.change(lang, how):
        brief.see({"up": at - 1, "down": at + 1, "copy": at + 1}[key])


def preview(briefing: Briefing, store: Store) -> None:
    """Show one scene as it will be: map, key figures, sentence; and the ways to present it or to change it."""
    if not briefing.scenes:
        return
    at = brief.seen(briefing)
    scene = briefing.scenes[at]
    known = cache.told(scene, store)
    with st.container(key="preview"):
        st.html(f'<p class="caption">{at + 1} · {escape(known.title)}</p>')
        drawing = draw(scene, store, on_map.drawn(scene, store), SMALL)
        maps.show(drawing, scene, store, height=SMALL.height, place=f"preview-{at}")
        legend.compliance(scene, store)
        st.html(f'{presenter.beside(known)}<p class="said">{escape(known.sentence)}</p>')
        _preview_tools(scene, store, at)


def _preview_tools(scene: Scene, store: Store, at: int) -> None:
    """The ways to present the scene previewed, and to change it."""
    lang = scene.lang
    with st.container(key="preview-tools", horizontal=True, vertical_alignment="center"):
        st.button(
            words.SHOW_FROM.say(lang),
            key="show-from",
            icon=":material/play_arrow:",
            on_click=presenter.to,
            args=(at + 1,),
        )
        st.page_link(
            f"{scene.page}.py",
            label=words.OPEN.say(lang),
            icon=":material/open_in_new:",
            query_params=url.to_query(scene, store),
        )


def files(briefing: Briefing, store: Store) -> None:
    """Draw the ways to save and open the briefing, and back to the shipped one."""
    lang = briefing.lang
    st.download_button(
        words.SAVE.say(lang),
        to_json(briefing, store),
        file_name=exports.named(briefing, "json"),
        mime="application/json",
        key="save",
        icon=":material/save:",
        on_click="ignore",
        width="stretch",
    )
    given = st.file_uploader(words.LOAD.say(lang), "json", key=f"load-{state.value('_loads') or 0}", max_upload_size=2)
    if given is not None:
        brief.read(given.getvalue(), lang)
        state.remember("_loads", int(state.value("_loads") or 0) + 1)  # an empty field again
        st.rerun()
    if brief.own():
        st.button(
            words.DEFAULT.say(lang),
            key="default",
            icon=":material/restart_alt:",
            on_click=brief.drop,
            args=(lang,),
            width="stretch",
        )
    if briefing.scenes:
        st.button(
            words.CLEAR.say(lang),
            key="clear",
            icon=":material/delete_sweep:",
            on_click=brief.replace,
            args=(changes.empty(store, lang, briefing.title), words.CLEARED.say(lang)),
            width="stretch",
        )
