"""Sites as seen from a place: on which side, how far in a straight line, whom they are for and what stands behind."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.boundaries.adcode import covers, side
from geodata.boundaries.seats import seats
from geodata.catalog.pick import Pick
from geodata.catalog.shared_columns import codes
from geodata.domains import hospitals
from geodata.measure import ALBERS, WGS84
from geodata.query import gazetteer
from geodata.store.kept import per_store
from geodata.store.store import Edition, Store

NAMED, OPEN, OTHER, NONE = "named", "open", "other", "none"  # who a site says it is for, seen from a place
# How much stands behind a site across, strongest first: a source names it with the place, an agreement covers the
# place, a source only tells of visitors; nothing.
WRITTEN, AGREED, REPORTED, NOTHING = range(4)
HOSPITALS: Final = "hospitals"


class Hit(NamedTuple):
    """One site as seen from a place."""

    pick: Pick
    side: str
    km: float
    fit: str  # NAMED: its partners hold the place; OPEN: no partner named; OTHER: other partners; NONE: no link read
    basis: str  # of the link: named_site, area_agreement, visitor_flow, or empty
    kind: str = ""  # what a hospital treats (``kinds``), the category of any other site

    @property
    def special(self) -> bool:
        """Whether it is a hospital that does not treat everything."""
        return self.kind in hospitals.SPECIAL

    @property
    def strength(self) -> int:
        """How much stands behind it for the people of the place: WRITTEN … NOTHING."""
        if self.fit == NAMED:
            return {"named_site": WRITTEN, "area_agreement": AGREED}.get(self.basis, REPORTED)
        return REPORTED if self.fit == OPEN else NOTHING


class Home(NamedTuple):
    """Where somebody lives: the unit, its side, its point in the projected system (m), whether that is its seat."""

    place: gazetteer.Place
    side: str
    x: float
    y: float
    seat: bool


def nearest(hits: Iterable[Hit]) -> Hit | None:
    """Return the nearest of some sites, a general hospital before a special one; None of none."""
    return min(hits, key=lambda hit: (hit.special, hit.km), default=None)


def points(store: Store, sites: str, hits: Iterable[Hit]) -> list[shapely.Point]:
    """Return where sites of a dataset stand (EPSG:4326), in the order of the hits; it is the same in every vintage."""
    geometry = store.get(sites).set_index("id").geometry
    return [geometry[hit.pick.id] for hit in hits]


def home(edition: Edition, adcode: str) -> Home:
    """Return where a unit stands; KeyError for an unknown one."""
    return _homes(edition)[adcode]


@per_store(lru_cache(maxsize=4), shared=True)
def _homes(edition: Edition) -> dict[str, Home]:
    """Where every unit stands, by its code."""
    names, places = edition.facts["unit_names"], gazetteer.units(edition)
    known = set(names.dropna(subset=["seat_lon"])["adcode"])
    found = {}
    for level in gazetteer.LEVELS:
        at = seats(edition.get(level), names, edition.vintage)
        flat = gpd.GeoSeries(gpd.points_from_xy(at["lon"], at["lat"]), crs=WGS84).to_crs(ALBERS)
        for code, x, y in zip(at["adcode"], flat.x.tolist(), flat.y.tolist(), strict=True):
            found[code] = Home(places[code], side(code), x, y, code in known)
    return found


@per_store(lru_cache(maxsize=32), shared=True)
def _located(edition: Edition, id: str) -> pd.DataFrame:
    """Every site of a dataset with its side, its point (m) and the codes of its partners in the vintage."""
    table = edition.get(id)
    flat = gpd.GeoSeries(table["geometry"], crs=WGS84).to_crs(ALBERS)
    partners = [[edition.code(code) for code in codes(cell)] for cell in table["serves_from_adcodes"]]
    own = table.reindex(columns=["cross_border_domain", "cross_border_status"])  # a link of another kind, or a past one
    links = own["cross_border_domain"].isna() & own["cross_border_status"].isna()
    return pd.DataFrame(
        {
            "pick": [Pick.of(id, row) for row in table["id"]],
            "side": table["side"],
            "crosses": table["cross_border"].fillna(False).astype(bool) & links,
            "basis": table["cross_border_basis"].fillna(""),
            "kind": table["name_zh"].map(hospitals.of_hospital) if id == HOSPITALS else table["category"],
            "partners": partners,
            "x": flat.x,
            "y": flat.y,
        }
    )


def hits(edition: Edition, at: Home, id: str) -> list[Hit]:
    """Return every site of a dataset as seen from a place, nearest first."""
    table = _located(edition, id)
    km = np.hypot(table["x"] - at.x, table["y"] - at.y) / 1000
    found = []
    for row, far in zip(table.itertuples(), km, strict=True):
        fit = OPEN if not row.partners else NAMED if covers(row.partners, at.place.adcode) else OTHER
        fit = fit if row.crosses else NONE
        found.append(Hit(Pick(row.pick), row.side, round(float(far), 1), fit, row.basis, row.kind))
    return sorted(found, key=lambda hit: hit.km)


def across(at: Home) -> str:
    """Return the side across: "sichuan" or "chongqing"."""
    return "chongqing" if at.side == "sichuan" else "sichuan"
