"""The part of the page Transport that asks for two places and lists the ways between them."""

from collections import Counter
from functools import partial
from itertools import pairwise

import pandas as pd
import streamlit as st

from geodata.boundaries.adcode import side
from geodata.catalog.pick import Pick
from geodata.catalog.shared_columns import SOURCE, in_force
from geodata.domains.journeys import Track
from geodata.narrative.cards.card import all_sources
from geodata.narrative.provenance import NO_LINK
from geodata.query import url, ways
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.query.ways import Seat, Way
from geodata.store.store import Store
from geodata.text import Lang, joined, marks, number
from pages._ui.common import card_parts, downloads, tables
from pages._ui.parts.crossings_charts import unit_name
from pages._ui.session import state
from pages._ui.words import transport as words


def between(scene: Scene, store: Store, corridors: Shown) -> None:
    """Ask for two places and list the ways between them on the corridors shown."""
    lang = scene.lang

    def today(code: str) -> str:
        return store.at(scene.vintage).code(code)

    rows = corridors.counted[in_force(corridors.counted)]
    known = ways.tracks(store.at(scene.vintage))
    tracks = [known[id] for id in rows["id"] if id in known]
    served = ways.served(tracks, today)
    codes = sorted((code for code in served if side(code)), key=lambda code: (side(code) != "sichuan", code))
    names = {code: unit_name(code, store, scene) for code in codes}
    for code in filter(None, (scene.start, scene.end)):
        names.setdefault(code, unit_name(code, store, scene))
    for column, key, label in zip(
        st.columns(2), (state.key("start"), state.key("end")), (words.WAYS_FROM, words.WAYS_TO), strict=True
    ):
        column.selectbox(
            label.say(lang),
            ["", *names],
            format_func=lambda code: names[code] if code else words.WAYS_PICK.say(lang),
            key=key,
        )
    st.caption(words.WAYS_HINT.say(lang).format(change=number.said(ways.CHANGE_KM), times=number.said(ways.DETOUR)))
    if not (scene.start and scene.end):
        return
    if scene.start == scene.end:
        st.info(words.WAYS_SAME.say(lang))
        return
    titles = corridors.table.set_index("id")[f"name_{lang}"]
    start, end = (ways.stand(store.at(scene.vintage))[code] for code in (scene.start, scene.end))
    found = ways.between(store.at(scene.vintage), corridors.counted, scene.start, scene.end)
    if found:
        _listed(found, start, end, titles, names, lang)
        _sources(found, scene, store)
        _files(found, (names[scene.start], names[scene.end]), corridors, scene, store)
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
        st.caption(words.WAYS_STRAIGHT.say(lang).format(km=number.said(start.apart(end), 0, lang)))


def _sources(found: list[Way], scene: Scene, store: Store) -> None:
    """Lay the sources of every corridor of the ways out, folded."""
    edition, lang = store.at(scene.vintage), scene.lang
    table = edition.get("corridors").set_index("id", drop=False)
    ids = dict.fromkeys(leg.corridor for way in found for leg in way.legs)
    named = (
        (str(row[f"name_{lang}"]), all_sources(Pick.of("corridors", id), row, edition, lang))
        for id, row in ((id, table.loc[id]) for id in ids)
    )
    st.html(card_parts.source_fold(named, lang))


def _files(found: list[Way], ends: tuple[str, str], corridors: Shown, scene: Scene, store: Store) -> None:
    """Offer the ways as files, a row for each leg with its line and its source."""
    lang, columns = scene.lang, corridors.dataset.all_columns
    legs = ways.legs_table(found, store.at(scene.vintage))
    labels = {name: label.say(lang) for name, label in words.WAYS_FILE.items()}
    labels |= {name: columns[name].label.say(lang) for name in SOURCE}
    modes, kinds = (store.catalog.vocabularies[name] for name in ("mode", "source_kind"))
    told = legs.assign(
        **{name: legs[f"{name}_{lang}"] for name in ("name", "from", "to")},
        mode=[modes[mode].say(lang) for mode in legs["mode"]],
        source_kind=[kinds[kind].say(lang) for kind in legs["source_kind"]],
        source_url=legs["source_url"].fillna(NO_LINK.say(lang)),
    )[list(labels)]
    title = marks.COLON.say(lang).join((words.WAYS.say(lang), " → ".join(ends)))
    makers = downloads.table_files(
        (words.WAYS.say(lang), pd.DataFrame(told.rename(columns=labels))),
        ("ways", legs),
        downloads.about(scene, store, {"corridors": corridors}, title, url.address(scene, store, downloads.public())),
        lang,
        {labels["source_title"]: labels["source_url"]},
    )
    st.markdown(f"**{words.WAYS_FILES.say(lang)}**")
    downloads.buttons(makers, "ways-file", scene, store, "-".join(ends))


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
            "ends": f"{way.legs[0].start.say(lang)} → {way.legs[-1].end.say(lang)}",
            "changes": _changes(way, lang),
            "km": _length(way, lang),
            "whole": round(way.whole) if all(seat.known for seat in ends) else None,
        }
        for way in found
    ).dropna(axis="columns", how="all")
    key = f"ways-{'-'.join(codes)}-{'-'.join(leg.corridor for leg in found[0].legs)}-{len(found)}"
    tables.grid(
        rows.rename(columns={name: label.say(lang) for name, label in words.WAYS_COLUMNS.items()}),
        lang,
        key,
        choose=tables.picks_row("corridors", [way.legs[0].corridor for way in found]),
        forms={words.WAYS_COLUMNS["whole"].say(lang): partial(number.said, digits=0, lang=lang)},
    )


def _length(way: Way, lang: Lang) -> str:
    """How far it is from the first stop to the last, and whether that is published."""
    if way.published:
        return words.WAYS_PUBLISHED.say(lang).format(km=number.published(way.km))
    return words.WAYS_DRAWN.say(lang).format(km=round(way.km))


def _changes(way: Way, lang: Lang) -> str:
    """Where one changes: one stop or two."""
    stops = [stop for a, b in pairwise(way.legs) for stop in (a.end, b.start)]
    return " → ".join(dict.fromkeys(stop.say(lang) for stop in stops)) or words.WAYS_DIRECT.say(lang)


def _elsewhere(way: Way, names: tuple[str, str], lang: Lang) -> str:
    """Which of its ends are elsewhere than where the people of the place are, and how far; empty text: neither is."""
    ends = (way.before, way.legs[0].start), (way.after, way.legs[-1].end)
    told = [
        words.WAYS_AWAY.say(lang).format(place=name, stop=stop.say(lang), km=number.said(far, 0, lang))
        for (far, stop), name, away in zip(ends, names, way.elsewhere, strict=True)
        if away
    ]
    return marks.SEMICOLON.say(lang).join(told)


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
    space = marks.SPACE.say(lang)
    kinds = [f"{modes[mode].say(lang)}{space}{counts[mode]}" for mode in modes if mode in counts]
    told = [words.WAYS_SEARCHED.say(lang).format(count=len(tracks), kinds=joined(kinds, lang))]
    for code in ends:
        through = joined([titles[track.id] for track in served.get(code, [])], lang) or words.WAYS_NO_LINE.say(lang)
        told.append(words.WAYS_THROUGH.say(lang).format(place=names[code], corridors=through))
    st.caption(space.join([*told, words.WAYS_INCOMPLETE.say(lang)]))
