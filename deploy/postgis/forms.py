"""The forms that QGIS shows for a row, from the catalogue: Chinese labels, choices, hints, what is refused and why."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import Final

from deploy.postgis.schema import bounds, whole
from geodata.catalog.freshness import CHECKED
from geodata.catalog.model import LIST_TYPES, Catalog, Column, Dataset
from geodata.catalog.schema import PATTERNS

UNITS: Final = "unit_names"  # the table that names the codes of units
OF_FACTS: Final = '"vintage" is null or "vintage" = \'2021\''  # the units that facts name: those of 2021
_NULL: Final = "{2839923C-8B7D-419E-B84B-CA2FE9B80EC7}"  # how QGIS writes "nothing" among choices
_UNKNOWN: Final = "（未注明）"
_FEW: Final = 12  # columns that fit a form without tabs
# Tabs of a form: title, and how the names of its columns begin; what is in none stands on the first.
_FIRST: Final = "基本信息"
_TABS: Final = {
    "位置": ("province", "city", "county", "adcode", "lon", "lat", "coord_"),
    "跨界": ("cross_border", "serves_from", "crossing_", "border_crossings", "same_as"),
    "联系方式": ("phone", "address", "hours_", "contact_"),
    "说明": ("note_",),
    "来源": ("source_", CHECKED),
}
_NOTNULL, _UNIQUE, _EXPRESSION, _HARD = 1, 2, 4, "1"  # as QGIS numbers them

Config = dict[str, "str | bool | int | Config | list[Config]"]


def layer_id(table: str) -> str:
    """Return the id that a table has in the project."""
    return f"chengyu-table-{table}"


def add(layer: ET.Element, dataset: Dataset, catalog: Catalog, linked: frozenset[str], source: dict[str, str]) -> None:
    """Put the form of a table into its layer of a project.

    Args:
        layer: of the project.
        dataset, catalog: what its columns mean.
        linked: the columns of codes whose every value is in the table of units.
        source: table → its source as QGIS writes it, for choices out of other tables.
    """
    fields, aliases = ET.SubElement(layer, "fieldConfiguration"), ET.SubElement(layer, "aliases")
    needs, rules = ET.SubElement(layer, "constraints"), ET.SubElement(layer, "constraintExpressions")
    for n, column in enumerate(dataset.columns):
        kind, config = _widget(column, catalog, linked, source)
        widget = ET.SubElement(ET.SubElement(fields, "field", name=column.name), "editWidget", type=kind)
        _options(ET.SubElement(widget, "config"), config)
        unit = f"（{column.unit}）" if column.unit else ""
        ET.SubElement(aliases, "alias", field=column.name, index=str(n), name=column.label.zh + unit)
        _refused(needs, rules, column, catalog)
    ET.SubElement(layer, "previewExpression").text = '"name_zh"' if "name_zh" in dataset.all_columns else '"id"'
    tabs = _tabs(dataset.columns)
    ET.SubElement(layer, "editorlayout").text = "tablayout" if len(tabs) > 1 else "generatedlayout"
    form = ET.SubElement(layer, "attributeEditorForm")
    for title, columns in tabs.items():
        tab = ET.SubElement(form, "attributeEditorContainer", name=title, columnCount="1", groupBox="0", showLabel="1")
        for n, column in columns:
            ET.SubElement(tab, "attributeEditorField", name=column.name, index=str(n), showLabel="1")


def _tabs(columns: Sequence[Column]) -> dict[str, list[tuple[int, Column]]]:
    """The columns by tab, each with its number; one tab when they are few."""
    if len(columns) <= _FEW:
        return {_FIRST: list(enumerate(columns))}
    tabs: dict[str, list[tuple[int, Column]]] = {title: [] for title in (_FIRST, *_TABS)}
    for n, column in enumerate(columns):
        fits = (title for title, starts in _TABS.items() if column.name.startswith(starts))
        tabs[next(fits, _FIRST)].append((n, column))
    return {title: held for title, held in tabs.items() if held}


def _widget(column: Column, catalog: Catalog, linked: frozenset[str], source: dict[str, str]) -> tuple[str, Config]:
    """How a column is edited: by a choice, a list of units, a tick, a calendar, or as text."""
    empty: list[Config] = [] if column.required else [{_UNKNOWN: _NULL}]
    if column.type == "code" and column.values:
        choices: list[Config] = [{label.zh: code} for code, label in catalog.vocabularies[column.values].items()]
        return "ValueMap", {"map": [*empty, *choices]}
    if column.type == "bool":
        if column.required:
            return "CheckBox", {}
        return "ValueMap", {"map": [*empty, {"是": "true"}, {"否": "false"}]}
    if column.refers and column.type not in LIST_TYPES:
        return "ValueRelation", _relation(column.refers, "id", source, not column.required)
    if column.name in linked:
        return "ValueRelation", _relation(UNITS, "adcode", source, not column.required) | {"FilterExpression": OF_FACTS}
    # A calendar only where a day is always known. It would make a day of 2024-05, or nothing.
    if column.name.endswith(CHECKED):
        day = "yyyy-MM-dd"
        return "DateTime", {"field_format": day, "display_format": day, "calendar_popup": True, "allow_null": True}
    long = column.type == "text" and column.name.endswith(("_zh", "_en")) and not column.required
    return "TextEdit", {"IsMultiline": long, "UseHtml": False}


def _relation(table: str, key: str, source: dict[str, str], empty: bool) -> Config:
    """A choice out of another table, by name; typing finds it."""
    return {
        "Layer": layer_id(table),
        "LayerName": table,
        "LayerProviderName": "postgres",
        "LayerSource": source[table],
        "Key": key,
        "Value": "name_zh",
        "AllowNull": empty,
        "AllowMulti": False,
        "OrderByValue": False,
        "UseCompleter": False,
    }


def _refused(needs: ET.Element, rules: ET.Element, column: Column, catalog: Catalog) -> None:
    """What a form refuses, with the reason; the database refuses the same."""
    rule, why = _rule(column, catalog)
    unique = column.name == "id"
    kinds = _NOTNULL * column.required + _UNIQUE * unique + _EXPRESSION * bool(rule)
    strength = {"notnull_strength": column.required, "unique_strength": unique, "exp_strength": bool(rule)}
    told = {name: _HARD if holds else "0" for name, holds in strength.items()}
    ET.SubElement(needs, "constraint", {"field": column.name, "constraints": str(kinds)} | told)
    ET.SubElement(rules, "constraint", field=column.name, exp=rule, desc=why)


def _rule(column: Column, catalog: Catalog) -> tuple[str, str]:
    """The rule of a column as an expression of QGIS, and its reason; empty when there is none."""
    name = f'"{column.name}"'
    low, high = bounds(column)
    if low is not None or high is not None:
        ends = [
            (bound, sign, words)
            for bound, sign, words in ((low, ">=", "不小于"), (high, "<=", "不大于"))
            if bound is not None
        ]
        rule = " and ".join(f"{name} {sign} {bound:g}" for bound, sign, _ in ends)
        return f"{name} is null or ({rule})", "，".join(f"{words} {bound:g}" for bound, _, words in ends)
    if column.type == "codes" and column.values:
        labels = catalog.vocabularies[column.values]
        one = f"(?:{'|'.join(labels)})"
        told = "、".join(f"{code}（{label.zh}）" for code, label in labels.items())
        return _matches(name, f"{one}(?:;{one})*"), f"以下各项，以分号分隔：{told}"
    if column.type in PATTERNS and whole(column) and column.type not in ("integer", "number", "bool", "year"):
        return _matches(name, whole(column)), PATTERNS[column.type][1].zh
    return "", ""


def _matches(name: str, pattern: str) -> str:
    quoted = pattern.replace("\\", "\\\\").replace("'", "''")
    return f"coalesce({name}, '') = '' or regexp_match({name}, '^(?:{quoted})$')"


def _options(parent: ET.Element, value: "str | bool | int | Config | list[Config]", name: str = "") -> None:
    """A value as QGIS writes its settings."""
    given = {"name": name} if name else {}
    match value:
        case dict():
            inner = ET.SubElement(parent, "Option", given | {"type": "Map"})
            for key, one in value.items():
                _options(inner, one, key)
        case list():
            inner = ET.SubElement(parent, "Option", given | {"type": "List"})
            for one in value:
                _options(inner, one)
        case bool():
            ET.SubElement(parent, "Option", given | {"type": "bool", "value": str(value).lower()})
        case _:
            ET.SubElement(parent, "Option", given | {"type": "QString", "value": str(value)})
