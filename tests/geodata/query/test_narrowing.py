"""A narrowing (words, places, kinds, a focus) never changes what is said of a place or pair, and never makes a gap."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.boundaries.vintage import Vintage
from geodata.narrative import crossings as account
from geodata.narrative import filters, indicators
from geodata.narrative.cards import dossier
from geodata.query import crossings, results, scene
from geodata.query.crossings import Crossings
from geodata.query.scene import Scene
from geodata.query.selection import Selection, options
from geodata.store.store import load
from layers.kinds import border

STORE = load()
START = scene.default(STORE, "crossings")
TIES, PAIRS = STORE.get("ties"), STORE.get("border_pairs")
WORDS = sorted(
    {*PAIRS["sichuan_zh"], *PAIRS["chongqing_zh"], *PAIRS["chongqing_en"], *STORE.get("cities")["name_zh"].str[:2]}
    | {*TIES["subject_zh"].iloc[::25], *TIES["sichuan_zh"].iloc[::25]}
    | {"养老", "成渝 高铁", "agreement", "重庆", "no such word"}
)


def _values(dataset: str, column: str) -> st.SearchStrategy[list[str]]:
    declared = STORE.catalog.datasets[dataset].all_columns[column]
    known = options(STORE.get(dataset), declared, STORE.catalog)
    return st.lists(st.sampled_from(known), max_size=2, unique=True)


def _of(dataset: str, columns: tuple[str, ...]) -> st.SearchStrategy[dict[str, list[str]]]:
    return st.fixed_dictionaries({}, optional={column: _values(dataset, column) for column in columns})


questions = st.builds(
    lambda wanted, year, vintage: replace(
        START.with_selections({"ties": Selection.of(wanted)}), year=year, vintage=vintage
    ),
    _of("ties", results.QUESTION),
    st.sampled_from([None, 2019, 2021, 2024]),
    st.sampled_from(list(Vintage)),
)
LISTED = results.narrowing(STORE.catalog.datasets["ties"])
narrowings = st.fixed_dictionaries(
    {},
    optional={
        "words": st.sampled_from(WORDS),
        "focus": st.sampled_from(sorted(STORE.at(Vintage.TODAY).focusable() & STORE.at(Vintage.Y2021).focusable())),
        "pick": st.sampled_from([f"border_pairs:{id}" for id in PAIRS["id"]]),
        "ties": _of("ties", LISTED),
        "crossings": _of("crossings", ("mode", "status")),
    },
)


def narrowed(asked: Scene, by: dict[str, Any]) -> Scene:
    wanted = dict(asked.selection("ties").wanted) | by.get("ties", {})
    fields = {name: by[name] for name in ("words", "focus", "pick") if name in by}
    selections = {"ties": Selection.of(wanted), "crossings": Selection.of(by.get("crossings", {}))}
    return replace(asked, **fields).with_selections(selections)


def found(asked: Scene) -> Crossings:
    return crossings.crossings(asked, STORE)


@settings(max_examples=12, deadline=None)
@given(questions, narrowings, st.data())
def test_narrowing_never_changes_what_is_said_of_a_pair(asked, by, data):
    given_scene = narrowed(asked, by)
    whole, part = found(asked), found(given_scene)
    # every pair, within or outside, keeps all its numbers: domains, ties, newest, crossings, the nearest in use
    pd.testing.assert_frame_equal(whole.pairs.table, part.pairs.table)
    assert whole.domains == part.domains
    assert filters.question(asked, STORE, "zh") == filters.question(given_scene, STORE, "zh")
    # the gaps are those of the pairs within, and nothing else
    kept = set(part.pairs.rows["id"])
    of_kept = whole.gaps.rows[whole.gaps.rows["pair_id"].isin(kept)].reset_index(drop=True)
    pd.testing.assert_frame_equal(of_kept, part.gaps.rows.reset_index(drop=True), check_dtype=False)
    # what is listed is part of what is counted
    assert set(part.ties.rows["id"]) <= set(part.ties.counted["id"])
    pd.testing.assert_frame_equal(whole.ties.counted, part.ties.counted)
    # a pair's dossier, and its sentence for a report, is the same
    id = data.draw(st.sampled_from(whole.pairs.table["id"].tolist()))
    vintage = asked.vintage
    one, other = (dossier.make(one, STORE.at(vintage), id, "zh") for one in (whole, part))
    assert other == replace(one, aside=id not in kept)


@settings(max_examples=8, deadline=None)
@given(questions, narrowings)
def test_narrowing_never_changes_the_classes_nor_paints_a_gap(asked, by):
    whole, part = (found(one).pairs for one in (asked, narrowed(asked, by)))
    before, after = (
        {layer.id: layer for layer in border.build(STORE.at(asked.vintage), pairs)} for pairs in (whole, part)
    )
    outside = set(part.table["id"][~part.keep])
    for n, kind in enumerate(border.classes(whole.table)):
        name = f"border_pairs-{n}"
        assert after[name].legend == before[name].legend
        assert after[name].color == kind.color
        assert after[name].only == before[name].only - outside  # in its class, or grey
    assert outside == (set(after["border_pairs-aside"].only) if outside else set())
    assert ("border_pairs-aside" in after) == bool(outside)


@settings(max_examples=8, deadline=None)
@given(questions, narrowings, st.sampled_from(["zh", "en"]))
def test_the_sentence_counts_pairs_within_and_names_the_question(asked, by, lang):
    given_scene = replace(narrowed(asked, by), lang=lang)
    made = found(given_scene)
    told = account.sentence(given_scene, STORE, made)
    outside = set(made.pairs.table["id"]) - set(made.pairs.rows["id"])
    assert (f"其余{len(outside)}对不在所选范围" in told or f"the other {len(outside)} lie outside it" in told) == bool(
        outside and made.pairs.count
    )
    for part in filters.question(given_scene, STORE, lang):
        assert part.lower() in told.lower()
    number = indicators.crossings(made)
    if made.pairs.count:
        assert number["tied"] + number["cut"] + len(outside) == len(made.pairs.table)
        assert number["gaps"] == number["pairs"] * number["domains"] - made.pairs.rows["integration"].sum()
    else:
        assert "pairs" not in number


def asked(words: str = "", **wanted: list[str]) -> Scene:
    return replace(START, words=words).with_selections({"ties": Selection.of(wanted)})


def test_words_find_the_pairs_they_name_and_those_that_what_they_find_ties():
    plain = found(START).pairs.table.set_index("name_zh")
    made = found(asked("遂宁"))
    assert {"安居区—潼南区", "船山区—潼南区"} <= set(made.pairs.rows["name_zh"])
    assert 0 < made.aside < len(PAIRS)
    anju = found(asked("船山")).pairs.table.set_index("name_zh").loc["安居区—潼南区"]
    assert (anju["integration"], anju["ties"]) == tuple(plain.loc["安居区—潼南区", ["integration", "ties"]])
    beibei = found(asked("华蓥")).pairs.rows.set_index("name_zh")  # tied by nothing, and named: a gap that stays one
    assert beibei.loc["华蓥市—北碚区", "integration"] == 0
    nobody = asked("no such word")
    assert found(nobody).pairs.count == found(nobody).gaps.count == 0
    assert account.sentence(nobody, STORE, found(nobody)).startswith("所选范围内没有毗邻县对。")


def test_what_no_pair_has_on_the_evidence_asked_for_is_a_gap_of_every_pair():
    given_scene = asked(domain=["eldercare"], strength=["named_site"])
    made = found(given_scene)
    assert made.gaps.count == made.pairs.count == 29
    told = account.sentence(given_scene, STORE, made)
    assert told == "养老康养领域，按“来源写明两地”计，29个毗邻县对都未见联系。"
    report = dossier.make(
        made, STORE.at(Vintage.TODAY), PAIRS["id"][0], "zh", "；".join(filters.question(given_scene, STORE, "zh"))
    )
    assert report.report.endswith("（养老康养领域；按“来源写明两地”计）")


def test_the_nearest_crossing_is_a_fact_of_the_pair_and_of_the_year():
    def nearest(given_scene: Scene) -> "pd.Series[float]":
        return found(given_scene).pairs.table.set_index("name_zh")["crossing_km"]

    today = nearest(START)
    for by in ({"crossings": {"mode": ["bus"]}}, {"crossings": {"status": ["planned"]}}, {"words": "公交"}):
        assert nearest(narrowed(START, by)).equals(today)
    assert nearest(asked(domain=["eldercare"])).equals(today)
    before = nearest(replace(START, year=2019))
    assert (before >= today).all()
    assert (before > today).any()
    assert today["泸县—永川区"] < 20


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_list_of_gaps_says_that_everything_is_tied(lang):
    tied = asked(domain=["transport"], sichuan_city=["内江市"])
    assert found(tied).gaps.count == 0 < found(tied).pairs.count
    assert account.nothing(found(tied), "gaps", lang).startswith(
        "2个毗邻县对" if lang == "zh" else "All 2 border pairs"
    )
    assert account.nothing(found(asked("no such word")), "gaps", lang) == ""  # the sentence has said why
