"""The first picture: what the live map draws, where it draws it, and nothing that is not asked for."""

import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import geopandas as gpd
import pytest
import shapely

from geodata.catalog.pages import WITH_MAP
from geodata.measure import WGS84
from geodata.query import on_map, url
from geodata.store.store import load
from geodata.text import LANGS
from layers import camera, compose, geometry, symbols
from layers.camera import View
from layers.renderers.names import rows
from layers.renderers.svg import picture
from layers.spec import Drawing, MapLayer

STORE = load()
SVG = "{http://www.w3.org/2000/svg}"
MIDDLE = View(106.0, 30.0, 7.0)


def drawn(page, lang="zh", **query):
    scene, _ = url.from_query({"lang": lang, **query}, STORE, page)
    return compose.draw(scene, STORE, on_map.drawn(scene, STORE))


def told(drawing, lang="zh", **options):
    text = picture.picture(drawing, lang, symbols.shapes(STORE), "what it shows", **options)
    return ElementTree.fromstring(text)  # noqa: S314 - our own picture


def small(*layers):
    return Drawing(layers, MIDDLE, camera.DESKTOP)


def line(*points, **options):
    features = gpd.GeoDataFrame({"id": ["a"]}, geometry=[shapely.LineString(points)], crs=WGS84)
    return MapLayer("lines", "line", features, color=(10, 20, 30, 255), **options)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("page", WITH_MAP)
def test_every_page_is_a_picture_with_the_names_the_live_map_shows(page, lang):
    drawing = drawn(page, lang)
    root = told(drawing, lang)
    assert root.get("aria-label") == "what it shows"
    names = rows.names(drawing.layers, lang, drawing.view.zoom)
    ground = json.loads(geometry.body(names.address))
    sent = [row for row in ground if not any(low <= row["n"] <= high for low, high in names.hidden)] + names.rows
    plane = picture._Plane(drawing.view, picture.WIDE)
    shown = [row["t"] for row in sent if row["z"] <= drawing.view.zoom and plane.holds(*row["p"])]
    assert sorted(node.text for node in root.iter(f"{SVG}text")) == sorted(shown)
    used = {node.get("href")[1:] for node in root.iter(f"{SVG}use")}
    assert used <= {node.get("id") for node in root.iter(f"{SVG}image")}


def test_it_is_small_enough_for_a_slow_line():
    assert len(picture.picture(drawn("explore"), "zh", symbols.shapes(STORE), "x")) < 260_000


def test_the_middle_of_the_view_is_the_origin_and_a_px_two_units():
    east, _ = camera.place(MIDDLE, 100, 0)
    data = next(told(small(line((106.0, 30.0), (east, 30.0)))).iter(f"{SVG}path")).get("d")
    assert data == "M0 0l200 0"


def test_what_lies_outside_is_left_out():
    assert not list(told(small(line((80.0, 30.0), (80.5, 30.0)))).iter(f"{SVG}path"))


def test_only_what_is_asked_for_is_shown():
    layer = line((106.0, 30.0), (106.1, 30.0))
    assert not list(told(small(replace(layer, only=frozenset()))).iter(f"{SVG}path"))


def test_a_broken_line_is_broken_in_widths():
    layer = line((106.0, 30.0), (107.0, 30.0), width=3.0)
    dashed = replace(layer, features=layer.features.assign(dash=[(4, 2)]))
    assert next(told(small(dashed)).iter(f"{SVG}path")).get("stroke-dasharray") == "24 12"


def test_a_line_that_can_be_picked_has_a_casing_below():
    layer = replace(line((106.0, 30.0), (107.0, 30.0), width=2.0), address="drawn/x.geojson", pickable=False)
    tips = layer.features.assign(tip_zh="甲", tip_en="A")
    pickable = replace(layer, features=tips, pickable=True)
    widths = [float(node.get("stroke-width")) for node in told(small(pickable)).iter(f"{SVG}path")]
    assert widths == [8.0, 4.0]


def test_names_are_never_markup():
    features = gpd.GeoDataFrame(
        {"text_zh": ["<b>甲</b>"], "text_en": ["A"]}, geometry=[shapely.Point(106, 30)], crs=WGS84
    )
    root = told(small(MapLayer("label-x", "label", features)))
    assert [node.text for node in root.iter(f"{SVG}text")] == ["<b>甲</b>"]


def test_places_at_one_point_are_drawn_once():
    drawing = drawn("eldercare")
    uses = re.findall(r"<use [^>]+>", picture.picture(drawing, "zh", symbols.shapes(STORE), "x"))
    assert len(uses) == len(set(uses)) > 50
