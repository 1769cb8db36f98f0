"""How complete the lists are, in words: beside what is shown, of one place, and where nothing was found."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import pandas as pd

from geodata.boundaries.adcode import city_of, contains
from geodata.domains.official_lists import COMPLETE, LISTS, PARTIAL, UNKNOWN, state, states
from geodata.store.kept import per_store
from geodata.store.store import Store
from geodata.text import Count, Lang, Text, joined, marks, number

_HERE: Final = Text("这两地的收录程度：{known}", "How complete the lists of these two places are: {known}")
_OTHERS: Final = Text("其余领域没有官方名单可比", "the other domains have no official list")
_NONE: Final = Text("这些领域没有官方名单可比", "These domains have no official list")
_EXISTS: Final = Text("。没有收录不等于没有。", ". What is not listed may exist.")
_TOLD: Final = Text("{list}：收录{here}", "{list}: {here} listed")
_OFFICIAL: Final = Text("，官方名单{official}", ", {official} on the official list")
_SAME: Final = Text("，与官方名单一致", ", as on the official list")
_CITIES: Final = Text("{n}个市级单元{state}", "{state} in {n:city|cities}")


def by_list(store: Store, datasets: Iterable[str], lang: Lang) -> list[str]:
    """Return a sentence for each list held against these datasets: how much is here, in how many cities it is all."""
    return list(_by_list(store, frozenset(datasets), lang))


@per_store(lru_cache(maxsize=256), shared=True)
def _by_list(store: Store, datasets: frozenset[str], lang: Lang) -> tuple[str, ...]:
    table = store.get("coverage")
    lists = dict(list(table[table["of_dataset"].isin(datasets)].groupby("list_id")))
    return tuple(_of_list(id, lists[id], store, lang) for id in LISTS if id in lists)


def _of_list(id: str, rows: pd.DataFrame, store: Store, lang: Lang) -> str:
    told = _TOLD.say(lang).format(
        list=store.catalog.vocabularies["official_list"][id].say(lang), here=number.said(rows["count_here"].sum())
    )
    if rows["state"].eq(COMPLETE).all():
        return told + _SAME.say(lang) + marks.STOP.say(lang)
    if rows["count_official"].notna().all():
        told += _OFFICIAL.say(lang).format(official=number.said(rows["count_official"].sum()))
    counts, everywhere = rows["state"].value_counts(), rows["adcode"].isna().all()
    found = [(code, _state(code, store, lang)) for code in (COMPLETE, PARTIAL, UNKNOWN) if code in counts]
    told_of = [
        name if everywhere else _CITIES.say(lang).format(n=Count(counts[code]), state=name) for code, name in found
    ]
    return told + marks.SEMICOLON.say(lang) + joined(told_of, lang) + marks.STOP.say(lang)


def _state(code: str, store: Store, lang: Lang) -> str:
    return store.catalog.vocabularies["coverage_state"][code].say(lang).lower()


def of_place(store: Store, code: str, lang: Lang) -> str:
    """Return how complete each list is in the city of a county or in a city itself; empty text for a province."""
    table = store.get("coverage")
    here = table["adcode"].map(lambda city: isinstance(city, str) and contains(city, code))
    rows = table[here.astype(bool)].set_index("list_id")
    titles = store.catalog.vocabularies["official_list"]
    told = []
    for id in (id for id in LISTS if id in rows.index):
        row = rows.loc[id]
        count = number.said(row["count_here"])
        if pd.notna(row["count_official"]):
            count += f"/{number.said(row['count_official'])}"
        told.append(f"{titles[id].say(lang)} {count}{marks.bracketed(_state(row['state'], store, lang), lang)}")
    city = city_of(code)
    if not told or code == city:
        return marks.SEMICOLON.say(lang).join(told)
    name = store.get("cities").set_index("adcode").loc[city, f"name_{lang}"]
    return f"{name}{marks.COLON.say(lang)}{marks.SEMICOLON.say(lang).join(told)}"


def where_missing(store: Store, missing: Iterable[str], units: Iterable[str], lang: Lang) -> str:
    """Return how complete the lists of domains are where nothing was found in them; empty text without a domain.

    Args:
        store: the data.
        missing: ids of the domains without a tie.
        units: codes of the counties between which none was found.
        lang: of the words.
    """
    asked, places, held, domains = list(missing), list(units), states(store.get("coverage")), store.catalog.domains
    listed = {one.domain for one in LISTS.values()}
    known = [
        marks.SPACE.say(lang).join((domains[id].title.say(lang), _state(state(held, id, *places), store, lang)))
        for id in asked
        if id in listed
    ]
    told = [_HERE.say(lang).format(known=joined(known, lang))] if known else []
    told += [(_OTHERS if known else _NONE).say(lang)] if len(known) < len(asked) else []
    return marks.SEMICOLON.say(lang).join(told) + (_EXISTS.say(lang) if told else "")
