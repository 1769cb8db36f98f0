"""From sums to what may be kept: codes checked, the side of residence taken together, small counts hidden.

What is kept is a function of the cells that are shown and of which cells are hidden, never of what those hold: whoever
reads the file, or any total made of it, learns of a hidden cell only that it is from 1 up to the limit.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import pandas as pd

from geodata.boundaries.adcode import side
from geodata.boundaries.crosswalk import today_of
from geodata.flows.records import DOMAIN, HOME, PERSONS, SERVICE, YEAR
from geodata.text import Text

KEY: Final = [HOME, SERVICE, DOMAIN, YEAR]
WITHIN: Final = ""  # in place of the county of the service: anywhere on the side of residence
REASONS: Final = {
    "elsewhere": Text("一端不在四川、重庆", "one end outside Sichuan and Chongqing"),
    "code": Text("代码不是任何区县", "a code that is no county's"),
    "domain": Text("领域不在目录中", "a domain that the catalogue does not have"),
    "unsound": Text("人次或年份缺失、有误", "persons or year missing or wrong"),
}


@dataclass(frozen=True)
class Checked:
    """Cells with known codes, and how many records were left out, by reason; ``moved``: with a code of old."""

    cells: pd.DataFrame
    left_out: dict[str, int]
    moved: int


def checked(
    summed: pd.DataFrame, counties: Collection[str], moved: dict[str, list[str]], domains: Collection[str]
) -> Checked:
    """Return the cells whose codes and domain are known.

    Args:
        summed: of ``expression.sums``.
        counties: codes of the vintage.
        moved: old code → codes in the vintage (``crosswalk.successors``).
        domains: ids of the catalogue.

    Returns:
        Cells: home_adcode, service_adcode (WITHIN on the side of residence), domain, year, persons (1 or more), sorted.
    """
    table = summed.assign(**{name: summed[name].fillna("").astype(str) for name in (HOME, SERVICE, DOMAIN)})
    old = table[[HOME, SERVICE]].isin([code for code in moved if today_of(code, moved) != code]).any(axis=1)
    for name in (HOME, SERVICE):
        table[name] = table[name].map({code: today_of(code, moved) for code in table[name].unique()})
    ends = table[[HOME, SERVICE]]
    why = {
        "elsewhere": ends.eq("").any(axis=1),
        "code": ~ends.isin(counties).all(axis=1),
        "domain": ~table[DOMAIN].isin(domains),
    }
    out, seen = {}, pd.Series(False, index=table.index)
    for reason, mask in why.items():
        out[reason] = int(table.loc[mask & ~seen, "records"].sum())
        seen |= mask
    out["unsound"] = int(table.loc[~seen, "unsound"].sum())
    sound = table[~seen & table[PERSONS].fillna(0).gt(0)]
    same = sound[HOME].map(side) == sound[SERVICE].map(side)
    sound = sound.assign(**{SERVICE: sound[SERVICE].mask(same, WITHIN)}).astype({PERSONS: "int64", YEAR: "int64"})
    cells = sound.groupby(KEY, as_index=False)[PERSONS].sum().sort_values(KEY, ignore_index=True)
    return Checked(cells, {reason: n for reason, n in out.items() if n}, int(table.loc[old & ~seen, "records"].sum()))


def suppressed(cells: pd.DataFrame, below: int) -> pd.DataFrame:
    """Return cells of which small ones are hidden: persons is missing where it is less than ``below``.

    No total is kept beside them. Totals are made of cells that are shown (``pairs``), so that nothing is left over
    when one cell is taken from another.

    Args:
        cells: of ``checked``.
        below: the least number that is shown; 1 shows all.
    """
    persons = cells[PERSONS].astype("Int64")
    return cells.assign(**{PERSONS: persons.mask(persons < below)})
