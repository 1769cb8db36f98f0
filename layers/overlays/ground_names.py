"""Names of the ground, the same under every answer: rivers, units, towns, and what lies across the outer border.

Each says from which zoom on it is to be read; where two would meet, and until when, is the renderers' to work out.
"""

from functools import lru_cache
from typing import Final

import geopandas as gpd
import pandas as pd

from geodata.boundaries import beyond, towns
from geodata.boundaries.adcode import CHONGQING
from geodata.boundaries.seats import seats
from geodata.measure import WGS84
from geodata.store.kept import per_store
from geodata.store.store import Edition
from layers import palette
from layers.kinds.corridors import curves
from layers.kinds.corridors.names_along import spots, width
from layers.spec import Color, MapLayer

CORES: Final = ("510100", CHONGQING)  # Chengdu and Chongqing, the two cores
# Zooms from which on names are read: counties when a city fills the view, towns when a county does.
COUNTIES_FROM, TOWNS_FROM = 7.2, 8.8
_BEYOND: Final = {"province": (0.0, 15), "city": (6.6, 13), "county": (8.0, 12)}  # from which zoom on, size in px
_RIVERS: Final = {"water-yangtze": ("长江", "Yangtze"), "water-jialing": ("嘉陵江", "Jialing")}
_RIVER_PX: Final = 12


def layer(
    id: str, rows: pd.DataFrame, size: int, lift: int, *, zoom: float = 0, color: Color = palette.LABEL, rank: int = 0
) -> MapLayer:
    """Return names of the ground.

    Args:
        id: of the layer.
        rows: id, text_zh, text_en, lon, lat (degrees); zoom, angle where names differ.
        size, lift: px.
        zoom: from which on they are read.
        color, rank: as in ``MapLayer``.
    """
    kept = [name for name in ("zoom", "angle") if name in rows]
    features = gpd.GeoDataFrame(
        rows[["id", "text_zh", "text_en", *kept]], geometry=gpd.points_from_xy(rows["lon"], rows["lat"]), crs=WGS84
    ).reset_index(drop=True)
    features = features if "zoom" in features else features.assign(zoom=zoom)
    return MapLayer(id, "label", features, color=color, size=size, lift=lift, rank=rank, role="ground")


def placed(units: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """Return code (id), text and place of units."""
    where = seats(units, edition.facts["unit_names"], edition.vintage)
    return _in_both(where.rename(columns={"adcode": "id"}))


def _in_both(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.rename(columns={"short_zh": "text_zh", "name_en": "text_en"})


@per_store(lru_cache(maxsize=4), shared=True)
def ground(edition: Edition) -> tuple[MapLayer, ...]:
    """Return all names of the ground, the most important on top: the two cores, cities, counties, towns."""
    units = placed(edition.get("cities"), edition)
    core, small = units["id"].isin(CORES), _in_both(towns.named(edition.get("towns")))
    return (
        *_beyond(),
        layer(
            "label-towns",
            small,
            12,
            11,
            zoom=TOWNS_FROM,
            color=palette.TOWN_LABEL,
            rank=-3,
        ),
        layer("label-counties", placed(edition.get("counties"), edition), 13, 13, zoom=COUNTIES_FROM, rank=-2),
        layer("label-rivers", _rivers(edition), _RIVER_PX, 0, color=palette.RIVER_LABEL, rank=-1),
        layer("label-cities", units[~core], 14, 13),
        layer("label-cores", units[core], 20, 17),
    )


def _beyond() -> list[MapLayer]:
    """Names across the outer border, by level, the largest last."""
    table = beyond.names().rename(columns={"name_zh": "text_zh", "name_en": "text_en"})
    table = table.assign(id=table["text_zh"])
    made = []
    for level, (zoom, size) in reversed(_BEYOND.items()):
        rows = table[table["level"] == level]
        made.append(layer(f"label-beyond-{level}", rows, size, 0, zoom=zoom, color=palette.BEYOND_LABEL, rank=-2))
    return made


def _rivers(edition: Edition) -> pd.DataFrame:
    """The rivers' names along their lines."""
    lines = curves.corridors(edition).set_index("id")["geometry"]
    rows = [
        (id, zh, en, *spot)
        for id, (zh, en) in _RIVERS.items()
        if id in lines.index
        for spot in spots(lines[id], width(en, _RIVER_PX), 0)
    ]
    return pd.DataFrame(rows, columns=["id", "text_zh", "text_en", "lon", "lat", "angle", "zoom"])
