"""The controls beside the map: where and when, then one group per layer with its switch, count and filters."""

from collections.abc import Callable
from functools import partial
from html import escape
from typing import Final

import streamlit as st

from geodata.boundaries.adcode import LEVELS
from geodata.boundaries.statistics import STATISTICS
from geodata.catalog.model import Column, Dataset, is_own
from geodata.flows import kept
from geodata.narrative import filters, labels, redrawn
from geodata.query import locality
from geodata.query.crossings import PLACES
from geodata.query.results import Shown
from geodata.query.scene import ENGINES, Scene
from geodata.query.scene_fields import CLOSED, FLOW_MAPS, WORDS_LENGTH, year_range
from geodata.store.store import Store
from geodata.text import Lang
from pages._ui.common import card_parts, place_field
from pages._ui.session import briefing, cache, state
from pages._ui.words import briefing as words
from pages._ui.words import common, crossings
from pages._ui.words.parts import flows as of_flows

PILLS: Final = 12  # so many values are laid open; more are looked up in a list
SECONDS_A_YEAR: Final = 1.6


def find(scene: Scene) -> None:
    """Draw the field for words to look for in everything the page shows."""
    st.text_input(
        common.FIND.say(scene.lang),
        key=state.key("words", scene.page),
        max_chars=WORDS_LENGTH,
        placeholder=common.FIND_HINT.say(scene.lang),
        label_visibility="collapsed",
        icon=":material/search:",
    )


def place_and_time(store: Store, scene: Scene) -> None:
    """Draw the choice of place, boundaries and year."""
    lang = scene.lang
    place_field.field(store, scene, common.FOCUS, common.FOCUS_ALL)
    _of_place(scene)
    boundaries(store, scene)
    first, last = year_range(store, scene.page)
    st.slider(common.YEAR.say(lang), first, last, key=state.key("year", scene.page), help=common.YEAR_HELP.say(lang))


def _of_place(scene: Scene) -> None:
    """Draw what can be done with the place in focus: list only what concerns it, open its card; nothing without one."""
    if not scene.focus:
        return
    lang = scene.lang
    with st.container(key="of-place", horizontal=True, vertical_alignment="center", gap="small"):
        st.toggle(filters.ONLY.say(lang), key=state.key("only"), help=filters.ONLY_THE_PLACE.say(lang))
        st.button(common.PLACE_CARD.say(lang), key="place-card", on_click=state.pick, args=(locality.pick(scene),))


def boundaries(store: Store, scene: Scene) -> None:
    """Draw the choice of which year's counties are meant, and say what differs, since when and by whose word."""
    st.segmented_control(
        common.VINTAGE.say(scene.lang),
        list(common.VINTAGES),
        format_func=lambda vintage: common.VINTAGES[vintage].say(scene.lang),
        key=state.key("vintage"),
        required=True,
    )
    change = redrawn.between_vintages(store, scene.lang)
    items = card_parts.source_items(change.sources, scene.lang)
    st.html(f'<details class="why"><summary>{escape(change.told)}</summary><ul>{items}</ul></details>')


def on_sight(store: Store, scene: Scene) -> None:
    """Draw the filters a page is mostly about, every value on sight."""
    for id, names in scene.declared.sights.items():
        for name in names:
            column = store.catalog.datasets[id].all_columns[name]
            options = cache.options(id, name, store)
            open_ = len(options) <= PILLS
            draw = partial(st.pills, selection_mode="multi") if open_ else _multiselect(scene.lang)
            draw(
                column.label.say(scene.lang),
                options,
                format_func=partial(_pill if open_ else _value, store, column, scene.lang),
                key=f"{id}.{name}",
                help=common.FILTER_HELP.get(name, common.NONE_IS_ALL).say(scene.lang),
            )


def _multiselect(lang: Lang) -> Callable[..., object]:
    return partial(st.multiselect, placeholder=common.ANY.say(lang))


def places(store: Store, scene: Scene) -> None:
    """Name the places that ties are narrowed to, and draw the way back; nothing where they are not."""
    chosen = [value for column in PLACES for value in scene.selection("ties").get(column)]
    if chosen:
        column = store.catalog.datasets["ties"].all_columns["sichuan_city"]
        names = " × ".join(_value(store, column, scene.lang, value) for value in chosen)
        st.button(
            crossings.CLEAR_PLACES.say(scene.lang).format(names=names),
            key="clear-places",
            icon=":material/close:",
            on_click=state.narrow,
            kwargs=dict.fromkeys(PLACES, ""),
            width="stretch",
        )


def play(store: Store, scene: Scene) -> None:
    """Draw the switch that moves the year on by itself, until it has reached today."""
    first, last = year_range(store, scene.page)
    plays = st.toggle(crossings.PLAY.say(scene.lang), key=state.PLAY)
    state.alone("play", held=plays)
    if plays:
        state.rest()
        _tick(scene.page, first, last)


@st.fragment(run_every=SECONDS_A_YEAR)
def _tick(page: str, first: int, last: int) -> None:
    if state.rested():
        state.advance(page, first, last)
        st.rerun(scope="app")


