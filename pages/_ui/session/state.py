"""The scene between the address bar and the widgets. The only module that touches session state.

A link becomes widget values once, when a visitor arrives or goes a step in history; from then on widgets decide, and
every run writes the scene back to the address bar.
"""

from collections.abc import Container
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from geodata.catalog.pick import NOTHING, Pick
from geodata.query import scene as scenes
from geodata.query import url
from geodata.query.scene import Scene
from geodata.query.scene_fields import WORDS_LENGTH, Field, Ignored, Reading, declared, layers_of
from geodata.query.selection import Selection
from geodata.store.store import Store
from geodata.text import Lang

# Keys of what is no field of a scene. A layer's switch is "on:<layer>", its filters are "<dataset>.<column>".
WHERE, TYPED = "where", "_typed"  # the field for a place; what was last typed there, until one goes elsewhere
PLAY: Final = "play"
STEP: Final = "step"  # what the browser adds to an address that a step in history led to: another number each time
BROWSER: Final = "chengyu_browser"  # the cookie in which a browser tells of itself, facts joined by "."
DRAWN: Final = "_drawn"  # whether the page has been drawn to its end, and the browser has not told of itself since
# What the session remembers besides widgets.
WRITTEN: Final = "_written"  # the query of each page as last written
_PAGE: Final = "_page"
_IGNORED: Final = "_ignored"
ARRIVED: Final = "_arrived"  # the query that the page was opened with, by the page
BROUGHT: Final = "_brought"  # layers that were brought and are to be switched on, by the page that they are new on
_STEPPED: Final = "_stepped"  # the last step in history that was followed
_RESTED: Final = "_rested"  # whether the moving year has stood still since the page was last drawn
_ALONE: Final = "_alone"  # what nobody but the session has, by the names of common.GONE


def switch(layer: str) -> str:
    """Return the key of a layer's switch."""
    return f"on:{layer}"


def key(field: str, page: str = "") -> str:
    """Return the key of the widget for a field of the scene, of a page where each has its own."""
    return declared(Scene)[field].widget(page)


def _write_widgets(scene: Scene, store: Store, keep: Container[object] = (), *, anew: bool = False) -> None:
    """Put a scene into the widgets' keys; what is there already under the keys to ``keep`` stays.

    What widgets were to show is lost on the way when their page is broken off while it is drawn, or drawn anew before
    the browser has drawn them: with ``anew`` also what stays is sent once more.
    """
    reading = Reading(store, scene.page)
    values: dict[str, object] = {WHERE: "", TYPED: ""}
    for name, field in _widgets(scene).items():
        values[field.widget(scene.page)] = field.put(getattr(scene, name), reading)
    values |= {switch(layer): layer in scene.layers for layer in layers_of(store, scene.page)}
    for dataset in store.catalog.layers(scene.page):
        chosen = scene.selection(dataset.id)
        values |= {f"{dataset.id}.{column}": list(chosen.get(column)) for column in dataset.filters}
    for key, value in values.items():
        kept = key in keep and key in st.session_state
        if anew or not kept:
            st.session_state[key] = st.session_state[key] if kept else value


def begin(store: Store, page: str) -> None:
    """Bring the widgets in line with the address (``_follow``), and switch on what was brought since."""
    _follow(store, page)
    brought: dict[str, list[str]] = st.session_state.get(BROUGHT, {})
    for layer in brought.pop(page, []):
        st.session_state[switch(layer)] = True


def _follow(store: Store, page: str) -> None:
    """Bring the widgets in line with the address, or, on a change of page, with what the session had there.

    The navigation leads to the bare address of a page; one that says more, as a link does, is followed. On the same
    page the address is followed when a step in history led to it, once (steps.js says so). Else the widgets decide: a
    visitor who is faster than the server still has the address of the choice before.
    """
    query, written = st.query_params.to_dict(), st.session_state.setdefault(WRITTEN, {})
    step, stepped = query.pop(STEP, ""), st.session_state.get(_STEPPED, "")
    before = st.session_state.get(_PAGE)
    moved, begun = before not in (None, page), before == page
    drawn = st.session_state.get(DRAWN, False)
    st.session_state[_PAGE], st.session_state[DRAWN], st.session_state[_STEPPED] = page, False, step or stepped
    if moved:
        st.session_state[ARRIVED] = {}
    if (begun and step in ("", stepped)) or (moved and not query):
        kept, _ = url.from_query(written.get(page, {}), store, page)
        stays = _shared() if moved else st.session_state.keys()
        _write_widgets(kept, store, keep=stays, anew=not moved and not drawn)
        return
    st.session_state[ARRIVED] = {page: query}
    arrived, ignored = url.from_query(query, store, page)
    st.session_state[_IGNORED] = [[part.field, part.value] for part in ignored]
    st.session_state[WRITTEN] = written | {page: query}
    _write_widgets(arrived, store)


def current(store: Store, page: str) -> Scene:
    """Return the scene the widgets stand for."""
    base, held = scenes.default(store, page), st.session_state
    layers = tuple(layer for layer in layers_of(store, page) if held.get(switch(layer)))
    reading = Reading(store, page, {"layers": layers})
    for name, field in _widgets(base).items():
        reading.usual = getattr(base, name)
        reading.so_far[name] = field.read(field.take(held[field.widget(page)]), reading)
    wanted = {
        dataset.id: Selection.of({column: held.get(f"{dataset.id}.{column}") or [] for column in dataset.filters})
        for dataset in store.catalog.layers(page)
    }
    return replace(base, **reading.so_far).with_selections(wanted)


