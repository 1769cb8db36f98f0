"""What a row's words say beside its date and its status: what somebody must look at before it is told.

Words cannot be judged by a rule. So every hit is either mended in its table or decided in decided.toml, with a reason.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import pandas as pd

from geodata.catalog.shared_columns import IN_FORCE, PAST, codes
from geodata.ties.from_facts import ANNOUNCED

DECIDED: Final = Path(__file__).parent / "decided.toml"
YEAR: Final = re.compile(r"(?:19|20)\d{2}")
# Words of what is still to come. "Plan" as the name of a paper is met too: such rows are decided.
TO_COME: Final = re.compile(
    r"推进|拟|计划|将|探索|争取|谋划|协商|意向|设想|目标|尚未"
    r"|\b(?:plan|plans|planned|planning|will|would|(?:was|were) to|to be|explor\w+|seeks?|seeking|sought|aim\w*"
    r"|intent|intends?|intended|propos\w+|foresees?|foreseen|rolled out)\b",
    re.IGNORECASE,
)
OPENED: Final = re.compile(
    r"(?:19|20)\d{2}年(?:\d+月)?(?:\d+日)?(?:[^，。；]{0,4})(?:开业|开园|投用|启用|投入使用|运营)"
)
TEXTS: Final = ("name", "what", "how", "purpose", "focus", "note")  # of a row, each in both languages
LINK: Final = ("cross_border",)  # of a site: what links it
# The date of each table, the texts that may state it, and what in them is a date of beginning.
DATES: Final[dict[str, tuple[tuple[str, tuple[str, ...], "re.Pattern[str]"], ...]]] = {
    "eldercare": (("cross_border_since", LINK, YEAR), ("opened", TEXTS, OPENED)),
    "tourism": (("cross_border_since", LINK, YEAR),),
    "hospitals": (("cross_border_since", LINK, YEAR),),
    "corridors": (("opened", TEXTS, YEAR),),
    "alliances": (("founded", TEXTS, YEAR),),
    "platforms": (("approved", TEXTS, YEAR),),
    "tourism_routes": (("since", TEXTS, YEAR),),
    "eldercare_policy": (("date", TEXTS, YEAR),),
    "tourism_policy": (("date", TEXTS, YEAR),),
    "mechanisms": (("date", TEXTS, YEAR),),
    "shared_services": (("since", TEXTS, YEAR),),
}
SITES: Final = frozenset(id for id, dates in DATES.items() if dates[0][1] == LINK)


def _says(table: pd.DataFrame, texts: Iterable[str], pattern: "re.Pattern[str]") -> "pd.Series[bool]":
    """Return which rows say it in one of the texts, in either language."""
    columns = [f"{text}_{lang}" for text in texts for lang in ("zh", "en") if f"{text}_{lang}" in table]
    return table[columns].map(lambda cell: isinstance(cell, str) and pattern.search(cell) is not None).any(axis=1)


def undated(facts: Mapping[str, pd.DataFrame]) -> set[str]:
    """Return the rows, as "table:id", whose text states a date while their column for it is empty.

    What is not in force yet has not begun, so none is looked for.
    """
    found = set()
    for id, dates in DATES.items():
        for column, texts, pattern in dates:
            state = "cross_border_status" if texts == LINK else "status"
            table = facts[id]
            if state in table:
                table = table[table[state].isna() | table[state].isin([IN_FORCE, *PAST])]
            hits = table.loc[table[column].isna() & _says(table, texts, pattern), "id"]
            found |= {f"{id}:{one}" for one in hits}
    return found


def doubtful(facts: Mapping[str, pd.DataFrame], ties: pd.DataFrame) -> set[str]:
    """Return the rows, as "table:id", that ties in force come from while their words speak of what is to come."""
    active = ties[ties["status"].eq(IN_FORCE)]
    also = (one for cell in active["told_by"] for one in codes(cell))
    told = {*(active["dataset"] + ":" + active["subject_id"]), *also}
    found = set()
    for id, table in facts.items():
        rows = table[(f"{id}:" + table["id"]).isin(told)] if "id" in table else table.iloc[:0]
        rows = rows[rows["stage"].ne(ANNOUNCED)] if "stage" in rows else rows  # it says itself that it is to come
        if len(rows):
            found |= {f"{id}:{one}" for one in rows.loc[_says(rows, LINK if id in SITES else TEXTS, TO_COME), "id"]}
    return found


def decided(question: str, path: Path = DECIDED) -> dict[str, str]:
    """Return the rows, as "table:id", on which it was decided, with the reason.

    Args:
        question: "dates", "status" or "doubles".
        path: the file of decisions.
    """
    entries = tomllib.loads(path.read_text(encoding="utf-8"))[question]
    return {row: entry["reason"] for entry in entries for row in entry["rows"]}
