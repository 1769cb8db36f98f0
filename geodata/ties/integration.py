"""What follows from the ties: which border pairs they hold at, how far each pair is integrated, and where nothing is.

All functions are pure: ties in (any selection of them), answers out. Only ties in force are counted; what is under
construction or planned is counted apart. Ties with a whole province at one end hold for every pair: they are listed
once and counted apart too, so that they do not hide local gaps.
"""

from typing import Final, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.catalog.shared_columns import BLANK, PAST, in_force, to_come, year_of
from geodata.domains.crossings import crossings_per_pair, nearest_crossings
from geodata.domains.official_lists import state, states
from geodata.ties.model import nowhere

ALL: Final = "province"  # scope of ties that hold for every pair
PEOPLE: Final = ("population", "population_60plus")  # persons of both counties of a pair
_OF: Final = ":"  # between pair and domain in a gap's id


class Tally(NamedTuple):
    """How a selection of ties divides: each tie is counted in exactly one part."""

    neighbours: int  # between the two counties of a border pair
    covering: int  # of a city that holds one of them: the pair is covered, not named
    elsewhere: int  # between other places
    province: int  # a whole province at one end
    coming: int  # not yet in force: under construction, planned or proposed
    held: int  # meetings, events and offers that ended

    @property
    def in_force(self) -> int:
        """All ties in force."""
        return self.neighbours + self.covering + self.elsewhere + self.province


