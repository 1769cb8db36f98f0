"""Renderer for the live map: MapLayers → a pydeck Deck.

Geometry of fixed layers is named by address; only what a click can change travels in the spec. The recipes behind
the less obvious lines are in docs/decisions/0003-two-renderers.md.
"""

import json
from typing import Any, Final

import pydeck as pdk

from geodata.text import Lang
from layers import symbols
from layers.camera import View
from layers.renderers.deck.ground import ground
from layers.renderers.deck.lines import Atlas, fixed_lines, opacity, shown, styled, tiled, together
from layers.renderers.deck.spec import CompactDeck
from layers.renderers.names.rows import Names, names
from layers.spec import MapLayer

FONT: Final = '"Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, SimHei, sans-serif"'
_ONLY: Final = [{"@@type": "DataFilterExtension", "filterSize": 1}]
_NO_ICON: Final = {"none": {"x": 0, "y": 0, "width": 0, "height": 0}}
_DECIMALS: Final = 4


def _polygons(layer: MapLayer, root: str) -> list[pdk.Layer]:
    # No stroke here: clicks are lost on stroked polygons where drawing is slow; lines are layers of their own.
    test = shown(layer)
    # What is not shown must not be clicked either, so that it is not enough to paint nothing there.
    filtered: dict[str, Any] = (
        {}
        if test is None
        else {
            "extensions": _ONLY,
            "get_filter_value": f"({test}) ? 1 : 0",
            "filter_range": [1, 1],
            "update_triggers": {"getFilterValue": test},
        }
    )
    return [
        pdk.Layer(
            "GeoJsonLayer",
            id=layer.id,
            data=root + layer.address,
            stroked=False,
            filled=True,
            get_fill_color=styled(layer, "color", list(layer.color)),
            opacity=opacity(layer),
            pickable=layer.pickable,
            **filtered,
        )
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
            get_line_color=styled(layer, "color", list(layer.color)),
            get_line_width=styled(layer, "width", layer.width),
            pickable=layer.pickable,
            auto_highlight=layer.pickable,
        )
    ]


def _fixed_points(layer: MapLayer, root: str, atlas: Atlas) -> list[pdk.Layer]:
    """Symbols that are smaller where much is seen, larger where little is.

    Not by a GeoJsonLayer: that asks for the picture of symbols only once the places are there, and all is drawn again.
    """
    address, mapping = atlas
    test, (least, most) = shown(layer), symbols.bounds(layer.size)
    icon = "properties.icon" if test is None else f"({test}) ? properties.icon : 'none'"
    return [
        pdk.Layer(
            "IconLayer",
            id=layer.id,
            data=root + layer.address,
            icon_atlas=f'"{root}{address}"',
            icon_mapping=mapping | _NO_ICON,
            get_position="geometry.coordinates",
            get_icon=icon,
            get_size=symbols.METRES,
            size_units='"meters"',
            size_min_pixels=least,
            size_max_pixels=most,
            get_pixel_offset="[properties.dx, properties.dy]",
            pickable=layer.pickable,
            update_triggers={"getIcon": icon},
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


def _names(told: Names, root: str) -> list[pdk.Layer]:
    """The names of the ground, fetched once, and over them those of the scene, each at its seat from its zoom on.

    No extension hides them where they meet: deck.gl's compares two device pixel ratios that need not agree.
    """
    hide = "||".join(f"(n>={low}&&n<={high})" for low, high in told.hidden)
    ground = {"get_text": f"({hide}) ? '' : t", "update_triggers": {"getText": hide}} if hide else {"get_text": "t"}
    made = []
    if told.address:
        made.append(_text("names-ground", root + told.address, told.high[0], **ground))
    if told.rows:
        made.append(_text("names", told.rows, told.high[1], get_text="t"))
    return made


def _text(id: str, data: object, high: float, **options: Any) -> pdk.Layer:
    return pdk.Layer(
        "TextLayer",
        id=id,
        data=data,
        get_position="p",
        get_pixel_offset="o",
        get_content_box="b",
        content_cutoff_pixels=[0, round(high)],
        get_size="s",
        get_color="c",
        get_angle="a",
        character_set='"auto"',
        font_family=FONT,
        font_weight=700,
        font_settings={"sdf": True, "fontSize": 40, "radius": 9, "buffer": 5},
        outline_width=2,
        outline_color=[255, 255, 255, 235],
        **options,
    )


def to_deck(layers: tuple[MapLayer, ...], view: View, lang: Lang, root: str, atlas: Atlas) -> CompactDeck:
    """Return the live map.

    Args:
        layers: from the bottom up; names lie over everything else.
        view: the camera.
        lang: language of names and tips.
        root: address of the server with a slash at its end; drawn addresses are resolved against it.
        atlas: address of the picture of symbols, and where each lies in it.
    """
    made: list[pdk.Layer] = []
    for alike in together(layers):
        layer = alike[0]
        match layer.shape:
            case "ground" if layer.ground:
                made += ground(layer.ground, layer.id, root)
            case _ if layer.tiles:
                made.append(tiled(layer, layer.tiles, root, atlas))
            case "polygon":
                made += _polygons(layer, root)
            case "line":
                made += fixed_lines(alike, root) if layer.address else _lines(layer)
            case "point":
                made += (_fixed_points if layer.address else _points)(layer, root, atlas)
    made += _names(names(layers, lang, view.zoom), root)
    return CompactDeck(made, view, lang)
