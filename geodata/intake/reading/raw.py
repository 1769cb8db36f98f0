"""A table before its header is found: every line and column of a sheet, and what cells are made of."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geodata.intake.model import IntakeError
from geodata.text import Text

MOST_COLUMNS: Final = 1_000
TEXT: Final = pd.StringDtype("pyarrow", na_value=np.nan)
_QUOTED: Final = r'^="(.*)"$'  # how a spreadsheet is kept from eating the zeros of a code
_APOSTROPHE: Final = r"^'(\d)"
# Spaces of all widths, and what is not seen at all.
_BLANK: Final = (
    "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b"
    "\u2028\u2029\u202f\u205f\u3000\ufeff\0"
)


@dataclass(frozen=True)
class Merge:
    """Cells that were made one: the first and last line and column, from 0 on, both included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, eq=False)
class Raw:
    """A sheet.

    Attributes:
        frame: all lines, blank ones too, from 0 on, and all columns, named from 0 on; cells as ``Grid`` has them.
        merges: where the format tells them.
    """

    frame: pd.DataFrame
    merges: tuple[Merge, ...] = ()


def too_wide(columns: int) -> IntakeError:
    """Return what is told of a table with more columns than any list of places has."""
    return IntakeError(
        Text(
            f"这张表有{columns:,}列，最多{MOST_COLUMNS:,}列：请检查分隔符，或删去用不到的列",
            f"this table has {columns:,} columns, at most {MOST_COLUMNS:,} are read: "
            "check the delimiter, or remove columns",
        )
    )


def too_long(most_rows: int) -> IntakeError:
    """Return what is told of a table with more rows than the server takes."""
    return IntakeError(
        Text(
            f"超过{most_rows:,}行：这台服务器最多读取{most_rows:,}行，请拆成几个文件",
            f"more than {most_rows:,} rows, the most that this server reads: please split the file",
        )
    )


def empty() -> IntakeError:
    """Return what is told of a file without a single row."""
    return IntakeError(Text("文件里没有数据行", "there are no rows of data in this file"))


def cleaned(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return texts trimmed, without the marks that keep a spreadsheet from reading a code as a number; "" is null."""
    texts = pc.utf8_trim(texts, characters=_BLANK)
    for start, pattern in (("=", _QUOTED), ("'", _APOSTROPHE)):
        if pc.any(pc.starts_with(texts, pattern=start)).as_py():
            texts = pc.replace_substring_regex(texts, pattern=pattern, replacement=r"\1")
    return pc.if_else(pc.equal(texts, ""), pa.scalar(None, texts.type), texts)


def text_column(texts: pa.ChunkedArray) -> pd.Series:
    """Return a column of texts as pandas has it, without a Python object for each."""
    return pd.Series(pd.arrays.ArrowStringArray(texts, dtype=TEXT))


def cell(value: Any) -> Any:
    """Return what a program gives for a cell as one of the kinds that a grid holds; None where it is blank."""
    if isinstance(value, str):
        return value.strip(_BLANK) or None
    if isinstance(value, float):
        if value != value:
            return None
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return value


def tightened(values: Sequence[Any] | pd.Series) -> pd.Series:
    """Return a column in the dtype of its kind, where all its cells are of one; as objects otherwise."""
    given = list(values)
    kinds = {type(value) for value in given if value is not None}
    missing = any(value is None for value in given)
    if kinds <= {str}:
        return pd.Series(given, dtype=TEXT)
    if kinds == {int} and not missing and all(abs(value) < 2**63 for value in given):
        return pd.Series(given, dtype="int64")
    if kinds == {int} and all(value is None or abs(value) < 2**63 for value in given):
        return pd.Series(given, dtype="Int64")
    if kinds <= {int, float}:
        return pd.Series([None if value is None else float(value) for value in given], dtype="float64")
    return pd.Series(given, dtype="object")


def from_rows(rows: Iterable[Sequence[Any]], merges: tuple[Merge, ...] = ()) -> Raw:
    """Return the sheet of rows of cells of any kind, which may differ in length.

    Raises:
        IntakeError: it has too many columns.
    """
    kept = [[cell(value) for value in row] for row in rows]
    for row in kept:
        while row and row[-1] is None:
            row.pop()
    width = max(map(len, kept), default=0)
    if width > MOST_COLUMNS:
        raise too_wide(width)
    for row in kept:
        row.extend([None] * (width - len(row)))
    columns = {number: pd.Series(list(values), dtype="object") for number, values in enumerate(zip(*kept, strict=True))}
    return Raw(pd.DataFrame(columns, index=range(len(kept))), merges)


def compact(text: str) -> str:
    """Return a text without any blank in it, in lower case: what headings and labels are compared by."""
    return re.sub(r"\s+", "", text).lower()
