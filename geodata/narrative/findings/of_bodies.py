"""What alliances, services and mechanisms add up to: since when, who is in them, how far they hold."""

from typing import Any, Final

import pandas as pd

from geodata.narrative import indicators
from geodata.narrative.cards import card
from geodata.narrative.findings.finding import Finding
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.store.store import Store
from geodata.text import Count, Lang, Text, counted, days, joined, marks

_OF_CIRCLE: Final = Text("成渝地区双城经济圈", "Chengdu–Chongqing Economic Circle ")  # before the names of alliances
_ONE: Final = "alliance_members.alliance_id"


def alliances(scene: Scene, store: Store, shown: dict[str, Shown]) -> Finding | None:
    """Return what is known of one alliance; of several, how many span both sides and which is the largest."""
    n, lang = indicators.alliances(shown), scene.lang
    if not n.get("members"):
        return None
    members, bodies = shown["alliance_members"].rows, store.get("alliances").set_index("id")
    if n["alliances"] == 1:
        return _alliance(bodies.loc[members["alliance_id"].iloc[0]], n, store, lang)
    both, count = n["both"], n["members"]
    title = Text(
        f"{both}个联盟与合作组织横跨川渝，收录成员{count}家",
        f"{counted(both, 'alliance spans', 'alliances and partnerships span')} both sides, "
        f"with {counted(count, 'listed member')}",
    )
    sizes = members["alliance_id"].value_counts()
    largest, size = bodies.loc[sizes.index[0]], int(sizes.iloc[0])
    sides = Text(
        joined([f"{name}{n[key]}家" for key, name in (("sichuan", "四川"), ("chongqing", "重庆")) if n[key]], "zh"),
        joined([f"{n[key]} in {key.capitalize()}" for key in ("sichuan", "chongqing") if n[key]], "en"),
    )
    most = Text(
        f"；收录成员最多的是{largest['name_zh']}（{size}家）",
        f"; the largest listed is the {largest['name_en']} ({size})",
    )
    told = sides.say(lang) + (most.say(lang) if size > 1 else "") + marks.STOP.say(lang)
    return Finding(title.say(lang), told)


def _alliance(row: "pd.Series[Any]", n: indicators.Counts, store: Store, lang: Lang) -> Finding:
    """One alliance: since when, how many members a side, what it is for; whether all of its members are known."""
    name = Text(row["name_zh"].removeprefix(_OF_CIRCLE.zh), row["name_en"].removeprefix(_OF_CIRCLE.en))
    dated = isinstance(row["founded"], str)
    since = Text(f"{row['founded'][:4]}年成立", f", founded {row['founded'][:4]}") if dated else Text("", "")
    all_known = pd.notna(row["members_total"]) and int(row["members_total"]) == n["members"]
    listed = Text("成员" if all_known else "来源点名成员", "members" if all_known else "members named by the source")
    title = Text(
        f"{name.zh}{since.zh}{'，' * dated}{listed.zh}{n['members']}家：四川{n['sichuan']}家、重庆{n['chongqing']}家",
        f"{name.en}{since.en}: {n['members']} {listed.en}, {n['sichuan']} in Sichuan, {n['chongqing']} in Chongqing",
    )
    place, day = card.where(row, store, lang), days.written(str(row["founded"]), lang) if dated else ""
    told = [Text(f"{day}在{place}成立。", f"Founded in {place}, {day}.").say(lang)] if day and place else []
    told += [row[f"purpose_{lang}"]] if isinstance(row[f"purpose_{lang}"], str) else []
    return Finding(title.say(lang), marks.SPACE.say(lang).join(told), (_ONE,))


def services(scene: Scene, _store: Store, shown: dict[str, Shown]) -> Finding | None:
    """Return how far shared services hold, and how many standing mechanisms are behind them."""
    n, lang = indicators.services(shown), scene.lang
    standing, held = n.get("standing", 0), n.get("held", 0)
    stands = Text(
        f"{standing}项长期机制支撑合作",
        f"{counted(standing, 'standing mechanism is', 'standing mechanisms are')} behind cooperation",
    )
    meetings = Text(
        f"{'另有' * bool(standing)}{held}次会议与活动，不算机制",
        f"{counted(held, 'single meeting or event', 'single meetings and events')} not counted",
    )
    parts = [part for part, count in ((stands, standing), (meetings, held)) if count]
    behind = Text("，".join(part.zh for part in parts), "; ".join(part.en for part in parts))
    if not n.get("services"):
        return Finding(behind.say(lang), "") if parts else None
    reaches = [
        (n["whole"], Text("{}项服务两省市通用", "{:service holds|services hold} in all of both provinces")),
        (n["local"], Text("{}项只限所列地方", "{} in named places only")),
    ]
    told_of = [label.say(lang).format(Count(count)) for count, label in reaches if count]
    title = marks.COMMA.say(lang).join(told_of) or Text("共享服务只限部分地方", "Services of some places only").say(
        lang
    )
    rest = n["services"] - n["whole"] - n["local"]
    told = Text(
        f"收录共享服务{n['services']}项"
        + (f"，其余{rest}项限多地或只写到城市" if rest else "")
        + (f"；{behind.zh}。" if behind.zh else "。"),
        f"{counted(n['services'], 'shared service is', 'shared services are')} listed"
        + (f", the other {rest} hold in many places or are named only by city" if rest else "")
        + (f". {behind.en}." if behind.en else "."),
    )
    return Finding(title, told.say(lang))
