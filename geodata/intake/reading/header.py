"""Which lines of a sheet name its columns: by what they say, and by how they differ from what stands below them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from geodata.intake.reading.header_words import is_heading, is_text, is_unit, period
from geodata.intake.reading.raw import Merge

HEAD: Final = 60  # lines in which the header is looked for
_LOOKED_BELOW: Final = 30
_MOST_LINES: Final = 4
_LONGEST: Final = 30  # a heading in characters

Row = Sequence[Any]


@dataclass(frozen=True)
class Header:
    """The header: its lines (from 0 on, top to bottom), and the lines below it that are no rows either."""

    lines: tuple[int, ...] = ()
    below: tuple[int, ...] = ()


def header(head: Sequence[Row], merges: tuple[Merge, ...] = ()) -> Header:
    """Find the header among the first lines of a sheet; without one, no lines."""
    best, highest = -1, 0.0
    for line in range(len(head)):
        score = _score(head, line)
        if score > highest:
            best, highest = line, score
    if best < 0:
        return Header()
    lines = [best]
    while lines[0] > 0 and len(lines) < _MOST_LINES and _stands_over(head, lines[0] - 1, lines[-1], merges):
        lines.insert(0, lines[0] - 1)
    while len(lines) < _MOST_LINES and _goes_on(head, lines[-1], merges):
        lines.append(lines[-1] + 1)
    below = lines[-1] + 1
    while below < len(head) and not _filled(head[below]):
        below += 1
    return Header(tuple(lines), (below,) if below < len(head) and _counts_columns(head[below]) else ())


def headings(head: Sequence[Row], lines: tuple[int, ...], width: int, merges: tuple[Merge, ...] = ()) -> list[str]:
    """Return the heading of each column: what its lines say from top to bottom, joined by "·".

    What stands over several columns is said of each: where the format tells merged cells, of those; otherwise of the
    columns to its right that have nothing there and something below.
    """
    said: list[list[str]] = [[] for _ in range(width)]
    for place, line in enumerate(lines):
        row = [*head[line], *[None] * (width - len(head[line]))]
        last = place == len(lines) - 1
        for column in range(width):
            value = row[column]
            if value is None and not last:
                value = _spanned(head, lines, place, column, merges)
            text = _plain(value)
            if not text or text in said[column]:
                continue
            if last and said[column] and is_unit(value):
                said[column][-1] += text if text[0] in "(（" else f"({text})"
            else:
                said[column].append(text)
    return ["·".join(parts) for parts in said]


def _spanned(head: Sequence[Row], lines: tuple[int, ...], place: int, column: int, merges: tuple[Merge, ...]) -> Any:
    """Return what stands over a column from further left, None where nothing does."""
    line = lines[place]
    for merge in merges:
        if merge.top <= line <= merge.bottom and merge.left <= column <= merge.right:
            return head[merge.top][merge.left] if merge.top in lines else None
    if any(merge.top in lines and merge.left < merge.right for merge in merges):
        return None  # the format tells what spans what
    if not any(_at(head[below], column) is not None for below in lines[place + 1 :]):
        return None
    left = column
    while left >= 0 and _at(head[line], left) is None:
        left -= 1
    if left < 0 or any(_at(head[lines[place + 1]], between) is None for between in range(left, column)):
        return None
    return head[line][left]


def _plain(value: Any) -> str:
    """Return a heading on one line; a break within Chinese is none of meaning."""
    words = str(value if value is not None else "").split()
    text = ""
    for word in words:
        text += " " + word if text and text[-1].isascii() and word[0].isascii() else word
    return text


def _at(row: Row, column: int) -> Any:
    return row[column] if column < len(row) else None


def _filled(row: Row) -> list[int]:
    return [column for column, value in enumerate(row) if value is not None]


def _words(row: Row) -> list[bool]:
    """Whether each filled cell of a line may be a heading: words, or one of several years or months that run on."""
    filled = [row[column] for column in _filled(row)]
    periods = [number for number in map(period, filled) if number is not None]
    steps = {after - before for before, after in pairwise(periods)}
    runs = len(steps) == 1 and steps <= {1, -1, 5, -5, 10, -10}
    return [is_text(value) or (runs and period(value) is not None) for value in filled]


def _below(head: Sequence[Row], line: int) -> list[Row]:
    """Return the lines below that hold anything; a header may be said again on each page, which is none of them."""
    lines = head[line + 1 : line + 1 + _LOOKED_BELOW]
    return [row for row in lines if _filled(row) and list(row) != list(head[line])]


def _numeric(rows: Sequence[Row]) -> set[int]:
    """Return the columns that hold numbers, dates or codes in nearly all rows that hold anything there."""
    found = set()
    for column in {column for row in rows for column in _filled(row)}:
        values = [row[column] for row in rows if _at(row, column) is not None]
        if sum(not is_text(value) for value in values) >= 0.75 * len(values):
            found.add(column)
    return found


def _contrast(head: Sequence[Row], line: int) -> tuple[int, int]:
    """Return in how many columns of numbers a line has words, and in how many it has numbers."""
    words = dict(zip(_filled(head[line]), _words(head[line]), strict=True))
    numeric = _numeric(_below(head, line)) & words.keys()
    return sum(words[column] for column in numeric), sum(not words[column] for column in numeric)


def _score(head: Sequence[Row], line: int) -> float:
    """Return how much speaks for a line as the one that names the columns; 0 where it cannot be."""
    row, below = head[line], _below(head, line)
    filled = _filled(row)
    columns = {column for other in below for column in _filled(other)} | set(filled)
    if not filled or not columns:
        return 0.0
    words = _words(row)
    known = sum(isinstance(row[column], str) and is_heading(row[column]) for column in filled)
    above, against = _contrast(head, line)
    again = sum(any(_at(other, column) == row[column] for other in below) for column in filled)
    long = sum(len(str(row[column])) > _LONGEST for column in filled)
    share = len(filled) / len(columns)
    if sum(words) < 0.75 * len(filled) or against > above or long > 0.3 * len(filled):
        return 0.0
    first = len(columns) > 1 and not any(map(_filled, head[:line]))
    if not known and not above and (share < 0.9 or again or not first):
        return 0.0  # nothing says that it is one but its place
    if len(columns) > 1 and len(filled) == 1 and not above:
        return 0.0  # a title
    distinct = len({str(row[column]) for column in filled}) / len(filled)
    return max(
        0.0,
        2 * share * sum(words) / len(filled)
        + 3 * known / len(columns)
        + 1.5 * above / max(1, above + against)
        + 0.5 * distinct
        - 3 * again / len(filled)
        - 0.02 * line,
    )


def _stands_over(head: Sequence[Row], upper: int, lowest: int, merges: tuple[Merge, ...]) -> bool:
    """Whether a line is the upper part of the header that the next one belongs to."""
    filled = _filled(head[upper])
    if not filled or not all(_words(head[upper])):
        return False
    if any(len(str(head[upper][column])) > _LONGEST or _labelled(str(head[upper][column])) for column in filled):
        return False  # a title, or 单位：张
    width = max(map(len, head[upper : lowest + 1]))
    over = [merge for merge in merges if merge.top == upper]
    if any(merge.right - merge.left + 1 >= 0.8 * width and width > 2 for merge in over):
        return False  # a title over all columns
    if any(merge.bottom > upper for merge in over):
        return True
    if any(merge.left < merge.right for merge in over):
        return len(filled) > 1 or len(over) == 1
    return _stacked(head[upper], head[upper + 1]) or _doubled(head, upper, upper + 1)


def _labelled(text: str) -> bool:
    return any(mark in text[1:] for mark in ":：")


def _goes_on(head: Sequence[Row], line: int, merges: tuple[Merge, ...]) -> bool:
    """Whether the line below one of the header belongs to it too."""
    if line + 1 >= len(head):
        return False
    under = head[line + 1]
    filled = _filled(under)
    if any(merge.top <= line < merge.bottom for merge in merges):
        return True
    if not filled or not all(_words(under)):
        return False
    if all(is_unit(under[column]) for column in filled):
        return True
    if any(merge.top == line and merge.left < merge.right for merge in merges):
        return sum(is_heading(str(under[column])) for column in filled) > 0 or _contrast(head, line + 1)[0] > 0
    if _stacked(head[line], under):
        known = sum(is_heading(under[column]) for column in filled if isinstance(under[column], str))
        return known >= 0.5 * len(filled) or _contrast(head, line + 1)[0] > 0
    return _doubled(head, line, line + 1)


def _stacked(upper: Row, under: Row) -> bool:
    """Whether two lines are one header whose cells were merged before the format forgot it.

    Each heading of the upper line has nothing below it, or nothing to its right where the lower line goes on; and at
    least one is over several.
    """
    spans = 0
    width = max(len(upper), len(under))
    if _filled(upper) == [0]:
        return False  # a title over all
    for column in range(width):
        if _at(upper, column) is None:
            continue
        if _at(under, column) is None:
            continue
        if column + 1 < width and _at(upper, column + 1) is None and _at(under, column + 1) is not None:
            spans += 1
            continue
        return False
    return spans > 0


def _doubled(head: Sequence[Row], upper: int, under: int) -> bool:
    """Whether two full lines name the same columns, as in two languages: both have words over columns of numbers."""
    both = set(_filled(head[upper])) & set(_filled(head[under]))
    most = max(len(_filled(head[upper])), len(_filled(head[under])))
    if len(both) < 0.8 * most or not all(_words(head[under])):
        return False
    numeric = _numeric(_below(head, under)) & both
    worded = all(is_text(head[line][column]) for line in (upper, under) for column in numeric)
    return bool(numeric) and worded and any(is_heading(str(head[under][column])) for column in both)


def _counts_columns(row: Row) -> bool:
    """Whether a line only numbers the columns: 1, 2, 3 and so on, or 甲, 乙, 1, 2."""
    texts = [str(row[column]).strip("()（） ") for column in _filled(row)]
    while texts and texts[0] in "甲乙丙丁":
        texts.pop(0)
    return len(texts) >= 3 and texts[0] in ("0", "1") and texts == [str(int(texts[0]) + n) for n in range(len(texts))]
