"""The stage of Crossings: one map, or two to compare, with what lies on them; and the choice of tables below."""

from dataclasses import replace
from html import escape
from typing import Final

import streamlit as st

from geodata.narrative import crossings as account
from geodata.narrative.findings import questions
from geodata.query import crossings
from geodata.query.crossings import Crossings
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.query.scene_fields import CLOSED, FLOWS
from geodata.store.store import Store
from pages._ui.common import card, downloads, legend, maps, sentence, tables
from pages._ui.common import stage as domain
from pages._ui.parts import crossings_dossier
from pages._ui.session import cache
from pages._ui.words import common
from pages._ui.words import crossings as text

MATRIX: Final = "matrix"
HEIGHT: Final = 760


def stage(scene: Scene, store: Store, found: Crossings) -> None:
    """Show the map, what it says in words, and the ranking of the pairs or the card of what is picked."""
    against = crossings.compared(scene, store)
    with st.container(key="stage-two" if against else "stage"):
        hints = sentence.loosen(scene, {"ties": found.ties, "crossings": found.crossings})
        sentence.words(account.parts(scene, store, found), hints, account.notes(scene, store, found), scene)
        if against:
            _two(scene, store, found, against)
        else:
            drawing = maps.draw(scene, store, found.drawn(scene), maps.room(scene))
            maps.show(drawing, scene, store, HEIGHT)
            legend.legend([drawing], scene, store, unfolded=maps.roomy())
        legend.compliance(scene, store)
        maps.told(scene)
        if scene.pick.dataset == "border_pairs":
            crossings_dossier.show(scene, store, found)
        elif scene.pick:
            card.show_card(scene, store)
        elif not against:
            crossings_dossier.ranking(scene, found)
        domain.below(scene, found.tables, came=bool(against))


def _two(scene: Scene, store: Store, found: Crossings, against: tuple[Scene, Crossings]) -> None:
    """Show two maps under one legend, the earlier year or the closed border left, each under its line of words."""
    other, there = against
    sides = [
        (other, there, account.brief(other, there, closed=scene.compare == CLOSED), maps.COMPARED),
        (scene, found, account.brief(scene, found), maps.MAIN),
    ]
    if not crossings.earlier_first(scene):
        sides.reverse()
    room = maps.room(scene, halves=True)
    drawings = [maps.draw(side, store, shown.drawn(scene), room, place) for side, shown, _, place in sides]
    legend.legend(drawings, scene, store, unfolded=not maps.narrow())
    for column, (side, shown, told, place), drawing in zip(
        st.columns(2, gap="small", vertical_alignment="bottom"), sides, drawings, strict=True
    ):
        with column, st.container(key=f"half-{place}"):
            sentence.caption(told, account.undated(side, shown))
            maps.show(drawing, scene, store, HEIGHT, place)
    maps.move_together()


def came(scene: Scene, store: Store, found: Crossings) -> None:
    """List below two maps what is tied on the later one and not on the other, with its files; nothing without two."""
    against = crossings.compared(scene, store)
    if not against:
        return
    told, rows = account.came(scene, store, found, against[1])
    with st.container(key="came"):
        st.html(f'<h2 class="small">{escape(account.CAME.say(scene.lang))}</h2><p class="note">{escape(told)}</p>')
        if rows.count:
            tables.rows(scene, store, rows)
            downloads.of_rows(scene, store, {rows.dataset.id: rows}, told, "came", account.CAME.say(scene.lang))


def choose_view(scene: Scene, found: Crossings) -> str:
    """Draw the choice of what stands below the map, and return it: MATRIX or a dataset's id."""
    lang = scene.lang
    names = {id: f"{part.dataset.title.say(lang)} {part.count}" for id, part in found.tables.items()}
    names[MATRIX] = text.VIEW_MATRIX.say(lang)
    names[questions.VIEW] = questions.TITLE.say(lang)
    return domain.choose_view(scene, names)


def list_questions(scene: Scene, store: Store) -> None:
    """List what the gaps give to consider, as the slide of this view does."""
    known = cache.told(replace(scene, view=questions.VIEW), store)
    items = "".join(f"<li>{escape(question)}</li>" for question in known.questions)
    st.html(f'<p>{escape(known.sentence)}</p><ol class="questions">{items}</ol>')


def hint(scene: Scene, store: Store, found: Crossings, view: str) -> None:
    """Say in what order the rows stand, what choosing one does, and what is listed beside what the sentence counts."""
    st.caption((text.GAPS_HINT if view == "gaps" else common.TABLE_HINT).say(scene.lang))
    tally = found.tally
    if view == "ties" and tally.in_force < found.ties.count:
        told = common.TIES_LISTED.say(scene.lang)
        st.caption(told.format(all=found.ties.count, force=tally.in_force, coming=tally.coming, held=tally.held))
    if view == "border_pairs" and found.pairs.count:
        st.caption(common.PAIRS_OVERLAP.say(scene.lang))
    if view in ("gaps", "border_pairs"):
        ends = found.pairs.rows[["sichuan_adcode", "chongqing_adcode"]].to_numpy().ravel()
        card.why_blank(ends, store.at(scene.vintage), scene.lang)


def files(found: Crossings, view: str) -> dict[str, Shown]:
    """Return what the files hold: the table on screen; of the matrix the ties, of questions gaps, of flows pairs."""
    id = {MATRIX: "ties", questions.VIEW: "gaps", FLOWS: "border_pairs"}.get(view, view)
    return {id: found.tables[id]}
