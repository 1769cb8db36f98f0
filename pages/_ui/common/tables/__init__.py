"""The answer as a table, a small chart and files: the same rows the map shows."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from typing import Any, Final
from zlib import crc32

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from geodata.catalog.model import Dataset
from geodata.catalog.pick import Pick
from geodata.narrative import filters, labels, provenance
from geodata.narrative import table as readable
from geodata.narrative.provenance import Source
from geodata.narrative.residents.access import SIDES
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.store.store import Store
from geodata.text import Lang, marks, number
from geodata.ties import integration
from pages._ui.common import maps, sentence, stage
from pages._ui.common.tables import cards
from pages._ui.session import state
from pages._ui.words import common

TALL, FEW = 420, 11  # height of a table in px; so many lines fit into it
OF_PAIRS: Final = ("gaps", "came", "flows")  # tables whose rows are a border pair in a domain
MOST_ROWS: Final = 2000  # of a table on screen; only lists of a reader's own are longer, files hold all
NAME = 150  # px of the first column where the others have a width
ADDRESS = 190  # px of a column of addresses
SITE = r"^https?://(?:www\.)?([^/:?#]+)"  # what of an address is shown


def picks_row(dataset: str, ids: list[str]) -> Callable[[int], None]:
    """Return what the choice of a row does: it picks what it stands for; a gap, or what filled it, its pair.

    Args:
        dataset, ids: what each row stands for.
    """

    def choose(row: int) -> None:
        if row < len(ids):
            id = ids[row]
            gap = dataset in OF_PAIRS
            state.pick(Pick.of("border_pairs", integration.pair_of_gap(id)) if gap else Pick.of(dataset, id))

    return choose


def grid(
    told: pd.DataFrame,
    lang: Lang,
    key: str,
    *,
    choose: Callable[[int], None] | None = None,
    forms: Mapping[str, Callable[[Any], str]] | None = None,
    styled: Callable[[Styler], Styler] | None = None,
    sources: Callable[[int], tuple[Source, ...]] | None = None,
    colors: Sequence[str] = (),
    **options: Any,
) -> None:
    """Show a table; on a phone, where a table has no room, the same rows as cards.

    Args:
        told: the first column names the row.
        lang, key: of the table.
        choose: what choosing the row of a number does.
        forms: how the numbers of a column are written, by heading.
        styled: what colours its cells.
        sources: the sources of the row of a number, which a card tells with their links.
        colors: of the mark beside each card.
        options: what else ``st.dataframe`` takes.
    """
    if maps.narrow():
        texts = pd.DataFrame({head: _texts(cells, (forms or {}).get(str(head))) for head, cells in told.items()})
        cards.show(texts, lang, key, choose=choose, sources=sources, colors=colors)
        return

    def chosen() -> None:
        row = state.chosen_row(key)
        if row is not None and choose:
            choose(row)

    style = told.style.format(forms, na_rep="") if forms else told.style if styled else None
    data = told if style is None else styled(style) if styled else style
    given: Any = {"hide_index": True, "placeholder": ""}
    if choose:
        given |= {"on_select": chosen, "selection_mode": "single-cell"}
    st.dataframe(data, key=key, **(given | options))


def _texts(cells: "pd.Series[Any]", form: Callable[[Any], str] | None) -> list[str]:
    """The cells of a column as texts, empty where nothing is known."""
    whole = [int(cell) if isinstance(cell, float) and cell.is_integer() else cell for cell in cells]
    return ["" if pd.isna(cell) else form(cell) if form else str(cell) for cell in whole]


def table(scene: Scene, store: Store, shown: dict[str, Shown]) -> None:
    """Show one dataset's rows at a time; choosing a row picks it."""
    if not shown:
        return
    rows(scene, store, shown[stage.choose_view(scene, stage.titles(scene, shown))])
    st.caption(common.TABLE_HINT.say(scene.lang))


