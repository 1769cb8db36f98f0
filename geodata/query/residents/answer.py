"""What a resident of one place may use across the border, how far it is, and by which line one gets there.

Near means near whatever the province: distances are straight lines in the one projected system, from the place's seat
of government (or, where none is known, a point inside it) to each site's point, whose precision is told with it.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.boundaries.adcode import contains, side
from geodata.boundaries.seats import seats
from geodata.boundaries.vintage import Vintage
from geodata.catalog.shared_columns import in_force
from geodata.measure import ALBERS, WGS84
from geodata.query import gazetteer
from geodata.query.residents import nearby_lines, services_for
from geodata.query.residents.hotlines import answering
from geodata.query.residents.nearby_lines import LINES, Line
from geodata.query.residents.needs import ANYONE, NEEDS, Best, Need
from geodata.query.residents.sites_around import AGREED, NOTHING, WRITTEN, Hit, Home, across, hits, home, nearest
from geodata.query.residents.trip import Trip, trip
from geodata.query.scene import Scene
from geodata.store.kept import per_store
from geodata.store.store import Edition

MOST: Final = 5  # so many of what may be used are listed at first; the rest is folded
FEW: Final = 3  # services
NEAREST: Final = 3  # so many of what lies near without a basis, of other kinds, and of one's own side
LISTED: Final = 16  # where all of a side may be used, so many of the nearest are listed
REACH_KM: Final = 150.0  # about two hours: what lies farther is folded away and not on the map
EMERGENCY: Final = "emergency"  # category of networks, which are no place to go to (and of a hospital: it has a grade)


@dataclass(frozen=True)
class Answer:
    """What there is for one need, from one place; sites are strongest first, then nearest; the rest nearest first."""

    home: Home
    need: Need
    who: str  # of ``need.whos``
    usable: tuple[Hit, ...]  # across, for the people of this place; all of them where anybody may go
    near: tuple[Hit, ...]  # across, without such a basis: the nearest
    besides: tuple[Hit, ...]  # across, of kinds that are not what was asked for: the nearest, and those with a basis
    own: tuple[Hit, ...]  # on the own side, to compare: the nearest
    collected: tuple[int, int]  # how many sites of the kinds asked for there are in all: across, on the own side
    others: int  # how many sites across there are of other kinds
    unlisted: tuple[str, ...]  # counties across without any site, where one may be nearer than the nearest listed
    local: tuple[str, ...]  # services that hold for this place, not for all of both provinces
    cities: tuple[str, ...]  # services of a city around it, of which the source does not say where in it they hold
    general: tuple[str, ...]  # services of both provinces, those for who asks first
    several: tuple[str, ...]  # services of many places, which only their source lists
    agreements: tuple[str, ...]  # ids of the need's policy table whose parties hold this place and one across
    lines: tuple[Line, ...]  # the best first, those boarded farther away last
    crossing: tuple[str, float] | None  # nearest crossing in use: id, km
    hotlines: tuple[str, ...]  # ids of the numbers to call about it, the best first
    trip: Trip | None = None  # to where one wants to go

    def of(self, strength: int) -> tuple[Hit, ...]:
        """Return the sites across of one strength."""
        return tuple(hit for hit in self.usable if hit.strength == strength)

    @property
    def nearest(self) -> Hit | None:
        """The site across that is nearest, a general hospital before a special one; None where there is none."""
        return nearest((*self.usable, *self.near))

    @property
    def best(self) -> tuple[Best, Hit] | None:
        """The nearest site across of most use to who asks, and why; None where nobody is asked for, or none is."""
        wanted = self.need.best.get(self.who)
        found = [hit for hit in self.usable if wanted and hit.kind in wanted.kinds]
        return (wanted, min(found, key=lambda hit: hit.km)) if wanted and found else None

    @property
    def listed(self) -> tuple[Hit, ...]:
        """The sites that are laid open, in order: their place here is their number on the map."""
        parts = (self.usable,) if self.need.open else (self.of(WRITTEN), self.of(AGREED))
        return tuple(hit for hits in (*parts, self.near, self.besides, self.own) for hit in within(hits))

    @property
    def rides(self) -> list[str]:
        """The ids of the lines laid open, where these were asked for: those to where one wants to go, if told."""
        if not self.need.rides:
            return []
        return self.trip.corridors if self.trip else [line.corridor for line in nearby_lines.near(self.lines)]

    @property
    def services(self) -> tuple[str, ...]:
        """The ids of all services."""
        return self.local + self.cities + self.general + self.several


def within(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Return those of a list that are laid open: within reach, and not too many."""
    return tuple(hit for hit in hits if hit.km <= REACH_KM)[:MOST]


