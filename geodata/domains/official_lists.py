"""Official lists that the tables are held against: what of each is here, and how complete a table is by city.

Lists and states are found outside and read (coverage.csv); what is here is counted.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from geodata.boundaries.adcode import city_of, contains
from geodata.catalog.model import Catalog
from geodata.catalog.shared_columns import codes, in_force
from geodata.text import Lang, Text, joined

_NOT_ALL: Final = Text(
    "{lists}收录不全或是否齐全不明，没有收录不等于没有",
    "{lists}: not all are listed, or whether all are is not known; what is not listed may exist",
)
COMPLETE, PARTIAL, UNKNOWN = "complete", "partial", "unknown"
Tables = Mapping[str, pd.DataFrame]


def _tagged(column: str, code: str) -> Callable[[pd.DataFrame], "pd.Series[bool]"]:
    return lambda table: table[column].map(lambda cell: code in codes(cell)).astype(bool)


def _stations(nodes: pd.DataFrame) -> "pd.Series[bool]":
    return nodes["emu"].fillna(False).astype(bool) & ~nodes.duplicated(["name_zh", "emu"])


def _expressways(corridors: pd.DataFrame) -> "pd.Series[bool]":
    return corridors["mode"].eq("expressway") & corridors["cross_border"].eq(True) & in_force(corridors)


def _institutions(sites: pd.DataFrame) -> "pd.Series[bool]":
    return sites["category"].isin(["nursing_home", "medical_care"])


@dataclass(frozen=True)
class OfficialList:
    """A kind of official list: the table that is held against it, the domain it speaks of, and which rows are on it.

    ``amount`` is a column that is summed up where not rows are counted.
    """

    dataset: str
    domain: str
    held: Callable[[pd.DataFrame], "pd.Series[bool]"]
    amount: str = ""


LISTS: Final[dict[str, OfficialList]] = {
    "sights_5a": OfficialList("tourism", "tourism", _tagged("grade", "5A")),
    "sights_4a": OfficialList("tourism", "tourism", _tagged("grade", "4A")),
    "museums_1": OfficialList("tourism", "tourism", _tagged("grade", "first_grade_museum")),
    "hospitals_3a": OfficialList("hospitals", "health", _tagged("level", "grade_3a")),
    "eldercare_institutions": OfficialList("eldercare", "eldercare", _institutions),
    "eldercare_beds": OfficialList("eldercare", "eldercare", _institutions, "beds"),
    "emu_stations": OfficialList("corridor_nodes", "transport", _stations),
    "border_expressways": OfficialList("corridors", "transport", _expressways),
}


def with_counts(coverage: pd.DataFrame, facts: Tables) -> pd.DataFrame:
    """Add to each comparison how much of the list is here.

    Args:
        coverage: list_id and adcode (a city of Sichuan, the whole of Chongqing; missing: everywhere).
        facts: the tables as read, by id.

    Returns:
        The columns of ``coverage``, then count_here (rows, or the sum of the list's ``amount``).
    """
    held = {}
    for id, one in LISTS.items():
        table = facts[one.dataset]
        held[id] = table[one.held(table)]
    counts = [
        _amount(held[row.list_id], LISTS[row.list_id].amount, row.adcode)
        for row in coverage[["list_id", "adcode"]].itertuples()
    ]
    return coverage.assign(count_here=pd.array(counts, dtype="Int64"))


def _amount(rows: pd.DataFrame, amount: str, unit: object) -> int:
    if isinstance(unit, str):
        rows = rows[rows["adcode"].map(lambda code: isinstance(code, str) and contains(unit, code)).astype(bool)]
    return int(rows[amount].sum()) if amount else len(rows)


def states(coverage: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Return how complete what is listed of a domain is in a city: (domain, city) → the worst of its lists' states.

    Args:
        coverage: list_id, adcode (missing: everywhere, in no city), state.
    """
    found: dict[tuple[str, str], str] = {}
    for id, city, known in zip(*(coverage[name].tolist() for name in ("list_id", "adcode", "state")), strict=True):
        if isinstance(city, str):
            key = LISTS[id].domain, city
            found[key] = _worst(known, found.get(key, COMPLETE))
    return found


def state(known: Mapping[tuple[str, str], str], domain: str, *units: str) -> str:
    """Return how complete what is listed of a domain is in some units: the worst of their cities (``states``).

    A county is held to be as its city; what no official list is known of is UNKNOWN.
    """
    return _worst(*(known.get((domain, city_of(unit)), UNKNOWN) for unit in units))


def _worst(*states: str) -> str:
    return next(worst for worst in (PARTIAL, UNKNOWN, COMPLETE) if worst in states)


def note(coverage: pd.DataFrame, catalog: Catalog, datasets: Iterable[str], lang: Lang) -> str:
    """Return which lists held against some datasets are not complete everywhere; empty text where there is none.

    Args:
        coverage: of_dataset, list_id, state.
        catalog: for the names of the lists.
        datasets: ids.
        lang: of the words.
    """
    short = coverage["of_dataset"].isin(set(datasets)) & coverage["state"].ne(COMPLETE)
    asked = set(coverage.loc[short, "list_id"])
    named = [title.say(lang) for id, title in catalog.vocabularies["official_list"].items() if id in asked]
    return _NOT_ALL.say(lang).format(lists=joined(named, lang)) if named else ""
