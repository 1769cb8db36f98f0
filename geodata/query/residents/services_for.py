"""The services and agreements that hold for the people of a place, told by how far each of them holds."""

from functools import lru_cache
from typing import Any

import pandas as pd

from geodata.boundaries.adcode import covers, side
from geodata.catalog.shared_columns import codes, in_force
from geodata.domains.shared_services import ALL, CITY, PART, SEVERAL, offered
from geodata.query.residents.nearby_lines import Line
from geodata.query.residents.needs import WHO, Need
from geodata.query.residents.sites_around import Home
from geodata.store.kept import per_store
from geodata.store.store import Edition


def services(edition: Edition, at: Home, need: Need, who: str, ways: list[Line]) -> tuple[list[str], ...]:
    """Return the ids of services that name this place, that name a city of it, of both provinces, and of many places.

    In each, what matters to who asks comes first.
    """
    held, told = edition.service_places(), {f"corridors:{line.corridor}" for line in ways}  # as a line already
    first, named = WHO[who].fields, need.named(who)
    rows = [row for row in _offered(edition, at.place.adcode) if row.field in need.fields]
    rows = [row for row in rows if told.isdisjoint(codes(row.same_as))]
    rows.sort(key=lambda row: (named.index(row.id) if row.id in named else len(named), row.field not in first))
    local, general, several = ([row.id for row in rows if row.reach == far] for far in (PART, ALL, SEVERAL))
    cities = [row for row in rows if row.reach == CITY]
    of_city = [row.id for row in cities if covers(codes(row.parties_adcodes), at.place.adcode)]
    return [id for id in local if is_for(held[id], at)], of_city, general, several


@per_store(lru_cache(maxsize=512), shared=True)
def _offered(edition: Edition, place: str) -> tuple[Any, ...]:
    """The services told to people of a place, as rows: id, field, reach, same_as, parties_adcodes."""
    rows = offered(edition.get("shared_services"), edition.segments(), place)
    return tuple(rows[["id", "field", "reach", "same_as", "parties_adcodes"]].itertuples(index=False))


def is_for(named: list[str], at: Home) -> bool:
    """Return whether a local service or an agreement is for the people of a place.

    It is where it names the place, or a unit that holds it or lies in it; where it names the province around it as
    such, unless it names counties: then it is for those (a hospital one side runs for a county on the other).
    """
    own = [code for code in named if side(code) == at.side]
    if covers([code for code in own if not code.endswith("0000")], at.place.adcode):
        return True
    return any(code.endswith("0000") for code in own) and all(code.endswith("00") for code in named)


@per_store(lru_cache(maxsize=16), shared=True)
def _agreed(edition: Edition, policy: str, domain: str) -> pd.DataFrame:
    """The agreements in force of a policy table on a domain: id, date, codes of the parties in the vintage (named)."""
    table = edition.get(policy)
    if "domains" in table:  # papers on several domains
        table = table[table["domains"].map(lambda cell: domain in codes(cell))]
    if "status" in table:
        table = table[in_force(table)]
    named = [[edition.code(code) for code in codes(cell)] for cell in table["parties_adcodes"]]
    return table[["id", "date"]].assign(named=named)


def agreements(edition: Edition, at: Home, need: Need) -> list[str]:
    """Return the ids of the agreements of a need that hold for a place and one across, the local and latest first."""
    if not need.policy:
        return []
    table = _agreed(edition, need.policy, need.domain)
    both = [is_for(named, at) and any(side(code) not in ("", at.side) for code in named) for named in table["named"]]
    local = [covers([code for code in named if not code.endswith("0000")], at.place.adcode) for named in table["named"]]
    rows = table.assign(local=local)[both].sort_values(["local", "date"], ascending=False, na_position="last")
    return rows["id"].tolist()
