"""Print every sentence the product can make, Chinese above English, by page: for editors (``make sentences``).

Nothing is written here: constants are found in the modules, pairs of texts in their source, and everything else is
asked of the functions that serve the pages.
"""

import ast
import html
import importlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache, partial
from itertools import product, zip_longest
from pathlib import Path
from typing import Any, Final, NamedTuple

from geodata.boundaries.vintage import Vintage
from geodata.briefing import default
from geodata.catalog.pages import WITH_MAP
from geodata.catalog.pick import Pick
from geodata.export import metadata
from geodata.narrative import filters
from geodata.narrative import table as readable
from geodata.narrative.cards import card, dossier
from geodata.narrative.page import Told, told
from geodata.narrative.residents import background, headline, items, lists
from geodata.narrative.residents.items import Adviser
from geodata.query import crossings, on_map, scene_fields
from geodata.query.question import Question
from geodata.query.residents import answer
from geodata.query.residents.needs import NEEDS, WHO
from geodata.query.scene import Scene
from geodata.query.scene_fields import CLOSED
from geodata.query.selection import Selection, options
from geodata.store.store import Store, load
from geodata.text import LANGS, Lang, Text
from layers import legend
from layers.compose import draw
from pages._http.light import pages as light
from pages._http.light.frame import Asked
from tests.seen import first

ROOT: Final = Path(__file__).parents[2]
# Beside the border and far from it, counties, districts and cities of either side: 潼南, 邻水, 安居, 泸县, 武胜, 万州,
# 成都, 江津, 荣昌, 阿坝州.
PLACES: Final = (
    *("500152", "511623", "510904", "510521", "511622"),
    *("500101", "510100", "500116", "500153", "513200"),
)
TODAY: Final = date(2026, 12, 1)
NOW: Final = Vintage.TODAY
# What a text is: words of the interface, with holes for values; a sentence; a part of an answer; a cell of a table.
FORM, SENTENCE, PART, CELL = "form", "sentence", "part", "cell"
_BLOCK: Final = r"</?(?:p|li|h\d|dt|dd|a|label|option|summary|title|div|main|body|legend|button)\b[^>]*>"


class Said(NamedTuple):
    """One text in both languages: where it is said (a page, a module, a table), and what it is."""

    where: str
    kind: str
    zh: str
    en: str


def _both(where: str, kind: str, make: Callable[..., Iterable[str]], keys: Iterable[tuple] = ((),)) -> Iterator[Said]:
    """What ``make`` says in both languages, line by line, of each key."""
    for key in keys:
        for zh, en in zip_longest(*(list(make(lang, *key)) for lang in LANGS), fillvalue=""):
            yield Said(where, kind, zh, en)


# ---------------------------------------------------------------- what is written down
def texts(value: Any) -> Iterator[Text]:
    """Every Text a value is made of."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for part in value.values() for text in texts(part))
    elif isinstance(value, list | tuple | set | frozenset):
        yield from (text for part in value for text in texts(part))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from (text for field in fields(value) for text in texts(getattr(value, field.name)))


def _string(node: ast.AST) -> str | None:
    """What a string or f-string reads, its values as {…}."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if not isinstance(node, ast.JoinedStr):
        return None
    return "".join(part.value if isinstance(part, ast.Constant) else "{…}" for part in node.values)


def _pair(node: ast.AST) -> list[ast.expr]:
    """The two texts of ``a if zh else b``, ``say(a, b)`` and ``Text(a, b)``; nothing of any other node."""
    if isinstance(node, ast.IfExp) and re.search(r"\bzh\b", ast.unparse(node.test)):
        return [node.body, node.orelse]
    called = isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ("say", "Text")
    return node.args if called and len(node.args) == 2 else []


