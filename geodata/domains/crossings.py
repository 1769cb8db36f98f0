"""Where corridors cross the border between the two provinces."""

from itertools import pairwise
from typing import Final, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from geodata.catalog.shared_columns import in_force
from geodata.measure import ALBERS, WGS84, length_km


class _Run(NamedTuple):
    """A stretch of a line on one side: province ("-" outside both), where along the line it ends, its length."""

    side: str
    end: float  # in the units of the line's own coordinates
    km: float


# What a drawn line can be off across its course: corridors are straight between nodes, and interchanges, placed by
# hand, lie typically 2 to 6 km beside the road (docs/data.md).
WOBBLE_KM: Final = 6.0
_ON_BORDER_DEG: Final = 1e-5  # about 1 m


def _runs(line: LineString, border: BaseGeometry, sides: dict[str, BaseGeometry]) -> list[_Run]:
    """Cut a line into stretches by the side it lies on, in order; a stretch along the border itself belongs to none."""
    edges = shapely.intersection(line, [shape.boundary for shape in sides.values()])
    meeting = shapely.get_parts(edges)
    ends = [shapely.Point(xy) for part in meeting if not part.is_empty for xy in (part.coords[0], part.coords[-1])]
    cuts = sorted({0.0, *(round(line.project(point), 8) for point in ends), line.length})
    stretches = [substring(line, start, end) for start, end in pairwise(cuts)]
    runs: list[_Run] = []
    for end, stretch, km in zip(cuts[1:], stretches, length_km(gpd.GeoSeries(stretches, crs=WGS84)), strict=True):
        middle = stretch.interpolate(0.5, normalized=True)
        if middle.distance(border) < _ON_BORDER_DEG:
            continue
        side = next((side for side, shape in sides.items() if shape.covers(middle)), "-")
        runs.append(_Run(side, end, float(km)))
    return _joined(runs)


def _joined(runs: list[_Run]) -> list[_Run]:
    """Put neighbouring stretches of one side together."""
    joined: list[_Run] = []
    for run in runs:
        if joined and joined[-1].side == run.side:
            run = _Run(run.side, run.end, joined.pop().km + run.km)
        joined.append(run)
    return joined


def changes_of_side(runs: list[_Run], wobble_km: float = WOBBLE_KM) -> list[float]:
    """Return where a line goes over from one province to the other, in the units of ``_Run.end``.

    A stretch between two others that is shorter than ``wobble_km`` is no change of side: a line drawn to that
    precision may really run on either side of a winding border. The shortest such stretch is dropped first, until
    none is left. The two ends of a line are never dropped: where it starts and ends is known.
    """
    left = list(runs)
    while True:
        short = [run for run in left[1:-1] if run.km < wobble_km]
        if not short:
            break
        left.remove(min(short, key=lambda run: run.km))
        left = _joined(left)
    return [a.end for a, b in pairwise(left) if {a.side, b.side} == {"四川省", "重庆市"}]


def crossings(
    corridor_lines: gpd.GeoDataFrame, pairs: gpd.GeoDataFrame, provinces: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Return every point where a drawn corridor goes over from one province to the other (``changes_of_side``).

    Where a line runs along the border before it leaves it on the other side, the point is where it joins it; where it
    leaves it on the same side, there is none.

    Args:
        corridor_lines: id, name_zh, name_en, mode, status, opened and a line each, EPSG:4326.
        pairs: ``border_pairs``.
        provinces: province and polygon of both sides, EPSG:4326.

    Returns:
        id (corridor and running number), names, corridor_id, mode, status, opened, codes and names of the pair whose
        segment is nearest, lon, lat, geometry (point, EPSG:4326), in the order along each line.
    """
    points = _points(corridor_lines, shapely.union_all(pairs.geometry.to_numpy()), provinces)
    flat = pairs.drop(columns=["id", "name_zh", "name_en", "border_km"]).to_crs(ALBERS)
    nearest = gpd.sjoin_nearest(points.to_crs(ALBERS), flat)
    nearest = nearest[~nearest.index.duplicated()].drop(columns=["index_right"]).to_crs(WGS84)
    return nearest.assign(lon=nearest.geometry.x.round(4), lat=nearest.geometry.y.round(4)).reset_index(drop=True)


def _points(corridor_lines: gpd.GeoDataFrame, border: BaseGeometry, provinces: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The points where corridors change sides: id, names, corridor_id, mode, status, opened, geometry (EPSG:4326)."""
    sides = dict(zip(provinces["province"], provinces.geometry, strict=True))
    for shape in sides.values():
        shapely.prepare(shape)
    near = corridor_lines[shapely.intersects(corridor_lines.geometry.to_numpy(), border)]
    rows: list[dict[str, object]] = []
    for corridor in near.itertuples():
        places = changes_of_side(_runs(corridor.geometry, border, sides))
        rows += [
            {
                "id": f"{corridor.id}-{n}",
                "name_zh": corridor.name_zh,
                "name_en": corridor.name_en,
                "corridor_id": corridor.id,
                "mode": corridor.mode,
                "status": corridor.status,
                "opened": corridor.opened,
                "geometry": corridor.geometry.interpolate(place),
            }
            for n, place in enumerate(places, start=1)
        ]
    return gpd.GeoDataFrame(pd.DataFrame(rows), geometry="geometry", crs=WGS84)


def crossings_per_pair(crossing_table: gpd.GeoDataFrame, pairs: gpd.GeoDataFrame) -> "pd.Series[int]":
    """Count the crossings of each pair, in the order of ``pairs``."""
    of, here = (table["sichuan_adcode"] + table["chongqing_adcode"] for table in (crossing_table, pairs))
    return here.map(of.value_counts()).fillna(0).astype(int).reset_index(drop=True)


def distances(pairs: gpd.GeoDataFrame, table: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return how far each crossing (rows, by id) is from the segment of each pair (columns, in order), in metres."""
    points, lines = (frame.geometry.to_crs(ALBERS).to_numpy() for frame in (table, pairs))
    return pd.DataFrame(shapely.distance(points[:, None], lines[None, :]), index=table["id"].to_numpy())


def nearest_crossings(table: pd.DataFrame, metres: pd.DataFrame) -> pd.DataFrame:
    """Return for each pair the crossing in use that is nearest to its segment.

    Args:
        table: the crossings to choose from, with id and status.
        metres: ``distances`` of at least these.

    Returns:
        crossing_id, crossing_km (0: on the segment), in the order of the pairs; missing when there is no crossing.
    """
    used = table.loc[in_force(table), "id"].to_numpy()
    if not len(used):
        none = pd.Series([None] * metres.shape[1], dtype=object)
        return pd.DataFrame({"crossing_id": none, "crossing_km": np.nan}, index=metres.columns)
    far = metres.loc[used].to_numpy()
    nearest = {"crossing_id": used[far.argmin(axis=0)], "crossing_km": (far.min(axis=0) / 1000).round(1)}
    return pd.DataFrame(nearest, index=metres.columns)
