"""How often coordinate systems are decided by evidence, and rightly: the table of docs/own-data.md.

``python -m tests.geodata.intake.position.figures [DRAWS]`` prints it (a hundred draws: some minutes on one core).

Our own places, whose points are WGS84, are drawn at random, moved into a system, and weighed without being told which.
"Held out": the places drawn are taken out of the known sites first, by name and by point, as if the list were new.
"Noisy": points set by other hands (100 m each way) and one row in fifty with the county of another row.
"""

import sys
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from geodata.boundaries.vintage import Vintage
from geodata.intake.position import conversions
from geodata.intake.position.known import Known, known
from geodata.intake.position.weigh import weigh
from geodata.store.store import Store, load

SIZES: Final = (5, 10, 20, 50, 100, 200, 274)
_NAMED: Final = ("hospitals", "tourism", "eldercare", "alliance_members", "alliances")
_HINTS: Final = {
    conversions.WGS84: "养老机构_gps.csv",
    conversions.GCJ02: "养老机构_高德.csv",
    conversions.BD09: "养老机构_百度.csv",
}
_TO: Final = {
    conversions.WGS84: lambda lon, lat: (lon, lat),
    conversions.GCJ02: conversions.wgs84_to_gcj02,
    conversions.BD09: conversions.wgs84_to_bd09,
}
_NEAR: Final = 0.0005  # degrees within which another known site is the same place


class Way(NamedTuple):
    """One way to ask: whether rows bear names, are held out, have a hint in the file's name, are noisy."""

    names: bool = True
    held_out: bool = True
    hint: bool = False
    noisy: bool = False


class Score(NamedTuple):
    """Of all draws: how many were decided, and how many of those rightly; how often the likeliest was right."""

    draws: int
    decided: int
    right: int
    likeliest: int


def places(store: Store) -> pd.DataFrame:
    """Return our places finer than a county, one for each point: name, province, city, county, adcode, lon, lat."""
    parts = []
    for id in _NAMED:
        table = store.facts[id]
        fine = table["coord_precision"].isin(["site", "town"])
        parts.append(table.loc[fine, ["name_zh", "province", "city", "county", "adcode", "lon", "lat"]])
    rows = pd.concat(parts).dropna(subset="adcode").drop_duplicates(["lon", "lat"])
    return rows.rename(columns={"name_zh": "name"}).reset_index(drop=True)


def without(everything: Known, drawn: pd.DataFrame) -> Known:
    """Return what would be known if the places drawn were new: neither their names nor their points are there."""
    sites = everything.sites
    far = np.abs(sites["lon"].to_numpy()[:, None] - drawn["lon"].to_numpy()) > _NEAR
    far |= np.abs(sites["lat"].to_numpy()[:, None] - drawn["lat"].to_numpy()) > _NEAR
    return everything.without(sites["name_zh"].isin(drawn["name"]) | ~far.all(axis=1))


def one(drawn: pd.DataFrame, truth: str, way: Way, everything: Known, chance: np.random.Generator) -> tuple[str, str]:
    """Return what is decided of places moved into a system ("" if nothing is), and what is thought likeliest."""
    rows = drawn.drop(columns=["lon", "lat", "adcode"])
    lon, lat = drawn["lon"].to_numpy(float), drawn["lat"].to_numpy(float)
    if way.noisy:
        lon, lat = (
            value + chance.normal(0, 100 / metres, len(rows)) for value, metres in ((lon, 96_000), (lat, 111_000))
        )
        wrong = chance.random(len(rows)) < 0.02
        other = rows.sample(frac=1, random_state=chance)[["province", "city", "county"]].to_numpy()
        rows.loc[wrong, ["province", "city", "county"]] = other[wrong]
    x, y = _TO[truth](lon, lat)
    rows = rows.assign(x=np.round(x, 6), y=np.round(y, 6))
    if not way.names:
        rows = rows.drop(columns="name")
    knows = without(everything, drawn) if way.held_out else everything
    found = weigh(rows, (_HINTS[truth] if way.hint else "养老机构.csv",), knows)
    return found.decided, found.readings[0].crs


def score(size: int, truth: str, way: Way, draws: int, store: Store, seed: int = 16) -> Score:
    """Return how it went with ``draws`` random subsets of ``size`` places."""
    chance = np.random.default_rng([seed, size, *map(ord, truth), *map(int, way)])
    all_places, everything = places(store), known(store.at(Vintage.TODAY))
    decided = right = likeliest = 0
    for _ in range(draws):
        drawn = all_places.sample(size, random_state=chance).reset_index(drop=True)
        told, first = one(drawn, truth, way, everything, chance)
        decided += bool(told)
        right += told == truth
        likeliest += first == truth
    return Score(draws, decided, right, likeliest)


WAYS: Final = {
    "counties alone": Way(names=False),
    "names, held out": Way(),
    "names, held out, noisy": Way(noisy=True),
    "names, known sites in": Way(held_out=False),
    "names, held out, hint": Way(hint=True),
    "counties alone, hint": Way(names=False, hint=True),
}


def main(draws: int) -> None:
    """Print the table: decided / right of those decided, in per cent."""
    store = load()
    print(f"{len(places(store))} places, {draws} draws each")  # a table for a document
    for title, way in WAYS.items():
        for truth in conversions.DEGREES:
            cells = []
            for size in SIZES:
                found = score(size, truth, way, draws if size < 274 or way.noisy else 1, store)
                right = f"{100 * found.right / found.decided:.1f}" if found.decided else "–"
                cells.append(f"{100 * found.decided / found.draws:.0f} / {right}")
            print(f"| {title} | {truth} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
