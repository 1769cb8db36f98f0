"""A cell as somebody wrote it → the text that a table of the catalogue has for it."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

import pandas as pd

from geodata.catalog.model import LIST_TYPES, Column
from geodata.catalog.schema import PATTERNS
from geodata.text import Text, plain

_YES: Final = frozenset({"true", "yes", "y", "1", "是", "有", "√"})
_NO: Final = frozenset({"false", "no", "n", "0", "否", "无", "×"})
NARROW: Final = frozenset(  # types of digits and Latin letters alone
    {"bool", "date", "year", "integer", "number", "lon", "lat", "adcode", "adcodes", "phones", "url"}
)
_OWN: Final = re.compile(r"\s*[;；]\s*")  # what stands between the items of a list
_BETWEEN: Final = re.compile(r"\s*[、，,]\s*")  # or so, where nothing else does
_DATE: Final = re.compile(r"(\d{4})(?:[年./-](\d{1,2})(?:[月./-](\d{1,2})日?)?)?[年月]?(?:[T ]00:00(?::00)?)?")
_GROUPED: Final = re.compile(r"[+-]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?")


def key(text: str) -> str:
    """Return a heading or label by which it is found: without width, case, blanks, marks and a unit in brackets."""
    found = unicodedata.normalize("NFKC", text).casefold()
    found = re.sub(r"[(\[{（【].*?[)\]}）】]", "", found)
    return re.sub(r"[\W_]+", "", found)


def written(cell: object, column: Column, vocabulary: Mapping[str, Text], *, own: bool = False) -> str:
    """Return the text that stands for a cell in a column; what makes no sense there stays as it is, for the checks.

    Args:
        cell: text, number, date or nothing, as a file has it.
        column: of the table.
        vocabulary: the codes that the column allows, with their labels; empty where any value is allowed.
        own: the file is a table of the catalogue, whose lists have ";" alone; others say "、" or a comma too.
    """
    text = _text(cell)
    if not text:
        return ""
    if column.type in LIST_TYPES and column.type != "pairs":
        between = _OWN if own or _OWN.search(text) else _BETWEEN
        items = [one for one in between.split(text) if one]
        return ";".join(dict.fromkeys(_item(one, column, vocabulary) for one in items))
    return _item(text, column, vocabulary)


def _text(cell: object) -> str:
    if cell is None or cell is pd.NA or (isinstance(cell, float) and cell != cell):
        return ""
    if isinstance(cell, datetime):
        midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return cell.date().isoformat() if midnight else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return plain(str(cell))


def _item(text: str, column: Column, vocabulary: Mapping[str, Text]) -> str:
    if vocabulary:
        return text if text in vocabulary else _code(text, vocabulary)
    if column.type not in NARROW:
        return text
    narrow = unicodedata.normalize("NFKC", text).strip()  # the patterns know full-width digits too, tables have none
    if re.fullmatch(PATTERNS[column.type][0], narrow):
        return narrow
    match column.type:
        case "bool":
            low = narrow.casefold()
            return "true" if low in _YES else "false" if low in _NO else text
        case "date" if found := _DATE.fullmatch(narrow):
            return "-".join([found[1], *(f"{int(part):02d}" for part in found.groups()[1:] if part)])
        case "year" if found := re.fullmatch(r"((?:19|20)\d{2})年?", narrow):
            return found[1]
        case "integer" | "number" | "lon" | "lat":
            return narrow.replace(",", "") if _GROUPED.fullmatch(narrow) else _whole(narrow, column)
        case "adcode" | "adcodes":
            return narrow.removesuffix(".0")
        case _:
            return narrow


def _whole(text: str, column: Column) -> str:
    """A whole number that became a float on its way: "80.0"."""
    return re.sub(r"\.0+$", "", text) if column.type == "integer" else text.removeprefix("+")


def _code(text: str, vocabulary: Mapping[str, Text]) -> str:
    asked = key(text)
    found = {code for code, label in vocabulary.items() if asked and asked in (key(code), key(label.zh), key(label.en))}
    return found.pop() if len(found) == 1 else text


def expected(column: Column, vocabulary: Mapping[str, Text]) -> Text:
    """Return what is expected in a cell of a column, in the words a maintainer knows it by."""
    if vocabulary:
        labels = list(vocabulary.values())
        return Text(
            "以下之一：" + "、".join(one.zh for one in labels), "one of: " + ", ".join(one.en for one in labels)
        )
    if column.type in PATTERNS:
        return PATTERNS[column.type][1]
    return Text("非空值", "a value")
