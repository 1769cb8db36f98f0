"""The parts of the sources page: one overview, then one entry per dataset."""

from collections.abc import Iterator
from html import escape
from typing import Any, Final

import pandas as pd
import streamlit as st

from geodata.catalog import completeness
from geodata.catalog.freshness import DUE
from geodata.catalog.model import Dataset
from geodata.domains.official_lists import COMPLETE, PARTIAL, UNKNOWN
from geodata.export import datasets
from geodata.narrative.labels import unmarked
from geodata.narrative.provenance import Source, distinct, sources
from geodata.store.store import Store
from geodata.text import Lang, amount, marks, number
from pages._http.base_path import served
from pages._ui.common import card_parts, downloads, maps, tables
from pages._ui.words import common
from pages._ui.words.sources import word

_MARKS: Final = {COMPLETE: "●", PARTIAL: "◐", UNKNOWN: "○"}
_BAR = "#1f4e79"  # red is the border's alone


def overview(store: Store, lang: Lang) -> None:
    """Show all datasets in one table."""
    rows = []
    for dataset in store.catalog.datasets.values():
        table = store.get(dataset.id)
        years = completeness.source_years(table)
        addressed = completeness.addressed(table)
        rows.append(
            {
                word("dataset", lang): dataset.title.say(lang),
                word("rows", lang): len(table),
                word("as_of", lang): dataset.as_of,
                word("filled", lang): 100 * float(completeness.completeness(table, dataset).mean()),
                word("addressed", lang): None if addressed is None else 100 * addressed,
                word("sources", lang): f"{years[0]}–{years[1]}" if years else "",
                word("due", lang): None if DUE not in table else int(table[DUE].sum()),
                word("producer", lang): dataset.producer.say(lang),
            }
        )
    bar = {
        word(name, lang): st.column_config.ProgressColumn(format="%.3g%%", min_value=0, max_value=100, color=_BAR)
        for name in ("filled", "addressed")
    }
    share = {name: lambda percent: number.share(percent / 100, lang) for name in bar}
    if maps.narrow():  # beside a table the bar tells the share
        tables.grid(pd.DataFrame(rows), lang, "overview", forms=share)
    else:
        tables.grid(pd.DataFrame(rows), lang, "overview", column_config=bar, height="content")


def connect(lang: Lang) -> None:
    """Show the address of OGC API - Features and the three steps in QGIS.

    The address is one that others can open; where none is known, the one the visitor came by, with a word on that.
    """
    public = downloads.public()
    address = escape(f"{public or downloads.server()}/ogc/")
    steps = "".join(f"<li>{escape(word(step, lang))}</li>" for step in ("qgis_menu", "qgis_address", "qgis_add"))
    only_here = "" if public else f'<p class="soft">{escape(word("qgis_only_here", lang))}</p>'
    copy, done = escape(word("qgis_copy", lang)), escape(common.COPIED.say(lang))
    look = f'<a href="{address}?f=html&amp;lang={lang}" target="_blank" rel="noopener">{word("qgis_browse", lang)}</a>'
    st.header(word("qgis", lang), anchor="qgis")
    st.write(word("qgis_intro", lang))
    st.html(
        f'<p class="link">{address}</p>{only_here}'
        f'<p class="reach"><button data-copy="{address}" data-done="{done}" aria-live="polite">{copy}</button></p>'
        f"<ol>{steps}</ol><p>{look}</p>"
    )


def lists(store: Store, lang: Lang) -> None:
    """Draw how complete each list is in each city: a mark, what is here, and of how many; notes stand in tips."""
    table, names = store.get("coverage"), store.catalog.vocabularies
    by_cell = {(row.adcode, row.list_id): row for row in table.itertuples()}
    asked = [id for id in names["official_list"] if table["list_id"].eq(id).any()]
    cities = [(row.adcode, getattr(row, f"name_{lang}")) for row in store.get("cities").itertuples()]
    whole = [(code, word("whole", lang)) for code in table.loc[table["adcode"].isna(), "adcode"].unique()]
    heads = {id: names["official_list"][id].say(lang) for id in asked}
    head = "".join(f'<th scope="col">{escape(told)}</th>' for told in heads.values())
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(_state(by_cell.get((code, id)), heads[id], store, lang) for id in asked)
        + "</tr>"
        for code, name in [*cities, *whole]
    )
    key = " · ".join(f"{mark} {names['coverage_state'][state].say(lang)}" for state, mark in _MARKS.items())
    st.header(word("lists", lang), anchor="lists")
    st.write(word("lists_intro", lang))
    st.html(
        f'<p class="soft">{escape(key)}</p><div class="wide"><table class="grid lists"><thead><tr>'
        f'<th scope="col">{escape(word("city", lang))}</th>{head}</tr></thead><tbody>{body}</tbody></table></div>'
        + card_parts.source_fold(_list_sources(table, asked, store, lang), lang)
    )