def rows(
    scene: Scene,
    store: Store,
    answer: Shown,
    wanted: Mapping[str, int] | None = None,
    *,
    lines: int = 1,
    empty: str = "",
) -> None:
    """Show the rows of one dataset; choosing a row picks it.

    Args:
        scene, store, answer: what is on screen.
        wanted: the columns beside the name, each with its width in px; None: the usual ones, as wide as they need.
        lines: so many lines of text fit into a row.
        empty: what it means that there is no row; empty where the words on the map have said it.
    """
    lang, dataset = scene.lang, answer.dataset
    if sentence.empty(scene, answer, empty):
        return
    if answer.count > MOST_ROWS:
        st.caption(common.FIRST_ROWS.say(lang).format(n=MOST_ROWS, all=answer.count))
        answer = Shown(dataset, answer.rows.head(MOST_ROWS), pd.Series(True, index=answer.rows.index[:MOST_ROWS]))
    id, ids = dataset.id, answer.rows["id"].tolist()
    # A new key when the rows change: a row number kept from other rows would point at the wrong thing.
    key = f"table-{id}-{crc32('|'.join(ids).encode())}"
    told = readable.table(answer, store, lang, tuple(wanted or ()))
    widths = dict(zip(told.columns, (NAME, *wanted.values()), strict=True)) if wanted else {}
    grid(
        _without_sources(told, dataset, lang),
        lang,
        key,
        choose=picks_row(id, ids),
        forms=_digits(told, dataset, lang),
        sources=lambda n: provenance.sources(answer.rows.iloc[n], store, lang),
        selection_mode=["single-row", "single-cell"],
        column_config=column_config(dataset, lang, widths),
        height=TALL if lines * len(ids) > FEW else "content",
        row_height=None if lines == 1 else 12 + 22 * lines,
        alt=dataset.title.say(lang),
    )


def column_config(dataset: Dataset, lang: Lang, widths: Mapping[str, int] | None = None) -> dict[str, Any]:
    """Return how the columns of a readable table are drawn: addresses as links that show the site, some with a width.

    Args:
        dataset: whose rows the table holds.
        lang: of its headings.
        widths: px by heading.
    """
    found: dict[str, Any] = {name: st.column_config.Column(width=width) for name, width in (widths or {}).items()}
    return found | {name: address_column(name, lang) for name in readable.addresses(dataset, lang)}


def address_column(heading: str, lang: Lang) -> Any:
    """Return how a column of source addresses is drawn; its heading says what an empty cell means."""
    label = heading + marks.bracketed(common.BLANK_ADDRESS.say(lang), lang)
    return st.column_config.LinkColumn(label, display_text=SITE, width=ADDRESS)


def whole(
    scene: Scene,
    store: Store,
    dataset: Dataset,
    table: pd.DataFrame,
    key: str,
    choose: Callable[[int], None] | None = None,
) -> None:
    """Show rows of a dataset that are no layer of the map, in the order given.

    Args:
        scene, store, dataset: what is on screen.
        table: the rows, in the columns of the dataset.
        key: of the table.
        choose: what choosing the row of a number does.
    """
    lang = scene.lang
    told = readable.table(Shown(dataset, table, pd.Series(True, index=table.index)), store, lang)
    grid(
        _without_sources(told, dataset, lang),
        lang,
        key,
        choose=choose,
        sources=lambda n: provenance.sources(table.iloc[n], store, lang),
        column_config=column_config(dataset, lang),
        height=TALL,
        alt=dataset.title.say(lang),
    )


def _without_sources(told: pd.DataFrame, dataset: Dataset, lang: Lang) -> pd.DataFrame:
    """A readable table as it is; on a phone without the names of sources, which cards tell with their links."""
    return told.drop(columns=readable.sources(dataset, lang), errors="ignore") if maps.narrow() else told


def _digits(told: pd.DataFrame, dataset: Dataset, lang: Lang) -> dict[str, Callable[[Any], str]]:
    """How the numbers of a readable table are written as a reader writes them; empty for a table of texts."""
    digits = {
        labels.heading(column, lang): partial(number.said, digits=1 if column.type == "number" else 0, lang=lang)
        for column in dataset.all_columns.values()
        if column.type in ("integer", "number")
    }
    return {name: form for name, form in digits.items() if name in told}


def chart(scene: Scene, shown: dict[str, Shown]) -> None:
    """Show for each dataset how its rows split between the two sides, as bars with their numbers."""
    here, there = (SIDES[side].say(scene.lang) for side in ("sichuan", "chongqing"))
    rows = []
    for answer in shown.values():
        if "side" not in answer.table or not answer.count:
            continue
        counts = answer.rows["side"].value_counts()
        sichuan, chongqing = int(counts.get("sichuan", 0)), int(counts.get("chongqing", 0))
        share = 100 * sichuan / max(sichuan + chongqing, 1)
        rows.append(
            f"<li><span>{escape(answer.dataset.domain.title.say(scene.lang))}</span>"
            f'<b>{sichuan}</b><i style="--share:{share:.1f}%;--domain:{answer.dataset.domain.color}"></i>'
            f"<b>{chongqing}</b></li>"
        )
    if rows:
        head = f"<li class='head'><span></span><b>{here}</b><i></i><b>{there}</b></li>"
        title = filters.of_whole(scene, common.CHART.say(scene.lang))
        st.html(f'<h2 class="small">{escape(title)}</h2><ul class="sides">{head}{"".join(rows)}</ul>')
