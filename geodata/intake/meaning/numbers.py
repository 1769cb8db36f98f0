"""Numbers as people write them: 1,200 · １２０ · 3.5万 · 120张 · 12,5 · 85%."""

import re
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from geodata.intake.meaning import cells

_SCALES: Final = {"": 1.0, "百": 1e2, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8, "万亿": 1e12}
_ALIKE: Final = {  # ways to write the same unit
    **dict.fromkeys(("床", "张床", "张床位", "个床位", "床位", "bed", "beds"), "张"),
    **dict.fromkeys(("m2", "平米", "平方", "平方米(m2)", "sqm"), "平方米"),
    **dict.fromkeys(("km2", "平方千米"), "平方公里"),
    **dict.fromkeys(("km", "千米"), "公里"),
    **dict.fromkeys(("人民币", "元人民币", "rmb", "cny", "圆"), "元"),
    **dict.fromkeys(("ha", "hm2"), "公顷"),
}
_MINUS: Final = str.maketrans({"−": "-", "–": "-", "﹣": "-", "٬": ",", "'": ",", "’": ","})
# Sign, digits with marks between them, how many of them, what is counted.
_SHAPE: Final = (
    r"^[¥￥$€]?\s*([+-]?)\s*[¥￥$€]?(\d[\d,.]*\d|\d|\.\d+)(?:[eE]([+-]?\d{1,3}))?\s*(万亿|千万|百万|十万|亿|万|千|百)?"
    r"\s*([^\d\s,.+\-~～至()（）<>≥≤=/;；、][^\d,;；、~～]{0,11})?$"
)
_GROUPED: Final = r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$"
_POINTED: Final = r"^\d*\.\d+$|^\d+$"
_COMMA: Final = r"^\d+,\d+$"  # 12,5; also 1,234, which is one of the two
_EUROPEAN: Final = r"^\d{1,3}(?:\.\d{3})+,\d+$|^\d{1,3}(?:\.\d{3}){2,}$"


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


def read(column: "pd.Series[Any]", heading_unit: str = "", *, most: float | None = None) -> Numbers:
    """Read a column of cells of any kind as numbers.

    Args:
        column: cells as the file has them.
        heading_unit: what the heading says is counted; "万元" there and "3.5万元" in a cell are 3.5.
        most: what no value is expected to exceed (180 of degrees): decides whether "106,551" has a decimal comma.
    """
    none = pd.Series(False, index=column.index)
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        values = column.astype("Float64").astype("float64")
        bad = ~np.isfinite(values) & values.notna()
        return Numbers(values.where(~bad), bad, none, "", False)
    quick = pd.to_numeric(column, errors="coerce").astype("float64")
    logical = column.map(lambda cell: isinstance(cell, bool | np.bool_)) if column.dtype == object else none
    quick = quick.where(np.isfinite(quick) & ~logical)
    rest = column[quick.isna() & column.notna()]
    if rest.empty:
        return Numbers(quick, none, none, "", False)
    slow = _written(cells.texts(rest), heading_unit, most, has_points=bool(_fractions(column, quick)))
    values = quick.copy()
    values[slow.index] = slow["value"]
    unit = slow.attrs["unit"]
    return Numbers(
        values,
        none | slow["bad"].reindex(column.index, fill_value=False),
        none | slow["unlike"].reindex(column.index, fill_value=False),
        unit,
        slow.attrs["decimal_comma"],
    )


def _fractions(column: "pd.Series[Any]", values: "pd.Series[float]") -> bool:
    """Whether some text of the column has a decimal point that was read as one."""
    part = column[values.notna() & (values % 1 != 0)].head(50)
    return any(isinstance(cell, str) and "." in cell for cell in part)