def _list_sources(
    table: pd.DataFrame, asked: list[str], store: Store, lang: Lang
) -> Iterator[tuple[str, tuple[Source, ...]]]:
    """The name of each list asked for, with the sources of all that is said of it."""
    titles = store.catalog.vocabularies["official_list"]
    for id in asked:
        rows = table[table["list_id"].eq(id)].to_dict("records")
        yield titles[id].say(lang), distinct(one for row in rows for one in sources(row, store, lang))


def _state(row: Any, head: str, store: Store, lang: Lang) -> str:
    """A cell: the mark of a state, what is here and on the official list, and the note as a tip."""
    if row is None:
        return "<td></td>"
    count = number.said(row.count_here) + ("" if pd.isna(row.count_official) else f"/{number.said(row.count_official)}")
    told, note = store.catalog.vocabularies["coverage_state"][row.state].say(lang), getattr(row, f"note_{lang}")
    tip = marks.COLON.say(lang).join(filter(None, (told, note if isinstance(note, str) else "")))
    return (
        f'<td class="{row.state}" title="{escape(tip)}" data-head="{escape(head)}">'
        f"{_MARKS[row.state]} {count} <span>{escape(told)}</span></td>"
    )


def _bars(title: str, rows: list[tuple[str, float, str]]) -> str:
    """A small bar chart: (label, share from 0 to 1, number as told) a row; nothing without rows."""
    items = "".join(
        f'<li><span>{escape(label)}</span><i style="--share:{100 * share:.1f}%"></i><b>{escape(told)}</b></li>'
        for label, share, told in rows
    )
    return f"<div><h3>{escape(title)}</h3><ul class='bars'>{items}</ul></div>" if rows else ""


def _counts(
    store: Store, table: pd.DataFrame, column: str, vocabulary: str, lang: Lang
) -> list[tuple[str, float, str]]:
    counts = completeness.shares(table, column)
    labels = store.catalog.vocabularies[vocabulary]
    return [(labels[code].say(lang), n / counts.sum(), str(n)) for code, n in counts.items()]


def entry(store: Store, dataset: Dataset, lang: Lang) -> None:
    """Show one dataset: what, whose, when, licence, weaknesses, small charts and downloads."""
    table = store.get(dataset.id)
    origin = f" · {word('derived', lang)}" if dataset.derived and not dataset.own else ""
    rows = amount(len(table), dataset.counter, lang)
    said = unmarked if dataset.own else str
    with st.expander(f"**{said(dataset.title.say(lang))}** · {said(rows)} · {dataset.as_of}{origin}"):
        facts = [
            (word("producer", lang), dataset.producer.say(lang)),
            (word("method", lang), dataset.method.say(lang)),
            (word("weakness", lang), dataset.weakness.say(lang)),
            *([] if dataset.own else [(word("hash", lang), store.hash(dataset.id))]),
        ]
        told = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in facts)
        licence = escape(dataset.licence.title.say(lang))
        if dataset.licence.url:
            licence = f'<a href="{escape(dataset.licence.url)}" target="_blank" rel="noopener noreferrer">{licence}</a>'
        told += f"<dt>{escape(word('licence', lang))}</dt><dd>{licence}</dd>"
        filled = completeness.completeness(table, dataset)
        labels = {name: column.label.say(lang) for name, column in dataset.all_columns.items()}
        charts = (
            _bars(word("precision", lang), _counts(store, table, "coord_precision", "precision", lang))
            + _bars(word("kinds", lang), _counts(store, table, "source_kind", "source_kind", lang))
            + _bars(
                word("columns", lang),
                [(labels[name], share, number.share(share, lang)) for name, share in filled.items()],
            )
        )
        links = " · ".join(
            f'<a href="{served(datasets.address(dataset.id, format))}" download>{format.upper()}</a>'
            for format in datasets.formats(table)
        )
        links = "" if dataset.own else f"<dt>{escape(word('download', lang))}</dt><dd>{links}</dd>"
        st.html(f'<dl class="provenance">{told}{links}</dl><div class="charts">{charts}</div>')
