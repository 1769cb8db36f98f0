"""Kinds of drawing: what every layer of a scene holds, in both vintages."""

import json
from dataclasses import replace

import geopandas as gpd
import pytest
import shapely

from geodata.boundaries.statistics import STATISTICS
from geodata.boundaries.vintage import Vintage
from geodata.catalog.load import KINDS as CATALOG_KINDS
from geodata.measure import WGS84
from geodata.query import on_map, results, scene
from geodata.query.results import Shown
from geodata.query.selection import Selection
from geodata.store.store import load
from layers import compose, declutter, geometry, palette, symbols
from layers.camera import Frame, view_of
from layers.kinds import choropleth
from layers.overlays import basemap
from layers.spec import MapLayer, rgba

STORE = load()
LAYERS = STORE.catalog.layers()
DRAWN = [dataset for dataset in STORE.catalog.datasets.values() if dataset.pages]
EVERYTHING = replace(scene.default(STORE), layers=("units", *(dataset.id for dataset in LAYERS)))


def drawing(given=EVERYTHING):
    return compose.draw(given, STORE, results.shown(given, STORE))


def across(**changes):
    """The drawing of Crossings with every layer on."""
    given = replace(scene.default(STORE, "crossings"), layers=("border_pairs", "ties", "crossings"), **changes)
    return compose.draw(given, STORE, on_map.drawn(given, STORE))


def test_every_kind_that_is_a_layer_can_be_drawn():
    shipped = {kind for kind in compose.KINDS if not kind.startswith("own_")}  # lists of a reader's own: test_own.py
    assert {dataset.kind for dataset in DRAWN} == shipped <= CATALOG_KINDS


@pytest.mark.parametrize("vintage", list(Vintage))
@pytest.mark.parametrize("dataset", LAYERS, ids=lambda dataset: dataset.id)
def test_a_layer_draws_just_the_rows_kept(dataset, vintage):
    table = STORE.get(dataset.id, vintage)
    keep = table["id"].isin(table["id"].iloc[::3])
    layers = compose.KINDS[dataset.kind](STORE.at(vintage), Shown(dataset, table, keep))
    main = next(layer for layer in layers if layer.id == dataset.id)
    assert main.only == frozenset(table["id"][keep & table["geometry"].notna()])
    assert main.pickable
    assert main.legend
    nothing = compose.KINDS[dataset.kind](STORE.at(vintage), Shown(dataset, table, ~table["id"].notna()))
    assert all(layer.only == frozenset() for layer in nothing)


@pytest.mark.parametrize("vintage", list(Vintage))
def test_every_layer_is_in_degrees_with_unique_ids_and_tips_as_text(vintage):
    for made in (drawing(replace(EVERYTHING, vintage=vintage)), across(vintage=vintage)):
        for layer in made.layers:
            assert layer.features.crs == WGS84
            if layer.pickable:
                assert layer.features["id"].is_unique
                assert layer.features[["tip_zh", "tip_en"]].notna().all().all()
        ids = [layer.id for layer in made.layers]
        assert len(set(ids)) == len(ids)


def test_the_border_lies_over_areas_and_under_points():
    ids = [layer.id for layer in drawing().layers]
    assert ids.index("platforms") < ids.index("border") < ids.index("tourism")
    assert ids[-1] == "label-cores"


def test_railways_and_roads_lie_over_rivers():
    ids = [layer.id for layer in drawing().layers]
    assert ids.index("rivers") < ids.index("corridors")
    modes = list(next(layer for layer in drawing().layers if layer.id == "corridors").features["mode"])
    assert max(n for n, mode in enumerate(modes) if mode == "waterway") < modes.index("expressway")
    assert modes.index("expressway") < modes.index("rail") < modes.index("hsr")


def test_corridors_say_that_they_are_schematic():
    layer = next(layer for layer in drawing().layers if layer.id == "corridors")
    assert "示意" in layer.legend[0].label.zh
    assert "schematic" in layer.legend[0].label.en
    tips = layer.features.set_index("id")[["tip_zh", "tip_en"]]
    for id, rough in (("exp-chengyu-expansion", True), ("hsr-chengyu", False)):
        assert ("线位仅为示意" in tips.loc[id, "tip_zh"]) is rough
        assert ("very roughly drawn" in tips.loc[id, "tip_en"]) is rough


def test_red_belongs_to_the_border_alone():
    red = palette.BORDER[:3]
    for layer in drawing().layers:
        if layer.id not in ("border", "border-halo"):
            assert layer.color[:3] != red
            assert "color" not in layer.features or all(tuple(color[:3]) != red for color in layer.features["color"])


