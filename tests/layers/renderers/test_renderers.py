"""Both renderers draw the same layers with the same features, text as text, and ask nobody outside."""

import json
import re
from dataclasses import replace

import geopandas as gpd
import pytest
import shapely

from geodata.measure import WGS84
from geodata.query import results, scene
from geodata.query.selection import Selection
from geodata.store.store import load
from layers import compose, geometry, symbols
from layers.camera import View
from layers.renderers import leaflet
from layers.renderers.deck import deck
from layers.renderers.deck import lines as deck_lines
from layers.renderers.names import rows
from layers.spec import MapLayer

STORE = load()
EVERYTHING = replace(
    scene.default(STORE),
    layers=("units", *(dataset.id for dataset in STORE.catalog.layers())),
    pick="tourism:cq-dazu",
    focus="500152",
)
SHAPES = {domain: shape for domain, shape, _ in symbols.symbols(STORE)}


def spec(given, lang="zh"):
    drawing = compose.draw(given, STORE, results.shown(given, STORE))
    text = deck.to_deck(drawing.layers, drawing.view, lang, "/", symbols.icon_atlas(STORE)).to_json()
    return json.loads(text), text


def light(given, lang="zh"):
    drawing = compose.draw(given, STORE, results.shown(given, STORE))
    return leaflet.to_map(drawing.layers, drawing.view, lang, "/", SHAPES).get_root().render()


def test_the_live_map_sends_little_and_only_addresses_of_this_server():
    read, text = spec(EVERYTHING)
    assert len(text) < 40_000
    assert not re.search(r"https?://", text)
    addresses = [layer["data"] for layer in read["layers"][0] if isinstance(layer["data"], str)]
    assert addresses
    assert all(address.startswith("/drawn/") for address in addresses)
    assert read["mapStyle"] == "__MAP_STYLE__"
    assert read["mapProvider"] is None


def test_every_layer_reaches_both_renderers():
    drawing = compose.draw(EVERYTHING, STORE, results.shown(EVERYTHING, STORE))
    ids = {layer.id for layer in drawing.layers if layer.shape != "label"} | {"names-ground", "names"}
    # Of lines that share their geometry the lowest gives its name, names are in two layers.
    lowest = {alike[0].id for alike in deck_lines.together(drawing.layers) if alike[0].shape != "label"}
    assert lowest | {"names-ground", "names"} <= {layer["id"] for layer in spec(EVERYTHING)[0]["layers"][0]}
    html = light(EVERYTHING)
    assert all(f'"id":"{id}"' in html for id in ids)


def test_clickable_fills_have_no_stroke_and_lines_are_not_clickable_themselves():
    for layer in spec(EVERYTHING)[0]["layers"][0]:
        if layer.get("pickable") and layer.get("filled"):
            assert layer["stroked"] is False
        if str(layer["id"]).endswith(("-line", "-lines", "-casing")):
            assert not layer.get("pickable")


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [({"id": ["pf-zida"]}, 1), ({"cross_border": ["no"]}, 0), ({}, 10)],
)
def test_both_renderers_show_the_same_features(wanted, numbers):
    given = replace(scene.default(STORE), layers=("platforms",)).with_selections({"platforms": Selection.of(wanted)})
    layer = next(layer for layer in spec(given)[0]["layers"][0] if layer["id"] == "platforms")
    told = layer.get("getFilterValue", "n>=0&&properties.n<=9")  # all are shown: nothing to filter
    ranges = [(int(a), int(b)) for a, b in re.findall(r"n>=(\d+)&&properties\.n<=(\d+)", told)]
    specs = json.loads(re.search(r"drawLightMap\(\w+, (\[.*?\]), \{", light(given), re.DOTALL).group(1))
    only = next(entry["only"] for entry in specs if entry["id"] == "platforms")
    assert [tuple(pair) for pair in only] == ranges
    assert sum(b - a + 1 for a, b in ranges) == numbers


def test_texts_follow_the_language():
    for lang, city in (("zh", "成都"), ("en", "Chengdu")):
        text = spec(EVERYTHING, lang)[1]
        assert f'"t":"{city}"' in text
    _, english = spec(replace(EVERYTHING, pick=""), "en")
    assert not re.search("[\u4e00-\u9fff]", english)


def test_text_from_data_is_never_markup():
    evil = '</script><img src=x onerror="alert(1)">`${1}`'
    features = gpd.GeoDataFrame(
        {"id": [evil], "tip_zh": [evil], "tip_en": [evil], "text_zh": [evil], "text_en": [evil]},
        geometry=[shapely.Point(105, 30)],
        crs=WGS84,
    )
    html = leaflet.to_map((MapLayer("x", "label", features),), View(105, 30, 6), "zh", "/", {}).get_root().render()
    assert "<img" not in html
    assert "\\u003c/script>" in html


def test_the_light_map_loads_only_leaflet_from_this_server():
    html = light(EVERYTHING)
    loaded = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert sorted(loaded) == ["/vendor/leaflet/leaflet.css", "/vendor/leaflet/leaflet.js"]


def test_camera_and_spec_are_the_same_for_the_same_scene():
    assert spec(EVERYTHING)[1] == spec(EVERYTHING)[1]


def test_what_the_live_map_fetches_first_is_known_beforehand():
    drawing = compose.draw(EVERYTHING, STORE, results.shown(EVERYTHING, STORE))
    files = deck_lines.first_files(drawing)
    assert len(files) == len(set(files))
    assert all(geometry.body(file) for file in files)
    fixed = {
        layer["data"].removeprefix("/") for layer in spec(EVERYTHING)[0]["layers"][0] if isinstance(layer["data"], str)
    }
    tiles = {file for file in files if re.search(r"-\d+-\d+-\d+-", file)}
    names = rows.names(drawing.layers, EVERYTHING.lang, drawing.view.zoom).address
    assert {file for file in fixed if "{z}" not in file} == {*files, names} - tiles
    patterns = {layer.tiles.address.split("-{z}")[0] for layer in drawing.layers if layer.tiles}
    assert all(any(file.startswith(start) for file in files) for start in patterns)
    whole = deck_lines.first_files(drawing, whole=True)
    assert {layer.address for layer in drawing.layers if layer.address} == set(whole)
