"""Kinds own_lines and own_areas: lines and areas of somebody's own, in their colour or by a column of numbers.

A statistic of counties is such areas: they are drawn as the counties of the ground are, so that lines coincide.
"""

from dataclasses import replace
from functools import lru_cache
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geodata.boundaries.vintage import Vintage
from geodata.catalog.model import Dataset
from geodata.measure import WGS84
from geodata.query.results import Shown
from geodata.store.kept import per_store
from geodata.store.store import Edition
from geodata.text import Text
from layers import palette
from layers.geometry import drawn_counties, fixed, rounded
from layers.kinds import choropleth
from layers.kinds.own import shape_tiles
from layers.kinds.own.places import tip
from layers.spec import Color, LegendEntry, MapLayer, rgba, series

MOST_CORNERS: Final = 40_000  # of a list that is sent whole; of more, what is seen comes in tiles
DECIMALS: Final = 5  # about a metre
WIDTH, EDGE = 2.4, 1.4  # px
_FILL: Final = 80  # how much of their own colour areas have, of 255
_EDGE_OF_SHADES: Final[Color] = (255, 255, 255, 190)
_LARGE_ONLY: Final = Text("{}（缩小时只画较大的）", "{} (when small, the larger ones only)")


def lines(edition: Edition, shown: Shown) -> list[MapLayer]:
    """Return the lines kept.

    Args:
        edition: whose store holds the list.
        shown: a dataset of kind "own_lines" and which of its rows to show.
    """
    made = [_layer(edition, shown, "edge", pickable=True)]
    entry = LegendEntry(_title(edition, shown.dataset), made[0].color, "line", width=WIDTH)
    return [replace(layer, legend=(entry,)) for layer in made]


def areas(edition: Edition, shown: Shown) -> list[MapLayer]:
    """Return the fills and the outlines of the areas kept.

    Args:
        edition: whose store holds the list.
        shown: a dataset of kind "own_areas" and which of its rows to show; with ``shade`` a column colours them.
    """
    fill, edge = (_layer(edition, shown, "fill", pickable=True), _layer(edition, shown, "edge"))
    legend: tuple[LegendEntry, ...] = (LegendEntry(_title(edition, shown.dataset), fill.color, "fill"),)
    if shown.dataset.shade:
        column = shown.dataset.all_columns[shown.dataset.shade]
        title = shown.dataset.title
        zh, en = (f"{part} · {label}" for part, label in zip(title, column.label, strict=True))
        unit = Text(f"（{column.unit}）", f" ({column.unit})") if column.unit else Text("", "")
        legend = choropleth.legend(Text(zh + unit.zh, en + unit.en), _bounds(edition, shown.dataset))
    return [replace(fill, legend=legend), edge]


def _layer(edition: Edition, shown: Shown, drawn: shape_tiles.As, *, pickable: bool = False) -> MapLayer:
    """One layer of a list: whole, with what is shown of it; of very many corners in tiles."""
    whole = _whole(edition, shown.dataset, drawn)
    only = frozenset(shown.rows["id"][shown.rows["geometry"].notna()])
    if whole.address:
        return replace(whole, only=only, pickable=pickable)
    keep = whole.features["id"].isin(only).to_numpy(dtype=bool)
    shapes = _shapes(edition, shown.dataset, drawn)
    return shape_tiles.tiled(edition.store, replace(whole, pickable=pickable), shapes, keep, drawn)


@per_store(lru_cache(maxsize=64))
def _whole(edition: Edition, dataset: Dataset, drawn: shape_tiles.As) -> MapLayer:
    """All lines or areas of a list."""
    rows, color = _rows(edition, dataset), rgba(dataset.domain.color)
    area = dataset.kind == "own_areas"
    few = int(shapely.get_num_coordinates(rows.geometry.to_numpy()).sum()) <= MOST_CORNERS
    if drawn == "fill":
        layer = MapLayer(dataset.id, "polygon", rows, color=(*color[:3], _FILL))
    else:
        edge = _EDGE_OF_SHADES if dataset.shade else color
        id, width = (series(dataset.id, "lines"), EDGE) if area else (dataset.id, WIDTH)
        rows = rows.drop(columns="color", errors="ignore").assign(color=[edge] * len(rows), width=width)
        edges = rows.set_geometry(rows.geometry.boundary, crs=WGS84) if area else rows
        layer = MapLayer(id, "line", edges, color=edge, width=width)
    if not few:
        return layer
    return fixed(replace(layer, features=rounded(layer.features, DECIMALS)))


