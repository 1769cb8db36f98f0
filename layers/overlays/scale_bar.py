"""The scale bar: a length on the ground, so that it stays true however far one zooms; never on the border."""

from typing import Final

import geopandas as gpd
import shapely
from pyproj import Geod
from shapely import LineString, Point
from shapely.geometry.base import BaseGeometry

from geodata.measure import WGS84
from layers import palette
from layers.camera import Frame, View, place, round_length
from layers.spec import MapLayer

ABOUT_PX: Final = 130  # the bar is the longest round length that is no longer than this
ASIDE, DOWN = 0.05, 0.37  # of the width, left free beside it; how far below the middle it lies, as a part of the height
TICK_PX: Final = 5
ABOVE_PX, AROUND_PX = 26, 10  # what its figure takes above it, and what stays free around both
ROWS: Final = (0, 1, 2, 3, 4, 5)  # how many steps it may move up and left from its corner
STEP_UP, STEP_LEFT = 48, 76  # px
_EARTH: Final = Geod(ellps="WGS84")


def _spots(frame: Frame) -> list[tuple[float, float]]:
    """Where its right end may lie, in px from the middle: the lower right of what is free, then near it."""
    right = frame.width / 2 - frame.right - ASIDE * frame.width
    down = min(DOWN * frame.height, frame.height / 2 - frame.bottom)
    spots = [(right - STEP_LEFT * left, down - STEP_UP * up) for up in ROWS for left in ROWS]
    return sorted(spots, key=lambda spot: abs(right - spot[0]) + abs(down - spot[1]))


def _field(view: View, right: float, down: float) -> BaseGeometry:
    """What the bar and its figure cover, and a little around them (EPSG:4326)."""
    west, north = place(view, right - ABOUT_PX - AROUND_PX, down - ABOVE_PX - AROUND_PX)
    east, south = place(view, right + AROUND_PX, down + AROUND_PX)
    return shapely.box(west, south, east, north)


def spot(view: View, frame: Frame, border: BaseGeometry) -> tuple[float, float]:
    """Return where the bar's right end lies (px from the middle): in the lower right, and clear of the border.

    Args:
        view, frame: the camera and its room.
        border: what it must not lie on (EPSG:4326).
    """
    spots = _spots(frame)
    return next((one for one in spots if not border.intersects(_field(view, *one))), spots[0])


def bar(view: View, frame: Frame, border: BaseGeometry) -> list[MapLayer]:
    """Return a bar of round length at the lower right of what is free of a frame: its field, its line, its label."""
    right, down = spot(view, frame, border)
    east, lat = place(view, right, down)
    west, _ = place(view, right - ABOUT_PX, down)
    length = round_length(_EARTH.line_length([west, east], [lat, lat]) / 1000)
    start, _, _ = _EARTH.fwd(east, lat, 270, length * 1000)
    _, top = place(view, right, down - TICK_PX)
    line = LineString([(start, top), (start, lat), (east, lat), (east, top)])
    features = gpd.GeoDataFrame({"id": ["scale"]}, geometry=[line], crs=WGS84)
    text = gpd.GeoDataFrame(
        {"text_zh": [f"{length}公里"], "text_en": [f"{length} km"]},
        geometry=[Point((start + east) / 2, lat)],
        crs=WGS84,
    )
    return [
        MapLayer("scale-field", "line", features, color=(255, 255, 255, 200), width=4.0, role="screen"),
        MapLayer("scale", "line", features, color=palette.LABEL, width=1.5, role="screen"),
        MapLayer(  # a bar needs its figure
            "label-scale", "label", text, color=palette.LABEL, size=12, lift=13, rank=2, role="screen"
        ),
    ]
