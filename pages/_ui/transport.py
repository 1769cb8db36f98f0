"""Parts of the page Transport: the strip of a corridor, ways from A to B, crossings by pair and mode, buses."""

from collections import Counter
from html import escape
from itertools import pairwise
from typing import Final

import pandas as pd
import streamlit as st

from geodata import network, ways
from geodata.answer import Shown
from geodata.boundaries import Vintage
from geodata.integration import in_force
from geodata.network import Stop, Track
from geodata.scene import VIEWS, Scene
from geodata.store import Store
from geodata.text import Lang, joined
from geodata.ties import side
from geodata.ways import Seat, Way
from layers import palette
from layers.spec import css
from pages._ui import charts, domain, panels, state, text
from pages._ui import text_domains as words
from pages._ui.charts import Bar, Part
from pages._ui.figures import unit_name

SHADES: Final = {"operating": 1.0, "under_construction": 0.55, "planned": 0.28}  # opacity of a mode's colour


def strip(scene: Scene, store: Store) -> str:
    """Return the stops of the picked corridor with the border between them, as markup; empty for anything else."""
    dataset, _, id = scene.pick.partition(":")
    row = store.row("corridors", id, scene.vintage) if dataset == "corridors" else None
    if row is None:
        return ""
    stops = network.strip(id, store.get("corridor_nodes"), store.get("crossings", scene.vintage))
    title = f"<b>{escape(words.STRIP.say(scene.lang))}</b>"
    if not stops:
        return f"{title}<p>{escape(words.STRIP_NONE.say(scene.lang))}</p>"
    length = network.published(row)
    if length is not None:
        drawn = network.mark(stops[-1])
        title += f"<p>{escape(words.STRIP_LENGTH.say(scene.lang).format(drawn=drawn, published=f'{length:g}'))}</p>"
    return f'{title}<ol class="strip">{"".join(_stop(stop, scene) for stop in stops)}</ol>'


def _stop(stop: Stop, scene: Scene) -> str:
    name = stop.zh if scene.lang == "zh" else stop.en
    if stop.kind == network.BORDER:
        border = f"{words.STRIP_BORDER.say(scene.lang)} · {name}"
        return f'<li class="border"><small>{network.mark(stop)}</small><span>{escape(border)}</span></li>'
    side = "sichuan" if stop.side == "四川省" else "chongqing" if stop.side == "重庆市" else "beyond"
    return f'<li class="{side}"><small>{network.mark(stop)}</small><span>{escape(name)}</span></li>'


def _on_way(key: str, found: list[Way]) -> None:
    row = state.chosen_row(key)
    if row is not None and row < len(found):
        state.pick(f"corridors:{found[row].legs[0].corridor}")


def between(scene: Scene, store: Store, corridors: Shown) -> None:
    """Ask for two places and list the ways between them on the corridors asked for, whatever words narrow them."""
    lang = scene.lang

    def today(code: str) -> str:
        return store.in_vintage(code, scene.vintage)

    rows = corridors.counted[in_force(corridors.counted)]
    known = network.tracks(store, scene.vintage)
    tracks = [known[id] for id in rows["id"] if id in known]
    served = ways.served(tracks, today)
    codes = sorted((code for code in served if side(code)), key=lambda code: (side(code) != "sichuan", code))
    names = {code: unit_name(code, store, scene) for code in codes}
    for code in filter(None, (scene.start, scene.end)):
        names.setdefault(code, unit_name(code, store, scene))
    for column, key, label in zip(
        st.columns(2), (state.START, state.END), (words.WAYS_FROM, words.WAYS_TO), strict=True
    ):
        column.selectbox(
            label.say(lang),
            ["", *names],
            format_func=lambda code: names[code] if code else words.WAYS_PICK.say(lang),
            key=key,
        )
    st.caption(words.WAYS_HINT.say(lang).format(change=f"{ways.CHANGE_KM:.0f}", times=f"{ways.DETOUR:g}"))
    if not (scene.start and scene.end):
        return
    if scene.start == scene.end:
        st.info(words.WAYS_SAME.say(lang))
        return
    titles = corridors.table.set_index("id")[f"name_{lang}"]
    start, end = (ways.stand(store, scene.vintage)[code] for code in (scene.start, scene.end))
    found = ways.journeys(tracks, start, end, today)
    if found:
        _listed(found, start, end, titles, names, lang)
    else:
        st.info(words.WAYS_NONE.say(lang))
    _searched(tracks, served, (scene.start, scene.end), titles, names, scene, store)


