"""The briefing of this visit: where it is kept, and everything that changes it."""

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Final

import streamlit as st

from geodata.briefing import default, file
from geodata.briefing import model as changes
from geodata.briefing.merge import merge
from geodata.briefing.model import Briefing, BriefingError
from geodata.query.scene import Scene
from geodata.query.scene_fields import MOST_SCENES
from geodata.store.store import Store
from geodata.text import Count, Lang
from pages._ui.session import cache, state
from pages._ui.words import briefing as words

_OWN: Final = "_briefing"  # the visitor's own; without one the shipped briefing is shown
_PROBLEM: Final = "_briefing_problem"  # what could not be done, in words
_LEFT_OUT: Final = "_briefing_left_out"  # what of a file was left out
_SEEN: Final = "_briefing_seen"  # the scene previewed, from 0
_BEFORE: Final = "_briefing_before"  # what the last replacement put aside, in a list of one, since it may be None
_REPLACED: Final = "_briefing_replaced"  # that replacement in words
_DROPPED: Final = "_briefing_dropped"  # whether the browser is to forget what it kept
_ANSWERED: Final = "_briefing_answered"  # the last that the browser told of what it keeps
_VISIT: Final = "_briefing_visit"  # a name for this visit, by which a page knows that its session is another one
_ASKING: Final = "_briefing_asking"  # the scene to be added while it is asked to which briefing
_SAID: Final = "_briefing_said"  # what became of the scene that was added, in words, until it is told
KEPT: Final = "kept"  # what a browser tells of itself before it asks: it has kept a briefing
_SCRIPT: Final = Path(__file__).parents[1] / "assets" / "keep.js"


def current(store: Store, lang: Lang) -> Briefing:
    """Return the briefing of this visit in a language; the shipped one until it is changed."""
    own: Briefing | None = state.value(_OWN)
    return changes.say_in(own, lang) if own else default.default(store, lang)


def own() -> bool:
    """Return whether the visitor has changed anything."""
    return state.value(_OWN) is not None


def awaited() -> bool:
    """Return whether the browser has kept a briefing and has not told it yet."""
    return state.browser(KEPT) and not own() and not state.value(_ANSWERED)


def put(briefing: Briefing | None) -> None:
    """Make a briefing that of this visit; None: the shipped one again."""
    state.remember(_OWN, briefing)
    state.remember(_DROPPED, False)
    state.remember(_PROBLEM, "")
    state.remember(_LEFT_OUT, [])
    state.remember(_BEFORE, [])


def replace(briefing: Briefing | None, told: str) -> None:
    """Put another briefing in the place of this one, which can be taken back; ``told``: what was done, in words."""
    before = state.value(_OWN)
    put(briefing)
    state.remember(_BEFORE, [before])
    state.remember(_REPLACED, told)


def replaced() -> str:
    """Return what the last change put aside, in words; empty where it put nothing aside."""
    return str(state.value(_REPLACED)) if state.value(_BEFORE) else ""


def undo() -> None:
    """Take back what was put aside."""
    (before,) = state.value(_BEFORE)
    put(before)
    state.remember(_DROPPED, before is None)


def change(lang: Lang, how: Callable[[Briefing], Briefing]) -> bool:
    """Change the briefing; where that cannot be, remember why, and return False."""
    try:
        put(how(current(cache.now(), lang)))
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
    """Add what is on screen to the briefing of this visit; without one, ask first to which."""
    if own():
        _add(current(cache.now(), scene.lang), scene)
    else:
        state.remember(_ASKING, scene)


def _add(base: Briefing, scene: Scene) -> None:
    state.remember(_ASKING, None)
    try:
        put(changes.add(base, scene))
    except BriefingError as error:
        state.remember(_PROBLEM, error.say(scene.lang))
        state.remember(_SAID, error.say(scene.lang))
        return
    state.remember(_SAID, words.ADDED.say(scene.lang).format(n=Count(len(base.scenes) + 1)))


