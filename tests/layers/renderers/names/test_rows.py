"""Names reach browsers once for the ground; those of an answer push what they would meet away until there is room."""

import json
from dataclasses import replace

import geopandas as gpd
import pytest
from shapely import Point

from geodata.measure import WGS84
from layers import geometry
from layers.renderers.names import rows, seats
from layers.renderers.names.rows import content_box
from layers.renderers.sheet.label_placement import Seat
from layers.spec import MapLayer

ANSWER = ("潼南", 105.84, 30.19)


def layer(id, *names, zoom=7.0, **style):
    """Names at places, from a zoom on."""
    texts, lons, lats = zip(*names, strict=True)
    columns = {"id": texts, "text_zh": texts, "text_en": texts, "zoom": zoom}
    features = gpd.GeoDataFrame(columns, geometry=[Point(at) for at in zip(lons, lats, strict=True)], crs=WGS84)
    return MapLayer(id, "label", features, **({"size": 13, "lift": 0} | style))


GROUND = layer(
    "label-ground", ("梓潼", 105.85, 30.19), ("塘坝", 105.6, 30.0), ("安岳", 105.3, 30.1), role="ground", rank=-1
)
OWN = layer("label-own", ANSWER, zoom=4.0)


def published(told):
    return json.loads(geometry.body(told.address))


def test_the_ground_is_sent_once_and_an_answer_pushes_only_what_it_meets():
    alone, both = rows.names((GROUND,), "zh", 6), rows.names((GROUND, OWN), "zh", 6)
    assert alone.address == both.address
    assert [row["t"] for row in published(alone)] == ["梓潼", "塘坝", "安岳"]
    assert (alone.hidden, alone.rows) == ([], [])
    assert both.hidden == [(0, 0)]
    assert [row["t"] for row in both.rows] == ["梓潼", "潼南"]
    pushed, own = both.rows
    assert own["z"] == 4.0
    assert 9 < pushed["z"] < 13  # 1 km apart, 30 px wide


def test_what_is_not_to_be_shown_is_hidden_but_keeps_its_place():
    some = replace(GROUND, only=frozenset({"塘坝"}))
    told = rows.names((some,), "zh", 6)
    assert told.address == rows.names((GROUND,), "zh", 6).address
    assert told.hidden == [(0, 0), (2, 2)]
    assert rows.names((some, OWN), "zh", 6).rows[0]["t"] == "潼南"  # what is not shown waits for nobody


def test_names_that_rank_with_those_of_answers_travel_with_the_scene():
    told = rows.names((replace(GROUND, rank=0),), "zh", 6)
    assert told.address == ""
    assert {row["t"] for row in told.rows} == {"梓潼", "塘坝", "安岳"}


def test_a_name_is_told_where_and_how_it_stands_and_never_before_its_zoom():
    turned = replace(GROUND, features=GROUND.features.assign(angle=30.0), color=(1, 2, 3, 255))
    row = published(rows.names((turned,), "zh", 6))[0]
    assert row["p"] == [105.85, 30.19]
    assert (row["s"], row["c"], row["a"], row["z"], row["n"]) == (13, [1, 2, 3], 30.0, 7.0, 0)
    assert row["b"][3] > 0


def test_lower_ranks_keep_more_room_around_them():
    usual, lower = (seats.read([replace(GROUND, rank=rank)], "zh")[0].name for rank in (-1, -3))
    assert lower.width > usual.width
    assert lower.height > usual.height


def test_the_names_of_the_ground_are_known_in_both_languages():
    rows.publish_ground((GROUND,))
    for lang in ("zh", "en"):
        assert geometry.body(rows.names((GROUND,), lang, 6).address)


@pytest.mark.parametrize("zoom", [6.0, 9.5])
def test_a_box_is_high_enough_from_its_zoom_on(zoom):
    high = 40.0
    x, y, wide, metres = content_box(Seat(0, 13, zoom), 30.0, 12.0, high)
    px = metres * 512 * 2**zoom / (40_030_000 * 0.8660)
    assert px == pytest.approx(high, rel=0.01)
    assert (x, wide) == (0, -1)
    assert y * px / metres <= 1  # the letters reach from 1 to 25 px above the place
    assert content_box(Seat(0, 13, 4.0), 30.0, 12.0, high) == [0, 0, -1, -1]


def test_the_names_on_a_screen_that_stays_as_it_is():
    shown = [(said.text, seat.zoom <= 8) for said, seat in rows.on_screen((GROUND, OWN), "zh", 8)]
    assert shown == [("塘坝", True), ("安岳", True), ("潼南", True)]
