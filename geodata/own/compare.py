"""A list held against a shipped one: what is in both, what only in either, and what a reader must look at.

Names are compared by a library (rapidfuzz), places by county and distance. Names that differ in a number (第一福利院,
第三福利院) are never taken for the same, and what is only likely is left for the reader to say.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from geodata.catalog.model import Catalog
from geodata.measure import ALBERS, WGS84
from geodata.store.store import Edition

SAME, LIKELY = 88.0, 70.0  # scores of names, of 100: alike enough to be the same; to be looked at
NEAR_KM: Final = 3.0  # two points that are told to about a kilometre, of one place
BESIDE_KM: Final = 0.2  # so near that another name may be of the same place
_MEANINGLESS: Final = re.compile(r"[\W_]+|有限责任公司|有限公司|股份公司")
_ASIDE: Final = re.compile(r"[（(][^（）()]*[）)]")
_NUMBERS: Final = re.compile(r"\d+|[一二三四五六七八九十百]+")


class Pair(NamedTuple):
    """A row of the list and one that is shipped: ids, how alike their names are (0–100), how far apart (km, or NaN)."""

    own: str
    shipped: str
    score: float
    km: float


class Comparison(NamedTuple):
    """What a comparison finds; each row of either is in exactly one part.

    Attributes:
        same, doubtful: pairs, the most alike first.
        new: ids of rows of the list that are not shipped.
        missing: ids of shipped rows in the counties of the list that it does not have.
        elsewhere: ids of shipped rows in counties of which the list has no row at all.
    """

    same: tuple[Pair, ...]
    doubtful: tuple[Pair, ...]
    new: tuple[str, ...]
    missing: tuple[str, ...]
    elsewhere: tuple[str, ...]


def comparable(catalog: Catalog) -> tuple[str, ...]:
    """Return the shipped datasets that a list of places can be held against: those of places, in catalogue order."""
    return tuple(dataset.id for dataset in catalog.layers() if dataset.kind == "site")


def compare(edition: Edition, own: str, shipped: str) -> Comparison:
    """Return what a list has and a shipped dataset has not, and the other way round.

    Args:
        edition: of a store that has both.
        own: id of the list, which has places (no ``TABLE``).
        shipped: one of ``comparable``.
    """
    units = [name for id in ("provinces", "cities", "counties") for name in edition.get(id)["name_zh"]]
    return of_tables(edition.get(own), edition.get(shipped), units)


def of_tables(own: pd.DataFrame, shipped: pd.DataFrame, units: Iterable[str]) -> Comparison:
    """Return how two tables of places compare.

    Args:
        own, shipped: id, name_zh, adcode_today (may be missing), coord_precision, lon, lat (degrees, may be missing).
        units: names of units, which are left out at the beginning of names.
    """
    leading = re.compile("(" + "|".join(sorted(map(re.escape, units), key=len, reverse=True)) + ")+")
    mine, theirs = _read(own, leading), _read(shipped, leading)
    pairs = [*_in_counties(mine, theirs), *_of_one_name(mine, theirs)]
    pairs.sort(key=lambda one: (-one[1].score, one[1].km if one[1].km == one[1].km else np.inf))
    used: set[str] = set()
    found: dict[bool, list[Pair]] = {True: [], False: []}
    for same in (True, False):  # what is sure takes its rows first
        for sure, pair in pairs:
            if sure is same and not used & {pair.own, f"shipped:{pair.shipped}"}:
                found[same].append(pair)
                used |= {pair.own, f"shipped:{pair.shipped}"}
    rest = [(id, code) for id, code in zip(theirs["id"], theirs["code"], strict=True) if f"shipped:{id}" not in used]
    covered = set(mine["code"]) - {""}
    return Comparison(
        tuple(found[True]),
        tuple(found[False]),
        tuple(id for id in mine["id"] if id not in used),
        tuple(id for id, code in rest if code in covered),
        tuple(id for id, code in rest if code not in covered),
    )


def _read(table: pd.DataFrame, leading: re.Pattern[str]) -> pd.DataFrame:
    """Rows by what is compared: id, full and core name, numbers in it, county (""), precision, x, y (m)."""
    full = table["name_zh"].astype(object).map(_plain)
    core = full.map(lambda name: leading.sub("", name, count=1) if leading.match(name) else name)
    core = core.where(core.str.len() > 1, full)
    bare = table["name_zh"].astype(object).map(lambda name: _plain(_ASIDE.sub("", str(name))))
    bare = bare.map(lambda name: leading.sub("", name, count=1)).where(lambda names: names.str.len() > 1, core)
    flat = gpd.GeoSeries(gpd.points_from_xy(table["lon"], table["lat"]), crs=WGS84).to_crs(ALBERS)
    return pd.DataFrame(
        {
            "id": table["id"].astype(object).to_numpy(),
            "full": full.to_numpy(),
            "core": core.to_numpy(),
            "bare": bare.to_numpy(),
            "numbers": core.map(lambda name: tuple(_NUMBERS.findall(name))).to_numpy(),
            "code": table["adcode_today"].astype(object).where(table["adcode_today"].notna(), "").to_numpy(),
            "fine": table["coord_precision"].eq("site").to_numpy(),
            "x": flat.x.to_numpy(),
            "y": flat.y.to_numpy(),
        }
    )


def _plain(name: str) -> str:
    return _MEANINGLESS.sub("", unicodedata.normalize("NFKC", str(name)).casefold())


def _in_counties(mine: pd.DataFrame, theirs: pd.DataFrame) -> list[tuple[bool, Pair]]:
    """Rows of one county whose names, or points, are near each other: whether surely the same, and the pair."""
    found = []
    there = {code: rows for code, rows in theirs.groupby("code") if code}
    for code, here in mine[mine["code"].isin(list(there))].groupby("code"):
        others = there[code]
        scores = np.maximum.reduce(
            [
                process.cdist(here[part].tolist(), others[part].tolist(), scorer=fuzz.ratio, dtype=np.float32)
                for part in ("core", "full")
            ]
        )
        bare = process.cdist(here["bare"].tolist(), others["bare"].tolist(), scorer=fuzz.ratio, dtype=np.float32)
        scores = np.maximum(scores, np.minimum(bare, SAME - 1))  # what brackets say may tell them apart: look
        km = np.hypot(
            here["x"].to_numpy()[:, None] - others["x"].to_numpy()[None, :],
            here["y"].to_numpy()[:, None] - others["y"].to_numpy()[None, :],
        ) / 1000  # fmt: skip
        for n, m in zip(*np.nonzero((scores >= LIKELY) | (km <= BESIDE_KM)), strict=True):
            a, b = here.iloc[n], others.iloc[m]
            apart = bool(a["fine"] and b["fine"] and km[n, m] > NEAR_KM)
            sure = bool(scores[n, m] >= SAME and not apart and a["numbers"] == b["numbers"])
            pair = Pair(a["id"], b["id"], round(float(scores[n, m]), 1), round(float(km[n, m]), 2))
            alike = scores[n, m] >= LIKELY or bool(a["fine"] and b["fine"])  # seats of counties are beside each other
            if sure or alike:
                found.append((sure, pair))
    return found


def _of_one_name(mine: pd.DataFrame, theirs: pd.DataFrame) -> list[tuple[bool, Pair]]:
    """Rows of the very same name in different counties, or of which one has none: to be looked at."""
    both = mine.merge(theirs, on="full", suffixes=("", "_2"))
    both = both[both["code"].ne(both["code_2"]) | both["code"].eq("")]
    km = np.hypot(both["x"] - both["x_2"], both["y"] - both["y_2"]) / 1000
    return [
        (False, Pair(a, b, 100.0, round(float(far), 2))) for a, b, far in zip(both["id"], both["id_2"], km, strict=True)
    ]
