"""Whole datasets as files, for programs."""

import geopandas as gpd
import pandas as pd

from geodata.catalog.model import Dataset
from geodata.export.formats import csv, geojson, geopackage, json_table
from geodata.export.metadata import about
from geodata.store.store import Store


def columns(table: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Return the declared columns (those of the file, then the computed ones) and what loading added, no geometry.

    Returns:
        The columns of ``table`` but geometry, those that the catalogue declares first, on the same index.
    """
    declared = [name for name in dataset.all_columns if name in table]
    added = [name for name in ("side", "adcode_today", "county_today") if name in table and name not in declared]
    return pd.DataFrame(table[declared + added])


def address(id: str, format: str) -> str:
    """Return where a dataset is published in a format."""
    return f"/api/datasets/{id}.{format}"


def dataset_file(store: Store, id: str, format: str, table: pd.DataFrame, base: str = "") -> bytes:
    """Return a whole dataset in ``format``; it says its address, which stands below ``base``.

    Raises:
        KeyError: the dataset has no such format (``formats``).
    """
    dataset = store.catalog.datasets[id]
    if format not in formats(table):
        raise KeyError(format)
    told = about([dataset], store, "en", link=base + address(id, format))
    frame = columns(table, dataset)
    if format == "csv":
        return csv(frame)
    if format == "json":
        return json_table(frame, told)
    if format == "geojson":
        return geojson(frame, gpd.GeoSeries(table["geometry"]), told, id)
    return geopackage({id: (frame, gpd.GeoSeries(table["geometry"]))}, told)


def formats(table: pd.DataFrame) -> tuple[str, ...]:
    """Return the formats a dataset is published in: geographic ones also as GeoJSON and GeoPackage."""
    return ("geojson", "csv", "gpkg") if "geometry" in table else ("csv", "json")
