"""Names of the live map: sent with their seats and the zoom they appear at; none is ever over another."""

import json
from dataclasses import replace
from itertools import combinations
from math import cos, log2, radians

import numpy as np
import pytest

from geodata.query import on_map, scene
from geodata.store.store import load
from layers import camera, compose, symbols
from layers.camera import Frame, mercator
from layers.renderers import deck, fonts
from layers.renderers.deck_spec import ZOOMS

STORE = load()
PAGES = ("explore", "crossings", "transport", "eldercare", "tourism", "alliances", "services")
PAIR = "border_pairs:511083-500153"


def given(page, **changes):
    return replace(scene.default(STORE, page), **changes)


SCENES = [
    *((given(page), camera.DESKTOP) for page in PAGES),
    *((given(page), camera.PHONE) for page in PAGES),
    (given("explore", focus="500152"), camera.DESKTOP),
    (given("explore", focus="510100"), camera.DESKTOP),
    (given("crossings", pick=PAIR), camera.DESKTOP),
    (given("transport", pick="corridors:hsr-chengyu"), camera.DESKTOP),
    (given("tourism", pick="tourism_routes:route-grotto"), camera.PHONE),
    *((given("citizen", focus=code, want="health"), Frame(430, 640)) for code in ("500152", "500153", "511083")),
    (given("citizen", focus="500152", want="outing"), camera.PHONE),
]
IDS = [f"{one.page}-{one.focus or one.pick}-{frame.width}" for one, frame in SCENES]


def sent(one, frame, lang="zh"):
    """The camera, and the layers of names as the browser gets them."""
    drawing = compose.draw(one, STORE, on_map.drawn(one, STORE), frame)
    spec = deck.to_deck(drawing.layers, drawing.view, lang, "/", symbols.icon_atlas(STORE))
    return drawing, [layer for layer in json.loads(spec.to_json())["layers"][0] if layer["@@type"] == "TextLayer"]


def zoom_of(layer, row) -> float:
    """From which zoom on deck.gl draws a name: its box must be as many px high as the layer asks for."""
    _, _, width, high = row["b"]
    if high < 0:
        return -np.inf
    assert width < 0  # letters are never cut one by one
    assert layer["contentCutoffPixels"][0] == 0
    px_per_metre = 512 / 40_030_000 / cos(radians(row["p"][1]))
    return log2(layer["contentCutoffPixels"][1] / (high * px_per_metre))


def fields(layers, zoom):
    """The letters of all names shown at a zoom, in px: text, left, right, top, bottom."""
    found = []
    for layer in layers:
        for row in layer["data"]:
            if zoom_of(layer, row) <= zoom:
                x, y = (part * 2**zoom for part in mercator(*row["p"]))
                x, y = x + row["o"][0], y - row["o"][1]
                wide, high = fonts.width(row["t"], layer["getSize"]), layer["getSize"]
                found.append((row["t"], x - wide / 2, x + wide / 2, y - high / 2, y + high / 2))
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("one", "frame"), SCENES, ids=IDS)
def test_no_name_is_over_another_at_any_zoom(one, frame, lang):
    _, layers = sent(one, frame, lang)
    for zoom in np.arange(*ZOOMS, 0.25):
        for a, b in combinations(fields(layers, zoom), 2):
            assert not (a[1] < b[2] and b[1] < a[2] and a[3] < b[4] and b[3] < a[4]), (zoom, a[0], b[0])


@pytest.mark.parametrize(("one", "frame"), SCENES, ids=IDS)
def test_the_scale_and_every_number_are_there_at_first_and_the_scale_always(one, frame):
    drawing, layers = sent(one, frame)
    by_id = {layer["id"]: layer for layer in layers}
    scale = by_id["label-scale"]
    assert [zoom_of(scale, row) for row in scale["data"]] == [-np.inf]
    if "label-hits" in by_id:
        hits = by_id["label-hits"]
        wanted = next(layer for layer in drawing.layers if layer.id == "label-hits")
        assert [row["t"] for row in hits["data"]] == list(wanted.features["text_zh"])
        assert all(zoom_of(hits, row) <= drawing.view.zoom for row in hits["data"])


@pytest.mark.parametrize("page", PAGES)
def test_most_cities_are_named_at_first_and_all_after_some_zooming(page):
    drawing, layers = sent(given(page), camera.DESKTOP)
    cities = {text for layer in drawing.layers if layer.id == "label-cities" for text in layer.features["text_zh"]}
    assert {"成都", "重庆"} <= {name for name, *_ in fields(layers, ZOOMS[0])}
    assert len(cities & {name for name, *_ in fields(layers, drawing.view.zoom)}) >= 0.8 * len(cities)
    assert cities <= {name for name, *_ in fields(layers, 9)}


def test_letters_lie_in_their_box_whenever_they_are_drawn():
    """deck.gl leaves out letters that reach out of it: 0.9 of the size is as far as any reaches from the middle."""
    for one, frame in SCENES:
        for layer in sent(one, frame)[1]:
            for row in layer["data"]:
                if row["b"][3] >= 0:
                    up, size = -row["o"][1], layer["getSize"]
                    per_metre = layer["contentCutoffPixels"][1] / row["b"][3]
                    low, top = row["b"][1] * per_metre, (row["b"][1] + row["b"][3]) * per_metre
                    assert low - 0.6 <= up - 0.9 * size
                    assert up + 0.9 * size <= top + 0.6


def test_no_layer_asks_deck_gl_to_hide_what_meets():
    for one, frame in SCENES:
        assert all("extensions" not in layer for layer in sent(one, frame)[1])


def test_a_unit_has_one_name_where_two_overlays_would_name_it():
    one = given("eldercare")
    layers = compose.draw(one, STORE, on_map.drawn(one, STORE)).layers
    names = [name for layer in layers if layer.shape == "label" for name in layer.features["text_zh"]]
    assert names.count("攀枝花") == names.count("大足") == 1
