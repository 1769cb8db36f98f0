"""Findings: the widest gap is called so only where it is, people are counted once, filters are named."""

from dataclasses import replace

import pandas as pd
import pytest

from geodata.catalog.pages import WITH_MAP
from geodata.narrative.findings import finding, of_ties, questions
from geodata.narrative.page import LONGEST, told
from geodata.query import crossings, scene, url
from geodata.query.selection import Selection
from geodata.store.store import load
from geodata.text import LANGS, Text

STORE = load()
ALL = crossings.crossings(scene.default(STORE, "crossings"), STORE)


def asked(page, lang="zh", **query):
    given, ignored = url.from_query(query | {"lang": lang}, STORE, page)
    assert not ignored
    return told(given, STORE)


@pytest.mark.parametrize(
    ("gaps", "first"),
    [({}, ""), ({"x": 3}, "x"), ({"x": 3, "y": 2}, "x"), ({"x": 3, "y": 3}, "")],
)
def test_the_widest_gap_is_wider_than_any_other(gaps, first):
    assert of_ties.widest(gaps) == first


def test_people_of_a_county_in_several_pairs_are_counted_once_and_unknown_ones_are_told():
    pairs = pd.DataFrame({"sichuan_adcode": ["a", "a", "b"], "chongqing_adcode": ["c", "d", "c"]})
    known = pd.DataFrame(
        {"population": [10, 20, 40, None], "population_60plus": [1, 2, 4, None]}, index=list("abcd"), dtype="Int64"
    )
    found = of_ties.concerned(pairs, known)
    assert found == (4, 70, 7, 1)
    assert found.say("zh", old=True) == "4个区县、60岁及以上7（1个区县人数不详，未计入）"
    assert "1 county whose people are not known" in found.say("en", old=False)


@pytest.mark.parametrize(
    ("count", "zh", "en"),
    [(531_000, "约53万", "about 531,000"), (5_310_000, "约531万", "about 5.3 million"), (7, "7", "7")],
)
def test_people_are_said_as_one_speaks(count, zh, en):
    assert Text(finding.people(count, "zh"), finding.people(count, "en")) == (zh, en)


def test_a_domain_that_is_not_the_widest_gap_is_not_called_so():
    assert "最大" not in asked("crossings", **{"ties.domain": "health"}).title
    assert "最大空白" in asked("crossings", **{"ties.domain": "eldercare"}).title
    assert "widest gap" in asked("crossings", "en", **{"ties.domain": "eldercare"}).title


def test_what_was_not_found_is_not_told_as_missing():
    for lang, phrase in (("zh", "未查到不等于没有"), ("en", "may exist all the same")):
        for query in ({}, {"ties.domain": "eldercare"}, {"view": "questions"}):
            assert phrase in asked("crossings", lang, **query).sentence


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("page", list(WITH_MAP))
def test_titles_name_what_narrows_them_and_fit(page, lang):
    given = replace(scene.default(STORE, page), lang=lang, words="川" if lang == "zh" else "sichuan")
    title = told(given, STORE).title
    assert len(title) <= LONGEST
    assert page == "citizen" or given.words in title or Text("没有", "None").say(lang) in title


def test_questions_come_from_the_gaps_and_follow_what_is_asked():
    rows = ALL.gaps.rows
    known = asked("crossings", view="questions")
    assert 3 <= len(known.questions) <= 6
    assert known.figures == ()
    assert f"{len(rows)}处" in known.sentence
    first = rows["domain"].value_counts()
    assert f"{first.iloc[0]}个毗邻县对未查到" in known.questions[0]
    oldest = rows[rows["domain"] == first.index[0]].sort_values("population_60plus", ascending=False).iloc[0]
    assert oldest["name_zh"] in known.questions[1]
    one = asked("crossings", view="questions", **{"ties.domain": "health"})
    assert all("养老" not in question for question in one.questions)
    assert asked("crossings", view="matrix") == asked("crossings")  # a table below the map changes no slide


def test_without_a_gap_there_is_no_question():
    tied = ALL.pairs.rows.query("ties_ecology > 0")["id"]
    pairs = replace(ALL.pairs, keep=ALL.pairs.table["id"].isin(tied))
    none = replace(ALL, pairs=pairs, gaps=replace(ALL.gaps, keep=ALL.gaps.keep & False), domains=("ecology",))
    given = scene.default(STORE, "crossings").with_selections({"ties": Selection.of({"domain": ["ecology"]})})
    assert questions.of(given, STORE, none) == ()
    assert "没有缺口" in questions.finding(given, none).title


def test_a_place_away_from_the_border_tells_its_ties():
    title = asked("crossings", focus="510100").title
    assert title.startswith("成都市：")
    assert "条生效联系" in title


@pytest.mark.parametrize(("mode", "name"), [("hsr", "高速铁路"), ("metro", "轨道")])
def test_corridors_of_one_mode_are_told_as_such(mode, name):
    assert name in asked("transport", **{"corridors.mode": mode}).title
