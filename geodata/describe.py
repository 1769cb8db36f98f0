"""The text twin: what a scene shows and what filters it, as sentences in both languages."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from geodata.answer import Shown
from geodata.boundaries import Vintage
from geodata.catalog import Column, Dataset
from geodata.scene import STATISTICS, Scene
from geodata.selection import label, loosened
from geodata.store import Store
from geodata.text import Lang, Text, counted, joined

YEAR: Final = Text("年份", "Year")
WORDS: Final = Text("查找", "Find")


@lru_cache(maxsize=4)
def names(store: Store) -> dict[str, Text]:
    """Return the names of units (both vintages), alliances, platforms and areas by their Chinese name or id."""
    units = list(store.facts["unit_names"].itertuples())
    cities = {row.adcode[:4]: row.name_zh for row in units if row.level_unit == "city"}
    # Two districts are named 市中区; their English names say the city in brackets, which here stands beside them.
    found = {row.name_zh: Text(row.name_zh, str(row.name_en).partition(" (")[0]) for row in units}
    for row in units:
        if row.level_unit == "county" and (city := cities.get(row.adcode[:4])):
            found[city + row.name_zh] = Text(city + row.name_zh, found[row.name_zh].en)  # 达州市达川区
    for id in ("alliances", "platforms", "metro_areas"):
        found |= {row.id: Text(row.name_zh, row.name_en) for row in store.get(id).itertuples()}
    return found


def value(store: Store, column: Column, cell: str, lang: Lang) -> str:
    """Return how a filter value or a cell reads in ``lang``."""
    return label(cell, column, store.catalog, lang, names(store))


def filters(scene: Scene, store: Store, lang: Lang) -> list[str]:
    """Return every filter in force, each as "dataset · column: values"."""
    told = []
    for id, selection in scene.selections:
        if id not in scene.layers and scene.page == "explore":  # elsewhere filters count though nothing is drawn
            continue
        dataset = store.catalog.datasets[id]
        for name, wanted in selection.wanted:
            column = dataset.all_columns[name]
            values = joined([value(store, column, item, lang) for item in wanted], lang)
            named = dataset.domain.title if scene.page == "explore" else dataset.title
            title, what = named.say(lang), column.label.say(lang)
            asked = title if name == "id" else f"{title}·{what}" if lang == "zh" else f"{title}, {what}"
            told.append(f"{asked}：{values}" if lang == "zh" else f"{asked}: {values}")
    if scene.words:
        told.append(f"含“{scene.words}”" if lang == "zh" else f"containing “{scene.words}”")
    if scene.year is not None:
        told.append(f"截至{scene.year}年" if lang == "zh" else f"as it stood in {scene.year}")
    if scene.vintage is Vintage.Y2021:
        told.append("2021年区划" if lang == "zh" else "boundaries of 2021")
    return told


def sentence(scene: Scene, store: Store, shown: dict[str, Shown]) -> str:
    """Return one sentence that says what is seen, of how much, and what is filtered."""
    zh = scene.lang == "zh"
    counts = [_count(a, scene.lang) for a in shown.values()]
    if "units" in scene.layers:
        counts.append(STATISTICS[scene.statistic].say(scene.lang))
    crossing = sum(a.crossing for a in shown.values())
    applied = filters(scene, store, scene.lang)
    if not counts:
        return (
            "没有打开任何图层，请在控制栏打开至少一个。"
            if zh
            else "No layer is switched on: switch one on in the side bar."
        )
    if zh:
        each = next(iter(shown.values())).dataset.counter.zh if len(shown) == 1 else "项"
        text = "显示" + "、".join(counts)
        text += f"；其中{crossing}{each}有跨界记录" if shown else ""
        return text + (f"。筛选：{'；'.join(applied)}。" if applied else "。")
    text = "Showing " + ", ".join(counts)
    text += f"; {crossing or 'none'} {'crosses' if crossing < 2 else 'cross'} the border" if shown else ""
    return text + (f". Filtered: {'; '.join(applied)}." if applied else ".")


def _count(shown: Shown, lang: Lang) -> str:
    """How many rows of a dataset are shown; of how many, where some are filtered away."""
    all, dataset = len(shown.table), shown.dataset
    if lang == "zh":
        of = f"（共{all}{dataset.counter.zh}）" if shown.count < all else ""
        return f"{dataset.title.zh}{shown.count}{dataset.counter.zh}{of}"
    if shown.count < all:
        return f"{shown.count:,} of {counted(all, dataset.counter.en)}"
    return counted(all, dataset.counter.en)


def lead(answer: str, scene: Scene, store: Store, shown: dict[str, Shown]) -> str:
    """Return the sentence of a domain's page: its answer, then what is filtered; without an answer, what is seen."""
    if not answer:
        return sentence(scene, store, shown)
    applied = filters(scene, store, scene.lang)
    if scene.lang == "zh":
        return f"{answer}。" + (f"筛选：{'；'.join(applied)}。" if applied else "")
    return f"{answer}." + (f" Filtered: {'; '.join(applied)}." if applied else "")


def sources(datasets: Iterable[Dataset], lang: Lang) -> str:
    """Return who made the datasets and of when they are; those of one producer and day are named together."""
    by_origin: dict[tuple[str, str], list[str]] = {}
    for dataset in datasets:
        by_origin.setdefault((dataset.producer.say(lang), dataset.as_of), []).append(dataset.title.say(lang))
    if lang == "zh":
        return "；".join(f"{joined(titles, lang)}（{who}，{day}）" for (who, day), titles in by_origin.items())
    return "; ".join(f"{joined(titles, lang)} ({who}, {day})" for (who, day), titles in by_origin.items())


def caveats(scene: Scene, shown: dict[str, Shown]) -> list[str]:
    """Return what a reader must know about rows that are shown but cannot be dated or drawn."""
    zh = scene.lang == "zh"
    told = []
    for a in shown.values():
        title = a.dataset.title.say(scene.lang)
        if scene.year is not None and a.undated:
            told.append(
                f"{title}有{a.undated}{a.dataset.counter.zh}没有日期，任何年份都列出"
                if zh
                else f"{title}: {a.undated} without a date, listed in every year"
            )
        if a.undrawn and a.dataset.kind != "coverage":  # what is of both provinces is told by its own page
            told.append(
                f"{title}有{a.undrawn}{a.dataset.counter.zh}没有位置，只在表中"
                if zh
                else f"{title}: {a.undrawn} without a place, in the table only"
            )
    return told


def how_to_loosen(scene: Scene, shown: Shown) -> str:
    """Return what to change so that an empty dataset shows something; empty text when nothing is filtered."""
    dataset, lang = shown.dataset, scene.lang
    among = shown.table if shown.searched is None else shown.table[shown.searched]
    gains = loosened(among, dataset, scene.selection(dataset.id), scene.year)
    labels = {name: column.label.say(lang) for name, column in dataset.all_columns.items()} | {"year": YEAR.say(lang)}
    parts = [
        f"去掉“{labels[name]}”可见{n}{dataset.counter.zh}" if lang == "zh" else f"without “{labels[name]}”: {n}"
        for name, n in gains
    ]
    if shown.searched is not None:
        parts.append(f"清空“{WORDS.zh}”" if lang == "zh" else f"empty “{WORDS.en}”")
    if not parts and scene.selection(dataset.id).wanted:
        return "请一次去掉几项筛选" if lang == "zh" else "remove several filters at once"
    return joined(parts, lang)
