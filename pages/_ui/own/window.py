"""What the visitor's window holds for the lists: by which word the server keeps them; and columns that were set."""

import json
from contextlib import suppress
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

from geodata.configuration import configuration
from geodata.own import keeping
from geodata.text import Lang
from pages._ui.own import bringing, desk, top
from pages._ui.session import own, state
from pages._ui.words import mydata as words

_ANSWERED: Final = "_own_answered"  # whether the window has told what it holds, or is not asked any more
OWN: Final = "own"  # what a browser tells of itself: this window has lists
_MOST_LETTERS: Final = 200_000  # of what a browser remembers of columns


@cache
def _script() -> str:
    return (Path(__file__).parent / "own.js").read_text(encoding="utf-8")


def listen(page: str, *, awaited: bool = False) -> None:
    """Let the window tell the word it holds, on any page, and hold the present one.

    Args:
        page: that is open; on that of own data the browser is asked for columns, too.
        awaited: the page waits for an answer, also for one that there is nothing.
    """
    if configuration().intake.mode == "off":
        return
    if own.lists() and desk.is_kept() and not keeping.touch(desk.token()):
        desk.lost()  # its time was up while the window slept
    held = desk.columns_held()
    st.components.v2.component("chengyu_own", js=_script())(
        key="own",
        data={
            "answered": bool(state.value(_ANSWERED)) or bool(desk.token()),
            "word": desk.token(),
            "forget": desk.forgets(),
            "columns": page == bringing.PAGE,
            "awaited": awaited,
            "held": json.dumps(held, ensure_ascii=False) if held else "",
        },
        on_told_change=lambda: _meet(state.value("own").told),
        height=1,
    )


def _meet(told: object) -> None:
    """Take what the window holds; what makes no sense is as if it held nothing."""
    match told:
        case {"word": str(word), "columns": str(columns)}:
            state.remember(_ANSWERED, True)
        case _:
            return
    if len(columns) <= _MOST_LETTERS:
        with suppress(ValueError, RecursionError):
            desk.hold_columns(json.loads(columns or "{}"))
    if word and not own.lists() and not bringing.pending() and not bringing.fetch(word):
        desk.go_on_as("")
        desk.say("error", words.GONE.say(state.lang()).format(hours=configuration().intake.kept_hours))


def awaits(lang: Lang) -> bool:
    """Return whether the window has lists that are still being fetched; if so, say so instead of drawing the page.

    The address of the page may be about them: it is read once they are there.
    """
    told = state.browser(OWN) and configuration().intake.mode != "off"
    coming = told and not state.value(_ANSWERED) and not own.lists()
    if not coming and not bringing.returning():
        return False
    with st.container(key="own-awaited"):
        if coming:
            st.html(f'<p role="status">{escape(words.AWAITED.say(lang))}</p>')
        top.running(lang)
        st.button(words.WITHOUT.say(lang), key="own-without", on_click=_go_on_without)
    listen("", awaited=coming)
    return True


def _go_on_without() -> None:
    """Open the page without the lists; the server keeps them until their time is up."""
    state.remember(_ANSWERED, True)
    if job := bringing.pending():
        job.stop()
