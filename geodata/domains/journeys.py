"""Corridors as a traveller sees them: their stops in order with the border between, and how long they are."""

from math import hypot
from typing import Final, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.measure import ALBERS, WGS84
from geodata.text import Lang, Text

BEND: Final = "bend"  # nodes that only give a line its shape
BORDER: Final = "border"
BUS: Final = "bus"  # modes
DRIVEN: Final = "expressway"
BOARDED: Final = ("hsr", "rail", "metro", BUS, "air")  # of waterways no passenger service is on record
WHOLE: Final = ("full", "terminals")  # nodes_cover of a corridor that is drawn from the one end to the other


class Stop(NamedTuple):
    """One stop of a corridor, or the border between two; ``km`` along the drawn line from the first; x, y in ALBERS."""

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
    x: float
    y: float

    def say(self, lang: Lang) -> str:
        """Return the name."""
        return Text(self.zh, self.en).say(lang)


def strip(corridor: str, nodes: pd.DataFrame, crossings: pd.DataFrame) -> list[Stop]:
    """Return the stops of a corridor in order, with the border where the drawn line crosses it.

    Nodes off the line, bends and collected border nodes are left out: where the line crosses is computed.

    Args:
        corridor: its id; without nodes there is no stop.
        nodes: of all corridors, coordinates in EPSG:4326.
        crossings: ``crossings.crossings``.
    """
    mine = nodes[(nodes["corridor_id"] == corridor) & nodes["on_line"].astype(bool)].sort_values("seq")
    if len(mine) < 2:
        return []
    flat = gpd.GeoSeries(gpd.points_from_xy(mine["lon"], mine["lat"]), crs=WGS84).to_crs(ALBERS)
    line = shapely.LineString(flat.to_numpy())
    along = np.concatenate([[0.0], np.cumsum(shapely.distance(flat.to_numpy()[:-1], flat.to_numpy()[1:]))]) / 1000
    stops = [
        Stop(n.id, n.name_zh, n.name_en, n.province, n.adcode, float(km), n.kind, n.lon, n.lat, n.coord_precision,
             point.x, point.y)
        for n, km, point in zip(mine.itertuples(), along, flat, strict=True)
        if n.kind not in (BEND, BORDER)
    ]  # fmt: skip
    at = crossings[crossings["corridor_id"] == corridor]
    places = gpd.GeoSeries(gpd.points_from_xy(at["lon"], at["lat"]), crs=WGS84).to_crs(ALBERS)
    stops += [
        Stop(row.id, f"{row.sichuan_zh}—{row.chongqing_zh}", f"{row.sichuan_en}–{row.chongqing_en}", "", "", km, BORDER,
             row.lon, row.lat, "", point.x, point.y)
        for row, point, km in zip(at.itertuples(), places, (line.project(p) / 1000 for p in places), strict=True)
    ]  # fmt: skip
    return sorted(stops, key=lambda stop: stop.km)


def mark(stop: Stop) -> int:
    """Return the whole km at which a stop lies; a drawn line knows no more than that."""
    return round(stop.km)


def straight(a: Stop, b: Stop) -> float:
    """Return the straight line between two stops in km."""
    return hypot(a.x - b.x, a.y - b.y) / 1000


def published(corridor: pd.Series) -> float | None:
    """Return the published length of a corridor (km) where it is that of the line drawn; None elsewhere."""
    known = pd.notna(corridor["length_km"]) and corridor["nodes_cover"] in WHOLE
    return float(corridor["length_km"]) if known else None


class Track(NamedTuple):
    """A corridor that one boards or drives, with its stops in order."""

    id: str
    mode: str
    stops: tuple[Stop, ...]
    length: float | None  # of ``published``

    @property
    def driven(self) -> bool:
        """Whether one drives there; else one boards."""
        return self.mode == DRIVEN


class Leg(NamedTuple):
    """A ride or drive on one corridor from stop to stop.

    ``km`` is the published length where the leg is the whole line and one is known; else it is taken along the drawn
    line, in whole km from stop to stop, so that it is the difference of what ``mark`` tells of them.
    """

    corridor: str
    start: Stop
    end: Stop
    km: float
    published: bool


def leg(track: Track, start: Stop, end: Stop) -> Leg:
    """Return the way along a track from one of its stops to another."""
    if track.length is not None and {start, end} == {track.stops[0], track.stops[-1]}:
        return Leg(track.id, start, end, track.length, published=True)
    return Leg(track.id, start, end, float(abs(mark(start) - mark(end))), published=False)
