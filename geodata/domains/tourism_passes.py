"""Tickets, cards and lower prices for visitors from the other side: what there is, since and until when, how old."""

from datetime import date
from typing import Final

import pandas as pd

from geodata.catalog.shared_columns import PAST, SOURCE, codes, years_since
from geodata.text import LANGS, Lang, marks

FIELD: Final = "culture_tourism"  # of the shared services


def passes(services: pd.DataFrame, policy: pd.DataFrame, today: date) -> pd.DataFrame:
    """Return the offers, newest source first: services of the field, and offers among the agreements on tourism.

    Args:
        services: shared_services with ask_zh and ask_en.
        policy: tourism_policy; what is the same as a service of the field (``same_as``) is left out.
        today: for the age of the sources and for what has ended.

    Returns:
        dataset, id, names, what_zh and what_en (of a service how, and what to ask first), notes, stage, since, until,
        the source's columns, age (whole years of the source or, where it has no date, of the offer; missing without
        either), past (ended, or its end is not known).
    """
    mine = services[services["field"] == FIELD]
    told = {f"what_{lang}": _joined(mine, (f"how_{lang}", f"ask_{lang}"), lang) for lang in LANGS}
    first = mine.assign(**told, until=None, past=False, dataset="shared_services")
    held = {*("shared_services:" + mine["id"])}
    named = {one for cell in mine["same_as"] for one in codes(cell)}
    same = policy["same_as"].map(lambda cell: not held.isdisjoint(codes(cell)))
    same |= ("tourism_policy:" + policy["id"]).isin(named)
    offers = policy[policy["offer"].fillna(False).astype(bool) & ~same]
    ended = offers["status"].isin(PAST) | _over(offers["until"], today)
    second = offers.assign(since=offers["date"], past=ended, dataset="tourism_policy")
    columns = [
        "dataset",
        "id",
        "name_zh",
        "name_en",
        *told,
        "note_zh",
        "note_en",
        "stage",
        "since",
        "until",
        "past",
        *SOURCE,
    ]
    table = pd.concat([first[columns].astype(object), second[columns].astype(object)], ignore_index=True)
    dated = table["source_date"].where(table["source_date"].notna(), table["since"])
    table["age"] = [years_since(day, today) if pd.notna(day) else None for day in dated]
    table["age"] = table["age"].astype("Int64")
    return table.assign(dated=dated).sort_values("dated", ascending=False, na_position="last").drop(columns="dated")


def _joined(table: pd.DataFrame, columns: tuple[str, ...], lang: Lang) -> list[str]:
    between = marks.SPACE.say(lang)
    return [between.join(str(cell) for cell in cells if pd.notna(cell)) for cells in table[list(columns)].to_numpy()]


def _over(until: "pd.Series[str]", today: date) -> "pd.Series[bool]":
    """Whether an end is stated and has passed; a month or a year ends with its last day."""
    day = today.isoformat()
    return pd.Series([pd.notna(end) and end < day[: len(end)] for end in until], index=until.index)
