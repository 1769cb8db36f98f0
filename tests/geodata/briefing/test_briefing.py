"""Briefings: operations make new ones; a file comes back as it was, a broken one says where."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.briefing import file, model
from geodata.briefing.file import MOST_BYTES, LeftOut, from_json, to_json
from geodata.briefing.model import NOTES_LENGTH, TITLE_LENGTH, Briefing, BriefingError
from geodata.catalog.pages import WITH_MAP
from geodata.query import scene
from geodata.query.scene_fields import MOST_SCENES, Ignored
from geodata.store.store import load
from geodata.text import LANGS

STORE = load()
A, B, C = (replace(scene.default(STORE, page), title=page) for page in ("explore", "crossings", "tourism"))
THREE = Briefing("三页", (A, B, C), STORE.version)


def titles(made):
    return [one.title for one in made.scenes]


def test_operations_make_new_briefings_in_the_order_asked_for():
    made = model.add(model.add(model.empty(STORE, "zh", "x"), A), C)
    assert titles(made) == ["explore", "tourism"]
    assert titles(model.add(made, B, 1)) == ["explore", "crossings", "tourism"]
    assert titles(model.remove(THREE, 1)) == ["explore", "tourism"]
    assert titles(model.duplicate(THREE, 0)) == ["explore", "explore", "crossings", "tourism"]
    assert titles(model.move(THREE, 0, 2)) == ["crossings", "tourism", "explore"]
    assert titles(model.move(THREE, 2, -5)) == ["tourism", "explore", "crossings"]
    assert titles(model.retitle(THREE, "新", 2)) == ["explore", "crossings", "新"]
    assert model.retitle(THREE, "新").title == "新"
    assert model.note(THREE, 1, "一\n二").scenes[1].notes == "一\n二"
    assert titles(THREE) == ["explore", "crossings", "tourism"]


@pytest.mark.parametrize("act", [model.remove, model.duplicate, lambda made, at: model.move(made, at, 0)])
@pytest.mark.parametrize("at", [-1, 3])
def test_a_place_that_is_none_is_refused(act, at):
    with pytest.raises(IndexError):
        act(THREE, at)


def test_a_briefing_has_one_language():
    made = model.add(replace(THREE, lang="en"), replace(A, lang="zh"))
    assert made.scenes[-1].lang == "en"
    assert {one.lang for one in model.say_in(THREE, "en").scenes} == {"en"}


def test_limits_are_told_in_both_languages():
    full = replace(THREE, scenes=(A,) * MOST_SCENES)
    for act in (
        lambda: model.add(full, A),
        lambda: model.duplicate(full, 0),
        lambda: model.retitle(THREE, "长" * (TITLE_LENGTH + 1)),
        lambda: model.retitle(THREE, "长" * (TITLE_LENGTH + 1), 0),
        lambda: model.note(THREE, 0, "长" * (NOTES_LENGTH + 1)),
    ):
        with pytest.raises(BriefingError) as refused:
            act()
        assert "最多" in refused.value.say("zh")
        assert "at most" in refused.value.say("en")


def test_texts_are_cleaned_of_what_no_file_can_hold():
    made = model.note(model.retitle(THREE, "a\x00\u202eb\nc", 0), 0, "x\x1b\ny")
    assert (made.scenes[0].title, made.scenes[0].notes) == ("ab c", "x\ny")


def test_changed_data_are_told():
    assert not model.changed(THREE, STORE)
    old = replace(THREE, data_version="000000000000")
    assert model.changed(old, STORE)
    assert not model.changed(model.refreshed(old, STORE), STORE)


@pytest.mark.parametrize(
    "hostile", ["</script><img onerror=x>", "=1+1", "שלום \u202e", "👩‍👩‍👧", "\x07\ud83d", "{0} %s"]
)
def test_a_briefing_comes_back_from_its_file(hostile):
    made = model.note(model.retitle(model.retitle(THREE, hostile), hostile, 0), 1, hostile + "\n二")
    text = to_json(made, STORE)
    assert from_json(text, STORE) == (made, [])
    assert from_json(text.encode("utf-8-sig"), STORE) == (made, [])
    assert '"version": 1' in text


def test_what_a_scene_no_longer_has_is_told_and_left_out():
    block = json.loads(to_json(THREE, STORE))
    block["scenes"][2]["query"] = {"tourism.grade": "5A,9A", "year": 1700, "show": "tourism,gone", "x": []}
    block["scenes"][0]["more"] = 1
    block["lang"] = "fr"
    made, left = from_json(json.dumps(block), STORE)
    assert made.scenes[2].selection("tourism").get("grade") == ("5A",)
    assert made.scenes[2].layers == ("tourism",)
    assert made.lang == "zh"
    expected = {(0, "lang"), (1, "more"), (3, "tourism.grade"), (3, "year"), (3, "show"), (3, "x")}
    assert {(one.slide, one.part.field) for one in left} == expected
    assert LeftOut(3, Ignored("year", "1700")).say("zh") == "第3个画面：year＝“1700”"
    assert LeftOut(3, Ignored("year", "1700")).say("en") == "scene 3: year = “1700”"


def broken(**changes):
    return json.dumps(json.loads(to_json(THREE, STORE)) | changes)


@pytest.mark.parametrize(
    ("body", "zh", "en"),
    [
        ('{\n "a": 1,,\n}', "第2行第9列", "line 2, column 9"),
        (b"\xff\xfe", "UTF-8", "UTF-8"),
        ("[" * 100_000, "JSON", "JSON"),
        ("[]", "不是本系统的简报文件", "no briefing file"),
        (broken(format="other"), "不是本系统的简报文件", "no briefing file"),
        (broken(version=2), "版本为“2”", "version “2”"),
        (broken(scenes=3), "“scenes”应为画面的列表", "must be a list"),
        (
            broken(scenes=[{"page": "explore"}] * 2 + [{"page": "xyz"}]),
            "第3个画面：页面“xyz”不存在",
            "scene 3: there is no",
        ),
        (
            broken(scenes=[{"page": "explore", "title": 3}]),
            "第1个画面：“title”应为文字",
            "scene 1: “title”: must be text",
        ),
        (broken(scenes=[{"page": "explore", "query": 3}]), "第1个画面：“query”", "scene 1: “query”"),
        (broken(scenes=[3]), "第1个画面", "scene 1"),
        (broken(title="长" * 121), "“title”文字过长，最多120字", "at most 120 characters"),
        (broken(scenes=[{"page": "explore"}] * 61), "最多60个画面", "at most 60 scenes"),
        (" " * (MOST_BYTES + 1), "文件过大", "too large"),
    ],
)
def test_a_broken_file_says_where_in_both_languages(body, zh, en):
    with pytest.raises(BriefingError) as refused:
        from_json(body, STORE)
    assert zh in refused.value.say("zh")
    assert en in refused.value.say("en")


def test_all_that_is_broken_is_told_at_once():
    with pytest.raises(BriefingError) as refused:
        from_json(broken(title=1, scenes=[{"page": "x"}, {"page": "explore", "notes": 1}]), STORE)
    assert len(refused.value.say("zh").splitlines()) == 3


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(), max_size=12), inner, max_size=4)
    ),
    max_leaves=12,
)
FIELDS = st.sampled_from(
    ["show", "year", "focus", "pick", "asof", "q", "tourism.grade", "compare", "from", "lang", "map"]
)
SCENE = st.fixed_dictionaries(
    {"page": st.sampled_from(list(WITH_MAP)) | JSON},
    optional={"title": JSON, "notes": JSON, "query": st.dictionaries(FIELDS, JSON, max_size=5) | JSON},
)
FILE = st.fixed_dictionaries(
    {"format": st.just(file.FORMAT), "version": st.just(1)},
    optional={
        "title": JSON,
        "lang": JSON,
        "data_version": JSON,
        "scenes": st.lists(SCENE, max_size=4) | JSON,
        "x": JSON,
    },
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(FILE.map(json.dumps), JSON.map(json.dumps), st.text(st.characters()), st.binary()))
def test_whatever_a_file_holds_nothing_but_its_own_error_is_raised(body):
    refused = None
    try:
        made, left = from_json(body, STORE)
    except BriefingError as error:
        refused = error
    if refused:
        assert refused.say("zh")
        assert refused.say("en")
    else:
        assert all(one.say(lang) for one in left for lang in LANGS)
        assert from_json(to_json(made, STORE), STORE) == (made, [])
