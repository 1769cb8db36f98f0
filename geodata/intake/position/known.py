"""What places rows and weighs readings of coordinates: counties with all their names, towns, known sites.

It is made of the shipped facts once, holds no store, and can be sent to the process that reads a file.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.boundaries.seats import seats
from geodata.boundaries.vintage import Vintage
from geodata.intake.position.counties import Finder, finder
from geodata.intake.position.names import Names, names
from geodata.measure import ALBERS
from geodata.store.kept import per_store
from geodata.store.store import Edition

# How far a known site may lie from where another list has the same one (metres): a station or a gate surveyed by others
# stands closer than a point set by hand in the middle of a campus or a scenic area.
SURVEYED_M: Final = 80.0
BY_HAND_M: Final = 300.0
_BY_HAND: Final = "hand-compiled"
_TOWN: Final = "(?:镇|乡|街道)$"
_ONE_PLACE: Final = 0.01  # degrees within which points of one name are the same place


@dataclass(frozen=True, eq=False)
class Known:
    """Everything that rows of a file are held against; today's counties.

    Attributes:
        counties: adcode, name_zh, name_en, province, city, lon, lat (of the seat, degrees), on 0…n-1, and geometry
            (EPSG:4326).
        shapes: of counties, cities and provinces, by code, in ``measure.ALBERS`` (metres).
        other_shapes: the same of 2021, which another source has drawn.
        finder: which row of ``counties`` a point lies in.
        names: what units are called, and were.
        towns: name_zh, adcode (of the county of today), lon, lat (degrees).
        sites: name_zh, lon, lat (degrees), off_m: places whose point is the thing itself, and how far from there other
            lists may have it.
    """

    counties: gpd.GeoDataFrame
    shapes: dict[str, shapely.Geometry]
    other_shapes: dict[str, shapely.Geometry]
    finder: Finder
    names: Names
    towns: pd.DataFrame
    sites: pd.DataFrame

    def without(self, sites: "pd.Series[bool]") -> "Known":
        """Return the same without some of its known sites: what would be known if those were new.

        Args:
            sites: on the index of ``sites``: those that go.
        """
        return replace(self, sites=self.sites[~sites])


def known(edition: Edition) -> Known:
    """Return what is known today, whatever the year of the edition; made once for each store."""
    return _known(edition.store.at(Vintage.TODAY))


@per_store(lru_cache(maxsize=1))
def _known(edition: Edition) -> Known:
    counties = edition.get("counties").reset_index(drop=True)
    stand = seats(counties, edition.facts["unit_names"], Vintage.TODAY)
    columns = ["adcode", "name_zh", "name_en", "province", "city", "geometry"]
    found = gpd.GeoDataFrame(counties[columns].assign(lon=stand["lon"], lat=stand["lat"]))
    finds = finder(found.geometry.to_numpy())
    return Known(
        counties=found,
        shapes=_shapes(edition),
        other_shapes=_shapes(edition.store.at(Vintage.Y2021)),
        finder=finds,
        names=names(edition.facts["unit_names"], edition.facts["former_names"], edition.moved(), list(found["adcode"])),
        towns=_towns(edition.facts["towns"], found, finds),
        sites=_sites(edition),
    )


def _shapes(edition: Edition) -> dict[str, shapely.Geometry]:
    shapes: dict[str, shapely.Geometry] = {}
    for id in ("counties", "cities", "provinces"):
        units = edition.get(id).to_crs(ALBERS)
        shapes |= dict(zip(units["adcode"], units.geometry, strict=True))
    return shapes


def _towns(towns: pd.DataFrame, counties: gpd.GeoDataFrame, finds: Finder) -> pd.DataFrame:
    """The towns with the county of today that their point lies in; without those that are called like their county."""
    number = finds.find(towns["lon"].to_numpy(float), towns["lat"].to_numpy(float))
    inside = (number >= 0) & towns["name_zh"].str.contains(_TOWN).to_numpy(bool)
    rows = towns.loc[inside, ["name_zh", "lon", "lat"]].reset_index(drop=True)
    return rows.assign(adcode=counties["adcode"].to_numpy()[number[inside]])


def _sites(edition: Edition) -> pd.DataFrame:
    """Every shipped place whose point is the thing itself, once for each name; names of several places tell nothing."""
    parts = [
        table.loc[table["coord_precision"] == "site", ["name_zh", "lon", "lat", "coord_source"]]
        for table in edition.facts.values()
        if {"coord_precision", "coord_source"} <= set(table.columns)
    ]
    rows = pd.concat(parts).reset_index(drop=True)
    by_hand = rows["coord_source"].fillna(_BY_HAND).str.startswith(_BY_HAND)
    rows["off_m"] = np.where(by_hand, BY_HAND_M, SURVEYED_M)
    points = rows.groupby("name_zh")[["lon", "lat"]]
    one_place = ((points.transform("max") - points.transform("min")) < _ONE_PLACE).all(axis=1)
    rows = rows[one_place].sort_values("off_m", kind="stable").drop_duplicates("name_zh").reset_index(drop=True)
    return rows[["name_zh", "lon", "lat", "off_m"]]
