"""How likely a file is as it stands under one reading of its coordinates: the terms of the sum that ``weigh`` makes.

Each term is a logarithm of a likelihood, and only differences between readings mean anything. docs/own-data.md states
the model and what it was measured by.

- A row names a county. The lines between counties, as the two editions that are shipped draw them, differ by a Student
  t of two degrees of freedom and a scale of 140 m (half within 114 m, 5 % beyond 620 m): 70 m for each. So a point that
  lies d inside names its county with the probability of that t at d; either edition may be the better one, which makes
  a line firm where they agree. Besides, one row in fifty is simply wrong.
- A row bears the name of a known site. What is left between its point and the site's is a plane t of three degrees,
  as wide as the site is known; one in ten (three in ten where names are only alike) is another place of that name; and
  one shift common to all matches, which no reading explains, is summed over.
- A row names a town. As for sites, but 1.5 km wide, with 300 m for what all points of towns may have in common, and
  never more than twenty to one.
- Rows within about a kilometre are one witness between them, since they share the errors of one line and one survey.
"""

from typing import Final, NamedTuple

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geodata.intake.position.conversions import Numbers
from geodata.intake.position.known import Known
from geodata.intake.position.naming import Told

BORDER_M: Final = 70.0
WRONG_ROWS: Final = 0.02
_BY_CHANCE: Final = 0.2  # how often a wrong name is nevertheless this one: it is mostly a neighbour's
_BEYOND: Final = 0.8  # how likely a row that names nothing lies outside both provinces, against one inside
_TOWN_M: Final = 1_500.0
_TOWN_SHIFT_M: Final = 300.0
_TOWNS_SAY: Final = 20.0  # times likelier, at the most: what their points have in common is not known
_SITE_SHIFT_M: Final = 40.0
_MISMATCH_M: Final = 20_000.0  # another place of that name is anywhere within so far
_TAIL: Final = 3.0  # degrees of freedom of what is left between two points of one place
# A normal shift in three steps each way (Gauss–Hermite): by how many deviations, and how much each step weighs.
_STEPS: Final = np.array([-np.sqrt(3.0), 0.0, np.sqrt(3.0)])
_WEIGHTS: Final = np.log(np.array([1 / 6, 2 / 3, 1 / 6]))


class Term(NamedTuple):
    """What one kind of evidence says under one reading: the logarithm, how many rows agree and disagree, metres off."""

    log: float = 0.0
    agree: int = 0
    differ: int = 0
    off_m: float = float("nan")


class Matches(NamedTuple):
    """Rows whose place is known from elsewhere: where (ALBERS, metres), how far off, how often another is meant."""

    rows: NDArray[np.int_]
    x: Numbers
    y: Numbers
    off_m: Numbers
    wrong: Numbers
    weights: Numbers


def _smooth_step(value: Numbers) -> Numbers:
    """The distribution function of Student's t with two degrees of freedom."""
    return np.asarray(0.5 + value / (2.0 * np.sqrt(2.0 + value * value)))


def _depth(shape: shapely.Geometry, x: Numbers, y: Numbers) -> Numbers:
    """How deep each point lies inside a polygon; negative: how far outside (metres)."""
    corners, of_line = shapely.get_coordinates(shapely.get_parts(shapely.boundary(shape)), return_index=True)
    same = of_line[1:] == of_line[:-1]
    pieces = np.asarray(shapely.linestrings(np.stack([corners[:-1][same], corners[1:][same]], axis=1)))
    points = np.asarray(shapely.points(x, y))
    (asked, _), far = shapely.STRtree(pieces).query_nearest(points, return_distance=True, all_matches=False)
    distance = np.empty(len(x))
    distance[asked] = far
    shapely.prepare(shape)
    return np.where(shapely.intersects_xy(shape, x, y), distance, -distance)


