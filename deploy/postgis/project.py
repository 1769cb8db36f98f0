"""A project for QGIS that opens the database as our map draws it: points over the ground, tables, forms.

The ground (counties, border, names) is what the screen draws, in a GeoPackage beside the project; everything else is
read from the database, by the service ``chengyu``, so that the same project serves everybody with an account.
"""

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Final

import geopandas as gpd

from deploy.postgis import forms, schema
from geodata.catalog.model import Dataset
from geodata.export import metadata
from geodata.measure import WGS84
from geodata.query import url
from geodata.store.store import Store
from geodata.text import days
from layers import compose, palette, symbols
from layers.documents.datapack import gis_layers, qgis, styled_gpkg
from layers.documents.datapack.gis_layers import GisLayer, Look
from layers.kinds.site import SIZE
from layers.spec import rgba

PROJECT, GROUND = "chengyu.qgs", "ground.gpkg"
SERVICE: Final = "chengyu"
_TITLE: Final = "成渝一张图 · 数据编辑"
_POINTS, _TABLES, _GROUND = "点位（可编辑）", "表格（可编辑）", "底图"
_CROSSES: Final = {"true": "跨界", "false": "暂无跨界记录"}
_ASIDE: Final = ("corridor_nodes", "towns")  # many and small: there, but drawn only when asked for
_NAMES_FROM: Final = 400_000  # 1 : so much, from which on points have their names
_RIVER_NAMES: Final = "chengyu-label-rivers"  # along each river many times, of which our map chooses
_SRSID: Final = "27734"  # QGIS's own number for EPSG:4490
_NO_ROWS: Final = gpd.GeoDataFrame(geometry=[], crs=WGS84)


def source(dataset: Dataset) -> str:
    """Return where QGIS finds a table."""
    place, column = (f"srid={schema.SRID} type=Point", "geom") if schema.placed(dataset) else ("", "")
    table = f'table="{schema.SCHEMA}"."{dataset.id}"{f" ({column})" if column else ""}'
    return f"service='{SERVICE}' key='id' {place} checkPrimaryKeyUnicity='0' {table}"


def write(folder: Path, store: Store) -> Path:
    """Write the project and its ground into a folder and return where the project lies."""
    folder.mkdir(parents=True, exist_ok=True)
    scene, _ = url.from_query({}, store, "explore")
    drawing = compose.draw(scene, store, {})
    ground = gis_layers.layers(drawing, {}, "zh")
    shapes = symbols.shapes(store)
    about = metadata.about([store.catalog.datasets["counties"]], store, "zh", title=_TITLE, day=days.today())
    frames = {one.name: (one.frame.drop(columns="geometry"), one.frame.geometry) for one in ground}
    styles = {one.name: qgis.qml(one, shapes, "zh") for one in ground}
    (folder / GROUND).write_bytes(styled_gpkg.geopackage(frames, styles, about, days.today()))
    below = qgis.project(ground, shapes, "zh", _TITLE, GROUND, drawing.view)
    (folder / PROJECT).write_text(project(below, store), encoding="utf-8")
    return folder / PROJECT


def project(below: str, store: Store) -> str:
    """Return a project of the ground alone with the tables of the database put over it.

    Args:
        below: the project of the ground, as ``qgis.project`` returns it.
        store: what the tables are, and which codes they hold.
    """
    first, _, body = below.partition("\n")
    root = ET.fromstring(body)  # noqa: S314 - written by ourselves
    tree, maps = root.find("layer-tree-group"), root.find("projectlayers")
    if tree is None or maps is None:
        raise ValueError("the project of the ground has no layers")
    groups = {title: ET.Element("layer-tree-group", name=title, expanded="1") for title in (_POINTS, _TABLES, _GROUND)}
    for one in list(tree):
        tree.remove(one)
        if one.get("id") == _RIVER_NAMES:
            one.set("checked", "Qt::Unchecked")
        groups[_GROUND].append(one)
    tree.extend(groups.values())
    datasets, shapes = schema.tables(store.catalog), symbols.shapes(store)
    where = {dataset.id: source(dataset) for dataset in datasets}
    for dataset in datasets:
        layer = _layer(dataset, where[dataset.id], shapes)
        forms.add(layer, dataset, store.catalog, _linked(dataset, store), where)
        maps.append(layer)
        told = {"id": forms.layer_id(dataset.id), "name": dataset.title.zh, "providerKey": "postgres", "expanded": "0"}
        seen = "Qt::Unchecked" if dataset.id in _ASIDE else "Qt::Checked"
        group = groups[_POINTS if schema.placed(dataset) else _TABLES]
        ET.SubElement(group, "layer-tree-layer", told | {"source": where[dataset.id], "checked": seen})
    said = ET.SubElement(root, "projectMetadata")
    ET.SubElement(said, "title").text = _TITLE
    ET.SubElement(said, "abstract").text = store.catalog.compliance.say("zh")
    return f"{first}\n{ET.tostring(root, encoding='unicode')}"


