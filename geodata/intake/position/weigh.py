"""Which coordinate system the numbers of a file are in: what it declares, else what the evidence makes likeliest.

Bayes' rule with equal odds before: each reading's likelihood is that of the file as it stands (``evidence``), times
what its name and headings speak for (``hints``). Decided is what is a hundred times likelier than the next; otherwise
the reader is asked.
"""

from typing import Final, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
from pyproj import CRS

from geodata.intake.model import Position, Reading
from geodata.intake.position import conversions, evidence
from geodata.intake.position.conversions import Numbers
from geodata.intake.position.coordinates import Coordinates, coordinates, in_china, turned
from geodata.intake.position.hints import CGCS, Hint, hinted, old_system
from geodata.intake.position.known import Known
from geodata.intake.position.matches import site_matches, to_albers
from geodata.intake.position.naming import told
from geodata.intake.position.said import why
from geodata.intake.position.systems import MERCATOR, declared, metres
from geodata.text import Text

CLEAR: Final = 100.0  # times likelier than the next
_DECLARED: Final = 1_000.0  # times likelier what a file declares is: it takes much to doubt it
_MOST: Final = 4_000  # rows that are weighed: more would add no certainty
_WITNESS: Final = 0.01  # degrees (about a kilometre) within which rows are one witness
_SAYS_SO: Final = Text("文件这样声明", "the file declares it")
_NO_SYSTEM: Final = Text(
    "坐标既不像经纬度，也不像四川、重庆一带的投影坐标，没有采用。",
    "The coordinates are neither degrees nor metres of a projection used around here; they are left out.",
)
_ASSUMED: Final = Text(
    "文件未说明坐标系，按CGCS2000高斯—克吕格投影读取；如果实际是西安80或北京54，误差可达百米。",
    "The file does not say its system; read as CGCS2000, Gauss–Krüger. If it is Xi'an 80 or Beijing 54, points may be"
    " off by a hundred metres.",
)


class _Sample(NamedTuple):
    """The rows that are weighed, in the order of the columns: longitude or easting first."""

    rows: pd.DataFrame
    x: Numbers
    y: Numbers
    weights: Numbers
    step: float  # how many rows each stands for


def weigh(
    rows: pd.DataFrame,
    hints: tuple[str, ...],
    known: Known,
    crs: CRS | None = None,
    *,
    geometry: gpd.GeoSeries | None = None,
    chosen: str = "",
) -> Position:
    """Return what the coordinates of a file are in.

    Args:
        rows: name, address, province, city, county, adcode (text; blank or absent where unknown), x, y (numbers as the
            file has them).
        hints: the name of the file, and the headings of its columns of coordinates.
        known: what rows are held against.
        crs: declared by the file; None where it says nothing.
        geometry: where the format has one, on the index of ``rows``; then x and y are not looked at.
        chosen: the reading that the reader chose, which is taken whatever the evidence.
    """
    numbers = coordinates(rows, geometry)
    if not numbers.usable.any():
        return Position()
    if crs is None and numbers.degrees and (old := old_system(hints)):
        crs = CRS.from_epsg(old)
    said = declared(crs) if crs is not None else None
    if not numbers.degrees:
        if said is not None:
            return Position(said.crs, chosen or said.crs, warning=said.warning)
        return _metres(rows, numbers, known, chosen, hints)
    turn = turned(numbers.x, numbers.y)
    swapped = float(turn[numbers.usable].mean()) > 0.5
    if not (turn | in_china(numbers.x, numbers.y))[numbers.usable].any():  # nothing is shifted there
        return Position(said.crs if said else "", chosen or (said.crs if said else conversions.WGS84))
    if said is not None and not said.degrees:
        return Position(said.crs, chosen or said.crs, (), swapped, said.warning)
    odds = hinted(hints)
    if said is not None:
        odds[conversions.WGS84] = Hint(_DECLARED, (_SAYS_SO,))
    here = conversions.CGCS2000 if (said and said.crs == conversions.CGCS2000) or _cgcs(hints) else conversions.WGS84
    readings = (here, *conversions.DEGREES[1:])
    by_reading = dict(zip(readings, odds.values(), strict=True))
    weighed = _weighed(rows, numbers, readings, known, by_reading)
    named = said.crs if said else ""
    decided = chosen or _clear(weighed)
    agreed = said is not None and decided == here
    return Position(named, decided, () if agreed else weighed, swapped)


