"""Grids as small as can be."""

from typing import Any

import pandas as pd

from geodata.intake.model import Grid, Layout


def column(*cells: Any) -> pd.Series:
    return pd.Series(cells, dtype=object)


def grid(headings: list[str], *rows: list[Any], first: int = 2, **more: Any) -> Grid:
    cells = pd.DataFrame(list(rows), columns=range(len(headings)), dtype=object)
    return Grid(
        Layout("csv"), tuple(headings), cells, pd.Series(range(first, first + len(cells)), index=cells.index), **more
    )
