"""What needs the owner of a list: which coordinates these are, which place is meant, which sheet, what a column is."""

from dataclasses import replace
from html import escape
from typing import Final

import streamlit as st

from geodata.boundaries.vintage import Vintage
from geodata.intake.meaning import kept as columns
from geodata.intake.model import Meaning
from geodata.intake.told import MEANINGS
from geodata.own.dataset import OwnList
from geodata.query import gazetteer
from geodata.store.store import load
from geodata.text import Count, Lang, number
from pages._ui.own import bringing, desk
from pages._ui.own.desk import Brought
from pages._ui.session import state
from pages._ui.words import mydata as words

COMMON: Final = ("EPSG:4326", "EPSG:4490", "GCJ-02", "BD-09")  # ways to read degrees
MOST_ROWS: Final = 12  # ambiguous rows that are asked about at once
MOST_COLUMNS: Final = 60  # that the form holds
MOST_SAMPLES: Final = 3  # values of a column that are shown
_LONGEST: Final = 24  # letters of such a value
_LOOKED_AT: Final = 500  # rows for such values


def needs(one: Brought, made: OwnList, lang: Lang) -> None:
    """Ask what could not be decided; nothing is drawn where all was."""
    if not one.readings and not made.intake.asked:
        return
    with st.container(key=f"own-needs-{made.id}", border=True):
        st.html(f'<h4 class="own-needs">{escape(words.NEEDS.say(lang))}</h4>')
        if one.readings:
            _which_crs(one, made, lang)
        elif made.intake.asked:
            _which_places(one, made, lang)


def _which_crs(one: Brought, made: OwnList, lang: Lang) -> None:
    weighed = {reading.crs: reading for reading in made.intake.position.readings}
    known = [crs for crs, _ in one.readings if crs in weighed] or [crs for crs, _ in one.readings]
    key = f"own-crs-{made.id}"
    choices = [*known, *(crs for crs in weighed if crs not in known and weighed[crs].likelihood >= 0.01)]

    def named(crs: str) -> str:
        found = weighed.get(crs)
        return f"{bringing.read_as(crs)} {number.share(found.likelihood, lang)}" if found else crs

    st.radio(
        words.WHICH_CRS.say(lang),
        choices,
        format_func=named,
        captions=[weighed[crs].why.say(lang) if crs in weighed else "" for crs in choices],
        key=key,
    )
    _hint(words.WHICH_CRS_HINT.say(lang))
    with st.container(key=f"own-look-{made.id}", horizontal=True, gap="small"):
        st.button(words.USE_THIS.say(lang), key=f"own-use-{made.id}", type="primary", on_click=_use, args=(one, key))
        counts = made.intake.table["adcode"].value_counts().head(2)
        places = gazetteer.units(load().at(Vintage.TODAY))
        for code in [code for code in counts.index if code in places]:
            label = words.LOOK_AT.say(lang).format(place=places[code].say(lang))
            st.button(label, key=f"own-at-{made.id}-{code}", on_click=state.focus, args=(code,))


def _hint(told: str) -> None:
    st.html(f'<p class="own-limits">{escape(told)}</p>')


def _use(one: Brought, key: str) -> None:
    crs = str(state.value(key))
    if crs in dict(one.readings):
        bringing.choose(one.id, crs)
    else:
        bringing.again(one.id, replace(one.how, reading=crs))


def _which_places(one: Brought, made: OwnList, lang: Lang) -> None:
    _hint(words.WHICH_PLACES.say(lang))
    asked, places = made.intake.asked, gazetteer.units(load().at(Vintage.TODAY))
    names = made.intake.table.set_index("row")["name"]

    def called(code: str) -> str:
        return places[code].label(lang) if code in places else code or words.NO_PLACE.say(lang)

    for row, codes in asked[:MOST_ROWS]:
        label = words.WHICH_PLACE.say(lang).format(row=row, name=names.get(row, ""))
        st.selectbox(label, ["", *codes], format_func=called, key=f"own-place-{made.id}-{row}")
    if len(asked) > MOST_ROWS:
        _hint(words.MORE_ASKED.say(lang).format(n=Count(len(asked) - MOST_ROWS)))
    st.button(words.SETTLE.say(lang), key=f"own-settle-{made.id}", type="primary", on_click=_settle, args=(one, made))


