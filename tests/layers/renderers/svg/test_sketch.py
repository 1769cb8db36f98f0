"""The small map of light pages: well-formed, small, true to the ground, its texts escaped."""

from xml.etree import ElementTree

import pytest

from geodata.boundaries.vintage import Vintage
from geodata.narrative.residents import access
from geodata.query.residents.answer import answer
from geodata.query.residents.straight import straight
from geodata.store.store import load
from layers import palette
from layers.renderers.svg import sketch
from layers.renderers.svg.sketch import HEIGHT, WIDTH, Mark
from layers.spec import css

STORE = load()
SVG = "{http://www.w3.org/2000/svg}"


def drawn(codes, marks=(), lang="zh", alt="图", vintage=Vintage.TODAY):
    text = sketch.svg(STORE.at(vintage), list(codes), list(marks), lang, alt)
    return text, ElementTree.fromstring(text)  # noqa: S314 - our own drawing


@pytest.mark.parametrize("vintage", list(Vintage))
@pytest.mark.parametrize("code", ["500152", "511500", "500000", "510000", "513200", "510903"])
def test_every_unit_is_drawn_small_with_its_name_and_words(code, vintage):
    text, root = drawn([code], vintage=vintage)
    assert len(text) < 22_000
    assert root.get("role") == "img"
    assert root.get("aria-label") == "图"
    assert len(list(root.iter(f"{SVG}path"))) >= 3


def test_the_border_is_the_one_red_thing_and_the_place_is_named():
    _, root = drawn(["500152"])
    red = [path for path in root.iter(f"{SVG}path") if path.get("stroke") == css(palette.BORDER)]
    assert len(red) == 1
    assert "潼南" in [text.text for text in root.iter(f"{SVG}text")]
    assert "Tongnan" in [text.text for text in drawn(["500152"], lang="en")[1].iter(f"{SVG}text")]


def test_marks_lie_inside_those_at_one_point_together():
    marks = [Mark(1, 106.9, 30.3), Mark(2, 106.93, 30.31), Mark(3, 105.0, 29.8)]
    _, root = drawn(["500152"], marks)
    boxes = [rect for rect in root.iter(f"{SVG}rect") if rect.get("rx")]
    assert len(boxes) == 2
    for box in boxes:
        assert 0 <= float(box.get("x")) <= WIDTH - float(box.get("width"))
        assert 0 < float(box.get("y")) < HEIGHT
    assert "1–2" in [text.text for text in root.iter(f"{SVG}text")]


def test_words_are_never_markup():
    hostile = '"><script>alert(1)</script>'
    text, root = drawn(["500152"], alt=hostile)
    assert root.get("aria-label") == hostile
    assert "<script" not in text


def test_names_do_not_meet():
    _, root = drawn(["500000"])
    at = [(float(text.get("x")), float(text.get("y"))) for text in root.iter(f"{SVG}text")]
    for n, (x, y) in enumerate(at):
        assert all(abs(x - a) > 20 or abs(y - b) > 14 for a, b in at[:n])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_way_to_the_nearest_is_drawn_with_its_length_and_both_ends_are_named(lang):
    edition = STORE.at(Vintage.TODAY)
    for want in ("eldercare", "health", "outing"):
        asked = answer(edition, "500152", want)
        way = straight(edition, asked)
        text = sketch.svg(edition, ["500152"], sketch.marks(STORE, asked), lang, "图", way)
        told = {one.text: one for one in ElementTree.fromstring(text).iter(f"{SVG}text")}  # noqa: S314 - our own
        for words in (access.straight(way.km).say(lang), way.name.say(lang)):
            half = len(words) * (7.2 if lang == "zh" else 3.9)
            assert half - 4 <= float(told[words].get("x")) <= WIDTH - half + 4
            assert 10 < float(told[words].get("y")) < HEIGHT
        assert {"zh": "潼南", "en": "Tongnan"}[lang] in told
        assert len(text) < 24_000
