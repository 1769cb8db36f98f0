"""Renderer for the live map: MapLayers → a pydeck Deck.

Geometry of fixed layers is named by address; only what a click can change travels in the spec. The recipes behind
the less obvious lines are in docs/decisions/0003-two-renderers.md.
"""

import json
from typing import Any, Final

import pydeck as pdk

from geodata.text import Lang
from layers.camera import View
from layers.renderers.deck_ground import ground
from layers.renderers.deck_names import LETTERS, content_box, seats
from layers.renderers.deck_spec import CompactDeck
from layers.renderers.runs import runs
from layers.renderers.sheet.label_placement import Seat
from layers.spec import MapLayer

FONT: Final = '"Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, SimHei, sans-serif"'
REACH: Final = 11  # px: how wide a line is for the mouse
_DASH: Final = [{"@@type": "PathStyleExtension", "dash": True}]
_ONLY: Final = [{"@@type": "DataFilterExtension", "filterSize": 1}]
_CASING: Final = [255, 255, 255, 150]
_ICON_METRES: Final = 9_500  # 12 px when the whole circle fills a desktop screen
_DECIMALS: Final = 4
_GAMMA: Final = 2.2  # deck.gl takes this root of an opacity
Atlas = tuple[str, dict[str, dict[str, int]]]  # address of the picture of symbols, where each lies in it


def _only(layer: MapLayer) -> dict[str, Any]:
    """Show some features of a fixed layer on the graphics card; its geometry is not sent again."""
    shown = runs(layer)
    if shown is None:
        return {}
    test = "||".join(f"(properties.n>={low}&&properties.n<={high})" for low, high in shown) or "false"
    return {
        "extensions": _ONLY,
        "get_filter_value": f"({test}) ? 1 : 0",
        "filter_range": [1, 1],
        "update_triggers": {"getFilterValue": test},
    }


def _fixed(layer: MapLayer, id: str, root: str, **options: Any) -> pdk.Layer:
    """One GeoJsonLayer whose geometry the browser fetches by address."""
    shown = _only(layer)
    extensions = [*shown.pop("extensions", []), *options.pop("extensions", [])]
    return pdk.Layer(
        "GeoJsonLayer",
        id=id,
        data=root + layer.address,
        **({"extensions": extensions} if extensions else {}),
        **shown,
        **options,
    )


def _styled(layer: MapLayer, name: str, plain: object) -> object:
    """An accessor: the feature's own value where features differ, else the layer's."""
    return f"properties.{name}" if name in layer.features else plain


def _polygons(layer: MapLayer, root: str) -> list[pdk.Layer]:
    # No stroke here: clicks are lost on stroked polygons where drawing is slow; lines are layers of their own.
    color = _styled(layer, "color", list(layer.color))
    fill = {"stroked": False, "filled": True, "get_fill_color": color, "opacity": layer.opacity**_GAMMA}
    return [_fixed(layer, layer.id, root, pickable=layer.pickable, **fill)]


def _fixed_lines(layer: MapLayer, root: str) -> list[pdk.Layer]:
    """Lines; when pickable also a casing below, and for the mouse a wide invisible line on top."""
    line: dict[str, Any] = {
        "stroked": True,
        "filled": False,
        "line_width_units": '"pixels"',
        "line_joint_rounded": True,
    }
    color, width = _styled(layer, "color", list(layer.color)), _styled(layer, "width", layer.width)
    if layer.metres:
        width = layer.metres
        line |= {"line_width_units": '"meters"', "line_width_max_pixels": layer.width}
        line |= {"line_width_min_pixels": layer.width / 2}
    dashed: dict[str, Any]
    if "dash" in layer.features:
        dashed = {"extensions": _DASH, "get_dash_array": "properties.dash"}
    else:
        dashed = {"line_cap_rounded": True}
    if not layer.pickable:
        return [_fixed(layer, layer.id, root, get_line_color=color, get_line_width=width, **line, **dashed)]
    return [
        _fixed(
            layer,
            f"{layer.id}-casing",
            root,
            get_line_color=_CASING,
            get_line_width=layer.casing or f"{width}+2",
            **line,
        ),
        _fixed(layer, f"{layer.id}-line", root, get_line_color=color, get_line_width=width, **line, **dashed),
        _fixed(layer, layer.id, root, get_line_color=[0, 0, 0, 0], get_line_width=REACH, pickable=True, **line),
    ]


