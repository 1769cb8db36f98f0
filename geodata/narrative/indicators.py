"""The numbers of a page, by name: what its sentence, its key figures and the notes of a briefing are made of."""

from geodata.catalog.shared_columns import HELD, in_force
from geodata.domains import alliances as facts
from geodata.domains.shared_services import ALL, CITY, PART, SEVERAL
from geodata.domains.tourism_routes import several
from geodata.query.crossings import Crossings
from geodata.query.residents.answer import Answer
from geodata.query.residents.sites_around import AGREED, REPORTED, WRITTEN
from geodata.query.results import Shown
from geodata.store.store import Edition

Counts = dict[str, int]


def explore(edition: Edition, shown: dict[str, Shown]) -> Counts:
    """Return how many rows of each dataset are shown ("<id>") of how many ("<id>_of"), and what the circle holds."""
    counts = records(shown)
    inside = edition.get("counties").query("in_scope")
    return counts | {
        "circle": len(inside),
        "circle_sichuan": int(inside["province"].eq("四川省").sum()),
        "circle_chongqing": int(inside["province"].eq("重庆市").sum()),
        "circle_km2": int(edition.get("circle")["official_km2"].iloc[0]),
    }


def records(shown: dict[str, Shown]) -> Counts:
    """Return how many rows of each dataset are shown ("<id>") of how many ("<id>_of"), and how many cross."""
    counts = {id: found.count for id, found in shown.items()}
    counts |= {f"{id}_of": len(found.table) for id, found in shown.items()}
    if any(found.dataset.kind != "area" and not found.untold for found in shown.values()):
        counts["crossing"] = sum(found.crossing for found in shown.values())
    return counts


def crossings(found: Crossings) -> Counts:
    """Return how many border pairs are tied, how many not, by how many ties of how many facts, and the points.

    Of no pair at all nothing is counted.
    """
    pairs, tied = found.pairs.count, int((found.pairs.rows["integration"] > 0).sum())
    points = found.crossings.rows
    counts = {"pairs": pairs, "tied": tied, "cut": pairs - tied, "gaps": found.gaps.count} if pairs else {}
    return counts | {
        "domains": len(found.domains),
        "facts": found.facts,
        "ties": found.tally.in_force,
        "points": len(points),
        "used": int(in_force(points).sum()),
    }


def transport(shown: dict[str, Shown]) -> Counts:
    """Return how many corridors there are and cross, at how many points between how many border pairs."""
    corridors, crossings = shown.get("corridors"), shown.get("crossings")
    counts = {"corridors": corridors.count, "crossing": corridors.crossing} if corridors else {}
    if crossings:
        rows = crossings.rows
        counts |= {
            "points": len(rows),
            "used": int(in_force(rows).sum()),
            "pairs": len(rows.drop_duplicates(["sichuan_adcode", "chongqing_adcode"])),
        }
    return counts


def eldercare(shown: dict[str, Shown]) -> Counts:
    """Return how many sites there are, how many are linked across, on which evidence; zeros of it are left out."""
    sites = shown.get("eldercare")
    if sites is None:
        return {}
    linked = sites.rows[sites.rows["cross_border"].fillna(False).astype(bool)]
    named = int(linked["cross_border_basis"].eq("named_site").sum())
    area = int(linked["cross_border_basis"].eq("area_agreement").sum())
    visited = len(linked) - named - area
    kinds = {"named": named, "area": area, "visited": visited}
    return {"sites": sites.count, "linked": len(linked)} | {kind: count for kind, count in kinds.items() if count}


def tourism(shown: dict[str, Shown]) -> Counts:
    """Return how many sights and routes there are and cross, and how many sights lie on several of the routes."""
    sights, routes = shown.get("tourism"), shown.get("tourism_routes")
    counts = {"sights": sights.count, "linked": sights.crossing} if sights else {}
    if routes:
        counts |= {"routes": routes.count, "crossing": routes.crossing}
    if sights and routes:
        counts["several"] = len(several(routes.counted, sights.table, routes.rows["id"]))
    return counts


def alliances(shown: dict[str, Shown]) -> Counts:
    """Return how many members of how many alliances there are, on which side, and how many alliances have both."""
    members = shown.get("alliance_members")
    if members is None:
        return {}
    sides, side = facts.sides(members.table), members.rows["side"]  # what an alliance is, whoever of it is listed
    sides = sides[sides.index.isin(members.rows["alliance_id"])]
    both = int(sides["cross_border"].sum())
    counts = {"across": both} if len(sides) > 1 else {}  # of a single one it says nothing
    return counts | {
        "alliances": len(sides),
        "members": members.count,
        "sichuan": int(side.eq("sichuan").sum()),
        "chongqing": int(side.eq("chongqing").sum()),
        "both": both,
    }


def services(shown: dict[str, Shown]) -> Counts:
    """Return how many services there are and how far they reach, and how many mechanisms stand or were held."""
    offers, mechanisms = shown.get("shared_services"), shown.get("mechanisms")
    counts: Counts = {}
    if offers:
        reaches = {"whole": ALL, "several": SEVERAL, "local": PART, "cities": CITY}
        counts = {name: int(offers.rows["reach"].eq(reach).sum()) for name, reach in reaches.items()}
        counts["services"] = offers.count
    if mechanisms:
        held = int(mechanisms.rows["status"].eq(HELD).sum())
        counts |= {"mechanisms": mechanisms.count, "standing": mechanisms.count - held, "held": held}
    return counts


def citizen(found: Answer) -> Counts:
    """Return what there is for a resident: sites by what stands behind them, lines, services by how far they hold.

    What was not asked for, and what there is none of, is left out.
    """
    counts: Counts = {}
    if found.need.sites:
        kinds = {} if found.need.open else {"written": WRITTEN, "agreed": AGREED, "reported": REPORTED}
        counts = {name: n for name, strength in kinds.items() if (n := len(found.of(strength)))}
        counts["open"] = found.collected[0]
    if found.need.rides:
        counts["lines"] = len(found.rides)
    services = {"local": found.local, "cities": found.cities, "general": found.general, "several": found.several}
    return counts | {name: len(ids) for name, ids in services.items() if ids}
