"""What sums say of pairs of counties. Every total is made of the cells that are shown, and of nothing else.

A pair without a cell has no record in the data: its persons are missing, never 0.
"""

from collections.abc import Collection
from typing import Final

import pandas as pd

from geodata.boundaries.adcode import side
from geodata.flows.cells import WITHIN
from geodata.flows.records import DOMAIN, HOME, PERSONS, SERVICE, YEAR

ENDS: Final = ["sichuan_adcode", "chongqing_adcode"]
DIRECTIONS: Final = ("to_chongqing", "to_sichuan")
STATES: Final = ("both", "unused", "untied", "neither")  # used and tied; tied alone; used alone; neither is on record


def _of(cells: pd.DataFrame, domains: Collection[str], year: int) -> pd.DataFrame:
    kept = cells[cells[YEAR].eq(year) & cells[DOMAIN].isin(domains)]
    return kept.astype(dict.fromkeys((HOME, SERVICE, DOMAIN), "str"))


def across(cells: pd.DataFrame, domains: Collection[str], year: int) -> pd.DataFrame:
    """Return who crosses, by pair of counties and domain, whether they share a border or not.

    Args:
        cells: of ``cells.suppressed``.
        domains, year: which of them.

    Returns:
        sichuan_adcode, chongqing_adcode, domain; to_chongqing, to_sichuan (persons; missing: hidden, or no record),
        persons (the sum of those shown; missing where none is), hidden (how many of the two directions are).
    """
    rows = _of(cells, domains, year)
    rows = rows[rows[SERVICE].ne(WITHIN)]
    from_sichuan = rows[HOME].map(side).eq("sichuan").astype(bool)
    rows = rows.assign(
        sichuan_adcode=rows[HOME].where(from_sichuan, rows[SERVICE]),
        chongqing_adcode=rows[SERVICE].where(from_sichuan, rows[HOME]),
        hidden=rows[PERSONS].isna().astype(int),
        to_chongqing=rows[PERSONS].where(from_sichuan),
        to_sichuan=rows[PERSONS].mask(from_sichuan),
    )
    grouped = rows.groupby([*ENDS, DOMAIN])
    told = grouped[[PERSONS, *DIRECTIONS]].sum(min_count=1).join(grouped["hidden"].sum())
    return told.reset_index()


def homes(cells: pd.DataFrame, domains: Collection[str], year: int) -> pd.DataFrame:
    """Return how much of what the people of a county use lies across the border.

    Args:
        cells, domains, year: as ``across``.

    Returns:
        Index: home_adcode, domain. across (persons shown), within (persons on their own side; missing: hidden, or no
        record), total (both; missing with ``within``), share (of total, 0–1).
    """
    rows = _of(cells, domains, year)
    away = rows[rows[SERVICE].ne(WITHIN)].groupby([HOME, DOMAIN])[PERSONS].sum()
    within = rows[rows[SERVICE].eq(WITHIN)].groupby([HOME, DOMAIN])[PERSONS].sum(min_count=1)
    told = pd.DataFrame({"across": away, "within": within})
    told["across"] = told["across"].fillna(0)
    told["total"] = told["across"] + told["within"]
    return told.assign(share=(told["across"] / told["total"]).astype("Float64")).rename_axis([HOME, DOMAIN])


def state(tied: bool, used: bool) -> str:
    """Return which of STATES a pair is in."""
    return STATES[(0 if used else 1) if tied else (2 if used else 3)]


def beside_ties(pairs: pd.DataFrame, cells: pd.DataFrame, domains: Collection[str], year: int) -> pd.DataFrame:
    """Return flows of border pairs beside what is documented: a row for each pair and domain.

    Args:
        pairs: id, sichuan_adcode, chongqing_adcode, ties_{domain} (``integration.pair_table``).
        cells, domains, year: as ``across``.

    Returns:
        pair_id, the codes of both ends, domain, the columns of ``across`` (hidden 0 without a record), ties,
        total (of ``homes``, both counties together), share (of it, what they use in the other one; 0–1),
        share_sichuan, share_chongqing (``homes``), state (STATES).
    """
    found, living = across(cells, domains, year), homes(cells, domains, year)
    parts = [
        pairs[["id", *ENDS]]
        .assign(domain=domain, ties=pairs.get(f"ties_{domain}", 0))
        .rename(columns={"id": "pair_id"})
        for domain in domains
    ]
    table = pd.concat(parts, ignore_index=True).merge(found, on=[*ENDS, DOMAIN], how="left")
    table["hidden"] = table["hidden"].fillna(0).astype(int)
    total: pd.Series | int = 0
    for end in ENDS:
        at = pd.MultiIndex.from_frame(table[[end, DOMAIN]])
        held = living.reindex(at)
        table[f"share_{end.removesuffix('_adcode')}"] = held["share"].to_numpy()
        total = total + pd.Series(held["total"].to_numpy(), index=table.index)
    used = table[PERSONS].notna() | table["hidden"].gt(0)
    table["total"] = total
    table["share"] = (table[PERSONS] / total).astype("Float64")
    table["state"] = [state(bool(tied), bool(use)) for tied, use in zip(table["ties"] > 0, used, strict=True)]
    return table
