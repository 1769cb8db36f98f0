"""Why a county is not what it was: by which decision, when, and who says so."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

import pandas as pd

from geodata.boundaries.vintage import Vintage
from geodata.narrative import labels
from geodata.narrative.provenance import Source, distinct, sources
from geodata.store.kept import per_store
from geodata.store.store import Edition, Store
from geodata.text import Lang, Text, days, joined, marks

LABEL: Final = Text("区划调整", "Redrawn")
_BECAME: Final = Text("{day}，{old}调整为{new}", "{day}: {old} became {new}")
_ENDED: Final = Text(  # the table follows the land to the counties of 2021
    "“{old}”{year}年起不再用，其地2021年属{new}", "“{old}” was given up in {year}; in 2021 its land was in {new}"
)
_NO_FIGURES: Final = Text(
    "{names}没有今日范围的普查数：{why}", "{names}: no census figures within today's boundaries. {why}"
)


class Change(NamedTuple):
    """A change of counties in words, and the sources of the decision."""

    told: str
    sources: tuple[Source, ...]


def of_county(edition: Edition, code: str, lang: Lang) -> Change | None:
    """Return why a county differs from what it is in the other edition; None where nothing changed."""
    table = edition.facts["unit_changes"]
    mine, came = table["old_adcode"].eq(code), table["new_adcode"].eq(code)
    if edition.vintage is not Vintage.TODAY:  # what its successor was given is no news of it
        came &= table["new_name_zh"].isin(table.loc[mine, "old_name_zh"])
    rows = table[mine | came]
    return _changed(rows, edition.store, lang) if len(rows) else None


def of_name(store: Store, old: str, lang: Lang) -> Change | None:
    """Return what became of a county that was called ``old`` (in Chinese); None where none was."""
    changes, former = store.facts["unit_changes"], store.facts["former_names"]
    if changes["old_name_zh"].eq(old).any():
        return _changed(changes[changes["old_name_zh"].eq(old)], store, lang)
    rows = former[former["old_name_zh"].eq(old)]
    if rows.empty:
        return None
    new = joined([_name(name, store, lang) for name in dict.fromkeys(rows["new_name_zh"])], lang)
    year = str(rows["date"].iloc[0])[:4]
    told = _ENDED.say(lang).format(old=rows[f"old_name_{lang}"].iloc[0], year=year, new=new) + marks.STOP.say(lang)
    return Change(told, _sources(rows, store, lang))


@per_store(lru_cache(maxsize=8), shared=True)
def between_vintages(store: Store, lang: Lang) -> Change:
    """Return in short which counties are others today than in 2021, and since when."""
    table = store.facts["unit_changes"]
    told = [
        _BECAME.say(lang).format(
            day=_day(str(day), lang),
            old=joined([_name(name, store, lang) for name in dict.fromkeys(rows["old_name_zh"])], lang),
            new=joined([_name(name, store, lang) for name in dict.fromkeys(rows["new_name_zh"])], lang),
        )
        for day, rows in table.groupby("date", sort=False)
    ]
    return Change(marks.SEMICOLON.say(lang).join(told) + marks.STOP.say(lang), _sources(table, store, lang))


def without_figures(edition: Edition, counties: Iterable[str], lang: Lang) -> Change | None:
    """Return why some of these counties (codes) have no census figures; None where all that changed have theirs."""
    known = edition.around().people["population"]
    without = set(known.index[known.isna()])
    blank = [code for code in dict.fromkeys(counties) if code in without]
    changed = [code for code in blank if of_county(edition, code, lang)]
    if not changed:
        return None
    units = edition.get("counties").set_index("adcode")[f"name_{lang}"]
    names = joined([str(units[code]) for code in changed], lang)
    why = between_vintages(edition.store, lang)
    return Change(_NO_FIGURES.say(lang).format(names=names, why=why.told), why.sources)


def _changed(rows: pd.DataFrame, store: Store, lang: Lang) -> Change:
    """What rows of changes tell, day by day."""
    told = [
        f"{_day(str(day), lang)}{marks.COLON.say(lang)}{marks.SPACE.say(lang).join(group[f'note_{lang}'].dropna())}"
        for day, group in rows.groupby("date", sort=False)
    ]
    return Change(marks.SPACE.say(lang).join(told), _sources(rows, store, lang))


def _sources(rows: pd.DataFrame, store: Store, lang: Lang) -> tuple[Source, ...]:
    return distinct(one for row in rows.to_dict("records") for one in sources(row, store, lang))


def _name(zh: str, store: Store, lang: Lang) -> str:
    return labels.names(store).get(zh, Text(zh, zh)).say(lang)


def _day(held: str, lang: Lang) -> str:
    """A day in words; a year or a month as it stands."""
    return days.told(date.fromisoformat(held), lang) if len(held) == len("2025-11-06") else held
