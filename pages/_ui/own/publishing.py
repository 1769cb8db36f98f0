"""Part of the page of own lists: maintainers publish one as a table for everyone, see first what changes, and go back.

Whoever is no maintainer is offered nothing here, and nothing is done for them: who presses is asked for again each time
(``_may``), since what a browser sends need not be what was offered.
"""

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Final

import pandas as pd
import streamlit as st

from geodata.catalog.model import Dataset
from geodata.intake.model import Intake
from geodata.publish import keeping, proposal, telling
from geodata.publish.errors import PublishError
from geodata.publish.given import Given, of_intake
from geodata.publish.proposal import Proposal
from geodata.sources.configured import publishable
from geodata.sources.model import SourceError
from geodata.sources.versions import Version, Way
from geodata.sources.workspace import published, publishes
from geodata.store.store import Store, load
from geodata.text import Count, Lang
from pages._ui.common import tables
from pages._ui.own import signed_in
from pages._ui.session import own, state
from pages._ui.words.parts.publishing import word

Rows = Callable[[Dataset], Given]  # how a list becomes rows for a table
LISTED: Final = 10  # versions
MOST_CELLS: Final = 200  # to mend
_WORK: Final = "_publish"
_WAYS: Final[tuple[Way, ...]] = ("extend", "replace")  # what takes nothing away first
_SET: Final = "publish-set:"  # before the column that one value is asked for
# Trying a version is computing: two at once would take as long, and twice the memory.
_WORKER: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="publish")


@dataclass
class Work:
    """What is being tried or published in the background, for one session."""

    done: "Future[Proposal | Version]"
    table: str = ""
    writes: bool = False
    missing: tuple[str, ...] = ()


def publishing(lang: Lang) -> None:
    """Draw the part for the lists of the session; nothing where maintainers may not publish on this server."""
    offer({one.title: partial(_rows_of, one.intake) for one in own.lists()}, lang)


def _rows_of(intake: Intake, _: Dataset) -> Given:
    return of_intake(intake)


def offer(lists: Mapping[str, Rows], lang: Lang) -> None:
    """Draw the part for lists that become rows in any way."""
    if not publishes():
        return
    st.header(word("title", lang), anchor="publish")
    st.write(word("intro", lang))
    person = signed_in.person()
    match person.hindrance:
        case "":
            with st.container(horizontal=True, vertical_alignment="center"):
                told = escape(word("as", lang).format(email=person.email))
                st.html(f'<p class="soft">{told}</p>', width="content")
                st.button(word("sign_out", lang), key="publish-sign-out", on_click=st.logout)
            _maintaining(lists, lang)
        case "no_auth":
            st.html(f'<p class="soft">{escape(word("no_auth", lang))}</p>')
        case "signed_out":
            st.html(f'<p class="soft">{escape(word("sign_in_told", lang))}</p>')
            st.button(word("sign_in", lang), key="publish-sign-in", icon=":material/login:", on_click=st.login)
        case why:
            st.html(f'<p class="ignored" role="status">{escape(word(why, lang).format(email=person.email))}</p>')
            name, way = ("sign_in", st.login) if why == "stale" else ("sign_out", st.logout)
            st.button(word(name, lang), key=f"publish-{name}".replace("_", "-"), on_click=way)


def _may() -> str:
    """The address of who presses, where they may publish; "" else."""
    person = signed_in.person()
    return person.email if publishes() and person.may else ""


def _maintaining(lists: Mapping[str, Rows], lang: Lang) -> None:
    work: Work | None = state.value(_WORK)
    if work and not work.done.done():
        _running(work, lang)
        return
    if work and (made := _made(work, lang)):
        _proposed(made, load(), lang)
    else:
        _form(lists, work, lang)
    _versions(load(), lang)


@st.fragment(run_every=0.7)
def _running(work: Work, lang: Lang) -> None:
    if work.done.done():
        st.rerun(scope="app")
    st.html(f'<p class="soft" role="status">{escape(word("publishing" if work.writes else "working", lang))}</p>')


def _made(work: Work, lang: Lang) -> Proposal | None:
    """What came of the work: a proposal to decide on; else it is told."""
    try:
        found = work.done.result()
    except PublishError as error:
        work.missing = error.missing
        st.error(word("refused", lang).format(told=error.told.say(lang)))
        if error.problems:
            _cells(error, lang)
    except Exception:  # whatever it is, the page must say that it failed
        logging.getLogger(__name__).exception("publishing failed")
        st.error(word("failed", lang))
    else:
        if isinstance(found, Proposal):
            return found
        st.success(word("done", lang).format(n=found.number, version=found.data_version))
    return None


def _cells(error: PublishError, lang: Lang) -> None:
    names = [word(name, lang) for name in ("row", "column", "value", "expected")]
    told = [
        (str(one.row or word("elsewhere", lang)), one.column, one.value, one.expected.say(lang))
        for one in error.problems[:MOST_CELLS]
    ]
    tables.grid(pd.DataFrame(told, columns=names), lang, "publish-cells", height=280, alt=word("expected", lang))
    if (more := len(error.problems) - MOST_CELLS) > 0:
        st.caption(word("more", lang).format(n=Count(more)))


