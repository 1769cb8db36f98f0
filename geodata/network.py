"""Corridors as a traveller sees them: their stops in order with the border between, and how to get from place to place.

Places to travel between are the cities of Sichuan and the counties of Chongqing, which is one city as large as many.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Final, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata import number
from geodata.boundaries import CHONGQING
from geodata.measure import ALBERS, WGS84

BEND: Final = "bend"  # nodes that only give a line its shape
BORDER: Final = "border"


class Stop(NamedTuple):
    """One stop of a corridor, or the border between two: km from its first stop along the drawn line."""

    id: str
    zh: str
    en: str
    side: str  # province; both sides' for the border
    adcode: str  # 2021; empty for the border
    km: float
    kind: str
    lon: float
    lat: float
    precision: str


def strip(corridor: str, nodes: pd.DataFrame, crossings: pd.DataFrame) -> list[Stop]:
    """Return the stops of a corridor in order, with the border where the drawn line crosses it.

    Nodes off the line, bends and collected border nodes are left out: where the line crosses is computed.

    Args:
        corridor: its id; without nodes there is no stop.
        nodes: of all corridors, coordinates in EPSG:4326.
        crossings: ``borders.crossings``.
    """
    mine = nodes[(nodes["corridor_id"] == corridor) & nodes["on_line"].astype(bool)].sort_values("seq")
    if len(mine) < 2:
        return []
    flat = gpd.GeoSeries(gpd.points_from_xy(mine["lon"], mine["lat"]), crs=WGS84).to_crs(ALBERS)
    line = shapely.LineString(flat.to_numpy())
    along = np.concatenate([[0.0], np.cumsum(shapely.distance(flat.to_numpy()[:-1], flat.to_numpy()[1:]))]) / 1000
    stops = [
        Stop(n.id, n.name_zh, n.name_en, n.province, n.adcode, float(km), n.kind, n.lon, n.lat, n.coord_precision)
        for n, km in zip(mine.itertuples(), along, strict=True)
        if n.kind not in (BEND, BORDER)
    ]
    at = crossings[crossings["corridor_id"] == corridor]
    places = gpd.GeoSeries(gpd.points_from_xy(at["lon"], at["lat"]), crs=WGS84).to_crs(ALBERS)
    stops += [
        Stop(row.id, f"{row.sichuan_zh}—{row.chongqing_zh}", f"{row.sichuan_en}–{row.chongqing_en}", "", "", km, BORDER,
             row.lon, row.lat, "")
        for row, km in zip(at.itertuples(), (line.project(point) / 1000 for point in places), strict=True)
    ]  # fmt: skip
    return sorted(stops, key=lambda stop: stop.km)


class Leg(NamedTuple):
    """A ride on one corridor from one place to another; ``km`` along the drawn line."""

    corridor: str
    start: str
    end: str
    km: float


def place(adcode: str, today: Callable[[str], str]) -> str:
    """Return the code of the place a node lies in: its city in Sichuan, its county in Chongqing.

    Args:
        adcode: of 2021.
        today: turns a code of 2021 into that of the vintage.
    """
    return today(adcode) if adcode.startswith(CHONGQING[:2]) else adcode[:4] + "00"


def calls(corridors: pd.DataFrame, nodes: pd.DataFrame, today: Callable[[str], str]) -> dict[str, dict[str, float]]:
    """Return corridor → place → km of its first stop there, for the corridors given; places in order of travel."""
    found: dict[str, dict[str, float]] = {}
    none = pd.DataFrame(columns=["corridor_id", "lon", "lat"])
    for corridor in corridors["id"]:
        stops = strip(corridor, nodes, none)
        by_place: dict[str, float] = {}
        for stop in stops:
            by_place.setdefault(place(stop.adcode, today), stop.km)
        if len(by_place) > 1:
            found[corridor] = by_place
    return found


def journeys(served: dict[str, dict[str, float]], start: str, end: str) -> list[tuple[Leg, ...]]:
    """Return the ways from one place to another: direct ones first, then those with one change, each by length.

    With a change only where no direct way does as well: corridors that join both places are not changed from or to.

    Args:
        served: of ``calls``.
        start, end: codes of places.
    """

    def leg(corridor: str, a: str, b: str) -> Leg:
        return Leg(corridor, a, b, number.kept(abs(served[corridor][a] - served[corridor][b]), 1))

    if start == end:
        return []
    direct = [id for id, stops in served.items() if start in stops and end in stops]
    changes: dict[tuple[str, str], tuple[Leg, Leg]] = {}
    starts, ends = ([id for id, stops in served.items() if at in stops and id not in direct] for at in (start, end))
    by_place = defaultdict(list)
    for second in ends:
        for at in served[second]:
            by_place[at].append(second)
    for first in starts:
        for at in served[first]:
            for second in by_place.get(at, []):
                way = leg(first, start, at), leg(second, at, end)
                best = changes.get((first, second))
                if best is None or sum(part.km for part in way) < sum(part.km for part in best):
                    changes[first, second] = way
    ways: list[tuple[Leg, ...]] = [(leg(id, start, end),) for id in direct]
    return sorted(ways, key=_km) + sorted(changes.values(), key=_km)


def _km(way: tuple[Leg, ...]) -> float:
    return sum(part.km for part in way)
