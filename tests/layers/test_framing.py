"""What the camera holds of a scene, and when a map that is on screen moves."""

from dataclasses import replace

import pytest

from geodata.boundaries.border import pair_codes
from geodata.catalog.pick import NOTHING, Pick
from geodata.query import on_map, scene, url
from geodata.store.store import load
from layers import compose, framing
from layers.camera import DESKTOP, PHONE, Frame, View, clear, view_of

STORE = load()
PANELS = DESKTOP._replace(left=190, right=350, top=110, bottom=60)
PAIR = "border_pairs:510904-500152"


def given(page, query=None):
    made, ignored = url.from_query(query or {}, STORE, page)
    assert not ignored
    return made


def camera(asked, frame=PANELS):
    return framing.camera(asked, STORE, on_map.drawn(asked, STORE), frame)


def holds(view: View, shape, frame=PANELS) -> bool:
    west, south, east, north = shape.bounds
    return all(clear(view, frame, lon, lat) for lon in (west, east) for lat in (south, north))


def units(codes):
    table = STORE.get("counties")
    return table[table["adcode"].isin(codes)].geometry


@pytest.mark.parametrize("frame", [PANELS, PHONE, PHONE._replace(bottom=240), Frame(1000, 600)])
@pytest.mark.parametrize("id", ["510904-500152", "511781-500229", "511681-500109"])
def test_a_pair_is_seen_with_both_counties_clear_of_what_lies_on_the_map(id, frame):
    view = camera(given("crossings", {"pick": f"border_pairs:{id}"}), frame)
    assert all(holds(view, shape, frame) for shape in units(pair_codes(id)))
    assert view.zoom > camera(given("crossings"), frame).zoom + 0.5


@pytest.mark.parametrize(
    ("page", "dataset", "id"), [("transport", "corridors", "hsr-chengyu"), ("explore", "platforms", "pf-zida")]
)
def test_a_line_or_area_that_is_picked_is_framed(page, dataset, id):
    shape = STORE.get(dataset).set_index("id").geometry[id]
    view = camera(given(page, {"pick": f"{dataset}:{id}"}))
    assert holds(view, shape)
    assert not holds(view._replace(zoom=view.zoom + 0.4), shape)  # and fills what is free


def test_a_point_is_shown_with_what_lies_around():
    view = camera(given("explore", {"pick": "tourism:cq-dazu"}))
    row = STORE.row("tourism", "cq-dazu")
    assert clear(view, PANELS, row["lon"], row["lat"])
    assert 8 < view.zoom < 10


def test_the_alliance_chosen_is_framed_with_its_seat_and_members():
    asked = given("alliances", {"alliance_members.alliance_id": "al-university"})
    members = on_map.drawn(asked, STORE)["alliance_members"].rows
    assert len(members) > 10
    view = camera(asked)
    assert all(clear(view, PANELS, lon, lat) for lon, lat in zip(members["lon"], members["lat"], strict=True))


WAYS = {"view": "ways", "from": "510100", "to": "500153"}


def test_all_ways_found_are_drawn_at_once_and_held():
    asked = given("transport", WAYS)
    shown = on_map.drawn(asked, STORE)
    found = on_map.ways_of(asked, STORE, shown)
    assert len(found) > 2
    made = {layer.id: layer for layer in compose.draw(asked, STORE, shown, PANELS).layers}
    assert len(made["ways"].features) >= len({leg.corridor for way in found for leg in way.legs})
    assert all(holds(camera(asked), line) for line in made["ways"].features.geometry)
    ends = {leg.start.zh for way in found for leg in way.legs} | {leg.end.zh for way in found for leg in way.legs}
    assert set(made["label-stops"].features["text_zh"]) == ends
    assert "ways" not in {layer.id for layer in compose.draw(replace(asked, view=""), STORE, shown).layers}


def test_the_way_chosen_in_the_list_is_framed_and_told_from_the_others():
    asked = given("transport", WAYS | {"pick": "corridors:hsr-chengyu"})
    made = {layer.id: layer for layer in compose.draw(asked, STORE, on_map.drawn(asked, STORE), PANELS).layers}
    assert len(made["ways-chosen"].features) < len(made["ways"].features)
    assert all(holds(camera(asked), line) for line in made["ways-chosen"].features.geometry)


def test_results_of_a_citizen_stay_in_view_when_one_of_them_is_picked():
    asked = given("citizen", {"focus": "500152", "want": "health"})
    site = on_map.drawn(asked, STORE)["hospitals"].rows["id"].iloc[0]
    assert camera(replace(asked, pick=Pick.of("hospitals", site))) == camera(asked)


def after(before, asked, clicked=NOTHING):
    return framing.follow(before, asked, STORE, on_map.drawn(asked, STORE), PANELS, clicked)


def test_a_filter_does_not_move_the_map():
    asked = given("transport", WAYS)
    first = after(None, asked)
    narrowed = given("transport", WAYS | {"corridors.mode": "hsr"})
    assert camera(narrowed) != camera(asked)
    assert after(first, narrowed).view == first.view


def test_what_is_picked_in_a_list_moves_the_map_there_and_closing_it_back():
    start = after(None, given("crossings"))
    moved = after(start, given("crossings", {"pick": PAIR}))
    assert moved.view == camera(given("crossings", {"pick": PAIR}))
    assert after(moved, given("crossings")).view == start.view


def test_a_click_on_the_map_leaves_it_where_it_is_and_so_does_closing():
    start = after(None, given("crossings"))
    clicked = after(start, given("crossings", {"pick": PAIR}), Pick(PAIR))
    assert clicked.view == start.view
    assert after(clicked, given("crossings", {"pick": PAIR})).view == start.view
    assert after(clicked, given("crossings")).view == start.view
    other = given("crossings", {"pick": "border_pairs:511781-500229"})
    assert after(clicked, other).view == camera(other)


def test_a_new_place_in_focus_moves_the_map_whatever_is_picked():
    picked = after(None, given("explore", {"pick": "tourism:cq-dazu"}))
    there = after(picked, given("explore", {"pick": "tourism:cq-dazu", "focus": "510904"}))
    assert there.view == camera(given("explore", {"focus": "510904"}))


def test_the_place_that_is_free_is_the_frame_without_its_sides():
    frame = Frame(1000, 700, 100, 300, 80, 20)
    assert (frame.seen, frame.high, frame.middle) == (600, 600, (-100, 30))
    view = view_of((105.0, 29.0, 106.0, 30.0), frame)
    assert clear(view, frame, 105.0, 29.0)
    assert not clear(view._replace(lon=view.lon + 1.2), frame, 105.0, 29.0)


@pytest.mark.parametrize("page", ["explore", "crossings", "transport"])
def test_every_page_starts_with_its_whole(page):
    asked = scene.default(STORE, page)
    about = STORE.get("border" if page == "crossings" else "circle").geometry.iloc[0]
    assert holds(camera(asked, DESKTOP), about, DESKTOP)
