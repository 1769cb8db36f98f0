"""The text twin of Crossings: what the ties add up to, as sentences in both languages."""

from typing import Final

from geodata import describe
from geodata.answer import Crossings
from geodata.scene import Scene
from geodata.store import Store
from geodata.text import Lang, joined

NAMED_PAIRS: Final = 3  # so many pairs without a tie are named; more are counted


def _cut(found: Crossings, lang: Lang) -> list[str]:
    table = found.pairs.rows
    return table.loc[table["integration"] == 0, f"name_{lang}"].tolist()


def sentence(scene: Scene, store: Store, found: Crossings) -> str:
    """Return what is asked, what of it crosses and what does not, how the ties listed divide, and what narrows them."""
    zh, asked = scene.lang == "zh", describe.question(scene, store, scene.lang)
    narrowed = describe.narrowed(scene, store, scene.lang)
    lists = [part for part in (found.ties, found.crossings) if len(part.counted)]  # else the question has none
    none = describe.none_of(lists, scene.lang)
    if zh:
        text = "，".join([*asked, _pairs_zh(found)]) + "。"
        text += f"{_ties_zh(found, listed=bool(narrowed))}。" if found.ties.count else ""
        text += f"{none}。" if none else ""
        return text + (f"筛选：{'；'.join(narrowed)}。" if narrowed else "")
    pairs = _pairs_en(found)
    told = f"{', '.join(asked)}: {pairs[0].lower()}{pairs[1:]}" if asked else pairs
    text = f"{told[0].upper()}{told[1:]}."
    text += f" {_ties_en(found, listed=bool(narrowed))}." if found.ties.count else ""
    text += f" {none[0].upper()}{none[1:]}." if none else ""
    return text + (f" Filtered: {'; '.join(narrowed)}." if narrowed else "")


def _pairs_zh(found: Crossings) -> str:
    pairs, cut, aside = found.pairs.count, _cut(found, "zh"), found.aside
    if not pairs:
        return "所选范围内没有毗邻县对"
    about, rest = ("所选范围内的", f"；其余{aside}对不在所选范围") if aside else ("", "")
    if len(cut) == pairs:
        return f"{about}{pairs}个毗邻县对都未见联系{rest}"
    named = f"（{joined(cut, 'zh')}）" if 0 < len(cut) <= NAMED_PAIRS else ""
    tied = f"{pairs - len(cut)}对{'至少在一个领域' if len(found.domains) > 1 else ''}有联系"
    return f"{about}{pairs}个毗邻县对中，{tied}，{len(cut)}对未见联系{named}{rest}"


def _pairs_en(found: Crossings) -> str:
    pairs, cut, aside = found.pairs.count, _cut(found, "en"), found.aside
    if not pairs:
        return "No border pair is within what was chosen"
    about, rest = (" within what was chosen", f"; the other {aside} lie outside it") if aside else ("", "")
    many = "s" * (pairs != 1)
    if len(cut) == pairs:
        return f"No tie was found at {'any of ' * (pairs != 1)}the {pairs} border pair{many}{about}{rest}"
    named = f" ({joined(cut, 'en')})" if 0 < len(cut) <= NAMED_PAIRS else ""
    tied, some, none = pairs - len(cut), " in at least one domain", "in none"
    if len(found.domains) == 1:
        some, none = "", "not"
    told = f"{tied} {'is' if tied == 1 else 'are'} tied{some}, {len(cut)} {none}{named}"
    return f"Of {pairs} border pair{many}{about}, {told}{rest}"


def nothing(found: Crossings, part: str, lang: Lang) -> str:
    """Return what it means that a part of Crossings, by its dataset's id, has no row; empty for what means nothing."""
    pairs, zh = found.pairs.count, lang == "zh"
    if part != "gaps" or not pairs:
        return ""
    if pairs == 1:
        return "所选县对在所查领域都有联系，没有缺口。" if zh else "The pair chosen is tied in every domain asked for."
    return (
        f"{pairs}个毗邻县对在所查领域都有联系，没有缺口。"
        if zh
        else f"All {pairs} border pairs are tied in every domain asked for: there is no gap."
    )


def _ties_zh(found: Crossings, *, listed: bool) -> str:
    n = found.tally
    parts = (
        f"毗邻县之间{n.neighbours}、市级协议覆盖毗邻县{n.covering}、其他地方之间{n.elsewhere}、全省市层面{n.province}"
    )
    apart = [f"尚未生效{n.coming}条" if n.coming else "", f"会议、活动与已到期的优惠{n.held}条" if n.held else ""]
    told = "、".join(part for part in apart if part)
    those = "所列" if listed else ""  # the pairs may have more
    return f"{those}{found.facts}项事实形成生效联系{n.in_force}条：{parts}" + (f"；另列{told}" if told else "")


def _ties_en(found: Crossings, *, listed: bool) -> str:
    n = found.tally
    parts = (
        f"{n.neighbours} between neighbours, {n.covering} through a city agreement, {n.elsewhere} between other places"
    )
    text = "Listed: " if listed else ""
    text += f"{found.facts:,} facts make {n.in_force:,} ties in force: {parts}, {n.province} province-wide"
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
    moment = ("假设没有任何跨界联系" if zh else "Hypothetical: nothing crosses") if closed else when(scene)
    count = found.tally.in_force
    return f"{moment}：{tied}对有联系，联系{count}条" if zh else f"{moment}: {tied} pairs tied, {count:,} ties"