def _lines(layer: MapLayer) -> list[pdk.Layer]:
    """Lines that travel in the spec: marks that come and go, or curves of which each has a width and a tip."""
    return [
        pdk.Layer(
            "GeoJsonLayer",
            id=layer.id,
            data=json.loads(layer.features.to_json(drop_id=True)),
            stroked=True,
            filled=False,
            line_width_units='"pixels"',
            line_cap_rounded=True,
            line_joint_rounded=True,
            get_line_color=_styled(layer, "color", list(layer.color)),
            get_line_width=_styled(layer, "width", layer.width),
            pickable=layer.pickable,
            auto_highlight=layer.pickable,
        )
    ]


def _fixed_points(layer: MapLayer, root: str, atlas: Atlas) -> list[pdk.Layer]:
    """Symbols that are smaller where much is seen, larger where little is."""
    address, mapping = atlas
    return [
        _fixed(
            layer,
            layer.id,
            root,
            point_type='"icon"',
            icon_atlas=f'"{root}{address}"',
            icon_mapping=mapping,
            get_icon="properties.icon",
            get_icon_size=_ICON_METRES,
            icon_size_units='"meters"',
            icon_size_min_pixels=layer.size - 5,
            icon_size_max_pixels=layer.size + 2,
            get_icon_pixel_offset="[properties.dx, properties.dy]",
            pickable=layer.pickable,
        )
    ]


def _points(layer: MapLayer, root: str, atlas: Atlas) -> list[pdk.Layer]:
    """Symbols that travel in the spec: marks that come and go."""
    address, mapping = atlas
    data = [
        {
            "i": row.icon,
            "p": [round(row.geometry.x, _DECIMALS), round(row.geometry.y, _DECIMALS)],
            "o": [row.dx, row.dy],
        }
        for row in layer.features.itertuples()
    ]
    return [
        pdk.Layer(
            "IconLayer",
            id=layer.id,
            data=data,
            icon_atlas=f'"{root}{address}"',
            icon_mapping=mapping,
            get_icon="i",
            get_position="p",
            get_pixel_offset="o",
            get_size=layer.size,
        )
    ]


def _labels(layer: MapLayer, lang: Lang, seats: dict[tuple[str, int], Seat]) -> list[pdk.Layer]:
    """Names, each at its seat from its zoom on.

    No extension hides them where they meet: deck.gl's compares two device pixel ratios that need not agree.
    """
    high = max(abs(layer.lift) + layer.size * LETTERS, 2 * layer.size * LETTERS)
    data = []
    for n, (text, spot) in enumerate(zip(layer.features[f"text_{lang}"], layer.features.geometry, strict=True)):
        if one := seats.get((layer.id, n)):
            data.append(
                {
                    "t": text,
                    "p": [round(spot.x, _DECIMALS), round(spot.y, _DECIMALS)],
                    "o": [round(one.right), -round(one.up)],
                    "b": content_box(one, spot.y, layer.size, high),
                }
            )
    return [
        pdk.Layer(
            "TextLayer",
            id=layer.id,
            data=data,
            get_text="t",
            get_position="p",
            get_pixel_offset="o",
            get_content_box="b",
            content_cutoff_pixels=[0, round(high)],
            get_size=layer.size,  # a number: an expression draws text of one pixel
            get_color=list(layer.color),
            character_set='"auto"',
            font_family=FONT,
            font_weight=700,
            font_settings={"sdf": True, "fontSize": 64, "radius": 14, "buffer": 8},
            outline_width=3,
            outline_color=[255, 255, 255, 235],
        )
    ]


def to_deck(layers: tuple[MapLayer, ...], view: View, lang: Lang, root: str, atlas: Atlas) -> CompactDeck:
    """Return the live map.

    Args:
        layers: from the bottom up.
        view: the camera.
        lang: language of names and tips.
        root: address of the server with a slash at its end; drawn addresses are resolved against it.
        atlas: address of the picture of symbols, and where each lies in it.
    """
    made: list[pdk.Layer] = []
    placed = seats((layer for layer in layers if layer.shape == "label"), lang, view.zoom)
    for layer in layers:
        match layer.shape:
            case "ground" if layer.ground:
                made += ground(layer.ground, layer.id, root)
            case "polygon":
                made += _polygons(layer, root)
            case "line":
                made += _fixed_lines(layer, root) if layer.address else _lines(layer)
            case "point":
                made += (_fixed_points if layer.address else _points)(layer, root, atlas)
            case "label":
                made += _labels(layer, lang, placed)
    return CompactDeck(made, view, lang)