def test_not_yet_open_is_dashed_and_open_is_not():
    corridors = next(layer for layer in drawing().layers if layer.id == "corridors")
    states = STORE.get("corridors").set_index("id")["status"][corridors.features["id"]]
    dashed = [tuple(dash) != (0, 0) for dash in corridors.features["dash"]]
    assert dashed == (states != "operating").tolist()


def test_sites_that_cross_are_solid_and_the_others_hollow():
    sites = next(layer for layer in drawing().layers if layer.id == "tourism")
    crosses = STORE.get("tourism").set_index("id")["cross_border"][sites.features["id"]].astype(bool)
    assert [icon.endswith("-solid") for icon in sites.features["icon"]] == crosses.tolist()


@pytest.mark.parametrize("id", ["eldercare", "tourism", "hospitals", "alliance_members"])
def test_points_that_share_a_place_are_apart_on_the_map(id):
    layer = next(layer for layer in drawing().layers if layer.id == id)
    spots = layer.features.geometry.to_wkt() + layer.features["dx"].astype(str) + "/" + layer.features["dy"].astype(str)
    assert spots.is_unique
    moved = (layer.features["dx"] != 0) | (layer.features["dy"] != 0)
    table = STORE.get(id)
    duplicates = table.duplicated(["lon", "lat"]).sum()
    assert moved.sum() == duplicates


def test_spread_places_neighbours_at_least_their_spacing_apart():
    x = gpd.pd.Series([1.0] * 30 + [2.0])
    places = declutter.offsets(x, x, 10.0)
    assert tuple(places[0]) == (0.0, 0.0)
    assert tuple(places[-1]) == (0.0, 0.0)
    points = shapely.points(places[:30])
    gaps = [shapely.distance(points[i], points[:i]).min() for i in range(1, 30)]
    assert min(gaps) >= 9.9
    assert declutter.shared(x, x).tolist() == [30] * 30 + [1]


@pytest.mark.parametrize("level", list(choropleth.TABLES))
@pytest.mark.parametrize("statistic", list(STATISTICS))
def test_a_choropleth_is_grey_where_nothing_is_known(level, statistic):
    layer = choropleth.build(STORE.at(Vintage.TODAY), level, statistic)
    table = STORE.get(choropleth.TABLES[level]).set_index("adcode")
    unknown = table[statistic].isna()[layer.features["id"]]
    grey = [tuple(color) == palette.NO_DATA for color in layer.features["color"]]
    assert grey == unknown.tolist()
    assert len(layer.legend) <= len(palette.SEQUENTIAL) + 2  # its title, and what has no figure
    assert layer.legend[0].label == STATISTICS[statistic]


def test_classes_hold_about_equally_many_units():
    assert choropleth.breaks(gpd.pd.Series([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10])) == pytest.approx([2.8, 4.6, 6.4, 8.2])
    assert choropleth.breaks(gpd.pd.Series([5.0, 5.0, 5.0])) == []
    assert choropleth.breaks(gpd.pd.Series([], dtype=float)) == []


def test_cities_are_labelled_at_their_seat():
    layers = {layer.id: layer for layer in drawing().layers}
    cores = layers["label-cores"].features.set_index("text_zh").geometry
    assert cores["成都"].distance(shapely.Point(104.066, 30.659)) < 0.02
    others = layers["label-cities"].features.set_index("text_zh").geometry
    assert others["绵阳"].distance(shapely.Point(104.68, 31.47)) < 0.1
    assert "label-counties-beside" not in layers


def test_focus_shows_county_names_and_an_outline_and_moves_the_camera():
    focused = drawing(replace(EVERYTHING, focus="500152"))
    layers = {layer.id: layer for layer in focused.layers}
    assert {"安居", "合川"} <= set(layers["label-counties-beside"].features["text_zh"])
    assert set(layers["label-focus"].features["text_zh"]) == {"潼南"}
    assert "focus" in layers
    assert focused.view.zoom > drawing().view.zoom + 1
    assert (focused.view.lon, focused.view.lat) == pytest.approx((105.8, 30.1), abs=0.15)


