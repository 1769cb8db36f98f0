"""Which unit and which town each row of a file names: by its code, its county, its address, its own name."""

import re
from functools import lru_cache, partial
from typing import Final, Literal, NamedTuple

import pandas as pd

from geodata.boundaries.adcode import contains, level
from geodata.intake.position import names
from geodata.intake.position.known import Known
from geodata.intake.position.names import Named

COLUMNS: Final = ("adcode", "province", "city", "county", "address", "name")  # of ``rows``, the surest first
_FULL: Final = re.compile("..(?:县|区|市|州)$")
_IS_TOWN: Final = re.compile("[镇乡]|街道")
_DIGITS: Final = re.compile(r"\D")


class Told(NamedTuple):
    """What a row says of where it lies.

    Attributes:
        codes: of today's counties that it may lie in, likeliest first; or one city or province, where no more is said.
        said: the words or digits that say it.
        by: the column that says it; "" where none does.
        sure: False: like a name, or a name beside another that contradicts it.
        outside: it names another province.
        town: the row of ``Known.towns`` that it names; -1 without one.
    """

    codes: tuple[str, ...] = ()
    said: str = ""
    by: Literal["", "adcode", "county", "address", "name", "city"] = ""
    sure: bool = True
    outside: bool = False
    town: int = -1

    @property
    def county(self) -> str:
        """The one county it surely names; "" without one."""
        return self.codes[0] if self.sure and len(self.codes) == 1 and not level(self.codes[0]) else ""


NOTHING: Final = Told()


def told(rows: pd.DataFrame, known: Known, *, addresses: bool = True) -> "pd.Series[Told]":
    """Return what each row says of where it lies.

    Args:
        rows: any of ``COLUMNS`` (text); others are not looked at.
        known: what is known of units and towns.
        addresses: whether addresses and names of rows are read too; a million different ones take a minute.

    Returns:
        A ``Told`` for each row, on the index of ``rows``.
    """
    wanted = COLUMNS if addresses else COLUMNS[:4]
    cells = pd.DataFrame({column: rows.get(column) for column in wanted}, index=rows.index).astype(object)
    cells = cells.where(cells.notna(), "")
    columns = lru_cache(maxsize=100_000)(partial(_by_columns, known))  # many rows have the same
    number = cells.groupby(list(wanted), sort=False).ngroup().to_numpy()
    found = []
    for cell in cells.drop_duplicates().itertuples(index=False, name=None):
        *units, address, name = (names.folded(one) for one in (*cell, "", "")[: len(COLUMNS)])
        found.append(_told(known, columns(*units), address, name))
    return pd.Series([found[n] for n in number.tolist()], index=rows.index, dtype=object)


def _told(known: Known, by_columns: Told, address: str, name: str) -> Told:
    unit = _by_text(known, by_columns, address, name)
    if unit.outside or not address:
        return unit
    place, named = _town(known, unit, address)
    if not unit.county and place >= 0:
        codes = (str(known.towns["adcode"].iat[place]),)
        if not unit.codes or unit.by == "city" or codes[0] in unit.codes:
            return Told(codes, named, "address", True, False, place)
    if place < 0 and named and not unit.codes:  # towns of that name lie in several counties
        several = known.towns.loc[known.towns["name_zh"] == named, "adcode"]
        return Told(tuple(dict.fromkeys(several)), named, "address")
    return unit._replace(town=place)


def _by_columns(known: Known, adcode: str, province: str, city: str, county: str) -> Told:
    """What the columns of units say; of a city or province alone ``by`` is "city"."""
    codes = names.coded(known.names, _DIGITS.sub("", adcode))
    if codes and not level(codes[0]):
        other = names.within(known.names, county, "", county=True)
        if other.codes and not level(other.codes[0]) and not set(other.codes) & set(codes):
            return Told((*codes, *other.codes), f"{adcode}、{county}", "adcode", sure=False)
        return Told(codes, adcode, "adcode")
    if any(names.elsewhere(cell) for cell in (province, city, county)):
        return Told(said=province or city or county, outside=True)
    around, said = codes[0] if codes else "", adcode if codes else ""
    for cell in (province, city):
        found = names.within(known.names, cell, around)
        if found.codes and not level(found.codes[0]):  # 阆中市 in the column of cities
            return Told(found.codes, found.said, "county", found.sure)
        if found.codes:
            around, said = found.codes[0], found.said
    if county:
        inside = _with_others(known, county, _county(known, county, around), around)
        if inside.codes:
            return Told(inside.codes, inside.said, "county", inside.sure)
        wide = names.within(known.names, county, around)
        if wide.codes:
            around, said = wide.codes[0], wide.said
    return Told((around,), said, "city") if around else NOTHING


