"""The scale bar: a length on the ground, so that it stays true however far one zooms."""

from typing import Final

import geopandas as gpd
from pyproj import Geod
from shapely import LineString, Point

from geodata.measure import WGS84
from layers import palette
from layers.camera import Frame, View, place, round_length
from layers.spec import MapLayer

ABOUT_PX: Final = 130  # the bar is the longest round length that is no longer than this
RIGHT, DOWN = 0.45, 0.40  # where its right end lies, as parts of the frame from the middle
TICK_PX: Final = 5
_EARTH: Final = Geod(ellps="WGS84")


def bar(view: View, frame: Frame) -> list[MapLayer]:
    """Return a bar of round length at the lower right of what is seen of a frame: its field, its line, its label."""
    right, down = RIGHT * frame.width - frame.right, DOWN * frame.height
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
