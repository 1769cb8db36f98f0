"""The parts of the sources page: one overview, then one entry per dataset."""

from html import escape

import pandas as pd
import streamlit as st

from geodata import export, number, quality
from geodata.catalog import Dataset
from geodata.store import Store
from geodata.text import Lang, Text, counted

_BAR = "#1f4e79"  # red is the border's alone
_WORDS = {
    "dataset": Text("数据集", "Dataset"),
    "rows": Text("条数", "Rows"),
    "as_of": Text("截至", "As of"),
    "filled": Text("填写完整度", "Cells filled"),
    "addressed": Text("来源有网址", "Sources with an address"),
    "sources": Text("来源年份", "Years of the sources"),
    "licence": Text("许可", "Licence"),
    "producer": Text("谁的", "Producer"),
    "method": Text("怎么来的", "Method"),
    "weakness": Text("已知不足", "Known weaknesses"),
    "precision": Text("位置精度", "Precision of the points"),
    "kinds": Text("来源性质", "Kinds of sources"),
    "columns": Text("各列填写完整度", "Cells filled, by column"),
    "download": Text("下载", "Download"),
    "derived": Text("推算得出", "derived"),
    "hash": Text("版本", "Version"),
}


def _word(name: str, lang: Lang) -> str:
    return _WORDS[name].say(lang)


def overview(store: Store, lang: Lang) -> None:
    """Show all datasets in one table."""
    rows = []
    for dataset in store.catalog.datasets.values():
        table = store.get(dataset.id)
        years = quality.source_years(table)
        addressed = quality.addressed(table)
        rows.append(
            {
                _word("dataset", lang): dataset.title.say(lang),
                _word("rows", lang): len(table),
                _word("as_of", lang): dataset.as_of,
                _word("filled", lang): 100 * float(quality.completeness(table, dataset).mean()),
                _word("addressed", lang): None if addressed is None else 100 * addressed,
                _word("sources", lang): f"{years[0]}–{years[1]}" if years else "",
                _word("producer", lang): dataset.producer.say(lang),
            }
        )
    bar = {
        _word(name, lang): st.column_config.ProgressColumn(format="%.3g%%", min_value=0, max_value=100, color=_BAR)
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
    counts = quality.shares(table, column)
    labels = store.catalog.vocabularies[vocabulary]
    return [(labels[code].say(lang), n / counts.sum(), str(n)) for code, n in counts.items()]


def entry(store: Store, dataset: Dataset, lang: Lang) -> None:
    """Show one dataset: what, whose, when, licence, weaknesses, small charts and downloads."""
    table = store.get(dataset.id)
    origin = f" · {_word('derived', lang)}" if dataset.derived else ""
    rows = f"{len(table)}{dataset.counter.zh}" if lang == "zh" else counted(len(table), dataset.counter.en)
    with st.expander(f"**{dataset.title.say(lang)}** · {rows} · {dataset.as_of}{origin}"):
        facts = [
            (_word("producer", lang), dataset.producer.say(lang)),
            (_word("method", lang), dataset.method.say(lang)),
            (_word("weakness", lang), dataset.weakness.say(lang)),
            (_word("licence", lang), dataset.licence.title.say(lang)),
            (_word("hash", lang), store.hash(dataset.id)),
        ]
        told = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in facts)
        filled = quality.completeness(table, dataset)
        labels = {name: column.label.say(lang) for name, column in dataset.all_columns.items()}
        charts = (
            _bars(_word("precision", lang), _counts(store, table, "coord_precision", "precision", lang))
            + _bars(_word("kinds", lang), _counts(store, table, "source_kind", "source_kind", lang))
            + _bars(
                _word("columns", lang),
                [(labels[name], share, number.share(share, lang)) for name, share in filled.items()],
            )
        )
        links = " · ".join(
            f'<a href="/api/datasets/{dataset.id}.{format}" download>{format.upper()}</a>'
            for format in export.formats(table)
        )
        st.html(
            f'<dl class="provenance">{told}<dt>{escape(_word("download", lang))}</dt><dd>{links}</dd></dl>'
            f'<div class="charts">{charts}</div>'
        )
