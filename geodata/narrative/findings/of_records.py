"""What sites and lines add up to: what of them crosses, on what evidence, and what is still missing."""

from typing import Final

import pandas as pd

from geodata.catalog.shared_columns import in_force
from geodata.domains.tourism_routes import several
from geodata.narrative import indicators
from geodata.narrative.findings.finding import Finding, few
from geodata.narrative.labels import SHORT_NAME
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.store.store import Store
from geodata.text import LANGS, Lang, Text, amount, counted, joined, marks

Tables = dict[str, Shown]
NAMED: Final = 3  # so many modes or sights are named in a sentence


def explore(scene: Scene, store: Store, shown: Tables) -> Finding | None:
    """Return of which records most cross; of metropolitan areas alone, which holds counties of both provinces."""
    lang = scene.lang
    records = [found for found in shown.values() if found.count and found.dataset.kind != "area" and not found.untold]
    if not records:
        areas = shown.get("metro_areas")
        return _metro(scene, store, areas.rows) if areas and areas.count else None
    ordered = sorted(records, key=lambda found: -found.crossing)
    most, least, total = ordered[0], ordered[-1], sum(found.crossing for found in records)
    if not total:
        return Finding(Text("所示内容没有查到跨界记录", "No record shown is known to cross the border").say(lang), "")
    if len(records) == 1:
        title = f"{most.dataset.title.zh}：{amount(total, most.dataset.counter, 'zh')}有跨界记录"
        en = f"{amount(total, most.dataset.counter, 'en')} with a cross-border link"
        return Finding(Text(title, en).say(lang), "")
    ends = [(found.dataset.title.zh, amount(found.crossing, found.dataset.counter, "zh")) for found in (most, least)]
    zh = f"{total}条记录跨过川渝界线：{ends[0][0]}最多（{ends[0][1]}），{ends[1][0]}最少（{ends[1][1]}）"
    en = f"{counted(total, 'record crosses', 'records cross')} the border: "
    en += f"most are {_unit(most)} ({most.crossing:,}), fewest {_unit(least)} ({least.crossing:,})"
    told = Text(
        "记录多少也取决于收录多少，不能当作实际数量。", "How many there are depends on how many were collected."
    )
    return Finding(Text(zh, en).say(lang), told.say(lang))


def _unit(found: Shown) -> str:
    return amount(2, found.dataset.counter, "en").partition(" ")[2]


def _metro(scene: Scene, store: Store, areas: pd.DataFrame) -> Finding:
    """The metropolitan areas: how many, and which of them holds cities of the other province."""
    lang, counties = scene.lang, store.get("counties", scene.vintage)
    inside = counties[counties["in_scope"]]
    sides = [int(inside["province"].eq(name).sum()) for name in ("四川省", "重庆市")]
    n, across = len(areas), [row for row in areas.itertuples() if row.cross_border]
    title = Text(f"{few(n, 'zh')}个都市圈", f"{few(n, 'en').capitalize()} metropolitan area{'s' * (n > 1)}")
    told = Text(
        f"规划范围{len(inside)}个区县：四川{sides[0]}个、重庆{sides[1]}个。",
        f"The plan covers {counted(len(inside), 'county')}: {sides[0]} in Sichuan, {sides[1]} in Chongqing.",
    )
    if not across:
        return Finding(title.say(lang), told.say(lang))
    found = [_others(row.name_zh, counties, store, scene) for row in across]
    zh = "；".join(f"{row.name_zh}含{where.zh}" for row, (where, *_) in zip(across, found, strict=True))
    own = [row.name_en.removesuffix(" metropolitan area") for row in across]
    en = "; ".join(f"that of {name} takes in {where.en}" for name, (where, *_) in zip(own, found, strict=True))
    title = Text(f"{title.zh}：{zh}，跨省域", f"{title.en}: {en}, across the border")
    for where, many, beside in found:
        told = Text(
            f"{told.zh}{where.zh}的{many}个区县和{beside.zh}同在一个都市圈规划里。",
            f"{told.en} {counted(many, 'county')} of {where.en} share one plan with {beside.en}.",
        )
    return Finding(title.say(lang), told.say(lang))


def _others(area: str, counties: pd.DataFrame, store: Store, scene: Scene) -> tuple[Text, int, Text]:
    """The cities a metropolitan area holds of its lesser province, how many counties, and the other province."""
    inside = counties[counties["metro_area"] == area]
    main, other = inside["province"].value_counts().index[[0, -1]]
    there = inside[inside["province"] == other]
    cities = store.get("cities", scene.vintage).set_index("name_zh").loc[there["city"].unique()]
    zh, en = (joined(cities[SHORT_NAME[lang]].tolist(), lang) for lang in LANGS)
    provinces = store.get("provinces", scene.vintage).set_index("name_zh")
    home, beside = (Text(*(str(provinces.loc[name, SHORT_NAME[lang]]) for lang in LANGS)) for name in (other, main))
    return Text(f"{home.zh}{zh}", f"{en} in {home.en}"), len(there), beside


