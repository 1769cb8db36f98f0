"""The text twin of Crossings: what the ties add up to, as sentences in both languages."""

from typing import Final

from geodata import describe
from geodata.answer import Crossings
from geodata.scene import Scene
from geodata.store import Store
from geodata.text import Lang, counted, joined

NAMED_PAIRS: Final = 3  # so many pairs without a tie are named; more are counted


def _cut(found: Crossings, lang: Lang) -> list[str]:
    table = found.pairs.rows
    return table.loc[table["integration"] == 0, f"name_{lang}"].tolist()


def sentence(scene: Scene, store: Store, found: Crossings) -> str:
    """Return what crosses and what does not, how the ties divide, and what is filtered."""
    applied = describe.filters(scene, store, scene.lang)
    if scene.lang == "zh":
        text = f"{_pairs_zh(found)}。" + (f"{_ties_zh(found)}。" if found.ties.count else "")
        return text + (f"筛选：{'；'.join(applied)}。" if applied else "")
    text = f"{_pairs_en(found)}." + (f" {_ties_en(found)}." if found.ties.count else "")
    return text + (f" Filtered: {'; '.join(applied)}." if applied else "")


def _pairs_zh(found: Crossings) -> str:
    pairs, cut = found.pairs.count, _cut(found, "zh")
    if not found.domains:
        return "没有符合条件的联系"
    if not pairs:
        return "所选地方没有毗邻县对"
    chosen = "所选地方的" if pairs < len(found.pairs.table) else ""
    named = f"（{joined(cut, 'zh')}）" if 0 < len(cut) <= NAMED_PAIRS else ""
    parts = [f"{pairs - len(cut)}对至少在一个领域有联系", f"{len(cut)}对未见联系{named}" if cut else ""]
    return f"{chosen}{pairs}个毗邻县对中，{'，'.join(part for part in parts if part)}"


def _pairs_en(found: Crossings) -> str:
    pairs, cut = found.pairs.count, _cut(found, "en")
    if not found.domains:
        return "No tie matches"
    if not pairs:
        return "There is no border pair in the places chosen"
    chosen = " in the places chosen" if pairs < len(found.pairs.table) else ""
    named = f" ({joined(cut, 'en')})" if 0 < len(cut) <= NAMED_PAIRS else ""
    tied = pairs - len(cut)
    told = (
        f"{tied} {'is' if tied == 1 else 'are'} tied in at least one domain" if tied else "none is tied in any domain"
    )
    told += f", {len(cut)} in none{named}" if cut and tied else ""
    return f"Of {counted(pairs, 'border pair')}{chosen}, {told}"


def _ties_zh(found: Crossings) -> str:
    n = found.tally
    kinds = (
        ("毗邻县之间", n.neighbours),
        ("市级协议覆盖毗邻县", n.covering),
        ("其他地方之间", n.elsewhere),
        ("全省市层面", n.province),
    )
    parts = "、".join(f"{kind}{count}" for kind, count in kinds if count)
    apart = [f"尚未生效{n.coming}条" if n.coming else "", f"会议、活动与已到期的优惠{n.held}条" if n.held else ""]
    told = "，".join(part for part in apart if part)
    text = f"{found.facts}项事实形成生效联系{n.in_force}条" + (f"：{parts}" if parts else "")
    return text + (f"；另列：{told}" if told else "")


def _ties_en(found: Crossings) -> str:
    n = found.tally
    kinds = (
        (n.neighbours, "between neighbours"),
        (n.covering, "through a city agreement"),
        (n.elsewhere, "between other places"),
        (n.province, "province-wide"),
    )
    parts = ", ".join(f"{count:,} {kind}" for count, kind in kinds if count)
    facts = f"{counted(found.facts, 'fact makes', 'facts make')} {counted(n.in_force, 'tie')} in force"
    text = f"{facts}: {parts}" if parts else facts
    apart = [
        f"{n.coming} not yet in force" if n.coming else "",
        f"{n.held} through meetings, events and offers that ended" if n.held else "",
    ]
    told = " and ".join(part for part in apart if part)
    return text + (f"; listed apart: {told}" if told else "")


def notes(scene: Scene, found: Crossings) -> list[str]:
    """Return what a reader must know about how it was counted."""
    zh, tally, undated = scene.lang == "zh", found.tally, found.ties.undated
    told = []
    if tally.province:
        told.append(
            "全省市层面的联系对每一对都成立，单列，不计入各对"
            if zh
            else "Province-wide ties hold for every pair: they are counted apart"
        )
    if scene.year is not None:
        told.append(
            "起始年份不详的，按来源年份计" + (f"；两者都没有的{undated}条照列" if undated else "")
            if zh
            else "where the start is not known, the year of the source stands for it"
            + (f"; {undated} with neither are listed in every year" if undated else "")
        )
    told.append("未见联系只表示没有查到记载，不等于没有" if zh else "no tie means that none was found in the sources")
    return told


def when(scene: Scene) -> str:
    """Return the moment a scene shows."""
    if scene.year is None:
        return "今天" if scene.lang == "zh" else "Today"
    return f"{scene.year}年" if scene.lang == "zh" else f"{scene.year}"


def brief(scene: Scene, found: Crossings, *, closed: bool = False) -> str:
    """Return one line over a map that is compared: when, how many pairs are tied, how many ties there are."""
    zh, tied = scene.lang == "zh", found.pairs.count - len(_cut(found, scene.lang))
    moment = ("假设没有任何跨界联系" if zh else "Hypothetical (nothing crosses)") if closed else when(scene)
    count = found.tally.in_force
    told = f"{counted(tied, 'pair')} tied, {counted(count, 'tie')}"
    return f"{moment}：{tied}对有联系，联系{count}条" if zh else f"{moment}: {told}"