def _linked(dataset: Dataset, store: Store) -> frozenset[str]:
    """The columns of codes that can be chosen by name: a choice would empty a cell whose code it does not know."""
    units = store.get(forms.UNITS)
    known = set(units["adcode"][units["vintage"].ne("today").fillna(True)])
    return frozenset(
        column.name
        for column in dataset.columns
        if column.type == "adcode" and dataset.id != forms.UNITS
        if set(store.get(dataset.id)[column.name].dropna()) <= known
    )


def _layer(dataset: Dataset, where: str, shapes: dict[str, str]) -> ET.Element:
    """A table as a layer: points look as on our map, solid when they cross the border, hollow when not."""
    point = schema.placed(dataset)
    layer = ET.Element("maplayer", type="vector", geometry="Point" if point else "No geometry")
    told = {"id": forms.layer_id(dataset.id), "datasource": where, "layername": dataset.title.zh}
    told["abstract"] = f"{dataset.method.zh}{dataset.weakness.zh}"
    for name, value in told.items():
        ET.SubElement(layer, name).text = value
    ET.SubElement(layer, "provider", encoding="UTF-8").text = "postgres"
    if point:
        system = ET.SubElement(ET.SubElement(layer, "srs"), "spatialrefsys")
        ET.SubElement(system, "srsid").text = _SRSID  # QGIS reads the code only beside a number
        ET.SubElement(system, "authid").text = f"EPSG:{schema.SRID}"
        _drawn(layer, dataset, shapes)
    return layer


def _drawn(layer: ET.Element, dataset: Dataset, shapes: dict[str, str]) -> None:
    domain, column = dataset.domain, "cross_border"
    states = list(_CROSSES) if column in {one.name for one in dataset.columns} else ["true"]
    icon = {state: symbols.name(domain.id, state == "true") if domain.id in shapes else "stop" for state in states}
    looks = tuple(Look(state, rgba(domain.color), icon=icon[state]) for state in states)
    style = _style(GisLayer(dataset.id, dataset.title.zh, "point", _NO_ROWS, looks, SIZE), shapes)
    for part in style.iter("layer"):  # nothing is moved aside: where a point lies is what is edited
        for own in part.findall("data_defined_properties"):
            part.remove(own)
    renderer = style.find("renderer-v2")
    if renderer is not None and len(states) > 1:
        renderer.set("attr", column)
        renderer.set("enableorderby", "1")  # what crosses lies on top
        ET.SubElement(ET.SubElement(renderer, "orderby"), "orderByClause", asc="1", nullsFirst="1").text = f'"{column}"'
        for category in renderer.iter("category"):
            category.set("label", _CROSSES[category.get("value", "")])
    names = _style(GisLayer("", "", "label", _NO_ROWS, (Look("", palette.LABEL),), size=11, lift=SIZE), shapes)
    for settings in names.iter("text-style"):
        settings.set("fieldName", "name_zh")
    for settings in names.iter("rendering"):
        settings.attrib |= {"scaleVisibility": "1", "scaleMin": "0", "scaleMax": str(_NAMES_FROM)}
    layer.set("labelsEnabled", "1")
    layer.extend(part for part in (renderer, names.find("labeling")) if part is not None)
    ET.SubElement(layer, "layerGeometryType").text = "0"


def _style(layer: GisLayer, shapes: dict[str, str]) -> ET.Element:
    return ET.fromstring(qgis.qml(layer, shapes, "zh").partition("\n")[2])  # noqa: S314 - written by ourselves
