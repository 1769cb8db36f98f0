"""The lists that answer a resident's question, in plain words: what a page, a light page and print all show."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from geodata import card, citizen, rides
from geodata.boundaries import Vintage
from geodata.card import Source
from geodata.citizen import NAMED, NONE, OPEN, OTHER, Answer, Hit
from geodata.rides import Line
from geodata.store import Store
from geodata.text import Lang, Text, joined

SIDES: Final = {"sichuan": Text("川", "SC"), "chongqing": Text("渝", "CQ"), "": Text("", "")}
PROVINCES: Final = {"sichuan": Text("四川", "Sichuan"), "chongqing": Text("重庆", "Chongqing"), "": Text("", "")}
# What stands behind a site, from where somebody lives: by its basis where it is for this place (or for nobody special).
BASES: Final = {
    "named_site": Text("来源写明与本地的往来", "a source names it with this place"),
    "area_agreement": Text(
        "协议覆盖本地，能否享受以该处答复为准", "an agreement covers this place: ask there what it gives"
    ),
    "visitor_flow": Text("来源说有对岸的人在用，不是协议", "a source tells of people from across, not of an agreement"),
    "": Text("有跨界记载", "a link across is on record"),
}
ELSEWHERE: Final = {
    OTHER: Text("有跨界记载，但写明的对象不是本地", "a link across is on record, but for other places"),
    NONE: Text("未见跨界约定，请先向该处咨询", "no arrangement across was read: ask there first"),
}
EVERYBODY: Final = {
    True: Text("与对岸有旅游线路、联盟或优惠", "on a route, in an alliance or with an offer across"),
    False: Text("任何人都可前往", "open to everybody"),
}


@dataclass(frozen=True)
class Item:
    """One thing to use, in words; every text is plain text."""

    title: str
    pick: str  # "dataset:id", for its own page and the map; empty: none
    tag: str = ""  # 川 or 渝
    far: str = ""  # how far, in words
    lines: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    sources: tuple[Source, ...] = ()
    age: str = ""


@dataclass(frozen=True)
class Section:
    """A list under its heading; ``id`` is stable, ``none`` says what it means that nothing is listed."""

    id: str
    title: str
    items: tuple[Item, ...]
    none: str = ""
    folded: int = 0  # items beyond so many are folded away; 0: none are


def km(far: float, lang: Lang) -> str:
    """Return a distance in words."""
    if far < 1:
        return "不到1公里" if lang == "zh" else "less than 1 km"
    told = f"{far:.0f}"
    return f"约{told}公里" if lang == "zh" else f"about {told} km"


def age(years: int | None, lang: Lang) -> str:
    """Return how old a source is, in words."""
    if years is None:
        return "来源未注日期" if lang == "zh" else "source without a date"
    if not years:
        return "来源不到一年" if lang == "zh" else "source less than a year old"
    return f"来源距今约{years}年" if lang == "zh" else f"source about {years} years old"


class Adviser:
    """Puts answers into words for one store, vintage, language and day."""

    def __init__(self, store: Store, vintage: Vintage, lang: Lang, today: date) -> None:
        """Keep what every sentence needs."""
        self.store, self.vintage, self.lang, self.today = store, vintage, lang, today

    def _say(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def place(self, found: Answer) -> str:
        """Return the name of the place asked from."""
        return found.home.place.zh if self.lang == "zh" else found.home.place.en

    def site(self, hit: Hit, *, everybody: bool = False, own: bool = False) -> Item:
        """Return a site as seen from the place asked from.

        Args:
            hit: the site.
            everybody: it is open to all, whatever is on record of it.
            own: it lies on the own side, where nothing needs a basis.
        """
        lang = self.lang
        found = card.make(self.store, hit.pick, self.vintage, lang, self.today)
        if found is None:
            raise KeyError(hit.pick)
        facts = [(self._say("位置", "Where"), found.where), *found.facts]
        facts += [(self._say("依据", "Basis"), found.basis), (self._say("点位", "Point"), found.precision)]
        stands = "" if own else self.standing(hit, everybody=everybody)
        return Item(
            title=found.title,
            pick=hit.pick,
            tag=SIDES[hit.side].say(lang),
            far=km(hit.km, lang),
            lines=tuple(line for line in (stands, "" if own else found.statement) if line),
            facts=tuple((label, text) for label, text in facts if text),
            sources=found.sources,
            age=age(found.age_years, lang),
        )

    def standing(self, hit: Hit, *, everybody: bool = False) -> str:
        """Return what stands behind a site across, for the people of the place asked from."""
        if everybody:
            return EVERYBODY[hit.fit in (NAMED, OPEN)].say(self.lang)
        return (BASES[hit.basis] if hit.fit in (NAMED, OPEN) else ELSEWHERE[hit.fit]).say(self.lang)

    def service(self, id: str) -> Item:
        """Return a service: how, or where to ask; where, for whom, by which way, how far it has come, since when."""
        facts = ("scope", "residents", "channel", "stage", "since", "note")
        return self._row("shared_services", id, ("how", "ask"), facts)

    def agreement(self, dataset: str, id: str) -> Item:
        """Return an agreement: what it says, when, between whom."""
        return self._row(dataset, id, ("what",), ("date", "who"))

    def _row(self, dataset: str, id: str, lines: tuple[str, ...], facts: tuple[str, ...]) -> Item:
        """A row of a table in words: texts, then labelled facts."""
        lang, columns = self.lang, self.store.catalog.datasets[dataset].all_columns
        row = self.store.row(dataset, id, self.vintage)
        if row is None:
            raise KeyError(id)
        told = []
        for name in facts:
            column = columns[name] if name in columns else columns[f"{name}_{lang}"]
            told.append(
                (column.label.zh if lang == "zh" else column.label.en, card.cell(row, column, self.store, lang))
            )
        return Item(
            title=str(row[f"name_{lang}"]),
            pick=f"{dataset}:{id}" if dataset == "shared_services" else "",
            lines=tuple(str(text) for name in lines if pd.notna(text := row[f"{name}_{lang}"])),
            facts=tuple((label, text) for label, text in told if text),
            sources=card.sources(row, self.store, lang),
        )

    def line(self, line: Line) -> Item:
        """Return a line across: where one boards, where it goes, how often and for how much."""
        lang, row = self.lang, self.store.row("corridors", line.corridor, self.vintage)
        if row is None:
            raise KeyError(line.corridor)
        columns = self.store.catalog.datasets["corridors"].all_columns
        names = [stop.zh if lang == "zh" else stop.en for stop in line.across]
        goes = joined(list(dict.fromkeys([names[0], names[-1]])), lang)
        start = line.stop.zh if lang == "zh" else line.stop.en
        told = self._say(
            f"在{start}上车（{km(line.km, lang)}），可到对岸的{goes}",
            f"Board at {start} ({km(line.km, lang)}); it goes to {goes} across the border",
        )
        more: tuple[Source, ...] = ()
        if row["mode"] == rides.BUS:
            far = km(line.km, lang) if line.km >= rides.FAR_KM else ""
            told = rides.sentence(row, start, names[-1], far, lang)
            more = self._same(f"corridors:{line.corridor}")
        notes = (row[f"note_{lang}"],) if row["mode"] == rides.BUS else ()
        mode = card.cell(row, columns["mode"], self.store, lang)
        often = columns[f"headway_or_fare_{lang}"]
        facts = (
            (columns["mode"].label.say(lang), mode),
            (often.label.say(lang), card.cell(row, often, self.store, lang)),
        )
        return Item(
            title=str(row[f"name_{lang}"]),
            pick=f"corridors:{line.corridor}",
            lines=(told, *(str(note) for note in notes if pd.notna(note))),
            facts=tuple((label, text) for label, text in facts if text),
            sources=tuple(dict.fromkeys((*card.sources(row, self.store, lang), *more))),
        )

    def _same(self, pick: str) -> tuple[Source, ...]:
        """The sources of the services that say they are one thing with "dataset:id"."""
        table = self.store.get("shared_services", self.vintage)
        rows = table[table["same_as"] == pick]
        return tuple(source for _, row in rows.iterrows() for source in card.sources(row, self.store, self.lang))

    def sections(self, found: Answer) -> list[Section]:
        """Return the lists of an answer, what may be used first; what would be empty and means nothing is left out."""
        across, own = (PROVINCES[side].say(self.lang) for side in (citizen.across(found.home), found.home.side))
        need = found.need
        made = [
            self._usable(found, across),
            Section(
                "near",
                self._say(f"{across}就近，未见针对本地的约定", f"Near in {across}, nothing arranged for this place"),
                tuple(map(self.site, found.near)),
            ),
            Section(
                "local", self._say("点名本地的共享服务", "Services that name this place"), self._services(found.local)
            ),
            Section(
                "general",
                self._say("两省市层面的共享服务", "Services of both provinces"),
                self._services(found.general),
                folded=citizen.MOST,
            ),
            Section(
                "several",
                self._say("多地可用的共享服务（名单见来源）", "Services of many places, as their sources list them"),
                self._services(found.several),
                folded=citizen.FEW,
            ),
            self._ways(found),
            Section(
                "agreements",
                self._say("有关的协议与规划", "Agreements behind it"),
                tuple(self.agreement(need.policy, id) for id in found.agreements),
                folded=citizen.FEW,
            ),
            Section(
                "own",
                self._say(f"对照：{own}本侧最近的", f"To compare: nearest in {own}"),
                tuple(self.site(hit, own=True) for hit in found.own),
            ),
        ]
        if need.rides:
            made.sort(key=lambda section: section.id != "ways")
        return [section for section in made if section.items or section.none]

    def _services(self, ids: tuple[str, ...]) -> tuple[Item, ...]:
        return tuple(map(self.service, ids))

    def _usable(self, found: Answer, across: str) -> Section:
        need = found.need
        if not need.sites:
            return Section("usable", "", ())
        thing = need.thing.en.capitalize()
        title = self._say(f"在{across}可用的{need.thing.zh}", f"{thing} to use in {across}")
        none = self._say("没有查到。不等于没有：可向当地民政、卫健部门咨询。", "None was found; ask the local offices.")
        if need.open:
            title, none = self._say(f"{across}就近的{need.thing.zh}", f"{thing} near in {across}"), ""
        hits = found.usable[: 3 * citizen.MOST] if need.open else found.usable
        items = tuple(self.site(hit, everybody=need.open) for hit in hits)
        return Section("usable", title, items, none, folded=citizen.MOST)

    def no_way(self, found: Answer) -> str:
        """Return what to say where no line across was found near."""
        none = self._say("附近没有查到跨省的公交或铁路。", "No bus or railway across was found near.")
        if found.crossing:
            id, far = found.crossing
            point = self.store.row("crossings", id, self.vintage)
            name = "" if point is None else str(point[f"name_{self.lang}"])
            at = km(far, self.lang)
            none += self._say(f"最近的过界点：{name}，{at}。", f" Nearest crossing: {name}, {at}.")
        return none

    def _ways(self, found: Answer) -> Section:
        title = self._say("怎么过去", "How to get there")
        return Section("ways", title, tuple(map(self.line, found.lines)), self.no_way(found))