def _form(lists: Mapping[str, Rows], work: Work | None, lang: Lang) -> None:
    """Which list becomes which table, how, and what for."""
    if not lists:
        st.html(f'<p class="soft">{escape(word("no_list", lang))}</p>')
        return
    datasets = {one.id: one for one in publishable()}
    st.selectbox(word("list", lang), list(lists), key="publish-list")
    table = st.selectbox(
        word("table", lang), list(datasets), format_func=lambda id: datasets[id].title.say(lang), key="publish-table"
    )
    st.radio(word("way", lang), _WAYS, format_func=lambda one: word(one, lang), key="publish-way", horizontal=True)
    if work and work.table == table and work.missing:
        _asked(datasets[table], work.missing, lang)

    def begin() -> None:
        if not _may():
            return
        # As the fields stand now: the page may have been asked before it was drawn with them.
        name, table, way = (state.value(f"publish-{one}") for one in ("list", "table", "way"))
        if name not in lists or table not in datasets:
            return
        missing = work.missing if work and work.table == table else ()
        values = {column: str(state.value(_SET + column) or "") for column in missing}
        given, versions, before = lists[name], published(), load()
        values = {column: value for column, value in values.items() if value}

        def tried() -> Proposal:
            return proposal.of_rows(given(datasets[table]), table, way, values, versions, before)

        state.remember(_WORK, Work(_WORKER.submit(tried), table, missing=missing))

    st.button(word("preview", lang), key="publish-preview", type="primary", on_click=begin)


def _asked(dataset: Dataset, missing: tuple[str, ...], lang: Lang) -> None:
    """Ask for one value for all rows of what the file lacks."""
    st.html(f'<p class="soft">{escape(word("ask", lang))}</p>')
    for name in missing:
        column = dataset.all_columns[name]
        allowed = load().catalog.vocabulary(column)
        label, key = column.label.say(lang), _SET + name
        if allowed or column.type == "bool":
            choice = {code: text.say(lang) for code, text in allowed.items()} or {"true": "✓", "false": "×"}
            labels = {"": "—", **choice}
            st.selectbox(label, list(labels), format_func=labels.__getitem__, key=key)
        else:
            st.text_input(label, key=key, max_chars=keeping.NAME_LENGTH)


def _proposed(made: Proposal, store: Store, lang: Lang) -> None:
    """What would change, and the decision."""
    _head("would", lang)
    said = "<br>".join(escape(text.say(lang)) for text in made.said)
    st.html(f'<p class="soft">{said}</p>')
    if gone := sum(len(found.removed) for found in made.changes.tables.values()):
        st.warning(word("removes", lang).format(n=Count(gone)))
    names = [word(name, lang) for name in ("table_column", "added", "removed", "changed")]
    rows = [(title.say(lang), *counts) for title, *counts in telling.rows(made.changes, store.catalog)]
    tables.grid(pd.DataFrame(rows, columns=names), lang, "publish-rows", height="content", alt=word("would", lang))
    if numbers := telling.headlines(made.changes, store.catalog):
        names = [word(name, lang) for name in ("headline", "then", "now")]
        shown = pd.DataFrame([(title.say(lang), *pair) for title, *pair in numbers], columns=names)
        shown = shown.astype(dict.fromkeys(names[1:], "Int64"))
        tables.grid(shown, lang, "publish-numbers", height="content", alt=word("headline", lang))
    _listed(made, store, lang)
    st.text_input(
        word("why", lang), key="publish-why", placeholder=word("why_hint", lang), max_chars=keeping.WHY_LENGTH
    )

    def publish() -> None:
        if by := _may():
            why, versions = str(state.value("publish-why") or ""), published()
            state.remember(_WORK, Work(_WORKER.submit(keeping.publish, made, by, why, versions), writes=True))

    with st.container(horizontal=True):
        st.button(word("publish", lang), key="publish-do", type="primary", on_click=publish)
        st.button(word("cancel", lang), key="publish-cancel", on_click=lambda: state.remember(_WORK, None))


def _listed(made: Proposal, store: Store, lang: Lang) -> None:
    """Which rows come and go, and which cells become others."""
    found = list(telling.cells(made.changes, store.catalog, lang))
    names = [word(name, lang) for name in ("change", "of", "column", "then", "now")]
    told = pd.DataFrame([(word(what, lang), *row) for what, *row in found[:MOST_CELLS]], columns=names)
    with st.expander(word("listed", lang)):
        tables.grid(told, lang, "publish-changes", height=280, alt=word("listed", lang))
        if (more := len(found) - MOST_CELLS) > 0:
            st.caption(word("more", lang).format(n=Count(more)))


def _head(name: str, lang: Lang) -> None:
    st.html(f'<h2 class="small">{escape(word(name, lang))}</h2>')


def _versions(store: Store, lang: Lang) -> None:
    """What was published, and the way back."""
    _head("versions", lang)
    try:
        found = published().latest(LISTED)
    except SourceError as error:
        st.error(error.told.say(lang))
        return
    if not found:
        st.html(f'<p class="soft">{escape(word("none", lang))}</p>')
        return
    names = [word(name, lang) for name in ("number", "when", "who", "what", "why")]
    told = [
        (str(one.number), telling.made(one).say(lang), one.by, telling.version(one, store.catalog).say(lang), one.why)
        for one in found
    ]
    tables.grid(pd.DataFrame(told, columns=names), lang, "publish-versions", height="content", alt=names[0])

    def undo() -> None:
        if by := _may():
            versions, before, seen = published(), load(), found[0].number

            def gone_back() -> Version:
                if versions.current().number != seen:  # somebody has published since this page was drawn
                    raise PublishError(keeping.MEANWHILE)
                return keeping.publish(proposal.back(None, versions, before), by, "", versions)

            state.remember(_WORK, Work(_WORKER.submit(gone_back), writes=True))

    if found[0].restores != 0:
        st.button(word("undo", lang), key="publish-undo", icon=":material/undo:", on_click=undo)
