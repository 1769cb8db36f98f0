"""The dossier of a border pair: what ties its two counties, what is to come, what is missing, and a sentence about it.

A sentence is built from the same numbers the map is coloured by, so that it can stand in a report beside it.
"""

from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import pandas as pd

from geodata.catalog.pick import Pick
from geodata.catalog.shared_columns import PAST, in_force, to_come
from geodata.narrative import coverage
from geodata.narrative.cards import subjects
from geodata.narrative.cards.subjects import Subject
from geodata.query.crossings import Crossings
from geodata.store.store import Edition, Store
from geodata.text import Lang, Text, counted, days, joined, number, other
from geodata.ties.integration import PEOPLE

NAMED: Final = 3  # so many domains are named where nothing ties a pair in them
_PEOPLE: Final = Text("{county}{count}", "{county} {count}")
_OLD: Final = Text("（60岁及以上{old}）", " ({old} aged 60 and over)")


class People(NamedTuple):
    """The people of a county, and those of 60 and over, on census day; None where not known."""

    county: str
    total: int | None
    old: int | None


@dataclass(frozen=True)
class Dossier:
    """What is told of a border pair; ``people`` are those of the Sichuan and the Chongqing county."""

    id: str
    title: str
    other_title: str
    border_km: float
    people: tuple[People, ...]
    integration: int
    domains: int  # how many were asked for
    ties: int
    tied: tuple[tuple[str, tuple[Subject, ...]], ...]  # by domain, in force
    coming: tuple[Subject, ...]
    held: tuple[Subject, ...]  # meetings, events and offers that ended
    missing: tuple[str, ...]
    lists: str  # how complete the lists are of what is missing
    crossings: tuple[tuple[str, Pick], ...]  # (name and status, row) on its own segment
    nearest: tuple[str, Pick, float] | None  # (name, row, km) when none in use lies on the segment
    under: str  # the question it answers (domains, evidence, year); empty where that is everything today
    aside: bool  # whether it lies outside what the scene is about
    province: int  # ties of whole provinces, which hold here as everywhere and are not counted
    report: str


def _ends_of(pair: pd.Series) -> tuple[str, str]:
    return str(pair["sichuan_adcode"]), str(pair["chongqing_adcode"])


def _people(pair: pd.Series, edition: Edition, lang: Lang) -> tuple[People, ...]:
    counted, told = edition.around().people, []
    for part in ("sichuan", "chongqing"):
        known = counted.loc[pair[f"{part}_adcode"], list(PEOPLE)]
        told.append(People(str(pair[f"{part}_{lang}"]), *(None if pd.isna(n) else int(n) for n in known)))
    return tuple(told)


def _crossings(pair: pd.Series, found: Crossings, store: Store, lang: Lang) -> tuple[tuple[str, Pick], ...]:
    """The crossings on a pair's own segment, named with their status when they are not in use."""
    rows = found.crossings.counted
    rows = rows[
        (rows["sichuan_adcode"] == pair["sichuan_adcode"]) & (rows["chongqing_adcode"] == pair["chongqing_adcode"])
    ]
    return subjects.crossings(rows, store, lang)


def persons(count: int, lang: Lang) -> str:
    """Return a number of people as people read it: 66.9万人, 669,000."""
    if lang == "zh":
        return f"{number.said(count / 10_000, 1, lang)}万人"
    return number.said(round(count, -3) or count, 0, lang)


def people(one: People, lang: Lang) -> str:
    """Return what is told of the people of a county, "荣昌区66.9万人（60岁及以上16.8万人）"; its name if not known."""
    if one.total is None:
        return one.county
    told = _PEOPLE.say(lang).format(county=one.county, count=persons(one.total, lang))
    return told + (_OLD.say(lang).format(old=persons(one.old, lang)) if one.old is not None else "")


