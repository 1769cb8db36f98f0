"""Print every sentence the product can make, Chinese beside English, by page: for editors (make sentences).

Nothing is written here: constants are found in the modules, pairs of texts in their source, and everything else is
asked of the functions that serve the pages.
"""

import ast
import html
import importlib
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final, NamedTuple

from geodata import advice, card, citizen, describe, dossier, export, link, readable, reply, scene, sections, story
from geodata import answer as answers
from geodata.advice import Adviser
from geodata.boundaries import Vintage
from geodata.needs import NEEDS, WHO
from geodata.scene import CLOSED, Scene
from geodata.selection import Selection, options
from geodata.store import Store, load
from geodata.telling import PAGES, told
from geodata.text import LANGS, Lang, Text
from layers import legend
from layers.draw import draw
from pages._http import light
from tests.seen import first

ROOT: Final = Path(__file__).parents[2]
# Beside the border and far from it, county, district and city, of either side: 潼南, 邻水, 安居, 泸县, 武胜, 万州, 成都,
# 江津, 荣昌, 阿坝州.
PLACES: Final = (
    *("500152", "511623", "510904", "510521", "511622"),
    *("500101", "510100", "500116", "500153", "513200"),
)
TODAY: Final = date(2026, 12, 1)
# What a text is: words of the interface, with holes; a sentence; a short part of an answer; a cell of a table.
FORM, SENTENCE, PART, CELL = "form", "sentence", "part", "cell"
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")


class Said(NamedTuple):
    """One text in both languages, where it is said (a page, a module, a table) and what it is."""

    where: str
    kind: str
    zh: str
    en: str


def texts(value: Any) -> Iterator[Text]:
    """Every Text a value is made of."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for part in value.values() for text in texts(part))
    elif isinstance(value, list | tuple | set | frozenset):
        yield from (text for part in value for text in texts(part))
    elif is_dataclass(value) and not isinstance(value, type | Store):
        yield from (text for field in fields(value) for text in texts(getattr(value, field.name)))


def _string(node: ast.AST) -> str | None:
    """What a string or f-string reads, its values as {…}."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if not isinstance(node, ast.JoinedStr):
        return None
    return "".join(part.value if isinstance(part, ast.Constant) else "{…}" for part in node.values)


