"""An Excel workbook of tables: addresses that open, columns as wide as what they hold, a sheet that says what it is."""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any, Final, NamedTuple
from unicodedata import east_asian_width

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from geodata.catalog.shared_columns import opens
from geodata.export.metadata import ABOUT, About
from geodata.text import Lang

NARROWEST, NAME, WIDEST = 8, 36, 52  # width of a column, in digits of the usual typeface; longer texts are wrapped
_ARROW: Final = 3  # what the arrow of the filter takes of a heading
_A4: Final = 9  # as Excel numbers kinds of paper
_LONGEST, _TIP = 2079, 255  # characters of an address that Excel opens, and of a tip
_LINES: Final = 8  # of a cell that are counted; a row that is taller would hide its neighbours
_LINE_PT: Final = 15.0  # height of a line
_HEAD: Final = {"bold": True, "bg_color": "#F3EEE4", "valign": "top", "text_wrap": True, "bottom": 1}
_CELL: Final = {"valign": "top", "text_wrap": True}
_TEXT: Final = {**_CELL, "num_format": "@"}  # stays text when somebody edits it: 2021-10 is no day, 0230 no number
_LINK: Final = {**_CELL, "font_color": "#0563C1", "underline": 1}


def xlsx(
    sheets: Mapping[str, pd.DataFrame], about: About, lang: Lang, titled: Mapping[str, str] | None = None
) -> bytes:
    """Return an Excel workbook: one sheet per table, then one that says what it is.

    Text is written as text: a cell that starts with "=" is no formula. An address (http, https) is a link, and so is
    the title that stands for it.

    Args:
        sheets: tables by their names; text, numbers, and nothing where nothing is known.
        about: what they are.
        lang: of the sheet that says so.
        titled: heading of a title → heading of its address.
    """
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": datetime.fromisoformat(about.day)})
        looks = _Looks(*(book.add_format(look) for look in (_HEAD, _CELL, _TEXT, _LINK)))
        taken = {ABOUT.say(lang).casefold()}
        for name, table in sheets.items():
            title = _title(name, taken)
            taken.add(title.casefold())
            sheet = book.add_worksheet(title)
            _lay_out(sheet, table, looks)
            _fill(sheet, table, titled or {}, looks)
        sheet = book.add_worksheet(ABOUT.say(lang))
        sheet.set_column(0, 0, 14, looks.text)
        sheet.set_column(1, 1, 100, looks.text)
        _fill(sheet, pd.DataFrame(about.rows(lang)), {}, looks, first=0)
    return buffer.getvalue()


def _title(name: str, taken: set[str]) -> str:
    """What a sheet is called: Excel refuses some signs, more than 31 letters, and a name that another sheet has."""
    base = re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:31].strip("' ") or "Sheet"
    names = (base, *(f"{base[:27]} {n}" for n in range(2, len(taken) + 3)))
    return next(one for one in names if one.casefold() not in taken)


class _Looks(NamedTuple):
    """How cells look: headings, numbers, text, what opens."""

    head: Format
    number: Format
    text: Format
    link: Format


def _lay_out(sheet: Worksheet, table: pd.DataFrame, looks: _Looks) -> None:
    """Set widths and heights, keep heading and name in sight, and print all columns on one page's width."""
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table), 1), max(len(table.columns) - 1, 0))
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(table) + 1}"})  # codes are text, and no mistake
    lengths = [[wide(value) for value in table[column]] for column in table.columns]
    widths = [fitted(found, str(column)) for found, column in zip(lengths, table.columns, strict=True)]
    widths[:1] = [min(width, NAME) for width in widths[:1]]
    for n, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        sheet.write_string(0, n, str(column), looks.head)
        sheet.set_column(n, n, width, looks.number if any(map(_counts, table[column])) else looks.text)
    for n, row in enumerate(zip(*lengths, strict=True), 1):
        lines = max(-(-long // (width - 1)) for long, width in zip(row, widths, strict=True))
        if lines > 1:
            sheet.set_row(n, _LINE_PT * min(lines, _LINES))


def _counts(value: Any) -> bool:
    """Whether a cell holds a number; a code, a date, a telephone number are text."""
    return isinstance(value, int | float) and not isinstance(value, bool) and not pd.isna(value)


def _fill(sheet: Worksheet, table: pd.DataFrame, titled: Mapping[str, str], looks: _Looks, first: int = 1) -> None:
    """Write the cells of a table; links are its addresses and the titles that stand for one.

    Args:
        sheet, table: where what is written.
        titled: as in ``xlsx``.
        looks: how cells look.
        first: row of the sheet on which the table begins.
    """
    for n, column in enumerate(table.columns):
        beside = table.get(titled.get(str(column), column), table[column])
        for row, (value, address) in enumerate(zip(table[column].tolist(), beside.tolist(), strict=True), first):
            if value is None or pd.isna(value) or value == "":
                continue
            if _opens(address):
                sheet.write_url(row, n, address, looks.link, string=str(value), tip=address[:_TIP])
            elif _counts(value):
                sheet.write_number(row, n, value, looks.number)
            else:
                sheet.write_string(row, n, str(value), looks.text)


def _opens(value: Any) -> bool:
    """Whether Excel opens this as an address."""
    return opens(value) and len(value) <= _LONGEST


@lru_cache(maxsize=8192)
def wide(value: Any) -> int:
    """Return how wide a cell's text is, in digits: Chinese characters are two wide."""
    if value is None or pd.isna(value):
        return 0
    said = f"{value:.10g}" if isinstance(value, float) else str(value)
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in said)


def fitted(lengths: list[int], heading: str) -> int:
    """Return the width of a column whose cells are so long, in digits: that of the longest, within reason."""
    return min(max(max(lengths, default=0) + 2, wide(heading) + _ARROW, NARROWEST), WIDEST)
