"""Names on the ground: cities at their seat of government, counties when a unit is in focus."""

from functools import lru_cache
from typing import Final

import geopandas as gpd
import pandas as pd
import shapely

from geodata.boundaries.adcode import CHONGQING
from geodata.boundaries.seats import seats
from geodata.measure import WGS84
from geodata.store.store import Edition
from layers import palette
from layers.spec import MapLayer

CORES: Final = ("510100", CHONGQING)  # Chengdu and Chongqing, the two cores
# Text and place of a few names of the ground, where their lines run free of others.
RIVERS: Final = (("长江", "Yangtze", 107.62, 29.92), ("嘉陵江", "Jialing", 105.90, 31.62))


def _layer(id: str, rows: pd.DataFrame, size: int, lift: int) -> MapLayer:
    features = gpd.GeoDataFrame(
        {"text_zh": rows["text_zh"], "text_en": rows["text_en"]},
        geometry=gpd.points_from_xy(rows["lon"], rows["lat"]),
        crs=WGS84,
    ).reset_index(drop=True)
    color = palette.RIVER_LABEL if id == "label-rivers" else palette.LABEL
    return MapLayer(id, "label", features, color=color, size=size, lift=lift)


def _placed(units: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """Text and place of units."""
    where = seats(units, edition.facts["unit_names"], edition.vintage)
    return where.rename(columns={"short_zh": "text_zh", "name_en": "text_en"})


@lru_cache(maxsize=8)
def cities(edition: Edition, besides: frozenset[str] = frozenset()) -> tuple[MapLayer, ...]:
    """Return the names of the two rivers, of the cities but those named otherwise and, on top, of the two cores."""
    rows = _placed(edition.get("cities"), edition)
    rows = rows[~rows["adcode"].isin(besides)]
    core = rows["adcode"].isin(CORES)
    rivers = pd.DataFrame(RIVERS, columns=["text_zh", "text_en", "lon", "lat"])
    return (  # where names meet, the one drawn last stays
        _layer("label-rivers", rivers, 12, 0),
        _layer("label-cities", rows[~core], 14, 13),
        _layer("label-cores", rows[core], 20, 17),
    )


def counties(edition: Edition, shape: shapely.Geometry | None) -> list[MapLayer]:
    """Return the names of the counties in and beside ``shape`` (EPSG:4326); nothing without one."""
    if shape is None:
        return []
    units = edition.get("counties")
    near = units[units["geometry"].intersects(shape)]
    return [_layer("label-counties", _placed(near, edition), 13, 13)]


def pair(edition: Edition, codes: tuple[str, ...]) -> list[MapLayer]:
    """Return the names of the counties with these codes; nothing without any."""
    units = edition.get("counties")
    both = units[units["adcode"].isin(codes)]
    return [_layer("label-pair", _placed(both, edition), 15, 13)] if len(both) else []
