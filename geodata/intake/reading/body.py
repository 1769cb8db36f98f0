"""From a sheet to a grid: the header named, titles, notes, totals and blank lines left out, merged cells filled."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from geodata.intake.model import Grid, Layout
from geodata.intake.reading.header import HEAD, header, headings
from geodata.intake.reading.header_words import SECTION, is_amount, is_label, is_note, is_text, is_total
from geodata.intake.reading.raw import Merge, Raw, empty, tightened, too_long
from geodata.text import Text, counted

_TAIL: Final = 60  # lines in which notes are looked for
_LABELS: Final = 3  # columns in which a row says that it is of totals
_NAMED: Final = 12  # line numbers that a sentence gives


def grid(raw: Raw, layout: Layout, most_rows: int) -> Grid:
    """Return the rows of a sheet.

    Args:
        raw: every line of it; its frame is used up.
        layout: what is known so far; ``header_rows``, ``left_out`` and ``said`` are completed.
        most_rows: more are refused.

    Raises:
        IntakeError: no row is left, or too many.
    """
    frame = raw.frame
    there = frame.notna().to_numpy().any(axis=1) if frame.shape[1] else np.zeros(len(frame), bool)
    if not there.any():
        raise empty()
    head = _lists(frame, range(min(HEAD, len(frame))))
    found = header(head, raw.merges)
    first = max((*found.lines, *found.below), default=-1) + 1
    left = {line for line in range(first) if there[line] and line not in found.lines}
    if not found.lines:
        left |= _titles(head)
    left |= (
        _lines_of_totals(frame, first) | _sections(frame, raw.merges, first) | _again(frame, head, found.lines, first)
    )
    left |= _notes(frame, raw.merges, first, left)
    keep = there.copy()
    keep[:first] = False
    keep[sorted(left)] = False
    rows = np.flatnonzero(keep)
    if not len(rows):
        raise empty()
    if len(rows) > most_rows:
        raise too_long(most_rows)
    named = headings(head, found.lines, frame.shape[1], raw.merges) if found.lines else [""] * frame.shape[1]
    filled, merged = _unmerged(frame, raw.merges, first)
    spilled = rows[_beyond(filled, rows, named)] + 1 if found.lines else rows[:0]
    part = slice(rows[0], rows[-1] + 1) if len(rows) == rows[-1] + 1 - rows[0] else rows
    columns: list[pd.Series] = []
    kept: list[str] = []
    for column, heading in enumerate(named):
        body = filled.pop(column).iloc[part]  # one at a time: a long table is not in memory twice
        if heading or body.notna().any():
            kept.append(heading)
            columns.append(tightened(body) if body.dtype == object else body.reset_index(drop=True))
    said = [*layout.said, *_said(found.lines, sorted(left), merged)]
    if len(spilled):
        numbers = [str(number) for number in spilled[:_NAMED]]
        said.append(
            Text(
                f"第{'、'.join(numbers)}行的格数比表头多，可能是文字里有未加引号的分隔符",
                f"rows {', '.join(numbers)} have more cells than the header: a delimiter within a text?",
            )
        )
    return Grid(
        Layout(
            format=layout.format,
            encoding=layout.encoding,
            delimiter=layout.delimiter,
            sheet=layout.sheet,
            sheets=layout.sheets,
            header_rows=tuple(line + 1 for line in found.lines),
            left_out=tuple(line + 1 for line in sorted(left)),
            said=tuple(said),
        ),
        tuple(kept),
        pd.DataFrame(dict(enumerate(columns)), copy=False),
        pd.Series(rows + 1),
    )


def _said(lines: tuple[int, ...], left: Sequence[int], merged: int) -> list[Text]:
    told = []
    if lines:
        first, last = lines[0] + 1, lines[-1] + 1
        told.append(
            Text(f"表头在第{first}行", f"the header is in row {first}")
            if first == last
            else Text(f"表头在第{first}–{last}行", f"the header is in rows {first}–{last}")
        )
    else:
        told.append(Text("没有表头", "there is no header"))
    if left:
        numbers = [str(line + 1) for line in left[:_NAMED]]
        more = len(left) > _NAMED
        told.append(
            Text(
                f"第{'、'.join(numbers)}{'…' if more else ''}行是标题、合计或说明，不作为数据行（共{len(left)}行）",
                f"{counted(len(left), 'line')} left out as titles, totals or notes: "
                f"{', '.join(numbers)}{' …' if more else ''}",
            )
        )
    if merged:
        told.append(
            Text(f"{merged}处合并的单元格已逐行填上", f"{counted(merged, 'merged cell')} filled down into their rows")
        )
    return told


def _lists(frame: pd.DataFrame, lines: range) -> list[list[Any]]:
    part = frame.iloc[lines.start : lines.stop].astype(object)
    return part.where(part.notna(), None).to_numpy().tolist()


def _titles(head: Sequence[Sequence[Any]]) -> set[int]:
    """Lines before the rows of a table without a header that hold a single cell, where rows hold three and more."""
    counts = [sum(value is not None for value in row) for row in head]
    usual = int(np.median([count for count in counts if count] or [0]))
    left = set()
    for line, count in enumerate(counts):
        if count > 1 or usual < 3:
            break
        if count == 1:
            left.add(line)
    return left


def _lines_of_totals(frame: pd.DataFrame, first: int) -> set[int]:
    """Lines that are labelled as totals and otherwise hold numbers alone."""
    found: set[int] = set()
    for column in list(frame.columns)[:_LABELS]:
        texts = frame[column].iloc[first:]
        if texts.dtype == object:
            texts = texts.where(texts.map(lambda value: isinstance(value, str)), None).astype("str")
        perhaps = np.flatnonzero(texts.str.match(r"\s*[合总總小共累平均tsga]", case=False).fillna(False).to_numpy(bool))
        lines = {int(line) + first for line in perhaps if is_label(texts.iat[line])}
        last = frame.iloc[max(first, len(frame) - _TAIL) :][column]
        lines |= {line for line, value in zip(last.index, last, strict=True) if is_total(value)}
        found |= lines
    return {
        line
        for line, row in zip(sorted(found), _rows(frame, sorted(found)), strict=True)
        if not any(is_text(value) and not _of_totals(value) for value in row[_label_at(row) :])
    }


def _label_at(row: Sequence[Any]) -> int:
    """Where 小计 stands in a row; what is before it says of what it is the total: 大竹县 | 小计 | 10."""
    return next((column for column, value in enumerate(row[:_LABELS]) if is_label(value)), 0)


def _of_totals(text: str) -> bool:
    """Whether a text may stand in a row of totals: its label, a number with its unit, a dash for none."""
    return is_total(text) or is_amount(text) or text in ("-", "—", "/", "－", "——")


def _rows(frame: pd.DataFrame, lines: Sequence[int]) -> list[list[Any]]:
    part = frame.iloc[list(lines)].astype(object)
    return part.where(part.notna(), None).to_numpy().tolist()


def _sections(frame: pd.DataFrame, merges: tuple[Merge, ...], first: int) -> set[int]:
    """Lines within the rows that are headings of what follows: merged over most columns, or numbered 一、 and alone."""
    width = frame.shape[1]
    found = {
        merge.top
        for merge in merges
        if merge.top == merge.bottom >= first and width > 2 and merge.right - merge.left + 1 >= 0.8 * width
    }
    if width < 3:
        return found
    texts = frame[0].iloc[first:]
    if texts.dtype == object:
        texts = texts.where(texts.map(lambda value: isinstance(value, str)), None).astype("str")
    lines = np.flatnonzero(texts.str.match(SECTION.pattern.replace("(", "(?:", 1)).fillna(False).to_numpy(bool)) + first
    for line, row in zip(lines.tolist(), _rows(frame, lines.tolist()), strict=True):
        if sum(value is not None for value in row) == 1:
            found.add(line)
    return found


def _again(frame: pd.DataFrame, head: Sequence[Sequence[Any]], lines: tuple[int, ...], first: int) -> set[int]:
    """Lines that say the header again, as tables printed on several pages do."""
    if not lines:
        return set()
    found: set[int] = set()
    for line in lines:
        filled = [(column, value) for column, value in enumerate(head[line]) if value is not None]
        if len(filled) < 2:
            continue
        same = np.ones(len(frame) - first, bool)
        for column, value in filled:
            same &= (frame[column].iloc[first:] == value).fillna(False).to_numpy(bool)
        found |= set((np.flatnonzero(same) + first).tolist())
    return found


def _notes(frame: pd.DataFrame, merges: tuple[Merge, ...], first: int, left: set[int]) -> set[int]:
    """Lines at the end that are no rows: one cell that begins like a note, or is long, where rows have several."""
    start = max(first, len(frame) - _TAIL)
    upper = _lists(frame, range(first, min(len(frame), first + HEAD)))
    usual = np.median([sum(value is not None for value in row) for row in upper] or [0])
    if usual < 2:
        return set()
    over = {merge.top for merge in merges if merge.right > merge.left}
    serials = [row[0] for row in upper if row[0] is not None]
    numbered = sum(not is_text(value) for value in serials) > 0.8 * len(serials)  # 序号 in the first column
    found: set[int] = set()
    tail = _lists(frame, range(start, len(frame)))
    for line, row in reversed(list(enumerate(tail, start))):
        filled = {column: value for column, value in enumerate(row) if value is not None}
        if not filled or line in left:
            continue
        column, value = next(iter(filled.items()))
        alone = len(filled) == 1 and usual >= 3
        said = is_note(value) and len(filled) <= max(1, usual / 2)
        long = alone and (len(str(value)) > 25 or any(mark in str(value) for mark in "。；：:") or line in over)
        labels = len(filled) < usual and all(_labelled(one) for one in filled.values())
        if not (said or long or labels or (alone and column == 0 and numbered and is_text(value))):
            break
        found.add(line)
    return found


def _labelled(value: Any) -> bool:
    """Whether a cell says what it is itself, as 审核：张三 does."""
    return is_text(value) and any(mark in value[1:-1] for mark in "：:") and "://" not in value


def _unmerged(frame: pd.DataFrame, merges: tuple[Merge, ...], first: int) -> tuple[pd.DataFrame, int]:
    """Say in each row what a cell merged over several says in the first; returns how many there were."""
    down = [merge for merge in merges if merge.top >= first and merge.bottom > merge.top]
    if not down:
        return frame, 0
    filled = frame.copy()
    for merge in down:
        if merge.left < filled.shape[1] and merge.top < len(filled):
            last = min(merge.bottom, len(filled) - 1)
            filled.iloc[merge.top + 1 : last + 1, merge.left] = filled.iat[merge.top, merge.left]
    return filled, len(down)


def _beyond(frame: pd.DataFrame, rows: np.ndarray, named: Sequence[str]) -> np.ndarray:
    """Return which rows go on beyond the last heading, where hardly any does."""
    last = max((column for column, text in enumerate(named) if text), default=len(named) - 1)
    extra = [column for column in frame.columns if column > last]
    if not extra:
        return rows[:0]
    beyond = np.flatnonzero(frame[extra].notna().to_numpy()[rows].any(axis=1))
    return beyond if len(beyond) < 0.3 * len(rows) else beyond[:0]
