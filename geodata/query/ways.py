"""Ways from place to place: by which corridor, from which stop to which, how far in all.

Places to travel between are the cities of Sichuan and the counties of Chongqing, which is one city as large as many.
A place stands where its people are: at its seat. What is boarded and what is driven are never mixed in one way.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product
from math import hypot
from typing import Final, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import LineString

from geodata.boundaries.adcode import CHONGQING
from geodata.boundaries.seats import seats
from geodata.boundaries.units import names_of
from geodata.catalog.shared_columns import SOURCE, in_force
from geodata.domains.journeys import BOARDED, DRIVEN, Leg, Stop, Track, leg, published, straight, strip
from geodata.measure import ALBERS, WGS84
from geodata.store.kept import per_store
from geodata.store.store import Edition

NEAR_KM: Final = 15.0  # a stop so far from where people are still serves them; a farther one is elsewhere
CHANGE_KM: Final = 10.0  # one changes between stops so far apart, in a straight line
DETOUR: Final = 2.0  # a way with a change that is so many times as long as the shortest way is none


class Seat(NamedTuple):
    """Where the people of a place are: a point in ALBERS; not ``known``: it is only some point inside the place."""

    code: str
    short_zh: str
    x: float
    y: float
    known: bool

    def far(self, stop: Stop) -> float:
        """Return the straight line to a stop in km."""
        return hypot(self.x - stop.x, self.y - stop.y) / 1000

    def apart(self, other: "Seat") -> float:
        """Return the straight line to another seat in km."""
        return hypot(self.x - other.x, self.y - other.y) / 1000


@per_store(lru_cache(maxsize=4), shared=True)
def stand(edition: Edition) -> dict[str, Seat]:
    """Return the seat of every city and county by its code."""
    names = edition.facts["unit_names"]
    known = set(names_of(names, edition.vintage).dropna(subset=["seat_lon"])["adcode"])
    found = {}
    for level in ("cities", "counties"):
        at = seats(edition.get(level), names, edition.vintage)
        flat = gpd.GeoSeries(gpd.points_from_xy(at["lon"], at["lat"]), crs=WGS84).to_crs(ALBERS)
        for row, point in zip(at.itertuples(), flat, strict=True):
            found[row.adcode] = Seat(row.adcode, row.short_zh, point.x, point.y, row.adcode in known)
    return found


@dataclass(frozen=True)
class Way:
    """One way: its legs, and how far from the seats it starts and ends (km, straight; 0: no seat is known)."""

    legs: tuple[Leg, ...]
    driven: bool
    before: float
    after: float

    @property
    def change(self) -> float:
        """Straight line between the two stops of a change in km."""
        return sum(straight(a.end, b.start) for a, b in pairwise(self.legs))

    @property
    def km(self) -> float:
        """From the first stop to the last."""
        return sum(leg.km for leg in self.legs) + self.change

    @property
    def whole(self) -> float:
        """From seat to seat, straight to the first stop and from the last."""
        return self.before + self.km + self.after

    @property
    def published(self) -> bool:
        """Whether the length is published; else it is taken along drawn lines."""
        return all(leg.published for leg in self.legs) and not self.change

    @property
    def elsewhere(self) -> tuple[bool, bool]:
        """Whether it starts, and whether it ends, elsewhere than where the people of the place are."""
        return self.before > NEAR_KM, self.after > NEAR_KM


def place(adcode: str, today: Callable[[str], str]) -> str:
    """Return the code of the place a node lies in: its city in Sichuan, its county in Chongqing.

    Args:
        adcode: of 2021.
        today: turns a code of 2021 into that of the vintage.
    """
    return today(adcode) if adcode.startswith(CHONGQING[:2]) else adcode[:4] + "00"


def served(tracks: Iterable[Track], today: Callable[[str], str]) -> dict[str, list[Track]]:
    """Return place → the tracks with a stop in it."""
    found: dict[str, list[Track]] = {}
    for track in tracks:
        for code in dict.fromkeys(place(stop.adcode, today) for stop in track.stops):
            found.setdefault(code, []).append(track)
    return found


def nearest(track: Track, at: Seat, today: Callable[[str], str]) -> Stop:
    """Return the stop of a track in a place that is nearest to where people are; ValueError when it has none there.

    Where the seat is not known a stop named after the place comes first.
    """
    inside = [stop for stop in track.stops if place(stop.adcode, today) == at.code]
    return min(inside, key=lambda stop: (not at.known and not stop.zh.startswith(at.short_zh), at.far(stop)))


def journeys(tracks: Sequence[Track], start: Seat, end: Seat, today: Callable[[str], str]) -> list[Way]:
    """Return the ways from one place to another.

    First those that start and end where people are, of these the direct ones, of these those boarded, then by length
    from seat to seat. With a change only where no direct way does as well: tracks that join both places are not changed
    from or to, and where it is no DETOUR.

    Args:
        tracks: those that may be used.
        start, end: of the ways.
        today: as in ``place``.
    """
    if start.code == end.code:
        return []
    by_place = served(tracks, today)
    firsts, lasts = by_place.get(start.code, []), by_place.get(end.code, [])
    both = {track.id for track in firsts} & {track.id for track in lasts}
    ways = []
    for track in firsts:
        if track.id in both:
            ridden = leg(track, nearest(track, start, today), nearest(track, end, today))
            ways.append(_way((ridden,), track.driven, start, end))
    for first, last in product(firsts, lasts):
        if not {first.id, last.id} & both and first.driven == last.driven:
            legs = _change(first, nearest(first, start, today), last, nearest(last, end, today))
            if legs is not None:
                ways.append(_way(legs, first.driven, start, end))
    most = DETOUR * min((way.whole for way in ways), default=0)
    return sorted((way for way in ways if len(way.legs) == 1 or way.whole <= most), key=_order)


def _way(legs: tuple[Leg, ...], driven: bool, start: Seat, end: Seat) -> Way:
    before, after = start.far(legs[0].start) if start.known else 0.0, end.far(legs[-1].end) if end.known else 0.0
    return Way(legs, driven, before, after)


def _change(first: Track, start: Stop, last: Track, end: Stop) -> tuple[Leg, Leg] | None:
    """The legs from a stop of one track to a stop of another with the change that makes the way shortest, if any."""
    firsts, lasts = [leg(first, start, stop) for stop in first.stops], [leg(last, stop, end) for stop in last.stops]
    (x, y, before), (u, v, after) = (
        np.array([(stop.x, stop.y, leg.km) for stop, leg in zip(track.stops, legs, strict=True)]).T
        for track, legs in ((first, firsts), (last, lasts))
    )
    apart = np.hypot(x[:, None] - u, y[:, None] - v) / 1000
    whole = before[:, None] + apart + after
    whole[(apart > CHANGE_KM) | (before == 0)[:, None] | (after == 0)] = np.inf  # one rides on both
    a, b = np.unravel_index(int(whole.argmin()), whole.shape)
    return (firsts[a], lasts[b]) if np.isfinite(whole[a, b]) else None


def legs_table(found: Sequence[Way], edition: Edition) -> gpd.GeoDataFrame:
    """Return the legs of some ways as rows, in their order, with the sources of their corridors.

    Returns:
        id, way and leg (from 1), corridor_id, name_zh, name_en, mode, from_zh, from_en, to_zh, to_en, km, published
        (whether that length is), way_km (from the first stop to the last), before_km and after_km (straight, from seat
        to stop and from stop to seat), source_title, source_url, source_date, source_kind, geometry (EPSG:4326: the
        drawn line from stop to stop).
    """
    corridors, nodes = edition.get("corridors").set_index("id"), edition.get("corridor_nodes")
    rows = [
        {
            **{"id": f"{n}-{m}", "way": n, "leg": m, "corridor_id": leg.corridor},
            **corridors.loc[leg.corridor, ["name_zh", "name_en", "mode"]],
            **{"from_zh": leg.start.zh, "from_en": leg.start.en, "to_zh": leg.end.zh, "to_en": leg.end.en},
            **{"km": leg.km, "published": leg.published, "way_km": way.km},
            **{"before_km": round(way.before, 1), "after_km": round(way.after, 1)},
            **corridors.loc[leg.corridor, list(SOURCE)],
            "geometry": _drawn(leg, nodes),
        }
        for n, way in enumerate(found, 1)
        for m, leg in enumerate(way.legs, 1)
    ]
    return gpd.GeoDataFrame(rows, geometry="geometry", crs=WGS84)


def _drawn(leg: Leg, nodes: pd.DataFrame) -> LineString:
    """The line of a leg: the nodes of its corridor from stop to stop, in the order one passes them."""
    mine = nodes[(nodes["corridor_id"] == leg.corridor) & nodes["on_line"].astype(bool)].sort_values("seq")
    ids, points = mine["id"].tolist(), mine[["lon", "lat"]].to_numpy()
    first, last = ids.index(leg.start.id), ids.index(leg.end.id)
    return LineString(points[first : last + 1] if first < last else points[last : first + 1][::-1])


def _order(way: Way) -> tuple[bool, int, bool, float]:
    return any(way.elsewhere), len(way.legs), way.driven, way.whole


def between(edition: Edition, corridors: pd.DataFrame, start: str, end: str) -> list[Way]:
    """Return the ways between two places on those of some corridors that are in force, as ``journeys`` orders them.

    Args:
        edition: where stops and seats come from.
        corridors: rows of the dataset corridors that may be used.
        start, end: codes of places; without one of them there is no way.
    """
    return list(_between(edition, tuple(corridors["id"][in_force(corridors)]), start, end))


@per_store(lru_cache(maxsize=64), shared=True)
def _between(edition: Edition, ids: tuple[str, ...], start: str, end: str) -> tuple[Way, ...]:
    known, where = tracks(edition), stand(edition)
    usable = [known[id] for id in ids if id in known]
    if start not in where or end not in where:
        return ()
    return tuple(journeys(usable, where[start], where[end], edition.code))


@per_store(lru_cache(maxsize=4), shared=True)
def tracks(edition: Edition) -> dict[str, Track]:
    """Return every corridor that one boards or drives and that has stops, whatever its status, by its id."""
    table, nodes = edition.get("corridors"), edition.get("corridor_nodes")
    none = pd.DataFrame(columns=["corridor_id", "lon", "lat"])  # where lines cross is not asked
    found = {}
    for _, row in table[table["mode"].isin([*BOARDED, DRIVEN])].iterrows():
        stops = tuple(strip(row["id"], nodes, none))
        if len(stops) > 1:
            found[row["id"]] = Track(row["id"], row["mode"], stops, published(row))
    return found
