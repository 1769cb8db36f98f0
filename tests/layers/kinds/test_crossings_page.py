"""How Crossings is drawn: the border by integration, crossings by state, ties as curves."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import shapely

from geodata.boundaries.vintage import Vintage
from geodata.catalog.shared_columns import in_force
from geodata.query import crossings, on_map, scene
from geodata.query.selection import Selection
from geodata.store.store import load
from layers import compose, palette
from layers.kinds import border as segment
from layers.kinds import tie

STORE = load()
START = replace(scene.default(STORE, "crossings"), layers=("border_pairs", "ties", "crossings"))


def layers(given=START, **options):
    shown = crossings.crossings(given, STORE, **options).drawn(given)
    return {layer.id: layer for layer in compose.draw(given, STORE, shown).layers}


def asked(**wanted):
    return START.with_selections({"ties": Selection.of(wanted)})


@pytest.mark.parametrize("vintage", list(Vintage))
def test_each_piece_of_the_border_is_in_the_class_of_its_integration(vintage):
    made = layers(replace(START, vintage=vintage))
    pairs = STORE.get("border_pairs", vintage).set_index("id")["integration"]
    drawn = [id for n in range(4) for id in made[f"border_pairs-{n}"].only]
    assert sorted(drawn) == sorted(pairs.index)
    for n, (least, below) in enumerate(pairwise([0, 1, 4, 7, 99])):
        assert pairs[list(made[f"border_pairs-{n}"].only)].between(least, below - 1).all()
    assert [made[f"border_pairs-{n}"].color for n in range(4)] == list(palette.INTEGRATION)
    assert "border" not in made  # its pieces stand for the line


def test_drawn_pieces_join_to_the_whole_border():
    pieces = layers()["border_pairs-0"].features
    whole = compose.basemap.border(STORE.at(Vintage.TODAY))[1].features
    assert shapely.length(pieces.geometry).sum() == pytest.approx(shapely.length(whole.geometry).sum(), rel=1e-3)


def test_a_gap_is_drawn_wider_on_top_and_named():
    made = layers()
    order = [id for id in made if id.startswith("border_pairs-")]
    assert order[-1] == "border_pairs-0"
    assert made["border_pairs-0"].width > made["border_pairs-1"].width
    assert made["label-cut"].features["text_zh"].tolist() == ["华蓥—北碚"]
    assert "label-cut" not in layers(closed=True)  # where everything is cut, names would only hide it


@pytest.mark.parametrize(("domains", "counts"), [(1, 2), (2, 3), (3, 3), (4, 3), (5, 4), (7, 4)])
def test_classes_suit_the_number_of_domains_asked_for(domains, counts):
    ids = crossings.crossings(START, STORE).domains[:domains]
    made = crossings.crossings(asked(domain=list(ids)), STORE).pairs
    kinds = segment.classes(made.table)
    assert len(kinds) == counts
    assert kinds[0].color == palette.BORDER
    assert kinds[-1].color == palette.INTEGRATION[-1]  # tied in what was asked for reads as tied
    assert ((segment.class_of(made.table) == 0) == (made.table["integration"] == 0)).all()


def test_pairs_outside_the_places_chosen_are_grey():
    made = layers(asked(sichuan_city=["内江市"]))
    assert len(made["border_pairs-aside"].only) == 27
    assert made["border_pairs-aside"].color == palette.ASIDE
    assert sum(len(made[f"border_pairs-{n}"].only) for n in range(4)) == 2


def test_many_ties_are_bundled_and_the_bundles_hold_them_all():
    table = STORE.get("ties")
    bundles = layers()["ties"].features
    assert bundles["count"].sum() == in_force(table).sum()
    assert bundles["width"].between(tie.NARROW_PX, tie.WIDE_PX).all()
    assert bundles["count"].is_monotonic_increasing  # the widest on top
    assert len(bundles) < in_force(table).sum() / 2


def test_few_ties_are_drawn_one_by_one_in_the_colour_of_their_domain():
    given = asked(sichuan_city=["内江市"], chongqing_county=["荣昌区"])
    made, shown = layers(given), crossings.crossings(given, STORE)
    active = shown.ties.rows[in_force(shown.ties.rows)]
    singles = made["ties"].features
    assert 0 < len(active) <= tie.SINGLES
    assert singles["id"].tolist() == active["id"].tolist()
    assert singles.geometry.to_wkt().is_unique  # several between the same ends lie apart
    domains = {domain: STORE.catalog.domains[domain].title for domain in active["domain"]}
    assert {entry.label for entry in made["ties"].legend if entry.mark == "line"} == set(domains.values())


def test_nothing_is_drawn_of_no_ties():
    assert "ties" not in layers(asked(domain=["health"], strength=["line"]))


def test_a_curve_keeps_its_ends_and_bends_to_one_side():
    a, b = np.array([104.0, 30.0]), np.array([106.0, 30.0])
    line = tie.curve(a, b)
    assert line.coords[0] == (104.0, 30.0)
    assert line.coords[-1] == (106.0, 30.0)
    assert max(y for _, y in line.coords) > 30.1
    assert min(y for _, y in line.coords) == 30.0
    assert tie.curve(a, b, 0.3).length > line.length


def test_crossings_in_use_are_solid_and_lie_on_the_border():
    points = layers()["crossings"].features
    table = STORE.get("crossings").set_index("id")
    used = table["status"].eq("operating")[points["id"]]
    assert [icon.endswith("-solid") for icon in points["icon"]] == used.tolist()
    border = STORE.get("border").geometry.iloc[0]
    assert (shapely.distance(points.geometry.to_numpy(), border) < 0.06).all()  # the drawing's own error


@pytest.mark.parametrize(
    "pick", ["border_pairs:511083-500153", "crossings:hsr-chengyu-1", "ties:corridor:hsr-chengyu:1"]
)
def test_what_is_picked_is_marked_even_where_it_is_bundled(pick):
    made = layers(replace(START, pick=pick))
    marks = [layer for id, layer in made.items() if id.startswith("picked")]
    assert [len(layer.features) for layer in marks] == [1]
    names = made["label-pair"].features["text_zh"].tolist() if pick.startswith("border_pairs") else None
    assert names in (None, ["荣昌", "隆昌"], ["隆昌", "荣昌"])


def test_the_camera_looks_at_the_border():
    shown = on_map.drawn(START, STORE)
    view = compose.draw(START, STORE, shown).view
    west, south, east, north = STORE.get("border").geometry.iloc[0].bounds
    assert (view.lon, view.lat) == pytest.approx(((west + east) / 2, (south + north) / 2), abs=0.1)
