"""What the pages of the domains have in common: the side bar, the stage, and the choice of what stands below."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Final

import streamlit as st

from geodata.flows import kept
from geodata.narrative import coverage, filters, labels
from geodata.narrative.findings import of_flows
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.query.scene_fields import FLOWS
from geodata.store.store import Store
from geodata.text import joined
from pages._ui.common import controls, footer, legend, maps, sentence
from pages._ui.session import state
from pages._ui.words import common

HEIGHT: Final = 760


def narrow(scene: Scene, store: Store, shown: dict[str, Shown]) -> None:
    """Draw the side bar: the domain's own filters on sight, then place, time, layers and tools."""
    with st.sidebar:
        controls.find(scene)
        controls.on_sight(store, scene)
        controls.place_and_time(store, scene)
        controls.flows(scene)
        controls.layers(store, scene, shown)
        controls.tools(store, scene)


def see(told: str, scene: Scene, store: Store, shown: dict[str, Shown], card: Callable[[], None]) -> None:
    """Draw the stage: what a link left out, the answer in words, the map with its legend, and the card."""
    footer.left_out(scene.lang)
    drawing = maps.draw(scene, store, shown, maps.room(scene))
    with st.container(key="stage"):
        sentence.told(told, scene, store, shown)
        maps.show(drawing, scene, store, HEIGHT)
        legend.legend([drawing], scene, store, unfolded=maps.roomy())
        legend.compliance(scene, store)
        maps.told(scene)
        card()
        below(scene, shown)
    maps.bridge()
    lists(scene, store, shown)


def below(scene: Scene, shown: Mapping[str, Shown], *, came: bool = False) -> None:
    """Announce at the lower edge of the stage what lies below it; pressed, it leads there.

    Args:
        scene: what is on screen.
        shown: what can be read there.
        came: a comparison stands there too.
    """
    lang, parts = scene.lang, [common.BELOW_CAME] if came else []
    if shown:
        extra = (common.BELOW[view] for view in scene.declared.views if view in common.BELOW)
        parts += [common.BELOW_TABLES, *(name for name, layer in extra if not layer or layer in shown)]
    parts.append(common.BELOW_DOWNLOADS if shown else common.BELOW_SOURCES)
    what = joined([part.say(lang) for part in parts], lang)
    label = escape(common.BELOW_ARIA.say(lang).format(what=what), quote=True)
    st.html(
        f'<button type="button" class="below" aria-label="{label}"><i aria-hidden="true">↓</i> {escape(what)}</button>'
    )


def lists(scene: Scene, store: Store, shown: dict[str, Shown]) -> None:
    """Say how complete the lists behind what is shown are, folded; nothing where no official list is known of."""
    told = coverage.by_list(store, shown, scene.lang)
    if told:
        with st.expander(common.LISTS.say(scene.lang), key=f"lists-{scene.page}"):
            st.html("<ul>" + "".join(f"<li>{escape(line)}</li>" for line in told) + "</ul>")


def choose_view(scene: Scene, names: dict[str, str]) -> str:
    """Draw the choice of what stands below the map, and return it; the first where there is no other.

    Args:
        scene: what is on screen.
        names: id → name of what there is; the choice holds what the page has room for, in the page's order.
    """
    if kept.configured():
        names = names | {FLOWS: of_flows.NAME.say(scene.lang)}
    names = {view: names[view] for view in scene.declared.views or names if view in names}
    first, key = next(iter(names)), state.key("view", scene.page)
    if state.value(key) not in names:  # its layer is off
        state.remember(key, first)
    return (
        st.segmented_control(
            filters.of_whole(scene, common.VIEW.say(scene.lang)),
            list(names),
            format_func=lambda view: names[view],
            key=key,
            required=True,
        )
        or first
    )


def titles(scene: Scene, shown: dict[str, Shown]) -> dict[str, str]:
    """Return the datasets shown by id, each named with how many rows it shows."""
    return {
        id: f"{labels.unmarked(title) if answer.dataset.own else title} {answer.count}"
        for id, answer in shown.items()
        for title in [answer.dataset.title.say(scene.lang)]
    }
