"""The features of a collection: those that are asked for, as GeoJSON and as rows of a page."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geodata.boundaries.vintage import Vintage
from geodata.catalog.model import Column, Dataset
from geodata.export import formats, geojson
from geodata.store.kept import per_store
from geodata.store.store import Edition, Store
from pages._http.open_data.ogc import crs, filters, links, words
from pages._http.open_data.ogc.links import Here, Link
from pages._http.open_data.ogc.parameters import Refused, Selection, said
from pages._http.page_cache import kept


class Found(NamedTuple):
    """Features of a collection: their positions in its table, and how many there are on all pages."""

    rows: NDArray[np.intp]
    matched: int


_SEVERAL: Final[dict[str, Callable[[list[Any]], Any]]] = {
    "Point": shapely.MultiPoint,
    "LineString": shapely.MultiLineString,
    "Polygon": shapely.MultiPolygon,
}


def shape(table: pd.DataFrame) -> str:
    """Return the kind of all shapes of a collection, as "LineString"; empty where it has none.

    GIS programs take the kind of a layer from its first features: a table of single and of several shapes is one of
    several (``_alike``).
    """
    kinds = sorted(set(table["geometry"].dropna().geom_type)) if "geometry" in table else []
    single = [kind for kind in kinds if kind in _SEVERAL]
    return kinds[0] if len(kinds) == 1 else f"Multi{single[0]}" if kinds else ""


def _alike(table: pd.DataFrame) -> gpd.GeoSeries:
    """The shapes of a table, all of the kind that ``shape`` says."""
    shapes, kind = gpd.GeoSeries(table["geometry"]), shape(table)
    return gpd.GeoSeries(
        [one if one is None or one.geom_type == kind else _SEVERAL[one.geom_type]([one]) for one in shapes],
        index=shapes.index,
        crs=shapes.crs,
    )


def _typed(table: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """The columns that the catalogue declares (``_cells``)."""
    return pd.DataFrame({name: _cells(table, column) for name, column in dataset.all_columns.items()})


def _cells(table: pd.DataFrame, column: Column) -> pd.Series:
    """A column typed as the catalogue says: some derived tables hold years as text."""
    cells = table[column.name]
    return pd.to_numeric(cells).astype("Int64") if column.type == "year" else cells


@per_store(kept(60_000_000))  # bytes: all collections of one vintage in one system are about 14 MB
def _written(store: Store, id: str, vintage: Vintage, system: str) -> bytes:
    """Every feature of a collection as GeoJSON, one a line."""
    table, dataset = store.get(id, vintage), store.catalog.datasets[id]
    rows = formats.rows(_typed(table, dataset))
    shapes = crs.placed(_alike(table), system) if "geometry" in table else gpd.GeoSeries([None] * len(table))
    return "\n".join(geojson.each(rows, shapes, ids=table["id"].astype(str))).encode()


def found(edition: Edition, id: str, asked: Selection) -> Found:
    """Return which features of a collection a request selects, in the order of its table.

    Raises:
        Refused: a value to filter by is none of its column's type.
    """
    dataset, table = edition.catalog.datasets[id], edition.get(id)
    chosen = np.ones(len(table), dtype=bool)
    for name, value in asked.values:
        chosen &= _holding(table, dataset.all_columns[name], value, edition).to_numpy()
    if asked.span and dataset.time:
        chosen &= filters.dated(table[dataset.time], asked.span).to_numpy()
    if asked.box and "geometry" in table:
        chosen &= filters.inside(gpd.GeoSeries(table["geometry"]), asked.box)
    rows = np.flatnonzero(chosen)
    return Found(rows[asked.offset : asked.offset + asked.limit], len(rows))


def _holding(table: pd.DataFrame, column: Column, value: str, edition: Edition) -> "pd.Series[bool]":
    codes, told = edition.catalog.vocabulary(column), dict[str, object](name=column.name, value=value[:200])
    if codes and column.type == "code" and value not in codes:
        one_of = said(words.ONE_OF, codes=", ".join(codes))
        raise Refused(said(words.MALFORMED, expected=one_of, **told))
    try:
        return filters.equal(_cells(table, column), column, value)
    except ValueError as error:
        expected = said(words.OF_ITS_TYPE, type=column.type)
        raise Refused(said(words.MALFORMED, expected=expected, **told)) from error


def one(edition: Edition, id: str, feature: str) -> NDArray[np.intp]:
    """Return the position of a feature in its table, alone.

    Raises:
        Refused: there is no such feature.
    """
    places = np.flatnonzero(edition.get(id)["id"].astype(str).eq(feature))
    if not len(places):
        raise Refused(said(words.NO_FEATURE, id=feature[:200], collection=id), 404)
    return places


def links_of_items(here: Here, asked: Selection, all: Found, id: str) -> list[Link]:
    """Return the links of a page of features: itself, its neighbours, the collection."""
    made = here.own(links.GEOJSON)
    media, end = links.HTML if here.html else links.GEOJSON, asked.offset + len(all.rows)
    paged = {"limit": str(asked.limit), "f": "html" if here.html else "json"}
    if end < all.matched and len(all.rows):
        made.append(here.link(here.again(**paged, offset=str(end)), "next", media, words.NEXT))
    if asked.offset:
        before = str(max(asked.offset - asked.limit, 0))
        made.append(here.link(here.again(**paged, offset=before), "prev", media, words.PREVIOUS))
    return [*made, here.link(here.to(f"/collections/{id}"), "collection", links.JSON, words.COLLECTIONS)]


def links_of_feature(here: Here, id: str) -> list[Link]:
    """Return the links of a single feature."""
    collection = here.link(here.to(f"/collections/{id}"), "collection", links.JSON, words.COLLECTIONS)
    return [*here.own(links.GEOJSON), collection]


def lines(edition: Edition, id: str, rows: NDArray[np.intp], system: str) -> list[str]:
    """Return features as GeoJSON, in the coordinates and the order of axes of a system."""
    every = _written(edition.store, id, edition.vintage, system).decode().split("\n")
    return [every[row] for row in rows]


def cells(edition: Edition, id: str, rows: NDArray[np.intp]) -> list[dict[str, object]]:
    """Return features as the rows of their table, without places; missing cells are None."""
    return formats.rows(_typed(edition.get(id).iloc[rows], edition.catalog.datasets[id]))
