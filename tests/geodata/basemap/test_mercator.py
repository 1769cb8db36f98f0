"""Squares of Web Mercator: which tile a place lies in, which tiles cover a box, at which zoom."""

import pytest
from pyproj import Transformer

from geodata.basemap.mercator import Box, Tile, best_zoom, covering, in_region, of_degrees, of_metres, place, spot

CHONGQING = (106.55, 29.56)


def test_a_place_lies_where_the_projection_says():
    x, y = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True).transform(*CHONGQING)
    assert of_metres(x, y, x, y)[:2] == pytest.approx(spot(*CHONGQING), abs=1e-9)
    assert place(*spot(*CHONGQING)) == pytest.approx(CHONGQING)


def test_a_tile_has_its_known_corners():
    assert Tile(0, 0, 0).box.metres == pytest.approx((-20037508.34, -20037508.34, 20037508.34, 20037508.34))
    tile = next(covering(of_degrees(*CHONGQING, *CHONGQING), 10))
    assert tile == (10, 815, 423)
    west, south, east, north = tile.box.metres
    assert of_metres(west, south, east, north) == pytest.approx(tile.box)


def test_tiles_cover_a_box_and_nothing_outside_the_region():
    tiles = list(covering(of_degrees(105, 29, 107, 31), 8))
    assert min(one.box.left for one in tiles) <= spot(105, 31)[0]
    assert max(one.box.bottom for one in tiles) >= spot(107, 29)[1]
    assert len(tiles) == 9
    assert list(covering(of_degrees(-10, 40, 10, 50), 8)) == []
    assert not in_region(Tile(8, 0, 0))


def test_the_zoom_fits_the_px_and_the_number_of_tiles():
    box = of_degrees(105, 29, 107, 31)
    wide = round(box.width * 256 * 2**10)
    assert best_zoom(box, wide, 3, 17, 1000) == 10
    assert best_zoom(box, wide, 3, 9, 1000) == 9
    assert best_zoom(box, 10, 5, 17, 1000) == 5
    zoom = best_zoom(box, 100_000, 3, 17, 80)
    assert len(list(covering(box, zoom))) <= 80
    assert best_zoom(Box(0, 0, 1, 1), 1000, 10, 17, 80) is None  # the world in tiles of a city
    assert best_zoom(Box(0.5, 0.4, 0.5001, 0.4001), 1000, 3, 17, 80) == 15
