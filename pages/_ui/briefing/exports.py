"""Files of a whole briefing: chosen, made in the background and told step by step, stopped or taken."""

from collections.abc import Callable
from datetime import date
from functools import partial
from html import escape
from typing import Final

import streamlit as st

from geodata.briefing.model import Briefing
from geodata.export import filename
from geodata.store.store import Store
from geodata.text import Lang, days, number
from layers.documents import pdf, powerpoint, scene_file
from layers.documents.datapack import archive
from layers.documents.html import page
from layers.documents.progress import Progress
from layers.renderers.sheet import figure, layout
from pages._ui.briefing import jobs
from pages._ui.briefing.jobs import Job
from pages._ui.common import downloads
from pages._ui.session import state
from pages._ui.words import briefing as words

# How a file of a briefing is made of (briefing, store, address of the server, day, progress).
Maker = Callable[[Briefing, Store, str, date, Progress], bytes]
# Format → the ending and media type of its file, and its maker.
FILES: Final[dict[str, tuple[str, str, Maker]]] = {
    "pptx": ("pptx", powerpoint.MEDIA, powerpoint.to_pptx),
    "pdf-a4": ("pdf", figure.MEDIA["pdf"], partial(pdf.to_pdf, paper=layout.A4)),
    "pdf-a3": ("pdf", figure.MEDIA["pdf"], partial(pdf.to_pdf, paper=layout.A3)),
    "html": ("html", page.MEDIA, page.to_html),
    "png": ("zip", archive.MEDIA, partial(scene_file.of_briefing, format="png")),
    "svg": ("zip", archive.MEDIA, partial(scene_file.of_briefing, format="svg")),
    "zip": ("zip", archive.MEDIA, archive.of_briefing),
}
_JOB: Final = "_job"
MB: Final = 1_000_000


def show(briefing: Briefing, store: Store) -> None:
    """Draw the choice of a file of the whole briefing; it is made in the background, told step by step."""
    lang = briefing.lang
    st.html(f'<h2 class="small">{escape(words.EXPORTS.say(lang))}</h2>')
    format = st.selectbox(
        words.EXPORTS.say(lang),
        list(FILES),
        format_func=lambda one: words.FORMATS[one].say(lang),
        key="format",
        label_visibility="collapsed",
    )
    job: Job | None = state.value(_JOB)
    busy = job is not None and not job.over
    state.alone("export", held=job is not None and (busy or job.state == jobs.DONE))

    def begin() -> None:
        (ending, media, make), base, day = FILES[format], downloads.public(), days.today()
        name = named(briefing, ending, format if format != ending else "")
        state.remember(_JOB, jobs.start(name, media, lambda progress: make(briefing, store, base, day, progress)))

    st.button(words.MAKE.say(lang), key="make", on_click=begin, disabled=busy or not briefing.scenes, width="stretch")
    if job and busy:
        _running(job, lang)
    elif job:
        _over(job, lang)


def named(briefing: Briefing, ending: str, kind: str = "") -> str:
    """Return the name of a file of a briefing: its title, what kind of file it is, today."""
    return filename.filename((briefing.title, kind), days.today(), ending, briefing.lang)


@st.fragment(run_every=0.7)
def _running(job: Job, lang: Lang) -> None:
    """How far the work is, and the way to stop it; the page is drawn again once it is over."""
    if job.over:
        st.rerun(scope="app")
    told = words.STATES[job.state].say(lang) if job.state in words.STATES else ""
    st.progress(min(job.done / job.of, 1.0), told.format(done=job.done, of=job.of))
    st.button(words.STOP.say(lang), key="stop", on_click=job.stop, width="stretch")


def _over(job: Job, lang: Lang) -> None:
    if job.state != jobs.DONE:
        (st.error if job.state == jobs.FAILED else st.info)(words.STATES[job.state].say(lang))
        return
    size = number.said(len(job.result) / MB, 1, lang, unit=" MB")
    st.download_button(
        words.DOWNLOAD.say(lang).format(name=job.name, size=size),
        job.result,
        file_name=job.name,
        mime=job.media,
        key="take",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
    )
