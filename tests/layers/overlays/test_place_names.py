"""Names of the live map: sent with their seats and the zoom they appear at; none is ever over another."""

import json
import re
from dataclasses import replace
from math import cos, log2, radians

import numpy as np
import pytest

from geodata.query import on_map, scene
from geodata.query.selection import Selection
from geodata.store.store import load
from layers import camera, compose, geometry, symbols
from layers.camera import Frame, mercator
from layers.renderers import fonts
from layers.renderers.deck import deck
from layers.renderers.deck.spec import ZOOMS
from layers.renderers.sheet.label_placement import turned

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
    """The camera, and the layers of names as the browser gets them, those of the ground with their rows."""
    drawing = compose.draw(one, STORE, on_map.drawn(one, STORE), frame)
    spec = deck.to_deck(drawing.layers, drawing.view, lang, "/", symbols.icon_atlas(STORE))
    layers = [layer for layer in json.loads(spec.to_json())["layers"][0] if layer["@@type"] == "TextLayer"]
    return drawing, [layer | {"data": rows(layer)} for layer in layers]


def rows(layer):
    """The rows of a layer that have a text."""
    if isinstance(layer["data"], list):
        return layer["data"]
    hidden = [range(int(low), int(high) + 1) for low, high in re.findall(r"n>=(\d+)&&n<=(\d+)", layer["getText"])]
    return [row for row in json.loads(geometry.body(layer["data"][1:])) if not any(row["n"] in part for part in hidden)]


def zoom_of(layer, row) -> float:
    """From which zoom on deck.gl draws a name: its box must be as many px high as the layer asks for."""
    _, _, width, high = row["b"]
    if high < 0:
        return -np.inf
    assert width < 0  # letters are never cut one by one
    assert layer["contentCutoffPixels"][0] == 0
    px_per_metre = 512 / 40_030_000 / cos(radians(row["p"][1]))
    return log2(layer["contentCutoffPixels"][1] / (high * px_per_metre))


def fields(layers):
    """The letters of all names: texts; zoom, place at zoom 0, left, right, top and bottom of it in px of the screen."""
    texts, found = [], []
    for layer in layers:
        for row in layer["data"]:
            x, y = row["o"]
            box = turned(fonts.width(fonts.drawable(row["t"]), row["s"]), row["s"], row["a"])
            sides = (x - box[0] / 2, x + box[0] / 2, y - box[1] / 2, y + box[1] / 2)
            place = mercator(*row["p"])
            found.append((zoom_of(layer, row), place[0], -place[1], *sides))
            texts.append(row["t"])
    return np.array(texts), np.array(found).reshape(-1, 7)


