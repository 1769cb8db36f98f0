"""Shifted coordinates: against published pairs, and there and back."""

import numpy as np
import pytest
from pyproj import Geod

from geodata.intake.position import conversions

# The example of the formula's usual implementation (coordtransform, README): one point, to nine decimals.
PUBLISHED = {
    conversions.wgs84_to_gcj02: ((116.404, 39.915), (116.41024449916938, 39.91640428150164)),
    conversions.gcj02_to_bd09: ((116.404, 39.915), (116.41036949371029, 39.92133699351021)),
}


@pytest.mark.parametrize("convert", PUBLISHED, ids=lambda convert: convert.__name__)
def test_a_published_pair_is_met(convert):
    given, expected = PUBLISHED[convert]
    found = convert(np.array([given[0]]), np.array([given[1]]))
    assert np.allclose([found[0][0], found[1][0]], expected, atol=1e-8)


def everywhere():
    chance = np.random.default_rng(1)
    return chance.uniform(97, 110.5, 5_000), chance.uniform(26, 34.5, 5_000)


@pytest.mark.parametrize(
    ("forth", "back"),
    [
        (conversions.wgs84_to_gcj02, conversions.gcj02_to_wgs84),
        (conversions.wgs84_to_bd09, conversions.bd09_to_wgs84),
    ],
)
def test_there_and_back_is_within_half_a_metre_everywhere(forth, back):
    lon, lat = everywhere()
    x, y = back(*forth(lon, lat))
    assert Geod(ellps="WGS84").inv(lon, lat, x, y)[2].max() < 0.01


def test_shifts_are_of_the_size_they_are_known_for():
    lon, lat = everywhere()
    far = Geod(ellps="WGS84").inv(lon, lat, *conversions.wgs84_to_gcj02(lon, lat))[2]
    assert 100 < far.min() < far.max() < 800
    further = Geod(ellps="WGS84").inv(lon, lat, *conversions.wgs84_to_bd09(lon, lat))[2]
    assert 700 < further.min() < further.max() < 1_700


def test_nothing_is_shifted_outside_china_and_nan_stays():
    lon, lat = conversions.wgs84_to_gcj02(np.array([2.35, np.nan]), np.array([48.85, np.nan]))
    assert lon[0] == 2.35
    assert lat[0] == 48.85
    assert np.isnan(lon[1])


@pytest.mark.parametrize("crs", ["EPSG:4544", "EPSG:4523", "EPSG:4496", "EPSG:3857", "GCJ-02", "BD-09", "EPSG:4490"])
def test_every_system_comes_back_to_wgs84(crs):
    from pyproj import Transformer

    lon, lat = np.array([104.5, 105.2]), np.array([30.6, 29.9])
    forth = {conversions.GCJ02: conversions.wgs84_to_gcj02, conversions.BD09: conversions.wgs84_to_bd09}
    x, y = (forth.get(crs) or Transformer.from_crs(4326, crs, always_xy=True).transform)(lon, lat)
    assert np.allclose(conversions.to_wgs84(crs, np.asarray(x), np.asarray(y)), (lon, lat), atol=1e-6)