@pytest.mark.parametrize(
    ("pick", "shape"),
    [
        ("tourism:cq-dazu", "point"),
        ("corridors:hsr-chengyu", "line"),
        ("counties:500152", "line"),
        ("platforms:pf-zida", "line"),
    ],
)
def test_what_is_picked_is_marked(pick, shape):
    marked = [layer for layer in drawing(replace(EVERYTHING, pick=pick)).layers if layer.id.startswith("picked")]
    assert [layer.shape for layer in marked] == [shape]


def test_camera_holds_the_bounds_in_its_frame():
    camera = view_of((104.0, 29.0, 107.0, 31.0), Frame(1000, 700))
    width = 1000 * 360 / (512 * 2**camera.zoom)
    assert 3.0 < width < 3.0 / 0.85 * 1.35
    assert 29.9 < camera.lat < 30.1
    assert view_of((104.0, 29.0, 107.0, 31.0), Frame(360, 400)).zoom < camera.zoom


def test_what_matters_is_not_under_a_panel():
    west, east = 104.0, 107.0
    frame = Frame(1000, 700, left=150, right=350)
    camera = view_of((west, 29.0, east, 31.0), frame)
    pixels = 512 * 2**camera.zoom / 360
    assert 500 + (west - camera.lon) * pixels >= frame.left
    assert 500 + (east - camera.lon) * pixels <= frame.width - frame.right


def test_an_undrawable_layer_is_refused_in_words():
    good = gpd.GeoDataFrame({"id": ["a"]}, geometry=[shapely.Point(105, 30)], crs=WGS84)
    with pytest.raises(ValueError, match="EPSG:4326"):
        MapLayer("x", "polygon", good.to_crs(3857))
    with pytest.raises(ValueError, match="icon"):
        MapLayer("x", "point", good)
    with pytest.raises(ValueError, match="tip_en"):
        MapLayer("x", "line", good, pickable=True)


def test_drawn_geometry_is_served_by_content():
    layer = basemap.border(STORE.at(Vintage.TODAY))[1]
    body = geometry.body(layer.address)
    assert body
    assert json.loads(body)["features"][0]["properties"]["n"] == 0
    assert geometry.fixed(layer).address == layer.address
    assert geometry.body("drawn/border-000000000000.geojson") is None


def test_drawn_shapes_stay_close_to_the_measured_ones():
    full, simple = STORE.get("provinces").area_km2, None
    shapes = geometry.drawn_counties(STORE.at(Vintage.TODAY))
    assert shapely.coverage_is_valid(shapes.geometry.to_numpy())
    simple = shapes.to_crs("+proj=aea +lat_1=27.5 +lat_2=33 +lat_0=30.5 +lon_0=105.5").area.sum() / 1e6
    assert simple == pytest.approx(full.sum(), rel=0.001)


def test_the_atlas_holds_a_solid_and_a_hollow_symbol_per_domain_with_places():
    address, mapping = symbols.icon_atlas(STORE)
    domains = {dataset.domain.id for dataset in LAYERS if dataset.kind == "site"}
    assert {symbols.name(domain, solid) for domain in domains for solid in (True, False)} <= set(mapping)
    picture = geometry.body(address)
    assert picture
    assert picture.startswith(b"\x89PNG")


def test_shapes_differ_where_colours_do():
    used = [(dataset.domain.icon, dataset.domain.color) for dataset in LAYERS if dataset.kind == "site"]
    assert len({shape for shape, _ in used}) == len(used)
    assert rgba("#0077bb") == (0, 119, 187, 255)


def test_map_and_answer_agree_for_several_filters():
    for wanted in ({"grade": ["5A"]}, {"cross_border": ["yes"], "category": ["museum"]}, {"city": ["重庆市"]}):
        given = scene.default(STORE).with_selections({"tourism": Selection.of(wanted)})
        shown = results.shown(given, STORE)
        layer = next(layer for layer in drawing(given).layers if layer.id == "tourism")
        assert layer.only == frozenset(shown["tourism"].rows["id"])
        assert len(layer.only) == shown["tourism"].count > 0


def test_a_new_district_is_not_named_at_the_seat_of_the_old_one():
    for vintage, name in ((Vintage.TODAY, "两江新区"), (Vintage.Y2021, "江北")):
        layers = {layer.id: layer for layer in drawing(replace(EVERYTHING, vintage=vintage, focus="500105")).layers}
        places = layers["label-focus"].features.set_index("text_zh").geometry
        shape = STORE.get("counties", vintage).set_index("adcode").geometry["500105"]
        assert shape.contains(places[name])
        assert (places[name].distance(shapely.Point(106.5740, 29.6066)) < 1e-6) == (vintage is Vintage.Y2021)
