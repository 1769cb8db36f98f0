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
from geodata.query.scene_fields import CLOSED
from geodata.store.store import Store
from layers.compose import draw
from pages._ui.common import card, legend, maps, sentence
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
        sentence.words(account.sentence(scene, store, found), hints, account.notes(scene, found), scene)
        if against:
            _two(scene, store, found, against)
        else:
            drawing = draw(scene, store, found.drawn(scene), maps.frame(panel=True))
            maps.show(drawing, scene, store, HEIGHT)
            legend.legend(drawing, scene, store, unfolded=not maps.narrow())
        legend.compliance(scene, store)
        if scene.pick.dataset == "border_pairs":
            crossings_dossier.show(scene, store, found)
        elif scene.pick:
            card.show_card(scene, store)
        elif not against:
            crossings_dossier.ranking(scene, found)


def _two(scene: Scene, store: Store, found: Crossings, against: tuple[Scene, Crossings]) -> None:
    """Show the legend, then the scene's map beside that of what it is compared with, each under its line of words."""
    other, there = against
    sides = [
        (scene, found, account.brief(scene, found), maps.MAIN),
        (other, there, account.brief(other, there, closed=scene.compare == CLOSED), maps.COMPARED),
    ]
    legend.legend(draw(scene, store, found.drawn(scene), maps.frame(halves=True)), scene, store, unfolded=True)
    for column, (side, shown, told, place) in zip(st.columns(2, gap="small"), sides, strict=True):
        with column, st.container(key=f"half-{place}"):
            sentence.caption(told, account.undated(side, shown))
            drawing = draw(side, store, shown.drawn(scene), maps.frame(halves=True))
            maps.show(drawing, scene, store, HEIGHT, place)
    maps.move_together()


def choose_view(scene: Scene, found: Crossings) -> str:
    """Draw the choice of what stands below the map, and return it: MATRIX or a dataset's id."""
    lang = scene.lang
    names = {id: f"{part.dataset.title.say(lang)} {part.count}" for id, part in found.tables.items()}
    names[MATRIX] = text.VIEW_MATRIX.say(lang)
    names[questions.VIEW] = questions.TITLE.say(lang)
    return domain.choose_view(scene, names)


def list_questions(scene: Scene) -> None:
    """List what the gaps give to consider, as the slide of this view does."""
    known = cache.told(replace(scene, view=questions.VIEW))
    items = "".join(f"<li>{escape(question)}</li>" for question in known.questions)
    st.html(f'<p>{escape(known.sentence)}</p><ol class="questions">{items}</ol>')


def hint(scene: Scene, found: Crossings, view: str) -> None:
    """Say in what order the rows stand, what choosing one does, and what is listed beside what the sentence counts."""
    st.caption((text.GAPS_HINT if view == "gaps" else common.TABLE_HINT_MAP).say(scene.lang))
    tally = found.tally
    if view == "ties" and tally.in_force < found.ties.count:
        told = common.TIES_LISTED.say(scene.lang)
        st.caption(told.format(all=found.ties.count, force=tally.in_force, coming=tally.coming, held=tally.held))
    if view == "border_pairs" and found.pairs.count:
        st.caption(common.PAIRS_OVERLAP.say(scene.lang))


def files(found: Crossings, view: str) -> dict[str, Shown]:
    """Return what the files hold: the table on screen; of the matrix the ties it counts, of the questions the gaps."""
    id = {MATRIX: "ties", questions.VIEW: "gaps"}.get(view, view)
    return {id: found.tables[id]}
