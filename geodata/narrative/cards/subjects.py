"""The facts behind ties: each alliance, line, place or agreement once, with what it ties, since when, its sources."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import pandas as pd

from geodata.catalog.model import Dataset
from geodata.catalog.pick import Pick
from geodata.catalog.shared_columns import in_force
from geodata.narrative import labels
from geodata.narrative.cards import card
from geodata.narrative.provenance import Source
from geodata.store.kept import per_store
from geodata.store.store import Edition, Store
from geodata.text import Lang, Text, marks

ENDS_TOLD: Final = 3  # how many ends of one subject are named; the rest is counted
Row = dict[str, Any]  # a row of ties: column → value
_IN_ALL: Final = Text("等{n}条", "{n} ties in all")
_PARTS: Final = ("subject", "sichuan", "chongqing")


@dataclass(frozen=True)
class Subject:
    """One fact behind the ties of a pair: an alliance, a line, a place, an agreement. Every text is plain text."""

    title: str
    ties: int
    ends: tuple[str, ...]
    since: str  # empty when not known
    strength: str
    status: str
    basis: str
    picks: tuple[tuple[str, Pick], ...]  # (name, row) of what has a place on the map
    sources: tuple[Source, ...]


@per_store(lru_cache(maxsize=4))
def places(store: Store) -> dict[str, str]:
    """Return id → dataset of everything that has a card on Explore."""
    datasets = store.catalog.layers()
    return {id: dataset.id for dataset in datasets for id in _tied(store.get(dataset.id), dataset)["id"]}


def _tied(table: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """The rows that ties can lead to: of a list of a reader's own, which may be long, those that cross."""
    return table[table["cross_border"].fillna(False)] if dataset.own and "cross_border" in table else table


def _ends(rows: list[Row], lang: Lang) -> tuple[str, ...]:
    """Which places the ties of one subject join, the first few named."""
    ends = marks.ENDS.say(lang)
    told = list(dict.fromkeys(f"{row[f'sichuan_{lang}']}{ends}{row[f'chongqing_{lang}']}" for row in rows))
    return (*told[:ENDS_TOLD], *([_IN_ALL.say(lang).format(n=len(rows))] if len(told) > ENDS_TOLD else []))


def _picks(rows: list[Row], known: dict[str, str], lang: Lang) -> tuple[tuple[str, Pick], ...]:
    named = [(row[f"{part}_{lang}"], row[f"{part}_id"]) for row in rows for part in _PARTS]
    return tuple(dict.fromkeys((str(name), Pick.of(known[id], id)) for name, id in named if id in known))


def _subject(rows: list[Row], edition: Edition, lang: Lang) -> Subject:
    columns = edition.catalog.datasets["ties"].all_columns
    first = rows[0]
    told = {name: labels.cell(first, columns[name], edition.store, lang) for name in ("strength", "status")}
    since = [str(row["since"]) for row in rows if pd.notna(row["since"])]
    basis = first[f"basis_{lang}"]
    return Subject(
        title=str(first[f"subject_{lang}"]),
        ties=len(rows),
        ends=_ends(rows, lang),
        since=min(since, default=""),
        basis=str(basis) if pd.notna(basis) else "",
        picks=_picks(rows, places(edition.store), lang),
        sources=card.sources_of_ties(rows, edition, lang),
        **told,
    )


def of_ties(rows: list[Row], edition: Edition, lang: Lang) -> tuple[Subject, ...]:
    """Return the facts behind rows of ties, one entry per subject and status, newest first, undated last."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row["subject_id"], row["status"]), []).append(row)
    found = [_subject(group, edition, lang) for group in groups.values()]
    return tuple(sorted(found, key=lambda subject: subject.since, reverse=True))


def crossings(rows: pd.DataFrame, store: Store, lang: Lang) -> tuple[tuple[str, Pick], ...]:
    """Return rows of the crossings as names and picks, each with its status when it is not in use."""
    statuses, used = store.catalog.vocabularies["status"], in_force(rows)
    return tuple(
        (
            row[f"name_{lang}"] + ("" if used[n] else marks.bracketed(statuses[row["status"]].say(lang), lang)),
            Pick.of("crossings", row["id"]),
        )
        for n, row in rows.iterrows()
    )
