"""One thing, told in full: names, what it is, where, what it has to do with the border, source, precision, age."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

import pandas as pd

from geodata.boundaries.vintage import Vintage
from geodata.catalog.model import Dataset
from geodata.catalog.pick import Pick
from geodata.catalog.shared_columns import codes, years_since
from geodata.narrative import coverage, labels, redrawn
from geodata.narrative.labels import cell
from geodata.narrative.provenance import CONTACT, SOURCES, Source, distinct, sources
from geodata.store.kept import per_store
from geodata.store.store import Edition, Store
from geodata.text import Lang, Text, marks, other
from geodata.ties import agreements

TIES_TOLD: Final = 3  # of so many ties a card repeats what they say

WHERE: Final = Text("位置", "Where")
PRECISION: Final = Text("位置精度", "Location")
_CROSSES: Final = Text("有跨界记录", "Crosses the border")
_NO_LINK: Final = Text("暂无跨界记录", "No cross-border link found")


@dataclass(frozen=True)
class Card:
    """What a card says; every text is plain text."""

    dataset: Dataset
    id: str
    title: str
    other_title: str  # the name in the other language
    facts: tuple[tuple[str, str], ...]
    where: str
    crosses: bool | None  # None: the question does not arise
    statement: str
    basis: str
    precision: str
    sharing: int  # how many more stand at the same coordinate
    note: str
    sources: tuple[Source, ...]
    age_years: int | None


def _bilingual(row: "pd.Series[object]", name: str, lang: Lang) -> str:
    value = row.get(f"{name}_{lang}")
    return "" if value is None or pd.isna(value) else str(value)


def _facts(row: "pd.Series[object]", dataset: Dataset, store: Store, lang: Lang) -> tuple[tuple[str, str], ...]:
    told = []
    for name in dataset.facts:
        if name in dataset.all_columns:
            column = dataset.all_columns[name]
            told.append((column.label.say(lang), cell(row, column, store, lang)))
        else:  # a pair of columns, one per language
            told.append((dataset.all_columns[f"{name}_{lang}"].label.say(lang), _bilingual(row, name, lang)))
    return tuple((label, text) for label, text in told if text)


def _listed(code: str, dataset: Dataset, store: Store, lang: Lang) -> tuple[tuple[str, str], ...]:
    """How complete the lists are in a unit; nothing for what is none."""
    told = coverage.of_place(store, code, lang) if dataset.kind == "boundary" else ""
    return ((store.catalog.datasets["coverage"].title.say(lang), told),) if told else ()


def _county(edition: Edition, code: object) -> str:
    """The English name of a county; empty for any other code."""
    county = edition.row("counties", str(code))
    return "" if county is None else str(county["name_en"])


def where(row: "pd.Series[object]", store: Store, lang: Lang, vintage: Vintage = Vintage.TODAY) -> str:
    """Return province, city and county of a row, with the county of today where it differs; empty if not known."""
    county, city = row.get("county", row.get("county_today")), row.get("city")
    if city is None or pd.isna(city):
        return ""
    now = row.get("county_today")
    if lang == "zh":
        parts = [str(part) for part in (row.get("province"), city, county) if part and not pd.isna(part)]
        told = "".join(dict.fromkeys(parts))
        changed = vintage is Vintage.TODAY and pd.notna(county) and pd.notna(now) and now != county
        return f"{told}（今属{now}）" if changed else told
    told_by = Vintage.Y2021 if "adcode" in row else vintage  # a list of a reader's own is placed in each
    parts = [
        _county(store.at(told_by), row.get("adcode", row.get("adcode_today"))).partition(" (")[0],  # its city follows
        labels.names(store).get(str(city), Text("", str(city))).en,
    ]
    if row.get("province") == "四川省":
        parts.append("Sichuan")
    told = ", ".join(dict.fromkeys(part for part in parts if part))
    today = _county(store.at(Vintage.TODAY), row.get("adcode_today"))
    changed = vintage is Vintage.TODAY and today and pd.notna(county) and now != county
    return f"{told} (today in {today})" if changed else told


def sources_of_ties(rows: list[dict[str, Any]], edition: Edition, lang: Lang) -> tuple[Source, ...]:
    """Return the sources of ties: of the row that each is made of, then of every other row that tells of it."""
    found = [source for row in rows for source in sources(row, edition.store, lang)]
    for one in dict.fromkeys(one for row in rows for one in codes(row["told_by"])):
        found += _of_crossing(Pick(one), edition, lang)
    return tuple(dict.fromkeys(found))


def _of_crossing(pick: Pick, edition: Edition, lang: Lang) -> tuple[Source, ...]:
    """The sources of a row's crossing; those of the row itself, as of an agreement, only without one."""
    row = edition.row(pick.dataset, pick.id)
    if row is None:
        return ()
    return next(filter(None, (sources(row, edition.store, lang, (part,)) for part in SOURCES)), ())