@per_store(lru_cache(maxsize=8), shared=True)
def _networks(edition: Edition, id: str) -> frozenset[str]:
    """What of a dataset is a network, and no place one could go to."""
    table = edition.get(id).reindex(columns=["id", "category", "level"])
    return frozenset(f"{id}:" + table.loc[table["category"].eq(EMERGENCY) & table["level"].isna(), "id"])


class _Sites(NamedTuple):
    """What of a need may be used across, what else lies across, what of other kinds does, what the own side has."""

    usable: list[Hit]
    near: list[Hit]
    besides: list[Hit]
    own: list[Hit]


def _sites(edition: Edition, at: Home, need: Need, who: str) -> _Sites:
    if not need.sites:
        return _Sites([], [], [], [])
    networks = _networks(edition, need.sites)
    wanted = need.best[who].kinds if who in need.best else ()
    found = [hit for hit in hits(edition, at, need.sites) if hit.pick not in networks]
    found.sort(key=lambda hit: (hit.km > REACH_KM, hit.special and hit.kind not in wanted))  # near and general first
    meant = [hit for hit in found if need.means(hit.kind)]
    across = [hit for hit in meant if hit.side != at.side]
    usable = across if need.open else sorted((hit for hit in across if hit.strength != NOTHING), key=_first)
    near, own = [hit for hit in across if hit not in usable], [hit for hit in meant if hit.side == at.side]
    return _Sites(usable, near, [hit for hit in found if hit.side != at.side and not need.means(hit.kind)], own)


def _first(hit: Hit) -> tuple[int, float]:
    return hit.strength, hit.km


@per_store(lru_cache(maxsize=4), shared=True)
def _counties(edition: Edition) -> pd.DataFrame:
    """Every county's code, side and the point (m) it stands at."""
    table = seats(edition.get("counties"), edition.facts["unit_names"], edition.vintage)
    flat = gpd.GeoSeries(gpd.points_from_xy(table["lon"], table["lat"]), crs=WGS84).to_crs(ALBERS)
    return pd.DataFrame({"adcode": table["adcode"], "side": table["adcode"].map(side), "x": flat.x, "y": flat.y})


@per_store(lru_cache(maxsize=16), shared=True)
def _with_sites(edition: Edition, need: str) -> frozenset[str]:
    """The counties in which there is a site of a need."""
    id = NEEDS[need].sites
    table = edition.get(id)
    sites = ~(f"{id}:" + table["id"]).isin(_networks(edition, id)) & table["category"].map(NEEDS[need].means)
    return frozenset(table["adcode_today" if edition.vintage is Vintage.TODAY else "adcode"][sites])


def _unlisted(edition: Edition, at: Home, need: str, first: Hit | None) -> list[str]:
    """The counties across without any site of a need: those just over the border, and those within the nearest one.

    In them there may be one that is nearer than the nearest collected; the nearest county first.
    """
    if first is None:
        return []
    pairs, other = edition.segments(), across(at)
    sides = zip(pairs[f"{at.side}_adcode"], pairs[f"{other}_adcode"], strict=True)
    facing = [code for own, code in sides if contains(at.place.adcode, own)]
    counties = _counties(edition)
    km = np.hypot(counties["x"] - at.x, counties["y"] - at.y) / 1000
    meant = counties["side"].eq(other) & (counties["adcode"].isin(facing) | km.lt(first.km))
    found = counties.assign(km=km)[meant & ~counties["adcode"].isin(_with_sites(edition, need))]
    return found.sort_values("km")["adcode"].tolist()


