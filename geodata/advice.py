"""The lists that answer a resident's question, in plain words: what a page, a light page and print all show."""

from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from geodata import card, citizen
from geodata.boundaries import Vintage
from geodata.card import Source
from geodata.citizen import AGREED, REPORTED, WRITTEN, Answer, Hit
from geodata.rides import Line
from geodata.standing import PROVINCES, SIDES, far, km, standing
from geodata.store import Store
from geodata.text import Lang, joined


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
    shown: int | None = None  # so many are laid open, the rest is folded away; None: all are
    rest: str = ""  # what the rest is called
    marked: bool = False  # whether those laid open stand on the map, numbered in this order


def age(years: int | None, lang: Lang) -> str:
    """Return how old a source is, in words."""
    if years is None:
        return "来源未注日期" if lang == "zh" else "source without a date"
    if not years:
        return "来源不到一年" if lang == "zh" else "source less than a year old"
    return f"来源距今约{years}年" if lang == "zh" else f"source about {years} years old"


class Rest(TypedDict):
    """How a list is folded."""

    shown: int
    rest: str


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
        dataset, _, id = hit.pick.partition(":")
        row = self.store.row(dataset, id, self.vintage)
        if found is None or row is None:
            raise KeyError(hit.pick)
        facts = [(self._say("位置", "Where"), found.where), *found.facts]
        facts += [(self._say("依据", "Basis"), found.basis), (self._say("点位", "Point"), found.precision)]
        stands = "" if own else standing(hit, self.store, lang, everybody=everybody)
        told = not own and (not everybody or hit.strength != citizen.NOTHING)  # what is for others is no news here
        return Item(
            title=found.title,
            pick=hit.pick,
            tag=SIDES[hit.side].say(lang),
            far=far(hit, row, self.store, self.vintage, lang),
            lines=tuple(line for line in (stands, found.statement if told else "") if line),
            facts=tuple((label, text) for label, text in facts if text),
            sources=found.sources,
            age=age(found.age_years, lang),
        )

    def service(self, id: str) -> Item:
        """Return a service: how, where, by which way, since when."""
        return self._row("shared_services", id, ("how",), ("scope", "channel", "since"))

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
            lines=tuple(str(row[f"{name}_{lang}"]) for name in lines),
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
            f"在{start}上车（{km(line.km, lang)}），可到{goes}",
            f"Board at {start} ({km(line.km, lang)}); it goes to {goes} across the border",
        )
        mode = card.cell(row, columns["mode"], self.store, lang)
        rides = columns[f"headway_or_fare_{lang}"]
        facts = (
            (columns["mode"].label.say(lang), mode),
            (rides.label.say(lang), card.cell(row, rides, self.store, lang)),
        )
        return Item(
            title=str(row[f"name_{lang}"]),
            pick=f"corridors:{line.corridor}",
            lines=(told,),
            facts=tuple((label, text) for label, text in facts if text),
            sources=card.sources(row, self.store, lang),
        )

    def sections(self, found: Answer) -> list[Section]:
        """Return the lists of an answer, what may be used first; what would be empty and means nothing is left out."""
        across, own = (PROVINCES[side].say(self.lang) for side in (citizen.across(found.home), found.home.side))
        need, place = found.need, self.place(found)
        made = [
            *self._usable(found, across),
            self._sites(
                "near",
                self._say(
                    f"{across}离得近、没有查到针对本地约定的{need.thing.zh}",
                    f"{need.thing.en.capitalize()} near in {across}, nothing arranged for this place",
                ),
                found.near,
            ),
            Section(
                "local",
                self._say(f"适用于{place}的地方性服务", f"Services for {place}, not for all of both provinces"),
                self._services(found.local),
            ),
            Section(
                "general",
                self._say("两省市通用的服务", "Services of both provinces"),
                self._services(found.general),
                **self._rest(len(found.general), citizen.MOST),
            ),
            self._ways(found),
            Section(
                "agreements",
                self._say("有关的协议与规划", "Agreements behind it"),
                tuple(self.agreement(need.policy, id) for id in found.agreements),
                **self._rest(len(found.agreements), citizen.FEW),
            ),
            self._sites(
                "own", self._say(f"对照：{own}本地最近的", f"To compare: nearest in {own}"), found.own, own=True
            ),
        ]
        return [section for section in made if section.items or section.none]

    def _services(self, ids: tuple[str, ...]) -> tuple[Item, ...]:
        return tuple(map(self.service, ids))

    def _rest(self, whole: int, shown: int) -> Rest:
        """So many items are laid open, and what the rest is called."""
        return {"shown": shown, "rest": self._say(f"展开其余{whole - shown}项", f"Show {whole - shown} more")}

    def _sites(
        self, id: str, title: str, hits: tuple[Hit, ...], none: str = "", *, everybody: bool = False, own: bool = False
    ) -> Section:
        """A list of sites: those within reach stand on the map, the others are folded away."""
        items = tuple(self.site(hit, everybody=everybody, own=own) for hit in hits)
        shown = len(citizen.within(hits))
        reach, rest = f"{citizen.REACH_KM:.0f}", len(hits) - shown
        if all(hit.km > citizen.REACH_KM for hit in hits[shown:]):
            label = self._say(f"展开{reach}公里以外的{rest}处", f"Show {rest} farther than {reach} km")
        else:
            label = self._say(f"展开其余{rest}处", f"Show {rest} more")
        return Section(id, title, items, none, shown, label, marked=True)

    def _usable(self, found: Answer, across: str) -> list[Section]:
        """What may be used across, by how much stands behind it; where everybody may go, what is nearest."""
        need, place = found.need, self.place(found)
        if not need.sites:
            return []
        zh, en = need.thing.zh, need.thing.en
        if need.open:
            title = self._say(f"{across}离得最近的{zh}", f"Nearest {en} in {across}")
            return [self._sites("usable", title, found.usable[: 3 * citizen.MOST], everybody=True)]
        written = self._say(f"{across}：来源写明{place}的{zh}", f"{across}: {en} named with {place}")
        agreed = self._say(
            f"{across}：协议覆盖{place}的{zh}（以对方机构答复为准）",
            f"{across}: {en} under an agreement that covers {place} (ask there)",
        )
        reported = found.of(REPORTED)
        none = self._say("没有查到。不等于没有：可向当地民政部门咨询。", "None was found; ask the local offices.")
        told = self._say(
            f"{across}：只见于客流报道的{zh}，没有协议", f"{across}: {en} only reported, without an agreement"
        )
        items = tuple(map(self.site, reported))
        label = self._say(f"展开{len(items)}处", f"Show {len(items)}")
        return [
            self._sites("written", written, found.of(WRITTEN)),
            self._sites("agreed", agreed, found.of(AGREED), "" if found.of(WRITTEN) else none),
            Section("reported", told, items, shown=0, rest=label),
        ]

    def _ways(self, found: Answer) -> Section:
        title = self._say("怎么过去", "How to get there")
        none = self._say("附近没有查到跨省的公交或铁路。", "No bus or railway across was found near.")
        if found.crossing:
            id, far = found.crossing
            point = self.store.row("crossings", id, self.vintage)
            name = "" if point is None else str(point[f"name_{self.lang}"])
            at = km(far, self.lang)
            none += self._say(f"最近的过界点：{name}，{at}。", f" Nearest crossing: {name}, {at}.")
        return Section("ways", title, tuple(map(self.line, found.lines)), none)