def forms() -> Iterator[Said]:
    """The words of every module: its constants, and pairs of texts in its functions (``a if zh else b``, ``say(a, b)``)."""
    for path in sorted(path for room in ("geodata", "layers", "pages") for path in (ROOT / room).rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not (name.startswith("pages.") and "._" not in name):  # a page runs when it is imported
            held = vars(importlib.import_module(name))
            own = {id for node in tree.body for id in _assigned(node)}
            yield from (Said(name, FORM, *text) for id in own if id in held for text in texts(held[id]))
        for node in ast.walk(tree):
            said = [_string(part) for part in _pair(node)]
            if said and None not in said:
                yield Said(name, FORM, *said)


def _pair(node: ast.AST) -> list[ast.expr]:
    """The two texts of ``a if zh else b``, ``say(a, b)`` and ``Text(a, b)``; nothing of any other node."""
    if isinstance(node, ast.IfExp) and re.search(r"\bzh\b", ast.unparse(node.test)):
        return [node.body, node.orelse]
    called = isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ("say", "Text")
    return node.args if called and len(node.args) == 2 else []


def _assigned(node: ast.stmt) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def cells(store: Store) -> Iterator[Said]:
    """Every pair of columns in two languages of every table."""
    for id in store.catalog.datasets:
        table = store.get(id).drop(columns=["name_zh"] if id == "ties" else [])  # a tie is named by its parts
        for column in (name.removesuffix("_zh") for name in table if f"{name.removesuffix('_zh')}_en" in table):
            if f"{column}_zh" in table:
                pairs = table[[f"{column}_zh", f"{column}_en"]].drop_duplicates().fillna("")
                yield from (Said(f"{id}.{column}", CELL, *map(str, pair)) for pair in pairs.itertuples(index=False))


def _both(where: str, kind: str, make: Callable[[Lang], Iterable[str]]) -> Iterator[Said]:
    pairs = zip_longest(*(list(make(lang)) for lang in LANGS), fillvalue="")
    yield from (Said(where, kind, zh, en) for zh, en in pairs if zh or en)


def scenes(store: Store, page: str) -> Iterator[Scene]:
    """Scenes of a page: at first, each filter, empty, a year, the boundaries of 2021, compared, a place, each pick."""
    base = first(page)
    low, high = scene.year_range(store, page)
    yield from (base, replace(base, words="乡村" if page != "citizen" else "", year=(low + high) // 2))
    yield from (replace(base, words="无此内容"), replace(base, vintage=Vintage.Y2021), replace(base, layers=()))
    yield replace(base, focus=base.focus or PLACES[0], year=high - 1)
    if page == "crossings":
        yield from (replace(base, compare=CLOSED), replace(base, compare="2021", year=2024))
    for dataset in store.catalog.layers(page):
        for column in dataset.filters:
            chosen = options(store.get(dataset.id), dataset.all_columns[column], store.catalog)
            yield from (base.with_selections({dataset.id: Selection.of({column: [one]})}) for one in chosen[:1])


def _told(store: Store, shown: Scene) -> Iterator[Said]:
    """What is told beside a map: in the order of reading."""
    made = [told(replace(shown, lang=lang), store) for lang in LANGS]
    for name, kind in (("title", PART), ("sentence", SENTENCE), ("filter", PART), ("caveat", PART), ("sources", PART)):
        yield Said(shown.page, kind, *(getattr(one, name) for one in made))
    yield from (Said(shown.page, PART, *(" ".join(one) for one in pair)) for pair in zip(*(m.figures for m in made), strict=True))
    yield from (Said(shown.page, PART, *(describe.how_to_loosen(replace(shown, lang=lang), part) for lang in LANGS))
                for part in made[0].shown.values() if not part.count)  # fmt: skip


def page(store: Store, name: str) -> Iterator[Said]:
    """Everything told on a page of maps: its scenes, legends, cards, headings of tables, notes of its files."""
    for shown in scenes(store, name):
        yield from _told(store, shown)
    shown = first(name)
    lit = replace(shown, layers=tuple(scene.layers_of(store, name)))
    drawing = draw(lit, store, answers.drawn(lit, store))
    yield from (Said(name, PART, *entry.label) for entry in legend.entries(drawing))
    for id, part in told(shown, store).shown.items():
        yield from _both(name, PART, lambda lang, part=part: readable.table(replace(part, keep=part.keep & False), store, lang).columns)
        yield from _both(name, PART, lambda lang, part=part: (value for _, value in export.about([part.dataset], store, lang).rows(lang)))
        if name != "crossings":
            for row in part.table["id"]:
                yield from _both(name, SENTENCE, lambda lang, pick=f"{id}:{row}": _card(store, pick, lang))


def _card(store: Store, pick: str, lang: Lang) -> list[str]:
    found = card.make(store, pick, Vintage.TODAY, lang, TODAY)
    return [card.sentence(found, lang), advice.age(found.age_years, lang)] if found else []


def pairs(store: Store) -> Iterator[Said]:
    """The dossier of every border pair."""
    found = answers.crossings(first("crossings"), store)

    def lines(id: str, lang: Lang) -> list[str]:
        made = dossier.make(found, store, id, Vintage.TODAY, lang)
        subjects = [one for _, part in (*made.tied, ("", made.coming), ("", made.held)) for one in part]
        heads = [f"{one.title} · {one.strength} · {one.status} · {' / '.join(one.ends)}" for one in subjects]
        return [made.report, *(name for name, _ in made.crossings), (made.nearest or ("",))[0], *heads]

    for id in found.pairs.table["id"]:
        yield from _both("dossier", PART, lambda lang, id=id: lines(id, lang))


def answers_of(store: Store) -> Iterator[Said]:
    """What residents of each place are told, for every need and whoever asks."""

    def sentences(code: str, want: str, who: str, lang: Lang) -> Iterator[str]:
        adviser, found = Adviser(store, Vintage.TODAY, lang, TODAY), citizen.answer(store, Vintage.TODAY, code, want, who)
        yield from (*reply.headline(adviser, found), reply.measured(found, lang), reply.on_map(adviser, found))
        yield from (adviser.no_way(found), reply.numbered(adviser, found))

    def lists(code: str, want: str, lang: Lang) -> Iterator[str]:
        adviser, found = Adviser(store, Vintage.TODAY, lang, TODAY), citizen.answer(store, Vintage.TODAY, code, want)
        for part in sections.make(adviser, found):
            yield from (part.title, part.rest, part.none)
            for item in part.items:
                yield from (f"{item.title} {item.tag} {item.far}", item.age)
                yield " / ".join(item.lines)
                yield from (f"{label}: {value}" for label, value in item.facts)

    for code in PLACES:
        for want in NEEDS:
            yield from _both(f"citizen {code}", PART, lambda lang, code=code, want=want: lists(code, want, lang))
            for who in WHO:
                yield from _both(f"citizen {code}", SENTENCE,
                                 lambda lang, code=code, want=want, who=who: sentences(code, want, who, lang))  # fmt: skip


def lite(store: Store) -> Iterator[Said]:
    """Every line of the light pages: the question, each place in short and for each need, a site, a service, a pair."""

    def lines(make: Callable[[light.Asked], str], lang: Lang, want: str) -> list[str]:
        text = re.sub(r"(?s)<(style|svg)\b.*?</\1>", "", make(light.Asked(lang, want, "", False, TODAY)))
        parts = re.split(r"</?(?:p|li|h\d|dt|dd|a|label|option|summary|title|div|main|body|legend|button)\b[^>]*>", text)
        return [line for part in parts if (line := " ".join(html.unescape(re.sub(r"<[^>]+>", "", part)).split()))]

    def both(make: Callable[[light.Asked], str], want: str = "") -> Iterator[Said]:
        yield from _both("light", PART, lambda lang: lines(make, lang, want))

    yield from both(lambda asked: light.home(store, asked, "北京"))
    for code in PLACES[:3]:  # what they say of the others is what the page with the map says
        for want in ("", *NEEDS):
            yield from both(lambda asked, code=code: light.place(store, asked, code), want)
    for kind, table in (("site", "eldercare"), ("site", "hospitals"), ("service", "shared_services")):
        yield from both(lambda asked, kind=kind, id=store.get(table)["id"].iloc[0]: light.thing(store, asked, kind, id))
    yield from both(lambda asked: light.pair(store, asked, store.get("border_pairs")["id"].iloc[0]))
    yield from both(lambda asked: light.missing(store, asked))


def collected(store: Store) -> Iterator[Said]:
    """Everything, in the order it is printed."""
    yield from forms()
    yield from (Said("catalogue", FORM, *text) for text in texts(store.catalog))
    for name in PAGES:
        yield from page(store, name)
    yield from pairs(store)
    yield from answers_of(store)
    yield from lite(store)
    yield from _both("briefing", PART, lambda lang: (part for one in story.default(store, lang).scenes for part in (one.title, one.notes)))
    yield from cells(store)


def main() -> None:
    """Print everything once, to the file OUT names or to the terminal."""
    seen: set[tuple[str, str]] = set()
    out = open(os.environ["OUT"], "w", encoding="utf-8") if os.environ.get("OUT") else sys.stdout
    where = ""
    for said in collected(load()):
        if said[2:] in seen or not (said.zh or said.en):
            continue
        seen.add(said[2:])
        if said.where != where:
            print(f"\n# {said.where}", file=out)
            where = said.where
        print(f"{said.zh}\n    {said.en}", file=out)


if __name__ == "__main__":
    main()
