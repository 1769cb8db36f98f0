"""Columns of the catalogue as JSON Schema: what features hold, and what they can be filtered by."""

from typing import Any, Final

from geodata.catalog.model import LIST_TYPES, Catalog, Column, Dataset
from geodata.narrative import labels
from geodata.text import Lang
from pages._http.open_data.ogc import words

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
# Types of the catalogue that are no text.
TYPES: Final = {
    "integer": "integer",
    "year": "integer",
    "number": "number",
    "lon": "number",
    "lat": "number",
    "bool": "boolean",
}


def value(column: Column, catalog: Catalog, lang: Lang) -> dict[str, Any]:
    """Return the schema of one column's values, as JSON Schema and OpenAPI 3.0 both understand it."""
    made: dict[str, Any] = {"title": column.label.say(lang), "type": TYPES.get(column.type, "string")}
    codes = catalog.vocabulary(column)
    unit = labels.unit(column.unit, lang)
    notes = [words.UNIT.say(lang) + unit] if unit else []
    notes += [words.LIST.say(lang)] if column.type in LIST_TYPES else []
    notes += [words.DATE.say(lang)] if column.type == "date" else []
    if codes:
        notes.append(words.CODES.say(lang) + "; ".join(f"{code} {told.say(lang)}" for code, told in codes.items()))
    if codes and column.type not in LIST_TYPES:
        made["enum"] = list(codes)
    if column.type == "url":
        made["format"] = "uri"
    made |= {name: edge for name, edge in (("minimum", column.min), ("maximum", column.max)) if edge is not None}
    return made | ({"description": " · ".join(notes)} if notes else {})


def queryables(dataset: Dataset, catalog: Catalog, lang: Lang, address: str) -> dict[str, Any]:
    """Return what a collection can be filtered by; ``address``: of this schema, without parameters."""
    return {
        "$schema": DRAFT,
        "$id": address,
        "type": "object",
        "title": dataset.title.say(lang),
        "properties": {name: value(column, catalog, lang) for name, column in dataset.all_columns.items()},
        "additionalProperties": False,
    }


def schema(dataset: Dataset, catalog: Catalog, lang: Lang, address: str, shape: str) -> dict[str, Any]:
    """Return what a feature of a collection is, as GeoJSON holds it; what is not known is null there.

    GDAL takes the types of columns from here. Without it, it would guess from the first features, take dates that are
    all complete among these for days, and lose those known by their year alone. The id, a member of the feature, is not
    said once more among its properties: GDAL would have a second, empty one.

    Args:
        dataset, catalog, lang: what it is of.
        address: of this schema, without parameters.
        shape: the kind of all its shapes, as "MultiPolygon"; empty where it has no places.
    """
    columns = {name: value(column, catalog, lang) for name, column in dataset.all_columns.items() if name != "id"}
    return {
        "$schema": DRAFT,
        "$id": address,
        "type": "object",
        "title": dataset.title.say(lang),
        "properties": {
            "type": {"type": "string"},
            "id": {"type": "string"},
            "properties": {"type": "object", "properties": columns},
            "geometry": {"title": words.GEOMETRY.say(lang), "description": shape or "null"},
        },
    }
