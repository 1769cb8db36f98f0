"""How a number reads, and how it is rounded: a small amount never becomes none.

Zero is told only where nothing is meant; what would be rounded to it reads "不足0.1" or "<0.1".
"""

from typing import Any, Final

import numpy as np
import pandas as pd

from geodata.text import Lang, Text

UNDER: Final = Text("不足{}", "<{}")


def said(value: Any, digits: int = 0, lang: Lang = "zh", *, unit: str = "") -> str:
    """Return a number as people read it, with commas between thousands; empty where it is missing.

    Args:
        value: a number of Python or numpy, or a missing cell.
        digits: so many decimals; whole numbers have as many, but zero has none.
        lang: of the words.
        unit: stands right behind the number ("%", " km").
    """
    if value is None or pd.isna(value):
        return ""
    number = float(value)
    if number == 0:
        return f"0{unit}"
    told = f"{abs(number):,.{digits}f}"
    if float(told.replace(",", "")) == 0:
        least = UNDER.say(lang).format(f"{10.0**-digits:.{digits}f}")
        return f"{'-' if number < 0 else ''}{least}{unit}"
    return f"{'-' if number < 0 else ''}{told}{unit}"


def published(value: float) -> str:
    """Return a length (km) just as exactly as a source states it, with commas between thousands."""
    return f"{value:,.10g}"


def share(part: float, lang: Lang = "zh", digits: int = 0) -> str:
    """Return a part of one in percent; what is not quite all of it does not read 100 %."""
    told = said(100 * part, digits, lang, unit="%")
    if part < 1 and told == said(100, digits, lang, unit="%"):
        return f"{100 - 10.0**-digits:.{digits}f}%"
    return told


def kept(values: Any, digits: int = 0) -> Any:
    """Return a number, or a column of them, rounded to so many decimals, but never to zero: one figure is kept."""
    if isinstance(values, pd.Series):
        return pd.Series(kept(values.to_numpy(dtype=float, na_value=np.nan), digits), index=values.index)
    exact = np.asarray(values, dtype=float)
    rounded = exact.round(digits)
    figure = np.vectorize(lambda value: float(f"{value:.0e}"), otypes=[float])(exact)
    rounded = np.where((rounded == 0) & (exact != 0), figure, rounded)
    return rounded if exact.ndim else float(rounded)