def ask(store: Store, lang: Lang) -> None:
    """Ask to which briefing the scene is added, once; keep the visitor's own in the browser, on any page.

    One that the browser kept from an earlier visit is the visitor's own: it takes the scene without a question.
    """
    scene: Scene | None = state.value(_ASKING)
    if own() or (scene and awaited()):
        keep(store, lang)
    if said := state.value(_SAID):  # now that the page is drawn whole: what a dialog's own run says is lost with it
        st.toast(said)
        state.remember(_SAID, "")
    if scene is None or awaited():
        return
    shipped = default.default(store, lang)
    mine = changes.empty(store, lang, words.OWN_TITLE.say(lang))

    @st.dialog(words.WHICH.say(lang), on_dismiss=lambda: state.remember(_ASKING, None))
    def which() -> None:
        if state.value(_ASKING) is None:  # the briefing the browser kept has taken it
            st.rerun()
        st.caption(words.WHICH_HINT.say(lang))
        for key, label, base in (("to-own", words.TO_OWN, mine), ("to-shipped", words.TO_SHIPPED, shipped)):
            told = label.say(lang).format(n=Count(len(base.scenes)))
            if st.button(told, key=key, width="stretch"):
                _add(base, scene)
                st.rerun()
        keep(store, lang)

    which()


def read(body: bytes, lang: Lang) -> None:
    """Take a briefing from a file; a broken one changes nothing and says where it is broken."""
    if _read(body, lang, words.OPENED.say(lang)):
        see(0)


def _read(body: bytes, lang: Lang, told: str) -> bool:
    """Take a briefing from its text; ``told``: what that put aside, empty where it was nothing."""
    try:
        found, parts = file.from_json(body, cache.now())
    except BriefingError as error:
        state.remember(_PROBLEM, f"{words.BROKEN.say(lang)}\n{error.say(lang)}")
        return False
    replace(found, told) if told else put(found)
    state.remember(_LEFT_OUT, [part.say(lang) for part in parts])
    return True


def keep(store: Store, lang: Lang) -> None:
    """Keep the visitor's own briefing in the browser, for a reload and for other windows, and take it from there."""
    script = st.components.v2.component("chengyu_keep", js=_SCRIPT.read_text(encoding="utf-8"))
    if not state.value(_VISIT):
        state.remember(_VISIT, secrets.token_hex(8))
    script(
        key="keep",
        data={
            "visit": state.value(_VISIT),
            "own": _text(store),
            "forget": bool(state.value(_DROPPED)),
            "answered": state.value(_ANSWERED) or 0,
            "awaited": awaited(),
        },
        on_kept_change=lambda: _meet(state.value("keep").kept, lang),
        height=1,
    )


def _text(store: Store) -> str:
    """The visitor's own briefing as it is kept; empty where there is none."""
    mine: Briefing | None = state.value(_OWN)
    return file.to_json(mine, store) if mine else ""


def _meet(told: object, lang: Lang) -> None:
    """Take what the browser keeps: from before a reload, or written by another window since this one last did.

    Args:
        told: how often it told so far, what this window last wrote or read (``base``), what is kept now (``theirs``).
        lang: in which to tell of it.
    """
    match told:
        case {"told": int(count), "base": str(base), "theirs": str(theirs)}:
            state.remember(_ANSWERED, count)
        case _:
            return
    mine = _text(cache.now())
    if mine == base and not theirs and mine:
        replace(None, words.RESET_ELSEWHERE.say(lang))
    elif theirs and mine in ("", base):
        _read(theirs.encode(), lang, "")
    elif theirs:
        _join(base, theirs, lang)
    scene: Scene | None = state.value(_ASKING)
    if scene and own():
        _add(current(cache.now(), lang), scene)


def _join(base: str, theirs: str, lang: Lang) -> None:
    """Put together what this window and another one have changed since both had ``base``; it can be taken back."""
    store, mine = cache.now(), current(cache.now(), lang)
    try:
        found = file.from_json(theirs, store)[0]
        both = merge(file.from_json(base, store)[0] if base else None, mine, found)
    except BriefingError as error:  # nothing of ours is kept there: it is written over
        state.remember(_PROBLEM, f"{words.BROKEN.say(lang)}\n{error.say(lang)}")
        return
    fits, over = changes.first(both), len(both.scenes) - MOST_SCENES
    told = words.TOGETHER.say(lang) if over <= 0 else words.TOGETHER_CUT.say(lang).format(n=Count(over))
    replace(fits, told)


def drop(lang: Lang) -> None:
    """Go back to the shipped briefing, here and in the browser; the visitor's own is put aside."""
    replace(None, words.RESET.say(lang))
    state.remember(_DROPPED, True)
    see(0)
