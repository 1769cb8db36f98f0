"""Tourist routes as ordered paths: stops joined in order, straight from stop to stop, not along roads."""

from collections.abc import Iterable
from typing import NamedTuple

import geopandas as gpd
import pandas as pd
import shapely

from geodata.catalog.shared_columns import codes
from geodata.measure import WGS84, length_km
from geodata.text import Lang, Text, number


class Stop(NamedTuple):
    """One stop of a route, numbered from 1; ``km`` from the first stop along the joined line."""

    number: int
    id: str
    zh: str
    en: str
    side: str  # "sichuan" or "chongqing"
    km: float
    lon: float
    lat: float

    def say(self, lang: Lang) -> str:
        """Return the name."""
        return Text(self.zh, self.en).say(lang)


def stops(route: str, routes: pd.DataFrame, sites: pd.DataFrame) -> list[Stop]:
    """Return the stops of a route in order; none for an unknown route.

    Args:
        route: its id.
        routes: id and stops (";").
        sites: id, names, side, lon, lat of the places that are stops.
    """
    row = routes.loc[routes["id"] == route, "stops"]
    ids = codes(row.iloc[0]) if len(row) else []
    by_id = sites.set_index("id")
    found = by_id.loc[ids]
    pairs = zip(found["geometry"], found["geometry"].iloc[1:], strict=False)
    legs = gpd.GeoSeries([shapely.LineString(pair) for pair in pairs], crs=WGS84)
    along = [0.0, *length_km(legs).cumsum()] if len(legs) else [0.0] * len(found)
    return [
        Stop(n, row.Index, row.name_zh, row.name_en, row.side, km, row.lon, row.lat)
        for n, (row, km) in enumerate(zip(found.itertuples(), along, strict=True), start=1)
    ]


def lines(routes: pd.DataFrame, sites: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the routes with the line through their stops, how many there are, and whether they lie on both sides.

    Args:
        routes: id and stops (ids of sights, ";").
        sites: id, names, side, lon and lat of the places that are stops.

    Returns:
        The columns of ``routes``, then stops_count, cross_border, drawn_km (straight from stop to stop), geometry
        (LineString, EPSG:4326; missing with fewer than two stops that are known).
    """
    paths, counts, both = [], [], []
    for route in routes["id"]:
        places = stops(route, routes, sites)
        paths.append(shapely.LineString([(stop.lon, stop.lat) for stop in places]) if len(places) > 1 else None)
        counts.append(len(places))
        both.append(len({stop.side for stop in places}) > 1)
    frame = gpd.GeoDataFrame(routes.assign(stops_count=counts, cross_border=both), geometry=paths, crs=WGS84)
    frame["cross_border"] = frame["cross_border"].astype("boolean")
    frame["drawn_km"] = number.kept(length_km(frame.geometry), 1)
    return frame


def several(routes: pd.DataFrame, sites: pd.DataFrame, listed: Iterable[str] | None = None) -> pd.DataFrame:
    """Return the places that are stops of more than one of the routes.

    Args:
        routes: id and stops (";").
        sites: id, names and side of the places that are stops.
        listed: ids of routes; only stops of these are returned, with all the routes they are on. None: of any.

    Returns:
        id, name_zh, name_en, side, routes (how many), route_ids (";"), most first.
    """
    told = routes.assign(stop=routes["stops"].str.split(";")).explode("stop")
    grouped = told.groupby("stop", sort=False)["id"].agg(lambda ids: ";".join(dict.fromkeys(ids)))
    table = sites.set_index("id", drop=False).loc[grouped.index, ["id", "name_zh", "name_en", "side"]]
    table = table.assign(route_ids=grouped, routes=grouped.str.count(";") + 1).reset_index(drop=True)
    if listed is not None:
        wanted = set(listed)
        table = table[[not wanted.isdisjoint(ids.split(";")) for ids in table["route_ids"]]]
    return table[table["routes"] > 1].sort_values("routes", ascending=False, kind="stable", ignore_index=True)
