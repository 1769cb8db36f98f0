"""Renderer for the light map: MapLayers → a folium map that needs no WebGL and loads nothing from elsewhere.

The page holds only what differs from scene to scene; geometry is fetched from the same addresses as the live map's.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import folium
from folium.template import Template

from geodata.export.geojson import collection
from geodata.text import Lang, Text
from layers import symbols
from layers.camera import View
from layers.renderers.deck.spec import ZOOMS
from layers.renderers.names.rows import Names, names
from layers.renderers.runs import runs
from layers.spec import MapLayer

VENDOR: Final = "vendor/leaflet/"
WHEEL: Final = Text("按住 {key} 键滚动，缩放地图", "Hold {key} and scroll to zoom the map")  # of the live map too
FINGERS: Final = Text("用两根手指移动地图", "Use two fingers to move the map")  # of the live map too
# What a map says where it lacks something: of the live map too.
MISSING: Final = Text(
    "图上有{n}份图形没有取到，地图不全。请检查网络后再试；一直如此，请告诉管理员。",
    "Parts of the map could not be fetched ({n}): it is not complete. Check the network and try again; if it stays so, "
    "tell the administrator.",
)
AGAIN: Final = Text("再试一次", "Try again")
_DEEPER: Final = 1  # Leaflet counts zoom on 256-px tiles, one more than deck.gl

_FOLDER: Final = Path(__file__).parent
LAYERS: Final = (_FOLDER / "light_layers.js").read_text(encoding="utf-8")  # also in the file that stands alone
_SCRIPT: Final = LAYERS + "".join(
    (_FOLDER / name).read_text(encoding="utf-8") for name in ("light_tiles.js", "light_map.js")
)
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
        said = {"wheel": WHEEL, "fingers": FINGERS, "missing": MISSING, "again": AGAIN}
        self.words = safe({name: text.say(lang) for name, text in said.items()})


def safe(value: object) -> str:
    """Return JSON that may stand inside a script element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _grows(layer: MapLayer) -> dict[str, int] | None:
    """How the symbols of a layer grow with the zoom, as on the live map; those of one scene alone keep their size."""
    if layer.shape != "point":
        return None
    least, most = symbols.bounds(layer.size)
    return {"metres": symbols.METRES, "least": least, "most": most}


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


def labels(
    layer: MapLayer, lang: Lang, seen: tuple[float, float, float, float], zoom: float
) -> list[tuple[str, float, float, float]]:
    """Return the words of a layer of labels, each with latitude, longitude and angle.

    Args:
        layer: of labels.
        lang: of the words.
        seen: what of the ground is on the map (west, south, east, north in degrees); what stands elsewhere is left out.
        zoom: of the map; names that are read closer only are left out.
    """
    rows = layer.features.cx[seen[0] : seen[2], seen[1] : seen[3]]
    rows = rows if layer.only is None else rows[rows["id"].isin(list(layer.only))]
    rows = rows[rows["zoom"] <= zoom] if "zoom" in rows else rows
    angles = rows["angle"] if "angle" in rows else [0.0] * len(rows)
    return list(zip(rows[f"text_{lang}"], rows.geometry.y, rows.geometry.x, angles, strict=True))


def _whole(layer: MapLayer, lang: Lang, root: str) -> dict[str, object]:
    """A layer with its geometry, or where to fetch it."""
    if layer.address:
        return spec(layer, lang) | {"url": root + layer.address, "grows": _grows(layer)}
    if layer.ground:
        zooms = [layer.ground.settings.least_zoom, layer.ground.settings.most_zoom]
        return spec(layer, lang) | {"tiles": root + layer.ground.tiles, "zooms": zooms}
    if layer.tiles:
        pieces = layer.tiles._asdict() | {"address": root + layer.tiles.address}
        return spec(layer, lang) | {"pieces": pieces, "grows": _grows(layer)}
    styled = [
        name for name in ("id", "icon", "dx", "dy", "color", "width", "tip_zh", "tip_en") if name in layer.features
    ]
    rows = layer.features[styled].to_dict("records")
    return spec(layer, lang) | {"body": json.loads(collection(rows, layer.features.geometry, compact=True))}


def _named(told: Names, root: str) -> list[dict[str, object]]:
    """The names of the ground, fetched once, and those of the scene."""
    own: dict[str, object] = {"id": "names", "shape": "names", "body": told.rows, "hidden": []}
    if not told.address:
        return [own]
    return [{"id": "names-ground", "shape": "names", "url": root + told.address, "hidden": told.hidden}, own]


def pictures(layers: Iterable[MapLayer], shapes: dict[str, str]) -> dict[str, str]:
    """Return inline SVG of every symbol the layers use, and of the ring around what is picked."""
    made = {"picked": symbols.ring_svg(symbols.RING_BOX), "stop": symbols.ring_svg(symbols.STOP)}
    for layer in (layer for layer in layers if layer.shape == "point"):
        for name in set(layer.features["icon"]) - set(made):
            domain, state = symbols.named(name)
            made[name] = symbols.svg(shapes[domain], layer.color, state, layer.size)
    return made


def to_map(
    layers: tuple[MapLayer, ...], view: View, lang: Lang, root: str, shapes: dict[str, str], panel: int = 0
) -> folium.Map:
    """Return the light map.

    Args:
        layers: from the bottom up; names lie over everything else.
        view: the camera at first; afterwards the reader's own is kept for the session.
        lang: language of names and tips.
        root: address of the server with a slash at its end.
        shapes: domain → shape of its symbol.
        panel: px that the page covers at the map's right: its buttons keep clear of them.
    """
    drawn = folium.Map(
        location=[view.lat, view.lon],
        zoom_start=view.zoom + _DEEPER,  # type: ignore[arg-type]  # Leaflet takes fractions, folium's type does not
        tiles=None,
        zoom_snap=0,  # any zoom, so that it lies where the first picture lay
        attr="",
    )
    drawn.options["max_zoom"] = ZOOMS[1] + _DEEPER  # as the live map's; folium itself tells it only to tiles of its own
    drawn.default_js = [("leaflet", f"{root}{VENDOR}leaflet.js")]
    drawn.default_css = [("leaflet_css", f"{root}{VENDOR}leaflet.css")]
    specs = [_whole(layer, lang, root) for layer in layers if layer.shape != "label"]
    specs += _named(names(layers, lang, view.zoom), root)
    drawn.add_child(_Layers(specs, pictures(layers, shapes), view, lang))
    page: Any = drawn.get_root()
    page.header.add_child(folium.Element(f"{_STYLE}<style>:root {{ --panel: {panel}px; }}</style>"))
    for n, part in enumerate(_parts(page)):  # folium names them by chance
        part._id = str(n)
    return drawn


def _parts(element: Any) -> Iterator[Any]:
    """An element of folium and all that it holds."""
    yield element
    for child in element._children.values():
        yield from _parts(child)