def _cgcs(hints: tuple[str, ...]) -> bool:
    return any(CGCS.search(text) for text in hints)


def _metres(rows: pd.DataFrame, numbers: Coordinates, known: Known, chosen: str, hints: tuple[str, ...]) -> Position:
    """The zones that numbers without a system may be of, each weighed by where it would put the rows."""
    found = metres(numbers.x[numbers.usable], numbers.y[numbers.usable])
    if not found.readings:
        return Position(warning=_NO_SYSTEM)
    warning = None if found.readings == (MERCATOR,) or _cgcs(hints) else _ASSUMED
    weighed = _weighed(rows, numbers, found.readings, known, {}, found.swapped)
    return Position("", chosen or _clear(weighed), weighed, found.swapped, warning)


def _clear(weighed: tuple[Reading, ...]) -> str:
    """The reading that is so much likelier than the next that nobody has to be asked."""
    if not weighed:
        return ""
    next_best = weighed[1].likelihood if len(weighed) > 1 else 0.0
    return weighed[0].crs if weighed[0].likelihood >= CLEAR * next_best else ""


def _sampled(rows: pd.DataFrame, numbers: Coordinates, swapped: bool) -> _Sample:
    """Rows from the whole file, evenly; those within a kilometre share one voice."""
    usable = np.flatnonzero(numbers.usable)
    picked = usable[np.unique(np.linspace(0, len(usable) - 1, min(len(usable), _MOST)).astype(int))]
    x, y = numbers.x[picked], numbers.y[picked]
    turn = turned(x, y) if numbers.degrees else np.full(len(picked), swapped)
    x, y = np.where(turn, y, x), np.where(turn, x, y)
    size = _WITNESS if numbers.degrees else _WITNESS * 111_000
    squares = np.floor(np.stack([x, y]) / size)
    _, square, often = np.unique(squares, axis=1, return_inverse=True, return_counts=True)
    return _Sample(rows.iloc[picked], x, y, 1.0 / often[square], len(usable) / len(picked))


def _weighed(
    rows: pd.DataFrame,
    numbers: Coordinates,
    readings: tuple[str, ...],
    known: Known,
    odds: dict[str, Hint],
    swapped: bool = False,
) -> tuple[Reading, ...]:
    """The readings with their likelihoods, likeliest first."""
    sample = _sampled(rows, numbers, swapped)
    degrees = [conversions.to_wgs84(crs, sample.x, sample.y) for crs in readings]
    fitting = [number for number, (lon, lat) in enumerate(degrees) if np.isfinite(lon + lat).all()]
    degrees, readings = [degrees[number] for number in fitting], tuple(readings[number] for number in fitting)
    if not readings:
        return ()
    places = [to_albers(lon, lat) for lon, lat in degrees]
    says = list(told(sample.rows, known))
    towns_x, towns_y = to_albers(known.towns["lon"].to_numpy(float), known.towns["lat"].to_numpy(float))
    inside = [known.finder.find(lon, lat) >= 0 for lon, lat in degrees]
    named = sample.rows["name"] if "name" in sample.rows else pd.Series("", index=sample.rows.index)
    sites = site_matches(named, known.sites)
    towns = evidence.town_matches(says, pd.Series(towns_x), pd.Series(towns_y), sample.weights)
    kinds = {
        "counties": evidence.counties(says, places, known, sample.weights),
        "sites": evidence.places(sites, places, towns=False),
        "towns": evidence.places(towns, places, towns=True),
        "region": evidence.region(says, inside, sample.weights),
    }
    logs = np.array([sum(terms[number].log for terms in kinds.values()) for number in range(len(readings))])
    logs += np.log([odds.get(crs, Hint()).odds for crs in readings])
    shares = np.exp(logs - np.logaddexp.reduce(logs))
    weighed = [
        Reading(
            crs,
            float(shares[number]),
            why(
                {kind: terms[number] for kind, terms in kinds.items()},
                odds.get(crs, Hint()),
            ),
        )
        for number, crs in enumerate(readings)
    ]
    return tuple(sorted(weighed, key=lambda reading: -reading.likelihood))
