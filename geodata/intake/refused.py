"""The rows of a file that were not taken, as a file to mend and load again: as they stood, with why."""

from io import BytesIO
from typing import Any, Final

import pandas as pd
from xlsxwriter import Workbook

from geodata.intake.meaning import cells, headings
from geodata.intake.model import Intake
from geodata.text import Lang, Text
from geodata.text.spreadsheet import no_formula

ROW: Final = Text("原行号", "Row in the file")
WHY: Final = Text("未载入的原因", "Why it was not taken")
_MOST_ROWS: Final = 1_048_575  # of a sheet, below its headings


def table(intake: Intake, lang: Lang) -> pd.DataFrame:
    """Return the rows not taken under the headings of the file, with their numbers there and why."""
    names = headings.keys(tuple(one.heading for one in intake.mapping))
    rows = intake.refused
    columns = [rows[one.position] for one in intake.mapping] if len(rows) else [pd.Series(dtype="str")] * len(names)
    more = {ROW: rows.get("row"), WHY: rows.get(f"why_{lang}")}
    out = pd.concat([*columns, *(pd.Series(one) for one in more.values())], axis=1)
    out.columns = pd.Index([*names, *(name.say(lang) for name in more)])
    return out


def as_csv(intake: Intake, lang: Lang) -> bytes:
    """Return them as CSV in UTF-8 with a byte-order mark; no cell is a formula to who opens it."""
    rows = table(intake, lang).map(lambda cell: no_formula(_cell(cell)))
    rows.columns = rows.columns.map(no_formula)
    return rows.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig", "replace")


def as_xlsx(intake: Intake, lang: Lang) -> bytes:
    """Return them as an Excel workbook; text stays text, so that a code keeps its zeros and nothing is a formula."""
    rows = table(intake, lang).head(_MOST_ROWS)
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True, "constant_memory": False}) as book:
        sheet = book.add_worksheet()
        head, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        for n, heading in enumerate(rows.columns):
            sheet.write_string(0, n, str(heading), head)
            for at, value in enumerate(rows.iloc[:, n].tolist(), 1):
                cell = _cell(value)
                if isinstance(cell, int | float):
                    sheet.write_number(at, n, cell)
                elif cell:
                    sheet.write_string(at, n, str(cell)[:32767], text)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(rows.columns) - 2, 0), 16)
        sheet.set_column(len(rows.columns) - 1, len(rows.columns) - 1, 80)
    return buffer.getvalue()


def _cell(value: Any) -> str | int | float | None:
    """A cell as text or a finite number."""
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15:
        return value
    return cells.said(value) or None
