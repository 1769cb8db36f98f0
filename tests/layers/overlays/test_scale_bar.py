"""The scale bar is as long on the ground as it says."""

import pytest
from pyproj import Geod
from shapely import LineString, box

from geodata.query import on_map
from geodata.query.url import from_query
from geodata.store.store import load
from layers import framing
from layers.camera import DESKTOP, LENGTHS_KM, PHONE, Frame, View, pixels, place
from layers.overlays.scale_bar import ABOUT_PX, ABOVE_PX, bar, spot

FRAME = Frame(1000, 700)
STORE = load()
FAR = LineString([(0, 0), (1, 1)])  # a border that is nowhere near


@pytest.mark.parametrize(("zoom", "km"), [(5.0, 200), (6.9, 50), (9.0, 10), (12.0, 2)])
def test_the_bar_is_as_long_as_it_says_and_fits(zoom, km):
    field, line, label = bar(View(106.0, 30.0, zoom), FRAME, FAR)
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


@pytest.mark.parametrize("frame", [DESKTOP, DESKTOP._replace(left=190, right=350, top=110, bottom=60), PHONE])
@pytest.mark.parametrize("id", STORE.get("border_pairs")["id"])
def test_the_bar_and_its_figure_never_lie_on_the_border(id, frame):
    given, _ = from_query({"pick": f"border_pairs:{id}"}, STORE, "crossings")
    view = framing.camera(given, STORE, on_map.drawn(given, STORE), frame)
    border = STORE.get("border").geometry.iloc[0]
    right, down = spot(view, frame, border)
    (west, north), (east, south) = place(view, right - ABOUT_PX, down - ABOVE_PX), place(view, right, down)
    assert not border.intersects(box(west, south, east, north))
    assert right <= frame.width / 2 - frame.right
    assert -frame.width / 2 <= right - ABOUT_PX
    assert abs(down) < frame.height / 2


def test_the_bar_stays_in_its_corner_where_nothing_is_in_its_way():
    view = View(106.0, 30.0, 7.0)
    corner = spot(view, FRAME, FAR)
    assert corner[0] > 0.4 * FRAME.width
    assert corner[1] > 0.3 * FRAME.height
    through = LineString([place(view, corner[0] - 60, 400), place(view, corner[0] - 60, -400)])
    assert spot(view, FRAME, through) != corner
