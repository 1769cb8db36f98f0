"""Numbers as people write them: 1,200 · １２０ · 3.5万 · 120张 · 12,5 · 85%."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from geodata.intake.meaning import cells

_SCALES: Final = {"百": 1e2, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8, "万亿": 1e12}
_ALIKE: Final = {  # ways to write the same unit
    **dict.fromkeys(("床", "张床", "张床位", "个床位", "床位", "bed", "beds"), "张"),
    **dict.fromkeys(("m2", "平米", "平方", "平方米(m2)", "sqm"), "平方米"),
    **dict.fromkeys(("km2", "平方千米"), "平方公里"),
    **dict.fromkeys(("km", "千米"), "公里"),
    **dict.fromkeys(("人民币", "元人民币", "rmb", "cny", "圆"), "元"),
    **dict.fromkeys(("ha", "hm2"), "公顷"),
}
_MARKS: Final = str.maketrans({"−": "-", "–": "-", "﹣": "-", "\u066c": ",", "'": ",", "’": ","})
# Sign, digits with marks between them, power of ten, scale, what is counted.
_SHAPE: Final = re.compile(
    r"[¥￥$€]?\s*([+-]?)\s*[¥￥$€]?(\d[\d,.]*\d|\d|\.\d+)(?:[eE]([+-]?\d{1,3}))?\s*(万亿|千万|百万|十万|亿|万|千|百)?"
    r"\s*(k?m2|hm2|[^\d\s,.+\-~～至()（）<>≥≤=/;；、][^\d,;；、~～]{0,11})?"
)
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_POINTED: Final = re.compile(r"\d*\.\d+|\d+")
_COMMA: Final = re.compile(r"\d+,\d+")  # 12,5; also 1,234, which is one of the two
_EUROPEAN: Final = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_ROUGHLY: Final = re.compile(
    "余|多|左右|上下|以上|以下|以内|不到|不足|近|约|几|来|许|\\?|？"
)  # behind a number: it is none
_NO_GROUPS: Final = re.compile(r"\d*\.\d{1,2}|\d{4,}\.\d+|.*,.*\..*")  # whose point can only be a decimal one


class Numbers(NamedTuple):
    """What a column holds as numbers, on its index.

    Attributes:
        values: float, missing where a cell is empty or could not be read.
        bad: which cells hold something that is no number.
        unlike: which cells count something else than the others do ("3亩" among "平方米"); their values are missing.
        unit: what most of those that say it count; "" where none does.
        decimal_comma: whether commas were read as decimal points.
    """

    values: "pd.Series[float]"
    bad: "pd.Series[bool]"
    unlike: "pd.Series[bool]"
    unit: str
    decimal_comma: bool


class _Parts(NamedTuple):
    """A number taken apart; ``scale`` is 0 where none is said."""

    sign: float
    digits: str
    power: int
    scale: float
    unit: str


def read(column: "pd.Series[Any]", heading_unit: str = "", *, most: float | None = None) -> Numbers:
    """Read a column of cells of any kind as numbers.

    Plain numbers are read all at once, what else is written once for each different text.

    Args:
        column: cells as the file has them.
        heading_unit: what the heading says is counted; "万元" there and "3.5万元" in a cell are 3.5.
        most: what no value is expected to exceed (180 of degrees): decides whether "106,551" has a decimal comma.
    """
    none = pd.Series(False, index=column.index)
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        values = column.astype("Float64").astype("float64")
        bad = values.notna() & ~np.isfinite(values)
        return Numbers(values.where(~bad), bad, none, "", False)
    quick = _quick(column)
    rest = column[quick.isna() & column.notna()]
    if rest.empty:
        return Numbers(quick, none, none, "", False)
    written = cells.texts(rest)
    parts = {text: _apart(text) for text in cells.different(written)}
    digits = [one.digits for one in parts.values() if one]
    comma = _reads_commas(digits, most, has_points=_fractions(column, quick))
    each = [parts.get(text) for text in written.tolist()]
    unit = _most(one.unit for one in each if one)
    own_scale, own_unit = _scaled(heading_unit)
    numbers = {text: _number(one, own_scale, comma=comma) for text, one in parts.items()}
    read_as = pd.Series([numbers.get(text, np.nan) for text in written.tolist()], index=rest.index, dtype="float64")
    expected = own_unit or unit
    unlike = pd.Series([bool(one and one.unit and one.unit != expected) for one in each], index=rest.index)
    unlike &= read_as.notna()
    values = quick.copy()
    values[rest.index] = read_as.where(~unlike)
    if unit == "%":  # 0.271 among 25.1% may be 27.1 %: not guessed
        bare = quick.notna() & quick.abs().le(1) & quick.ne(0)
        values = values.where(~bare)
        unlike = _on(none, unlike) | bare
    bad = read_as.isna() & ~cells.nothing(written)
    return Numbers(values, _on(none, bad), _on(none, unlike), unit, comma)


def _on(none: "pd.Series[bool]", some: "pd.Series[bool]") -> "pd.Series[bool]":
    """What is so of some rows, on the index of all."""
    out = none.copy()
    out[some.index] = some
    return out


def _quick(column: "pd.Series[Any]") -> "pd.Series[float]":
    """Numbers, and texts that are nothing but a number; missing otherwise."""
    if column.dtype == object:
        column = column.where(~column.map(lambda cell: isinstance(cell, bool | np.bool_)).astype(bool))
    elif not pd.api.types.is_string_dtype(column):
        return pd.Series(np.nan, index=column.index)
    values = pd.to_numeric(column, errors="coerce").astype("float64")
    return values.where(np.isfinite(values))


def _fractions(column: "pd.Series[Any]", values: "pd.Series[float]") -> bool:
    """Whether some text of the column has a decimal point that was read as one."""
    part = column[values.notna() & (values % 1 != 0)].head(50)
    return any(isinstance(cell, str) and "." in cell for cell in part)


def _apart(text: str) -> _Parts | None:
    """A text in the parts of a number; None where it is none."""
    found = _SHAPE.fullmatch(cells.narrow(text).translate(_MARKS).lstrip(","))
    if not found:
        return None
    sign, digits, power, scale, unit = found.groups()
    unit = (unit or "").strip().lower()
    if unit and _ROUGHLY.match(unit):
        return None
    return _Parts(
        -1.0 if sign == "-" else 1.0, digits, int(power or 0), _SCALES.get(scale, 0.0), _ALIKE.get(unit, unit)
    )


def _most(units: Iterable[str]) -> str:
    """The unit that most say; "" where none is said."""
    said = Counter(unit for unit in units if unit)
    return said.most_common(1)[0][0] if said else ""


def _reads_commas(digits: list[str], most: float | None, *, has_points: bool) -> bool:
    """Whether a column writes decimal points as commas.

    It does when some number can be read in no other way ("12,5"), and none says the contrary ("1,234.5"). "1,234"
    alone is a thousand; but of degrees, which end at 180, "106,551" has a decimal comma.
    """
    commas = [one for one in digits if "," in one]
    if not commas or has_points or any(_NO_GROUPS.fullmatch(one) for one in digits):
        return False
    single = [one for one in commas if _COMMA.fullmatch(one)]
    european = any(_EUROPEAN.fullmatch(one) for one in digits)
    if len(single) < len(commas) and not all(_COMMA.fullmatch(one) or _EUROPEAN.fullmatch(one) for one in commas):
        return False
    if most is not None and len(single) == len(commas):
        return sum(float(one.replace(",", ".")) <= most for one in single) * 2 > len(single)
    return european or any(not _GROUPED.fullmatch(one) for one in single)


def _number(parts: _Parts | None, own_scale: float, *, comma: bool) -> float:
    """The number of its parts; missing where marks stand where none can, or it is beyond all numbers."""
    if parts is None:
        return np.nan
    digits = parts.digits
    if comma and (_COMMA.fullmatch(digits) or _EUROPEAN.fullmatch(digits)):
        digits = digits.replace(".", "").replace(",", ".")
    elif _GROUPED.fullmatch(digits) and not comma:
        digits = digits.replace(",", "")
    elif not _POINTED.fullmatch(digits):
        return np.nan
    scale = parts.scale or 1.0
    value = parts.sign * float(f"{digits}e{parts.power}") * (scale / own_scale if parts.scale else 1.0)
    return value if np.isfinite(value) else np.nan


def _scaled(unit: str) -> tuple[float, str]:
    """The scale that a heading's unit says, and the unit without it: "万元" → 10,000 and "元"."""
    found = re.match("万亿|千万|百万|十万|亿|万|千(?!米|克|瓦|伏|卡|赫)|百", unit)
    scale, rest = (_SCALES[found[0]], unit[found.end() :]) if found else (1.0, unit)
    return scale, _ALIKE.get(rest.lower(), rest.lower())
