"""Lists of somebody's own as they are drawn: what stands where, how it looks, who can see it, and for how long."""

import gc
import json
import re
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geodata.boundaries.vintage import Vintage
from geodata.measure import WGS84
from geodata.own.beside import beside
from geodata.own.dataset import COLORS, ICONS
from geodata.query import results, scene
from geodata.query.results import Shown
from geodata.store.store import load
from layers import compose, geometry, legend, palette, symbols
from layers.camera import DESKTOP, View, tile_bounds, tiles_of
from layers.documents.datapack import gis_layers
from layers.geometry import owned
from layers.kinds import choropleth
from layers.kinds.own import many_points, points
from layers.kinds.own.crowd import crowd
from layers.kinds.own.shape_tiles import simplified
from layers.renderers.deck import deck
from layers.renderers.leaflet import to_map
from layers.renderers.settled import settled
from tests.geodata.own import made

STORE = load()
OWN = re.compile(r"drawn/own-[0-9a-f]{32}-.+-[0-9a-f]{12}\.(json|geojson)")
FEW = beside(STORE, [made.points(), made.lines(), made.areas(), made.statistic()])
MANY = beside(STORE, [made.many(20_000)])


def shown(store, id, keep=None):
    table = store.get(id)
    return Shown(
        store.catalog.datasets[id], table, table["id"].notna() if keep is None else pd.Series(keep, table.index)
    )


def drawn(store, id, keep=None):
    given = shown(store, id, keep)
    return compose.KINDS[given.dataset.kind](store.at(Vintage.TODAY), given)


def read(address, **place):
    return json.loads(geometry.body(address.format(**place)))


def told(layer):
    return [(entry.mark, entry.label.zh) for entry in layer.legend]


def test_points_have_the_symbol_of_their_list_and_show_how_exactly_their_place_is_known():
    (layer,) = drawn(FEW, "own1")
    icons = dict(zip(layer.features["tip_zh"], layer.features["icon"], strict=True))
    assert icons == {
        "竹园养老院": "own1-solid",
        "梁山老年公寓": "own1-solid",
        "昌州之家": "own1-solid",
        "长安之家": "own1-solid",
        "隆桥敬老院\n（位置只到乡镇、区县）": "own1-about",
    }
    assert layer.features["icon"].iloc[0] == "own1-about"  # what is exact lies on top
    assert told(layer) == [("icon", "我的养老院"), ("icon", "我的养老院（位置只到乡镇、区县）")]
    exact = layer.features["id"][layer.features["exact"]]
    (some,) = drawn(FEW, "own1", FEW.get("own1")["id"].isin(exact).to_numpy())
    assert some.only == frozenset(exact)
    assert some.address == layer.address
    assert told(some) == [("icon", "我的养老院")]


@pytest.mark.parametrize("icon", ICONS)
def test_every_shape_can_be_chosen_in_every_colour(icon):
    store = beside(STORE, [made.points(color=color, icon=icon, id=f"own{n}") for n, color in enumerate(COLORS, 1)])
    _, mapping = symbols.icon_atlas(store)
    assert {f"own{n}-{state}" for n in range(1, len(COLORS) + 1) for state in ("solid", "about")} <= set(mapping)
    assert len({symbols.svg(icon, (1, 2, 3, 255), state, 15) for state in ("solid", "hollow", "about")}) == 3


def test_lines_and_areas_have_the_colour_of_their_list():
    (line,) = drawn(FEW, "own2")
    assert told(line) == [("line", "我的公路")]
    assert list(line.features["tip_zh"]) == ["大梁路", "昌州路"]
    fill, edge = drawn(FEW, "own3")
    assert (fill.shape, edge.shape) == ("polygon", "line")
    assert fill.color[:3] == edge.color[:3]
    assert fill.color[3] < 255 == edge.color[3]
    assert told(fill) == [("fill", "我的片区")]
    assert fill.only == edge.only == frozenset(FEW.get("own3")["id"])


