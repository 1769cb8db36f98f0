"""The answer as a table, a small chart and files: the same rows the map shows."""

from html import escape
from zlib import crc32

import pandas as pd
import streamlit as st

from geodata import card, describe
from geodata.answer import Shown
from geodata.scene import Scene
from geodata.store import Store
from geodata.text import Lang
from pages._ui import state, text


def readable(shown: Shown, store: Store, lang: Lang) -> pd.DataFrame:
    """Return the rows shown as people read them: names, place, facts, crossing, source; codes by their labels."""
    dataset, rows = shown.dataset, shown.rows
    columns = {f"name_{lang}": dataset.all_columns[f"name_{lang}"].label.say(lang)}
    for name in (
        "city",
        "county",
        "cross_border",
        *dataset.facts,
        f"cross_border_{lang}",
        "coord_precision",
        "source_title",
        "source_date",
    ):
        found = name if name in rows else f"{name}_{lang}"
        if found in rows and found in dataset.all_columns:
            columns[found] = dataset.all_columns[found].label.say(lang)
    told = {
        label: [card.cell(row, dataset.all_columns[name], store, lang) for _, row in rows[[name]].iterrows()]
        if dataset.all_columns[name].type not in ("integer", "number")
        else rows[name].tolist()
        for name, label in columns.items()
    }
    return pd.DataFrame(told, index=rows["id"].to_numpy())


def _on_row(dataset: str, key: str) -> None:
    """Turn a chosen row into the pick."""
    chosen, ids = state.value(key)["selection"]["rows"], state.shown_ids(dataset)
    if chosen and chosen[0] < len(ids):
        state.pick(f"{dataset}:{ids[chosen[0]]}")


def table(scene: Scene, store: Store, shown: dict[str, Shown]) -> None:
    """Show one dataset's rows at a time; choosing a row picks it."""
    lang = scene.lang
    if not shown:
        return
    picked = scene.pick.partition(":")[0]
    chosen = st.segmented_control(
        text.TABLE_OF.say(lang),
        list(shown),
        default=picked if picked in shown else next(iter(shown)),
        format_func=lambda id: f"{shown[id].dataset.title.say(lang)} {shown[id].count}",
        key=state.TABLE_OF,
        required=True,
    )
    answer = shown[chosen] if chosen in shown else next(iter(shown.values()))
    id, ids = answer.dataset.id, answer.rows["id"].tolist()
    state.shown_ids(id, ids)
    if not ids:
        st.info(f"{text.NOTHING.say(lang)} {answer.dataset.title.say(lang)}. {describe.how_to_loosen(scene, answer)}")
        return
    # A new key when the rows change: a row number kept from other rows would point at the wrong thing.
    key = f"table-{id}-{crc32('|'.join(ids).encode())}"
    st.dataframe(
        readable(answer, store, lang).style.format(precision=0, thousands=","),
        hide_index=True,
        on_select=lambda: _on_row(id, key),
        selection_mode="single-row",
        key=key,
        height=420,
        placeholder="",
        alt=answer.dataset.title.say(lang),
    )
    st.caption(text.TABLE_HINT.say(lang))


def chart(scene: Scene, shown: dict[str, Shown]) -> None:
    """Show for each dataset how its rows split between the two sides, as bars with their numbers."""
    zh = scene.lang == "zh"
    rows = []
    for answer in shown.values():
        if "side" not in answer.table or not answer.count:
            continue
        counts = answer.rows["side"].value_counts()
        sichuan, chongqing = int(counts.get("sichuan", 0)), int(counts.get("chongqing", 0))
        share = 100 * sichuan / (sichuan + chongqing)
        rows.append(
            f"<li><span>{escape(answer.dataset.domain.title.say(scene.lang))}</span>"
            f'<b>{sichuan}</b><i style="--share:{share:.1f}%;--domain:{answer.dataset.domain.color}"></i>'
            f"<b>{chongqing}</b></li>"
        )
    if rows:
        head = f"<li class='head'><span></span><b>{'川' if zh else 'SC'}</b><i></i><b>{'渝' if zh else 'CQ'}</b></li>"
        st.html(f'<h4>{escape(text.CHART.say(scene.lang))}</h4><ul class="sides">{head}{"".join(rows)}</ul>')
