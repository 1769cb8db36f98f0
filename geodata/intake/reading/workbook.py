"""Workbooks of Excel, WPS and LibreOffice: the sheet that is the list, its cells and its merged cells."""

import io
from dataclasses import dataclass
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from geodata.intake.model import IntakeError
from geodata.intake.reading.header import HEAD, header
from geodata.intake.reading.kinds import damaged, locked
from geodata.intake.reading.raw import Merge, Raw, cell, empty, from_rows, too_long
from geodata.text import Text

_MOST_SHEETS: Final = 50  # looked through for the list
_MOST_CELLS: Final = 20_000_000  # blank ones within the used area too: that is how a workbook is held in memory
_SPARE: Final = 2_000  # lines beyond the most rows: titles, notes, blanks


@dataclass(frozen=True, eq=False)
class Sheet:
    """A sheet of a workbook: its cells, its name, and the names of all."""

    raw: Raw
    name: str
    names: tuple[str, ...]


def workbook(content: bytes, told: str, *, sheet: str, most_rows: int) -> Sheet:
    """Read one sheet of a workbook.

    Args:
        content: of the file.
        told: its format, one of ``kinds.NAMES``.
        sheet: its name; "" takes the one that looks most like a list.
        most_rows: more are refused.

    Raises:
        IntakeError: it is damaged, has a password, has no such sheet, or a sheet that is too large.
    """
    try:
        return _sheet(content, sheet, most_rows)
    except PasswordError:
        raise locked() from None
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise damaged(told) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # how the reader, written in Rust, tells of what it did not expect
            raise damaged(told) from None
        raise


def unknown_sheet(sheet: str, names: tuple[str, ...]) -> IntakeError:
    """Return what is told when a sheet or layer is asked for that a file does not have."""
    return IntakeError(
        Text(f"没有“{sheet}”，有：{'、'.join(names)}", f"there is no “{sheet}”; there are: {', '.join(names)}")
    )


def _sheet(content: bytes, sheet: str, most_rows: int) -> Sheet:
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        sheets = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        names = tuple(one.name for one in sheets)
        if sheet:
            if sheet not in names:
                raise unknown_sheet(sheet, names)
            chosen = book.get_sheet_by_name(sheet)
        else:
            seen = [one.name for one in sheets if one.visible == SheetVisibleEnum.Visible] or list(names)
            chosen = _most_like_a_list(book, seen[:_MOST_SHEETS])
    return Sheet(_raw(chosen, most_rows), chosen.name, names)


def _most_like_a_list(book: CalamineWorkbook, names: list[str]) -> CalamineSheet:
    """Return the sheet with most rows; half as many will do where there is a header, the first of two alike."""
    best, highest = None, 0.0
    for name in names:
        one = book.get_sheet_by_name(name)
        if not one.height:
            continue
        found = True
        if len(names) > 1:
            head = [[cell(value) for value in row] for row in one.to_python(nrows=HEAD)]
            found = bool(header(head, _merges(one, *(one.start or (0, 0)))).lines)
        score = one.height * min(one.width, 3) * (2 if found else 1)
        if score > highest:
            best, highest = one, score
    if best is None:
        raise empty()
    return best


def _merges(sheet: CalamineSheet, down: int = 0, right: int = 0) -> tuple[Merge, ...]:
    return tuple(
        Merge(top - down, left - right, bottom - down, last - right)
        for (top, left), (bottom, last) in sheet.merged_cell_ranges or ()
        if top >= down and left >= right
    )


def _raw(sheet: CalamineSheet, most_rows: int) -> Raw:
    if not sheet.height:
        raise empty()
    if sheet.height > most_rows + _SPARE and sheet.width < _MOST_CELLS // sheet.height:
        raise too_long(most_rows)
    if sheet.total_height * sheet.total_width > _MOST_CELLS:
        raise IntakeError(
            Text(
                f"工作表用到的范围是{sheet.total_height:,}行×{sheet.total_width:,}列，太大：请删去远处的单元格，或另存为CSV",
                f"the sheet spans {sheet.total_height:,} rows × {sheet.total_width:,} columns, too large: "
                "remove cells far away, or save it as CSV",
            )
        )
    return from_rows(sheet.to_python(skip_empty_area=False), _merges(sheet))