def compare(store: Store, scene: Scene) -> None:
    """Draw the choice of what stands beside the map."""
    lang = scene.lang
    first, last = year_range(store, scene.page)
    years = {str(year): crossings.COMPARE_YEAR.say(lang).format(year=year) for year in range(first, last)}
    names = {"": crossings.COMPARE_NONE.say(lang), CLOSED: crossings.COMPARE_CLOSED.say(lang)} | years
    st.selectbox(
        crossings.COMPARE.say(lang),
        list(names),
        format_func=lambda value: names[value],
        key=state.key("compare"),
        help=crossings.COMPARE_HELP.say(lang),
    )


def flows(scene: Scene) -> None:
    """Draw the choice of how flows lie on the map; nothing where none are set, or none of the page's."""
    if not (scene.declared.flows and kept.configured()):
        return
    st.selectbox(
        of_flows.ON_MAP.say(scene.lang),
        FLOW_MAPS,
        format_func=lambda value: of_flows.MAPS[value].say(scene.lang),
        key=state.key("flows", scene.page),
        help=of_flows.HELP.say(scene.lang),
    )


def layers(store: Store, scene: Scene, shown: dict[str, Shown]) -> None:
    """Draw one row per layer: switch with "shown / all", and a button that holds its filters."""
    lang = scene.lang
    if "units" in scene.declared.ground:
        _units(store, lang)
    seen = scene.declared.sights
    for dataset in sorted(store.catalog.layers(scene.page), key=lambda one: not one.own):  # one's own first
        with st.container(key=f"group-{dataset.id}", horizontal=True, vertical_alignment="center", gap="small"):
            st.toggle(_label(store, dataset, shown.get(dataset.id), scene), key=state.switch(dataset.id))
            names = [name for name in dataset.filters if name not in seen.get(dataset.id, ())]
            if not names:
                continue
            filtered = any(scene.selection(dataset.id).get(name) for name in names)
            with st.popover(
                "",
                icon=":material/filter_alt:" if filtered else ":material/tune:",
                help=common.FILTERS.say(lang),
                key=f"more-{dataset.id}",
            ):
                _filters(store, dataset, names, lang)


def _units(store: Store, lang: Lang) -> None:
    with st.container(key="group-units", horizontal=True, vertical_alignment="center", gap="small"):
        st.toggle(common.UNITS.say(lang), key=state.switch("units"))
        with st.popover("", icon=":material/tune:", help=common.STATISTIC.say(lang), key="more-units"):
            levels = store.catalog.vocabularies["unit_level"]
            st.selectbox(
                common.LEVEL.say(lang),
                LEVELS,
                format_func=lambda level: levels[level].say(lang),
                key=state.key("level"),
            )
            st.selectbox(
                common.STATISTIC.say(lang),
                list(STATISTICS),
                format_func=lambda name: STATISTICS[name].say(lang),
                key=state.key("statistic"),
            )


def _label(store: Store, dataset: Dataset, shown: Shown | None, scene: Scene) -> str:
    """The group's name with "shown / all"; a layer that is off shows only how many there are."""
    whole = len(store.get(dataset.id, scene.vintage))
    return f"{_name(store, dataset, scene)} {shown.count if shown else '–'}/{whole}"


def _name(store: Store, dataset: Dataset, scene: Scene) -> str:
    """The domain's name where one layer stands for it, else the dataset's own."""
    alone = sum(other.domain.id == dataset.domain.id for other in store.catalog.layers()) == 1
    of_domain = alone and dataset.domain.id != "region" and scene.declared.mixed
    told = (dataset.domain.title if of_domain else dataset.title).say(scene.lang)
    return labels.unmarked(told) if dataset.own else told


def _filters(store: Store, dataset: Dataset, names: list[str], lang: Lang) -> None:
    """One control per declared filter; options come from the whole table, so no choice hides another."""
    said = labels.unmarked if dataset.own else str
    st.markdown(f"**{said(dataset.title.say(lang))}**")
    for name in names:
        column = dataset.all_columns[name]
        st.multiselect(
            said((column.label if name != "id" else dataset.title).say(lang)),
            cache.options(dataset.id, name, store),
            format_func=partial(_value, store, column, lang),
            key=f"{dataset.id}.{name}",
            placeholder=common.ANY.say(lang),
        )


def _value(store: Store, column: Column, lang: Lang, value: str) -> str:
    return labels.value(store, column, value, lang)


def _pill(store: Store, column: Column, lang: Lang, value: str) -> str:
    """A value as a pill says it, which reads Markdown."""
    told = _value(store, column, lang, value)
    return labels.unmarked(told) if is_own(value) else told


def tools(store: Store, scene: Scene) -> None:
    """Draw the way into the briefing, the choice of map and the way back to the start."""
    lang = scene.lang
    st.button(
        words.ADD.say(lang),
        key="add",
        icon=":material/add_to_photos:",
        on_click=briefing.add,
        args=(scene,),
        disabled=scene.declared.answers == "needs" and not scene.focus,  # nothing is asked yet
        width="stretch",
    )
    briefing.ask(store, lang)
    st.segmented_control(
        common.ENGINE.say(lang),
        ENGINES,
        format_func=lambda engine: common.ENGINES[engine].say(lang),
        key=state.key("engine"),
        help=common.ENGINE_HELP.say(lang),
        required=True,
    )
    st.button(
        common.RESET.say(lang),
        key="reset",
        icon=":material/restart_alt:",
        on_click=state.reset,
        args=(store, scene.page),
        width="stretch",
    )
