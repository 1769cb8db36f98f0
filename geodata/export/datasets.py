"""Whole datasets as files, for programs."""

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

import geopandas as gpd
import pandas as pd

from geodata.boundaries.vintage import Vintage
from geodata.catalog.model import Dataset
from geodata.domains import official_lists
from geodata.export.filename import filename as named
from geodata.export.formats import MEDIA, csv, geojson, geopackage, json_table
from geodata.export.metadata import About, about
from geodata.store.store import Store


class Whole(NamedTuple):
    """A dataset to be written: its columns without the geometry, the geometry (empty without one), what it is."""

    id: str
    frame: pd.DataFrame
    geometry: gpd.GeoSeries
    about: About


class Format(NamedTuple):
    """A format that datasets are published in: for which tables, and whether a browser keeps it as a file."""

    media: str
    write: Callable[[Whole], bytes]
    suits: Callable[[pd.DataFrame], bool]
    kept: bool = False


def _geographic(table: pd.DataFrame) -> bool:
    return "geometry" in table


FORMATS: Final[dict[str, Format]] = {
    "geojson": Format(MEDIA["geojson"], lambda one: geojson(one.frame, one.geometry, one.about, one.id), _geographic),
    "csv": Format(MEDIA["csv"], lambda one: csv(one.frame), lambda _: True, kept=True),
    "json": Format(MEDIA["json"], lambda one: json_table(one.frame, one.about), lambda _: True),
    "gpkg": Format(
        MEDIA["gpkg"],
        lambda one: geopackage({one.id: (one.frame, one.geometry)}, one.about),
        _geographic,
        kept=True,
    ),
}


def columns(table: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Return the declared columns (those of the file, then the computed ones) and what loading added, no geometry.

    Those of a list of a reader's own bear the headings of its file.

    Returns:
        The columns of ``table`` but geometry, those that the catalogue declares first, on the same index.
    """
    if dataset.own:
        heads = headings(dataset)
        return pd.DataFrame(table[[name for name in heads if name in table]]).rename(columns=heads)
    declared = [name for name in dataset.all_columns if name in table]
    added = [name for name in ("side", "adcode_today", "county_today") if name in table and name not in declared]
    return pd.DataFrame(table[declared + added])


_TAKEN: Final = ("fid", "geom", "geometry", "dataset")  # names of columns that formats and files of ours have


def headings(dataset: Dataset) -> dict[str, str]:
    """Return how files call the columns of a reader's own list: as its file did, what was found out by its own name.

    Returns:
        Column → name, all different however capitals are read; the name in English, which is the same, is left out.
    """
    found, file = {"id": "id", "name_zh": "name"}, {column.name for column in dataset.columns}
    found |= {column.name: column.name for column in dataset.computed}
    taken = {*(name.casefold() for name in found.values()), *_TAKEN}
    for column in dataset.columns:
        if column.name in ("id", "name_zh", "name_en"):
            continue
        head, n = column.label.zh, 1
        while (f"{head}_{n}" if n > 1 else head).casefold() in taken:
            n += 1
        found[column.name] = f"{head}_{n}" if n > 1 else head
        taken.add(found[column.name].casefold())
    order = [*(name for name in found if name in file), *(column.name for column in dataset.computed)]
    return {name: found[name] for name in order}


def address(id: str, format: str) -> str:
    """Return where a dataset is published in a format."""
    return f"/api/datasets/{id}.{format}"


def filename(store: Store, id: str, format: str, vintage: Vintage) -> str:
    """Return how the file of a whole dataset is called; its day is that of the facts, for it is the same on any."""
    told, day = store.catalog.datasets[id].title.zh, date.fromisoformat(store.catalog.compliance.facts_as_of)
    return named((told, "" if vintage is Vintage.TODAY else vintage.value), day, format, "zh")


def dataset_file(store: Store, id: str, format: str, table: pd.DataFrame, base: str = "") -> bytes:
    """Return a whole dataset in ``format``; it says its address, which stands below ``base``.

    Raises:
        KeyError: the dataset has no such format (``formats``).
    """
    dataset = store.catalog.datasets[id]
    if format not in formats(table):
        raise KeyError(format)
    note = official_lists.note(store.get("coverage"), store.catalog, [id], "en")
    told = about([dataset], store, "en", link=base + address(id, format), note=note)
    shapes = gpd.GeoSeries(table["geometry"]) if _geographic(table) else gpd.GeoSeries()
    return FORMATS[format].write(Whole(id, columns(table, dataset), shapes, told))


def formats(table: pd.DataFrame) -> tuple[str, ...]:
    """Return the formats a dataset is published in, those that suit its table."""
    return tuple(name for name, format in FORMATS.items() if format.suits(table))
