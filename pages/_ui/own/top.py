"""The way in: drop a file, see it being read, what came of it, and that it is kept."""

from html import escape
from typing import Any, Final

import streamlit as st

from geodata.configuration import configuration
from geodata.intake.worker import warm
from geodata.own import examples
from geodata.query.scene import Scene
from geodata.store.store import load
from geodata.text import Lang, number
from pages._ui.own import bringing, desk, jobs
from pages._ui.own.jobs import Job
from pages._ui.session import own, state
from pages._ui.words import mydata as words

_TAKEN: Final = "_own_files"  # how many files the field has taken: an empty one comes after each
LOOK_S: Final = 0.5  # so often a page looks whether its file has been read


def ask(scene: Scene) -> None:
    """Draw the field for a file, with its limits and whose the data are; before there is any, examples to try."""
    lang = scene.lang
    warm()
    with st.container(key="own-ask"):
        left, right = st.columns([2, 3], gap="medium", vertical_alignment="center")
        with left:
            st.html(f"<h2>{escape(words.TITLE.say(lang))}</h2>")
            _field(lang)
        with right:
            st.html(f'<p class="own-limits">{escape(_limits(lang))}<br>{escape(words.PRIVATE.say(lang))}</p>')
            if own.lists():
                _kept(lang)
            else:
                _examples(lang)
    _came(lang)


def _field(lang: Lang) -> None:
    taken = int(state.value(_TAKEN) or 0)
    most = configuration().intake.most_mb
    busy = bringing.pending() is not None  # one after the other
    given = st.file_uploader(words.DROP.say(lang), key=f"own-file-{taken}", max_upload_size=most, disabled=busy)
    if given is not None:
        bringing.bring(given.name, given.getvalue())
        state.remember(_TAKEN, taken + 1)
        st.rerun()


def _limits(lang: Lang) -> str:
    most = configuration().intake
    rows = number.said(most.most_rows, 0, lang)
    return words.FORMATS.say(lang).format(mb=most.most_mb, rows=rows, seconds=most.seconds)


def _examples(lang: Lang) -> None:
    busy = bringing.pending() is not None
    with st.container(key="own-examples", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f"<span>{escape(words.EXAMPLES.say(lang))}</span>", width="content")
        for id, label in words.EXAMPLE_FILES.items():
            st.button(label.say(lang), key=f"own-example-{id}", on_click=_try, args=(id,), disabled=busy)


def _try(id: str) -> None:
    """Bring an example as if it had been dropped."""
    bringing.bring(*examples.FILES[id](load()))


def _came(lang: Lang) -> None:
    """Say how far the reading is, or what came of the last change."""
    job = bringing.pending()
    if job:
        _running(job, lang)
    kind, told = desk.said()
    if told:
        place = "alert" if kind == "error" else "status"
        st.html(f'<p class="own-said {kind}" role="{place}">{escape(told)}</p>')
    if not own.lists() and not job:
        st.html(f'<p class="own-before">{escape(words.BEFORE.say(lang))}</p>')


def _kept(lang: Lang) -> None:
    """Say truly whether the server keeps what was brought, and for how long."""
    hours = configuration().intake.kept_hours
    kept = words.KEPT.say(lang).format(hours=hours) if desk.is_kept() else words.NOT_KEPT.say(lang)
    st.html(f'<p class="own-kept{"" if desk.is_kept() else " bad"}">{escape(kept)}</p>')


@st.fragment(run_every=LOOK_S)
def _running(job: "Job[Any]", lang: Lang) -> None:
    """How long a file has been read, and the way to stop; the page is drawn again once it is over."""
    if job.over:
        st.rerun(scope="app")
    most = configuration().intake.seconds
    form = words.RETURNING if bringing.returning() else words.READING
    told = words.WAITING if job.state == jobs.WAITING else form
    with st.container(key="own-running", horizontal=True, vertical_alignment="center"):
        st.progress(min(job.seconds / most, 1.0), told.say(lang).format(name=job.name, seconds=job.seconds, most=most))
        st.button(words.CANCEL.say(lang), key="own-cancel", on_click=job.stop)


def running(lang: Lang) -> None:
    """Draw how far the reading is, on any page."""
    if job := bringing.pending():
        _running(job, lang)