def _listed(
    found: list[Way], start: Seat, end: Seat, titles: "pd.Series[str]", names: dict[str, str], lang: Lang
) -> None:
    """List the ways: those that start and end where people are, then those from or to elsewhere in a place."""
    near, away = ([way for way in found if any(way.elsewhere) is far] for far in (False, True))
    ends = start, end
    _table(near, ends, titles, names, lang)
    if away:
        st.markdown(words.WAYS_ELSEWHERE.say(lang))
        _table(away, ends, titles, names, lang)
    if start.known and end.known:
        st.caption(words.WAYS_STRAIGHT.say(lang).format(km=f"{start.apart(end):.0f}"))


def _table(
    found: list[Way], ends: tuple[Seat, Seat], titles: "pd.Series[str]", names: dict[str, str], lang: Lang
) -> None:
    """A table of some ways, one row each; the corridor of the chosen one is shown on the map. Nothing without ways."""
    if not found:
        return
    codes = [seat.code for seat in ends]
    rows = pd.DataFrame(
        {
            "way": " → ".join(titles[leg.corridor] for leg in way.legs),
            "note": _elsewhere(way, (names[codes[0]], names[codes[1]]), lang) or None,
            "by": (words.WAYS_DRIVE if way.driven else words.WAYS_BOARD).say(lang),
            "ends": f"{_name(way.legs[0].start, lang)} → {_name(way.legs[-1].end, lang)}",
            "changes": _changes(way, lang),
            "km": _length(way, lang),
            "whole": round(way.whole) if all(seat.known for seat in ends) else None,
        }
        for way in found
    ).dropna(axis="columns", how="all")
    key = f"ways-{'-'.join(codes)}-{'-'.join(leg.corridor for leg in found[0].legs)}-{len(found)}"
    st.dataframe(
        rows.rename(columns={name: label.say(lang) for name, label in words.WAYS_COLUMNS.items()}),
        hide_index=True,
        on_select=lambda: _on_way(key, found),
        selection_mode="single-cell",
        key=key,
    )


def _length(way: Way, lang: Lang) -> str:
    """How far it is from the first stop to the last, and whether that is published."""
    if way.published:
        return words.WAYS_PUBLISHED.say(lang).format(km=f"{way.km:g}")
    return words.WAYS_DRAWN.say(lang).format(km=round(way.km))


def _name(stop: Stop, lang: Lang) -> str:
    return stop.zh if lang == "zh" else stop.en


def _changes(way: Way, lang: Lang) -> str:
    """Where one changes: one stop or two."""
    stops = [stop for a, b in pairwise(way.legs) for stop in (a.end, b.start)]
    return " → ".join(dict.fromkeys(_name(stop, lang) for stop in stops)) or words.WAYS_DIRECT.say(lang)


def _elsewhere(way: Way, names: tuple[str, str], lang: Lang) -> str:
    """Which of its ends are elsewhere than where the people of the place are, and how far; empty text: neither is."""
    ends = (way.before, way.legs[0].start), (way.after, way.legs[-1].end)
    told = [
        words.WAYS_AWAY.say(lang).format(place=name, stop=_name(stop, lang), km=f"{far:.0f}")
        for (far, stop), name, away in zip(ends, names, way.elsewhere, strict=True)
        if away
    ]
    return ("；" if lang == "zh" else "; ").join(told)


def _searched(
    tracks: list[Track],
    served: dict[str, list[Track]],
    ends: tuple[str, str],
    titles: "pd.Series[str]",
    names: dict[str, str],
    scene: Scene,
    store: Store,
) -> None:
    """Say among which corridors the ways were looked for, and which of them serve either place."""
    lang, modes = scene.lang, store.catalog.vocabularies["mode"]
    counts = Counter(track.mode for track in tracks)
    zh = lang == "zh"
    kinds = [f"{modes[mode].say(lang)}{'' if zh else ' '}{counts[mode]}" for mode in modes if mode in counts]
    told = [words.WAYS_SEARCHED.say(lang).format(count=len(tracks), kinds=joined(kinds, lang))]
    for code in ends:
        through = joined([titles[track.id] for track in served.get(code, [])], lang) or words.WAYS_NO_LINE.say(lang)
        told.append(words.WAYS_THROUGH.say(lang).format(place=names[code], corridors=through))
    st.caption(("" if zh else " ").join([*told, words.WAYS_INCOMPLETE.say(lang)]))


