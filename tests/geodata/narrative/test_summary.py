"""What filters a scene, in short: as the name of a file tells it."""

import pytest

from geodata.export.filename import filename
from geodata.narrative import summary
from geodata.query import url
from geodata.store.store import load
from tests.geodata.export.test_filename import DAY

STORE = load()


@pytest.mark.parametrize(
    ("page", "query", "zh", "en"),
    [
        ("eldercare", {}, [], []),
        ("eldercare", {"focus": "500152"}, [], []),  # moves the view, narrows nothing
        ("eldercare", {"focus": "500152", "only": "1"}, ["潼南区"], ["Tongnan"]),
        ("tourism", {"tourism.grade": "5A", "asof": "2021"}, ["5A景区", "2021年区划"], ["5A", "boundaries of 2021"]),
        ("explore", {"show": "tourism", "q": "a/b", "year": "2020"}, ["a/b", "2020"], ["a/b", "2020"]),
        ("citizen", {"focus": "500152", "want": "health"}, ["潼南区", "看病"], ["Tongnan", "Health"]),
    ],
)
def test_a_filter_is_told_in_as_few_words_as_tell_it_from_others(page, query, zh, en):
    for lang, said in (("zh", zh), ("en", en)):
        scene, left = url.from_query({**query, "lang": lang}, STORE, page)
        assert left == []
        assert summary.in_short(scene, STORE, lang) == said


def test_yes_and_no_say_of_what():
    scene, _ = url.from_query({"lang": "zh", "tourism.cross_border": "yes"}, STORE, "tourism")
    (told,) = summary.in_short(scene, STORE, "zh")
    assert told.endswith("：是")
    assert filename([scene.declared.name.zh, told], DAY, "csv", "zh") == f"成渝一张图_文旅_{told}_2026-11-25.csv"
