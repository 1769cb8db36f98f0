"""Drawn geometry under addresses: a layer that no filter changes is GeoJSON that a browser fetches once and keeps.

An address holds a hash of its content, so it may be cached for ever; the bodies are kept here, by address.
"""

import hashlib
import json
from dataclasses import replace
from typing import Final

import shapely

from layers.spec import MapLayer

FOLDER: Final = "drawn"
PROPERTIES: Final = ("id", "tip_zh", "tip_en", "color", "width", "dash", "icon", "dx", "dy")
_BODIES: Final[dict[str, bytes]] = {}


def geojson(layer: MapLayer) -> bytes:
    """Return a layer as compact GeoJSON; each feature carries its running number ``n``, id, tips and style."""
    frame = layer.features
    properties = frame[[name for name in PROPERTIES if name in frame]].assign(n=range(len(frame)))
    shapes = shapely.to_geojson(frame.geometry.to_numpy())
    features = [
        {"type": "Feature", "properties": given, "geometry": json.loads(shape)}
        for given, shape in zip(properties.to_dict("records"), shapes, strict=True)
    ]
    return json.dumps(
        {"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":")
    ).encode()


def publish(name: str, suffix: str, content: bytes) -> str:
    """Keep ``content`` and return its address."""
    address = f"{FOLDER}/{name}-{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"
    _BODIES[address] = content
    return address


def fixed(layer: MapLayer) -> MapLayer:
    """Publish a layer's geometry and return the layer with its address."""
    return replace(layer, address=publish(layer.id, "geojson", geojson(layer)))


def body(address: str) -> bytes | None:
    """Return what was published under ``address``, or None."""
    return _BODIES.get(address)
