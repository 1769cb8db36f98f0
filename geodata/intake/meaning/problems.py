"""What was found wrong, cell by cell, and what keeps which row from being taken; bounded however long the file is."""

from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from geodata.intake.meaning import cells
from geodata.intake.model import Grid, RowProblem
from geodata.text import Text

MOST_TOLD: Final = 10_000  # cells told one by one; rows not taken are all in their file, each with why
LONGEST: Final = 200  # characters of a value that is told


@dataclass(frozen=True, eq=False)
class Found:
    """Cells of one column with the same fault.

    Attributes:
        position: of the column; -1 where the fault is of no column.
        rows: on the index of the grid.
        expected: what is told of each.
        taken: whether their rows are taken nevertheless, without the cell.
    """

    position: int
    rows: "pd.Index"
    expected: Text
    taken: bool = True


@dataclass
class Faults:
    """All that was found wrong with a grid, in the order in which it was looked for."""

    grid: Grid
    found: list[Found] = field(default_factory=list)

    def add(self, position: int, which: "pd.Series[bool]", expected: Text, *, taken: bool = True) -> None:
        """Note the cells of a column of which ``which`` is true."""
        rows = which.index[which.to_numpy(dtype=bool)]
        if len(rows):
            self.found.append(Found(position, rows, expected, taken))

    @property
    def count(self) -> int:
        """How many cells were found wrong."""
        return sum(len(one.rows) for one in self.found)

    def refused(self) -> "pd.Index":
        """Return the rows that are not taken, in the order of the grid."""
        out = pd.Index([], dtype=self.grid.cells.index.dtype)
        for one in self.found:
            if not one.taken:
                out = out.union(one.rows, sort=False)
        return self.grid.cells.index[self.grid.cells.index.isin(out)]

    def why(self) -> pd.DataFrame:
        """Return why each refused row was not taken: why_zh, why_en, on ``refused``."""
        rows = self.refused()
        out = pd.DataFrame({"why_zh": "", "why_en": ""}, index=rows, dtype="str")
        for one in self.found:
            if one.taken:
                continue
            heading, values = self._heading(one.position), self._values(one)
            for lang, start, middle, end, gap in (("zh", "“", "”：“", "”。", " "), ("en", "“", "”: “", "”. ", " ")):
                told = f"{start}{heading}{middle}" + values + f"{end}{one.expected.say('zh' if lang == 'zh' else 'en')}"
                before = out.loc[one.rows, f"why_{lang}"]
                out.loc[one.rows, f"why_{lang}"] = (before + before.where(before == "", gap) + told).str.strip()
        return out

    def told(self) -> tuple[RowProblem, ...]:
        """Return the faults cell by cell in the order of the rows; of too many, those of refused rows."""
        left = MOST_TOLD
        out: list[RowProblem] = []
        for one in sorted(self.found, key=lambda one: one.taken):
            few = Found(one.position, one.rows[:left], one.expected, one.taken)
            left -= len(few.rows)
            numbers = self.grid.numbers.loc[few.rows].tolist()
            heading = self._heading(one.position)
            for number, value in zip(numbers, self._values(few).tolist(), strict=True):
                out.append(RowProblem(int(number), heading, value, one.expected, one.taken))
        order = {self._heading(n): n for n in reversed(range(len(self.grid.headings)))}
        return tuple(sorted(out, key=lambda one: (one.row, order.get(one.column, -1))))

    def _heading(self, position: int) -> str:
        return column(self.grid, position)

    def _values(self, one: Found) -> "pd.Series[str]":
        if one.position < 0:
            return pd.Series("", index=one.rows, dtype="str")
        return cells.texts(self.grid.cells.loc[one.rows, one.position]).fillna("").str.slice(0, LONGEST)


def column(grid: Grid, position: int) -> str:
    """Return what a column is called to its reader: its heading, or "第3列" without one."""
    if position < 0:
        return ""
    return cells.plain(grid.headings[position]) or f"第{position + 1}列"
