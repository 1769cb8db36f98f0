"""The straight line from home to what an answer has nearest across the border: what a map of it shows beside places."""

from functools import lru_cache
from typing import NamedTuple

from pyproj import Transformer

from geodata.measure import ALBERS, WGS84
from geodata.query import ways
from geodata.query.residents import nearby_lines
from geodata.query.residents.answer import Answer
from geodata.query.residents.nearby_lines import FAR_KM
from geodata.store.store import Edition
from geodata.text import Text

Point = tuple[float, float]  # longitude, latitude


class Straight(NamedTuple):
    """From where to where, how far in km, and what stands at its end; no name where the map has it already."""

    start: Point
    end: Point
    km: float
    name: Text | None


def straight(edition: Edition, asked: Answer) -> Straight | None:
    """Return the line to the nearest site across that is listed, to where one wants to go, or to where one boards.

    Args:
        edition: the data.
        asked: the answer to a citizen's question.

    Returns:
        None where nothing across is near, or a stop is at home.
    """
    start = _lonlat(asked.home.x, asked.home.y)
    if asked.trip:
        seat = ways.stand(edition)[asked.trip.place.adcode]
        return Straight(start, _lonlat(seat.x, seat.y), asked.trip.km, None)
    listed = [hit for hit in asked.listed if hit.side != asked.home.side]
    hit = asked.nearest if asked.nearest in listed else next(iter(listed), None)
    if hit is not None:
        table = edition.get(hit.pick.dataset)
        row = table[table["id"] == hit.pick.id].iloc[0]
        return Straight(start, (row["geometry"].x, row["geometry"].y), hit.km, Text(row["name_zh"], row["name_en"]))
    line = next(iter(nearby_lines.near(asked.lines)), None) if asked.need.rides else None
    if line is None or line.km < FAR_KM:
        return None
    return Straight(start, (line.stop.lon, line.stop.lat), line.km, None)


def _lonlat(x: float, y: float) -> Point:
    lon, lat = _back().transform(x, y)
    return round(float(lon), 5), round(float(lat), 5)


@lru_cache(maxsize=1)
def _back() -> Transformer:
    return Transformer.from_crs(ALBERS, WGS84, always_xy=True)
