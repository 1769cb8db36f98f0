"""Packed geometry unpacks to what was drawn."""

import numpy as np
import pytest
import shapely

from geodata.query import on_map, scene
from geodata.store.store import load
from layers import compose
from layers.documents.html import packed_geometry

STORE = load()
LAYERS = {
    layer.id: layer
    for page in ("explore", "crossings", "services")
    for layer in compose.draw(scene.default(STORE, page), STORE, on_map.drawn(scene.default(STORE, page), STORE)).layers
    if layer.shape != "label"
}


def walked(steps):
    return np.cumsum(np.reshape(steps, (-1, 2)), axis=0) / packed_geometry.SCALE


def unpacked(shape, parts):
    """As standalone.js does it."""
    if shape == "point":
        return shapely.Point(walked(parts)[0])
    if shape == "line":
        return shapely.MultiLineString([walked(part) for part in parts])
    return shapely.MultiPolygon([(walked(rings[0]), [walked(ring) for ring in rings[1:]]) for rings in parts])


@pytest.mark.parametrize("id", list(LAYERS))
def test_every_shape_comes_back(id):
    layer = LAYERS[id]
    made = packed_geometry.pack(layer, "zh")
    assert made["shape"] == layer.shape
    assert len(made["features"]) == len(layer.features)
    for (_, parts), shape in zip(made["features"], layer.features.geometry, strict=True):
        assert shapely.hausdorff_distance(unpacked(layer.shape, parts), shape) <= 1.5 / packed_geometry.SCALE


def test_style_goes_along_and_tips_in_one_language_where_there_are_any():
    zh, en = (packed_geometry.pack(LAYERS["corridors"], lang)["features"][0][0] for lang in ("zh", "en"))
    assert {"color", "width", "dash", "tip_zh"} == set(zh)
    assert "tip_en" in en
    assert "tip_zh" not in en
    assert packed_geometry.pack(LAYERS["border"], "zh")["features"][0][0] == {}
