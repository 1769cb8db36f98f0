"""The text twin of Crossings: what the ties add up to, as sentences in both languages."""

from dataclasses import replace
from typing import Final

import pandas as pd

from geodata.catalog import shared_columns
from geodata.catalog.model import Dataset
from geodata.narrative import filters
from geodata.narrative.findings import of_flows
from geodata.query import crossings, locality
from geodata.query.crossings import Crossings
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.query.scene_fields import CLOSED
from geodata.store.store import Store
from geodata.text import Lang, Text, counted, joined, marks
from geodata.ties import integration

NAMED_PAIRS: Final = 3  # so many pairs without a tie are named; more are counted
PROVINCE_APART: Final = Text(
    "全省市层面的联系对每一对都成立，单列，不计入各对", "Province-wide ties hold for every pair: they are counted apart"
)
NO_TIE: Final = Text("未见联系只表示没有查到记载，不等于没有", "No tie means that none was found in the sources")


def _cut(found: Crossings, lang: Lang) -> list[str]:
    table = found.pairs.rows
    return table.loc[table["integration"] == 0, f"name_{lang}"].tolist()


def sentence(scene: Scene, store: Store, found: Crossings) -> str:
    """Return what is asked, what of it crosses and what does not, how the ties listed divide, and what narrows them.

    With a place in focus that is told of it and of the whole circle, each named as such; where all that is listed
    concerns the place, of that alone.
    """
    return marks.SPACE.say(scene.lang).join(filter(None, parts(scene, store, found)))


def parts(scene: Scene, store: Store, found: Crossings) -> tuple[str, str]:
    """Return the two parts of ``sentence``: the pairs; how the ties divide, which a page folds away."""
    zh, asked = scene.lang == "zh", filters.question(scene, store, scene.lang)
    narrowed = filters.narrowed(scene, store, scene.lang)
    told, more, mine_more = _pairs(found, scene.lang), _ties(found, scene.lang, listed=bool(narrowed)), ""
    if scene.place:
        told = filters.of_place(scene, store, told)
    elif scene.focus:
        mine = locality.crossings(scene, store, found)
        some = mine.pairs.count or mine.ties.count
        told = filters.both(scene, store, _pairs(mine, scene.lang) if some else "", told)
        mine_more = _ties(mine, scene.lang, listed=bool(narrowed))
    more = filters.behind(scene, store, mine_more, more)
    lists = [part for part in (found.ties, found.crossings) if len(part.counted)]  # else the question has none
    none = filters.none_of(lists, scene.lang)
    if zh:
        text = "，".join([*asked, told]) + "。" + (f"{none}。" if none else "")
        return text + filters.filtered(narrowed, scene.lang), more
    if asked:
        told = ", ".join([*asked, told]) if scene.focus else f"{', '.join(asked)}: {told[0].lower()}{told[1:]}"
        told = told[0].upper() + told[1:]
    text = f"{told}." + (f" {none[0].upper()}{none[1:]}." if none else "")
    return text + filters.filtered(narrowed, scene.lang), more


def _pairs(found: Crossings, lang: Lang) -> str:
    return _pairs_zh(found) if lang == "zh" else _pairs_en(found)


def _ties(found: Crossings, lang: Lang, *, listed: bool) -> str:
    """How some ties divide; ``listed``: they are not all there are. Empty without any."""
    if not found.ties.count:
        return ""
    return _ties_zh(found, listed=listed) if lang == "zh" else _ties_en(found, listed=listed)


def _pairs_zh(found: Crossings) -> str:
    pairs, cut, aside = found.pairs.count, _cut(found, "zh"), found.aside
    if not pairs:
        return "所选范围内没有毗邻县对"
    about, rest = ("所选范围内的", f"；其余{aside}对不在所选范围") if aside else ("", "")
    if len(cut) == pairs:
        return f"{about}{pairs}个毗邻县对都未见联系{rest}"
    named = f"（{joined(cut, 'zh')}）" if 0 < len(cut) <= NAMED_PAIRS else ""
    tied = f"{'至少在一个领域' if len(found.domains) > 1 else ''}有联系"
    if not cut:
        return f"{about}{pairs}个毗邻县对{'都' if pairs > 1 else ''}{tied}{rest}"
    return f"{about}{pairs}个毗邻县对中，{pairs - len(cut)}对{tied}，{len(cut)}对未见联系{named}{rest}"


