"""The field for a place: a name leads there at once; what may be several, or was only guessed, is asked about."""

from collections import Counter
from functools import lru_cache
from html import escape

import streamlit as st

from geodata.catalog.pick import Pick
from geodata.narrative import redrawn
from geodata.query import gazetteer
from geodata.query.gazetteer import FORMER, STEM, Place
from geodata.query.scene import Scene
from geodata.query.scene_fields import layers_of
from geodata.store.kept import per_store
from geodata.store.store import Edition, Store
from geodata.text import Lang, Text
from pages._ui.common import card_parts
from pages._ui.session import state
from pages._ui.words import common

THINGS = 3  # places that are no units: so many are told of, of all that may be meant


def field(store: Store, scene: Scene, label: Text, none: Text, *, button: bool = False) -> None:
    """Draw the field; what is typed may be Chinese, pinyin, initials, English, an old name, a slip, a sentence.

    Args:
        store, scene: what is on screen.
        label: of the field.
        none: what stands there while no unit is chosen.
        button: whether a button stands beside it, for who does not think of the Enter key.
    """
    lang, typed = scene.lang, str(state.value(state.TYPED) or "")
    found = gazetteer.find(store.at(scene.vintage), typed)
    taken = gazetteer.chosen(found)
    shown = typed if typed and taken is None else _names(store.at(scene.vintage), lang).get(scene.focus, "")
    if state.value(state.WHERE) != shown:
        state.remember(state.WHERE, shown)
    with st.container(key="where-line", horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(
            label.say(lang),
            key=state.WHERE,
            max_chars=gazetteer.LONGEST,
            placeholder=none.say(lang),
            on_change=_go,
            args=(store.at(scene.vintage), scene.layers),
        )
        if button:  # to leave the field is enough
            st.button(common.FIND_PLACE.say(lang), key="find-place", icon=":material/search:")
    if typed:
        _answer(store, scene, typed, found, taken)


def _go(edition: Edition, layers: tuple[str, ...]) -> None:
    """Go to the place that was typed; while that is not sure, stay where one is. What is no unit is picked if drawn."""
    typed = str(state.value(state.WHERE) or "").strip()
    lying = gazetteer.lying(edition, typed)
    if len(lying) == 1 and lying[0].pick.dataset in layers:
        state.pick(lying[0].pick)
    taken = gazetteer.chosen(gazetteer.find(edition, typed))
    stay = str(state.value(state.key("focus"))) if typed else ""
    state.focus(taken.adcode if taken else stay, typed)


def _answer(store: Store, scene: Scene, typed: str, found: list[Place], taken: Place | None) -> None:
    """Say what was made of what was typed, and offer the places it may mean."""
    lang = scene.lang
    names = _names(store.at(scene.vintage), lang)
    if taken is not None:
        if taken.old.zh or taken.fit in (FORMER, STEM):
            told = common.OLD_PLACE if taken.old.zh else common.AS_PLACE
            _say(told.say(lang).format(typed=typed, place=names[taken.adcode]))
            _why([taken], store, lang)
        return
    lying = gazetteer.lying(store.at(scene.vintage), typed)[:THINGS]
    for thing in lying:
        _say(thing.say(lang))
    if not lying:
        _say((common.WHICH_PLACE if found else common.NO_PLACE).say(lang).format(typed=typed))
    with st.container(key="choices", horizontal=True, gap="small"):
        for thing in lying:
            if thing.pick.dataset in layers_of(store, scene.page) and thing.pick != scene.pick:
                label = common.SHOW_THING.say(lang).format(thing=thing.name.say(lang))
                st.button(label, key=f"show-{thing.pick.id}", on_click=_show, args=(thing.pick,))
        for place in found:
            st.button(place.label(lang), key=f"choose-{place.adcode}", on_click=state.focus, args=(place.adcode,))
    _why(found, store, lang)
    if scene.focus:
        _say(common.STILL_PLACE.say(lang).format(place=names[scene.focus]))


def _why(found: list[Place], store: Store, lang: Lang) -> None:
    """Say by which decision, when, the place that was typed is no more; nothing where it still is."""
    for old in dict.fromkeys(place.old.zh for place in found if place.old.zh):
        if change := redrawn.of_name(store, old, lang):
            st.html(f'<div class="said-note">{card_parts.changed(change, lang)}</div>')


def _show(pick: Pick) -> None:
    """Pick a thing on the map, with its layer."""
    state.draw_layer(pick.dataset)
    state.pick(pick)


def _say(told: str) -> None:
    st.html(f'<p class="said-note" role="status">{escape(told)}</p>')


@per_store(lru_cache(maxsize=8), shared=True)
def _names(edition: Edition, lang: Lang) -> dict[str, str]:
    """Code → name of every unit, with what holds it where two are called the same."""
    places = gazetteer.units(edition)
    plain = {code: place.say(lang) for code, place in places.items()}
    often = Counter(plain.values())
    return {code: name if often[name] == 1 else places[code].label(lang) for code, name in plain.items()}
