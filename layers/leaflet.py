"""Renderer for the light map: MapLayers → a folium map that needs no WebGL and loads nothing from elsewhere.

The page holds only what differs from scene to scene; geometry is fetched from the same addresses as the live map's.
"""

import json
from typing import Any, Final

import folium
import numpy as np
import shapely
from folium.template import Template

from geodata.text import Lang
from layers import icons
from layers.spec import MapLayer, View, css

VENDOR: Final = "vendor/leaflet/"
_DEEPER: Final = 0.9  # Leaflet counts zoom on 256-px tiles, one more than deck.gl; a little less leaves room

# Data enter the page as JSON and become text nodes, never markup.
_SCRIPT: Final = """
{% macro script(this, kwargs) %}
(function () {
  const map = {{ this._parent.get_name() }}, specs = {{ this.specs }}, symbols = {{ this.symbols }};
  const text = t => { const e = document.createElement("div"); e.style.whiteSpace = "pre-wrap"; e.textContent = t; return e; };
  const kept = s => f => !s.only || s.only.some(([a, b]) => f.properties.n >= a && f.properties.n <= b);
  const color = c => "rgba(" + c[0] + "," + c[1] + "," + c[2] + "," + c[3] / 255 + ")";
  const tell = (s, id) => { if (window.parent !== window) window.parent.postMessage({ chengyuPick: s.id + ":" + id }, window.origin); };
  const style = s => f => {
    const p = f.properties, c = color(p.color || s.color);
    if (s.shape === "polygon") return { stroke: false, fillColor: c, fillOpacity: 1 };
    const dash = p.dash && p.dash[0] ? p.dash.map(d => d * (p.width || s.width)).join(" ") : null;
    return { fill: false, color: c, weight: p.width || s.width, dashArray: dash };
  };
  const marker = s => (f, place) => L.marker(place, { keyboard: true, alt: f.properties["tip_" + s.lang] || "",
    icon: L.divIcon({ className: "", html: symbols[f.properties.icon] || "", iconSize: [s.size, s.size],
      iconAnchor: [s.size / 2 - f.properties.dx, s.size / 2 - f.properties.dy] }) });
  const each = s => (f, layer) => {
    if (!s.pickable) return;
    layer.bindTooltip(text(f.properties["tip_" + s.lang]), { sticky: true });
    layer.on("click", () => tell(s, f.properties.id));
  };
  const add = (s, body) => {
    if (s.shape === "label") return body.forEach(([t, lat, lng]) => L.marker([lat, lng], { interactive: false, keyboard: false,
      icon: L.divIcon({ className: "chengyu-label", html: text(t), iconSize: [0, 0] }) }).addTo(map)
      .getElement().style.cssText += ";font-size:" + s.size + "px;color:" + color(s.color));
    L.geoJSON(body, { interactive: s.pickable, filter: kept(s), style: style(s), pointToLayer: marker(s), onEachFeature: each(s) }).addTo(map);
  };
  Promise.all(specs.map(s => s.url ? fetch(s.url).then(r => r.json()) : s.body))
    .then(bodies => { specs.forEach((s, n) => add(s, bodies[n])); document.body.dataset.drawn = specs.length; });
  const key = "chengyu-view:" + {{ this.camera }};
  const stored = window.sessionStorage.getItem(key);
  if (stored) { const [lat, lng, zoom] = JSON.parse(stored); map.setView([lat, lng], zoom, { animate: false }); }
  map.on("moveend", () => window.sessionStorage.setItem(key, JSON.stringify([map.getCenter().lat, map.getCenter().lng, map.getZoom()])));
  map.zoomControl.setPosition("topright");
  L.control.scale({ imperial: false, position: "topright" }).addTo(map);
})();
{% endmacro %}
"""


class _Layers(folium.MacroElement):
    """All layers of a drawing, added from the bottom up once every one has arrived."""

    _template = Template(_SCRIPT)

    def __init__(self, specs: list[dict[str, Any]], symbols: dict[str, str], view: View) -> None:
        super().__init__()
        self.specs = _safe(specs)
        self.symbols = _safe(symbols)
        self.camera = _safe(f"{view.lon:.4f},{view.lat:.4f},{view.zoom}")


def _safe(value: object) -> str:
    """JSON that may stand inside a script element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _only(layer: MapLayer) -> list[list[int]] | None:
    if layer.only is None:
        return None
    numbers = np.flatnonzero(layer.features["id"].isin(list(layer.only)).to_numpy())
    runs = np.split(numbers, np.flatnonzero(np.diff(numbers) > 1) + 1)
    return [[int(run[0]), int(run[-1])] for run in runs if len(run)]


def _spec(layer: MapLayer, lang: Lang, root: str) -> dict[str, Any]:
    spec: dict[str, Any] = {
        "id": layer.id,
        "shape": layer.shape,
        "lang": lang,
        "color": layer.color,
        "width": layer.width,
        "size": layer.size,
        "pickable": layer.pickable,
        "only": _only(layer),
    }
    if layer.address:
        return spec | {"url": root + layer.address}
    if layer.shape == "label":
        places = layer.features.geometry
        return spec | {"body": list(zip(layer.features[f"text_{lang}"], places.y, places.x, strict=True))}
    styled = [name for name in ("id", "icon", "dx", "dy") if name in layer.features]
    features = [
        {"type": "Feature", "properties": given, "geometry": json.loads(shapely.to_geojson(shape))}
        for given, shape in zip(layer.features[styled].to_dict("records"), layer.features.geometry, strict=True)
    ]
    return spec | {"body": {"type": "FeatureCollection", "features": features}}


def _symbols(layers: tuple[MapLayer, ...], shapes: dict[str, str]) -> dict[str, str]:
    """Inline SVG of every symbol the layers use, and of the ring around what is picked."""
    ring = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30"><circle cx="15" cy="15" r="11" fill="none" '
        'stroke="#fff" stroke-width="6"/><circle cx="15" cy="15" r="11" fill="none" stroke="#1e1e1e" stroke-width="3"/></svg>'
    )
    made = {"picked": ring}
    for layer in (layer for layer in layers if layer.shape == "point"):
        for name in set(layer.features["icon"]) - set(made):
            domain, _, state = name.rpartition("-")
            made[name] = icons.svg(shapes[domain], layer.color, state == "solid", layer.size)
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
        location=[view.lat, view.lon], zoom_start=view.zoom + _DEEPER, tiles=None, zoom_snap=0.25, attr="", max_zoom=14
    )
    drawn.default_js = [("leaflet", f"{root}{VENDOR}leaflet.js")]
    drawn.default_css = [("leaflet_css", f"{root}{VENDOR}leaflet.css")]
    drawn.add_child(_Layers([_spec(layer, lang, root) for layer in layers], _symbols(layers, shapes), view))
    drawn.get_root().header.add_child(folium.Element(_STYLE))
    return drawn


_STYLE: Final = f"""<style>
html, body {{ background: {css((236, 233, 226, 255))}; font-family: "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }}
.leaflet-container {{ background: transparent; font-family: inherit; }}
.leaflet-control-attribution {{ display: none; }}
.chengyu-label > div {{ position: absolute; transform: translate(-50%, -50%); white-space: nowrap !important; font-weight: 700;
  text-shadow: 0 0 3px #fff, 0 0 3px #fff, 0 0 3px #fff, 0 0 3px #fff; }}
</style>"""