def _settle(one: Brought, made: OwnList) -> None:
    rows = [row for row, _ in made.intake.asked[:MOST_ROWS]]
    chosen = {row: str(state.value(f"own-place-{made.id}-{row}") or "") for row in rows}
    choices = dict(one.how.choices) | {row: code for row, code in chosen.items() if code}
    if len(choices) > len(one.how.choices):
        bringing.again(one.id, replace(one.how, choices=tuple(choices.items())))


def mend(one: Brought, made: OwnList, lang: Lang) -> None:
    """Draw the way to mend how a file was read: its sheet, its coordinates, what each column is."""
    if one.at >= 0:
        _hint(words.FROM_WORKSPACE.say(lang))
        return
    with st.expander(words.COLUMNS.say(lang), key=f"own-columns-{made.id}"):
        _sheet(one, made, lang)
        _form(one, made, lang)
        _other_crs(one, made, lang)


def _sheet(one: Brought, made: OwnList, lang: Lang) -> None:
    sheets, now = made.intake.layout.sheets, made.intake.layout.sheet
    if len(sheets) < 2:
        return
    key = f"own-sheet-{made.id}-{one.file[:8]}"
    with st.container(key=f"own-sheets-{made.id}", horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(words.SHEET.say(lang), sheets, index=sheets.index(now) if now in sheets else 0, key=key)
        st.button(
            words.SHEET_GO.say(lang),
            key=f"own-sheet-go-{made.id}",
            on_click=lambda: bringing.again(one.id, replace(one.how, sheet=str(state.value(key)), mapping=None)),
            disabled=chosen == now,
        )


def _form(one: Brought, made: OwnList, lang: Lang) -> None:
    """One row for each column: its heading, what stands in it, and what it is."""
    mapping, table = made.intake.mapping, made.intake.table
    meanings = list(MEANINGS)
    keys = {column.position: f"own-column-{made.id}-{one.file[:8]}-{column.position}" for column in mapping}
    with st.form(f"own-form-{made.id}", border=False):
        for column in mapping[:MOST_COLUMNS]:
            head = column.heading or words.COLUMN_N.say(lang).format(n=column.position + 1)
            told, choosing = st.columns([3, 2], vertical_alignment="center")
            name = f"c{column.position}"
            values = table[name].head(_LOOKED_AT).dropna().astype(str).unique()[:MOST_SAMPLES] if name in table else []
            sample = words.SAMPLE.say(lang).format(values=" / ".join(value[:_LONGEST] for value in values))
            small = f"<small>{escape(sample)}</small>" if len(values) else ""
            told.html(f'<p class="own-column"><b>{escape(head)}</b>{small}</p>')
            choosing.selectbox(
                head,
                meanings,
                index=meanings.index(column.meaning),
                format_func=lambda meaning: MEANINGS[meaning].say(lang),
                key=keys[column.position],
                label_visibility="collapsed",
            )
        if len(mapping) > MOST_COLUMNS:
            _hint(words.COLUMNS_REST.say(lang).format(n=Count(len(mapping) - MOST_COLUMNS)))
        st.checkbox(words.KEEP_MAPPING.say(lang), key=f"own-keep-{made.id}")
        st.form_submit_button(words.READ_AGAIN.say(lang), on_click=_mend, args=(one, made, keys))


def _mend(one: Brought, made: OwnList, keys: dict[int, str]) -> None:
    mapping = made.intake.mapping
    wanted = {
        column.position: Meaning(state.value(keys[column.position]))
        for column in mapping[:MOST_COLUMNS]
        if state.value(keys[column.position]) != column.meaning
    }
    mended = columns.changed(mapping, wanted)
    if state.value(f"own-keep-{made.id}"):
        desk.remember_columns(mended)
    if wanted:
        bringing.again(one.id, replace(one.how, mapping=mended))


def _other_crs(one: Brought, made: OwnList, lang: Lang) -> None:
    """Offer to read the coordinates in another way than was found."""
    position = made.intake.position
    if not position.decided and not position.readings:
        return
    key = f"own-other-{made.id}-{one.file[:8]}"
    names = list(dict.fromkeys([*COMMON, *(reading.crs for reading in position.readings)]))
    now = position.decided if position.decided in names else ""
    with st.container(key=f"own-others-{made.id}", horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            words.OTHER_CRS.say(lang),
            ["", *names],
            index=0,
            format_func=lambda crs: bringing.read_as(crs) if crs else words.AS_FOUND.say(lang).format(crs=now),
            key=key,
        )
        st.button(
            words.READ_AGAIN.say(lang),
            key=f"own-other-go-{made.id}",
            on_click=lambda: bringing.again(one.id, replace(one.how, reading=str(state.value(key) or ""))),
        )
