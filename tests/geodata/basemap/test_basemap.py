"""A basemap as a whole: pictures that lie where they should, where it may appear, and what is said of it."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from geodata.basemap import basemap as service
from geodata.basemap.mercator import Tile, of_degrees, spot
from geodata.basemap.picture import decoded, encoded
from tests.geodata.basemap.tiles import LINE, Painted, basemap

BOX = of_degrees(105.37, 28.81, 107.23, 30.42)


def px(picture, box, lon, lat):
    x, y = spot(lon, lat)
    return (x - box.left) / box.width * picture.width, (y - box.top) / box.height * picture.height


def test_lines_of_degrees_lie_where_they_belong():
    picture = basemap().picture(BOX, 1300)
    blue = np.abs(np.asarray(picture.convert("RGB")).astype(int) - LINE).sum(axis=2) < 150
    for lon in (106, 107):
        x, _ = px(picture, BOX, lon, 29.5)
        columns = np.flatnonzero(blue.mean(axis=0) > 0.8)
        assert np.abs(columns + 0.5 - x).min() <= 1
    for lat in (29, 30):
        _, y = px(picture, BOX, 106, lat)
        rows = np.flatnonzero(blue.mean(axis=1) > 0.8)
        assert np.abs(rows + 0.5 - y).min() <= 1


def test_a_missing_tile_leaves_its_place_clear():
    lacks = frozenset({Tile(8, 203, 105)})
    whole, holed = (basemap(Painted(gone), most_zoom=8).picture(BOX, 400) for gone in (frozenset(), lacks))
    assert whole.getchannel("A").getextrema() == (255, 255)
    assert holed.getchannel("A").getextrema() == (0, 255)
    assert [encoded(one)[1] for one in (whole, holed)] == ["image/jpeg", "image/png"]
    assert Image.open(BytesIO(encoded(holed)[0])).size == holed.size


def test_nothing_is_a_picture_where_nothing_can_be_had():
    assert basemap(Painted(up=False)).picture(BOX, 400) is None


def test_a_tile_that_lies_about_itself_is_left_out():
    assert decoded(b"\x89PNG\r\n\x1a\nbroken") is None
    large = BytesIO()
    Image.new("1", (5000, 5000)).save(large, "PNG")
    assert decoded(large.getvalue()) is None


def test_no_tile_outside_the_region_or_the_zooms_is_asked_for():
    made = basemap(least_zoom=5, most_zoom=9)
    assert made.tile(Tile(9, 407, 212))
    assert made.tile(Tile(10, 815, 424)) is None
    assert made.tile(Tile(4, 12, 6)) is None
    assert made.tile(Tile(9, 0, 0)) is None


@pytest.mark.parametrize(
    ("appears", "source", "use", "drawn", "said"),
    [
        (("screen",), Painted(), "screen", True, "审图号：GS(2026)0001号"),
        (("screen",), Painted(), "exports", False, None),
        (("exports",), Painted(), "exports", True, "测试格网"),
        (("screen",), Painted(), None, False, None),
        (("screen",), Painted(up=False), "screen", False, "底图服务现在连不上"),
    ],
)
def test_it_appears_only_where_it_may_and_says_whose_it_is(monkeypatch, appears, source, use, drawn, said):
    made = basemap(source, appears=appears)
    monkeypatch.setattr(service, "configured", lambda: made)
    assert (service.drawn(use) is made) == drawn
    if use:
        told = service.notice(use)
        assert said in told.zh if said else told is None


def test_none_is_set_at_first():
    assert service.configured() is None
    assert service.drawn("screen") is None
    assert service.notice("screen") is None


def test_addresses_change_with_the_basemap_and_never_hold_the_key():
    first, other = basemap(key="SECRET"), basemap(address="http://127.0.0.1/other/{z}/{x}/{y}.png")
    assert first.tiles != other.tiles
    assert first.tiles == basemap(key="CHANGED").tiles
    assert "SECRET" not in first.tiles + first.view(BOX, 10, 10)
