"""Kind area: regions made of whole counties, as translucent fills with their own outline."""

from dataclasses import replace
from functools import lru_cache

import geopandas as gpd
import shapely

from geodata.catalog.model import Dataset
from geodata.measure import WGS84
from geodata.query.results import Shown
from geodata.store.kept import per_store
from geodata.store.store import Edition
from geodata.text import Text
from layers import palette
from layers.geometry import drawn_counties, fixed, rounded
from layers.spec import LegendEntry, MapLayer, series


@per_store(lru_cache(maxsize=8), shared=True)
def _all(edition: Edition, dataset: Dataset) -> tuple[MapLayer, MapLayer]:
    """Fill and outline of every area of the dataset, made again from drawn counties so that lines coincide."""
    table = edition.get(dataset.id).reset_index(drop=True)
    counties = drawn_counties(edition)
    middles = gpd.GeoSeries(shapely.point_on_surface(edition.get("counties")["geometry"].to_numpy()), crs=WGS84)
    shapes = [
        shapely.coverage_union_all(counties.geometry[middles.within(area).to_numpy()].to_numpy())
        for area in table["geometry"]
    ]
    features = gpd.GeoDataFrame(
        {
            "id": table["id"],
            "color": [palette.AREAS[n % len(palette.AREAS)] for n in range(len(table))],
            "tip_zh": table["name_zh"],
            "tip_en": table["name_en"],
        },
        geometry=shapes,
        crs=WGS84,
    )
    # Big areas first: a small one inside a big one stays on top, visible and clickable.
    fills = rounded(features.iloc[table["area_km2"].argsort().to_numpy()[::-1]].reset_index(drop=True))
    lines = fills.assign(color=[(*color[:3], 220) for color in fills["color"]])
    return (
        fixed(MapLayer(dataset.id, "polygon", fills, pickable=True)),
        fixed(MapLayer(series(dataset.id, "lines"), "line", lines.set_geometry(lines.geometry.boundary), width=1.6)),
    )


def build(edition: Edition, shown: Shown) -> list[MapLayer]:
    """Return the fill and the outline of the areas kept.

    Args:
        edition: where the whole table comes from; its shapes are sent once.
        shown: a dataset of kind "area" and which of its rows to show.
    """
    fill, line = _all(edition, shown.dataset)
    only = frozenset(shown.rows["id"])
    legend = tuple(
        LegendEntry(Text(row.tip_zh, row.tip_en), row.color, "fill")
        for row in fill.features.itertuples()
        if row.id in only
    )
    return [replace(fill, only=only, legend=legend), replace(line, only=only)]