def _written(values: "cells.Texts", heading_unit: str, most: float | None, *, has_points: bool) -> pd.DataFrame:
    """Texts as numbers: value, bad, unlike; in ``attrs`` the unit, and whether commas are decimal points."""
    taken = cells.by_value(values, _taken_apart)
    digits = taken["digits"]
    comma = _reads_commas(digits.dropna(), most, has_points=has_points)
    units = taken["unit"].fillna("")
    said = units[(units != "") & digits.notna()]
    unit = str(said.mode().iloc[0]) if len(said) else ""
    number = cells.by_value(digits, lambda different: _number(different, comma=comma))
    own_scale, own_unit = _scaled(heading_unit)
    own_unit = _ALIKE.get(own_unit.lower(), own_unit)
    factor = taken["scale"] / np.where(taken["said_scale"].eq(True) & (own_scale > 1), own_scale, 1.0)
    value = number.astype("float64") * taken["sign"] * factor * 10.0 ** taken["power"].fillna(0)
    unlike = digits.notna() & ~units.isin(["", own_unit or unit])
    empty = cells.nothing(values)
    bad = ~empty & value.isna()
    out = pd.DataFrame({"value": value.where(~unlike), "bad": bad, "unlike": unlike & ~bad})
    out.attrs.update(unit=unit, decimal_comma=comma)
    return out


def _taken_apart(different: "cells.Texts") -> pd.DataFrame:
    """Different texts in their parts: sign, digits as written, power of ten, scale, unit."""
    narrow = cells.narrow(different).str.translate(_MINUS).str.lstrip(",")
    parts = narrow.str.extract(_SHAPE)
    parts.columns = ["sign", "digits", "power", "scale", "unit"]
    return pd.DataFrame(
        {
            "sign": np.where(parts["sign"].eq("-"), -1.0, 1.0),
            "digits": parts["digits"].str.strip(),
            "power": pd.to_numeric(parts["power"]).astype("float64"),
            "said_scale": parts["scale"].notna(),
            "scale": parts["scale"].fillna("").map(_SCALES).astype("float64"),
            "unit": parts["unit"].str.strip().str.lower().replace(_ALIKE),
        }
    )


def _reads_commas(digits: "cells.Texts", most: float | None, *, has_points: bool) -> bool:
    """Whether a column writes decimal points as commas.

    It does when some number can be read in no other way ("12,5"), and none says the contrary ("1,234.5"). "1,234"
    alone is a thousand; but of degrees, which end at 180, "106,551" has a decimal comma.
    """
    commas = digits[digits.str.contains(",", regex=False)]
    if commas.empty or has_points or digits.str.contains(r"^\d*\.\d{1,2}$|^\d{4,}\.\d+$|,.*\.", regex=True).any():
        return False
    european = commas.str.contains(_EUROPEAN, regex=True)
    single = commas.str.contains(_COMMA, regex=True)
    if not (european | single).all():
        return False
    grouped = commas.str.contains(_GROUPED, regex=True)
    if most is not None and single.all():
        whole = pd.to_numeric(commas.str.extract(r"^(\d+)")[0])
        return bool((whole <= most).mean() > 0.5)
    return bool((european | (single & ~grouped)).any())


def _number(different: "cells.Texts", *, comma: bool) -> "pd.Series[float]":
    """Digits with marks between them as numbers; missing where the marks stand where none can."""
    if comma:
        fits = different.str.contains(f"{_COMMA}|{_EUROPEAN}|^\\d+$", regex=True)
        clean = different.str.replace(".", "", regex=False).str.replace(",", ".", regex=False)
    else:
        fits = different.str.contains(f"{_GROUPED}|{_POINTED}", regex=True)
        clean = different.str.replace(",", "", regex=False)
    return pd.to_numeric(clean.where(fits), errors="coerce").astype("float64")


def _scaled(unit: str) -> tuple[float, str]:
    """The scale that a heading's unit says, and the unit without it: "万元" → 10,000 and "元"."""
    found = re.match("万亿|千万|百万|十万|亿|万|千(?!米|克|瓦|伏|卡|赫)|百", unit)
    return (_SCALES[found[0]], unit[found.end() :]) if found else (1.0, unit)