def pairs(scene: Scene, store: Store, crossings: Shown) -> None:
    """Show how many crossings there are by mode at each border pair that has one of those listed."""
    lang, rows = scene.lang, crossings.counted
    if panels.empty(scene, crossings):
        return
    modes = store.catalog.vocabularies["mode"]
    dash = "—" if lang == "zh" else "–"
    ends = ["sichuan_adcode", "chongqing_adcode"]
    rows = rows[rows[ends].agg("-".join, axis=1).isin(crossings.rows[ends].agg("-".join, axis=1))]
    counts = pd.crosstab(rows[f"sichuan_{lang}"] + dash + rows[f"chongqing_{lang}"], rows["mode"])
    counts = counts[[mode for mode in modes if mode in counts]].rename(columns=lambda mode: modes[mode].say(lang))
    counts.insert(0, text.MATRIX_TOTAL.say(lang), counts.sum(axis=1))
    counts = counts.sort_values(text.MATRIX_TOTAL.say(lang), ascending=False, kind="stable").rename_axis(None)
    shade = f"background-color: {css(palette.SEQUENTIAL[1])}; color: #000"
    st.dataframe(
        counts.style.map(lambda n: shade if n else "color: transparent", subset=list(counts.columns[1:])),
        key="pairs-by-mode",
        height="content",
        alt=words.PANEL_PAIRS.say(lang),
    )
    st.caption(words.PANEL_HINT.say(lang))


def _on_bus(ids: list[str]) -> None:
    row = state.chosen_row("buses")
    if row is not None and row < len(ids):
        state.pick(f"corridors:{ids[row]}")


def buses(scene: Scene, store: Store, corridors: Shown) -> None:
    """List the cross-province bus lines shown: terminals, headway and fare, opening, status, operator."""
    lang, nodes = scene.lang, store.get("corridor_nodes")
    rows = corridors.rows[corridors.rows["mode"] == "bus"]
    crossings, states = store.get("crossings", Vintage.TODAY), store.catalog.vocabularies["status"]
    told = []
    for bus in rows.itertuples():
        stops = [stop for stop in network.strip(bus.id, nodes, crossings) if stop.kind != network.BORDER]
        ends = [stop.zh if lang == "zh" else stop.en for stop in (stops[0], stops[-1])] if stops else []
        told.append(
            {
                "name": bus.name_zh if lang == "zh" else bus.name_en,
                "ends": " — ".join(ends),
                "fare": bus.headway_or_fare_zh if lang == "zh" else bus.headway_or_fare_en,
                "opened": bus.opened,
                "status": states[bus.status].say(lang),
                "operator": bus.operator_or_builder,
            }
        )
    if not told:
        if not panels.empty(scene, corridors):
            st.caption(words.BUSES_NONE.say(lang).format(n=corridors.count))
        return
    labels = {name: label.say(lang) for name, label in words.BUS_COLUMNS.items()}
    st.dataframe(
        pd.DataFrame(told).rename(columns=labels),
        hide_index=True,
        on_select=lambda: _on_bus(rows["id"].tolist()),
        selection_mode="single-cell",
        key="buses",
        placeholder="",
        height="content",
        alt=words.BUSES.say(lang),
    )
    st.caption(text.TABLE_HINT_MAP.say(lang))


def by_mode(scene: Scene, store: Store, corridors: Shown) -> None:
    """Draw how many of the corridors shown there are of each mode and status."""
    lang = scene.lang
    modes, states = store.catalog.vocabularies["mode"], store.catalog.vocabularies["status"]
    counts = pd.crosstab(corridors.rows["mode"], corridors.rows["status"])
    bars = [
        Bar(
            modes[mode].say(lang),
            tuple(
                Part(int(counts.loc[mode].get(status, 0)), _shade(status), states[status].say(lang))
                for status in states
            ),
            str(counts.loc[mode].sum()),
        )
        for mode in modes
        if mode in counts.index
    ]
    charts.stacked(scene, words.MODES_CHART.say(lang), bars)


def _shade(status: str) -> str:
    red, green, blue, _ = palette.MODE["hsr"][0]
    return css((red, green, blue, round(255 * SHADES[status])))


def choose_view(scene: Scene, shown: dict[str, Shown]) -> str:
    """Draw the choice of what stands below the map, and return it: one of VIEWS."""
    names = domain.titles(scene, shown) | {
        "ways": words.WAYS.say(scene.lang),
        "pairs": words.PANEL_PAIRS.say(scene.lang),
        "buses": words.BUSES.say(scene.lang),
    }
    return domain.choose_view(scene, {view: names[view] for view in VIEWS[scene.page] if view in names})
