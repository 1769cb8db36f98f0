"""How one value reads in either language: a cell of a table, a filter value, a unit of measure, a heading."""

import re
from functools import lru_cache
from typing import Any, Final

import pandas as pd

from geodata.catalog.model import LIST_TYPES, Catalog, Column
from geodata.catalog.schema import items
from geodata.catalog.shared_columns import BLANK
from geodata.query.selection import ANSWERS
from geodata.store.kept import per_store
from geodata.store.store import Store
from geodata.text import Lang, Text, days, joined, marks, number

SHORT_NAME: Final[dict[Lang, str]] = {"zh": "short_zh", "en": "name_en"}  # the column that names a unit in short
SOURCE_TITLES: Final = ("source_title", "cross_border_source_title")
_YES, _NO = Text("是", "Yes"), Text("否", "No")
# How a unit of the catalogue is written, where not as it stands there.
_UNITS: Final[dict[Lang, dict[str, str]]] = {
    "zh": {"km": "公里", "km²": "平方公里", "km/h": "公里/小时", "人/km²": "人/平方公里"},
    "en": {"张": "", "人": "", "人/km²": "per km²", "亿元": "× 100 million yuan"},
}
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")


def cell(row: "pd.Series[object] | dict[str, Any]", column: Column, store: Store, lang: Lang) -> str:
    """Return the cell of a row as people read it (``said``), a date in words; empty where there is no such column."""
    told = said(row.get(column.name), column, store, lang)
    return days.written(told, lang) if column.type == "date" else told


def said(held: Any, column: Column, store: Store, lang: Lang) -> str:
    """Return a value as people read it: codes by label, lists joined, numbers with their unit; empty if unknown."""
    if held is None or pd.isna(held):
        return ""
    if column.type == "bool":
        return (_YES if held else _NO).say(lang)
    if column.type in ("integer", "number"):
        whole = float(held) == int(float(held))
        return f"{number.said(held, 0 if whole else 1, lang)}{_spaced(column.unit, lang)}"
    if column.type in LIST_TYPES:
        return joined([value(store, column, item, lang) for item in items(str(held), column)], lang)
    text = value(store, column, str(held), lang)
    if column.name in SOURCE_TITLES:
        return source_title(text, lang)
    return text + _spaced(column.unit, lang)


def source_title(title: str, lang: Lang) -> str:
    """Return the title of a source, in English with the language it is in where that is Chinese."""
    return f"{title} (in Chinese)" if lang == "en" and _CHINESE.search(title) else title


def _spaced(symbol: str, lang: Lang) -> str:
    """A unit behind a number: a Chinese one follows without a space."""
    told = unit(symbol, lang)
    return told if not told or _CHINESE.match(told) else f" {told}"


def unit(symbol: str, lang: Lang) -> str:
    """Return a unit as ``lang`` writes it; in English people are not counted in a unit."""
    return _UNITS[lang].get(symbol, symbol)


@per_store(lru_cache(maxsize=4), shared=True)
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


def heading(column: Column, lang: Lang) -> str:
    """Return a column's name with its unit where it holds numbers."""
    if not column.unit or column.type not in ("integer", "number"):
        return column.label.say(lang)
    of = unit(column.unit, lang)
    return column.label.say(lang) + (marks.bracketed(of, lang) if of else "")


_MARKUP: Final = re.compile(r"([!-/:-@\[-`{-~])")  # ASCII punctuation, which Markdown may read as more than itself


def unmarked(text: str) -> str:
    """Return a text for a label that reads Markdown, so that it is shown as it is."""
    return _MARKUP.sub(r"\\\1", text)


_UNKNOWN: Final = Text("未载明", "Not stated")


def label(value: str, column: Column, catalog: Catalog, lang: Lang, names: dict[str, Text] | None = None) -> str:
    """Return how a filter value reads in ``lang``; ``names`` translates values that are names or ids."""
    if value == BLANK:
        return _UNKNOWN.say(lang)
    if column.type == "bool":
        return ANSWERS[value].say(lang)
    known = catalog.vocabulary(column).get(value) or (names or {}).get(value)
    return known.say(lang) if known else value
