"""The two eldercare bases the paper names, outlined and named on the map."""

from typing import Final

import geopandas as gpd

from geodata.boundaries.seats import seats
from geodata.measure import WGS84
from geodata.store.store import Edition
from geodata.text import Text
from layers.geometry import rounded
from layers.spec import LegendEntry, MapLayer, rgba

BASES: Final = (("counties", "500111"), ("cities", "510400"))  # Dazu in Chongqing, Panzhihua in Sichuan
_LABEL: Final = Text("论文点名的康养基地", "Bases named by the paper")


def build(edition: Edition) -> list[MapLayer]:
    """Return their outlines and names, in the colour of the domain."""
    color = rgba(edition.catalog.domains["eldercare"].color)
    layers = []
    for table, code in BASES:
        unit = edition.get(table)
        unit = unit[unit["adcode"] == code]
        edge = gpd.GeoDataFrame({"id": unit["adcode"]}, geometry=unit["geometry"].boundary.simplify(0.003), crs=WGS84)
        entry = LegendEntry(_LABEL, color, "line", width=2.5)
        outline = rounded(edge.reset_index(drop=True))
        layers.append(MapLayer(f"base-{code}", "line", outline, color=color, width=2.5, legend=(entry,)))
        place = seats(unit, edition.facts["unit_names"], edition.vintage)
        name = gpd.GeoDataFrame(
            {"text_zh": place["short_zh"], "text_en": place["name_en"]},
            geometry=gpd.points_from_xy(place["lon"], place["lat"]),
            crs=WGS84,
        ).reset_index(drop=True)
        layers.append(MapLayer(f"label-base-{code}", "label", name, color=(*color[:3], 255), size=17, lift=16))
    return layers
