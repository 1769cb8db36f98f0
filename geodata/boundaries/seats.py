"""One place per administrative unit: what it is called and where its name and its links stand on a map."""

import pandas as pd
import shapely

from geodata.boundaries.units import names_of
from geodata.boundaries.vintage import Vintage


def seats(units: pd.DataFrame, unit_names: pd.DataFrame, vintage: Vintage) -> pd.DataFrame:
    """Return where each unit stands: its seat of government where the facts have it, else a point inside it.

    Args:
        units: adcode, name_zh, short_zh, name_en, geometry (EPSG:4326) of one or more levels.
        unit_names: the table of that name.
        vintage: of the units.

    Returns:
        adcode, name_zh, short_zh, name_en, lon, lat (degrees), in the order of ``units``.
    """
    known = names_of(unit_names, vintage).drop_duplicates("adcode").set_index("adcode")
    inside = shapely.point_on_surface(units["geometry"].to_numpy())
    lon, lat = (units["adcode"].map(known[column]) for column in ("seat_lon", "seat_lat"))
    return units[["adcode", "name_zh", "short_zh", "name_en"]].assign(
        lon=lon.where(lon.notna(), shapely.get_x(inside)).astype(float).round(4),
        lat=lat.where(lat.notna(), shapely.get_y(inside)).astype(float).round(4),
    )
