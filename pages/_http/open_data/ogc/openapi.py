"""The definition of the interface: OpenAPI 3.0, every collection with the parameters that it has."""

from typing import Any, Final

from geodata import VERSION
from geodata.boundaries.vintage import Vintage
from geodata.catalog.model import Dataset
from geodata.store.store import Store
from geodata.text import LANGS, Text
from pages._http.open_data.ogc import crs, links, parameters, schema, words
from pages._http.open_data.ogc.links import Here

# Components by their names; what they hold is said below.
_LIST: Final = {"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}}
_PARAMETERS: Final[dict[str, dict[str, Any]]] = {
    "f": {"schema": {"type": "string", "enum": list(parameters.FORMATS)}},
    "lang": {"schema": {"type": "string", "enum": list(LANGS)}},
    "asof": {"schema": {"type": "string", "enum": list(Vintage), "default": Vintage.TODAY.value}},
    "limit": {
        "schema": {"type": "integer", "minimum": 1, "maximum": parameters.MOST, "default": parameters.USUAL},
        "style": "form",
        "explode": False,
    },
    "offset": {"schema": {"type": "integer", "minimum": 0, "default": 0}},
    "bbox": {"schema": _LIST, "style": "form", "explode": False},
    "bbox-crs": {"schema": {"type": "string", "format": "uri", "enum": list(crs.SYSTEMS), "default": crs.CRS84}},
    "datetime": {"schema": {"type": "string"}, "style": "form", "explode": False},
    "crs": {"schema": {"type": "string", "format": "uri", "enum": list(crs.SYSTEMS), "default": crs.CRS84}},
}
_NOT_FOUND: Final = Text("没有这个要素集或要素", "no such collection or feature")
_NOT_MODIFIED: Final = Text("内容没有变化", "what the reader has is what there is")
_UNAVAILABLE: Final = Text("数据有误，或服务器没有空间", "the data are broken, or the server has no room")
_INVALID: Final = Text("参数有误", "a parameter is wrong")


def _ref(kind: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{kind}/{name}"}


def _get(here: Here, id: str, title: Text, media: str, *given: dict[str, Any], lost: bool = False) -> dict[str, Any]:
    """One path: what it answers, by which parameters."""
    content = {one: {"schema": {"type": "string" if one == links.HTML else "object"}} for one in (media, links.HTML)}
    answers: dict[str, Any] = {"200": {"description": title.say(here.lang), "content": content}}
    answers |= {status: _ref("responses", name) for status, name in (("304", "NotModified"), ("400", "Invalid"))}
    answers |= {status: _ref("responses", "Unavailable") for status in ("503", "507")}
    if lost:
        answers["404"] = _ref("responses", "NotFound")
    common = [_ref("parameters", name) for name in parameters.COMMON]
    told = {"operationId": id, "summary": title.say(here.lang), "parameters": [*common, *given], "responses": answers}
    return {"get": told}


def _paths(here: Here, store: Store, dataset: Dataset) -> dict[str, Any]:
    """The paths of one collection."""
    id, path = dataset.id, f"/collections/{dataset.id}"
    filters = [
        {"name": name, "in": "query", "schema": schema.value(column, store.catalog, here.lang)}
        for name, column in dataset.all_columns.items()
    ]
    usual = [_ref("parameters", name) for name in parameters.OF_ITEMS]
    feature = {"name": "featureId", "in": "path", "required": True, "schema": {"type": "string"}}
    one = (feature, _ref("parameters", "crs"))
    return {
        path: _get(here, f"{id}.collection", dataset.title, links.JSON),
        f"{path}/items": _get(here, f"{id}.items", words.ITEMS, links.GEOJSON, *usual, *filters),
        f"{path}/items/{{featureId}}": _get(here, f"{id}.item", words.ITEMS, links.GEOJSON, *one, lost=True),
        f"{path}/queryables": _get(here, f"{id}.queryables", words.QUERYABLES, links.SCHEMA),
        f"{path}/schema": _get(here, f"{id}.schema", words.SCHEMA, links.SCHEMA),
    }


def definition(here: Here, store: Store) -> dict[str, Any]:
    """Return the whole definition."""
    problem = {links.JSON: {"schema": _ref("schemas", "Problem")}, links.HTML: {"schema": {"type": "string"}}}
    paths = {
        "/": _get(here, "landing", words.TITLE, links.JSON),
        "/conformance": _get(here, "conformance", words.CONFORMANCE, links.JSON),
        "/api": _get(here, "api", words.API, links.OPENAPI),
        "/collections": _get(here, "collections", words.COLLECTIONS, links.JSON),
    }
    for dataset in store.catalog.datasets.values():
        paths |= _paths(here, store, dataset)
    return {
        "openapi": "3.0.3",
        "info": {
            "title": words.TITLE.say(here.lang),
            "description": words.ABOUT.say(here.lang),
            "version": f"{VERSION}+{store.version}",
        },
        "servers": [{"url": here.root}],
        "paths": paths,
        "components": {
            "parameters": {name: {"name": name, "in": "query", **told} for name, told in _PARAMETERS.items()},
            "responses": {
                "NotModified": {"description": _NOT_MODIFIED.say(here.lang)},
                "Unavailable": {"description": _UNAVAILABLE.say(here.lang), "content": problem},
                "Invalid": {"description": _INVALID.say(here.lang), "content": problem},
                "NotFound": {"description": _NOT_FOUND.say(here.lang), "content": problem},
            },
            "schemas": {
                "Problem": {
                    "type": "object",
                    "properties": {"code": {"type": "string"}, "description": {"type": "string"}},
                }
            },
        },
    }