def counties(told: list[Told], readings: list[tuple[Numbers, Numbers]], known: Known, weights: Numbers) -> list[Term]:
    """Return for each reading how well the points lie in the units that their rows name.

    Args:
        told: what each row says.
        readings: of each reading: x and y of the rows (ALBERS, metres).
        known: shapes of the units.
        weights: of each row as a witness.
    """
    groups: dict[tuple[str, ...], list[int]] = {}
    for row, one in enumerate(told):
        if one.codes and one.sure:
            groups.setdefault(one.codes, []).append(row)
    sums = [[0.0, 0, 0] for _ in readings]
    for codes, members in groups.items():
        rows = np.array(members)
        x, y = (np.concatenate([reading[axis][rows] for reading in readings]) for axis in (0, 1))
        depth = np.maximum.reduce([_depth(known.shapes[code], x, y) for code in codes])
        others = [_depth(known.other_shapes[code], x, y) for code in codes if code in known.other_shapes]
        other = np.maximum.reduce(others) if others else depth
        held = (_smooth_step(depth / BORDER_M) + _smooth_step(other / BORDER_M)) / 2
        chance = ((1 - WRONG_ROWS) * held + WRONG_ROWS * _BY_CHANCE).reshape(len(readings), -1)
        depth = depth.reshape(len(readings), -1)
        for number, total in enumerate(sums):
            total[0] += float((np.log(chance[number]) * weights[rows]).sum())
            total[1] += int((depth[number] >= 0).sum())
            total[2] += int((depth[number] < 0).sum())
    return [Term(log, int(agree), int(differ)) for log, agree, differ in sums]


def region(told: list[Told], inside: list[NDArray[np.bool_]], weights: Numbers) -> list[Term]:
    """Return for each reading how plausible its points are where rows name no unit: rather in the two provinces.

    Args:
        told: what each row says.
        inside: of each reading: which rows lie in either province.
        weights: of each row as a witness.
    """
    silent = np.array([not one.codes and not one.outside for one in told], dtype=bool)
    return [Term(float((np.log(np.where(one, 1.0, _BEYOND)) * weights)[silent].sum())) for one in inside]


def _common_shift(matches: Matches, x: Numbers, y: Numbers, shift_m: float) -> Term:
    """How likely the points are, with one shift common to all summed over."""
    east, north = x[matches.rows] - matches.x, y[matches.rows] - matches.y
    logs = []
    for step_x, weight_x in zip(_STEPS, _WEIGHTS, strict=True):
        for step_y, weight_y in zip(_STEPS, _WEIGHTS, strict=True):
            square = (east - step_x * shift_m) ** 2 + (north - step_y * shift_m) ** 2
            scale = matches.off_m**2
            near = (1.0 + square / (_TAIL * scale)) ** (-(_TAIL + 2) / 2) / (2 * np.pi * scale)
            mixed = (1 - matches.wrong) * near + matches.wrong / (np.pi * _MISMATCH_M**2)
            logs.append(weight_x + weight_y + float((np.log(mixed) * matches.weights).sum()))
    far = np.hypot(east, north)
    close = far < 5 * matches.off_m
    off = float(np.median(far[close])) if close.any() else float("nan")
    return Term(float(np.logaddexp.reduce(logs)), int(close.sum()), int((~close).sum()), off)


def places(matches: Matches, readings: list[tuple[Numbers, Numbers]], *, towns: bool) -> list[Term]:
    """Return for each reading how well rows lie where the places they are named after are known to be.

    Args:
        matches: rows and places.
        readings: of each reading: x and y of all rows (ALBERS, metres).
        towns: the places are towns, whose points are rougher, and may be off together.
    """
    if not len(matches.rows):
        return [Term() for _ in readings]
    shift = _TOWN_SHIFT_M if towns else _SITE_SHIFT_M
    terms = [_common_shift(matches, x, y, shift) for x, y in readings]
    least = max(term.log for term in terms) - np.log(_TOWNS_SAY) if towns else -np.inf
    return [term._replace(log=max(term.log, float(least))) for term in terms]


def town_matches(told: list[Told], x: "pd.Series[float]", y: "pd.Series[float]", weights: Numbers) -> Matches:
    """Return the rows that name a town.

    Args:
        told: what each row says.
        x, y: of the towns (ALBERS, metres), in the order of ``Known.towns``.
        weights: of each row as a witness.
    """
    rows = np.array([row for row, one in enumerate(told) if one.town >= 0], dtype=int)
    town = np.array([told[row].town for row in rows], dtype=int)
    once = 1.0 / np.bincount(town)[town] if len(town) else np.empty(0)  # rows of one town share its error
    same = np.minimum(once, weights[rows])
    return Matches(
        rows, x.to_numpy()[town], y.to_numpy()[town], np.full(len(rows), _TOWN_M), np.full(len(rows), 0.3), same
    )
