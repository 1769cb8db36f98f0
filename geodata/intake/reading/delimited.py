"""Text tables: where one cell ends and the next begins, and every line of them."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, zip_longest
from math import log2
from typing import Final

import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from geodata.intake.reading.raw import MOST_COLUMNS, Raw, cleaned, empty, text_column, too_long, too_wide
from geodata.text import Text

_DELIMITERS: Final = ("\t", ",", ";", "|", "，", "；", " ")  # the earlier of two that fit alike
NAMES: Final = {
    "\t": Text("制表符", "tabs"),
    ",": Text("逗号", "commas"),
    ";": Text("分号", "semicolons"),
    "|": Text("竖线", "vertical bars"),
    "，": Text("全角逗号", "full-width commas"),
    "；": Text("全角分号", "full-width semicolons"),
    " ": Text("空格", "spaces"),
}
_SAMPLE: Final = 65_536
_LONG: Final = 1_000_000  # bytes from which on it matters how fast a table is read
_BATCH: Final = 20_000
_SPARE: Final = 2_000  # lines beyond the most rows: titles, notes, blanks
_SAID: Final = re.compile(r"^sep=(.)\r?\n", re.IGNORECASE)  # how Excel is told the delimiter


@dataclass(frozen=True, eq=False)
class Delimited:
    """A text table: its lines, its delimiter ("" where it has one column), what was understood."""

    raw: Raw
    delimiter: str
    said: tuple[Text, ...]


def delimited(content: bytes, codec: str, most_rows: int) -> Delimited:
    """Read every line of a text table.

    Raises:
        IntakeError: it has too many columns or rows, or none.
    """
    sample = _text(content, codec).read(_SAMPLE)
    told = _SAID.match(sample)
    delimiter = told.group(1) if told else sniffed(sample)
    said: list[Text] = []
    try:
        raw = _regular(content, codec, delimiter, most_rows) or _raw(
            content, codec, delimiter, most_rows, csv.QUOTE_MINIMAL
        )
        unclosed = _swallowed(raw) and content.count(b'"') % 2 == 1
    except csv.Error:  # a cell of more than 131,072 characters: a quotation mark that never ends
        unclosed = True
    if unclosed:
        raw = _raw(content, codec, delimiter, most_rows, csv.QUOTE_NONE)
        said.append(
            Text("有引号没有成对，引号按普通字符读取", "a quotation mark is never closed: they were read as they stand")
        )
    if told:
        raw.frame.iloc[0] = None  # the line is for Excel, and blank for a reader
    if raw.frame.shape[1] == 1:
        delimiter = ""
    elif delimiter != ",":
        said.append(
            Text(f"以{NAMES[delimiter].zh}分隔" if delimiter in NAMES else f"以“{delimiter}”分隔", _by(delimiter))
        )
    return Delimited(raw, delimiter, tuple(said))


def _by(delimiter: str) -> str:
    return f"separated by {NAMES[delimiter].en if delimiter in NAMES else f'“{delimiter}”'}"


def sniffed(sample: str) -> str:
    """Return the delimiter that cuts the most lines of a sample into the same number of cells, and into many."""
    lines = [line for line in sample.splitlines() if line.strip()][:300]
    if len(sample) >= _SAMPLE:
        lines = lines[:-1] or lines  # the last may be cut off
    others = sum(";" in line or "\t" in line for line in lines)
    best, highest = ",", 0.0
    for delimiter in _DELIMITERS:
        given = lines
        if delimiter == "," and others >= 0.9 * len(lines):  # decimal commas are no delimiters
            given = [re.sub(r"(?<=\d),(?=\d)", ".", line) for line in lines]
        widths = Counter(len(row) for row in _records(given, delimiter, csv.QUOTE_MINIMAL) if row)
        widths.pop(1, None)
        if not widths:
            continue
        width, times = max(widths.items(), key=lambda one: (one[1], one[0]))
        share = times / len(lines)
        if delimiter == " " and (highest > 0 or share < 0.9 or width < 3):
            continue
        score = share * log2(1 + min(width, 64))
        if score > highest * 1.001:
            best, highest = delimiter, score
    return best


def _text(content: bytes, codec: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding=codec, errors="replace", newline="")


def _records(lines: "Iterator[str] | list[str]", delimiter: str, quoting: int) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=delimiter, skipinitialspace=True, quoting=quoting)  # type: ignore[arg-type]  # one of csv's constants


def _lines(content: bytes, codec: str) -> Iterator[str]:
    stream = _text(content, codec)
    return (line.replace("\0", "") for line in stream) if b"\0" in content else stream


def _regular(content: bytes, codec: str, delimiter: str, most_rows: int) -> Raw | None:
    """Read a long table whose lines nearly all have as many cells, some ten times as fast; None of any other."""
    if len(content) < _LONG or len(delimiter.encode()) > 1 or b"\0" in content or re.search(rb'[,;\t] +"', content):
        return None
    widths = Counter(len(row) for row in _records(_text(content, codec).read(_SAMPLE).splitlines(), delimiter, 0))
    width = widths.most_common(1)[0][0]
    if not 1 < width <= MOST_COLUMNS:
        return None
    others: list[tuple[int, str]] = []  # lines with more or fewer cells: titles, notes, blanks

    def other(row: arrow_csv.InvalidRow) -> str:
        others.append((row.number - 1, row.text))
        return "skip" if len(others) <= _SPARE else "error"

    names = [str(number) for number in range(width)]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(content),
            arrow_csv.ReadOptions(use_threads=False, block_size=1 << 23, column_names=names, encoding=codec),
            arrow_csv.ParseOptions(
                delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=other
            ),
            arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.large_string()), strings_can_be_null=False),
        )
    except (pa.ArrowException, UnicodeError):  # an odd quotation mark, bytes that are no characters
        return None
    if table.num_rows > most_rows + _SPARE:
        raise too_long(most_rows)
    rows = [next(_records([text], delimiter, csv.QUOTE_MINIMAL), []) for _, text in others]
    columns = table.columns
    del table
    return Raw(pd.DataFrame(_among(columns, [line for line, _ in others], rows), copy=False))


def _among(columns: list[pa.ChunkedArray], lines: list[int], rows: list[list[str]]) -> dict[int, pd.Series]:
    """Put lines that were read apart where they stand: ``lines`` are their numbers among all, from 0 on."""
    frame = {}
    blank = pa.chunked_array([pa.nulls(len(columns[0]), pa.large_string())])
    columns.extend([blank] * (max(map(len, rows), default=0) - len(columns)))
    for number in range(len(columns)):
        column, columns[number] = columns[number], blank  # what has been taken over is not kept twice
        chunks: list[pa.Array] = []
        done = 0
        for before, (line, row) in enumerate(zip(lines, rows, strict=True)):
            chunks.extend(column.slice(done, line - before - done).chunks)
            chunks.append(pa.array([row[number] if number < len(row) else None], pa.large_string()))
            done = line - before
        chunks.extend(column.slice(done).chunks)
        frame[number] = text_column(cleaned(pa.chunked_array(chunks, pa.large_string())))
    return frame


def _raw(content: bytes, codec: str, delimiter: str, most_rows: int, quoting: int) -> Raw:
    """Read all lines, some thousand at a time, into columns that hold no Python object for a cell."""
    records = _records(_lines(content, codec), delimiter, quoting)
    batches: list[list[pa.Array]] = []
    lengths: list[int] = []
    while batch := list(islice(records, _BATCH)):
        width = max(map(len, batch))
        if width > MOST_COLUMNS:  # a sheet saved with all its blank columns is no wide table
            batch = [_without_blank_end(row) for row in batch]
            width = max(map(len, batch))
            if width > MOST_COLUMNS:
                raise too_wide(width)
        columns = list(zip_longest(*batch))
        batches.append([pa.array(column, pa.large_string()) for column in columns])
        lengths.append(len(batch))
        if sum(lengths) > most_rows + _SPARE:
            raise too_long(most_rows)
    if not batches:
        raise empty()
    width = max(map(len, batches))
    frame = {}
    for number in range(width):
        chunks = [
            arrays[number] if number < len(arrays) else pa.nulls(length, pa.large_string())
            for arrays, length in zip(batches, lengths, strict=True)
        ]
        frame[number] = text_column(cleaned(pa.chunked_array(chunks, pa.large_string())))
        for arrays in batches:
            if number < len(arrays):
                arrays[number] = None  # its memory is free again
    return Raw(pd.DataFrame(frame, copy=False))


def _without_blank_end(row: list[str]) -> list[str]:
    last = len(row)
    while last and not row[last - 1].strip():
        last -= 1
    return row[:last]


def _swallowed(raw: Raw) -> bool:
    """Whether the last line holds others: what a quotation mark that is never closed does."""
    last = raw.frame.iloc[-1]
    return any(isinstance(value, str) and "\n" in value for value in last)
