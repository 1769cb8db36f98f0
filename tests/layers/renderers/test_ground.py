"""A basemap in every renderer: asked for from our server alone, under everything, where it belongs."""

import json
import re
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import geopandas as gpd
import numpy as np
import pytest
import shapely
import streamlit
from PIL import Image

from geodata.basemap import basemap as service
from geodata.basemap.mercator import of_degrees, of_metres, place
from geodata.measure import WGS84
from geodata.query import on_map, scene
from geodata.store.store import load
from layers import camera, compose, symbols
from layers.camera import Frame, View
from layers.documents.html import page
from layers.overlays import backdrop
from layers.renderers import leaflet
from layers.renderers.deck import deck
from layers.renderers.sheet import figure
from layers.renderers.sheet.layout import Sheet
from layers.renderers.sheet.map_panel import project
from layers.renderers.svg import picture
from layers.spec import Drawing, MapLayer
from tests.geodata.basemap.tiles import GREEN, LINE, SAND, Painted, basemap

STORE = load()
SHAPES = symbols.shapes(STORE)
HERE, FRAME = View(106.0, 30.0, 7.0), Frame(1000, 700)


def area(**options):
    features = gpd.GeoDataFrame({"id": ["a"]}, geometry=[shapely.box(105, 29, 107, 31)], crs=WGS84)
    return MapLayer("counties", "polygon", features, color=(200, 0, 0, 255), **options)


@pytest.fixture
def licensed(monkeypatch):
    """A basemap that may appear on screens alone."""
    made = basemap(appears=("screen",))
    monkeypatch.setattr(service, "configured", lambda: made)
    return made


def drawn(use):
    given = scene.default(STORE)
    return compose.draw(given, STORE, on_map.drawn(given, STORE), use=use)


def test_it_lies_under_everything_where_it_may_and_nowhere_else(licensed):
    on_screen = drawn("screen").layers
    assert on_screen[0].ground is licensed
    assert "neighbours" not in {layer.id for layer in on_screen}
    assert {layer.id: layer.opacity for layer in on_screen}["counties"] == backdrop.THIN
    for use in ("exports", None):
        assert all(layer.ground is None and layer.opacity == 1 for layer in drawn(use).layers)


def test_a_service_that_is_down_leaves_our_own_ground(monkeypatch):
    monkeypatch.setattr(service, "configured", lambda: basemap(Painted(up=False)))
    assert [layer.id for layer in drawn("screen").layers] == [layer.id for layer in drawn(None).layers]


def test_the_live_map_asks_our_server_for_one_picture(licensed):
    layers = (*backdrop.under([area()], licensed),)
    read = json.loads(deck.to_deck(layers, HERE, "zh", "/base/", ("", {})).to_json())["layers"][0]
    whole, seen, counties = read
    assert (seen["@@type"], seen["serviceType"], seen["srs"]) == ("_WMSLayer", "wms", "EPSG:3857")
    assert seen["data"] == f"/base/{licensed.views}"
    assert seen["layers"] == ["basemap"]
    asked = parse_qs(urlsplit(whole["image"]).query)
    box = of_metres(*(float(edge) for edge in asked["BBOX"][0].split(",")))
    assert box == pytest.approx(of_degrees(*whole["bounds"]), abs=1e-8)
    assert counties["opacity"] == pytest.approx(backdrop.THIN**2.2)  # of which deck.gl takes the root


def test_the_deck_gl_of_streamlit_knows_that_layer():
    scripts = list((Path(streamlit.__file__).parent / "static").rglob("DeckGlJsonChart*.js"))
    assert scripts
    assert all(re.search(r"\b_WMSLayer:", script.read_text(encoding="utf-8")) for script in scripts)


def test_the_light_map_asks_our_server_for_tiles(licensed):
    html = leaflet.to_map((*backdrop.under([area()], licensed),), HERE, "zh", "/base/", SHAPES).get_root().render()
    assert f'"tiles":"/base/{licensed.tiles}","zooms":[3,17]' in html
    assert f'"opacity":{backdrop.THIN}' in html


def test_the_first_picture_holds_exactly_what_it_shows(licensed):
    layers = (*backdrop.under([area()], licensed),)
    text = picture.picture(Drawing(layers, HERE, camera.DESKTOP), "zh", SHAPES, "", (200, 100), "/base/")
    image = ElementTree.fromstring(text).find(".//{*}image")  # noqa: S314 - our own picture
    assert [image.get(name) for name in ("x", "y", "width", "height")] == ["-400", "-200", "800", "400"]
    asked = parse_qs(urlsplit(image.get("href")).query)
    west, south, east, north = (float(edge) for edge in asked["BBOX"][0].split(","))
    box = of_metres(west, south, east, north)
    assert place(box.left, box.top) == pytest.approx(camera.place(HERE, -200, -100), abs=1e-5)
    assert place(box.right, box.bottom) == pytest.approx(camera.place(HERE, 200, 100), abs=1e-5)
    assert re.search(r'fill-opacity="0\.3\d"', text)


def test_a_sheet_has_it_bent_into_its_own_projection(licensed):
    on = figure.draw_map(Drawing((*backdrop.under([], licensed),), View(105.5, 30.5, 5.5), FRAME), Sheet(), SHAPES)
    pixels = np.asarray(Image.open(BytesIO(figure.to_bytes(on, "png", 200))).convert("RGB")).astype(int)
    axes = next(one for one in on.axes if one.images)

    def around(lon, lat, reach):
        x, y = axes.transData.transform(project(lon, lat)) * 200 / on.dpi
        row, column = round(pixels.shape[0] - y), round(x)
        return pixels[row - reach : row + reach + 1, column - reach : column + reach + 1].reshape(-1, 3)

    for lon, lat in [(100.5, 30), (106, 27.5), (110.5, 28), (101, 33.5), (105.5, 33), (105.5, 27)]:
        assert np.abs(around(lon, lat, 2) - LINE).sum(axis=1).min() < 90, (lon, lat)
    plain = around(105.6, 30.4, 2)
    assert min(np.abs(plain - color).sum(axis=1).max() for color in (GREEN, SAND)) < 30


def test_a_sheet_without_a_tile_is_drawn_all_the_same():
    layers = (*backdrop.under([area()], basemap(Painted(up=False))),)
    on = figure.draw_map(Drawing(layers, HERE, FRAME), Sheet(), SHAPES)
    assert not any(axes.images for axes in on.axes)


def test_a_page_that_stands_alone_carries_it():
    (layer,) = backdrop.under([], basemap())
    frame = Drawing((layer,), HERE, FRAME)
    (given,) = page._map(frame, "zh", page._Parts())["layers"]
    assert given["image"].startswith("data:image/jpeg;base64,")
    (south, west), (north, east) = given["bounds"]
    assert west < camera.place(HERE, -500, 0)[0] < camera.place(HERE, 500, 0)[0] < east
    assert south < camera.place(HERE, 0, 350)[1] < camera.place(HERE, 0, -350)[1] < north
    (gone,) = backdrop.under([], basemap(Painted(up=False)))
    assert page._map(Drawing((gone,), HERE, FRAME), "zh", page._Parts())["layers"] == []
