"""The lines across that one may board near a place; a bus told in one sentence, all from its own row."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata import network
from geodata.boundaries import Vintage
from geodata.integration import in_force
from geodata.measure import ALBERS, WGS84
from geodata.store import Store
from geodata.text import Lang
from geodata.ties import side

BUS: Final = "bus"  # mode of a corridor
STOP_KM: Final = 40.0  # a line is of use where it stops within so far
LINES: Final = 6
NEAR_KM: Final = 15.0  # a bus that stops within so far is told before a railway that is nearer
FAR_KM: Final = 5.0  # nearer than this, how far a stop is says nothing: points are those of towns and seats


class Line(NamedTuple):
    """One line across the border and where one may board it."""

    corridor: str
    stop: network.Stop
    km: float  # from the place to that stop
    across: tuple[network.Stop, ...]  # its stops on the other side, the one reached first at the front


@lru_cache(maxsize=4)
def _stops(store: Store, vintage: Vintage) -> dict[str, tuple[list[network.Stop], np.ndarray]]:
    """The stops of every corridor in operation that crosses, by its id, with their points (m)."""
    table = store.get("corridors", vintage)
    rows = table[in_force(table) & table["cross_border"].fillna(False).astype(bool)]
    rows = rows[rows["mode"].isin(["bus", "hsr", "rail", "metro", "air"])]
    nodes, crossings = store.get("corridor_nodes", vintage), store.get("crossings", vintage)
    found = {}
    for id in rows["id"]:
        stops = [stop for stop in network.strip(id, nodes, crossings) if stop.kind != network.BORDER]
        flat = gpd.GeoSeries(gpd.points_from_xy([s.lon for s in stops], [s.lat for s in stops]), crs=WGS84)
        if len(stops) > 1:
            flat = flat.to_crs(ALBERS)
            found[id] = stops, np.column_stack([flat.x, flat.y])
    return found


def lines(store: Store, vintage: Vintage, home: str, at: tuple[float, float]) -> list[Line]:
    """Return the lines across that stop near a point on its own side, nearest stop first.

    Args:
        store, vintage: the data.
        home: the side of the point.
        at: the point in the projected system (m).
    """
    found = []
    for id, (stops, points) in _stops(store, vintage).items():
        km = np.hypot(points[:, 0] - at[0], points[:, 1] - at[1]) / 1000
        own = [n for n, stop in enumerate(stops) if side(stop.adcode) == home]
        across = [stop for stop in stops if side(stop.adcode) not in ("", home)]
        if not own or not across:
            continue
        nearest = min(own, key=lambda n: km[n])
        if km[nearest] <= STOP_KM:
            start = stops[nearest]
            ordered = sorted(across, key=lambda stop: abs(stop.km - start.km))
            found.append(Line(id, start, round(float(km[nearest]), 1), tuple(ordered)))
    return sorted(found, key=lambda line: line.km)


def best(found: Sequence[Line], corridors: pd.DataFrame) -> Line | None:
    """Return the line to tell first: the nearest bus that stops within NEAR_KM, else the nearest line; None of none.

    Args:
        found: nearest first.
        corridors: id and mode.
    """
    buses = set(corridors.loc[corridors["mode"] == BUS, "id"])
    return next((line for line in found if line.corridor in buses and line.km <= NEAR_KM), next(iter(found), None))


def sentence(bus: "pd.Series[Any]", start: str, end: str, far: str, lang: Lang) -> str:
    """Return one sentence; what the row does not know is left out.

    Args:
        bus: a row of corridors.
        start, end: where one boards and the last stop across, by name.
        far: how far one boards from where somebody lives, in words; empty: near.
        lang: of the sentence.
    """
    zh = lang == "zh"
    ride = bus[f"headway_or_fare_{lang}"]
    length = f"{bus['length_km']:g}" if pd.notna(bus["length_km"]) else ""
    parts = [
        (f"全程{length}公里" if zh else f"{length} km in all") if length else "",
        str(ride).replace("；" if zh else "; ", "，" if zh else ", ") if pd.notna(ride) else "",
    ]
    told = [part[0].lower() + part[1:] for part in parts if part]
    number = f"（{bus['ref']}）" if pd.notna(bus["ref"]) else ""  # a number is given in Chinese only
    if zh:
        kind = "公交" if "公交" in bus["name_zh"] else "客车"  # express coaches are of the same mode
        first = f"从{start}{f'（{far}）' if far else ''}坐跨省{kind}{number}到{end}"
        return "，".join([first, *told]) + "。"
    first = f"Take the cross-province bus from {start}{f' ({far})' if far else ''} to {end}"
    return ": ".join(filter(None, [first, ", ".join(told)])) + "."
