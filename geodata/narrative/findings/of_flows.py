"""Flows in words: what they are, of when and by whom, what is hidden, how they stand beside what is documented."""

from typing import Any, Final

import geopandas as gpd
import pandas as pd

from geodata.catalog.model import Column, Dataset, Licence
from geodata.flows.kept import Flows
from geodata.flows.pairs import STATES
from geodata.query import on_map
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.query.scene_fields import FLOWS
from geodata.store.store import Store
from geodata.text import Lang, Text, counted, joined, marks, number

NAME: Final = Text("流量", "Flows")
STATE: Final = dict(
    zip(
        STATES,
        (
            Text("有联系记载，也有人使用", "On record and used"),
            Text("有联系记载，未见有人使用", "On record, no use in this data"),
            Text("有人使用，未见联系记载", "Used, no tie on record"),
            Text("使用和联系均无记录", "Neither on record"),
        ),
        strict=True,
    )
)
_FEW: Final = Text("不足{below}人次", "fewer than {below} persons")
_COLUMNS: Final = (
    Column("id", "text", Text("标识", "ID")),
    Column("name_zh", "text", Text("中文名称", "Chinese name")),
    Column("name_en", "text", Text("英文名称", "English name")),
    Column("pair_id", "text", Text("县对标识", "ID of the pair")),
    Column("domain", "code", Text("领域", "Domain"), values="domain"),
    Column("match_zh", "text", Text("对照", "Beside the ties")),
    Column("match_en", "text", Text("对照", "Beside the ties")),
    Column("ties", "integer", Text("联系条数", "Ties on record")),
    Column("persons", "integer", Text("两县之间人次", "Persons between the two")),
    Column("to_chongqing", "integer", Text("往重庆人次", "To Chongqing")),
    Column("to_sichuan", "integer", Text("往四川人次", "To Sichuan")),
    Column("share", "number", Text("占两县居民人次", "Of persons from both"), unit="%"),
    Column("share_sichuan", "number", Text("四川一县跨界占比", "Sichuan county: across"), unit="%"),
    Column("share_chongqing", "number", Text("重庆一县跨界占比", "Chongqing county: across"), unit="%"),
    Column("year", "year", Text("年份", "Year")),
    Column("mark", "text", Text("数据性质", "Kind of data")),
)
_SHARES: Final = ("share", "share_sichuan", "share_chongqing")
FACTS: Final = tuple(column.name.removesuffix("_zh") for column in _COLUMNS[4:] if column.name != "match_en")


def title(flows: Flows) -> Text:
    """Return what flows are called: demonstration data by that name."""
    return Text(NAME.zh + flows.about.mark("zh"), NAME.en + flows.about.mark("en"))


def wanted(scene: Scene) -> bool:
    """Return whether a scene asks for flows, on the map or below it."""
    return bool(scene.flows) or scene.view == FLOWS


def note(scene: Scene, store: Store) -> str:
    """Return what a reader must know of the flows a scene shows; empty where it asks for none."""
    if not wanted(scene):
        return ""
    lang, found = scene.lang, on_map.flows_asked(scene, store)
    if found is None:
        return Text(
            "流量没有按所选区划统计，换到另一年份的行政区划可见",
            "Flows are not counted within these boundaries: choose the others",
        ).say(lang)
    about, years = found.flows.about, found.flows.years
    if not found.domains or not found.year:
        span = f"{years[0]}–{years[-1]}" if len(years) > 1 else f"{years[0]}"
        of = joined([store.catalog.domains[id].title.say(lang) for id in sorted(found.flows.domains)], lang)
        told = Text(
            f"所选领域、年份没有流量数据（有：{of}，{span}年）",
            f"No flows in these domains and this year (there are: {of}, {span})",
        ).say(lang)
        return title(found.flows).say(lang) + marks.COLON.say(lang) + told
    parts = [about.named(lang), Text(f"{found.year}年，人次", f"persons in {found.year}").say(lang)]
    if about.below > 1:
        hidden = Text(
            f"不足{about.below}人次的隐藏，合计和占比只计显示的",
            f"sums under {about.below} are hidden and count in no total or share",
        )
        parts.append(hidden.say(lang))
    parts.append(Text("没有记录不等于没有人", "no record does not mean nobody").say(lang))
    return title(found.flows).say(lang) + marks.COLON.say(lang) + marks.SEMICOLON.say(lang).join(parts)


def lead(scene: Scene, table: gpd.GeoDataFrame, flows: Flows) -> str:
    """Return the sentence over the table: how many pairs and domains are in which state."""
    lang, counts = scene.lang, table["state"].value_counts()
    told = joined([f"{STATE[state].say(lang)} {counts.get(state, 0)}" for state in STATES], lang)
    many = len(table)
    head = Text(f"{many}项（县对×领域）", f"{number.said(many)} pairs × domains")
    return title(flows).say(lang) + marks.COLON.say(lang) + head.say(lang) + marks.COLON.say(lang) + told


def _state(row: Any, below: int, lang: Lang) -> str:
    few = _FEW.say(lang).format(below=below)
    return STATE[row.state].say(lang) + (marks.bracketed(few, lang) if row.hidden and pd.isna(row.persons) else "")


def shown(scene: Scene, store: Store) -> Shown | None:
    """Return the flows of border pairs as rows that tables and files take; None where there are none to ask for.

    Returns:
        The columns of ``on_map.flows_beside_ties``, shares in percent, match_zh, match_en, mark.
    """
    found, table = on_map.flows_asked(scene, store), on_map.flows_beside_ties(scene, store)
    if found is None or table is None:
        return None
    about = found.flows.about
    said = {f"match_{lang}": [_state(row, about.below, lang) for row in table.itertuples()] for lang in ("zh", "en")}
    table = table.assign(**said, mark=about.demo_mark or None)
    table = table.assign(**{name: 100 * table[name] for name in _SHARES})
    return Shown(_dataset(found.flows, store), table, pd.Series(True, index=table.index))


def _dataset(flows: Flows, store: Store) -> Dataset:
    """What flows are, as the catalogue says it of what it lists."""
    about, columns = flows.about, _COLUMNS if flows.about.demo else _COLUMNS[:-1]
    return Dataset(
        id=FLOWS,
        title=title(flows),
        domain=store.catalog.domains["units"],
        kind="table",
        counter=Text("项", "row"),
        columns=columns,
        computed=(),
        filters=(),
        facts=FACTS if about.demo else FACTS[:-1],
        file="",
        time="",
        licence=Licence("own", Text("由数据提供方决定", "as its provider says"), ""),
        as_of=f"{flows.years[0]}–{flows.years[-1]}",
        producer=Text(about.named("zh"), about.named("en")),
        method=Text("按居住地、服务地、领域、年份汇总", "Summed by home, service, domain and year"),
        weakness=Text("没有记录不等于没有人", "No record does not mean nobody"),
        pages=(),
        shown=False,
    )


def persons(value: float, lang: Lang) -> str:
    """Return a number of persons in words."""
    return Text(f"{number.said(value)}人次", counted(int(value), "person")).say(lang)