def sides(names, shown, zoom) -> list[np.ndarray]:
    """Left, right, top and bottom of some names at a zoom, px."""
    return [names[shown, 1 + at // 2][:, None] * 2**zoom + names[shown, 3 + at][:, None] for at in range(4)]


def over(mine, others, zoom) -> list[tuple[int, int]]:
    """Which of some names lie over which of others at a zoom, by their numbers."""
    a, b = (np.flatnonzero(names[:, 0] <= zoom) for names in (mine, others))
    left, right, top, bottom = sides(mine, a, zoom)
    west, east, north, south = sides(others, b, zoom)
    meet = (left < east.T) & (right > west.T) & (top < south.T) & (bottom > north.T)
    return [(int(a[i]), int(b[j])) for i, j in np.argwhere(meet)]


def shown(layers, zoom) -> set[str]:
    """The names shown at a zoom."""
    texts, names = fields(layers)
    return set(texts[names[:, 0] <= zoom])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("one", "frame"), SCENES, ids=IDS)
def test_no_name_of_an_answer_is_over_another_at_any_zoom(one, frame, lang):
    _, layers = sent(one, frame, lang)
    (texts, all_names), (own, mine) = fields(layers), fields(layers[1:])
    for zoom in np.arange(*ZOOMS, 0.25):
        meet = [(own[a], texts[b]) for a, b in over(mine, all_names, zoom) if (mine[a] != all_names[b]).any()]
        assert not meet, zoom


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_name_of_the_ground_is_over_another_at_any_zoom(lang):
    _, layers = sent(given("transport"), camera.DESKTOP, lang)
    texts, names = fields(layers[:1])
    assert len(names) > 1500
    for zoom in np.arange(*ZOOMS, 0.25):
        assert not [(texts[a], texts[b]) for a, b in over(names, names, zoom) if a != b], zoom


@pytest.mark.parametrize(("one", "frame"), SCENES, ids=IDS)
def test_the_scale_and_every_number_are_there_at_first_and_the_scale_always(one, frame):
    drawing, layers = sent(one, frame)
    own = layers[-1]
    zooms = {row["t"]: zoom_of(own, row) for row in own["data"]}
    asked = {layer.id: list(layer.features["text_zh"]) for layer in drawing.layers if layer.shape == "label"}
    assert [zooms[text] for text in asked["label-scale"]] == [-np.inf]
    assert all(zooms[text] <= drawing.view.zoom for text in asked.get("label-hits", ()))


@pytest.mark.parametrize("page", PAGES)
def test_most_cities_are_named_at_first_and_all_after_some_zooming(page):
    drawing, layers = sent(given(page), camera.DESKTOP)
    cities = {text for layer in drawing.layers if layer.id == "label-cities" for text in layer.features["text_zh"]}
    assert {"成都", "重庆"} <= shown(layers, ZOOMS[0])
    assert len(cities & shown(layers, drawing.view.zoom)) >= 0.8 * len(cities)
    assert cities <= shown(layers, 9)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_come_as_one_zooms(lang):
    """Cities and rivers with the circle, counties with a city, towns and roads with a county."""
    _, layers = sent(given("transport"), camera.DESKTOP, lang)
    wanted = {  # zoom → names that are there from then on, and not before the one above
        6.5: {"zh": {"成都", "遂宁", "长江", "贵州"}, "en": {"Chengdu", "Suining", "Yangtze", "Guizhou"}},
        8.0: {"zh": {"大足", "安岳", "毕节", "兰渝铁路"}, "en": {"Dazu", "Anyue", "Bijie", "G75"}},
        9.5: {"zh": {"塘坝", "朱沱", "赤水", "G93"}, "en": {"Tangba", "Zhutuo", "Chishui", "G93"}},
    }
    before = set()
    for zoom, names in wanted.items():
        now = shown(layers, zoom)
        assert names[lang] <= now
        assert not names[lang] & before
        before = now


def test_the_place_in_focus_is_named_always_and_its_towns_when_it_fills_the_map():
    drawing, layers = sent(given("explore", focus="500152"), camera.DESKTOP)
    assert "潼南" in shown(layers, 7)
    assert {"潼南", "塘坝", "柏梓"} & shown(layers, drawing.view.zoom) >= {"潼南", "塘坝"}
    assert list(fields(layers)[0]).count("潼南") == 1


def test_names_of_corridors_are_there_with_their_corridors_only():
    without = replace(given("explore"), layers=("eldercare",))
    assert "G75" not in shown(sent(without, camera.DESKTOP)[1], 12)
    some = sent(
        given("transport", selections=(("corridors", Selection.of({"mode": ["hsr"]})),)),
        camera.DESKTOP,
    )[1]
    assert "G75" not in shown(some, 12)
    assert "成渝高铁" in shown(some, 12)


def test_letters_lie_in_their_box_whenever_they_are_drawn():
    """deck.gl leaves out letters that reach out of it: 0.9 of the size is as far as any reaches from the middle."""
    for one, frame in SCENES[:1] + SCENES[14:]:
        for layer in sent(one, frame)[1]:
            for row in layer["data"]:
                if row["b"][3] >= 0:
                    up, reach = -row["o"][1], turned(fonts.width(row["t"], row["s"]), 1.8 * row["s"], row["a"])[1] / 2
                    per_metre = layer["contentCutoffPixels"][1] / row["b"][3]
                    low, top = row["b"][1] * per_metre, (row["b"][1] + row["b"][3]) * per_metre
                    assert low - 0.6 <= up - reach
                    assert up + reach <= top + 0.6


def test_no_layer_asks_deck_gl_to_hide_what_meets():
    for one, frame in SCENES:
        assert all("extensions" not in layer for layer in sent(one, frame)[1])


def test_a_unit_has_one_name_where_two_overlays_would_name_it():
    _, layers = sent(given("eldercare"), camera.DESKTOP)
    names = list(fields(layers)[0])
    assert sum(name.startswith("攀枝花") for name in names) == sum(name == "大足" for name in names) == 1