@per_store(lru_cache(maxsize=4096))
def sources_of_others(pick: Pick, edition: Edition, lang: Lang) -> tuple[Source, ...]:
    """Return the sources of the other rows that tell of the same as a row does, alone of it or of one of its ties."""
    mine = [row for row in _ties_of(pick.id, edition) if codes(row["told_by"])]
    found = list(sources_of_ties(mine, edition, lang))
    for one in _neighbours(edition).get(pick, ()):
        found += _of_crossing(Pick(one), edition, lang)
    return tuple(dict.fromkeys(found))


def all_sources(pick: Pick, row: "pd.Series[object]", edition: Edition, lang: Lang) -> tuple[Source, ...]:
    """Return the sources of a row, then of the others that tell of the same, then of its phone and address."""
    own, others = sources(row, edition.store, lang), sources_of_others(pick, edition, lang)
    return distinct((*own, *others, *sources(row, edition.store, lang, CONTACT)))


@per_store(lru_cache(maxsize=2))
def _neighbours(edition: Edition) -> dict[str, tuple[str, ...]]:
    return agreements.neighbours(edition.facts)


def age_years(told: tuple[Source, ...], today: date) -> int | None:
    """Return whole years since the newest source, from the first day its date may mean; None without any date."""
    dates = [source.date for source in told if source.date]
    return years_since(max(dates), today) if dates else None


def _ties_of(id: str, edition: Edition) -> tuple[dict[str, Any], ...]:
    """The ties that a thing is an end of, or that it tells of, be it alone or with others."""
    return _tied(edition).get(id, ())


@per_store(lru_cache(maxsize=4))
def _tied(edition: Edition) -> dict[str, tuple[dict[str, Any], ...]]:
    """The ties of each thing, as records in table order: cards and lists ask for those of one thing after another."""
    found = defaultdict[str, list[dict[str, Any]]](list)
    for row in edition.get("ties").drop(columns="geometry").to_dict("records"):
        ends = (row[name] for name in ("subject_id", "sichuan_id", "chongqing_id"))
        also = (Pick(one).id for one in codes(row["told_by"]))
        for id in {id for id in (*ends, *also) if pd.notna(id)}:
            found[str(id)].append(row)
    return {id: tuple(rows) for id, rows in found.items()}


def _told_by_ties(id: str, edition: Edition, lang: Lang) -> tuple[str, tuple[Source, ...]]:
    """What the ties of a thing say of it, and their sources: for what crosses without a statement of its own."""
    mine = list(_ties_of(id, edition)[:TIES_TOLD])
    told = dict.fromkeys(
        f"{row[f'subject_{lang}']}{marks.COLON.say(lang)}{row[f'basis_{lang}']}"
        for row in mine
        if row["subject_id"] != id and pd.notna(row[f"basis_{lang}"])
    )
    return marks.SEMICOLON.say(lang).join(told), sources_of_ties(mine, edition, lang)


