"""The text twin: what a scene shows and what filters it, as sentences in both languages."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import pandas as pd

from geodata.boundaries.statistics import STATISTICS
from geodata.boundaries.vintage import Vintage
from geodata.domains import official_lists
from geodata.narrative.findings import of_flows
from geodata.narrative.labels import value
from geodata.query import locality
from geodata.query.results import QUESTION, Shown, chosen
from geodata.query.scene import Scene
from geodata.query.selection import loosened
from geodata.store.kept import per_store
from geodata.store.store import Store
from geodata.text import Lang, Text, counted, joined, marks

YEAR: Final = Text("年份", "Year")
WORDS: Final = Text("查找", "Find")
ONLY: Final = Text("只看与此地有关", "Only this place")
WHOLE: Final = Text("全圈", "whole circle")  # as against the place in focus
SEVERAL: Final = 3  # so many datasets are told together first, then one by one
NOTHING_HERE: Final = Text("所示内容中没有相关记录", "nothing shown concerns it")
NO_LAYER: Final = Text(
    "没有打开任何图层，请在控制栏打开至少一个。", "No layer is switched on: switch one on in the side bar."
)
THIS_PLACE: Final = Text("与此地有关的", "this place only")
FOCUS_ONLY_MOVES: Final = Text(
    "地图、图表、列表和文件仍是全圈的，只把视野移到所选地方",
    "Map, charts, lists and files are those of the whole circle: the place in focus only moves the view",
)
ONLY_THE_PLACE: Final = Text(
    "地图、图表、列表和文件只列与所选地方有关的；全省、全市层面的处处适用，不在其中",
    "Map, charts, lists and files hold what concerns the place chosen; what holds for a whole province is left out",
)


def filters(scene: Scene, store: Store, lang: Lang) -> list[str]:
    """Return every filter in force: the question first, then what narrows the list."""
    return [*question(scene, store, lang), *narrowed(scene, store, lang)]


def question(scene: Scene, store: Store, lang: Lang) -> list[str]:
    """Return what Crossings is asked where that is not everything today: domains, evidence, year, boundaries.

    What is said of a pair is said for this question and must name it. Other pages ask nothing apart from their filters.
    """
    if scene.declared.answers != "ties":
        return []
    columns, told = store.catalog.datasets["ties"].all_columns, []
    domains, evidence = (
        [value(store, columns[name], item, lang) for item in scene.selection("ties").get(name)] for name in QUESTION
    )
    if domains:
        told.append(Text(f"{joined(domains, lang)}领域", f"in {joined(domains, lang)}").say(lang))
    if evidence:
        quoted = [f"“{item}”" for item in evidence]
        told.append(Text(f"按{'或'.join(quoted)}计", f"by evidence {' or '.join(quoted)}").say(lang))
    if scene.year is not None:
        told.append(as_of(scene.year, lang))
    if scene.vintage is Vintage.Y2021:
        told.append(Text("按2021年区划", "boundaries of 2021").say(lang))
    return told


def as_of(year: int, lang: Lang) -> str:
    """Return that a scene is as it stood in a year."""
    return Text(f"截至{year}年", f"as it stood in {year}").say(lang)


def narrowed(scene: Scene, store: Store, lang: Lang) -> list[str]:
    """Return what narrows the list, each filter as "dataset · column: values"; on other pages, all that is filtered."""
    told, asks = [], scene.declared.answers == "ties"
    if scene.place:
        place = locality.name(scene, store)
        told.append(Text(f"只看与{place}有关的", f"only what concerns {place}").say(lang))
    for dataset, column, wanted in chosen(scene, store):
        values = joined([value(store, column, item, lang) for item in wanted], lang)
        named = dataset.domain.title if scene.declared.mixed else dataset.title
        title, what = named.say(lang), column.label.say(lang)
        asked = title if column.name == "id" else title + Text("·", ", ").say(lang) + what
        told.append(f"{asked}{marks.COLON.say(lang)}{values}")
    if scene.words:
        told.append(Text(f"含“{scene.words}”", f"containing “{scene.words}”").say(lang))
    if scene.year is not None and not asks:
        told.append(as_of(scene.year, lang))
    if scene.vintage is Vintage.Y2021 and not asks:
        told.append(Text("2021年区划", "boundaries of 2021").say(lang))
    return told


def seen(scene: Scene, shown: dict[str, Shown]) -> str:
    """What is seen, of how much, and how much of it crosses; empty text when that is nothing."""
    left = [found for found in shown.values() if found.count]
    counts = [count(found, scene.lang) for found in left]
    if "units" in scene.layers:
        counts.append(STATISTICS[scene.statistic].say(scene.lang))
    if not counts:
        return ""
    text = Text("显示", "Showing ").say(scene.lang) + joined(counts, scene.lang)
    if all(found.untold for found in left):
        return text
    crossing = sum(found.crossing for found in left)
    each = left[0].dataset.counter.zh if len(left) == 1 else "项"
    told = Text(
        f"；其中{crossing}{each}有跨界记录",
        f"; {crossing or 'none'} {'crosses' if crossing < 2 else 'cross'} the border",
    )
    return text + told.say(scene.lang)


def total(scene: Scene, shown: dict[str, Shown]) -> str:
    """What is seen in two numbers, how much and how much of it crosses; few datasets are told one by one (``seen``)."""
    left = [found for found in shown.values() if found.count]
    if len(left) < SEVERAL or any(found.untold for found in left):
        return seen(scene, shown)
    rows, crossing = sum(found.count for found in left), sum(found.crossing for found in left)
    text = Text(
        f"显示{rows}项记录，其中{crossing}项有跨界记录",
        f"Showing {counted(rows, 'record')}; {crossing or 'none'} {'crosses' if crossing < 2 else 'cross'} the border",
    ).say(scene.lang)
    if "units" in scene.layers:
        text += marks.SEMICOLON.say(scene.lang) + STATISTICS[scene.statistic].say(scene.lang)
    return text


def each(scene: Scene, shown: dict[str, Shown]) -> str:
    """How much of each dataset is seen, where ``total`` has told it together; empty text elsewhere."""
    counts = [count(found, scene.lang) for found in shown.values() if found.count]
    return joined(counts, scene.lang) if len(counts) >= SEVERAL else ""


def with_filters(told: str, scene: Scene, store: Store, shown: dict[str, Shown]) -> str:
    """A sentence with the datasets of which nothing is left and with what is filtered."""
    lang = scene.lang
    parts = [part for part in (told, none_of(shown.values(), lang)) if part]
    text = marks.SEMICOLON.say(lang).join(parts)
    return f"{text[0].upper()}{text[1:]}{marks.STOP.say(lang)}" + filtered(filters(scene, store, lang), lang)


def filtered(applied: list[str], lang: Lang) -> str:
    """Return the sentence that says what is filtered, to stand behind another; empty text where nothing is."""
    told = marks.SEMICOLON.say(lang).join(applied)
    return Text(f"筛选：{told}。", f" Filtered: {told}.").say(lang) if applied else ""


def none_of(shown: Iterable[Shown], lang: Lang) -> str:
    """Return that nothing is left of those datasets of which nothing is, and of how many; empty text otherwise."""
    empty = [found for found in shown if not found.count]
    if lang == "zh":
        told = [f"{found.dataset.title.zh}{len(found.table)}{found.dataset.counter.zh}" for found in empty]
        return f"收录的{joined(told, lang)}中没有符合条件的" if told else ""
    told = [counted(len(found.table), found.dataset.counter.en) for found in empty]
    return f"none of the {joined(told, lang)} collected matches" if told else ""


def count(shown: Shown, lang: Lang) -> str:
    """How many rows of a dataset are shown; of how many, where some are filtered away."""
    all, dataset = len(shown.table), shown.dataset
    if lang == "zh":
        of = f"（共{all}{dataset.counter.zh}）" if shown.count < all else ""
        return f"{dataset.title.zh}{shown.count}{dataset.counter.zh}{of}"
    if shown.count < all:
        return f"{shown.count:,} of {counted(all, dataset.counter.en)}"
    return counted(all, dataset.counter.en)


def of_place(scene: Scene, store: Store, told: str) -> str:
    """Return what is said of the one place that all that is listed concerns, named as such."""
    return f"{locality.name(scene, store)}{marks.COLON.say(scene.lang)}{told}"


def both(scene: Scene, store: Store, mine: str, whole: str) -> str:
    """Return what is said of the place in focus, then what is said of the whole circle, each named as such.

    Args:
        scene, store: with the place.
        mine: of it; empty where nothing is.
        whole: of the whole circle.
    """
    place, here = locality.name(scene, store), mine or NOTHING_HERE.say(scene.lang)
    form = Text(f"{place}：{here}。{WHOLE.zh}：{whole}", f"{place}: {here}. {WHOLE.en.capitalize()}: {whole}")
    return form.say(scene.lang)


def behind(scene: Scene, store: Store, mine: str, whole: str) -> str:
    """Return details as sentences of their own: of the place in focus, where it has any, then of the whole circle."""
    if not whole:
        return ""
    if scene.place or not scene.focus:
        return whole + marks.STOP.say(scene.lang)
    told = both(scene, store, mine, whole) if mine else WHOLE.say(scene.lang).capitalize() + marks.COLON.say(scene.lang)
    return told + ("" if mine else whole) + marks.STOP.say(scene.lang)


def of_whole(scene: Scene, title: str) -> str:
    """Return the title of a list or chart; where a place is in focus, with whether it is of that or of all."""
    if not scene.focus:
        return title
    return title + marks.bracketed((THIS_PLACE if scene.place else WHOLE).say(scene.lang), scene.lang)


def nothing_here(scene: Scene) -> str:
    """Return that of the rows of a list none concerns the place that all must concern."""
    return NOTHING_HERE.say(scene.lang).capitalize() + marks.STOP.say(scene.lang)


def focus_note(scene: Scene) -> list[Text]:
    """Return what the place in focus does to what is listed; nothing without one."""
    if not scene.focus:
        return []
    return [ONLY_THE_PLACE if scene.place else FOCUS_ONLY_MOVES]


def caveats(scene: Scene, store: Store, shown: dict[str, Shown]) -> list[str]:
    """Return what a reader must know: rows that cannot be dated or drawn, what a focus does not do, partial lists."""
    told = []
    for found in shown.values():
        title, each = found.dataset.title, found.dataset.counter.zh
        if scene.year is not None and found.undated:
            told.append(
                Text(
                    f"{title.zh}有{found.undated}{each}没有日期，任何年份都列出",
                    f"{title.en}: {found.undated} without a date, listed in every year",
                )
            )
        if found.undrawn and found.dataset.kind != "coverage":  # what is of both provinces is told by its own page
            lost = f"{title.en}: {found.undrawn} without a place, in the table only"
            told.append(Text(f"{title.zh}有{found.undrawn}{each}没有位置，只在表中", lost))
    if scene.year is not None and any(found.crossing for found in shown.values()):
        told.append(Text("有无跨界记录按今天计", "Whether a record crosses is told as of today"))
    notes = (*told, *focus_note(scene))
    said = [one.say(scene.lang) for one in notes]
    said += [_partial(store, frozenset(shown), scene.lang), of_flows.note(scene, store)]
    return [one for one in said if one]


@per_store(lru_cache(maxsize=256), shared=True)
def _partial(store: Store, datasets: frozenset[str], lang: Lang) -> str:
    return official_lists.note(store.get("coverage"), store.catalog, datasets, lang)


def noted(notes: list[str], lang: Lang) -> str:
    """Return notes as one text: parts of a sentence in Chinese, sentences in English."""
    return Text("；".join(notes), " ".join(f"{note}." for note in notes)).say(lang)


def how_to_loosen(scene: Scene, shown: Shown) -> str:
    """Return what to change so that an empty dataset shows something; empty text when nothing is filtered."""
    dataset, lang = shown.dataset, scene.lang
    also = [mask for mask in (shown.searched, shown.concerned) if mask is not None]
    among = shown.table[pd.concat(also, axis=1).all(axis=1)] if also else shown.table
    gains = loosened(among, dataset, scene.selection(dataset.id), scene.year)
    labels = {name: column.label.say(lang) for name, column in dataset.all_columns.items()} | {"year": YEAR.say(lang)}
    parts = [
        Text(f"去掉“{labels[name]}”可见{n}{dataset.counter.zh}", f"without “{labels[name]}”: {n}").say(lang)
        for name, n in gains
    ]
    if shown.searched is not None:
        parts.append(Text(f"清空“{WORDS.zh}”", f"empty “{WORDS.en}”").say(lang))
    if shown.concerned is not None:
        parts.append(Text(f"关掉“{ONLY.zh}”", f"switch off “{ONLY.en}”").say(lang))
    if not parts and scene.selection(dataset.id).wanted:
        return Text("请一次去掉几项筛选", "remove several filters at once").say(lang)
    return joined(parts, lang)