def forms() -> Iterator[Said]:
    """The words of every module: its constants, and the pairs of texts in its functions."""
    for path in sorted(path for room in ("geodata", "layers", "pages") for path in (ROOT / room).rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if path.parent.name != "pages":  # a page runs when it is imported
            held = vars(importlib.import_module(name))
            own = [node.target.id for node in tree.body if isinstance(node, ast.AnnAssign)]
            yield from (Said(name, FORM, *text) for id in own if id in held for text in texts(held[id]))
        for node in ast.walk(tree):
            pair = [_string(part) for part in _pair(node)]
            if all(pair):
                yield from [Said(name, FORM, *pair)] if pair else []


def cells(store: Store) -> Iterator[Said]:
    """Every pair of columns in two languages of every table; of a tie, its parts."""
    for id in store.catalog.datasets:
        table = store.get(id).drop(columns=["name_zh"] if id == "ties" else [])
        for column in (name.removesuffix("_zh") for name in table if f"{name.removesuffix('_zh')}_en" in table):
            if f"{column}_zh" in table:
                pairs = table[[f"{column}_zh", f"{column}_en"]].drop_duplicates().fillna("")
                yield from (Said(f"{id}.{column}", CELL, *map(str, pair)) for pair in pairs.itertuples(index=False))


# ---------------------------------------------------------------- what pages with a map say
def scenes(store: Store, page: str) -> Iterator[Scene]:
    """Scenes of a page: at first, without a layer, few rows, none, of a year and place, compared, filtered."""
    base, (low, high) = first(page), scene_fields.year_range(store, page)
    yield from (base, replace(base, layers=()))
    if page != "citizen":
        yield from (replace(base, words="乡村", year=(low + high) // 2), replace(base, words="无此内容"))
    yield replace(base, focus=base.focus or PLACES[0], year=high - 1)
    if page == "crossings":
        yield from (replace(base, compare=CLOSED), replace(base, compare="2021", year=2024, vintage=Vintage.Y2021))
    for dataset in store.catalog.layers(page):
        for column in dataset.filters[-1:]:
            one = options(store.get(dataset.id), dataset.all_columns[column], store.catalog)[-1]
            yield base.with_selections({dataset.id: Selection.of({column: [one]})})


def _filters(store: Store, lang: Lang, page: str) -> Iterator[str]:
    """What each value of each filter reads."""
    base = first(page, lang)
    for dataset in store.catalog.layers(page):
        for column in dataset.filters:
            for one in options(store.get(dataset.id), dataset.all_columns[column], store.catalog):
                chosen = {dataset.id: Selection.of({column: [one]})}
                yield from filters.filters(replace(base, layers=(dataset.id,)).with_selections(chosen), store, lang)


def _told(shown: Scene, found: Told) -> list[str]:
    """What is told beside a map: its sentence, then the rest in order."""
    loosen = (filters.how_to_loosen(shown, part) for part in found.shown.values() if not part.count)
    figures = map(" ".join, found.figures)
    return [found.sentence, found.title, found.filter, found.caveat, found.sources, *figures, *loosen]


def _around(store: Store, lang: Lang, page: str) -> Iterator[str]:
    """The legend with every layer on, the headings of tables, the notes of files."""
    base = first(page, lang)
    lit = replace(base, layers=tuple(scene_fields.layers_of(store, page)))
    yield from (one.label.say(lang) for one in legend.entries(draw(lit, store, on_map.drawn(lit, store))))
    for part in told(base, store).shown.values():
        yield from readable.table(replace(part, keep=part.keep & False), store, lang).columns
        yield from (f"{label}: {value}" for label, value in metadata.about([part.dataset], store, lang).rows(lang))


def _card(store: Store, lang: Lang, pick: str) -> Iterator[str]:
    if found := card.make(store.at(NOW), Pick(pick), lang, TODAY):
        yield card.sentence(found, lang)


def page(store: Store, name: str) -> Iterator[Said]:
    """Everything told on a page with a map: of its scenes, around the map, and on its cards."""
    for shown in scenes(store, name):
        spoken = [replace(shown, lang=lang) for lang in LANGS]
        pairs = zip_longest(*(_told(one, told(one, store)) for one in spoken), fillvalue="")
        yield from (Said(name, SENTENCE if n == 0 else PART, *pair) for n, pair in enumerate(pairs))
    yield from _both(name, PART, partial(_filters, store), [(name,)])
    yield from _both(name, PART, partial(_around, store), [(name,)])
    datasets = [one.id for one in store.catalog.layers(name) if one.kind != "tie"]
    cards = [(f"{dataset}:{id}",) for dataset in datasets for id in store.get(dataset)["id"]]
    yield from _both(name, SENTENCE, partial(_card, store), cards)


def pairs(store: Store) -> Iterator[Said]:
    """The dossier of every border pair: its report, then its crossings and ties."""
    found = crossings.crossings(first("crossings"), store)

    @cache
    def made(lang: Lang, id: str) -> dossier.Dossier:
        return dossier.make(found, store.at(NOW), id, lang)  # type: ignore[return-value]

    def lines(lang: Lang, id: str) -> Iterator[str]:
        one = made(lang, id)
        yield from (*(name for name, _ in one.crossings), (one.nearest or ("",))[0])
        parts = (*(part for _, part in one.tied), one.coming, one.held)
        for subject in (subject for part in parts for subject in part):
            yield f"{subject.title} · {subject.strength} · {subject.status} · {' / '.join(subject.ends)}"

    ids = [(id,) for id in found.pairs.table["id"]]
    yield from _both("dossier", SENTENCE, lambda lang, id: [made(lang, id).report], ids)
    yield from _both("dossier", PART, lines, ids)


# ---------------------------------------------------------------- what residents are told
def _headline(store: Store, lang: Lang, code: str, want: str, who: str) -> Iterator[str]:
    adviser, found = Adviser(store.at(NOW), lang, TODAY), answer.answer(store.at(NOW), code, want, who)
    yield from (*headline.headline(adviser, found), *background.more(adviser, found), headline.on_map(adviser, found))
    yield from (adviser.no_way(found), headline.numbered(adviser, found))


def _lists(store: Store, lang: Lang, code: str, want: str) -> Iterator[str]:
    adviser, found = Adviser(store.at(NOW), lang, TODAY), answer.answer(store.at(NOW), code, want)
    for part in lists.make(adviser, found):
        yield from (part.title, part.rest, part.none)
        for item in part.items:
            yield " ".join(filter(None, (item.title, item.tag, item.far)))
            yield from (" / ".join(item.lines), item.age)
            yield from (f"{label}: {value}" for label, value in item.facts)


def _lite(store: Store, lang: Lang, asked: Question, make: Callable[[Store, Asked], str]) -> Iterator[str]:
    """The lines of a light page."""
    made = make(store, Asked(replace(asked, lang=lang), TODAY, ""))
    text = re.sub(r"(?s)<(style|svg)\b.*?</\1>", "", made)
    parts = (" ".join(html.unescape(re.sub(r"<[^>]+>", "", part)).split()) for part in re.split(_BLOCK, text))
    yield from (part for part in parts if part and part not in ("English", "中文"))


def residents(store: Store) -> Iterator[Said]:
    """The answers to every place, need and who asks; and the light pages."""
    for code in PLACES:
        yield from _both(f"citizen {code}", SENTENCE, partial(_headline, store), product([code], NEEDS, WHO))
        yield from _both(f"citizen {code}", PART, partial(_lists, store), product([code], NEEDS))
    picks = [f"{table}:{store.get(table)['id'].iloc[0]}" for table in ("eldercare", "hospitals", "shared_services")]
    pair = f"border_pairs:{store.get('border_pairs')['id'].iloc[0]}"
    pages: list[tuple[Question, Callable[[Store, Asked], str]]] = [
        (Question(), lambda store, asked: light.home(store, asked, "北京")),
        (Question(), light.missing),
        (Question(pick=pair), light.pair),
        *((Question(pick=pick), light.thing) for pick in picks),
        # Of the other places: as on the page with the map.
        *((Question(focus=code, want=want), light.place) for code in PLACES[:3] for want in ("", *NEEDS)),
    ]
    yield from _both("light", PART, partial(_lite, store), pages)


def collected(store: Store) -> Iterator[Said]:
    """Everything, in the order it is printed."""
    yield from forms()
    yield from (Said("catalogue", FORM, *text) for text in texts(store.catalog))
    for name in WITH_MAP:
        yield from page(store, name)
    yield from pairs(store)
    yield from residents(store)
    yield from _both("ages", PART, lambda lang: [items.age(years, lang) for years in (None, 0, 1, 2)])
    told_scenes = zip(*(default.default(store, lang).scenes for lang in LANGS), strict=True)
    yield from (
        Said("story", PART, *parts) for zh, en in told_scenes for parts in ((zh.title, en.title), (zh.notes, en.notes))
    )
    yield from cells(store)


def main() -> None:
    """Print everything once."""
    seen: set[tuple[str, str]] = {("", "")}
    where = ""
    for said in collected(load()):
        if said[2:] in seen:
            continue
        seen.add(said[2:])
        if said.where != where:
            print(f"\n# {said.where}")
            where = said.where
        print(f"{said.zh}\n    {said.en}")


if __name__ == "__main__":
    main()
