"""Part of the page of sources: what changed in the data since a released version."""

from collections.abc import Iterator
from html import escape

import pandas as pd
import streamlit as st

from geodata.catalog.model import Column
from geodata.catalog.shared_columns import opens
from geodata.query.scene import Scene
from geodata.query.scene_fields import Reading, earlier
from geodata.store import releases
from geodata.store.releases import Changes, TableChanges
from geodata.store.store import Store
from geodata.text import Lang
from pages._http.base_path import served
from pages._ui.common import tables
from pages._ui.session import state
from pages._ui.words.sources import word


def changes(scene: Scene, store: Store) -> None:
    """Let a version be chosen, and show what changed since: headline numbers, then every row and cell."""
    lang, known = scene.lang, releases.known()
    versions = earlier(Reading(store, scene.page))
    st.header(word("changes", lang), anchor="changes")
    if not versions:
        st.caption(word("no_release", lang))
        return
    st.write(word("changes_intro", lang))
    since = st.selectbox(
        word("since", lang),
        versions,
        format_func=lambda version: word("release", lang).format(date=known[version].date, version=version),
        key=state.key("since"),
        width=360,
    )
    found = releases.compare(known[since], releases.now(store))
    _headlines(found, since, store, lang)
    _rows(found, since, store, lang)
    address = served(f"/api/changes?since={since}")
    st.html(
        f'<p><a href="{escape(address)}" target="_blank" rel="noopener">{escape(word("changes_api", lang))}</a></p>'
    )


def _headlines(found: Changes, since: str, store: Store, lang: Lang) -> None:
    """The numbers reports quote, then how many rows each table had and has; what stayed is left out of the latter."""
    datasets = store.catalog.datasets
    told = []
    for name, (before, after) in found.headlines.items():
        if name not in store.facts or before != after:
            title = datasets[name].title.say(lang) if name in store.facts else word(name, lang)
            told.append((title, before, after, None if before is None or after is None else after - before))
    columns = [word(name, lang) for name in ("number", "then", "now", "difference")]
    table = pd.DataFrame(told, columns=columns).astype(dict.fromkeys(columns[1:], "Int64"))
    tables.grid(
        table,
        lang,
        f"changes-numbers-{since}",
        forms={columns[3]: "{:+d}".format},
        height="content",
        width=560,
        alt=word("changes", lang),
    )


def _rows(found: Changes, since: str, store: Store, lang: Lang) -> None:
    names = [word(name, lang) for name in ("table", "what", "row", "id", "column", "then", "now")]
    title, address = (column.label.say(lang) for column in _source_columns(store))
    told = [
        (*line, *_source(found, id, line[3]))
        for id, table in found.tables.items()
        for line in _lines(id, table, store, lang)
    ]
    tables.grid(
        pd.DataFrame(told, columns=[*names, title, address]),
        lang,
        f"changes-rows-{since}",
        column_config={address: tables.address_column(address, lang)},
        height=420,
        alt=word("changes", lang),
    )


def _source_columns(store: Store) -> tuple[Column, Column]:
    """The columns of a source's title and address; every table of facts has the same."""
    columns = store.catalog.datasets["timeline"].all_columns
    return columns["source_title"], columns["source_url"]


def _source(found: Changes, id: str, row: str) -> tuple[str, str | None]:
    """Title and address of the source of a row as it is now, or as it was before it went; nothing for a column."""
    cells = found.until.tables.get(id, {}).get(row) or found.since.tables.get(id, {}).get(row, {})
    url = cells.get("source_url")
    return cells.get("source_title", ""), url if opens(url) else None


def _lines(id: str, table: TableChanges, store: Store, lang: Lang) -> Iterator[tuple[str, ...]]:
    """What changed in a table, a line for each row that came or went, each cell and each column."""
    dataset = store.catalog.datasets.get(id)
    title = dataset.title.say(lang) if dataset else id
    labels = {name: column.label.say(lang) for name, column in dataset.all_columns.items()} if dataset else {}
    for what, columns in (("columns_added", table.columns_added), ("columns_removed", table.columns_removed)):
        for name in columns:
            yield title, word(what, lang), "", "", labels.get(name, name), "", ""
    for what, rows in (("added", table.added), ("removed", table.removed)):
        for row, named in rows.items():
            yield title, word(what, lang), named[f"name_{lang}"], row, "", "", ""
    for one in table.changed:
        for name, (before, after) in one.cells.items():
            yield title, word("changed", lang), one.name[f"name_{lang}"], one.id, labels.get(name, name), before, after
