"""Lines and tiles of the live map, whose geometry the browser fetches by address.

Where WebGL is drawn by the processor each piece of a line costs as much as the next, seen or not. So lines that share
their geometry are one layer, styled piece by piece, and the ground is tiles, in fewer pieces where much is seen.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import floor, log2
from typing import Any, Final

import pydeck as pdk

from layers import palette, symbols
from layers.camera import TILE, Frame, View, place, tiles_of
from layers.renderers.runs import runs
from layers.spec import Drawing, MapLayer, Tiles

REACH: Final = 11  # px: how wide a line is for the mouse
Atlas = tuple[str, dict[str, dict[str, int]]]  # address of the picture of symbols, where each lies in it
_GAMMA: Final = 2.2  # deck.gl takes this root of an opacity
_DASH: Final = [{"@@type": "PathStyleExtension", "highPrecisionDash": True}]  # along a curve of many short pieces
_STYLE: Final[dict[str, Any]] = {
    "stroked": True,
    "filled": False,
    "line_width_units": '"pixels"',
    "line_joint_rounded": True,
}


def together(layers: Iterable[MapLayer]) -> list[list[MapLayer]]:
    """Return the layers from the bottom up, those that one layer of deck.gl draws in one list.

    Lines one after the other that share tiles, or an address where each shows other features.
    """

    def shared(layer: MapLayer) -> object:
        return layer.tiles or (layer.only is not None and layer.shape == "line" and layer.address) or id(layer)

    return [list(group) for _, group in groupby(layers, key=shared)]


def shown(layer: MapLayer) -> str | None:
    """Return an expression that is true for the features to show out of a fixed layer; None where all are shown."""
    found = runs(layer)
    if found is None or found == [(0, len(layer.features) - 1)]:
        return None
    return "||".join(f"(properties.n>={low}&&properties.n<={high})" for low, high in found) or "false"


def styled(layer: MapLayer, name: str, plain: object) -> object:
    """An accessor: the feature's own value where features differ, else the layer's."""
    return f"properties.{name}" if name in layer.features else plain


def opacity(layer: MapLayer) -> float:
    """Return the number by which deck.gl draws a layer as little covering as it is to be."""
    return float(layer.opacity**_GAMMA)


def _each(alike: list[MapLayer], values: Sequence[object], none: object) -> object:
    """An accessor: of each feature the value of the layer that shows it."""
    found = none
    for layer, value in reversed(list(zip(alike, values, strict=True))):
        test = shown(layer)
        found = value if test is None else f"({test}) ? {value} : {f'({found})' if isinstance(found, str) else found}"
    return found


def tiled(layer: MapLayer, tiles: Tiles, root: str, atlas: Atlas) -> pdk.Layer:
    """Shapes in tiles, each zoom in its own detail; the lines of several layers where these share their tiles.

    Tiles of points hold cells instead where these are too many.
    """
    style = {"get_line_color": "properties.color", "get_line_width": "properties.width", **_STYLE}
    if layer.shape == "point":
        style = {"stroked": False, "get_fill_color": "properties.color", **_symbols(layer, root, atlas)}
    if layer.shape == "polygon":
        style = {"stroked": False, "get_fill_color": styled(layer, "color", list(layer.color))}
        style["opacity"] = opacity(layer)
    return pdk.Layer(
        "TileLayer",
        id=layer.id,
        data=root + tiles.address,
        tile_size=tiles.px,
        min_zoom=tiles.least,
        max_zoom=tiles.most,
        extent=list(tiles.bounds),
        max_requests=0,  # as many at once as the browser lets
        pickable=layer.pickable,
        **style,
    )


def _symbols(layer: MapLayer, root: str, atlas: Atlas) -> dict[str, Any]:
    """How the points of tiles are drawn, as those of other layers (deck.py)."""
    address, mapping = atlas
    least, most = symbols.bounds(layer.size)
    return {
        "point_type": '"icon"',
        "icon_atlas": f'"{root}{address}"',
        "icon_mapping": mapping,
        "get_icon": "properties.icon",
        "get_icon_size": symbols.METRES,
        "icon_size_units": '"meters"',
        "icon_size_min_pixels": least,
        "icon_size_max_pixels": most,
        "get_icon_pixel_offset": "[properties.dx, properties.dy]",
    }


def first_files(drawing: Drawing, *, whole: bool = False) -> list[str]:
    """Return the addresses of the geometry that the live map fetches at first; ``whole``: without tiles."""
    found: dict[str, None] = {}
    for layer in drawing.layers:
        found |= dict.fromkeys(_files(layer, None if whole else layer.tiles, drawing.view, drawing.frame))
    return list(found)


def _files(layer: MapLayer, tiles: Tiles | None, view: View, frame: Frame) -> list[str]:
    if not tiles:
        return [layer.address] if layer.address else []
    zoom = min(max(floor(view.zoom + log2(TILE / tiles.px) + 0.5), tiles.least), tiles.most)
    (west, north), (east, south) = (place(view, n * frame.width / 2, n * frame.height / 2) for n in (-1, 1))
    left, bottom, right, top = tiles.bounds
    seen = (max(west, left), max(south, bottom), min(east, right), min(north, top))
    return [tiles.address.format(z=zoom, x=x, y=y) for x, y in tiles_of(seen, zoom)]


def fixed_lines(alike: list[MapLayer], root: str) -> list[pdk.Layer]:
    """Lines; when pickable also a casing below, and for the mouse a wide invisible line on top.

    Args:
        alike: layers that share their geometry; what none of them shows has no width.
        root: address of the server with a slash at its end.
    """
    layer = alike[0]
    line = dict(_STYLE)
    color = _each(alike, [styled(one, "color", list(one.color)) for one in alike], [0, 0, 0, 0])
    widths = [styled(one, "width", one.width) for one in alike]
    if layer.metres:
        widths = [layer.metres]
        line |= {"line_width_units": '"meters"', "line_width_max_pixels": layer.width}
        line |= {"line_width_min_pixels": layer.width / 2}
    dashed: dict[str, Any]
    if "dash" in layer.features:
        dashed = {"extensions": _DASH, "get_dash_array": "properties.dash"}
    else:
        dashed = {"line_cap_rounded": True}

    def drawn(id: str, width: object, **options: Any) -> pdk.Layer:
        return pdk.Layer(
            "GeoJsonLayer",
            id=id,
            data=root + layer.address,
            get_line_width=width,
            update_triggers={"getLineColor": options["get_line_color"], "getLineWidth": width},
            **line,
            **options,
        )

    name = f"{layer.id}-line" if layer.pickable else layer.id
    own = drawn(name, _each(alike, widths, 0), get_line_color=color, **dashed)
    if not layer.pickable:
        return [own]
    casings = [one.casing or f"{width}+2" for one, width in zip(alike, widths, strict=True)]
    reach = _each(alike, [REACH for _ in alike], 0)
    return [
        drawn(f"{layer.id}-casing", _each(alike, casings, 0), get_line_color=list(palette.CASING)),
        own,
        drawn(layer.id, reach, get_line_color=[0, 0, 0, 0], pickable=True),
    ]
