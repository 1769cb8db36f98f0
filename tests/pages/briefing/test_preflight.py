"""The check before a meeting: what a browser told is judged, and nothing it tells is trusted."""

import pytest

from geodata.briefing import default
from geodata.store.store import load
from geodata.text import LANGS
from pages._ui.briefing import preflight
from pages._ui.words import briefing as words

STORE = load()
GOOD = {
    "renderer": "ANGLE (Intel, Intel(R) UHD Graphics 630, OpenGL 4.6)",
    "browser": {"name": "Edg", "major": 140},
    "font": True,
    "screen": [1920, 1080],
    "missing": 0,
    "fetched": 24,
    "speed": 40,
    "fullscreen": True,
    "path": "/briefing",
}


def levels(**told):
    return {found.what: found.level for found in preflight.judged(GOOD | told, "https://maps.example")}


def test_a_good_pc_is_good_throughout():
    assert set(levels().values()) == {preflight.OK}


@pytest.mark.parametrize(
    ("told", "what", "level"),
    [
        ({"renderer": ""}, "webgl", preflight.BAD),
        ({"renderer": "Google SwiftShader", "slow": True}, "webgl", preflight.WARN),
        ({"renderer": "Microsoft Basic Render Driver", "slow": True}, "webgl", preflight.WARN),
        ({"browser": {"name": "Chrome", "major": 70}}, "browser", preflight.WARN),
        ({"browser": {"name": "", "major": 0}}, "browser", preflight.WARN),
        ({"browser": None}, "browser", preflight.WARN),
        ({"font": False}, "font", preflight.BAD),
        ({"screen": [1024, 768]}, "screen", preflight.WARN),
        ({"screen": None}, "screen", preflight.WARN),
        ({"missing": 2}, "data", preflight.BAD),
        ({"speed": 900}, "speed", preflight.WARN),
        ({"path": "/onemap/briefing"}, "path", preflight.BAD),
        ({"fullscreen": False}, "fullscreen", preflight.WARN),
    ],
    ids=str,
)
def test_each_shortcoming_is_found_alone(told, what, level):
    assert levels(**told) == levels() | {what: level}


def test_a_report_without_anything_is_judged_all_the_same():
    assert {found.what for found in preflight.judged({})} == set(words.CHECKS)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("report", [GOOD, {}, {"missing": 3, "speed": 10_000, "screen": [800, 600]}], ids=str)
def test_every_finding_has_words(report, lang):
    for found in preflight.judged(report):
        said = found.say(lang)
        assert said
        assert "{" not in said


def test_an_address_of_ones_own_is_told_with_the_way_to_set_another():
    (link,) = (found for found in preflight.judged(GOOD) if found.what == "link")
    assert link.level == preflight.WARN
    assert all("CHENGYU_PUBLIC" in link.say(lang) for lang in LANGS)


def test_everything_the_slides_fetch_is_asked_for():
    asked = preflight.needed(default.default(STORE, "zh"), STORE)
    assert len(asked) == len(set(asked)) > 10
    assert all(url.startswith("/") for url in asked)
    assert any("tourism_routes" in url for url in asked)
