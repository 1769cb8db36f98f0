"""Tiles and pictures of a basemap over HTTP: from our server alone, bounded, and none where it may not be shown."""

from io import BytesIO
from urllib.parse import urlencode

import numpy as np
import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geodata.basemap import basemap as service
from geodata.basemap.mercator import Tile, of_degrees
from geodata.store.store import load
from pages._http.routes import ROUTES
from tests.geodata.basemap.tiles import Painted, basemap, painted

CLIENT = TestClient(Starlette(routes=ROUTES))
GAP = Tile(8, 203, 105)
SEEN = of_degrees(105, 29, 107, 30.5)


@pytest.fixture
def shown(monkeypatch):
    made = basemap(Painted(frozenset({GAP})), most_zoom=8)
    monkeypatch.setattr(service, "configured", lambda: made)
    return made


def view(**given):
    edges = ",".join(f"{edge:.3f}" for edge in SEEN.metres)
    return CLIENT.get(
        f"/basemap/view?{urlencode({'REQUEST': 'GetMap', 'BBOX': edges, 'WIDTH': 400, 'HEIGHT': 340} | given)}"
    )


def test_a_tile_is_passed_on_and_a_missing_one_is_clear(shown):
    answer = CLIENT.get("/" + shown.tiles.format(z=7, x=101, y=52))
    assert answer.content == painted(Tile(7, 101, 52))
    assert answer.headers["content-type"] == "image/png"
    assert "max-age" in answer.headers["cache-control"]
    for path in (f"/basemap/{GAP.z}/{GAP.x}/{GAP.y}", "/basemap/7/0/0", "/basemap/99/1/1"):
        answer = CLIENT.get(path)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        assert Image.open(BytesIO(answer.content)).convert("RGBA").getextrema()[3] == (0, 0)


def test_a_picture_is_of_what_was_asked_for(shown):
    answer = view()
    assert answer.status_code == 200
    given = Image.open(BytesIO(answer.content)).convert("RGBA")
    expected = shown.picture(SEEN, 400)
    assert given.size == expected.size
    assert np.abs(np.asarray(given).astype(int) - np.asarray(expected)).max() <= 1


@pytest.mark.usefixtures("shown")
@pytest.mark.parametrize(
    "given",
    [
        {"BBOX": "1,2,3"},
        {"BBOX": "nan,nan,nan,nan"},
        {"BBOX": "5,5,1,1"},
        {"BBOX": "0,0,1e300,1e300"},
        {"BBOX": "0,0,1000000,2"},
        {"WIDTH": "100000"},
        {"WIDTH": "0"},
        {"HEIGHT": "x"},
        {"HEIGHT": ""},
    ],
)
def test_what_makes_no_sense_is_told(given):
    assert view(**given).status_code == 404


def test_a_service_that_is_down_gives_nothing_that_is_kept(monkeypatch):
    monkeypatch.setattr(service, "configured", lambda: basemap(Painted(up=False)))
    answer = view()
    assert answer.headers["cache-control"] == "no-store"
    assert Image.open(BytesIO(answer.content)).size == (1, 1)


@pytest.mark.parametrize("made", [None, basemap(appears=("exports",))], ids=["none is set", "for files only"])
def test_what_may_not_be_on_screens_is_not_served(monkeypatch, made):
    monkeypatch.setattr(service, "configured", lambda: made)
    assert CLIENT.get("/basemap/7/101/52").status_code == 404
    assert view().status_code == 404


@pytest.mark.usefixtures("shown")
def test_the_layer_of_deck_gl_is_told_what_there_is():
    answer = CLIENT.get("/basemap/view?v=1&SERVICE=WMS&REQUEST=GetCapabilities")
    assert "WMS_Capabilities" in answer.text
    assert "EPSG:3857" in answer.text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_light_map_names_it(shown, lang):
    html = CLIENT.get(f"/lite/map?lang={lang}").text
    law = load().catalog.compliance.say(lang, background=shown.said())
    assert f"<title>{law}</title>" in html
    assert shown.tiles in html
