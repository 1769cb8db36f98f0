"""The briefing of this visit: where it is kept, and everything that changes it."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import streamlit as st

from geodata.briefing import default, file
from geodata.briefing import model as changes
from geodata.briefing.model import Briefing, BriefingError
from geodata.query.scene import Scene
from geodata.store.store import Store, load
from geodata.text import Count, Lang
from pages._ui.session import state
from pages._ui.words import briefing as words

_OWN: Final = "_briefing"  # the visitor's own; without one the shipped briefing is shown
_PROBLEM: Final = "_briefing_problem"  # what could not be done, in words
_LEFT_OUT: Final = "_briefing_left_out"  # what of a file was left out
_SEEN: Final = "_briefing_seen"  # the scene previewed, from 0
_SCRIPT: Final = Path(__file__).parents[1] / "assets" / "keep.js"


def current(store: Store, lang: Lang) -> Briefing:
    """Return the briefing of this visit in a language; the shipped one until it is changed."""
    own: Briefing | None = state.value(_OWN)
    return changes.say_in(own, lang) if own else default.default(store, lang)


def own() -> bool:
    """Return whether the visitor has changed anything."""
    return state.value(_OWN) is not None


def put(briefing: Briefing | None) -> None:
    """Make a briefing that of this visit; None: the shipped one again."""
    state.remember(_OWN, briefing)
    state.remember(_PROBLEM, "")
    state.remember(_LEFT_OUT, [])


def change(lang: Lang, how: Callable[[Briefing], Briefing]) -> bool:
    """Change the briefing; where that cannot be, remember why, and return False."""
    try:
        put(how(current(load(), lang)))
    except BriefingError as error:
        state.remember(_PROBLEM, error.say(lang))
        return False
    return True


def problem() -> str:
    """Return what could not be done, in words; empty when all could."""
    return str(state.value(_PROBLEM) or "")


def left_out() -> list[str]:
    """Return what of the last file was left out, in words."""
    return list(state.value(_LEFT_OUT) or [])


def seen(briefing: Briefing) -> int:
    """Return which scene is previewed, counted from 0."""
    return min(int(state.value(_SEEN) or 0), max(len(briefing.scenes) - 1, 0))


def see(at: int) -> None:
    """Preview a scene."""
    state.remember(_SEEN, at)


def add(scene: Scene) -> None:
    """Add what is on screen; the first scene added begins a briefing of its own."""
    base = current(load(), scene.lang) if own() else changes.empty(load(), scene.lang, words.OWN_TITLE.say(scene.lang))
    try:
        put(changes.add(base, scene))
    except BriefingError as error:
        state.remember(_PROBLEM, error.say(scene.lang))
        st.toast(error.say(scene.lang))
        return
    st.toast(words.ADDED.say(scene.lang).format(n=Count(len(base.scenes) + 1)))


def read(body: bytes, lang: Lang) -> None:
    """Take a briefing from a file; a broken one changes nothing and says where it is broken."""
    try:
        found, parts = file.from_json(body, load())
    except BriefingError as error:
        state.remember(_PROBLEM, f"{words.BROKEN.say(lang)}\n{error.say(lang)}")
        return
    put(found)
    state.remember(_LEFT_OUT, [part.say(lang) for part in parts])
    see(0)


def keep(store: Store, lang: Lang) -> None:
    """Keep the visitor's own briefing in the browser, and take it back after a reload."""
    script = st.components.v2.component("chengyu_keep", js=_SCRIPT.read_text(encoding="utf-8"))
    mine: Briefing | None = state.value(_OWN)
    text = file.to_json(mine, store) if mine else ""
    script(
        key="keep",
        data={"own": text, "forget": bool(state.value("_briefing_dropped"))},
        on_kept_change=lambda: read(str(state.value("keep").kept or "").encode(), lang),
        height=1,
    )
    state.remember("_briefing_dropped", False)


def drop() -> None:
    """Go back to the shipped briefing, here and in the browser."""
    put(None)
    state.remember("_briefing_dropped", True)
    see(0)
