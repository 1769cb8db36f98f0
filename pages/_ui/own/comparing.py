"""A list held against a shipped one: what both have, what only either has, and what its owner must look at."""

from functools import lru_cache
from html import escape
from typing import Final

import pandas as pd
import streamlit as st

from geodata.narrative import labels
from geodata.own.compare import Comparison, Pair, comparable, compare
from geodata.own.dataset import TABLE, OwnList
from geodata.query.scene import Scene
from geodata.store.kept import per_store
from geodata.store.store import Edition, Store
from geodata.text import Lang, Text, number
from pages._ui.common import tables
from pages._ui.words import mydata as words

MOST_ROWS: Final = 20_000  # of a list that is compared while one waits


def draw(made: OwnList, store: Store, scene: Scene) -> None:
    """Draw the choice of a shipped list, and how the two compare; nothing for a list without places."""
    if made.kind == TABLE or made.statistic or len(made.intake.table) > MOST_ROWS:
        return
    lang, datasets = scene.lang, store.catalog.datasets
    with st.expander(words.COMPARE.say(lang), key=f"own-compare-{made.id}"):
        chosen = st.selectbox(
            words.COMPARE_WITH.say(lang),
            ["", *comparable(store.catalog)],
            format_func=lambda id: datasets[id].title.say(lang) if id else words.COMPARE_NONE.say(lang),
            key=f"own-against-{made.id}",
        )
        if chosen:
            _told(_compared(store.at(scene.vintage), made.id, chosen), store, made.id, chosen, lang)


@per_store(lru_cache(maxsize=4))
def _compared(edition: Edition, own: str, shipped: str) -> Comparison:
    return compare(edition, own, shipped)


def _told(found: Comparison, store: Store, own: str, shipped: str, lang: Lang) -> None:
    """Say in one sentence how they compare, then list what only either has and what must be looked at."""
    title = store.catalog.datasets[shipped].title.say(lang)
    counts = {name: len(getattr(found, name)) for name in found._fields}
    st.html(f'<p class="own-compared">{escape(words.COMPARED.say(lang).format(title=title, **counts))}</p>')
    names = {id: _names(store, id, lang) for id in (own, shipped)}
    parts: dict[str, tuple[Text, pd.DataFrame]] = {
        "doubtful": (words.DOUBTFUL, _pairs(found.doubtful, names[own], names[shipped], lang)),
        "new": (words.NEW_HERE, _single(found.new, names[own], lang)),
        "missing": (words.MISSING_HERE, _single(found.missing, names[shipped], lang)),
        "same": (words.SAME, _pairs(found.same, names[own], names[shipped], lang)),
    }
    for name, (head, rows) in parts.items():
        if len(rows):
            st.html(f'<h4 class="own-part">{escape(head.say(lang))} {len(rows)}</h4>')
            tables.grid(rows, lang, f"own-{name}-{own}-{shipped}", height=min(38 + 35 * len(rows), 250))


def _names(store: Store, id: str, lang: Lang) -> pd.DataFrame:
    """Name and county of each row of a dataset, by its id."""
    table = store.get(id).set_index("id")
    units = labels.names(store)
    counties = table["county_today"].map(lambda name: units.get(name, Text("", "")).say(lang), na_action="ignore")
    return pd.DataFrame({"name": table[f"name_{lang}"].fillna(table["name_zh"]), "county": counties})


def _single(ids: tuple[str, ...], names: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    rows = names.loc[list(ids)]
    return pd.DataFrame(
        {words.NAME.say(lang): rows["name"].to_numpy(), words.COUNTY.say(lang): rows["county"].fillna("").to_numpy()}
    )


def _pairs(pairs: tuple[Pair, ...], mine: pd.DataFrame, theirs: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Pairs as people read them: both names, how alike, how far apart."""
    return pd.DataFrame(
        {
            words.MINE.say(lang): mine["name"].loc[[one.own for one in pairs]].to_numpy(),
            words.THEIRS.say(lang): theirs["name"].loc[[one.shipped for one in pairs]].to_numpy(),
            words.ALIKE.say(lang): [number.said(one.score, lang=lang, unit="%") for one in pairs],
            words.APART.say(lang): [
                number.said(one.km, 1, lang, unit=" km") if one.km == one.km else "" for one in pairs
            ],
        }
    )
