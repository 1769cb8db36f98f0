"""A place: who on the other side it is tied to, in what, what is missing, which border it has and what lies in it."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Final

import pandas as pd

from geodata.boundaries.adcode import CHONGQING, SICHUAN, side
from geodata.catalog.pick import Pick
from geodata.catalog.shared_columns import BLANK, PAST, in_force, to_come
from geodata.narrative import filters
from geodata.narrative.cards import subjects
from geodata.narrative.cards.subjects import Row, Subject
from geodata.query import crossings, gazetteer
from geodata.query.crossings import Crossings, in_place
from geodata.query.scene import Scene
from geodata.store import concerns
from geodata.store.store import Edition, Store
from geodata.text import Lang, Text, counted, joined, marks

NAMED: Final = 3  # so many of those it is tied to are named in the sentence
SITES: Final = "site"  # the kind of datasets whose rows lie in a place
_OTHER: Final = {"sichuan": "chongqing", "chongqing": "sichuan"}
_WHOLE: Final = {SICHUAN: Text("全省", "as a whole"), CHONGQING: Text("全市", "as a whole")}
_UNSTATED: Final = Text("地方未载明", "place not stated")


@dataclass(frozen=True)
class Partner:
    """A unit of the other side that a place is tied to; what it is tied in and by, most first."""

    name: str
    ties: int
    domains: tuple[tuple[str, int], ...]
    subjects: tuple[Subject, ...]


@dataclass(frozen=True)
class Segment:
    """A border pair that a place is part of; ``missing`` are the domains in which nothing ties it."""

    name: str
    pick: Pick
    integration: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Holding:
    """What of a dataset lies in a place; ``crossing`` of it cross the border."""

    title: str
    crossing: int
    things: tuple[tuple[str, Pick], ...]


@dataclass(frozen=True)
class Place:
    """What is told of a place; every text is plain text, every number of ties is of those in force."""

    code: str
    name: str
    domains: int  # how many were asked for
    tied: tuple[tuple[str, int], ...]  # by domain, as the catalogue orders them
    missing: tuple[str, ...]
    partners: tuple[Partner, ...]
    coming: tuple[Subject, ...]
    held: tuple[Subject, ...]  # meetings, events and offers that ended
    province: int  # ties of whole provinces, which hold here as everywhere and are not counted; of a province they are
    segments: tuple[Segment, ...]
    crossings: tuple[tuple[str, Pick], ...]
    holdings: tuple[Holding, ...]
    report: str

    @property
    def ties(self) -> int:
        """How many ties in force it has."""
        return sum(partner.ties for partner in self.partners)


def make(found: Crossings, edition: Edition, code: str, lang: Lang, under: str = "") -> Place | None:
    """Return what is told of a place, from all ties that answer the question; None where there is no such unit.

    It is the same whatever narrows the scene.

    Args:
        found: what Crossings says.
        edition: the data.
        code: of a county, a city or a province.
        lang: of the words.
        under: the question, as a reader of the report must know it; empty where that is everything today.
    """
    place = gazetteer.units(edition).get(code)
    if place is None:
        return None
    ties = found.ties.counted
    mine = ties[ties["id"].isin(concerns.concerns(edition, "ties", code))]
    told = mine.drop(columns="geometry").to_dict("records")
    active, coming, held = (
        [row for row, wanted in zip(told, mask, strict=True) if wanted]
        for mask in (in_force(mine), to_come(mine), mine["status"].isin(PAST))
    )
    titles = {domain: edition.catalog.domains[domain].title.say(lang) for domain in found.domains}
    counts = Counter(row["domain"] for row in active)
    tied = tuple((title, counts[domain]) for domain, title in titles.items() if domain in counts)
    missing = tuple(title for domain, title in titles.items() if domain not in counts)
    partners = _partners(active, edition, code, titles, lang)
    return Place(
        code=code,
        name=place.say(lang),
        domains=len(found.domains),
        tied=tied,
        missing=missing,
        partners=partners,
        coming=subjects.of_ties(coming, edition, lang),
        held=subjects.of_ties(held, edition, lang),
        province=0 if code in _WHOLE else found.province,
        segments=_segments(found, code, titles, lang),
        crossings=_crossings(found, edition, code, lang),
        holdings=_holdings(edition, code, lang),
        report=_report(place.say(lang), tied, missing, partners, under, lang),
    )


def of_scene(scene: Scene, store: Store, code: str) -> Place | None:
    """Return what is told of a place, from the ties that a scene asks about; None where there is no such unit."""
    asked = crossings.asked(scene, store)
    under = marks.SEMICOLON.say(scene.lang).join(filters.question(asked, store, scene.lang))
    return make(crossings.crossings(asked, store), store.at(scene.vintage), code, scene.lang, under)


def _partners(ties: list[Row], edition: Edition, code: str, titles: dict[str, str], lang: Lang) -> tuple[Partner, ...]:
    """Whom ties join a place with: the units of the other side, those with most ties first."""
    by_unit = defaultdict[str, list[Row]](list)
    for row in ties:
        by_unit[row[f"{_OTHER[side(code)]}_adcode"]].append(row)
    found = [
        Partner(
            _name(unit, edition, lang),
            len(rows),
            tuple((titles[domain], n) for domain, n in Counter(row["domain"] for row in rows).most_common()),
            subjects.of_ties(rows, edition, lang),
        )
        for unit, rows in sorted(by_unit.items())
    ]
    return tuple(sorted(found, key=lambda partner: -partner.ties))


def _name(code: str, edition: Edition, lang: Lang) -> str:
    if code == BLANK:
        return _UNSTATED.say(lang)
    name = gazetteer.units(edition)[code].say(lang)
    return name + marks.bracketed(_WHOLE[code].say(lang), lang) if code in _WHOLE else name


def _segments(found: Crossings, code: str, titles: dict[str, str], lang: Lang) -> tuple[Segment, ...]:
    """The border pairs of a place, least tied first."""
    table = found.pairs.table
    rows = table[in_place(table, code)].sort_values(["integration", "ties"], kind="stable")
    return tuple(
        Segment(
            str(row[f"name_{lang}"]),
            Pick.of("border_pairs", row["id"]),
            int(row["integration"]),
            tuple(title for domain, title in titles.items() if not row[f"ties_{domain}"]),
        )
        for _, row in rows.iterrows()
    )


def _crossings(found: Crossings, edition: Edition, code: str, lang: Lang) -> tuple[tuple[str, Pick], ...]:
    points = found.crossings.counted
    mine = points[points["id"].isin(concerns.concerns(edition, "crossings", code))]
    return subjects.crossings(mine, edition.store, lang)


def _holdings(edition: Edition, code: str, lang: Lang) -> tuple[Holding, ...]:
    """What lies in a place, by dataset of the first page; what crosses the border first."""
    found = []
    for dataset in edition.catalog.layers():
        if dataset.kind != SITES:
            continue
        table = edition.get(dataset.id)[["id", f"name_{lang}", "cross_border"]]
        rows = table[table["id"].isin(concerns.concerns(edition, dataset.id, code))]
        told = [
            (str(name), Pick.of(dataset.id, id), bool(pd.notna(across) and across))
            for id, name, across in rows.to_numpy()
        ]
        first = tuple((name, pick) for name, pick, _ in sorted(told, key=lambda thing: not thing[2]))
        if first:
            found.append(Holding(dataset.title.say(lang), sum(across for _, _, across in told), first))
    return tuple(found)


def _report(
    name: str,
    tied: tuple[tuple[str, int], ...],
    missing: tuple[str, ...],
    partners: tuple[Partner, ...],
    under: str,
    lang: Lang,
) -> str:
    """The sentence for a report: with how many it is tied, in what, and in what nothing was found."""
    first = [f"{one.name}{marks.SPACE.say(lang)}{one.ties}" for one in partners[:NAMED]]
    ties, many = sum(one.ties for one in partners), len(partners)
    by_domain = joined([f"{title}{marks.SPACE.say(lang)}{n}" for title, n in tied], lang)
    if lang == "zh":
        with_whom = joined(first, lang) + ("等" if many > NAMED else "")
        text = f"{name}与对侧{many}地有生效联系{ties}条（{with_whom}），涉及{len(tied)}个领域（{by_domain}）"
        text = text if ties else f"没有查到{name}与对侧的生效联系（查了{joined(list(missing), lang)}）"
        text += f"；没有查到联系的领域：{joined(list(missing), lang)}" if missing and ties else ""
        return f"{text}。" + (f"（{under}）" if under else "")
    of = "of them " if many > NAMED else ""
    text = f"{name} has {counted(ties, 'tie')} in force with {counted(many, 'place')} across the border"
    text += f" (most {of}with {joined(first, lang)}), in {counted(len(tied), 'domain')} ({by_domain})"
    text = text if ties else f"No tie in force across the border was found for {name} ({joined(list(missing), lang)})"
    text += f"; none found in {joined(list(missing), lang)}" if missing and ties else ""
    return f"{text}." + (f" ({under})" if under else "")