def _report(dossier: Dossier, last: str, lang: Lang) -> str:
    """The sentence for a report; ``last``: when the newest tie began."""
    counts = [(title, sum(subject.ties for subject in subjects)) for title, subjects in dossier.tied]
    first, second = (one.county for one in dossier.people)
    # One side alone would mislead.
    known = [people(one, lang) for one in dossier.people] if all(one.total for one in dossier.people) else []
    border = number.said(dossier.border_km, 0, lang)
    n, of, ties, missing = dossier.integration, dossier.domains, dossier.ties, dossier.missing
    if lang == "zh":
        text = f"{first}与{second}共界约{border}公里（按底图量算）"
        text += f"，2020年常住人口{'、'.join(known)}；" if known else "，"
        text += f"{of}个领域中{n}个有联系，生效联系{ties}条" if n else f"{_looked_at(of, missing, lang)}未见生效的联系"
        text += f"（{'、'.join(f'{name}{count}' for name, count in counts)}）" if counts else ""
        text += f"；暂无记录：{joined(list(missing), lang)}" if missing and n else ""
        text += f"；最近一条始于{last}" if last else ""
        text += f"；另有{len(dossier.coming)}项尚未生效" if dossier.coming else ""
        return text + "。" + (f"（{dossier.under}）" if dossier.under else "")
    text = f"{first} and {second} share about {border} km of border, as measured on the base map"
    text += f"; population in 2020: {', '.join(known)}" if known else ""
    text += (
        f"; {n} of {counted(of, 'domain')} {'is' if n == 1 else 'are'} tied, by {counted(ties, 'tie')} in force"
        if n
        else f"; no tie in force was found in {_looked_at(of, missing, lang)}"
    )
    text += f" ({', '.join(f'{name} {count}' for name, count in counts)})" if counts else ""
    text += f"; not on record: {joined(list(missing), lang)}" if missing and n else ""
    text += f"; the newest began {last}" if last else ""
    text += f"; {len(dossier.coming)} more not yet in force" if dossier.coming else ""
    return text + "." + (f" ({dossier.under})" if dossier.under else "")


def _looked_at(of: int, missing: tuple[str, ...], lang: Lang) -> str:
    """The domains looked at: by name when they are few."""
    if of <= NAMED:
        return joined(list(missing), lang)
    return Text(f"所查{of}个领域都", f"the {of} domains looked at").say(lang)


def make(found: Crossings, edition: Edition, id: str, lang: Lang, under: str = "") -> Dossier | None:
    """Return the dossier of a border pair, from all ties that answer the question; None when there is no such pair.

    It is the same whatever narrows the scene, but for its word on whether the scene is about it.

    Args:
        found: what the scene says.
        edition: the data.
        id: of the pair.
        lang: of the scene.
        under: the question, as a reader of the report must know it.
    """
    table = found.pairs.table
    if not (table["id"] == id).any():
        return None
    pair, ties = table[table["id"] == id].iloc[0], found.at(id)
    rows, masks = ties.to_dict("records"), (in_force(ties), to_come(ties), ties["status"].isin(PAST))
    active, coming, held = ([row for row, wanted in zip(rows, mask, strict=True) if wanted] for mask in masks)
    titles = {domain: edition.catalog.domains[domain].title.say(lang) for domain in found.domains}
    by_domain = {domain: [row for row in active if row["domain"] == domain] for domain in found.domains}
    missing = [d for d, rows in by_domain.items() if not rows]
    told = Dossier(
        id=id,
        title=str(pair[f"name_{lang}"]),
        other_title=str(pair[f"name_{other(lang)}"]),
        border_km=float(pair["border_km"]),
        people=_people(pair, edition, lang),
        integration=int(pair["integration"]),
        domains=len(found.domains),
        ties=int(pair["ties"]),
        tied=tuple((titles[d], subjects.of_ties(rows, edition, lang)) for d, rows in by_domain.items() if rows),
        coming=subjects.of_ties(coming, edition, lang),
        held=subjects.of_ties(held, edition, lang),
        missing=tuple(titles[d] for d in missing),
        lists=coverage.where_missing(edition.store, missing, _ends_of(pair), lang),
        crossings=_crossings(pair, found, edition.store, lang),
        nearest=_nearest(pair, edition, lang),
        under=under,
        aside=id not in set(found.pairs.rows["id"]),
        province=found.province,
        report="",
    )
    last = days.written(str(pair["last_since"]), lang) if pd.notna(pair["last_since"]) else ""
    return replace(told, report=_report(told, last, lang))


def _nearest(pair: pd.Series, edition: Edition, lang: Lang) -> tuple[str, Pick, float] | None:
    """The nearest crossing of a pair that none in use lies on: name, row and km away."""
    if pd.isna(pair["crossing_id"]) or pair["crossing_km"] <= 0:
        return None
    id = str(pair["crossing_id"])
    name = edition.get("crossings").set_index("id").loc[id, f"name_{lang}"]
    return str(name), Pick.of("crossings", id), float(pair["crossing_km"])
