"""The scale bar is as long on the ground as it says."""

import pytest
from pyproj import Geod

from layers.camera import LENGTHS_KM, Frame, View, pixels, place
from layers.overlays.scale_bar import bar

FRAME = Frame(1000, 700)


@pytest.mark.parametrize(("zoom", "km"), [(5.0, 200), (6.9, 50), (9.0, 10), (12.0, 2)])
def test_the_bar_is_as_long_as_it_says_and_fits(zoom, km):
    field, line, label = bar(View(106.0, 30.0, zoom), FRAME)
    xs, ys = line.features.geometry.iloc[0].xy
    assert Geod(ellps="WGS84").line_length([xs[1], xs[2]], [ys[1], ys[2]]) == pytest.approx(km * 1000, rel=1e-4)
    assert label.features["text_zh"].item() == f"{km}公里"
    assert label.features["text_en"].item() == f"{km} km"
    assert km in LENGTHS_KM
    assert field.width > line.width


def test_a_place_in_the_frame_is_read_off_web_mercator():
    view = View(106.0, 30.0, 6.0)
    assert place(view, 0, 0) == pytest.approx((106.0, 30.0))
    lon, lat = place(view, 512 * 2**6 / 360, 0)
    assert (lon, lat) == pytest.approx((107.0, 30.0))
    assert place(view, 0, 100)[1] < 30.0


@pytest.mark.parametrize("at", [(0, 0), (300, -120), (-40.5, 250)])
def test_a_place_is_where_its_pixels_say(at):
    camera = View(lon=105.8, lat=30.2, zoom=8.5)
    assert pixels(camera, *place(camera, *at)) == pytest.approx(at, abs=1e-6)
