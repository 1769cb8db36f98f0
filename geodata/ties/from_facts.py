"""From facts to ties: one pure function per kind of fact that can cross the border.

``today`` gives the code of a unit in the vintage asked for, ``group`` those of counties that are named together.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Final

import pandas as pd

from geodata.boundaries.adcode import CHONGQING, SICHUAN, side
from geodata.catalog.shared_columns import IN_FORCE, SOURCE, codes
from geodata.ties.model import AREA, FLOW, LINE, NAMED, End, Row, across, ordered, tie

ANNOUNCED: Final = "announced"  # the stage of a service that its source only plans or agrees on
PLANNED: Final = "planned"
DESIGNATION: Final = "designation"  # a list two governments drew up: who stands on it is not linked by that


def from_corridors(crossings: pd.DataFrame, corridors: pd.DataFrame, today: Callable[[str], str]) -> list[Row]:
    """A corridor joins the pair of counties at each of its crossings.

    Where a corridor has no line on the map, the counties its source names stand for the crossing.
    """
    by_id = {row.id: row for row in corridors.itertuples()}
    rows = []
    for crossing in crossings.itertuples():
        corridor = by_id[crossing.corridor_id]
        ends = End(crossing.sichuan_adcode), End(crossing.chongqing_adcode)
        told = {
            "basis_zh": f"在{crossing.sichuan_zh}与{crossing.chongqing_zh}之间过界",
            "basis_en": f"Crosses between {crossing.sichuan_en} and {crossing.chongqing_en}",
        }
        rows.append(
            tie(corridor, "corridor", "transport", "corridors", ends, strength=LINE, **told)
            | {"since": corridor.opened, "status": corridor.status}
        )
    drawn = set(crossings["corridor_id"])
    for corridor in corridors[corridors["crossing_adcodes"].notna()].itertuples():
        if corridor.id in drawn:
            continue
        for pair in codes(corridor.crossing_adcodes):
            a, b = (End(today(code)) for code in pair.split("|"))
            if both := ordered(a, b):
                rows.append(
                    tie(corridor, "corridor", "transport", "corridors", both)
                    | {"since": corridor.opened, "status": corridor.status}
                    | {"basis_zh": corridor.note_zh, "basis_en": corridor.note_en}
                )
    return rows


def from_members(members: pd.DataFrame, alliances: pd.DataFrame) -> list[Row]:
    """An alliance ties every member on one side to every member across.

    Args:
        members: alliance_members with adcode_today.
        alliances: the table.
    """
    by_id = {row.id: row for row in alliances.itertuples()}
    rows = []
    for id, roll in members.groupby("alliance_id", sort=False):
        if by_id[id].form == DESIGNATION:
            continue
        ends = [End(row.adcode_today, row.id, row.name_zh, row.name_en, row.lon, row.lat) for row in roll.itertuples()]
        for a in (end for end in ends if side(end.code) == "sichuan"):
            for b in (end for end in ends if side(end.code) == "chongqing"):
                told = {"basis_zh": f"{a.zh}与{b.zh}同为成员", "basis_en": f"{a.en} and {b.en} are both members"}
                rows.append(
                    tie(by_id[id], "membership", "alliances", "alliances", (a, b), since=by_id[id].founded, **told)
                )
    return rows


def from_sites(sites: pd.DataFrame, dataset: str, domain: str, today: Callable[[str], str]) -> list[Row]:
    """A site that a source links with the other side is tied to each partner unit named, else to the whole side.

    What links it may be of another domain than the site (a resort that a plan for tourism names), or no longer hold.
    A row whose unit is a province stands for that whole province.
    """
    rows = []
    parts = ("basis", "domain", "status", "since", "zh", "en")
    optional = [*(f"cross_border_{part}" for part in parts), "serves_from_adcodes"]
    linked = sites[sites["cross_border"].fillna(False).astype(bool)]
    for site in linked.reindex(columns=list(dict.fromkeys([*linked.columns, *optional]))).itertuples():
        own = End(site.adcode_today, site.id, site.name_zh, site.name_en, site.lon, site.lat)
        if own.code in (CHONGQING, SICHUAN):  # what the whole province has part in is no place in it
            own = End(own.code)
        other = CHONGQING if side(own.code) == "sichuan" else SICHUAN
        source = {name: getattr(site, name, None) for name in SOURCE}
        if isinstance(getattr(site, f"cross_border_{SOURCE[0]}", None), str):  # the link has a source of its own
            source = {name: getattr(site, f"cross_border_{name}", None) for name in SOURCE}
        flow = site.cross_border_basis == FLOW
        for code in codes(site.serves_from_adcodes) or [other]:
            if ends := ordered(own, End(today(code))):
                rows.append(
                    tie(site, "site", _or(site.cross_border_domain, domain), dataset, ends)
                    | source
                    | {
                        "strength": _or(site.cross_border_basis, NAMED),
                        "status": _or(site.cross_border_status, IN_FORCE),
                        "since": site.cross_border_since,
                        "direction": f"to_{side(own.code)}" if flow else "both",
                        "basis_zh": site.cross_border_zh,
                        "basis_en": site.cross_border_en,
                    }
                )
    return rows


def _or(cell: object, usual: str) -> str:
    return cell if isinstance(cell, str) else usual


def from_services(
    services: pd.DataFrame, today: Callable[[str], str], group: Callable[[list[str]], list[str]]
) -> list[Row]:
    """A service ties the counties it names on either side; where it names none, the parties; else the whole side.

    One whose source only announces it is not in force.
    """
    rows = []
    for service in services.itertuples():
        parties = codes(service.parties_adcodes)
        here, there = codes(service.counties_sichuan_adcodes), codes(service.counties_chongqing_adcodes)
        named = bool(here and there)
        here = here or [code for code in parties if side(code) == "sichuan"] or [SICHUAN]
        there = there or [code for code in parties if side(code) == "chongqing"] or [CHONGQING]
        units = group([*here, *there]) if named else [today(code) for code in (*here, *there)]
        for ends in across(units):
            rows.append(
                tie(service, "service", "services", "shared_services", ends)
                | {"since": service.since, "strength": NAMED if named else AREA}
                | {"status": PLANNED if service.stage == ANNOUNCED else IN_FORCE}
                | {"basis_zh": _or(service.how_zh, service.note_zh), "basis_en": _or(service.how_en, service.note_en)}
            )
    return rows


def from_platforms(platforms: pd.DataFrame, members: dict[str, list[str]]) -> list[Row]:
    """A cooperation platform ties every Sichuan with every Chongqing county in it (``members``: id → codes)."""
    return [
        tie(platform, "platform", "platforms", "platforms", ends, strength=AREA, since=platform.approved)
        | {"basis_zh": platform.focus_zh, "basis_en": platform.focus_en}
        for platform in platforms.itertuples()
        for ends in across(members[platform.id])
    ]


def from_routes(routes: pd.DataFrame, sites: pd.DataFrame) -> list[Row]:
    """A tourist route ties two stops that follow each other on different sides; one only proposed is not in force."""
    by_id = {row.id: row for row in sites.itertuples()}
    rows = []
    for route in routes.itertuples():
        for a, b in pairwise(by_id[stop] for stop in codes(route.stops)):
            ends = [End(stop.adcode_today, stop.id, stop.name_zh, stop.name_en, stop.lon, stop.lat) for stop in (a, b)]
            if both := ordered(*ends):
                told = {"basis_zh": f"线路由{a.name_zh}到{b.name_zh}", "basis_en": f"From {a.name_en} to {b.name_en}"}
                rows.append(tie(route, "route", "tourism", "tourism_routes", both, **told))
                rows[-1] |= {"status": route.status, "since": route.since}
    return rows


def from_agreements(
    table: pd.DataFrame, dataset: str, domain: str, kind: str, today: Callable[[str], str]
) -> list[Row]:
    """An agreement or mechanism ties its parties on either side; one with a party on one side only is none.

    A paper that says of which domains it speaks (``domains``) ties in those only. A meeting or an event that was held,
    or an offer that ended, is listed, but it is not in force.
    """
    return [
        tie(row, kind, of, dataset, ends, strength=AREA, since=row.date, status=getattr(row, "status", IN_FORCE))
        | {"basis_zh": row.what_zh, "basis_en": row.what_en, "until": getattr(row, "until", None)}
        for row in table.itertuples()
        for of in codes(getattr(row, "domains", domain))
        for ends in across([today(code) for code in codes(row.parties_adcodes)])
    ]
