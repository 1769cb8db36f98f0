"""A file that somebody brings, taken in: read, understood, placed, and told back row by row."""

from collections.abc import Mapping as Kept
from typing import Final

import geopandas as gpd
import pandas as pd

from geodata.intake import told
from geodata.intake.meaning import cells, columns, kept
from geodata.intake.meaning.problems import LONGEST, MOST_TOLD, column
from geodata.intake.meaning.typed import Typed, typed
from geodata.intake.model import Grid, Intake, IntakeError, Mapping, Meaning, Position, RowProblem
from geodata.intake.position.known import Known
from geodata.intake.position.place import DIFFERS, place
from geodata.intake.position.weigh import weigh
from geodata.intake.reading import read
from geodata.text import Text

Remembered = Kept[str, Kept[str, Meaning] | Mapping]  # headings_key → what was decided of those headings
MOST_ROWS: Final = 1_000_000
_PLACED: Final = ["precision", "adcode", "county", "side", "placed_zh", "placed_en"]
_KINDS: Final = "区县市州"  # what a county's short name goes without
_COORDINATES: Final = frozenset({Meaning.LON, Meaning.LAT, Meaning.LONLAT})
_PLACING: Final = (Meaning.COUNTY, Meaning.ADDRESS, Meaning.ADCODE, Meaning.CITY, Meaning.NAME)
_TRIES: Final = 5  # at telling apart rows of one number


def take_file(
    content: bytes,
    name: str,
    known: Known,
    *,
    mapping: Mapping | None = None,
    reading: str = "",
    sheet: str = "",
    remembered: Remembered | None = None,
    choices: Kept[int, str] | None = None,
    most_rows: int = MOST_ROWS,
) -> Intake:
    """Take in a file; for a process that can be killed (``worker.in_worker``).

    Args:
        content, name: of the file.
        sheet: of a workbook, or layer; "" the one that holds most.
        most_rows: more rows than that are refused with the file.
        known, mapping, reading, remembered, choices: as in ``take``.

    Raises:
        IntakeError: nothing of it can be used.
    """
    grid = read(content, name, sheet=sheet, most_rows=most_rows)
    return take(grid, known, name=name, mapping=mapping, reading=reading, remembered=remembered, choices=choices)


def take(
    grid: Grid,
    known: Known,
    *,
    name: str,
    mapping: Mapping | None = None,
    reading: str = "",
    remembered: Remembered | None = None,
    choices: Kept[int, str] | None = None,
) -> Intake:
    """Take in a grid that was read.

    Args:
        grid: as it was read.
        known: what its rows are held against.
        name: of the file; it may say what its coordinates are in.
        mapping: what its columns are, where the reader has said it; understood otherwise.
        reading: of its coordinates, by ``Reading.crs``, where the reader chose one.
        remembered: what was decided of earlier files, by ``kept.headings_key``.
        choices: of rows with an ambiguous place: number → code.

    Raises:
        IntakeError: it has no rows, or the mapping does not fit it.
    """
    if grid.cells.empty:
        raise IntakeError(
            Text("文件里没有数据行：只有表头，或是空的。", "The file has no rows: only headings, or nothing at all.")
        )
    understood = mapping is None
    if mapping is None:
        mapping = columns.understand(grid, _decided(grid, remembered or {}), _counties(known))
    _check(mapping, grid)
    found = typed(grid, mapping)
    good = grid.cells.index.difference(found.refused.index, sort=False)
    rows = found.rows.loc[good]
    geometry = None if grid.geometry is None else grid.geometry.loc[good]
    position = weigh(rows, _hints(name, mapping), known, grid.crs, geometry=geometry, chosen=reading)
    by_number = dict(choices or {})
    chosen = {label: by_number[n] for label, n in grid.numbers.loc[good].items() if n in by_number} if by_number else {}
    placed, asked = place(rows, geometry, position, known, chosen)
    table = _table(grid, mapping, rows, placed)
    nowhere = _nowhere(grid, mapping, placed, position, set(asked), MOST_TOLD - len(found.problems))
    differing = _differing(grid, mapping, placed, MOST_TOLD - len(found.problems) - len(nowhere))
    return Intake(
        name=name,
        layout=grid.layout,
        mapping=mapping,
        position=position,
        table=table,
        problems=tuple(sorted((*found.problems, *nowhere, *differing), key=lambda one: one.row)),
        refused=_refused(grid, found),
        asked=tuple((int(grid.numbers.loc[label]), tuple(codes)) for label, codes in asked.items()),
        said=told.said(
            grid,
            mapping,
            found,
            position,
            table,
            len(asked),
            understood=understood,
            redrawn=_redrawn(known, mapping, table),
        ),
    )


def _redrawn(known: Known, mapping: Mapping, table: gpd.GeoDataFrame) -> tuple[str, ...]:
    """Counties that figures are of, without places of their own, and that were redrawn: of when are the figures?"""
    means = {one.meaning for one in mapping}
    if means & _COORDINATES or not means & {Meaning.NUMBER, Meaning.BEDS}:
        return ()
    heirs = {code for old, new in known.names.codes.items() if new != (old,) for code in new}
    named = table.loc[table["precision"].eq("county") & table["adcode"].isin(list(heirs)), "county"]
    return tuple(named.dropna().unique())


def _decided(grid: Grid, remembered: Remembered) -> dict[str, Meaning]:
    """What was decided of these headings before."""
    found = remembered.get(kept.headings_key(grid.headings), {})
    return kept.remembered(found) if isinstance(found, tuple) else dict(found)


