"""The parts of the sources page: one overview, then one entry per dataset."""

from html import escape

import pandas as pd
import streamlit as st

from geodata.catalog import completeness
from geodata.catalog.model import Dataset
from geodata.export import datasets
from geodata.store.store import Store
from geodata.text import Lang, amount, number
from pages._http.base_path import served
from pages._ui.words.sources import word

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
                word("producer", lang): dataset.producer.say(lang),
            }
        )
    bar = {
        word(name, lang): st.column_config.ProgressColumn(format="%.3g%%", min_value=0, max_value=100, color=_BAR)
        for name in ("filled", "addressed")
    }
    st.dataframe(
        pd.DataFrame(rows), hide_index=True, column_config=bar, height="content", placeholder="", key="overview"
    )


def _bars(title: str, rows: list[tuple[str, float, str]]) -> str:
    """A small bar chart: (label, share from 0 to 1, number as told) a row; nothing without rows."""
    items = "".join(
        f'<li><span>{escape(label)}</span><i style="--share:{100 * share:.1f}%"></i><b>{escape(told)}</b></li>'
        for label, share, told in rows
    )
    return f"<div><h4>{escape(title)}</h4><ul class='bars'>{items}</ul></div>" if rows else ""


def _counts(
    store: Store, table: pd.DataFrame, column: str, vocabulary: str, lang: Lang
) -> list[tuple[str, float, str]]:
    counts = completeness.shares(table, column)
    labels = store.catalog.vocabularies[vocabulary]
    return [(labels[code].say(lang), n / counts.sum(), str(n)) for code, n in counts.items()]


def entry(store: Store, dataset: Dataset, lang: Lang) -> None:
    """Show one dataset: what, whose, when, licence, weaknesses, small charts and downloads."""
    table = store.get(dataset.id)
    origin = f" · {word('derived', lang)}" if dataset.derived else ""
    rows = amount(len(table), dataset.counter, lang)
    with st.expander(f"**{dataset.title.say(lang)}** · {rows} · {dataset.as_of}{origin}"):
        facts = [
            (word("producer", lang), dataset.producer.say(lang)),
            (word("method", lang), dataset.method.say(lang)),
            (word("weakness", lang), dataset.weakness.say(lang)),
            (word("licence", lang), dataset.licence.title.say(lang)),
            (word("hash", lang), store.hash(dataset.id)),
        ]
        told = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in facts)
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
        st.html(
            f'<dl class="provenance">{told}<dt>{escape(word("download", lang))}</dt><dd>{links}</dd></dl>'
            f'<div class="charts">{charts}</div>'
        )
