"""What the ties across the border add up to: where nothing was found, where most was, and whom that concerns."""

from typing import Final, NamedTuple

import pandas as pd

from geodata.catalog.shared_columns import in_force
from geodata.domains.official_lists import COMPLETE, PARTIAL
from geodata.narrative import crossings as account
from geodata.narrative.findings.finding import Finding, domain, people
from geodata.query import crossings, locality
from geodata.query.crossings import Crossings
from geodata.query.scene import Scene
from geodata.query.scene_fields import CLOSED
from geodata.store.store import Store
from geodata.text import Lang, Text, counted, joined, marks

NAMED: Final = 3  # so many pairs or domains are named in a sentence
OLD: Final = frozenset({"eldercare", "health"})  # domains that are about old people first
_LISTS: Final = {
    COMPLETE: Text("", ""),
    PARTIAL: Text(
        "名单收录不全，未查到不等于没有。", "The lists are not complete: what was not found may exist all the same."
    ),
}
_NO_LIST: Final = Text(
    "没有官方名单可比，未查到不等于没有。",
    "There is no official list to compare: what was not found may exist all the same.",
)


class Concerned(NamedTuple):
    """The counties of some border pairs, each counted once, and their people as far as they are known."""

    counties: int
    people: int
    old: int  # 60 and over
    unknown: int  # counties whose people are not known

    def say(self, lang: Lang, *, old: bool) -> str:
        """Return how many counties and people these are, to stand within a sentence; ``old``: of 60 and over."""
        count = self.old if old else self.people
        zh = f"{self.counties}个区县、{'60岁及以上' if old else '人口'}{people(count, 'zh')}"
        en = f"{counted(self.counties, 'county')} with {people(count, 'en')} people{' of 60 and over' if old else ''}"
        if self.unknown:
            zh += f"（{self.unknown}个区县人数不详，未计入）"
            en += f" (not counting {counted(self.unknown, 'county')} whose people are not known)"
        return Text(zh, en).say(lang)


def concerned(pairs: pd.DataFrame, known: pd.DataFrame) -> Concerned:
    """Return whom some border pairs concern.

    Args:
        pairs: sichuan_adcode, chongqing_adcode.
        known: population and population_60plus (persons) by county code, missing where not known.
    """
    counties = sorted({*pairs["sichuan_adcode"], *pairs["chongqing_adcode"]})
    found = known.reindex(counties)
    total, old = (int(found[column].sum()) for column in ("population", "population_60plus"))
    return Concerned(len(counties), total, old, int(found["population_60plus"].isna().sum()))


def missing(found: Crossings) -> dict[str, int]:
    """Return at how many pairs nothing was found, by domain, the most first; domains tied everywhere are left out."""
    counts = found.gaps.rows["domain"].value_counts()
    return {id: int(n) for id, n in counts.items()}


def widest(gaps: dict[str, int]) -> str:
    """Return the domain with more gaps than any other; empty where there is none, or several have as many."""
    (first, most), second = next(iter(gaps.items()), ("", 0)), [*gaps.values(), 0, 0][1]
    return first if most > second else ""


def completeness(found: Crossings, lang: Lang) -> str:
    """Return how far gaps can be trusted, as a sentence; empty where every list is complete."""
    states = set(found.gaps.rows["state"])
    known = PARTIAL if PARTIAL in states else COMPLETE if states <= {COMPLETE} else ""
    return _LISTS.get(known, _NO_LIST).say(lang)


def of(scene: Scene, store: Store, found: Crossings) -> Finding | None:
    """Return what is found of the pairs a scene of Crossings is about; None where there is no pair.

    Args:
        scene, store: what is asked.
        found: what it says, of the place in focus where there is one.
    """
    if not found.pairs.count:
        return _inland(store, found, scene.lang)
    if scene.compare and scene.compare != CLOSED:
        return _since(scene, store, found)
    if len(found.domains) == 1:
        return _one(scene, store, found)
    return _all(scene, store, found)