def transport(scene: Scene, store: Store, shown: Tables) -> Finding | None:
    """Return at how many points corridors cross, and at how many border pairs none in use was found."""
    counts, lang = indicators.transport(shown), scene.lang
    if not counts.get("points"):
        n = counts.get("crossing", 0)
        if not counts.get("corridors"):
            return None
        title = Text(f"{n}条走廊跨界", f"{counted(n, 'corridor crosses', 'corridors cross')} the border")
        none = Text("走廊中没有查到跨界的", "No corridor is known to cross the border")
        return Finding((title if n else none).say(lang), "")
    points = shown["crossings"].rows
    used = points.loc[in_force(points), ["sichuan_adcode", "chongqing_adcode"]].drop_duplicates()
    cut = len(store.get("border_pairs", scene.vintage)) - len(used)
    zh, en = f"{counts['used']}处过界点已通", f"{counted(counts['used'], 'crossing point')} in use"
    if cut and not scene.focus:
        zh += f"，还有{cut}个毗邻县对未查到已通的走廊"
        en += f"; no corridor in use found at {counted(cut, 'border pair')}"
    told = [_modes(store, shown, lang)] if "corridors" in shown else []
    rest = counts["points"] - counts["used"]
    if rest:
        more = Text(f"另有{rest}处在建、规划。", f"{counted(rest, 'more point')} under construction or planned.")
        told.append(more.say(lang))
    return Finding(Text(zh, en).say(lang), marks.SPACE.say(lang).join(told))


def _modes(store: Store, shown: Tables, lang: Lang) -> str:
    """How many corridors cross, and of which modes most are."""
    rows = shown["corridors"].rows
    crossing = rows[rows["cross_border"].fillna(False).astype(bool)]
    if crossing.empty:
        return ""
    names = store.catalog.vocabulary(shown["corridors"].dataset.all_columns["mode"])
    modes = list(crossing["mode"].value_counts().items())[:NAMED]
    zh = joined([f"{names[str(id)].zh}（{n}条）" for id, n in modes], "zh")
    en = joined([f"{names[str(id)].en.lower()} ({n})" for id, n in modes], "en")
    n = len(crossing)
    return Text(
        f"{n}条走廊跨界，最多的是{zh}。",
        f"{counted(n, 'corridor crosses', 'corridors cross')} the border, mostly {en}.",
    ).say(lang)


def eldercare(scene: Scene, _store: Store, shown: Tables) -> Finding | None:
    """Return how many places are linked across, and whether any source names the place itself."""
    n, lang = indicators.eldercare(shown), scene.lang
    if not n.get("sites"):
        return None
    linked, named, area, visited = n["linked"], n.get("named", 0), n.get("area", 0), n.get("visited", 0)
    if not linked:
        title = Text(
            f"{n['sites']}处机构中没有查到跨界记录",
            f"None of {counted(n['sites'], 'place')} has a cross-border link on record",
        )
        return Finding(title.say(lang), "")
    if named:
        title = Text(
            f"{linked}处养老机构有跨界记录，来源点名的{named}处",
            f"{counted(linked, 'eldercare place is', 'eldercare places are')} linked across, {named} named by a source",
        )
    else:
        title = Text(
            f"养老合作停在{'协议' if area else '客流'}层面，没有一处机构由来源点名",
            f"Eldercare stops at {'agreements' if area else 'visits'}: no source names a single place",
        )
    kinds = [
        (area, Text("{}处只因所在地区签有协议", "{} only because an agreement covers the area")),
        (visited, Text("{}处只见客流或辐射的报道", "{} only by reports of visitors or reach")),
    ]
    parts = [label.say(lang).format(count) for count, label in kinds if count]
    told = Text(
        f"{linked}处机构有跨界记录：{'，'.join(parts)}"
        + ("；协议覆盖一地，不等于那里每家机构都接收对方省市的老人。" if area else "。"),
        f"{counted(linked, 'place is', 'places are')} linked across: {', '.join(parts)}."
        + (" An agreement for an area does not mean that every place in it takes people from across." if area else ""),
    )
    return Finding(title.say(lang), told.say(lang) if parts else "")


def tourism(scene: Scene, _store: Store, shown: Tables) -> Finding | None:
    """Return how many routes join both sides, and which sight lies on most of them."""
    n, lang, routes, sights = indicators.tourism(shown), scene.lang, shown.get("tourism_routes"), shown.get("tourism")
    if not n.get("crossing") or routes is None:
        if not n.get("linked"):
            return None
        some = counted(n["linked"], "sight has", "sights have")
        return Finding(Text(f"{n['linked']}处景区与场馆有跨界记录", f"{some} a cross-border link").say(lang), "")
    count = n["crossing"]
    zh, en = f"{count}条线路串起川渝两地", f"{counted(count, 'route joins', 'routes join')} both sides"
    told = []
    if sights:
        table = several(routes.rows, sights.table)
        if len(table):
            zh += f"，{len(table)}处景区是交汇点"
            en += f" and meet at {counted(len(table), 'sight')}"
            top = table[table["routes"] == table["routes"].max()]
            names, times = top[f"name_{lang}"].tolist()[:NAMED], int(top["routes"].iloc[0])
            rest = len(top) > len(names)
            en_names = joined(names, "en") + " and others" * rest
            told.append(
                Text(
                    f"{joined(names, 'zh')}{'等' * rest}{'各' * (len(top) > 1)}在{times}条线路上。",
                    f"{en_names} {'is' if len(top) == 1 else 'are'} on {times} routes{' each' * (len(top) > 1)}.",
                )
            )
    only = int((~in_force(routes.rows)).sum())
    if only:
        told.append(
            Text(
                f"{only}条线路仅见规划或倡议。",
                f"{counted(only, 'route is', 'routes are')} only planned or proposed.",
            )
        )
    return Finding(Text(zh, en).say(lang), marks.SPACE.say(lang).join(part.say(lang) for part in told))