@per_store(lru_cache(maxsize=64))
def _shapes(edition: Edition, dataset: Dataset, drawn: shape_tiles.As) -> shape_tiles.Shapes:
    """All shapes of a list for its tiles, which make edges of areas themselves."""
    layer = _whole(edition, dataset, drawn)
    return shape_tiles.Shapes(layer.features.set_geometry(_rows(edition, dataset).geometry.to_numpy(), crs=WGS84))


@per_store(lru_cache(maxsize=32))
def _rows(edition: Edition, dataset: Dataset) -> gpd.GeoDataFrame:
    """The rows that have a place: id, color, tips, geometry; of areas the large ones first, which lie below."""
    table = edition.get(dataset.id)
    table = table[table["geometry"].notna()]
    columns: dict[str, object] = {
        "id": table["id"].to_numpy(dtype=object),
        "tip_zh": table["name_zh"].map(tip).to_numpy(dtype=object),
        "tip_en": table["name_en"].map(tip).to_numpy(dtype=object),
    }
    if dataset.kind == "own_areas":
        columns["color"] = [(*rgba(dataset.domain.color)[:3], _FILL)] * len(table)
    if dataset.shade:
        columns |= _shaded(edition, dataset, table)
    rows = gpd.GeoDataFrame(columns, geometry=_on_the_ground(edition, table), crs=WGS84)
    if dataset.kind != "own_areas":
        return rows
    return rows.iloc[np.argsort(-shapely.area(rows.geometry.to_numpy()), kind="stable")].reset_index(drop=True)


def _on_the_ground(edition: Edition, table: pd.DataFrame) -> "NDArray[np.object_]":
    """Their shapes; of rows that are whole counties of today, the counties as they are drawn."""
    shapes = table["geometry"].to_numpy(dtype=object).copy()
    if edition.vintage is Vintage.TODAY and table["coord_precision"].eq("county").all():
        counties = drawn_counties(edition)
        known = dict(zip(counties["adcode"], counties.geometry, strict=True))
        return np.array([known.get(code, shape) for code, shape in zip(table["adcode_today"], shapes, strict=True)])
    return shapes


def _bounds(edition: Edition, dataset: Dataset) -> list[float]:
    """Where the classes of the numbers that colour a list end, whatever is shown of it."""
    values = edition.get(dataset.id)[dataset.shade].astype("Float64")
    return choropleth.breaks(values, min(values.nunique(), len(palette.SEQUENTIAL)) or 1)


def _shaded(edition: Edition, dataset: Dataset, table: pd.DataFrame) -> dict[str, object]:
    """The colour of each row by its number, and the number in its tip."""
    values, column = table[dataset.shade].astype("Float64"), dataset.all_columns[dataset.shade]
    made: dict[str, object] = {"color": choropleth.colors(values, _bounds(edition, dataset))}
    for lang in ("zh", "en"):
        said = [
            f"{column.label.say(lang)} {choropleth.told(value)}{column.unit and f' {column.unit}'}" for value in values
        ]
        names = table[f"name_{lang}"].map(tip)
        made[f"tip_{lang}"] = np.array([f"{name}\n{one}" for name, one in zip(names, said, strict=True)], dtype=object)
    return made


def _title(edition: Edition, dataset: Dataset) -> Text:
    """The list's title; where it is drawn in tiles, with what these leave out."""
    if _whole(edition, dataset, "edge").address:
        return dataset.title
    return Text(_LARGE_ONLY.zh.format(dataset.title.zh), _LARGE_ONLY.en.format(dataset.title.en))