def test_a_statistic_colours_the_counties_as_they_are_drawn():
    fill, _ = drawn(FEW, "own4")
    counties = geometry.drawn_counties(STORE.at(Vintage.TODAY))
    mine = counties[counties["adcode"].isin(["511724", "500155", "500153"])]
    assert shapely.union_all(fill.features.geometry.to_numpy()).equals_exact(
        geometry.rounded(
            gpd.GeoDataFrame(geometry=[shapely.union_all(mine.geometry.to_numpy())], crs=WGS84), 5
        ).geometry.iloc[0],
        1e-4,
        normalize=True,
    )
    of = dict(zip(fill.features["tip_zh"], fill.features["color"], strict=True))
    ranked = [of[name] for name in sorted(of, key=lambda tip: int(tip.rpartition(" ")[2].replace(",", "")))]
    assert [palette.SEQUENTIAL.index(color) for color in ranked] == sorted(
        palette.SEQUENTIAL.index(one) for one in ranked
    )
    assert ranked[0] != ranked[-1]
    assert told(fill)[0] == ("title", "我的统计 · 床位数")


def test_cells_count_what_stands_in_them():
    places = gpd.GeoSeries(
        [
            shapely.Point(1, 1),
            shapely.Point(2, 2),
            None,
            shapely.Point(-1, 1),
            shapely.Point(1, -1),
            shapely.Point(1, 1),
        ],
        crs=WGS84,
    )
    every = crowd(places)
    cells = every.cells(1)  # the four quarters of the world
    assert sorted(zip(cells.x, cells.y, cells.rows, strict=True)) == [(0, 0, 1), (1, 0, 3), (1, 1, 1)]
    assert sorted(every.within(1, 1, 0).rows) == [0, 1, 5]
    assert sorted(every.kept(np.array([True, False, True, False, False, True])).rows) == [0, 5]
    assert not len(every.kept(np.zeros(6, dtype=bool)).cells(5).rows)


@pytest.mark.parametrize("zoom", [3, 6, 9, 12])
def test_tiles_hold_just_the_points_that_lie_in_them(zoom):
    keep = np.arange(20_000) % 3 > 0
    (layer,) = drawn(MANY, "own1", keep)
    x, y = tiles_of((106.01, 30.01, 106.02, 30.02), zoom)[0]
    west, south, east, north = tile_bounds(zoom, x, y)
    rows = MANY.get("own1")[keep].cx[west:east, south:north]
    found = read(layer.tiles.address, z=zoom, x=x, y=y)["features"]
    if found and found[0]["geometry"]["type"] == "Point":
        assert {one["properties"]["id"] for one in found} == set(rows["id"])
    else:
        counts = [(one["properties"]["tip_zh"], len(one["geometry"]["coordinates"])) for one in found]
        assert sum(int(tip.removesuffix("条").replace(",", "")) * n for tip, n in counts) == len(rows)
        assert {one["properties"]["id"] for one in found} <= {""}  # a click on a cell means no row


def test_points_are_drawn_from_the_zoom_on_at_which_tiles_hold_few():
    every = crowd(MANY.get("own1").geometry)
    zoom = many_points.nearest(every)

    def of_few(zoom):
        held = every.cells(zoom).rows
        return held[held <= many_points.IN_TILE].sum() / held.sum()

    assert of_few(zoom) >= many_points.MOSTLY > of_few(zoom - 1)
    assert many_points.nearest(every.kept(np.arange(20_000) < 100)) == many_points.ZOOMS[0]
    (layer,), (few,) = drawn(MANY, "own1"), drawn(MANY, "own1", np.arange(20_000) < 100)
    assert ("title", "许多点：每格条数（放大后逐条显示）") in told(layer)
    assert told(few) == [("icon", "许多点")]
    assert len(set(many_points.tints((51, 34, 136, 255)))) == len(many_points.FROM)


def test_many_places_at_one_point_are_told_and_never_lost():
    same = made.many(3_000)
    same.intake.table.geometry = gpd.GeoSeries([shapely.Point(106, 30)] * 3_000, crs=WGS84)
    store = beside(STORE, [same])
    (layer,) = drawn(store, "own1")
    assert not layer.features[["dx", "dy"]].to_numpy().any()
    assert layer.features["tip_en"].iloc[7].endswith("\n(3,000 rows at this place)")