def _counties(known: Known) -> frozenset[str]:
    """Names of counties, in full and in short."""
    names = [str(name) for name in known.counties["name_zh"]]
    return frozenset(names) | {name[:-1] for name in names if len(name) > 2 and name[-1] in _KINDS}


def _check(mapping: Mapping, grid: Grid) -> None:
    """Refuse a mapping of other columns, or with one meaning for two columns.

    Raises:
        IntakeError: which.
    """
    if [one.position for one in mapping] != list(range(len(grid.headings))):
        raise IntakeError(
            Text(
                "列的对应关系不属于这个文件：列数不同。请重新载入文件。",
                "What was decided of the columns is of another file: the number of columns differs. Load it again.",
            )
        )
    seen: dict[Meaning, int] = {}
    for one in mapping:
        if one.meaning in seen and one.meaning not in columns.MANY:
            first, second = column(grid, seen[one.meaning]), column(grid, one.position)
            raise IntakeError(
                Text(
                    f"“{first}”和“{second}”两列被当作同一种内容，只能留一列；请把另一列改为“文字”或“不载入”。",
                    f"The columns “{first}” and “{second}” are taken for the same thing, which only one can be: "
                    "make the other text, or leave it out.",
                )
            )
        seen[one.meaning] = one.position


def _hints(name: str, mapping: Mapping) -> tuple[str, ...]:
    """What may say the coordinate system in words: the file's name, headings of coordinates."""
    return (name, *(one.heading for one in mapping if one.meaning in _COORDINATES))


def _table(grid: Grid, mapping: Mapping, rows: pd.DataFrame, placed: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The rows taken, as ``model.Intake`` says."""
    ids = _unique(rows["id"], grid.numbers.loc[rows.index])
    has_name = any(one.meaning is Meaning.NAME for one in mapping)
    names = rows["name"] if has_name else rows["county"]
    frame = {
        "row": grid.numbers.loc[rows.index],
        "id": ids,
        "name": names.fillna(ids).where(names.ne(""), ids),
        **{column: placed[column] for column in _PLACED},
        **{name: rows[name] for name in rows.columns if name[0] == "c" and name[1:].isdigit()},
    }
    return gpd.GeoDataFrame(frame, geometry=placed.geometry, index=rows.index, crs=placed.crs).reset_index(drop=True)


def _unique(ids: "pd.Series[str]", numbers: "pd.Series[int]") -> "pd.Series[str]":
    """An identifier for each row, each different: of the file, else counted from 1; a number used again gets "-2"."""
    counted = pd.Series(range(1, len(ids) + 1), index=ids.index).astype("str")
    if ids.isna().all():
        return counted
    out = ids.where(ids.notna(), numbers.astype("str"))
    for _ in range(_TRIES):
        again = out.duplicated()
        if not again.any():
            return out
        out = out.where(~again, out + "-" + (out.groupby(out).cumcount() + 1).astype("str"))
    return counted  # numbers made to collide


def _nowhere(
    grid: Grid, mapping: Mapping, placed: gpd.GeoDataFrame, position: Position, asked: set[int], most: int
) -> list[RowProblem]:
    """Rows that nothing places, where the file has something that could: told one by one, so far as they are few."""
    where = _first(mapping, _PLACING)
    if where < 0 or (position.asks and position.readings) or placed["precision"].isna().all():
        return []
    lost = [label for label in placed.index[placed["precision"].isna()] if label not in asked][: max(most, 0)]
    out = []
    for label in lost:
        zh, en = placed.at[label, "placed_zh"], placed.at[label, "placed_en"]
        expected = Text(
            f"这一行没有放到地图上：{zh}。请写明川渝的区县（如大足区），或补上坐标。",
            f"Not on the map: {en}. Name its county in Sichuan or Chongqing, or add coordinates.",
        )
        out.append(_of_row(grid, label, where, expected))
    return out


def _differing(grid: Grid, mapping: Mapping, placed: gpd.GeoDataFrame, most: int) -> list[RowProblem]:
    """Rows whose point lies in another county than they name: either may be wrong, and only their owner knows."""
    where = _first(mapping, (Meaning.COUNTY, Meaning.ADCODE))
    if where < 0:
        return []
    out = []
    for label in placed.index[placed["placed_zh"].str.endswith(DIFFERS.zh)][: max(most, 0)]:
        there = placed.at[label, "county"]
        zh, en = (there, there) if isinstance(there, str) else ("川渝之外", "neither province")
        expected = Text(
            f"坐标落在{zh}，与这里所写不符；图上按坐标。请核对坐标和区县，哪个写错改哪个。",
            f"The coordinates lie in {en}, not here; the map goes by them. Check both and mend the wrong one.",
        )
        out.append(_of_row(grid, label, where, expected))
    return out


def _first(mapping: Mapping, meanings: tuple[Meaning, ...]) -> int:
    """The column that has the first of these meanings that any has; -1 without one."""
    placing = {one.meaning: one.position for one in mapping}
    return next((placing[meaning] for meaning in meanings if meaning in placing), -1)


def _of_row(grid: Grid, label: int, where: int, expected: Text) -> RowProblem:
    """What must be told of the place of a row that is taken."""
    value = cells.said(grid.cells.at[label, where])[:LONGEST]
    return RowProblem(int(grid.numbers.loc[label]), column(grid, where), value, expected, taken=True)


def _refused(grid: Grid, found: Typed) -> pd.DataFrame:
    """The rows not taken, as the grid has them, with their numbers and why."""
    rows = grid.cells.loc[found.refused.index].copy()
    return rows.assign(row=grid.numbers.loc[rows.index], **found.refused).reset_index(drop=True)