@per_store(lru_cache(maxsize=4096))
def make(edition: Edition, pick: Pick, lang: Lang, today: date) -> Card | None:
    """Return the card of a row, or None when there is no such thing in this vintage.

    Args:
        today: for the age of the source; the caller reads the clock.
    """
    id, row_id = pick.dataset, pick.id
    if id not in edition.catalog.datasets:
        return None
    dataset, row = edition.catalog.datasets[id], edition.row(id, row_id)
    if row is None:
        return None
    crosses, statement, found_sources, more = _crossing(pick, row, edition, lang)
    changed = redrawn.of_county(edition, row_id, lang) if id == "counties" else None
    sharing = 0
    if pd.notna(row.get("lon")):
        sharing = edition.sharing(id, row["lon"], row["lat"]) - 1
    return Card(
        dataset=dataset,
        id=row_id,
        title=str(row[f"name_{lang}"]),
        other_title=str(row[f"name_{other(lang)}"]),
        facts=(
            *_facts(row, dataset, edition.store, lang),
            *_listed(row_id, dataset, edition.store, lang),
            *(((redrawn.LABEL.say(lang), changed.told),) if changed else ()),
        ),
        where=where(row, edition.store, lang, edition.vintage),
        crosses=crosses,
        statement=statement,
        basis=_labelled(row, "cross_border_basis", dataset, edition.store, lang),
        precision=_labelled(row, "coord_precision", dataset, edition.store, lang),
        sharing=sharing,
        note=_bilingual(row, "note", lang),
        sources=distinct((*found_sources, *more, *(changed.sources if changed else ()))),
        age_years=age_years(found_sources or (changed.sources if changed else ()), today),
    )


def _crossing(
    pick: Pick, row: "pd.Series[object]", edition: Edition, lang: Lang
) -> tuple[bool | None, str, tuple[Source, ...], tuple[Source, ...]]:
    """Whether a row crosses the border (None: it is not asked), in what words, its sources, and further ones.

    Other rows that tell of the same, or a page with a phone number, make what this one says no newer.
    """
    told, statement = row.get("cross_border"), _bilingual(row, "cross_border", lang)
    crosses = None if told is None else bool(pd.notna(told) and told)
    own = sources(row, edition.store, lang)
    if pick.dataset == "ties":
        return crosses, statement, own, sources_of_ties([row.to_dict()], edition, lang)
    more = (*sources_of_others(pick, edition, lang), *sources(row, edition.store, lang, CONTACT))
    if crosses and not statement:
        statement, theirs = _told_by_ties(pick.id, edition, lang)
        return crosses, statement, tuple(dict.fromkeys((*own, *theirs))), more
    return crosses, statement, own, more


def _labelled(row: "pd.Series[object]", name: str, dataset: Dataset, store: Store, lang: Lang) -> str:
    column = dataset.all_columns.get(name)
    return cell(row, column, store, lang) if column else ""


def sentence(found: Card, lang: Lang) -> str:
    """Return a card as a sentence or two: what and where it is, what of it crosses."""
    kind = Text(found.dataset.title.zh, found.dataset.counter.en).say(lang)
    what = Text("，", " in ").say(lang).join(filter(None, (kind, found.where)))
    told = [f"{found.title}{marks.COLON.say(lang)}{what}", found.note]
    if found.crosses is not None:
        crosses = found.statement or _CROSSES.say(lang)
        named = Text(f"（依据：{found.basis}）", f" (basis: {found.basis[:1].lower()}{found.basis[1:]})").say(lang)
        said = (crosses if found.crosses else _NO_LINK.say(lang)).rstrip("。.")
        told.append(said + (named if found.basis else ""))
    ended = (part.rstrip("。.") + marks.STOP.say(lang) for part in told if part)
    return marks.SPACE.say(lang).join(ended)