def _holds(ties: pd.DataFrame, pairs: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Two truth tables, ties × pairs: the tie names both counties; it covers both (names them or their city)."""
    named = np.ones((len(ties), len(pairs)), dtype=bool)
    covers = named.copy()
    for side in ("sichuan", "chongqing"):
        ends = ties[f"{side}_adcode"].to_numpy(dtype=str)[:, None]
        counties = pairs[f"{side}_adcode"].to_numpy(dtype=str)[None, :]
        cities = np.char.add(counties.astype("U4"), "00")
        named &= ends == counties
        covers &= (ends == counties) | (ends == cities)
    return named, covers & (ties["scope"] != ALL).to_numpy()[:, None]


def at_pairs(ties: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return which tie holds at which border pair.

    A tie holds at a pair when each end is the pair's county on that side, or the city that county lies in. Where a
    row names a county and the city around it as well, what it says of the city does not hold there once more.

    Returns:
        One row per tie and pair: pair_id, tie_id, named (the tie names both counties, not only their city).
    """
    named, covers = _holds(ties, pairs)
    n, m = np.nonzero(covers)
    held = pd.DataFrame(
        {"pair_id": pairs["id"].to_numpy()[m], "tie_id": ties["id"].to_numpy()[n], "named": named[n, m]}
    )
    one = [held["pair_id"], *(ties[column].to_numpy()[n] for column in _ONE)]
    return held[held["named"] | ~held.groupby(one)["named"].transform("any")].reset_index(drop=True)


# Ties alike in these are of one row, domain and status, and of the same places.
_ONE: Final = ("dataset", "subject_id", "domain", "status", "sichuan_id", "chongqing_id")


def tally(ties: pd.DataFrame, pairs: pd.DataFrame) -> Tally:
    """Return how the ties divide."""
    active = ties[in_force(ties)]
    named, covers = (table.any(axis=1) for table in _holds(active, pairs))
    province = active["scope"].eq(ALL).to_numpy()
    counts = (named, covers & ~named, ~covers & ~province, province)
    neighbours, covering, elsewhere, whole = (int(part.sum()) for part in counts)
    held = int(ties["status"].isin(PAST).sum())
    return Tally(neighbours, covering, elsewhere, whole, len(ties) - len(active) - held, held)


class Around(NamedTuple):
    """What ties are held against.

    pairs: the border pairs with their segment (EPSG:4326). crossings: with status, sichuan_adcode, chongqing_adcode
    and points (EPSG:4326). domains: ids, in order. people: population and population_60plus (persons) by county code,
    missing where not known. metres: ``distances`` of pairs and crossings, of which ``crossings`` may be a part.
    """

    pairs: gpd.GeoDataFrame
    crossings: gpd.GeoDataFrame
    domains: tuple[str, ...]
    people: pd.DataFrame
    metres: pd.DataFrame


def pair_table(ties: pd.DataFrame, around: Around) -> gpd.GeoDataFrame:
    """Return every border pair with what ties it.

    Args:
        ties: any selection of ties.
        around: what they are held against.

    Returns:
        The columns of the pairs and, per pair: ``ties_<domain>`` (in force), ties (their sum), integration (how many
        domains have at least one), missing (ids of the other domains, ";"), coming (not yet in force),
        last_since and last_id (the newest dated tie), population and population_60plus (of both counties together,
        missing when one is), crossings and crossings_coming on its segment, crossing_id and crossing_km (the nearest
        crossing in use).
    """
    pairs, domains = around.pairs, list(around.domains)
    held = at_pairs(ties, pairs).merge(ties[["id", "domain", "status", "since"]], left_on="tie_id", right_on="id")
    active, coming = held[in_force(held)], held[to_come(held)]
    counts = _counts(active, pairs["id"], domains)
    frame = pairs.set_index("id", drop=False).rename_axis(None)
    frame = frame.assign(**{f"ties_{domain}": counts[domain] for domain in domains})
    frame["ties"] = counts.sum(axis=1).astype(int)
    frame["integration"] = (counts > 0).sum(axis=1).astype(int)
    frame["missing"] = [";".join(counts.columns[row == 0]) or None for row in counts.to_numpy()]
    frame["coming"] = coming.groupby("pair_id").size().reindex(frame.index, fill_value=0)
    newest = active.dropna(subset=["since"]).sort_values("since").groupby("pair_id").last()
    frame["last_since"], frame["last_id"] = (newest[column].reindex(frame.index) for column in ("since", "tie_id"))
    for column in PEOPLE:
        first, second = (frame[f"{side}_adcode"].map(around.people[column]) for side in ("sichuan", "chongqing"))
        frame[column] = first.astype("Int64") + second.astype("Int64")
    frame = frame.reset_index(drop=True)
    for column, used in (("crossings", True), ("crossings_coming", False)):
        some = around.crossings[in_force(around.crossings) == used]
        frame[column] = crossings_per_pair(some, frame)
    nearest = nearest_crossings(around.crossings, around.metres)
    return frame.assign(**{column: nearest[column].to_numpy() for column in nearest})


def _counts(held: pd.DataFrame, pairs: "pd.Series[str]", domains: list[str]) -> pd.DataFrame:
    """How many ties hold at each pair (rows), by domain (columns)."""
    row, column = pd.Index(pairs).get_indexer(held["pair_id"]), pd.Index(domains).get_indexer(held["domain"])
    counted, asked = np.zeros((len(pairs), len(domains)), dtype=int), column >= 0
    np.add.at(counted, (row[asked], column[asked]), 1)
    return pd.DataFrame(counted, index=pairs, columns=domains)


def gaps(
    ties: pd.DataFrame, pairs: gpd.GeoDataFrame, domains: tuple[str, ...], coverage: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Return the planner's list: every pair and domain without a tie in force.

    Most people first (pairs whose population is not known come after), then the longest border.

    Args:
        ties: those the pairs were counted from.
        pairs: of ``pair_table``.
        domains: ids, in order.
        coverage: how complete each list is (``official_lists.states``).

    Returns:
        id (pair and domain), pair_id, names, domain, population, population_60plus, border_km, coming (ties not yet in
        force that would close the gap), state (how complete the lists of the domain are in both counties), geometry
        (the piece of the border that the two counties share).
    """
    ends = ["sichuan_adcode", "chongqing_adcode"]
    columns = ["id", "name_zh", "name_en", *PEOPLE, "border_km", *ends, "geometry"]
    of, at = np.nonzero(pairs[[f"ties_{domain}" for domain in domains]].to_numpy(dtype=int).T == 0)
    table = pairs[columns].iloc[at].assign(domain=np.array(domains, dtype=object)[of])
    table = table.sort_values(["population", "border_km"], ascending=False, na_position="last", kind="stable")
    table = table.rename(columns={"id": "pair_id"}).reset_index(drop=True)
    planned = ties[to_come(ties)]
    held = at_pairs(planned, pairs).merge(planned[["id", "domain"]], left_on="tie_id", right_on="id")
    counts = (held["pair_id"] + _OF + held["domain"]).value_counts()
    ids = gap_id(table["pair_id"], table["domain"])
    known = states(coverage)
    told = [state(known, *one) for one in zip(*(table[name].tolist() for name in ("domain", *ends)), strict=True)]
    return table.assign(id=ids, coming=ids.map(counts).fillna(0).astype(int), state=told).drop(columns=ends)


def gap_id(pairs: "pd.Series[str]", domains: "pd.Series[str]") -> "pd.Series[str]":
    """Return the id of each pair in a domain, whether it is a gap or what fills one."""
    return pairs + _OF + domains


def pair_of_gap(id: str) -> str:
    """Return the border pair that a gap is one of."""
    return id.partition(_OF)[0]


def sichuan_city(ties: pd.DataFrame) -> "pd.Series[str]":
    """Return the code of the Sichuan city each tie ends in; as ``chongqing_county`` where that is none."""
    return _unplaced(ties, "sichuan", ties["sichuan_adcode"].str[:4] + "00")


def chongqing_county(ties: pd.DataFrame) -> "pd.Series[str]":
    """Return the code of the Chongqing county each tie ends in.

    The province's own where the whole of it is meant; BLANK where it is a body of which only the province is known.
    """
    return _unplaced(ties, "chongqing", ties["chongqing_adcode"])


def _unplaced(ties: pd.DataFrame, side: str, codes: "pd.Series[str]") -> "pd.Series[str]":
    return codes.mask(nowhere(ties, side), BLANK)


def matrix(ties: pd.DataFrame, column: str) -> pd.DataFrame:
    """Count the ties in force by Sichuan city (rows, codes) and ``column`` (columns): their sum is the number of ties.

    The row and the column of the whole provinces, taken together, hold just the ties the tally calls "province".

    Args:
        ties: any selection of ties.
        column: "chongqing_county" or "domain".
    """
    active = ties[in_force(ties)]
    across = active["domain"] if column == "domain" else chongqing_county(active).rename(column)
    return pd.crosstab(sichuan_city(active), across)


def growth(ties: pd.DataFrame) -> pd.DataFrame:
    """Count the ties in force by year and domain, so that each year's row holds all that count in it by then.

    Returns:
        Index: the years, from the one before the first known to the last; columns: domains. The first row holds those
        of which no year is known: they count in every year (``shared_columns.begun``).
    """
    active = ties[in_force(ties)]
    years = year_of(active["known_since"])
    known = years.dropna()
    first, last = (int(known.min()), int(known.max())) if len(known) else (0, 0)
    came = pd.crosstab(years.fillna(first - 1).astype(int), active["domain"])  # the undated count from the first row on
    return came.reindex(range(first - 1, last + 1), fill_value=0).cumsum().rename_axis(None)


class Undated(NamedTuple):
    """Of how many ties in force the start is not known: with the year of a source, and with no year at all."""

    by_source: int
    unknown: int


def undated(ties: pd.DataFrame) -> Undated:
    """Return of how many of the ties in force the start is not known."""
    active = ties[in_force(ties) & ties["since"].isna()]
    unknown = int(active["known_since"].isna().sum())
    return Undated(len(active) - unknown, unknown)
