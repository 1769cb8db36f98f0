"""Questions to consider, drawn from the gaps: where nothing was found, whom it concerns, what would close it.

A gap is what no source tells: each question asks whether it is one in the world, none says so.
"""

from typing import Final

import pandas as pd

from geodata.narrative.findings.finding import Finding, domain, people
from geodata.narrative.findings.of_ties import NAMED, OLD, completeness, concerned, missing
from geodata.query.crossings import Crossings
from geodata.query.scene import Scene
from geodata.store.store import Store
from geodata.text import Lang, Text, counted, joined, number

VIEW: Final = "questions"  # what is read below the map of Crossings, and on the slide of such a scene
TITLE: Final = Text("请研究的事项", "Questions to consider")
_NONE: Final = Text("所查领域没有缺口", "no gap in what was asked")
FEW_DOMAINS: Final = 2  # a pair tied in no more domains is asked about


def finding(scene: Scene, found: Crossings) -> Finding:
    """Return the title of the questions, and from what they are drawn."""
    lang, gaps = scene.lang, found.gaps
    if not gaps.count:
        return Finding(f"{TITLE.say(lang)}{Text('：', ': ').say(lang)}{_NONE.say(lang)}", "", ("ties.domain",))
    told = Text(
        f"由{found.pairs.count}个毗邻县对、{len(found.domains)}个领域中未查到记录的{gaps.count}处得出；",
        f"Drawn from {counted(gaps.count, 'gap')} at {counted(found.pairs.count, 'border pair')} in "
        f"{counted(len(found.domains), 'domain')}. ",
    )
    return Finding(TITLE.say(lang), told.say(lang) + completeness(found, lang), ("ties.domain",))


def of(scene: Scene, store: Store, found: Crossings) -> tuple[str, ...]:
    """Return the questions, each one sentence or two; none without a gap.

    Args:
        scene, store: what is asked.
        found: what Crossings says of it, of the place in focus where there is one.
    """
    lang, gaps = scene.lang, missing(found)
    if not gaps:
        return ()
    first = next(iter(gaps))
    asked = (
        _most(first, gaps[first], scene, store, found),
        _oldest(first, store, found, lang),
        _least(found, lang),
        _coming(store, found, lang),
        _others(gaps, store, lang),
    )
    return tuple(one for one in asked if one)


def _of_domain(found: Crossings, id: str) -> pd.DataFrame:
    rows: pd.DataFrame = found.gaps.rows
    return rows[rows["domain"] == id]


def _most(id: str, count: int, scene: Scene, store: Store, found: Crossings) -> str:
    """The domain with most gaps: is there really nothing?"""
    table = found.pairs.rows
    pairs = table[table["id"].isin(_of_domain(found, id)["pair_id"])]
    who = concerned(pairs, store.at(scene.vintage).around().people)
    zh, en = (domain(id, store, lang) for lang in ("zh", "en"))
    return Text(
        f"{zh}：{count}个毗邻县对未查到合作记录，涉及{who.say('zh', old=id in OLD)}。"
        "是没有合作，还是没有公开？请相关区县核对。",
        f"{en.capitalize()}: nothing on record at {counted(count, 'border pair')}: {who.say('en', old=id in OLD)}. "
        "Is there no cooperation, or is it not published? The counties are asked to check.",
    ).say(scene.lang)


def _oldest(id: str, store: Store, found: Crossings, lang: Lang) -> str:
    """Of the pairs without a record in a domain those with most people: could they begin?"""
    column = "population_60plus" if id in OLD else "population"
    rows = _of_domain(found, id).dropna(subset=[column]).sort_values(column, ascending=False, kind="stable")[:NAMED]
    if len(rows) < 2:
        return ""
    zh = joined([f"{row.name_zh}（{people(getattr(row, column), 'zh')}）" for row in rows.itertuples()], "zh")
    en = joined([f"{row.name_en} ({people(getattr(row, column), 'en')})" for row in rows.itertuples()], "en")
    old = id in OLD
    return Text(
        f"其中{'60岁及以上老人' if old else '人口'}最多的是{zh}，两县合计。"
        f"{domain(id, store, 'zh')}协作能否从这几对先行？",
        f"Of these {'most people of 60 and over' if old else 'most people'} live in {en}, both counties together. "
        f"Could cooperation in {domain(id, store, 'en')} begin there?",
    ).say(lang)


def _least(found: Crossings, lang: Lang) -> str:
    """The pairs tied in fewest domains, where more were asked for."""
    table, of = found.pairs.rows, len(found.domains)
    rows = table[table["integration"] <= FEW_DOMAINS].sort_values("integration", kind="stable")[:NAMED]
    if of <= FEW_DOMAINS + 1 or rows.empty:
        return ""
    told = [
        (Text(row.name_zh, row.name_en), number.said(row.border_km, 1), row.integration) for row in rows.itertuples()
    ]
    zh = joined(
        [f"{name.zh}（共界{km}公里，{f'{n}个领域' if n else '一个领域也未查到'}）" for name, km, n in told], "zh"
    )
    en = joined(
        [f"{name.en} ({counted(n, 'domain') if n else 'none'}; {km} km of border)" for name, km, n in told], "en"
    )
    return Text(
        f"查到联系最少的县对：{zh}。原因是界线短、不通路，还是没有对接？",
        f"Tied in fewest domains: {en}. Is the border short, is there no road, or has nobody been in touch?",
    ).say(lang)


def _coming(store: Store, found: Crossings, lang: Lang) -> str:
    """Gaps that something planned or under construction would close."""
    rows = found.gaps.rows
    counts = rows.loc[rows["coming"] > 0, "domain"].value_counts()
    if counts.empty:
        return ""
    zh = joined([f"{domain(str(id), store, 'zh')}{n}处" for id, n in counts.items()], "zh")
    en = joined([f"{n} in {domain(str(id), store, 'en')}" for id, n in counts.items()], "en")
    total = int(counts.sum())
    return Text(
        f"有{total}处空白已有在建或规划的项目可补（{zh}）。能否按期，谁来盯？",
        f"{counted(total, 'gap')} would be closed by what is planned or under construction ({en}). "
        "Will it come in time, and who sees to it?",
    ).say(lang)


def _others(gaps: dict[str, int], store: Store, lang: Lang) -> str:
    """The domains that follow: which should come next?"""
    told = list(gaps.items())[1 : 1 + NAMED]
    if len(told) < 2:
        return ""
    zh = joined([f"{domain(id, store, 'zh')}（{n}对）" for id, n in told], "zh")
    en = joined([f"{domain(id, store, 'en')} ({counted(n, 'pair')})" for id, n in told], "en")
    return Text(f"其次是{zh}未查到记录：下一步先补哪一项？", f"Next come {en}: which is to be filled first?").say(lang)
