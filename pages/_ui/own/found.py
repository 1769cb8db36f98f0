"""What was found in a file: one sentence, how it was read, and the cells that could not be."""

from html import escape
from typing import Final

import pandas as pd
import streamlit as st

from geodata.export import filename
from geodata.intake.model import Intake
from geodata.intake.refused import as_xlsx
from geodata.own.beside import Beside
from geodata.own.dataset import OwnList
from geodata.store.store import Store
from geodata.text import Count, Lang, Text, days, joined, marks
from pages._ui.common import tables
from pages._ui.own.desk import Brought
from pages._ui.words import mydata as words

MOST_PROBLEMS: Final = 300  # cells that are listed
MOST_NAMES: Final = 8  # of places served that mean none
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sentence(intake: Intake, lang: Lang) -> str:
    """Return in one sentence what was found: how many rows, how exactly placed, on which side, how many left out."""
    table, comma = intake.table, marks.COMMA.say(lang)
    form = words.FOUND if len(table) else words.FOUND_NONE
    parts = [form.say(lang).format(name=intake.name, n=Count(len(table)))]
    for column, forms in (("precision", words.PLACED), ("side", words.SIDES)):
        counts = table[column].fillna("").value_counts()
        known = [forms[key].say(lang).format(n=int(counts[key])) for key in forms if key in counts.index]
        if column == "precision" and not intake.position.decided and list(counts.index) == [""]:
            known = [words.TABLE_ONLY.say(lang)] if len(table) else []
        parts += [comma.join(known)] if known else []
    if len(intake.refused):
        parts.append(words.REFUSED.say(lang).format(n=Count(len(intake.refused))))
    return marks.SEMICOLON.say(lang).join(parts) + marks.STOP.say(lang)


def tell(one: Brought, made: OwnList, store: Store, lang: Lang) -> None:
    """Show what was found, and what the places served come to; how it was read stands behind a fold."""
    intake = made.intake
    said = list(intake.said[1:])  # the first tells how many rows lie where, which the sentence has told
    if one.by_memory:
        said.insert(0, words.BY_MEMORY)
    warning = (
        f'<p class="own-warning">{escape(intake.position.warning.say(lang))}</p>' if intake.position.warning else ""
    )
    served = "".join(f"<p>{escape(line)}</p>" for line in _served(made, store, lang))
    items = "".join(f"<li>{escape(_ended(text, lang))}</li>" for text in said)
    how = f"<details><summary>{escape(words.HOW_READ.say(lang))}</summary><ul>{items}</ul></details>" if items else ""
    dot = f'<i style="background:{escape(made.color)}"></i>'
    st.html(
        f'<div class="own-found"><h3>{dot}{escape(made.title)}</h3>'
        f'<p role="status">{escape(sentence(intake, lang))}</p>{served}{warning}{how}</div>'
    )


def _served(made: OwnList, store: Store, lang: Lang) -> list[str]:
    """What the column of places served comes to: how many rows serve the other side, which names mean no place."""
    told = store.told(made.id) if isinstance(store, Beside) else None
    if told is None:
        return []
    lines = []
    if told.too_many:
        lines.append(words.TOO_MANY_TIES.say(lang).format(n=f"{told.too_many:,}"))
    elif told.served:
        lines.append(words.SERVED.say(lang).format(rows=Count(len(told.served)), n=Count(len(told.rows))))
    if told.unknown:
        names = joined(list(told.unknown[:MOST_NAMES]), lang)
        lines.append(words.UNKNOWN_PLACES.say(lang).format(n=Count(len(told.unknown)), names=names))
    return lines


def _ended(text: Text, lang: Lang) -> str:
    """A sentence with its full stop."""
    told = text.say(lang).rstrip("。.；; ")
    return f"{told[:1].upper()}{told[1:]}{marks.STOP.say(lang)}"


def problems(made: OwnList, lang: Lang) -> None:
    """List the cells that could not be used, and offer the rows left out as a file."""
    intake = made.intake
    if intake.problems:
        title = words.PROBLEMS.say(lang).format(n=len(intake.problems))
        with st.expander(title, key=f"own-problems-{made.id}"):
            tables.grid(_listed(intake, lang), lang, f"own-cells-{made.id}", alt=title)
            if len(intake.problems) > MOST_PROBLEMS:
                st.caption(words.FIRST_PROBLEMS.say(lang).format(n=MOST_PROBLEMS))
    if len(intake.refused):
        st.download_button(
            words.REFUSED_FILE.say(lang).format(n=Count(len(intake.refused))),
            lambda: as_xlsx(intake, lang),
            file_name=filename.filename((made.title, words.REFUSED_NAME.say(lang)), days.today(), "xlsx", lang),
            mime=XLSX,
            key=f"own-refused-{made.id}",
            icon=":material/download:",
            on_click="ignore",
        )


def _listed(intake: Intake, lang: Lang) -> pd.DataFrame:
    """The cells with a problem as people read them."""
    heads = [head.say(lang) for head in words.PROBLEM_HEADS]
    rows = [
        (
            str(one.row),
            one.column,
            one.value,
            one.expected.say(lang),
            (words.ROW_TAKEN if one.taken else words.ROW_REFUSED).say(lang),
        )
        for one in intake.problems[:MOST_PROBLEMS]
    ]
    return pd.DataFrame(rows, columns=heads)