def _by_text(known: Known, unit: Told, address: str, name: str) -> Told:
    """What the address, else the name of a row say, where its columns do not name a county."""
    if unit.outside or (unit.codes and unit.by != "city"):
        return unit
    around, said = (unit.codes[0], unit.said) if unit.codes else ("", "")
    if names.elsewhere(address):
        return Told(said=address, outside=True)
    for by, cell in (("address", address), ("name", name)):
        inside = _with_others(known, cell, _in_text(known, cell, around, loose=by == "address"), around)
        if inside.codes:
            return Told(inside.codes, inside.said, "address" if by == "address" else "name", inside.sure)
    wide = names.within(known.names, address, around)
    if wide.codes:
        around, said = wide.codes[0], wide.said
    return Told((around,), said, "city") if around else NOTHING


def _with_others(known: Known, text: str, found: Named, around: str) -> Named:
    """What a text names, with another county named beside it (大竹县、邻水县): which one is meant is to be asked."""
    mark, rest = (text.partition(found.said)[2][:1], text.partition(found.said)[2][1:]) if found.codes else ("", "")
    if not mark or mark not in "、,;/和及与":
        return found
    other = names.within(known.names, rest, around, county=True)
    if not other.codes or level(other.codes[0]) or set(other.codes) <= set(found.codes):
        return found
    return Named((*found.codes, *other.codes), f"{found.said}{mark}{other.said}", other.rest, sure=False)


def _county(known: Known, cell: str, around: str) -> Named:
    """The county a cell of counties names: where it is said to lie, else elsewhere or alike, which is to be asked."""
    for found in (names.within(known.names, cell, around, county=True), names.anywhere(known.names, cell, around)):
        if found.codes and not level(found.codes[0]):
            return found
    contradicts = names.within(known.names, cell, "", county=True) if around else names.NOBODY
    if contradicts.codes and not level(contradicts.codes[0]):
        return contradicts._replace(sure=False)
    return names.alike(known.names, cell, around)


def _in_text(known: Known, text: str, around: str, *, loose: bool) -> Named:
    """The county a text names. A short name alone (合江亭 is no county) is asked about in addresses, else no name."""
    found = names.within(known.names, text, around)
    if found.codes and not level(found.codes[0]):
        if around or _FULL.search(found.said) or not text.startswith(found.said):
            return found
        return found._replace(sure=False) if loose else names.NOBODY
    return names.anywhere(known.names, text, found.codes[0] if found.codes else around)


@lru_cache(maxsize=4)
def _towns(known: Known) -> tuple[re.Pattern[str], dict[str, list[int]]]:
    places: dict[str, list[int]] = {}
    for number, name in enumerate(known.towns["name_zh"]):
        places.setdefault(str(name), []).append(number)
    return re.compile("|".join(sorted(map(re.escape, places), key=len, reverse=True)) or "(?!)"), places


def _town(known: Known, unit: Told, address: str) -> tuple[int, str]:
    """The town an address names within the unit: its row, and its name; -1 where none, or several."""
    pattern, places = _towns(known)
    match = pattern.search(address) if _IS_TOWN.search(address) else None
    if not match:
        return -1, ""
    codes = known.towns["adcode"]
    here = [
        number
        for number in places[match.group()]
        if not unit.codes or any(contains(code, codes.iat[number]) for code in unit.codes)
    ]
    return (here[0], match.group()) if len(here) == 1 else (-1, match.group() if here else "")