def test_large_shapes_come_in_tiles_in_the_detail_of_their_zoom():
    ring = shapely.Point(106, 30).buffer(0.5, quad_segs=12_000)
    lists = [made.areas(), made.lines()]
    lists[0].intake.table.geometry = gpd.GeoSeries([ring, ring.buffer(0.1, quad_segs=8_000)], crs=WGS84)
    store = beside(STORE, lists[:1])
    fill, edge = drawn(store, "own3")
    corners = {}
    for zoom in (5, 9):
        x, y = tiles_of((106, 30.49, 106, 30.49), zoom)[0]
        found = read(fill.tiles.address, z=zoom, x=x, y=y)["features"]
        corners[zoom] = len(shapely.get_coordinates(shapely.from_geojson(json.dumps(found[0]["geometry"]))))
        assert len(found) == 2
        edges = read(edge.tiles.address, z=zoom, x=x, y=y)["features"]
        assert {one["geometry"]["type"] for one in edges} <= {"LineString", "MultiLineString"}
    assert corners[5] < 200
    assert told(fill)[0][1] == "我的片区（缩小时只画较大的）"
    (clipped,) = fill.closer((105.9, 29.9, 106.1, 30.1), 10.0)
    assert clipped.features.total_bounds == pytest.approx((105.9, 29.9, 106.1, 30.1))
    none = drawn(store, "own3", [False, False])[0]
    assert none.tiles.address != fill.tiles.address
    assert read(none.tiles.address, z=5, x=25, y=13)["features"] == []


def test_what_is_drawn_of_a_list_lies_where_nobody_else_looks_and_goes_with_its_store():
    before = dict(geometry._BODIES)
    store = beside(STORE, [made.points(), made.many(3_000, id="own2")])
    addresses = [
        layer.address or layer.tiles.address.format(z=3, x=6, y=3)
        for id in ("own1", "own2")
        for layer in drawn(store, id)
    ]
    assert all(OWN.fullmatch(one) and geometry.body(one) for one in addresses)
    assert all("own" not in one for one in geometry._BODIES.keys() - before.keys())
    token = owned.folder(store).token
    assert geometry.body(addresses[0].replace(token, "0" * 32)) is None
    again = beside(STORE, [made.points()])
    assert drawn(again, "own1")[0].address not in addresses  # of another session, be it of the same file
    del store
    gc.collect()
    assert [geometry.body(one) for one in addresses] == [None, None]
    address = drawn(again, "own1")[0].address
    owned.let_go(again)
    assert geometry.body(address) is None


def test_what_everybody_sees_is_not_kept_with_a_session_that_asked_first():
    STORE.caches.pop(choropleth.build.__wrapped__, None)
    mine = beside(STORE, [made.points()])
    address = choropleth.build(mine.at(Vintage.TODAY), "city", "population").address
    assert not owned.is_own(address)
    assert geometry.body(address)


def test_no_more_filters_are_known_at_once_than_memory_has_room_for():
    addresses = [
        drawn(MANY, "own1", np.arange(20_000) % 100 == n)[0].tiles.address for n in range(owned.MOST_TILED + 1)
    ]
    there = [geometry.body(one.format(z=3, x=6, y=3)) is not None for one in addresses]
    assert there == [False] + [True] * owned.MOST_TILED


@pytest.mark.parametrize("place", [{"z": 99, "x": 0, "y": 0}, {"z": 3, "x": 8, "y": 0}])
def test_there_is_no_tile_outside_the_world(place):
    assert geometry.body(drawn(MANY, "own1")[0].tiles.address.format(**place)) is None


def drawing(store, *layers):
    given = replace(scene.default(store), layers=layers)
    return compose.draw(given, store, results.shown(given, store))


def test_areas_and_crowds_lie_below_the_border_and_single_points_above():
    ids = [layer.id for layer in drawing(FEW, "own1", "own2", "own3", "own4").layers]
    assert ids.index("own3") < ids.index("own3-lines") < ids.index("border") < ids.index("own2") < ids.index("own1")
    crowded = [layer.id for layer in drawing(MANY, "own1").layers]
    assert crowded.index("own1") < crowded.index("border")


