"""What the rows of a list serve: places named in a column, and the ties across the border that follow from them."""

import re
from typing import Any, Final, NamedTuple

import pandas as pd

from geodata.boundaries.adcode import side
from geodata.catalog.model import Dataset
from geodata.intake.meaning.typed import listed
from geodata.store.derived import Moved
from geodata.ties.model import NAMED, End, Row, ordered, tie

KIND: Final = "own"  # of ties, and of sources: the reader's own
MOST_TIES: Final = 20_000  # of one list: so many are counted; a list that makes more makes none
_CODE: Final = re.compile(r"\d{6}")


class Names(NamedTuple):
    """Units by what they are called: those that a name can mean, in a vintage."""

    codes: dict[str, tuple[str, ...]]
    known: frozenset[str]  # codes of units

    def meant(self, name: str) -> tuple[str, ...]:
        """Return the codes of the units that a name (or a code) can mean; none where it means nothing we know."""
        if _CODE.fullmatch(name):
            return (name,) if name in self.known else ()
        return self.codes.get(name, ())


class Told(NamedTuple):
    """The ties that a list tells of, and what in its column of places served could not be used.

    Attributes:
        rows: of ``ties.table.finish``; none where there would be more than MOST_TIES (``too_many``).
        served: row id → the codes on the other side that it serves.
        unknown: names that mean no unit, or several.
        too_many: how many ties there would be, where that is more than are taken; else 0.
    """

    rows: list[Row]
    served: dict[str, tuple[str, ...]]
    unknown: tuple[str, ...]
    too_many: int = 0


def names(
    counties: pd.DataFrame,
    cities: pd.DataFrame,
    provinces: pd.DataFrame,
    unit_names: pd.DataFrame,
    former_names: pd.DataFrame,
    moved: Moved,
) -> Names:
    """Return what units are called: full, short and English names of now and before, with and without their city."""
    found: dict[str, set[str]] = {}
    # A wide unit first: 重庆 is the municipality, 成都 the city.
    known = {code: code for table in (provinces, cities, counties) for code in table["adcode"]}
    holders = dict(zip(counties["adcode"], counties["city"], strict=True))

    def call(code: str, *called: object) -> None:
        heirs = moved.get(code, [code])
        for now in heirs if code not in heirs else [code]:  # 渝北区 was divided, 北碚区 is 北碚区 still
            for name in called:
                if now in known and isinstance(name, str) and len(name) > 1:
                    found.setdefault(name, set()).add(now)
                    if now in holders and isinstance(holders[now], str):
                        found.setdefault(f"{holders[now]}{name}", set()).add(now)

    for row in unit_names.itertuples():
        call(row.adcode, row.name_zh, row.short_zh, str(row.name_en).partition(" (")[0])
    for row in former_names.itertuples():
        if row.old_name_zh not in found:  # a name that a unit bears today means that one
            call(row.new_adcode, row.old_name_zh)
    return Names({name: tuple(sorted(codes)) for name, codes in found.items()}, frozenset(known))


def told(table: pd.DataFrame, column: str, dataset: Dataset, known: Names) -> Told:
    """Return the ties that a list tells of, and what of its places served could not be used.

    A row is tied to each place it serves on the other side of the border; a name of two units (市中区) ties none.

    Args:
        table: of the list, placed: id, name_zh, name_en, adcode_today, lon, lat, and the columns of its file.
        column: that of the places served.
        dataset: the list.
        known: what units are called, in the vintage that ``adcode_today`` is of.
    """
    filled = table[table[column].notna()]
    unknown: dict[str, None] = {}
    places: dict[str, list[str]] = {}
    for cell in filled[column].unique():
        places[cell] = []
        for name in listed(str(cell)):
            meant = known.meant(name)
            if len(meant) == 1:
                places[cell].append(meant[0])
            else:
                unknown[name] = None
    rows: list[Row] = []
    served: dict[str, tuple[str, ...]] = {}
    count = 0
    across: dict[tuple[str, str], tuple[str, ...]] = {}  # the same for all rows of a side that say the same
    for row in filled[filled["adcode_today"].notna()].itertuples():
        cell = getattr(row, column)
        key = cell, side(row.adcode_today)
        if key not in across:
            across[key] = tuple(
                dict.fromkeys(end.code for pair in _ends(row, places[cell]) for end in pair if not end.id)
            )
        if across[key]:
            served[row.id] = across[key]
            count += len(across[key])
            if count <= MOST_TIES:
                rows += [_tie(row, cell, dataset, pair) for pair in _ends(row, places[cell])]
    if count > MOST_TIES:
        return Told([], served, tuple(unknown), count)
    return Told(rows, served, tuple(unknown))


def _ends(row: Any, codes: list[str]) -> list[tuple[End, End]]:
    own = End(row.adcode_today, row.id, row.name_zh, row.name_en, row.lon, row.lat)
    pairs = (ordered(own, End(code)) for code in dict.fromkeys(codes) if side(code))
    return [pair for pair in pairs if pair]


def _tie(row: Any, cell: str, dataset: Dataset, ends: tuple[End, End]) -> Row:
    heading = dataset.all_columns
    column = next(name for name in heading if getattr(row, name, None) == cell)
    return tie(row, KIND, dataset.id, dataset.id, ends) | {
        "strength": NAMED,
        "told_by": (),
        "basis_zh": f"使用者自己的数据，“{heading[column].label.zh}”一栏写明：{cell}",
        "basis_en": f"The user's own data; the column “{heading[column].label.en}” says: {cell}",
        "source_title": dataset.producer.zh,
        "source_kind": KIND,
        "source_date": dataset.as_of,
    }
