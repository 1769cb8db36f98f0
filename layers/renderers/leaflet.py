"""Renderer for the light map: MapLayers → a folium map that needs no WebGL and loads nothing from elsewhere.

The page holds only what differs from scene to scene; geometry is fetched from the same addresses as the live map's.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import folium
import shapely
from folium.template import Template

from geodata.text import Lang, Text
from layers import symbols
from layers.camera import View
from layers.renderers.runs import runs
from layers.spec import MapLayer

VENDOR: Final = "vendor/leaflet/"
WHEEL: Final = Text("按住 {key} 键滚动，缩放地图", "Hold {key} and scroll to zoom the map")  # of the live map too
_DEEPER: Final = 0.9  # Leaflet counts zoom on 256-px tiles, one more than deck.gl; a little less leaves room

_FOLDER: Final = Path(__file__).parent
LAYERS: Final = (_FOLDER / "light_layers.js").read_text(encoding="utf-8")  # also in the file that stands alone
_SCRIPT: Final = LAYERS + (_FOLDER / "light_map.js").read_text(encoding="utf-8")
STYLE: Final = (_FOLDER / "light_map.css").read_text(encoding="utf-8")  # likewise
_STYLE: Final = f"<style>{STYLE}</style>"
_CALL: Final = """
{% macro script(this, kwargs) %}
{{ this.code }}
drawLightMap({{ this._parent.get_name() }}, {{ this.specs }}, {{ this.symbols }}, {{ this.camera }}, {{ this.words }});
{% endmacro %}
"""


class _Layers(folium.MacroElement):
    """All layers of a drawing, added from the bottom up once every one has arrived."""

    _template = Template(_CALL)

    def __init__(self, specs: list[dict[str, object]], symbols: dict[str, str], view: View, lang: Lang) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types here
        self.code = _SCRIPT
        self.specs = safe(specs)
        self.symbols = safe(symbols)
        self.camera = safe(f"{view.lon:.4f},{view.lat:.4f},{view.zoom}")
        self.words = safe(WHEEL.say(lang))


def safe(value: object) -> str:
    """Return JSON that may stand inside a script element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def spec(layer: MapLayer, lang: Lang) -> dict[str, object]:
    """Return how a layer is drawn, without its geometry."""
    return {
        "id": layer.id,
        "shape": layer.shape,
        "lang": lang,
        "color": layer.color,
        "width": layer.width,
        "size": layer.size,
        "lift": layer.lift,
        "casing": layer.casing,
        "opacity": layer.opacity,
        "pickable": layer.pickable,
        "only": runs(layer),
    }


def labels(layer: MapLayer, lang: Lang) -> list[tuple[str, float, float]]:
    """Return the words of a layer of labels, each with latitude and longitude."""
    places = layer.features.geometry
    return list(zip(layer.features[f"text_{lang}"], places.y, places.x, strict=True))


def _whole(layer: MapLayer, lang: Lang, root: str) -> dict[str, object]:
    """A layer with its geometry, or where to fetch it."""
    if layer.address:
        return spec(layer, lang) | {"url": root + layer.address}
    if layer.ground:
        zooms = [layer.ground.settings.least_zoom, layer.ground.settings.most_zoom]
        return spec(layer, lang) | {"tiles": root + layer.ground.tiles, "zooms": zooms}
    if layer.shape == "label":
        return spec(layer, lang) | {"body": labels(layer, lang)}
    styled = [
        name for name in ("id", "icon", "dx", "dy", "color", "width", "tip_zh", "tip_en") if name in layer.features
    ]
    features = [
        {"type": "Feature", "properties": given, "geometry": json.loads(shapely.to_geojson(shape))}
        for given, shape in zip(layer.features[styled].to_dict("records"), layer.features.geometry, strict=True)
    ]
    return spec(layer, lang) | {"body": {"type": "FeatureCollection", "features": features}}


def pictures(layers: Iterable[MapLayer], shapes: dict[str, str]) -> dict[str, str]:
    """Return inline SVG of every symbol the layers use, and of the ring around what is picked."""
    made = {"picked": symbols.ring_svg(symbols.RING_BOX), "stop": symbols.ring_svg(symbols.STOP)}
    for layer in (layer for layer in layers if layer.shape == "point"):
        for name in set(layer.features["icon"]) - set(made):
            domain, solid = symbols.named(name)
            made[name] = symbols.svg(shapes[domain], layer.color, solid, layer.size)
    return made


def to_map(layers: tuple[MapLayer, ...], view: View, lang: Lang, root: str, shapes: dict[str, str]) -> folium.Map:
    """Return the light map.

    Args:
        layers: from the bottom up.
        view: the camera at first; afterwards the reader's own is kept for the session.
        lang: language of names and tips.
        root: address of the server with a slash at its end.
        shapes: domain → shape of its symbol.
    """
    drawn = folium.Map(
        location=[view.lat, view.lon],
        zoom_start=view.zoom + _DEEPER,  # type: ignore[arg-type]  # Leaflet takes fractions, folium's type does not
        tiles=None,
        zoom_snap=0.25,
        attr="",
        max_zoom=14,
    )
    drawn.default_js = [("leaflet", f"{root}{VENDOR}leaflet.js")]
    drawn.default_css = [("leaflet_css", f"{root}{VENDOR}leaflet.css")]
    drawn.add_child(_Layers([_whole(layer, lang, root) for layer in layers], pictures(layers, shapes), view, lang))
    page: Any = drawn.get_root()
    page.header.add_child(folium.Element(_STYLE))
    return drawn
