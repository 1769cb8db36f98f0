"""Which column is what: what was decided before, else what the headings say, else what the values look like."""

from typing import Final, Literal

from geodata.intake.meaning import headings, values
from geodata.intake.meaning.values import Values
from geodata.intake.model import Grid, Mapped, Mapping, Meaning

MANY: Final = frozenset({Meaning.NUMBER, Meaning.DATE, Meaning.TEXT, Meaning.SKIP})  # of which a file may have several
COUNTED: Final = frozenset({Meaning.BEDS, Meaning.NUMBER})
# Of these a heading that says so plainly is believed even where all values are wrong: the rows are told one by one.
_BELIEVED: Final = frozenset({Meaning.LON, Meaning.LAT, Meaning.LONLAT, Meaning.ADCODE})
# Of what a word may mean, that which few values can be goes first: a "代码" of six digits is a county's.
_SHAPED: Final = _BELIEVED | {Meaning.BEDS, Meaning.SINCE}
_BONUS: Final = 0.5

_Why = Literal["heading", "values", "user"]
_Taken = dict[int, tuple[Meaning, _Why]]


def understand(grid: Grid, remembered: dict[str, Meaning], places: frozenset[str] = frozenset()) -> Mapping:
    """Return what each column of a grid is taken for.

    Args:
        grid: as it was read.
        remembered: what the reader decided of these headings before (``kept.remembered``); it goes before all else.
        places: names of counties that are known, full and short; without them only 区, 县 and 市 at the end tell one.
    """
    looked = {n: Values(grid.cells[n], places) for n in range(len(grid.headings))}
    taken: _Taken = {}
    for n, key in enumerate(headings.keys(grid.headings)):
        meaning = remembered.get(key)
        if meaning and (meaning in MANY or meaning not in _meanings(taken)):
            taken[n] = meaning, "user"
    _by_headings(grid, looked, taken)
    _by_values(grid, looked, taken)
    return tuple(_mapped(n, heading, looked[n], taken) for n, heading in enumerate(grid.headings))


def _meanings(taken: _Taken) -> set[Meaning]:
    return {meaning for meaning, _ in taken.values()}


def _by_headings(grid: Grid, looked: dict[int, Values], taken: _Taken) -> None:
    """Take what headings say, the surest first; each meaning goes to one column."""
    claims = [
        (one.score + (_BONUS if one.loose and one.meaning in _SHAPED else 0.0), -n, one.meaning)
        for n, heading in enumerate(grid.headings)
        if n not in taken
        for one in headings.said(heading)
        if _fits(looked[n], one)
    ]
    for _, minus, meaning in sorted(claims, reverse=True):
        if -minus not in taken and meaning not in _meanings(taken):
            taken[-minus] = meaning, "heading"
    _both_halves(taken, looked)


def _fits(column: Values, one: headings.Said) -> bool:
    """Whether the values of a column can be what its heading says."""
    if column.empty:
        return not one.loose
    share = column.fit(one.meaning)
    if one.meaning is Meaning.ID:
        return share >= values.MOST
    if one.loose and one.meaning is Meaning.NAME:  # a column of units, "张" in every row, names nothing
        return min(share, column.distinct) >= values.HALF
    if one.loose and one.meaning is Meaning.COUNTY:
        return column.places_share() >= values.HALF
    if one.meaning in _BELIEVED and not one.loose:
        return True
    return share >= values.HALF


def _both_halves(taken: _Taken, looked: dict[int, Values]) -> None:
    """Let go of an x without a y, unless the heading can mean nothing else, and of pairs where there are halves."""
    halves = _meanings(taken) & {Meaning.LON, Meaning.LAT}
    for n, (meaning, why) in list(taken.items()):
        if why == "user":
            continue
        if meaning is Meaning.LONLAT and len(halves) == 2 and looked[n].fit(meaning) < values.MOST:
            del taken[n]


def _by_values(grid: Grid, looked: dict[int, Values], taken: _Taken) -> None:
    """Take what values say of columns whose headings say nothing."""
    placed = _meanings(taken) & {Meaning.LON, Meaning.LAT, Meaning.LONLAT}
    if not placed and grid.geometry is None:
        open_ = {
            n: column
            for n, column in looked.items()
            if n not in taken and column.sample.size and values.free(column, "") is Meaning.NUMBER
        }
        two = values.halves(open_)
        if two:
            taken[two[0]], taken[two[1]] = (Meaning.LON, "values"), (Meaning.LAT, "values")
    claims = [
        (sure, -n, meaning)
        for n, heading in enumerate(grid.headings)
        if n not in taken
        for sure, meaning in values.by_values(looked[n])
        if _silent(heading, meaning)
    ]
    for _, minus, meaning in sorted(claims, reverse=True):
        done = _meanings(taken)
        whole = meaning is Meaning.LONLAT and (grid.geometry is not None or done & {Meaning.LON, Meaning.LAT})
        if -minus not in taken and meaning not in done and not whole:
            taken[-minus] = meaning, "values"


def _silent(heading: str, meaning: Meaning) -> bool:
    """Whether a heading leaves it open that its column is ``meaning``: a remark or a remedy is no name of a row."""
    if meaning is Meaning.NAME:
        return not heading.strip() or not any("一" <= char <= "\u9fff" for char in heading)
    return True


def _mapped(n: int, heading: str, column: Values, taken: _Taken) -> Mapped:
    meaning, why = taken.get(n, (values.free(column, heading), "values"))
    unit = headings.unit(heading) if meaning in COUNTED else ""
    if not unit and meaning in COUNTED and not column.empty:
        unit = column.numbers.unit
    return Mapped(n, heading, meaning, unit, why)