def _pairs_en(found: Crossings) -> str:
    pairs, cut, aside = found.pairs.count, _cut(found, "en"), found.aside
    if not pairs:
        return "No border pair is within what was chosen"
    outside = "the other one lies" if aside == 1 else f"the other {aside} lie"
    about, rest = (" within what was chosen", f"; {outside} outside it") if aside else ("", "")
    if len(cut) == pairs:
        many = "s" * (pairs != 1)
        return f"No tie was found at {'any of ' * (pairs != 1)}the {pairs} border pair{many}{about}{rest}"
    named = f" ({joined(cut, 'en')})" if 0 < len(cut) <= NAMED_PAIRS else ""
    tied, some, none = pairs - len(cut), " in at least one domain", "in none"
    if len(found.domains) == 1:
        some, none = "", "not"
    if not cut:
        all = "The one border pair" if pairs == 1 else f"All {pairs} border pairs"
        return f"{all}{about} {'is' if pairs == 1 else 'are'} tied{some}{rest}"
    told = f"{tied} {'is' if tied == 1 else 'are'} tied{some}, {len(cut)} {none}{named}"
    return f"Of {counted(pairs, 'border pair')}{about}, {told}{rest}"


def nothing(found: Crossings, part: str, lang: Lang) -> str:
    """Return what it means that a part of Crossings, by its dataset's id, has no row; empty for what means nothing."""
    pairs = found.pairs.count
    if part != "gaps" or not pairs:
        return ""
    if pairs == 1:
        one = Text("所选县对在所查领域都有联系，没有缺口。", "The pair chosen is tied in every domain asked for.")
        return one.say(lang)
    return Text(
        f"{pairs}个毗邻县对在所查领域都有联系，没有缺口。",
        f"All {pairs} border pairs are tied in every domain asked for: there is no gap.",
    ).say(lang)


def _ties_zh(found: Crossings, *, listed: bool) -> str:
    n = found.tally
    kinds = (
        ("毗邻县之间", n.neighbours),
        ("市级协议覆盖毗邻县", n.covering),
        ("其他地方之间", n.elsewhere),
        ("全省市层面", n.province),
    )
    parts = "、".join(f"{kind}{count}" for kind, count in kinds if count)
    apart = [f"尚未生效{n.coming}条" if n.coming else "", f"会议、活动与已到期的优惠{n.held}条" if n.held else ""]
    told = "，".join(part for part in apart if part)  # one of them holds a 、 itself
    those = "所列" if listed else ""  # the pairs may have more
    text = f"{those}{found.facts}项事实形成生效联系{n.in_force}条" + (f"：{parts}" if parts else "")
    return text + (f"；另列{told}" if told else "")


def _ties_en(found: Crossings, *, listed: bool) -> str:
    n = found.tally
    kinds = (
        (n.neighbours, "between neighbours"),
        (n.covering, "through a city agreement"),
        (n.elsewhere, "between other places"),
        (n.province, "province-wide"),
    )
    parts = ", ".join(f"{count:,} {kind}" for count, kind in kinds if count)
    facts = f"{counted(found.facts, 'fact makes', 'facts make')} {counted(n.in_force, 'tie')} in force"
    text = f"{'Listed: ' if listed else ''}{facts}" + (f": {parts}" if parts else "")
    apart = [
        f"{n.coming} not yet in force" if n.coming else "",
        f"{n.held} through meetings, events and offers that ended" if n.held else "",
    ]
    told = " and ".join(part for part in apart if part)
    return text + (f"; listed apart: {told}" if told else "")


def notes(scene: Scene, store: Store, found: Crossings) -> list[str]:
    """Return what a reader must know about how it was counted."""
    told = []
    if found.tally.province:
        told.append(PROVINCE_APART.say(scene.lang))
    if scene.year is not None and (dated := undated(scene, found)):
        told.append(dated)
    told += [note.say(scene.lang) for note in filters.focus_note(scene)]
    return [*told, NO_TIE.say(scene.lang), *filter(None, [of_flows.note(scene, store)])]


