"""The lines across that one may board near a place; a bus told in one sentence, all from its own row."""

from collections.abc import Sequence
from functools import lru_cache
from math import hypot
from typing import Final, NamedTuple

from geodata.boundaries.adcode import contains, side
from geodata.catalog.shared_columns import in_force
from geodata.domains import journeys
from geodata.domains.journeys import Leg, Stop
from geodata.query import ways
from geodata.store.kept import per_store
from geodata.store.store import Edition

STOP_KM: Final = 40.0  # a line is of use where it stops within so far
LINES: Final = 6
FAR_KM: Final = 5.0  # nearer than this, how far a stop is says nothing: points are those of towns and seats


class Line(NamedTuple):
    """One line across the border, where one boards it and where one goes by it."""

    corridor: str
    stop: Stop
    km: float  # from the place to that stop
    across: tuple[Stop, ...]  # its stops on the other side, the one reached first at the front
    leg: Leg  # to the first town across
    left: float  # km from where that leg ends to where the people of that town are; 0: not known where

    @property
    def rest(self) -> float:
        """What is left to travel by other means at both ends in km: the less, the better the line."""
        return self.km + self.left


def lines(edition: Edition, home: str, at: tuple[float, float]) -> list[Line]:
    """Return the lines across that stop near a point on its own side: the best first, those from farther stops last.

    Args:
        edition: the data.
        home: code of the unit in which the point lies.
        at: the point in the projected system (m).
    """
    tracks = ways.tracks(edition)
    found = []
    for id in _boarded(edition):
        own = [stop for stop in tracks[id].stops if side(stop.adcode) == side(home)]
        across = [stop for stop in tracks[id].stops if side(stop.adcode) not in ("", side(home))]
        if not own or not across:
            continue
        far = {stop: hypot(stop.x - at[0], stop.y - at[1]) / 1000 for stop in own}
        foreign = {stop: 0.0 if contains(home, edition.code(stop.adcode)) else FAR_KM for stop in own}
        _, start = min((far[stop] + foreign[stop], stop) for stop in own)  # one of the own unit rather than one near it
        if far[start] <= STOP_KM:
            ahead = [stop for _, stop in sorted((abs(stop.km - start.km), stop) for stop in across)]
            end, left = _town(edition, ahead)
            ridden = journeys.leg(tracks[id], start, end)
            found.append(Line(id, start, round(far[start], 1), tuple(ahead), ridden, round(left, 1)))
    found.sort(key=lambda line: line.rest)
    return sorted(found, key=lambda line: line not in near(found))


@per_store(lru_cache(maxsize=4), shared=True)
def _boarded(edition: Edition) -> tuple[str, ...]:
    """The lines across, in force, that people board and of which the stops are known."""
    table = edition.get("corridors")
    across = in_force(table) & table["cross_border"].fillna(False).astype(bool)
    return tuple(table["id"][across & table["mode"].isin(journeys.BOARDED) & table["id"].isin(ways.tracks(edition))])


def _town(edition: Edition, across: Sequence[Stop]) -> tuple[Stop, float]:
    """The stop of the first town across, and how far it is from where people are; without a town the nearest to one."""
    left = {stop: _left(edition, stop) for stop in across}
    first = next((stop for stop in across if left[stop] <= ways.NEAR_KM), None)
    if first is not None:
        across = [stop for stop in across if stop.adcode == first.adcode]
    stop = min(across, key=left.__getitem__)
    return stop, left[stop]


def _left(edition: Edition, stop: Stop) -> float:
    """How far a stop is from the seat of its county, or of its city where that is nearer; 0 where it is not known."""
    seats, county = ways.stand(edition), edition.code(stop.adcode)
    known = [seats[code] for code in (county, f"{county[:4]}00") if code in seats and seats[code].known]
    if county not in {seat.code for seat in known}:
        return 0.0
    return min(seat.far(stop) for seat in known)


def reach(found: Sequence[Line]) -> float:
    """Return how far one goes to a stop (km): ways.NEAR_KM, or as far as to that of the best line, the first."""
    return max(ways.NEAR_KM, found[0].km) if found else ways.NEAR_KM


def near(found: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines within ``reach``: to be told; the others are boarded farther away."""
    return tuple(line for line in found if line.km <= reach(found))
