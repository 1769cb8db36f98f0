"""The parts of the sources page: one overview, then one entry per dataset."""

from html import escape

import pandas as pd
import streamlit as st

from geodata import export, quality
from geodata.catalog import Dataset
from geodata.store import Store
from geodata.text import Lang, Text

_BAR = "#1f4e79"  # red is the border's alone
_WORDS = {
    "dataset": Text("数据集", "Dataset"),
    "rows": Text("条数", "Rows"),
    "as_of": Text("截至", "As of"),
    "filled": Text("填写完整度", "Cells filled"),
    "addressed": Text("来源有网址", "Sources with an address"),
    "sources": Text("来源年份", "Years of the sources"),
    "licence": Text("许可", "Licence"),
    "producer": Text("谁的", "Whose"),
    "method": Text("怎么来的", "How made"),
    "weakness": Text("已知不足", "Known weaknesses"),
    "precision": Text("点位精度", "Precision of the points"),
    "kinds": Text("来源性质", "Kinds of sources"),
    "columns": Text("各列填写完整度", "Cells filled, by column"),
    "column": Text("列", "Column"),
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
        _word(name, lang): st.column_config.ProgressColumn(format="%.0f%%", min_value=0, max_value=100, color=_BAR)
        for name in ("filled", "addressed")
    }
    st.dataframe(pd.DataFrame(rows), hide_index=True, column_config=bar, height=38 * (len(rows) + 1), key="overview")


def _bars(title: str, counts: "pd.Series[int]", labels: dict[str, Text], lang: Lang) -> str:
    """A small bar chart with its numbers."""
    total = max(int(counts.sum()), 1)
    rows = "".join(
        f"<li><span>{escape(labels[code].say(lang) if code in labels else str(code))}</span>"
        f'<i style="--share:{100 * n / total:.1f}%"></i><b>{n}</b></li>'
        for code, n in counts.items()
    )
    return f"<div><h5>{escape(title)}</h5><ul class='bars'>{rows}</ul></div>" if rows else ""


def entry(store: Store, dataset: Dataset, lang: Lang) -> None:
    """Show one dataset: what, whose, when, licence, weaknesses, small charts and downloads."""
    table = store.get(dataset.id)
    origin = f" · {_word('derived', lang)}" if dataset.derived else ""
    with st.expander(
        f"**{dataset.title.say(lang)}** · {len(table)} {dataset.counter.say(lang)} · {dataset.as_of}{origin}"
    ):
        facts = [
            (_word("producer", lang), dataset.producer.say(lang)),
            (_word("method", lang), dataset.method.say(lang)),
            (_word("weakness", lang), dataset.weakness.say(lang)),
            (_word("licence", lang), dataset.licence.title.say(lang)),
            (_word("hash", lang), store.hash(dataset.id)),
        ]
        rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in facts)
        words = store.catalog.vocabularies
        charts = _bars(_word("precision", lang), quality.shares(table, "coord_precision"), words["precision"], lang)
        charts += _bars(_word("kinds", lang), quality.shares(table, "source_kind"), words["source_kind"], lang)
        links = " · ".join(
            f'<a href="/api/datasets/{dataset.id}.{format}" download>{format.upper()}</a>'
            for format in export.formats(table)
        )
        st.html(
            f'<dl class="provenance">{rows}<dt>{escape(_word("download", lang))}</dt><dd>{links}</dd></dl>'
            f'<div class="charts">{charts}</div>'
        )
        filled = quality.completeness(table, dataset)
        columns = {name: column.label.say(lang) for name, column in dataset.all_columns.items()}
        st.dataframe(
            pd.DataFrame(
                {
                    _word("column", lang): [columns[name] for name in filled.index],
                    _word("filled", lang): 100 * filled.to_numpy(),
                }
            ),
            hide_index=True,
            column_config={
                _word("filled", lang): st.column_config.ProgressColumn(
                    format="%.0f%%", min_value=0, max_value=100, color=_BAR
                )
            },
            key=f"filled-{dataset.id}",
            height=220,
        )