def undated(scene: Scene, found: Crossings) -> str:
    """Return how ties whose start is not known are counted by year: the one rule, and how many they are; empty: none.

    It stands wherever a number of ties by year does.
    """
    lang, (by_source, unknown) = scene.lang, integration.undated(found.ties.rows)
    told = []
    if by_source:
        told.append(
            Text(
                f"{by_source}条起始不详，按来源年份计",
                f"those with an unknown start ({by_source}) count from the year of their source",
            )
        )
    if unknown:
        told.append(
            Text(
                f"{unknown}条起始与来源年份都不详，各年都计入",
                f"those without any year ({unknown}) count in every year",
            )
        )
    head, between = Text("生效联系中", "Of the ties in force, ").say(lang), Text("；", ", ").say(lang)
    return head + between.join(one.say(lang) for one in told) if told else ""


def provinces(scene: Scene, ties: pd.DataFrame) -> str:
    """Return how rows and columns of whole provinces in the matrix of some ties make the number told; empty: none."""
    ties = ties[shared_columns.in_force(ties) & ties["scope"].eq(integration.ALL)]
    if ties.empty:
        return ""
    here, there = (ties[f"{side}_adcode"].str.endswith("0000") for side in ("sichuan", "chongqing"))
    n, a, b, both = len(ties), int(here.sum()), int(there.sum()), int((here & there).sum())
    return Text(
        f"全省市层面{n}条＝四川省级{a}条＋重庆市级{b}条－两者重合{both}条",
        f"Province-wide: {n} = {a} of Sichuan as a whole + {b} of Chongqing as a whole − {both} of both",
    ).say(scene.lang)


def when(scene: Scene) -> str:
    """Return the moment a scene shows."""
    told = Text("今天", "Today") if scene.year is None else Text(f"{scene.year}年", f"{scene.year}")
    return told.say(scene.lang)


def brief(scene: Scene, found: Crossings, *, closed: bool = False) -> str:
    """Return one line over a map that is compared: when, how many pairs are tied, how many ties there are."""
    lang, tied, count = scene.lang, found.pairs.count - len(_cut(found, scene.lang)), found.tally.in_force
    moment = Text("假设没有任何跨界联系", "Hypothetical (nothing crosses)").say(lang) if closed else when(scene)
    if scene.focus and not scene.place:
        moment = f"{filters.WHOLE.say(lang).capitalize()}{marks.COMMA.say(lang)}{moment}"
    return Text(
        f"{moment}：{tied}对有联系，联系{count}条", f"{moment}: {counted(tied, 'pair')} tied, {counted(count, 'tie')}"
    ).say(lang)


CAME: Final = Text("新增的县对与领域", "What came since")


def came(scene: Scene, store: Store, found: Crossings, there: Crossings) -> tuple[str, Shown]:
    """Return what is tied on the later of two maps side by side and not on the other: in a sentence, and as rows.

    Args:
        scene, store, found: what is on screen.
        there: what it is compared with.
    """
    forward, lang = crossings.earlier_first(scene), scene.lang
    table = crossings.came(*((there, found) if forward else (found, there)))
    n, pairs = len(table), table["pair_id"].nunique()
    other = (
        Text("没有任何联系", "nothing crosses")
        if scene.compare == CLOSED
        else Text(f"{scene.compare}年", scene.compare)
    )
    first, last = (other.say(lang), when(scene)) if forward else (when(scene), other.say(lang))
    zh = f"新增{n}处（县对×领域），涉及{pairs}个毗邻县对" if n else "没有新增"
    en = f"{counted(n, 'new pair and domain', 'new combinations of pair and domain')}, {counted(pairs, 'border pair')}"
    told = Text(f"{first}→{last}：{zh}", f"{first} → {last}: {en if n else 'nothing came'}")
    return told.say(lang), Shown(_came(store), table, pd.Series(True, index=table.index))


def _came(store: Store) -> Dataset:
    """What the list of what came is, as a dataset is described: of the gaps, what fills them."""
    sets = store.catalog.datasets
    gaps, pairs, ties = sets["gaps"], sets["border_pairs"], sets["ties"]
    names = [gaps.all_columns[name] for name in ("id", "name_zh", "name_en", "pair_id", "domain")]
    more = [pairs.all_columns["ties"], *(ties.all_columns[name] for name in ("since", "subject_zh", "subject_en"))]
    return replace(
        gaps,
        id="came",
        title=CAME,
        columns=(*names, *more),
        computed=(),
        facts=("domain", "ties", "since", "subject"),
        method=ties.method,
        weakness=ties.weakness,
    )
