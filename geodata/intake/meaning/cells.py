"""Cells of any kind as text: what stands there, tidied, and what means that nothing does."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from geodata.text import plain

_FEW: Final = 5000  # cells; so many are looked at one by one, more all at once
Texts: TypeAlias = "pd.Series[str]"  # of str, missing where a cell is empty
# What people write into a cell that they leave empty; numbers, dates and places read it as nothing.
_NOTHING_WORDS: Final = [
    "-",
    "--",
    "---",
    "—",
    "——",
    "–",
    "―",
    "/",
    "//",
    "\\",
    ".",
    "…",
    "……",
    "...",
    "*",
    "?",
    "？",
    "无",
    "暂无",
    "没有",
    "无数据",
    "暂缺",
    "缺",
    "空",
    "不详",
    "未知",
    "未填",
    "未填写",
    "待补",
    "待补充",
    "待定",
    "待核实",
    "n/a",
    "na",
    "nan",
    "null",
    "none",
    "nil",
    "unknown",
    "tbd",
]
_NOTHING: Final = frozenset(form for word in _NOTHING_WORDS for form in (word, word.upper(), word.capitalize())) | {
    "NaN"
}
BROKEN: Final = re.compile(r"#(REF|N/?A|VALUE|DIV/0|NAME|NUM|NULL|SPILL|CALC|GETTING_DATA)[!?]?|Err:\d+")
# Anything that geodata.text.plain would change: rows of blanks, other blanks than " ", controls, turns of direction;
# for Python and for Arrow alike, so blanks beyond ASCII are told one by one.
_UNTIDY: Final = (
    "  |^ | $"
    "|[\t-\r\x00-\x08\x0e-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028-\u202f\u205f\u2066-\u2069\u3000\ufdd0-\ufdef\ufffe\uffff]"
)
_UNTIDY_HERE: Final = re.compile(_UNTIDY)


def said(cell: Any) -> str:
    """Return a cell as the user's program shows it: 12.0 as 12, a day as 2024-05-20, nothing as ""."""
    if cell is None or cell is pd.NaT or (isinstance(cell, float) and np.isnan(cell)):
        return ""
    if isinstance(cell, bool | np.bool_):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | np.floating):
        return str(int(cell)) if float(cell).is_integer() and abs(float(cell)) < 1e15 else f"{cell:.15g}"
    if isinstance(cell, datetime):
        at_midnight = (cell.hour, cell.minute, cell.second, cell.microsecond) == (0, 0, 0, 0)
        return cell.date().isoformat() if at_midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def texts(column: "pd.Series[Any]") -> Texts:
    """Return the cells of a column as tidied text, missing where there is nothing but blanks; on its index."""
    kind = pd.api.types.infer_dtype(column, skipna=True)
    if kind == "string":
        try:
            found = column.astype("str")
        except UnicodeEncodeError:  # halves of characters, which JSON can hold
            found = column.map(lambda cell: cell if pd.isna(cell) else plain(cell)).astype("str")
    elif kind == "empty":
        return pd.Series(None, index=column.index, dtype="str")
    else:
        found = pd.Series([plain(said(cell)) for cell in column.tolist()], index=column.index, dtype="str")
    if len(found) > _FEW:
        untidy = bool((found.str.contains(_UNTIDY, regex=True, na=False) | found.eq("")).any())
    else:
        untidy = any(isinstance(text, str) and tidy(text) != text for text in found.tolist())
    return by_text(found, {text: tidy(text) for text in different(found)}) if untidy else found


def tidy(text: str) -> str | None:
    """Return a text without what no file should hold and blanks at its ends; None where nothing is left."""
    return (plain(text) if _UNTIDY_HERE.search(text) else text) or None


def different(column: Texts) -> list[str]:
    """Return the different texts of a column."""
    return list(column.dropna().unique())


def by_text(column: Texts, told: Mapping[str, str | None]) -> Texts:
    """Return what is told of each text of a column, on its index; missing cells stay missing."""
    return pd.Series([told.get(text) for text in column.tolist()], index=column.index, dtype="str")


def narrow(text: str) -> str:
    """Return a text with full-width letters, digits and marks as the narrow ones (NFKC), without blanks at its ends."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def nothing(values: Texts) -> "pd.Series[bool]":
    """Return which texts say that there is nothing: "无", "—", "N/A"."""
    if len(values) > _FEW:
        return (values.isna() | values.isin(_NOTHING)).astype(bool)
    none = [not isinstance(text, str) or text in _NOTHING for text in values.tolist()]
    return pd.Series(none, index=values.index, dtype=bool)


def broken(values: Texts) -> "pd.Series[bool]":
    """Return which texts are what a spreadsheet shows for a formula that failed: "#REF!"."""
    if len(values) > _FEW:
        starts = values.str.startswith(("#", "Err:"), na=False).astype(bool)
    else:
        wrong = [isinstance(text, str) and text.startswith(("#", "Err:")) for text in values.tolist()]
        starts = pd.Series(wrong, index=values.index, dtype=bool)
    if not starts.any():
        return starts
    return (starts & values.isin([text for text in different(values[starts]) if BROKEN.fullmatch(text)])).astype(bool)