def test_what_is_picked_of_a_crowd_is_marked():
    given = replace(scene.default(MANY), layers=("own1",), pick=f"own1:{MANY.get('own1')['id'].iloc[3]}")
    made_of = compose.draw(given, MANY, results.shown(given, MANY))
    (ring,) = [layer for layer in made_of.layers if layer.role == "picked"]
    assert ring.features.geometry.iloc[0].equals(MANY.get("own1").geometry.iloc[3])


def test_both_maps_fetch_crowds_in_tiles_and_never_in_their_own_text():
    many = drawing(MANY, "own1")
    text = deck.to_deck(many.layers, many.view, "zh", "/", symbols.icon_atlas(MANY)).to_json()
    layer = next(one for one in json.loads(text)["layers"][0] if one["id"] == "own1")
    assert (layer["@@type"], layer["pointType"], layer["tileSize"]) == ("TileLayer", "icon", many_points.TILE_PX)
    page = to_map(many.layers, many.view, "zh", "/", symbols.shapes(MANY)).get_root().render()
    assert '"pieces":{"address":"/drawn/own-' in page
    assert all("点19999" not in one for one in (text, page))
    assert len(text) < 40_000


def test_names_are_text_and_never_markup():
    hostile = made.points()
    hostile.intake.table.loc[0, "name"] = "</script><img src=x onerror=alert(1)>"
    store = beside(STORE, [hostile])
    (layer,) = drawn(store, "own1")
    assert "</script>" in geometry.body(layer.address).decode()  # in JSON, which nobody reads as a page
    few = drawing(store, "own1")
    assert "</script><img" not in to_map(few.layers, few.view, "zh", "/", symbols.shapes(store)).get_root().render()


def test_paper_shows_cells_of_what_is_far_and_points_of_what_is_near():
    far = settled(drawing(MANY, "own1"))
    (cells,) = [layer for layer in far.layers if layer.dataset == "own1"]
    assert (cells.id, cells.shape, cells.closer) == ("own1-cells", "polygon", None)
    assert "许多点：每格条数（格宽约8.5公里）" in [entry.label.zh for entry in legend.entries(far)]
    (layer,) = drawn(MANY, "own1")
    near = settled(replace(far, layers=(layer,), view=View(106, 30, 10.0), frame=DESKTOP))
    assert [(one.id, one.shape) for one in near.layers] == [("own1", "point")]
    assert 0 < len(near.layers[0].features) <= many_points.IN_TILE
    assert settled(drawing(FEW, "own1")).layers[0].id == "neighbours"


def test_a_data_pack_holds_every_row_and_how_it_looks():
    for store, ids, rows in ((FEW, ("own1", "own2", "own3", "own4"), (6, 2, 2, 3)), (MANY, ("own1",), (20_000,))):
        given = replace(scene.default(store), layers=ids)
        answer = results.shown(given, store)
        made_of = {one.name: one for one in gis_layers.layers(compose.draw(given, store, answer), answer, "zh")}
        assert tuple(len(made_of[id].frame) for id in ids) == rows
        assert made_of["own1"].looks[0].icon.startswith("own1-")
        assert all(gis_layers.CLASS in made_of[id].frame for id in ids)


def test_few_are_drawn_one_by_one():
    (layer,) = drawn(beside(STORE, [made.many(points.FEW)]), "own1")
    assert layer.address
    assert layer.tiles is None


def test_a_line_made_to_fill_the_stack_is_simplified_all_the_same():
    n = np.arange(100_000)
    zigzag = np.stack([105 + 2 * n / len(n), 29 + np.where(n % 2, -1, 1) * (1 - 0.9 * n / len(n))], axis=1)
    ring = shapely.Point(106, 29).buffer(1, quad_segs=2_000) - shapely.Point(106, 29).buffer(0.2, quad_segs=2_000)
    line, area, none = simplified(np.array([shapely.LineString(zigzag), ring, None], dtype=object), 0.001)
    assert none is None
    assert shapely.hausdorff_distance(line, shapely.LineString(zigzag[::50])) < 2
    assert area.is_valid
    assert shapely.get_num_coordinates(area) < 200
    assert abs(area.area / ring.area - 1) < 0.01
