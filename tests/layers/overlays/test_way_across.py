"""A citizen's map names home and the nearest answer, shows both, and tells how far it is: straight, never by road."""

from dataclasses import replace

import pytest
import shapely

from geodata.query import on_map, scene
from geodata.query.residents.answer import answer
from geodata.store.store import load
from layers import camera, compose
from layers.camera import Frame, pixels
from layers.kinds.corridors.names_along import width
from layers.overlays import way_across

STORE = load()
ASIDE, STRIP = Frame(430, 640), Frame(370, 280)  # beside a list; over it on a phone


def drawn(frame=ASIDE, **asked):
    given = replace(scene.default(STORE, "citizen"), **asked)
    drawing = compose.draw(given, STORE, on_map.drawn(given, STORE), frame)
    return drawing, {layer.id: layer for layer in drawing.layers}


@pytest.mark.parametrize("frame", [ASIDE, STRIP], ids=["desktop", "phone"])
@pytest.mark.parametrize("want", ["eldercare", "health", "outing"])
def test_home_and_the_nearest_are_named_and_seen(want, frame):
    drawing, layers = drawn(frame, focus="500152", want=want)
    home = "label-focus" if "label-focus" in layers else "label-focus-below"  # below its seat where a number is
    names = [layers[id].features["text_zh"].iloc[0] for id in (home, "label-nearest")]
    asked = answer(STORE.at(scene.default(STORE).vintage), "500152", want)
    assert names == ["潼南", STORE.row(asked.nearest.pick.dataset, asked.nearest.pick.id)["name_zh"]]
    for place in shapely.points(shapely.get_coordinates(layers["straight"].features.geometry)):
        assert camera.clear(drawing.view, frame, place.x, place.y)
    spot = layers["label-nearest"].features.geometry.iloc[0]
    x, _ = pixels(drawing.view, spot.x, spot.y)
    assert abs(x) + width(names[1], way_across.NAME_PX) / 2 <= frame.width / 2


def test_the_length_is_that_of_the_list_and_called_straight():
    _, layers = drawn(focus="500152", want="eldercare")
    told = layers["label-straight"].features.iloc[0]
    assert (told["text_zh"], told["text_en"]) == ("直线约41公里", "about 41 km in a straight line")


def test_a_ride_is_as_long_as_its_drawn_line():
    drawing, layers = drawn(focus="500152", want="travel")
    assert layers["label-ride"].features["text_zh"].tolist() == ["约49公里（按示意线）"]
    assert "straight" not in layers  # the stop is at home
    stops = layers["stops"].features.geometry
    assert sum(camera.clear(drawing.view, ASIDE, place.x, place.y) for place in stops) >= 3


def test_to_where_one_wants_to_go_the_line_leads_there():
    drawing, layers = drawn(focus="500152", want="travel", goal="510904")
    start, end = layers["straight"].features.geometry.iloc[0].coords
    assert camera.clear(drawing.view, ASIDE, *start)
    assert camera.clear(drawing.view, ASIDE, *end)
    assert layers["label-straight"].features["text_zh"].iloc[0].startswith("直线约")
    assert "label-ride" not in layers


@pytest.mark.parametrize("asked", [{"focus": ""}, {"focus": "500152", "want": "matter"}])
def test_without_a_place_across_there_is_no_line(asked):
    assert not {"straight", "home", "label-straight", "label-nearest"} & set(drawn(**asked)[1])
