"""Where rows lie, as tables say it: the county of 2021 with its code, degrees with six decimals; and names as codes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import geopandas as gpd

from geodata.boundaries import units
from geodata.boundaries.vintage import Vintage
from geodata.measure import WGS84
from geodata.publish.cells import key
from geodata.publish.given import Place
from geodata.sources.workspace import Rows

LOCATION: Final = ("province", "city", "county", "adcode", "lon", "lat")  # what a place says of a row
PRECISE: Final = ("county", "town", "site")  # the later the finer
CODES: Final = "_adcodes"  # ends the column that has the codes of the names in the column it is called after


def located(places: Sequence[Place | None]) -> list[dict[str, str]]:
    """Return province, city, county, adcode (of 2021), lon and lat of each row; nothing of one without a place.

    A place outside both provinces has its degrees only.
    """
    found: list[dict[str, str]] = [
        {"lon": format(one.lon, ".6f"), "lat": format(one.lat, ".6f"), "coord_precision": one.precision} if one else {}
        for one in places
    ]
    there = [n for n, one in enumerate(places) if one]
    points = gpd.GeoDataFrame(
        {"row": there},
        geometry=gpd.points_from_xy([float(found[n]["lon"]) for n in there], [float(found[n]["lat"]) for n in there]),
        crs=WGS84,
    )
    counties = units.polygons(Vintage.Y2021)[["adcode", "name_zh", "city", "province", "geometry"]]
    joined = gpd.sjoin(points, counties, predicate="intersects").drop_duplicates("row")
    for one in joined.itertuples():
        found[one.row] |= {"province": one.province, "city": one.city, "county": one.name_zh, "adcode": one.adcode}
    return found


def coded(names: Rows) -> dict[str, str]:
    """Return the code of each unit that a name stands for alone, by ``key`` of its names, short ones too.

    Args:
        names: the rows of the table unit_names; those of today's boundaries are left out (codes are of 2021).
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in names:
        if row.get("vintage") != Vintage.TODAY.value:
            for name in ("name_zh", "short_zh", "name_en"):
                found[key(row.get(name, ""))].add(row["adcode"])
    return {name: codes.pop() for name, codes in found.items() if name and len(codes) == 1}


def codes_of(cell: str, known: Mapping[str, str]) -> tuple[str, list[str]]:
    """Return the codes of the places that a list names, separated by ";", and the names that stand for none."""
    items: Iterable[str] = [one for one in cell.split(";") if one]
    unknown = [one for one in items if key(one) not in known]
    return ";".join(dict.fromkeys(known[key(one)] for one in items if key(one) in known)), unknown
