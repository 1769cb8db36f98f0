"""Border, pairs and crossings: known by eye in the toy world, known from maps in the real one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.boundaries import border
from geodata.boundaries.vintage import Vintage
from geodata.domains import corridors, crossings
from geodata.measure import WGS84, length_km

VINTAGES = list(Vintage)


def test_toy_border_is_the_line_between_the_provinces(toy_counties):
    line = border.border_line(toy_counties)
    assert line.bounds == (106.0, 30.0, 106.0, 32.0)
    assert border.border_table(toy_counties)["border_km"].iloc[0] == pytest.approx(2 * 110.9, rel=0.01)


def test_toy_pairs_share_a_line_not_a_point(toy_counties):
    pairs = border.border_pairs(toy_counties)
    assert pairs["id"].tolist() == ["A-C", "B-D"]
    assert pairs["name_zh"].tolist() == ["A县—C县", "B县—D县"]


@pytest.fixture
def toy_crossings(toy_counties, toy_lines, toy_provinces):
    return crossings.crossings(toy_lines, border.border_pairs(toy_counties), toy_provinces)


@pytest.mark.parametrize(
    ("line", "crossed", "lats"),
    [
        ("once", "A-C", [31.5]),
        ("weaving", "B-D", [30.2, 30.4, 30.6]),  # in order along the line
        ("inside", "", []),
        ("wobbling", "A-C", [31.2]),  # three times within the drawing's error: once
        ("touching", "", []),
        ("along", "B-D", [30.2]),  # where it joins the border
        ("back", "", []),
        ("beyond", "A-C", [31.9]),  # coming from outside is no crossing of this border
        ("stub", "A-C", [31.7]),  # where a line begins is known: a short first stretch counts
    ],
)
def test_toy_crossings_are_counted_and_named_by_their_pair(toy_crossings, line, crossed, lats):
    found = toy_crossings[toy_crossings["corridor_id"] == line]
    assert found["lat"].tolist() == lats
    assert found["id"].tolist() == [f"{line}-{n}" for n in range(1, len(lats) + 1)]
    assert set(found["sichuan_adcode"] + "-" + found["chongqing_adcode"]) == ({crossed} if crossed else set())


def test_toy_crossings_per_pair(toy_crossings, toy_counties):
    assert crossings.crossings_per_pair(toy_crossings, border.border_pairs(toy_counties)).tolist() == [4, 4]


@given(st.lists(st.floats(0.1, 30), min_size=1, max_size=12), st.floats(0, 20))
def test_merging_keeps_what_side_a_line_ends_on(lengths, wobble):
    names = ("四川省", "重庆市")
    runs = [crossings._Run(names[n % 2], sum(lengths[: n + 1]), km) for n, km in enumerate(lengths)]
    changes = crossings.changes_of_side(runs, wobble)
    assert len(changes) % 2 == (len(runs) - 1) % 2  # an even number of changes ends where it began
    assert changes == sorted(changes)
    assert set(changes) <= {run.end for run in runs[:-1]}
    assert len(crossings.changes_of_side(runs, 0)) == len(runs) - 1
    assert all(b - a >= wobble - 1e-6 for a, b in pairwise(changes))


def test_toy_statement_names_each_pair_once(toy_crossings):
    told = corridors.statements(toy_crossings)
    assert told.loc["weaving", "cross_border_zh"] == "在B县与D县之间越过川渝界线"
    assert told.loc["once", "cross_border_en"] == "Crosses the border between A and C"
    assert "inside" not in told.index


@pytest.mark.parametrize(("vintage", "km"), [(Vintage.TODAY, 1372), (Vintage.Y2021, 1019)])
def test_there_are_29_pairs_whose_segments_make_up_the_border(store, vintage, km):
    pairs = store.get("border_pairs", vintage)
    assert len(pairs) == 29
    assert pairs["border_km"].sum() == pytest.approx(km, abs=1)
    assert store.get("border", vintage)["border_km"].iloc[0] == pytest.approx(km, abs=1)


@pytest.mark.parametrize("vintage", VINTAGES)
def test_every_corridor_said_to_cross_does_and_no_other(store, vintage):
    drawn = store.get("corridor_lines", vintage)["id"]
    corridor_table = store.get("corridors", vintage).set_index("id").loc[drawn]
    crossing = set(store.get("crossings", vintage)["corridor_id"])
    assert crossing == set(corridor_table.index[corridor_table["cross_border"]])


@pytest.mark.parametrize(
    ("corridor", "pairs"),
    [
        ("hsr-chengyu", {("隆昌市", "荣昌区")}),
        ("rail-lanyu", {("武胜县", "合川区")}),
        ("hsr-xiyu", {("万源市", "城口县"), ("岳池县", "合川区")}),
        ("water-jialing", {("武胜县", "合川区")}),
    ],
)
def test_known_crossings(store, corridor, pairs):
    found = store.get("crossings", Vintage.Y2021)
    rows = found[found["corridor_id"] == corridor]
    assert set(zip(rows["sichuan_zh"], rows["chongqing_zh"], strict=True)) == pairs


def test_the_counties_a_corridor_is_said_to_cross_between_are_those_of_the_geometry(store):
    crossing = store.get("crossings", Vintage.Y2021)
    by_geometry = crossing.groupby("corridor_id")[["sichuan_adcode", "chongqing_adcode"]].agg(set)
    table = store.facts["corridors"].set_index("id")["crossing_adcodes"].dropna()
    for corridor, sides in by_geometry.iterrows():
        told = set(table[corridor].replace(";", "|").split("|"))
        assert told == sides["sichuan_adcode"] | sides["chongqing_adcode"], corridor


def test_drawn_length_is_that_of_the_table(store):
    drawn = store.get("corridor_lines").merge(store.facts["corridors"][["id", "nodes_length_km"]], on="id")
    off = (drawn["drawn_km"] / drawn["nodes_length_km"] - 1).abs()
    assert off.max() < 0.01


def test_corridors_without_nodes_stay_in_the_table_without_a_line(store):
    table = store.get("corridors")
    assert len(table) == 66
    assert table.loc[table["geometry"].isna(), "nodes_cover"].unique().tolist() == ["none"]


def test_line_uses_only_nodes_on_the_line(store):
    nodes = store.facts["corridor_nodes"]
    ports = nodes[(nodes["corridor_id"] == "water-yangtze") & ~nodes["on_line"]]
    line = store.get("corridor_lines").set_index("id").geometry["water-yangtze"]
    assert len(ports) > 0
    assert len(line.coords) == ((nodes["corridor_id"] == "water-yangtze") & nodes["on_line"]).sum()


def test_lengths_agree_with_the_geodesic(toy_lines):
    from pyproj import Geod

    geodesic = [Geod(ellps="WGS84").geometry_length(line) / 1000 for line in toy_lines.geometry]
    assert toy_lines.crs == WGS84
    assert length_km(toy_lines.geometry) == pytest.approx(geodesic, rel=0.005)
