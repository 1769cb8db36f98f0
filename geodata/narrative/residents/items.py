"""One thing to use in plain words: a site, a service, an agreement, a line across."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from geodata.catalog.model import Column
from geodata.catalog.pick import NOTHING, Pick
from geodata.catalog.shared_columns import codes
from geodata.domains import hospitals, journeys
from geodata.domains.journeys import Stop
from geodata.narrative import labels, provenance
from geodata.narrative.cards import card
from geodata.narrative.provenance import Source
from geodata.narrative.residents import contact
from geodata.narrative.residents.access import SIDES, far, km, measured, ridden, standing
from geodata.narrative.residents.contact import Contact
from geodata.query import gazetteer, ways
from geodata.query.residents import nearby_lines, sites_around
from geodata.query.residents.answer import Answer
from geodata.query.residents.nearby_lines import Line
from geodata.query.residents.sites_around import Hit
from geodata.store.store import Edition
from geodata.text import Lang, Text, counted, joined, marks, number


def age(years: int | None, lang: Lang) -> str:
    """Return how old a source is, in words."""
    if years is None:
        return Text("来源未注日期", "source without a date").say(lang)
    if not years:
        return Text("来源不到一年", "source less than a year old").say(lang)
    return Text(f"来源距今约{years}年", f"source about {counted(years, 'year')} old").say(lang)


@dataclass(frozen=True)
class Item:
    """One thing to use, in words; every text is plain text."""

    title: str
    pick: Pick  # for its own page and the map
    kind: str = ""  # what of its kind it is
    tag: str = ""  # 川 or 渝
    far: str = ""  # how far, in words
    lines: tuple[str, ...] = ()
    contact: Contact = contact.UNKNOWN
    more: tuple[str, ...] = ()  # what stands behind it: with facts and sources, for who wants to know
    facts: tuple[tuple[str, str], ...] = ()
    sources: tuple[Source, ...] = ()
    age: str = ""


class Adviser:
    """Puts answers into words for one store, vintage, language and day."""

    def __init__(self, edition: Edition, lang: Lang, today: date) -> None:
        """Keep what every sentence needs."""
        self.edition, self.store, self.lang, self.today = edition, edition.store, lang, today

    def say(self, zh: str, en: str) -> str:
        """Return the one of two texts that is of the language."""
        return Text(zh, en).say(self.lang)

    def place(self, found: Answer) -> str:
        """Return the name of the place asked from."""
        return found.home.place.say(self.lang)

    def site(self, found: Answer, hit: Hit) -> Item:
        """Return a site of an answer as seen from the place asked from; on the own side nothing needs a basis."""
        lang, own = self.lang, hit.side == found.home.side
        everybody = found.need.open or found.need.rides  # who travels goes to sights
        told = card.make(self.edition, hit.pick, lang, self.today)
        dataset, id = hit.pick.dataset, hit.pick.id
        row = self.edition.row(dataset, id)
        if told is None or row is None:
            raise KeyError(hit.pick)
        precise = measured(hit, row, lang) or told.precision
        facts = [(card.WHERE.say(lang), told.where), *told.facts]
        facts += [(self.say("依据", "Basis"), told.basis), (card.PRECISION.say(lang), precise)]
        stands = "" if own else standing(hit, row, found.home.place, self.store, lang, everybody=everybody)
        news = not own and (not everybody or hit.strength != sites_around.NOTHING)  # what is for others is no news here
        return Item(
            title=told.title,
            pick=hit.pick,
            kind=self.kind(hit),
            tag=SIDES[hit.side].say(lang),
            far=far(hit, row, self.edition, lang),
            contact=contact.of(row, lang),
            more=tuple(line[0].upper() + line[1:] for line in (stands, told.statement if news else "") if line),
            facts=tuple((label, text) for label, text in facts if text),
            sources=told.sources,
            age=age(told.age_years, lang),
        )

    def kind(self, hit: Hit) -> str:
        """Return what of its kind a site is: the category, of a special hospital what it treats, of others nothing."""
        if hit.pick.dataset == sites_around.HOSPITALS:
            return hospitals.SPECIAL[hit.kind][1].say(self.lang) if hit.special else ""
        known = self.store.catalog.vocabulary(self.store.catalog.datasets[hit.pick.dataset].all_columns["category"])
        return known[hit.kind].say(self.lang)

    def names(self, codes: tuple[str, ...], most: int) -> str:
        """Return the names of units, the first few, and how many there are where there are more."""
        units = gazetteer.units(self.edition)
        named = [units[code].say(self.lang) for code in codes[:most]]
        if len(codes) <= most:
            return joined(named, self.lang)
        return self.say(
            f"{joined(named, 'zh')}等{len(codes)}个区县", f"{', '.join(named)} and {len(codes) - most} more"
        )

    def service(self, id: str) -> Item:
        """Return a service: how, or where to ask; where, for whom, by which way, how far it has come, since when."""
        facts = ("scope", "residents", "channel", "stage", "since", "note")
        return self._row("shared_services", id, ("how", "ask"), facts)

    def agreement(self, dataset: str, id: str) -> Item:
        """Return an agreement: what it says, when, between whom."""
        return self._row(dataset, id, ("what",), ("date", "who"))

    def hotline(self, id: str) -> Item:
        """Return a number to call: what for, where and when."""
        row = self.edition.row("hotlines", id)
        if row is None:
            raise KeyError(id)
        told = self._row("hotlines", id, ("what", "note"), ("scope", "hours"))
        return replace(told, contact=Contact(phones=tuple(codes(row["number"]))))

    def _row(self, dataset: str, id: str, lines: tuple[str, ...], facts: tuple[str, ...]) -> Item:
        """A row of a table in words: texts, then labelled facts."""
        lang, columns = self.lang, self.store.catalog.datasets[dataset].all_columns
        row = self.edition.row(dataset, id)
        if row is None:
            raise KeyError(id)
        told = []
        for name in facts:
            column = columns[name] if name in columns else columns[f"{name}_{lang}"]
            told.append((column.label.say(lang), labels.cell(row, column, self.store, lang)))
        return Item(
            title=str(row[f"name_{lang}"]),
            pick=Pick.of(dataset, id) if dataset == "shared_services" else NOTHING,
            lines=tuple(str(text) for name in lines if pd.notna(text := row[f"{name}_{lang}"])),
            contact=contact.of(row, lang),
            facts=tuple((label, text) for label, text in told if text),
            sources=card.all_sources(Pick.of(dataset, id), row, self.edition, lang),
            age=self.age(row),
        )

    def age(self, *rows: pd.Series) -> str:
        """Return how old what rows say is, by their own sources."""
        told = tuple(source for row in rows for source in provenance.sources(row, self.store, self.lang))
        return age(card.age_years(told, self.today), self.lang)

    def label(self, column: Column, row: pd.Series) -> str:
        """Return what a cell says."""
        return labels.cell(row, column, self.store, self.lang)

    def line(self, line: Line) -> Item:
        """Return a line across: where one boards, where it goes, how often and for how much."""
        lang, row = self.lang, self.edition.row("corridors", line.corridor)
        if row is None:
            raise KeyError(line.corridor)
        columns = self.store.catalog.datasets["corridors"].all_columns
        start, end, last = (stop.say(lang) for stop in (line.stop, line.leg.end, line.across[-1]))
        if row["mode"] == journeys.BUS:
            to_it = km(line.km, lang) if line.km >= nearby_lines.FAR_KM else ""
            told = sentence(row, start, last, to_it, lang)
            notes = [row[f"note_{lang}"]]
        else:
            to_it, ride = km(line.km, lang), ridden(line.leg, lang)
            told = self.say(f"在{start}上车（{to_it}），到{end}{ride}", f"Board at {start} ({to_it}) for {end}, {ride}")
            if last != end:
                told += self.say(f"，最远到{last}", f"; it goes as far as {last}")
            notes = []
        if line.left > ways.NEAR_KM:
            town, left = self._county(line.leg.end), km(line.left, lang)
            notes.insert(0, self.say(f"{end}离{town}政府驻地{left}", f"{end} is {left} from the seat of {town}"))
        mode = labels.cell(row, columns["mode"], self.store, lang)
        often = columns[f"headway_or_fare_{lang}"]
        facts = (
            (columns["mode"].label.say(lang), mode),
            (often.label.say(lang), labels.cell(row, often, self.store, lang)),
        )
        return Item(
            title=str(row[f"name_{lang}"]),
            pick=Pick.of("corridors", line.corridor),
            lines=(told, *(str(note) for note in notes if pd.notna(note))),
            facts=tuple((label, text) for label, text in facts if text),
            sources=card.all_sources(Pick.of("corridors", line.corridor), row, self.edition, lang),
            age=self.age(row),
        )

    def _county(self, stop: Stop) -> str:
        """The name of the county in which a stop lies."""
        county = gazetteer.units(self.edition)[self.edition.code(stop.adcode)]
        return county.say(self.lang)

    def no_way(self, found: Answer) -> str:
        """Return what to say where no line across was found near."""
        none = self.say("附近没有查到跨省的公交或铁路。", "No bus or railway across was found near.")
        if found.crossing:
            id, far = found.crossing
            point = self.edition.row("crossings", id)
            name = "" if point is None else str(point[f"name_{self.lang}"])
            at = km(far, self.lang)
            none += self.say(f"最近的过界点：{name}，{at}。", f" Nearest crossing: {name}, {at}.")
        return none


def sentence(bus: pd.Series, start: str, end: str, far: str, lang: Lang) -> str:
    """Return one sentence; what the row does not know is left out.

    Args:
        bus: a row of corridors.
        start, end: where one boards and the last stop across, by name.
        far: how far one boards from where somebody lives, in words; empty: near.
        lang: of the sentence.
    """
    ride = bus[f"headway_or_fare_{lang}"]
    length = number.published(bus["length_km"]) if pd.notna(bus["length_km"]) else ""
    parts = [
        Text(f"全程{length}公里", f"{length} km in all").say(lang) if length else "",
        str(ride).replace(marks.SEMICOLON.say(lang), marks.COMMA.say(lang)) if pd.notna(ride) else "",
    ]
    told = [part[0].lower() + part[1:] for part in parts if part]
    ref = f"（{bus['ref']}）" if pd.notna(bus["ref"]) else ""  # given in Chinese only
    if lang == "zh":
        kind = "公交" if "公交" in bus["name_zh"] else "客车"  # express coaches are of the same mode
        first = f"从{start}{f'（{far}）' if far else ''}坐跨省{kind}{ref}到{end}"
        return "，".join([first, *told]) + "。"
    first = f"Take the cross-border bus from {start}{f' ({far})' if far else ''} to {end}"
    return ": ".join(filter(None, [first, ", ".join(told)])) + "."
