"""Names across the outer border: Chinese from the boundaries, English as it is usual, each near to us."""

import re

import pytest
import shapely

from geodata.boundaries import beyond
from geodata.boundaries.units import polygons
from geodata.boundaries.vintage import Vintage

NAMES = beyond.names()


def test_all_neighbouring_provinces_are_named_and_none_of_ours():
    provinces = set(NAMES["name_zh"][NAMES["level"] == "province"])
    assert provinces == {"湖北", "湖南", "贵州", "云南", "西藏", "陕西", "甘肃", "青海"}
    assert not {"四川", "重庆", "遂宁", "潼南"} & set(NAMES["name_zh"])


def test_each_name_stands_once_outside_and_near():
    own = shapely.union_all(polygons(Vintage.TODAY).geometry.to_numpy()).simplify(0.01)
    assert NAMES["name_zh"].is_unique
    far = shapely.distance(own, shapely.points(NAMES["lon"], NAMES["lat"]))
    assert (far > 0).all()
    assert (far[NAMES["level"] != "county"] <= beyond.STRIP_DEG["province"]).all()


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("毕节", "Bijie"),
        ("正安", "Zheng'an"),
        ("陕西", "Shaanxi"),
        ("武都", "Wudu"),
        ("务川", "Wuchuan"),
        ("迪庆", "Diqing"),
    ],
)
def test_english_names_are_the_usual_ones(zh, en):
    assert NAMES.set_index("name_zh")["name_en"].get(zh, beyond.romanised(zh)) == en


def test_english_names_are_latin_letters():
    assert all(re.fullmatch(r"[A-Z][A-Za-z'-]+", name) for name in NAMES["name_en"])


@pytest.mark.parametrize(
    ("name", "short"), [("利川市", "利川"), ("文县", "文县"), ("神农架林区", "神农架"), ("七星关区", "七星关")]
)
def test_what_kind_of_unit_it_is_is_left_out_where_a_name_is_left(name, short):
    assert beyond.shortened(name) == short