def _widgets(scene: Scene) -> dict[str, Field]:
    """The fields of a scene that a widget of its page stands for."""
    return {
        name: field for name, field in declared(type(scene)).items() if field.key and field.page in ("", scene.page)
    }


def _shared() -> frozenset[str]:
    """The keys of what goes along from page to page; the rest is a page's own."""
    return frozenset(field.key for field in declared(Scene).values() if field.shared)


def commit(scene: Scene, store: Store) -> None:
    """Write the scene to the address bar: the page has been drawn."""
    query = url.to_query(scene, store)
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)
    st.session_state[WRITTEN] = st.session_state[WRITTEN] | {scene.page: query}
    st.session_state[DRAWN] = True


def lang() -> Lang:
    """Return the language in force: the switch once it exists, before that the link's."""
    value = st.session_state.get(key("lang")) or st.query_params.get("lang", "zh")
    return "en" if value == "en" else "zh"


def ignored() -> list[Ignored]:
    """Return what of the link was left out."""
    return [Ignored(field, value) for field, value in st.session_state.get(_IGNORED, [])]


def forget_ignored() -> None:
    """Stop telling what was left out."""
    st.session_state[_IGNORED] = []


def page() -> str:
    """Return the page that is open; "" before one is."""
    return str(st.session_state.get(_PAGE) or "")


def pick(value: Pick) -> None:
    """Choose one row on the page that is open, or nothing."""
    st.session_state[key("pick", page())] = value


def unpick() -> None:
    """Choose nothing."""
    pick(NOTHING)


def narrow(dataset: str = "ties", **wanted: str) -> None:
    """Narrow a dataset to one value per column, or free a column with an empty text."""
    for column, value in wanted.items():
        st.session_state[f"{dataset}.{column}"] = [value] if value else []


def rest() -> None:
    """Let the moving year stand for one tick: the page has just been drawn."""
    st.session_state[_RESTED] = False


def rested() -> bool:
    """Return whether the moving year has stood for a tick."""
    before, st.session_state[_RESTED] = st.session_state[_RESTED], True
    return bool(before)


def advance(page: str, first: int, last: int) -> None:
    """Move a page's year slider one year on, from the last back to the first; at the last it stops moving."""
    year = key("year", page)
    then = first if st.session_state[year] >= last else st.session_state[year] + 1
    st.session_state[year] = then
    st.session_state[PLAY] = then < last


def focus(adcode: str, typed: str = "") -> None:
    """Go to a unit, or to none (""); ``typed``: what was typed for it."""
    st.session_state[key("focus")], st.session_state[TYPED] = adcode, typed[:WORDS_LENGTH]
    if not adcode:
        st.session_state[key("only")] = False


def only(adcode: str) -> None:
    """Go to a unit, and list only what concerns it."""
    focus(adcode)
    st.session_state[key("only")] = True


def alone(what: str | None = None, *, held: bool = True) -> list[str]:
    """Return what nobody but the session has; with ``what``, once it is known whether that is ``held``."""
    others = [one for one in st.session_state.get(_ALONE, []) if one != what]
    st.session_state[_ALONE] = [*others, what] if what and held else others
    return list(st.session_state[_ALONE])


def open_again(query: dict[str, str]) -> None:
    """Open the page that is open by an address, as if one came by a link."""
    st.query_params.from_dict(query)
    st.session_state[_PAGE] = None


def drop(dataset: str) -> None:
    """Forget what the widgets of a dataset hold: it is gone, or another one now."""
    for held in [one for one in st.session_state if str(one).startswith(f"{dataset}.") or one == switch(dataset)]:
        del st.session_state[held]


def reset(store: Store, page: str) -> None:
    """Return to the scene everybody starts a page with; the language stays."""
    _write_widgets(replace(scenes.default(store, page), lang=lang()), store)


def browser_told() -> bool:
    """Return whether the browser told of itself before the page was first drawn."""
    return BROWSER in st.context.cookies


def browser(fact: str) -> bool:
    """Return whether a fact about the browser holds ("no_webgl", "narrow"), False until it is told."""
    return fact in st.context.cookies.get(BROWSER, "").split(".") or bool(st.session_state.get(f"_browser:{fact}"))


def learn(fact: str) -> None:
    """Remember a fact about the browser that it told only now: the page may have been lost on the way to it."""
    st.session_state[f"_browser:{fact}"], st.session_state[DRAWN] = True, False


def draw_layer(layer: str) -> None:
    """Switch a layer on."""
    st.session_state[switch(layer)] = True


def chosen_row(key: str) -> int | None:
    """Return the number of the row chosen in a table, by its mark or by any of its cells."""
    selection = st.session_state[key]["selection"]
    if selection["rows"]:
        return int(selection["rows"][0])
    return int(selection["cells"][0][0]) if selection["cells"] else None


def value(key: str) -> Any:
    """Return what a widget or event holds, or what was remembered."""
    return st.session_state.get(key)


def remember(key: str, thing: object) -> None:
    """Keep a thing for the session, under a key of its own or that of a widget not yet drawn."""
    st.session_state[key] = thing