def _inland(store: Store, found: Crossings, lang: Lang) -> Finding | None:
    """A place that does not touch the border: how many ties it has across, and in which domains; None without any."""
    ties = found.ties.rows
    counts = ties.loc[in_force(ties), "domain"].value_counts()
    if counts.empty:
        return None
    n, of = int(counts.sum()), len(counts)
    title = Text(
        f"{n}条生效联系跨过川渝界线，涉及{of}个领域",
        f"{counted(n, 'tie')} in force across the border, in {counted(of, 'domain')}",
    )
    named = list(counts.items())[:NAMED]
    zh = joined([f"{domain(str(id), store, 'zh')}（{count}条）" for id, count in named], "zh")
    en = joined([f"{domain(str(id), store, 'en')} ({count})" for id, count in named], "en")
    return Finding(title.say(lang), Text(f"其中最多的是{zh}。", f"Most of them: {en}.").say(lang))


def _cut(found: Crossings) -> pd.DataFrame:
    table: pd.DataFrame = found.pairs.rows
    return table[table["integration"] == 0]


def _one(scene: Scene, store: Store, found: Crossings) -> Finding:
    """One domain: at how many pairs it ties nothing, whether it is the widest gap of all, whom that concerns."""
    (id,), lang, pairs, cut = found.domains, scene.lang, found.pairs.count, _cut(found)
    name, names = domain(id, store, lang), ("ties.domain",)
    if cut.empty:
        title = Text(
            f"{name}协作：{pairs}个毗邻县对都查到记录", f"{_head(name)}: a tie is on record at all {pairs} border pairs"
        )
        who = concerned(found.pairs.rows, store.at(scene.vintage).around().people).say(lang, old=id in OLD)
        return Finding(title.say(lang), Text(f"涉及{who}。", f"They concern {who}.").say(lang), names)
    freed = scene.with_selections(
        {of: chosen.without("domain") if of == "ties" else chosen for of, chosen in scene.selections}
    )
    whole = crossings.crossings(freed, store)
    whole = locality.crossings(scene, store, whole) if scene.focus else whole
    first = widest(missing(whole)) == id
    title = Text(
        f"{name}协作{'是最大空白' if first else '仍有空白'}：{pairs}个毗邻县对中，{len(cut)}对未查到合作记录",
        f"{_head(name)} {'is the widest gap' if first else 'has gaps'}: "
        f"nothing on record at {len(cut)} of {counted(pairs, 'border pair')}",
    )
    who = concerned(cut, store.at(scene.vintage).around().people).say(lang, old=id in OLD)
    told = [
        _tied(found, lang),
        Text(
            f"未查到的{len(cut)}对涉及{who}。", f"The {counted(len(cut), 'pair')} without a record concern {who}."
        ).say(lang),
        completeness(found, lang),
    ]
    return Finding(title.say(lang), marks.SPACE.say(lang).join(part for part in told if part), names)


def _head(name: str) -> str:
    return name[:1].upper() + name[1:]


def _tied(found: Crossings, lang: Lang) -> str:
    """Which pairs are tied in a domain, where they are few."""
    table = found.pairs.rows
    tied = table.loc[table["integration"] > 0, f"name_{lang}"].tolist()
    if not tied:
        return Text("一对也没有查到。", "Not one is on record.").say(lang)
    if len(tied) > NAMED:
        return ""
    return Text(f"查到记录的只有{joined(tied, 'zh')}。", f"On record are only {' and '.join(tied)}.").say(lang)


