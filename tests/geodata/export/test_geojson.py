"""GeoJSON by RFC 7946, wherever it is written."""

import json

import geopandas as gpd
import pytest
import shapely

from geodata.boundaries.vintage import Vintage
from geodata.export import datasets, geojson
from geodata.query import on_map, scene
from geodata.store.store import load
from layers import compose, geometry, symbols
from layers.renderers import leaflet

STORE = load()
CLOCKWISE = shapely.Polygon(
    [(0, 0), (0, 9), (9, 9), (9, 0)], [[(1, 1), (8, 1), (8, 8), (1, 8)]]
)  # outside clockwise, its hole the other way: as boundaries come


def polygons(body: dict) -> list[list[list]]:
    """The rings of every polygon of a collection."""
    found = []
    for feature in body["features"]:
        shape = feature["geometry"]
        if shape and shape["type"] == "Polygon":
            found.append(shape["coordinates"])
        elif shape and shape["type"] == "MultiPolygon":
            found += shape["coordinates"]
    return found


def right(body: dict) -> int:
    """How many polygons a collection holds, all of them as RFC 7946 (3.1.6, 4, 5) has them."""
    assert body["type"] == "FeatureCollection"
    assert "crs" not in body
    for rings in polygons(body):
        assert all(ring[0] == ring[-1] and len(ring) >= 4 for ring in rings)
        assert [shapely.LinearRing(ring).is_ccw for ring in rings] == [True] + [False] * (len(rings) - 1)
    if "bbox" in body:
        west, south, east, north = body["bbox"]
        assert -180 <= west <= east <= 180
        assert -90 <= south <= north <= 90
    return len(polygons(body))


def test_rings_are_turned_the_right_way_and_holes_the_other():
    made = json.loads(geojson.collection([{}], gpd.GeoSeries([CLOCKWISE])))
    assert right(made) == 1
    assert made["bbox"] == [0, 0, 9, 9]


@pytest.mark.parametrize("nested", [shapely.MultiPolygon([CLOCKWISE]), shapely.GeometryCollection([CLOCKWISE])])
def test_so_are_those_of_several_together(nested):
    shape = json.loads(geojson.geometries(gpd.GeoSeries([nested]))[0])
    inner = shape["coordinates"][0] if "coordinates" in shape else shape["geometries"][0]["coordinates"]
    assert [shapely.LinearRing(ring).is_ccw for ring in inner] == [True, False]


def test_other_coordinates_are_turned_into_degrees_and_no_shape_is_null():
    place = gpd.GeoSeries([shapely.Point(106.5, 29.5), None], crs=4326)
    made = json.loads(geojson.collection([{"a": 1}, {"a": None}], place.to_crs(32648)))
    assert made["features"][0]["geometry"]["coordinates"] == pytest.approx([106.5, 29.5])
    assert made["features"][1] == {"type": "Feature", "properties": {"a": None}, "geometry": None}
    assert "bbox" not in json.loads(geojson.collection([{}], gpd.GeoSeries([None])))


@pytest.mark.parametrize("id", [id for id in STORE.catalog.datasets if "geometry" in STORE.get(id)])
@pytest.mark.parametrize("vintage", list(Vintage))
def test_every_dataset_that_is_published(id, vintage):
    table = STORE.get(id, vintage)
    body = json.loads(datasets.dataset_file(STORE, id, "geojson", table))
    areas = right(body)
    assert (areas > 0) == any("Polygon" in str(kind) for kind in table.geometry.geom_type.dropna())
    if table.geometry.notna().any():
        assert body["bbox"] == pytest.approx(list(table.total_bounds))


@pytest.mark.parametrize("page", ["explore", "crossings", "services", "citizen"])
def test_every_drawing_on_either_map(page):
    asked = scene.default(STORE, page)
    drawing = compose.draw(asked, STORE, on_map.drawn(asked, STORE))
    bodies = [json.loads(geometry.body(layer.address)) for layer in drawing.layers if layer.address]
    light = leaflet.to_map(drawing.layers, drawing.view, "zh", "/", symbols.shapes(STORE))
    specs = next(child for child in light._children.values() if isinstance(child, leaflet._Layers)).specs
    bodies += [one["body"] for one in json.loads(specs) if isinstance(one.get("body"), dict)]
    # Places are bare lists of features, names are rows: neither has rings.
    collections = [body for body in bodies if not isinstance(body, list)]
    assert sum(right(body) for body in collections) > 100
    rows = [one for body in bodies if isinstance(body, list) for one in body]
    assert {one["geometry"]["type"] for one in rows if "geometry" in one} <= {"Point"}
