"""The lines of the ground: each edge once, at its highest level, and fewer pieces of it where much is seen."""

import json

import numpy as np
import pandas as pd
import pytest
import shapely

from geodata.boundaries.vintage import Vintage
from geodata.store.store import load
from layers import geometry
from layers.overlays import basemap, unit_lines

STORE = load()
EDITION = STORE.at(Vintage.TODAY)

# Four squares in a row: two of one city, a third of another city of the same province, the last of another province and
# outside the circle.
SQUARES = np.array([shapely.box(n, 0, n + 1, 1) for n in range(4)])
UNITS = pd.DataFrame(
    {
        "adcode": ["510101", "510102", "510201", "500101"],
        "city_adcode": ["510100", "510100", "510200", "500100"],
        "in_scope": [True, True, True, False],
    }
)


def length(lines) -> float:
    return float(shapely.length(lines).sum())


def at(lines) -> set[float]:
    """Where the upright lines inside stand."""
    middle = shapely.LineString([(0.5, 0.5), (3.5, 0.5)])
    return {round(point.x, 3) for line in lines for point in shapely.get_parts(shapely.intersection(line, middle))}


def test_each_edge_is_drawn_once_at_its_highest_level():
    found = unit_lines.edges(SQUARES, UNITS)
    assert at(found["county"]) == {1}
    assert at(found["city"]) == {2}
    assert at(found["circle"]) == {3}
    assert length(found["circle"]) == pytest.approx(1 + 7)  # and the outer edge of what lies in the circle
    assert length(found["province"]) == pytest.approx(3)  # the outer edge of what does not
    assert sum(map(length, found.values())) == pytest.approx(3 + 10)


def test_the_edges_of_the_counties_are_all_there():
    counties = basemap.drawn_counties(EDITION)
    found = unit_lines.edges(counties.geometry.to_numpy(), counties)
    whole = shapely.union_all(shapely.boundary(geometry.rounded(counties).geometry.to_numpy()))
    assert sum(map(length, found.values())) == pytest.approx(length([whole]), rel=1e-6)


@pytest.mark.parametrize("id", ["neighbours", "neighbour-lines", "counties", "county-lines"])
def test_tiles_hold_all_of_it_in_more_detail_the_closer_one_looks(id):
    layer = next(layer for layer in basemap.below(EDITION) if layer.id == id)
    tiles = layer.tiles
    bodies = {}
    for zoom in range(tiles.least, tiles.most + 1):
        of_zoom = [
            geometry.body(tiles.address.format(z=zoom, x=x, y=y)) for x, y in geometry.tiles_of(tiles.bounds, zoom)
        ]
        assert all(of_zoom)
        features = [one for body in of_zoom for one in json.loads(body)["features"]]
        bodies[zoom] = sum(shapely.get_num_coordinates(shapely.from_geojson(json.dumps(one))) for one in features)
    assert len(geometry.tiles_of(tiles.bounds, tiles.least)) == 1  # the first picture asks for one file
    assert bodies[tiles.least] < bodies[tiles.least + 1] < bodies[tiles.least + 2]


def test_lines_that_share_their_tiles_carry_their_styles_there():
    layers = [layer for layer in basemap.below(EDITION) if layer.id in {f"{one}-lines" for one in unit_lines.STYLES}]
    assert len({layer.tiles for layer in layers}) == 1
    tiles = layers[0].tiles
    ((x, y),) = geometry.tiles_of(tiles.bounds, tiles.least)
    told = json.loads(geometry.body(tiles.address.format(z=tiles.least, x=x, y=y)))["features"]
    assert [tuple(one["properties"]["color"]) for one in told] == [layer.color for layer in layers]
