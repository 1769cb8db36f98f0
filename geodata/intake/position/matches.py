"""Rows that bear the name of a place whose position is known."""

import re
from functools import cache
from typing import Final

import numpy as np
import pandas as pd
from pyproj import Transformer
from rapidfuzz import fuzz, process

from geodata.intake.position.conversions import Numbers, Pair
from geodata.intake.position.evidence import Matches
from geodata.intake.position.names import folded
from geodata.measure import ALBERS, WGS84

ALIKE: Final = 92  # of 100 (``rapidfuzz.fuzz.ratio``)
_MOST: Final = 5_000  # different names that are compared letter by letter; equal names are found among any number
_EQUAL, _ONLY_ALIKE = 0.1, 0.3  # how often another place is meant
# 第一医院 is not 第二医院, 东站 not 西站: names that differ in one of these are names of two places.
_TELLS_APART: Final = re.compile("[0-9一二三四五六七八九十东南西北中前后上下左右新老]")
_IGNORED: Final = re.compile(r"\(.*?\)|[\s·・,，.。-]+")


@cache
def _transformer() -> Transformer:
    return Transformer.from_crs(WGS84, ALBERS, always_xy=True)


def to_albers(lon: Numbers, lat: Numbers) -> Pair:
    """Return longitudes and latitudes (degrees, WGS84) in ``measure.ALBERS`` (metres)."""
    x, y = _transformer().transform(lon, lat)
    return np.asarray(x), np.asarray(y)


def compared(name: object) -> str:
    """Return a name as names are compared: one width, without what is in brackets."""
    return _IGNORED.sub("", folded(name).casefold())


def _same_numbers(one: str, other: str) -> bool:
    return sorted(_TELLS_APART.findall(one)) == sorted(_TELLS_APART.findall(other))


def alike(names: list[str], others: list[str], score: float = ALIKE) -> list[tuple[int, int, bool]]:
    """Return pairs of names of one place: number in ``names``, number in ``others``, whether they are equal.

    A name is paired with the one that is most like it; several others of one and the same name are no pair.

    Args:
        names, others: as ``compared`` returns them; blank ones are paired with nothing.
        score: how much alike, of 100.
    """
    places: dict[str, list[int]] = {}
    for number, other in enumerate(others):
        places.setdefault(other, []).append(number)
    single = {name: numbers[0] for name, numbers in places.items() if len(numbers) == 1 and len(name) > 2}
    pairs = [(number, single[name], True) for number, name in enumerate(names) if name in single]
    rest = [number for number, name in enumerate(names) if name not in places and len(name) > 3][:_MOST]
    choices = list(single)
    if not rest or not choices:
        return pairs
    scores = process.cdist(
        [names[number] for number in rest], choices, scorer=fuzz.ratio, score_cutoff=score, dtype=np.uint8
    )
    for row, best in enumerate(scores.argmax(axis=1)):
        if scores[row, best] and _same_numbers(names[rest[row]], choices[best]):
            pairs.append((rest[row], single[choices[best]], False))
    return pairs


def site_matches(names: "pd.Series[str]", sites: pd.DataFrame) -> Matches:
    """Return the rows that bear the name of a known site; rows of one site are one witness between them.

    Args:
        names: of the rows.
        sites: ``Known.sites``.

    Returns:
        Positions of rows in ``names`` and where their sites are.
    """
    each, number_of = np.unique([compared(name) for name in names], return_inverse=True)
    known = [compared(name) for name in sites["name_zh"]]
    found = {name: (site, equal) for name, site, equal in alike([str(name) for name in each], known)}
    rows = np.array([row for row, number in enumerate(number_of) if int(number) in found], dtype=int)
    site = np.array([found[int(number_of[row])][0] for row in rows], dtype=int)
    equal = np.array([found[int(number_of[row])][1] for row in rows], dtype=bool)
    x, y = to_albers(sites["lon"].to_numpy(float)[site], sites["lat"].to_numpy(float)[site])
    weights = 1.0 / np.bincount(site)[site] if len(site) else np.empty(0)
    off = sites["off_m"].to_numpy(float)[site]
    return Matches(rows, x, y, off, np.where(equal, _EQUAL, _ONLY_ALIKE), weights)
