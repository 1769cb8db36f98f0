"""The text twin of Crossings: what the ties add up to, as sentences in both languages."""

from typing import Final

import pandas as pd

from geodata import describe, integration, locality
from geodata.answer import Crossings
from geodata.scene import Scene
from geodata.store import Store
from geodata.text import Lang, joined

NAMED_PAIRS: Final = 3  # so many pairs without a tie are named; more are counted


def _cut(found: Crossings, lang: Lang) -> list[str]:
    table = found.pairs.rows
    return table.loc[table["integration"] == 0, f"name_{lang}"].tolist()


def sentence(scene: Scene, store: Store, found: Crossings) -> str:
    """Return what crosses and what does not, how the ties divide, and what is filtered.

    With a place in focus that is told of it and of the whole circle, each named as such.
    """
    applied = describe.filters(scene, store, scene.lang)
    chosen = found.pairs.count < len(found.pairs.table)
    told = _body(scene, found, chosen=chosen)
    if scene.focus:
        mine = locality.crossings(scene, store, found)
        some = mine.pairs.count or mine.ties.count
        here = _body(scene, mine, chosen=False) if some else describe.NOTHING_HERE.say(scene.lang)
        told = describe.both(scene, store, here, told)
    if scene.lang == "zh":
        return f"{told}。" + (f"筛选：{'；'.join(applied)}。" if applied else "")
    return f"{told}." + (f" Filtered: {'; '.join(applied)}." if applied else "")


def _body(scene: Scene, found: Crossings, *, chosen: bool) -> str:
    """What is said of some pairs and ties; ``chosen``: these are those of places somebody chose."""
    if scene.lang == "zh":
        return _pairs_zh(found, chosen=chosen) + (f"。{_ties_zh(found)}" if found.ties.count else "")
    return _pairs_en(found, chosen=chosen) + (f". {_ties_en(found)}" if found.ties.count else "")


def _pairs_zh(found: Crossings, *, chosen: bool) -> str:
    pairs, cut = found.pairs.count, _cut(found, "zh")
    if not found.domains:
        return "没有符合条件的联系"
    if not pairs:
        return "所选地方没有毗邻县对" if chosen else "没有毗邻县对"
    named = f"（{joined(cut, 'zh')}）" if 0 < len(cut) <= NAMED_PAIRS else ""
    whose = "所选地方的" if chosen else ""
    return f"{whose}{pairs}个毗邻县对中，{pairs - len(cut)}对至少在一个领域有联系，{len(cut)}对未见联系{named}"


def _pairs_en(found: Crossings, *, chosen: bool) -> str:
    pairs, cut = found.pairs.count, _cut(found, "en")
    if not found.domains:
        return "No tie matches"
    if not pairs:
        return "There is no border pair" + (" in the places chosen" if chosen else "")
    named = f" ({joined(cut, 'en')})" if 0 < len(cut) <= NAMED_PAIRS else ""
    tied = pairs - len(cut)
    verb = "is" if tied == 1 else "are"
    told = f"{tied} {verb} tied in at least one domain, {len(cut)} in none{named}"
    return f"Of {pairs} border pair{'s' * (pairs != 1)}{' in the places chosen' if chosen else ''}, {told}"


def _ties_zh(found: Crossings) -> str:
    n = found.tally
    parts = (
        f"毗邻县之间{n.neighbours}、市级协议覆盖毗邻县{n.covering}、其他地方之间{n.elsewhere}、全省市层面{n.province}"
    )
    apart = [f"尚未生效{n.coming}条" if n.coming else "", f"会议、活动与已到期的优惠{n.held}条" if n.held else ""]
    told = "、".join(part for part in apart if part)
    return f"{found.facts}项事实形成生效联系{n.in_force}条：{parts}" + (f"；另列{told}" if told else "")


def _ties_en(found: Crossings) -> str:
    n = found.tally
    parts = (
        f"{n.neighbours} between neighbours, {n.covering} through a city agreement, {n.elsewhere} between other places"
    )
    text = f"{found.facts:,} facts make {n.in_force:,} ties in force: {parts}, {n.province} province-wide"
    apart = [
        f"{n.coming} not yet in force" if n.coming else "",
        f"{n.held} through meetings, events and offers that ended" if n.held else "",
    ]
    told = " and ".join(part for part in apart if part)
    return text + (f"; listed apart: {told}" if told else "")


def notes(scene: Scene, found: Crossings) -> list[str]:
    """Return what a reader must know about how it was counted."""
    zh, tally = scene.lang == "zh", found.tally
    told = []
    if tally.province:
        told.append(
            "全省市层面的联系对每一对都成立，单列，不计入各对"
            if zh
            else "Province-wide ties hold for every pair: they are counted apart"
        )
    if scene.year is not None and (dated := undated(scene, found)):
        told.append(dated)
    if scene.focus:
        told.append(describe.FOCUS_ONLY_MOVES.say(scene.lang))
    told.append("未见联系只表示没有查到记载，不等于没有" if zh else "no tie means that none was found in the sources")
    return told


def undated(scene: Scene, found: Crossings) -> str:
    """Return how ties whose start is not known are counted by year: the one rule, and how many they are; empty: none.

    It stands wherever a number of ties by year does.
    """
    zh, (by_source, unknown) = scene.lang == "zh", integration.undated(found.ties.rows)
    told = []
    if by_source:
        told.append(
            f"{by_source}条起始不详，按来源年份计"
            if zh
            else f"{by_source} with unknown start count from the year of their source"
        )
    if unknown:
        told.append(
            f"{unknown}条起始与来源年份都不详，各年都计入" if zh else f"{unknown} without any year count in every year"
        )
    return ("生效联系中" if zh else "of the ties in force ") + joined(told, scene.lang) if told else ""


def provinces(scene: Scene, ties: pd.DataFrame) -> str:
    """Return how rows and columns of whole provinces in the matrix of some ties make the number told; empty: none."""
    ties = ties[integration.in_force(ties) & ties["scope"].eq(integration.ALL)]
    if ties.empty:
        return ""
    here, there = (ties[f"{side}_adcode"].str.endswith("0000") for side in ("sichuan", "chongqing"))
    n, a, b, both = len(ties), int(here.sum()), int(there.sum()), int((here & there).sum())
    if scene.lang == "zh":
        return f"全省市层面{n}条＝四川省级{a}条＋重庆市级{b}条－两者重合{both}条"
    return f"Province-wide: {n} = {a} of Sichuan as a whole + {b} of Chongqing as a whole − {both} of both"


def when(scene: Scene) -> str:
    """Return the moment a scene shows."""
    if scene.year is None:
        return "今天" if scene.lang == "zh" else "Today"
    return f"{scene.year}年" if scene.lang == "zh" else f"{scene.year}"


def brief(scene: Scene, found: Crossings, *, closed: bool = False) -> str:
    """Return one line over a map that is compared: when, how many pairs are tied, how many ties there are."""
    zh, tied = scene.lang == "zh", found.pairs.count - len(_cut(found, scene.lang))
    moment = ("假设没有任何跨界联系" if zh else "Hypothetical: nothing crosses") if closed else when(scene)
    if scene.focus:
        moment = f"{describe.WHOLE.zh}，{moment}" if zh else f"{describe.WHOLE.en.capitalize()}, {moment}"
    count = found.tally.in_force
    return f"{moment}：{tied}对有联系，联系{count}条" if zh else f"{moment}: {tied} pairs tied, {count:,} ties"
