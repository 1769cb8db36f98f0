"""Numbers on a citizen's map: those that would cover each other are told together, names give way to them."""

from dataclasses import replace

import geopandas as gpd
import pytest
from shapely import Point

from geodata.measure import WGS84
from geodata.query import scene
from geodata.query.residents import answer
from geodata.store.store import load
from layers import declutter as numbers_of
from layers.camera import View
from layers.declutter import NEAR_PX
from layers.overlays import numbered_results
from layers.spec import MapLayer
from tests.seen import numbers

STORE = load()
CAMERA = View(lon=105.8, lat=30.2, zoom=9.0)
PX = 360 / (512 * 2**CAMERA.zoom)  # degrees of longitude


@pytest.mark.parametrize(
    ("given", "text"), [([4], "4"), ([1, 2], "1–2"), ([1, 2, 3, 7, 9, 10], "1–3·7·9–10"), ([2, 5], "2·5"), ([], "")]
)
def test_numbers_in_a_row_are_one_range(given, text):
    assert numbers_of.told(given) == text
    assert not text or numbers([text]) == given


@pytest.mark.parametrize("zoom", [7.0, 9.0, 12.0])
def test_every_number_is_told_once_and_none_covers_another(zoom):
    asked = replace(scene.default(STORE, "citizen"), focus="500152", want="health")
    (layer,) = numbered_results.build(STORE, asked, CAMERA._replace(zoom=zoom))
    listed = answer.answer(STORE.at(asked.vintage), "500152", "health").listed
    assert numbers(layer.features["text_zh"]) == list(range(1, len(listed) + 1))
    px = 360 / (512 * 2**zoom)
    points = list(layer.features.geometry)
    for n, one in enumerate(points):
        for other in points[:n]:
            down = abs(one.y - other.y) / 0.864  # the cosine of the camera's latitude
            assert abs(one.x - other.x) >= NEAR_PX[0] * px or down >= NEAR_PX[1] * px - 1e-3


def test_a_name_gives_way_to_a_number_beside_it():
    def names(*lons: float) -> MapLayer:
        told = [str(lon) for lon in lons]
        features = gpd.GeoDataFrame({"text_zh": told, "text_en": told}, geometry=[Point(x, 30.2) for x in lons])
        return MapLayer("names", "label", features.set_crs(WGS84), color=(0, 0, 0, 255), size=13)

    number = names(105.8)
    near, far = 105.8 + 20 * PX, 105.8 + 60 * PX
    (kept,) = numbered_results.clear([names(near, far)], [number], CAMERA)
    assert kept.features["text_zh"].tolist() == [str(far)]
    assert numbered_results.clear([names(near)], [number], CAMERA) == []
    assert len(numbered_results.clear([names(near)], [], CAMERA)) == 1
