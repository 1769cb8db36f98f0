"""Styles and a project file for QGIS, so that it shows a data pack as the screen does.

Written with the old form of properties (``prop``), which every QGIS of series 3 reads; sizes are in points, which are
the same on any screen and paper.
"""

import xml.etree.ElementTree as ET
from math import asinh, pi, radians, tan
from typing import Final

from layers import palette, symbols
from layers.camera import DESKTOP, View
from layers.documents.datapack.gis_layers import CLASS, COLOR, OFFSET, PT, WIDTH, GisLayer, Look, rgba
from layers.spec import Color

_VERSION: Final = "3.22.0"
_DOCTYPE: Final = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
_SYMBOL: Final = {"polygon": "fill", "line": "line", "point": "marker"}
_KIND: Final = {"polygon": ("2", "Polygon"), "line": ("1", "Line"), "point": ("0", "Point"), "label": ("0", "Point")}
# Our shapes by the names QGIS has for them, and how much of their square they fill.
_SHAPES: Final = {
    "circle": ("circle", 0.82),
    "square": ("square", 0.72),
    "diamond": ("diamond", 0.98),
    "cross": ("cross_fill", 0.88),
    "triangle": ("triangle", 0.85),
    "pentagon": ("pentagon", 0.95),
    "star": ("star", 0.98),
}
_WHITE: Final[Color] = (255, 255, 255, 255)
_NOTHING: Final[Color] = (0, 0, 0, 0)
_SRSID: Final = {"EPSG:4326": "3452", "EPSG:3857": "3857"}
_SCALE: Final = 295_829_355  # 1 : so much is zoom 0 of a world of 512 px, at 96 px per inch
HALF_WORLD: Final = 20_037_508.342789244  # m, of Web Mercator


def qml(layer: GisLayer, shapes: dict[str, str], lang: str) -> str:
    """Return the style of a layer.

    Args:
        layer: with the looks of its classes.
        shapes: domain → shape of its symbol.
        lang: language of labels.
    """
    root = ET.Element("qgis", version=_VERSION, styleCategories="Symbology|Labeling")
    _style(root, layer, shapes, lang)
    return _DOCTYPE + ET.tostring(root, encoding="unicode")


def _style(root: ET.Element, layer: GisLayer, shapes: dict[str, str], lang: str) -> None:
    root.set("labelsEnabled", "1" if layer.shape == "label" else "0")
    if layer.zoom:  # from this scale on
        root.set("hasScaleBasedVisibilityFlag", "1")
        root.set("minScale", f"{_SCALE / 2**layer.zoom:.0f}")
        root.set("maxScale", "0")
    if layer.shape == "label":
        ET.SubElement(root, "renderer-v2", type="nullSymbol")
        _labeling(root, layer, lang)
    elif layer.free or len(layer.looks) < 2:
        renderer = ET.SubElement(root, "renderer-v2", type="singleSymbol", symbollevels="0")
        look = layer.looks[0] if layer.looks else Look("", _NOTHING)
        _symbol(ET.SubElement(renderer, "symbols"), "0", layer, look, shapes)
    else:
        renderer = ET.SubElement(root, "renderer-v2", type="categorizedSymbol", attr=CLASS, symbollevels="0")
        categories, drawn = ET.SubElement(renderer, "categories"), ET.SubElement(renderer, "symbols")
        for n, look in enumerate(layer.looks):
            told = {"value": look.label, "label": look.label, "symbol": str(n), "render": "true"}
            ET.SubElement(categories, "category", told)
            _symbol(drawn, str(n), layer, look, shapes)
    ET.SubElement(root, "layerGeometryType").text = _KIND[layer.shape][0]


