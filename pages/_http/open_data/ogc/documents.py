"""What is told of the interface and its collections, as values that JSON can hold."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from geodata.catalog.model import Dataset
from geodata.export import datasets, geojson
from geodata.store.kept import per_store
from geodata.store.store import Edition, Store
from geodata.text import Text
from pages._http.open_data.ogc import crs, links, words
from pages._http.open_data.ogc.links import Here, Link

_ISO: Final = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
_FEATURES: Final = "http://www.opengis.net/spec/ogcapi-features-"
CONFORMS: Final = tuple(
    f"{_FEATURES}{part}"
    for part in (
        "1/1.0/conf/core",
        "1/1.0/conf/oas30",
        "1/1.0/conf/html",
        "1/1.0/conf/geojson",
        "2/1.0/conf/crs",
        "3/1.0/conf/queryables",
        "3/1.0/conf/queryables-query-parameters",
    )
)


def landing(here: Here, store: Store) -> dict[str, Any]:
    """Return what is here and where it is described."""
    return {
        "title": words.TITLE.say(here.lang),
        "description": words.ABOUT.say(here.lang),
        "attribution": store.catalog.compliance.say(here.lang, here.vintage),
        "links": [
            *here.own(links.JSON),
            here.link(here.to("/api", f="json"), "service-desc", links.OPENAPI, words.API),
            here.link(here.to("/api", f="html"), "service-doc", links.HTML, words.API),
            here.link(here.to("/conformance"), "conformance", links.JSON, words.CONFORMANCE),
            here.link(here.to("/collections"), "data", links.JSON, words.COLLECTIONS),
        ],
    }


def conformance(here: Here, _store: Store) -> dict[str, Any]:
    """Return which classes of which standards hold."""
    return {"title": words.CONFORMANCE.say(here.lang), "links": here.own(links.JSON), "conformsTo": list(CONFORMS)}


def collections(here: Here, store: Store) -> dict[str, Any]:
    """Return all collections."""
    return {
        "title": words.COLLECTIONS.say(here.lang),
        "links": here.own(links.JSON),
        "crs": list(crs.SYSTEMS),
        "collections": [collection(here, store, dataset) for dataset in store.catalog.datasets.values()],
    }


def collection(here: Here, store: Store, dataset: Dataset) -> dict[str, Any]:
    """Return what a collection is; the same among all of them and alone."""
    lang, weak = here.lang, words.WEAK.say(here.lang) + dataset.weakness.say(here.lang)
    edition = store.at(here.vintage)
    return {
        "id": dataset.id,
        "title": dataset.title.say(lang),
        "description": f"{dataset.method.say(lang)} {weak}",
        "attribution": f"{dataset.producer.say(lang)} · {store.catalog.compliance.say(lang, here.vintage)}",
        "itemType": "feature",
        "extent": extent(edition, dataset.id),
        "crs": list(crs.SYSTEMS),
        **({"storageCrs": crs.CRS84} if "geometry" in edition.get(dataset.id) else {}),
        "links": list(_of_collection(here, edition, dataset)),
    }


def _of_collection(here: Here, edition: Edition, dataset: Dataset) -> Iterable[Link]:
    path, title = f"/collections/{dataset.id}", dataset.title
    yield here.link(here.to(path, f="json"), "self", links.JSON, title)
    yield here.link(here.to(path, f="html"), "alternate", links.HTML, words.AS_HTML)
    yield here.link(here.to(f"{path}/items", f="json"), "items", links.GEOJSON, words.ITEMS)
    yield here.link(here.to(f"{path}/items", f="html"), "items", links.HTML, words.ITEMS)
    yield here.link(here.to(f"{path}/queryables"), f"{links.REL}queryables", links.SCHEMA, words.QUERYABLES)
    yield here.link(here.to(f"{path}/schema"), "describedby", links.SCHEMA, words.SCHEMA)
    yield here.link(dataset.licence.url, "license", links.HTML, dataset.licence.title)
    asof = dict(here.query).get("asof", "")
    for format in datasets.formats(edition.get(dataset.id)):
        href = here.root.removesuffix("/ogc") + datasets.address(dataset.id, format) + (f"?asof={asof}" if asof else "")
        named = Text(*(f"{text} ({format})" for text in words.WHOLE_FILE))
        yield here.link(href, "enclosure", datasets.FORMATS[format].media, named)


@per_store(lru_cache(maxsize=128))  # every collection in both vintages
def extent(edition: Edition, id: str) -> dict[str, Any]:
    """Return where and when the features of a collection are; nothing of what it has none."""
    table, found = edition.get(id), dict[str, Any]()
    if "geometry" in table:
        found["spatial"] = {"bbox": [geojson.extent(gpd.GeoSeries(table["geometry"]))], "crs": crs.CRS84}
    time = edition.catalog.datasets[id].time
    dates = table[time].dropna() if time else pd.Series(dtype=str)
    if len(dates):
        periods = [pd.Period(date) for date in dates]
        first, last = min(one.start_time for one in periods), max(one.end_time for one in periods)
        interval = [f"{first:%Y-%m-%d}T00:00:00Z", f"{last:%Y-%m-%d}T23:59:59Z"]
        found["temporal"] = {"interval": [interval], "trs": _ISO}
    return found
