"""Places that are not units: platforms, sights, homes, stations, crossings; and the counties each lies in."""

import re
from collections import Counter
from functools import lru_cache
from typing import Any, Final, NamedTuple

from geodata.boundaries import crosswalk
from geodata.catalog.pick import NOTHING, Pick
from geodata.query.gazetteer.spelling import folded, initials, reading
from geodata.store.kept import per_store
from geodata.store.store import Edition
from geodata.text import Lang, Text, counted, joined

NAMED: Final = 6  # counties that are told by name
EXACT, HOLDS = range(2)  # how well a name fits, best first
_SMALL: Final = re.compile(r"(?<=..)(街道|社区|镇|乡|村)$")
_BOTH: Final = re.compile(r"^(川渝|成渝)(?=..)")  # nobody says it of what is known by its own name
_AND: Final = Text("与", " and ")
_LETTERS: Final = 3  # letters of a reading or an English name that are looked for within one
_PLACES: Final = ("area", "site", "table", "crossing")  # kinds of datasets of places, what is asked for most first


class Thing(NamedTuple):
    """A place that is not a unit."""

    pick: Pick
    name: Text
    codes: tuple[str, ...]  # of the counties it lies in, in the vintage asked for
    counties: tuple[Text, ...]  # how the table names these counties: some are no more
    spelt: tuple[str, ...]  # its reading and its English name from each syllable and word on
    letters: frozenset[str]  # its initials
    crosses: bool  # it is a line, known here by where it crosses the border

    def say(self, lang: Lang) -> str:
        """Return in one sentence where it lies."""
        names = list(dict.fromkeys(name.say(lang) for name in self.counties))
        if len(names) > NAMED:
            some = joined(names[:NAMED], lang)
            told = Text(f"{some}等{len(names)}个区县", f"{some} and {counted(len(names) - NAMED, 'more county')}").say(
                lang
            )
        else:
            told = _AND.say(lang).join(filter(None, (joined(names[:-1], lang), names[-1])))
        if self.crosses:
            return Text(f"{self.name.zh}在{told}过界。", f"{self.name.en} crosses the border in {told}.").say(lang)
        return Text(f"{self.name.zh}在{told}。", f"{self.name.en} lies in {told}.").say(lang)


def _codes(row: Any) -> list[str]:
    """The counties a row lies in: those listed of both sides, the two a crossing joins, or its own."""
    lists = [getattr(row, f"counties_{side}_adcodes", None) for side in ("sichuan", "chongqing")]
    ends = [getattr(row, f"{side}_adcode", None) for side in ("sichuan", "chongqing")]
    listed = [code for cell in lists if isinstance(cell, str) for code in cell.split(";")]
    own: list[Any] = listed or [code for code in ends if isinstance(code, str)] or [getattr(row, "adcode", None)]
    return [code for code in own if isinstance(code, str) and not code.endswith("00")]


@per_store(lru_cache(maxsize=4), shared=True)
def things(edition: Edition) -> tuple[Thing, ...]:
    """Return every place that has a name and lies in counties: one for each name, in the order of the catalogue."""
    called = _called(edition)
    rows: dict[str, list[tuple[str, Any]]] = {}
    for kind in _PLACES:
        for id, dataset in edition.catalog.datasets.items():
            if dataset.kind == kind and (kind != "table" or id == "corridor_nodes"):
                for row in edition.get(id).itertuples():
                    if _codes(row) and isinstance(row.name_en, str):
                        rows.setdefault(row.name_zh, []).append((id, row))
    return tuple(_thing(edition, name, found, called) for name, found in rows.items())


def _called(edition: Edition) -> dict[str, Text]:
    """The names of all units by code, of both years; where two have the same one, with the city before it."""
    rows = list(edition.facts["unit_names"].itertuples())
    often, holders = Counter(row.name_zh for row in rows), {row.adcode: row.name_zh for row in rows}
    return {
        row.adcode: Text(
            (holders.get(f"{row.adcode[:4]}00", "") if often[row.name_zh] > 1 else "") + row.name_zh, row.name_en
        )
        for row in rows
    }


def _thing(edition: Edition, name: str, rows: list[tuple[str, Any]], called: dict[str, Text]) -> Thing:
    listed = list(dict.fromkeys(code for _, row in rows for code in _codes(row)))
    today = _today(edition, listed)
    id, first = rows[0]
    kind = edition.catalog.datasets[id].kind
    alone = sum(other == id for other, _ in rows) == 1 and kind != "table"
    read = reading(edition.store, name)
    words = [folded(word) for word in first.name_en.split()]
    spelt = ["".join(read[n:]) for n in range(len(read))] + ["".join(words[n:]) for n in range(len(words))]
    own = read[len(name) - len(_BOTH.sub("", name)) :] if len(read) == len(name) else read
    return Thing(
        Pick.of(id, first.id) if alone else NOTHING,
        Text(name, first.name_en),
        tuple(today),
        tuple(called[code] for code in (listed if listed[1:] else today) if code in called),
        tuple(spelt),
        frozenset(initials(read) | initials(own)),
        kind == "crossing",
    )


def _today(edition: Edition, codes: list[str]) -> list[str]:
    """The codes in force, those of Sichuan first as listed; a divided county is that beside the others, or of most."""
    moved = edition.moved()
    if not any(code in moved for code in codes):
        return codes
    found = crosswalk.today_of_group(codes, moved, edition.get("counties"))
    return sorted(found, key=lambda code: codes.index(code) if code in codes else len(codes))


def _fit(thing: Thing, query: str) -> int | None:
    """How well the name of a thing fits what was typed; None: not at all."""
    if query.isascii():
        if len(query) < _LETTERS:
            return None
        if query in thing.letters or query in thing.spelt:
            return EXACT
        return HOLDS if any(one.startswith(query) for one in thing.spelt) else None
    short, name = _SMALL.sub("", query), folded(thing.name.zh)
    if len(short) < 2:  # one character stands in half of all names
        return None
    if query in (name, _BOTH.sub("", name)):
        return EXACT
    return HOLDS if short in name else None


def meant(edition: Edition, query: str) -> list[Thing]:
    """Return the things that may be meant by what was typed, folded, in the order of things; exact names alone."""
    fits = [(fit, thing) for thing in things(edition) if (fit := _fit(thing, query)) is not None]
    best = min((fit for fit, _ in fits), default=HOLDS)
    return [thing for fit, thing in sorted(fits, key=lambda one: one[0]) if best > EXACT or fit == EXACT]