def _all(scene: Scene, store: Store, found: Crossings) -> Finding:
    """Several domains: how many pairs are tied, where most and least, and which domains miss most."""
    lang, pairs, tied = scene.lang, found.pairs.count, found.pairs.count - len(_cut(found))
    gaps = missing(found)
    first = widest(gaps)
    most = domain(first, store, lang) if first else ""
    title = Text(
        f"{pairs}个毗邻县对中{tied}对已有联系" + (f"，{most}协作是最大空白" if most else ""),
        f"{tied} of {counted(pairs, 'border pair')} {'is' if tied == 1 else 'are'} tied"
        + (f"; {most} is the widest gap" if most else ""),
    )
    told = [_ends(found, lang), _least_covered(gaps, store, lang), completeness(found, lang) if gaps else ""]
    return Finding(title.say(lang), marks.SPACE.say(lang).join(part for part in told if part))


def _ends(found: Crossings, lang: Lang) -> str:
    """The pairs tied in most domains, and those in fewest."""
    table, of = found.pairs.rows, len(found.domains)
    if len(table) < 2:
        return ""
    most, least = int(table["integration"].max()), int(table["integration"].min())
    if most == least:
        return Text(f"各对都在{most}个领域有联系。", f"Each is tied in {counted(most, 'domain')}.").say(lang)
    high, low = (table.loc[table["integration"] == n, f"name_{lang}"].tolist() for n in (most, least))
    many = f"{len(high)}对" if len(high) > NAMED else joined(high, "zh")
    zh = f"联系最密的{many}在{of}个领域中的{most}个有联系，"
    rare = joined(low, "zh") if len(low) <= NAMED else f"最疏的{len(low)}对"
    zh += f"{rare}{'一个领域也没有查到' if not least else f'只有{least}个'}。"
    thick = counted(len(high), "pair") if len(high) > NAMED else joined(high, "en")
    thin = joined(low, "en") if len(low) <= NAMED else counted(len(low), "pair")
    few_in = f"only {least}" if least else "none"
    en = f"{_head(thick)} {_is(high)} tied in {most} of {of} domains, {thin} in {few_in}."
    return Text(zh, en).say(lang)


def _is(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _least_covered(gaps: dict[str, int], store: Store, lang: Lang) -> str:
    """The domains in which most pairs are without a record."""
    told = list(gaps.items())[:NAMED]
    if len(told) < 2:
        return ""
    zh = joined([f"{domain(id, store, 'zh')}（{n}对）" for id, n in told], "zh")
    en = joined([f"{domain(id, store, 'en')} ({counted(n, 'pair')})" for id, n in told], "en")
    return Text(f"按领域看，未查到联系最多的是{zh}。", f"Most often without a record: {en}.").say(lang)


def _since(scene: Scene, store: Store, found: Crossings) -> Finding:
    """The same question in two years: how many pairs and ties there were and are."""
    other, there = crossings.compared(scene, store) or (scene, found)
    there = locality.crossings(other, store, there) if scene.focus else there
    sides = sorted([(other, there), (scene, found)], key=lambda one: one[0].year or 9999)
    (before, then), (after, now) = sides
    pairs = [one.pairs.count - len(_cut(one)) for one in (then, now)]
    ties = [one.tally.in_force for one in (then, now)]
    whens = [account.when(one) for one in (before, after)]
    title = Text(
        f"{whens[0]}到{whens[1]}：有联系的毗邻县对{_to(pairs, '对')}，生效联系{_to(ties, '条')}",
        f"{whens[0]} to {whens[1].lower()}: {_grew(pairs)} border pairs tied, {_grew(ties)} ties in force",
    )
    told = [account.undated(after, now)]
    sentence = "".join(f"{part}{marks.STOP.say(scene.lang)}" for part in told if part)
    return Finding(title.say(scene.lang), sentence or account.sentence(scene, store, found))


def _to(two: list[int], each: str) -> str:
    before, after = two
    if before == after:
        return f"仍为{after:,}{each}"
    return f"由{before:,}{each}{'增至' if after > before else '减至'}{after:,}{each}"


def _grew(two: list[int]) -> str:
    before, after = two
    return f"still {after:,}" if before == after else f"from {before:,} to {after:,}"