@per_store(lru_cache(maxsize=4), shared=True)
def _crossings(edition: Edition) -> pd.DataFrame:
    """Every crossing in use: its id and the point (m) it lies at."""
    table: Any = edition.get("crossings")
    table = table[in_force(table) & table["mode"].ne("air")]  # where an air route passes the border nobody crosses
    flat = table.geometry.to_crs(ALBERS)
    return pd.DataFrame({"id": table["id"], "x": flat.x, "y": flat.y})


def _crossing(edition: Edition, at: Home) -> tuple[str, float] | None:
    table = _crossings(edition)
    km = np.hypot(table["x"] - at.x, table["y"] - at.y) / 1000
    return (str(table["id"].iloc[int(km.argmin())]), round(float(km.min()), 1)) if len(table) else None


@per_store(lru_cache(maxsize=2048), shared=True)
def answer(edition: Edition, adcode: str, want: str, who: str = "", goal: str = "") -> Answer:
    """Return what people of a place may use across the border for one need.

    Args:
        edition: the data.
        adcode: of the place; KeyError when there is no such unit.
        want: of NEEDS.
        who: of WHO; whom the need does not ask for is anyone.
        goal: of a place across, where the need asks for one; anything else is none.
    """
    at, need = home(edition, adcode), NEEDS[want]
    who = who if who in need.whos else ANYONE
    found = _sites(edition, at, need, who)
    first = nearest((*found.usable, *found.near))
    ways = nearby_lines.lines(edition, adcode, (at.x, at.y))[:LINES]
    calls = answering(edition.get("hotlines"), need.domain, county(edition, first) if first else adcode)
    local, cities, general, several = services_for.services(edition, at, need, who, ways)
    return Answer(
        home=at,
        need=need,
        who=who,
        usable=tuple(found.usable),
        near=tuple(found.near[:NEAREST]),
        besides=tuple(hit for n, hit in enumerate(found.besides) if n < NEAREST or hit.strength in (WRITTEN, AGREED)),
        own=tuple(found.own[:NEAREST]),
        collected=(len(found.usable) + len(found.near), len(found.own)),
        others=len(found.besides),
        unlisted=tuple(_unlisted(edition, at, want, first)),
        local=tuple(local),
        cities=tuple(cities),
        general=tuple(general),
        several=tuple(several),
        agreements=tuple(services_for.agreements(edition, at, need)),
        lines=tuple(ways),
        crossing=_crossing(edition, at),
        hotlines=tuple(calls["id"]),
        trip=trip(edition, at, goal) if need.rides and goal else None,
    )


def county(edition: Edition, hit: Hit) -> str:
    """Return the code, in the vintage, of the county a site lies in."""
    row = edition.row(hit.pick.dataset, hit.pick.id)
    if row is None:
        raise KeyError(hit.pick)
    return edition.code(str(row["adcode"]))


def asked(edition: Edition, scene: Scene) -> Answer | None:
    """Return the answer to a scene's question; None before a place is chosen."""
    return answer(edition, scene.focus, scene.want, scene.who, scene.goal) if scene.focus else None


def members(edition: Edition, adcode: str) -> list[gazetteer.Place]:
    """Return the cities of a province, or the counties of a city or of Chongqing; none for a county."""
    if not adcode.endswith("00"):
        return []
    known = gazetteer.units(edition)
    inside = [place for code, place in known.items() if code != adcode and contains(adcode, code)]
    return [place for place in inside if place.adcode.endswith("00")] or inside