def _symbol(parent: ET.Element, name: str, layer: GisLayer, look: Look, shapes: dict[str, str]) -> None:
    kind = {"type": _SYMBOL[layer.shape], "name": name, "alpha": "1", "clip_to_extent": "1", "force_rhr": "0"}
    symbol = ET.SubElement(parent, "symbol", kind)
    if layer.shape == "polygon":
        _part(symbol, "SimpleFill", {"color": rgba(look.color), "style": "solid", "outline_style": "no"})
    elif layer.shape == "line":
        if look.casing:
            _part(symbol, "SimpleLine", _line(_WHITE, look.casing, (0, 0)))
        own = {"outlineColor": COLOR, "outlineWidth": WIDTH} if layer.free else {}
        _part(symbol, "SimpleLine", _line(look.color, look.width, look.dash), own)
    else:
        _part(symbol, "SimpleMarker", _marker(look, layer.size, shapes), {"offset": OFFSET})


def _part(symbol: ET.Element, kind: str, properties: dict[str, str], own: dict[str, str] | None = None) -> None:
    """One layer of a symbol; ``own``: which of its properties each feature tells by itself, and in which column."""
    part = ET.SubElement(symbol, "layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    for name, value in properties.items():
        ET.SubElement(part, "prop", k=name, v=value)
    if own:
        options = ET.SubElement(ET.SubElement(part, "data_defined_properties"), "Option", type="Map")
        ET.SubElement(options, "Option", name="name", type="QString", value="")
        each = ET.SubElement(options, "Option", name="properties", type="Map")
        for name, column in own.items():
            told = ET.SubElement(each, "Option", name=name, type="Map")
            for key, type, value in (("active", "bool", "true"), ("field", "QString", column), ("type", "int", "2")):
                ET.SubElement(told, "Option", name=key, type=type, value=value)
        ET.SubElement(options, "Option", name="type", type="QString", value="collection")


def _line(color: Color, px: float, dash: tuple[float, float]) -> dict[str, str]:
    width = px * PT
    return {
        "line_color": rgba(color),
        "line_width": f"{width:g}",
        "line_width_unit": "Point",
        "line_style": "solid",
        "capstyle": "flat" if any(dash) else "round",
        "joinstyle": "round",
        "use_custom_dash": "1" if any(dash) else "0",
        "customdash": ";".join(f"{part * width:g}" for part in dash) if any(dash) else "5;2",
        "customdash_unit": "Point",
    }


def _marker(look: Look, px: int, shapes: dict[str, str]) -> dict[str, str]:
    """A shape with a white rim, or white with a coloured one; a ring for what is no domain's (layers/symbols.py)."""
    domain, state = symbols.named(look.icon)
    name, fills = _SHAPES[shapes.get(domain, "circle")]
    (_, rim), (inner, paint), *heart = symbols.rings(look.color, state if domain in shapes else "solid")
    size, edge, face, stroke = px * PT * fills * (1 + inner) / 2, (1 - inner) / 2, paint, rim
    if domain not in shapes:  # the mark of what is picked, of a stop or a seat
        size, edge, face, stroke = (
            (symbols.STOP if look.icon == "stop" else px) * PT * 0.73,
            0.1,
            _NOTHING,
            palette.PICKED,
        )
    elif heart:
        size, edge, face, stroke = px * PT * fills * (inner + heart[0][0]) / 2, (inner - heart[0][0]) / 2, _WHITE, paint
    return {
        "name": name,
        "color": rgba(face),
        "outline_color": rgba(stroke),
        "outline_style": "solid",
        "outline_width": f"{px * PT * edge:g}",
        "outline_width_unit": "Point",
        "size": f"{size:g}",
        "size_unit": "Point",
        "offset": "0,0",
        "offset_unit": "Point",
    }


def _labeling(root: ET.Element, layer: GisLayer, lang: str) -> None:
    """Names above their places, bold, with a white halo; those that would meet are left out."""
    labeling = ET.SubElement(root, "labeling", type="simple")
    settings = ET.SubElement(labeling, "settings", calloutType="simple")
    text = {
        "fieldName": f"text_{lang}",
        "isExpression": "0",
        "fontFamily": "Microsoft YaHei",
        "namedStyle": "Bold",
        "fontWeight": "75",
        "fontSize": f"{layer.size * PT:g}",
        "fontSizeUnit": "Point",
        "textColor": rgba(layer.looks[0].color),
        "textOpacity": "1",
    }
    style = ET.SubElement(settings, "text-style", text)
    halo = {"bufferDraw": "1", "bufferSize": "1.2", "bufferSizeUnits": "Point", "bufferColor": "255,255,255,235"}
    ET.SubElement(style, "text-buffer", halo | {"bufferOpacity": "1", "bufferJoinStyle": "128", "bufferNoFill": "1"})
    where = {"placement": "1", "quadOffset": "1" if layer.lift else "4", "offsetUnits": "Point", "xOffset": "0"}
    ET.SubElement(settings, "placement", where | {"yOffset": f"{-layer.lift * PT / 3:g}", "priority": "5"})
    ET.SubElement(settings, "rendering", drawLabels="1", obstacle="1", displayAll="0", scaleVisibility="0")


def project(layers: list[GisLayer], shapes: dict[str, str], lang: str, title: str, file: str, view: View) -> str:
    """Return a project that opens the layers of a GeoPackage beside it in their order, where the drawing looks.

    Args:
        layers: from the bottom up.
        shapes, lang: as in ``qml``.
        title: of the project.
        file: name of the GeoPackage.
        view: the camera of the drawing.
    """
    root = ET.Element("qgis", version=_VERSION, projectname=title)
    ET.SubElement(root, "title").text = title
    _crs(ET.SubElement(root, "projectCrs"), "EPSG:3857")
    tree, maps = ET.SubElement(root, "layer-tree-group"), ET.Element("projectlayers")
    for layer in reversed(layers):
        source = f"./{file}|layername={layer.name}"
        id = f"chengyu-{layer.name}"  # QGIS makes its own of those with ten letters or less
        told = {"id": id, "name": layer.title, "source": source, "providerKey": "ogr"}
        ET.SubElement(tree, "layer-tree-layer", told | {"checked": "Qt::Checked", "expanded": "0"})
        one = ET.SubElement(maps, "maplayer", type="vector", geometry=_KIND[layer.shape][1])
        for name, value in (("id", id), ("datasource", source), ("layername", layer.title)):
            ET.SubElement(one, name).text = value
        _crs(ET.SubElement(one, "srs"), "EPSG:4326")
        ET.SubElement(one, "provider", encoding="UTF-8").text = "ogr"
        _style(one, layer, shapes, lang)
    root.append(maps)
    reference = ET.SubElement(ET.SubElement(root, "properties"), "SpatialRefSys")
    ET.SubElement(reference, "ProjectionsEnabled", type="int").text = "1"
    canvas = ET.SubElement(root, "mapcanvas", name="theMapCanvas")
    ET.SubElement(canvas, "units").text = "meters"
    extent = ET.SubElement(canvas, "extent")
    for name, metres in zip(("xmin", "ymin", "xmax", "ymax"), _seen(view), strict=True):
        ET.SubElement(extent, name).text = f"{metres:.0f}"
    _crs(ET.SubElement(canvas, "destinationsrs"), "EPSG:3857")
    return _DOCTYPE + ET.tostring(root, encoding="unicode")


def _crs(parent: ET.Element, code: str) -> None:
    """A reference system; QGIS looks at its own number for it first."""
    system = ET.SubElement(parent, "spatialrefsys")
    ET.SubElement(system, "srsid").text = _SRSID[code]
    ET.SubElement(system, "authid").text = code


def _seen(view: View) -> tuple[float, float, float, float]:
    """About what the camera shows of the common screen, in metres of Web Mercator."""
    half = HALF_WORLD * 2 / (512 * 2**view.zoom) / 2
    x, y = HALF_WORLD * view.lon / 180, HALF_WORLD * asinh(tan(radians(view.lat))) / pi
    return x - half * DESKTOP.width, y - half * DESKTOP.height, x + half * DESKTOP.width, y + half * DESKTOP.height
