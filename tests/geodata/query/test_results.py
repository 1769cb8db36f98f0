"""What Crossings says: one answer behind map, ranking, gaps, matrix and sentences, and the dossier of every pair."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from geodata.boundaries.vintage import Vintage
from geodata.catalog import shared_columns
from geodata.catalog.pick import Pick
from geodata.narrative import crossings as account
from geodata.narrative.cards import card, dossier
from geodata.query import crossings, on_map, scene, scene_fields
from geodata.query.scene_fields import CLOSED
from geodata.query.selection import Selection
from geodata.store.store import load
from geodata.ties import integration

STORE = load()
START = scene.default(STORE, "crossings")
PAIRS = STORE.get("border_pairs")["id"].tolist()
CHINESE = re.compile("[\u4e00-\u9fff]")
FILTERS = [
    {},
    {"domain": ["tourism"]},
    {"strength": ["line", "named_site"]},
    {"sichuan_city": ["内江市"]},
    {"sichuan_city": ["内江市"], "chongqing_county": ["荣昌区"], "domain": ["transport", "health"]},
    {"sichuan_city": ["成都市"]},
    {"status": ["planned", "under_construction"]},
    {"domain": ["health"], "strength": ["line"]},
]


def asked(**wanted: list[str]) -> scene.Scene:
    return START.with_selections({"ties": Selection.of(wanted)})


def found(given: scene.Scene = START) -> crossings.Crossings:
    return crossings.crossings(given, STORE)


@pytest.mark.parametrize("vintage", list(Vintage))
@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_list_matrix_tally_and_pairs_agree_for_any_filter(wanted, vintage):
    made = found(replace(asked(**wanted), vintage=vintage))
    active = made.ties.rows[shared_columns.in_force(made.ties.rows)]
    assert made.tally.in_force == len(active)
    assert made.tally.in_force + made.tally.coming + made.tally.held == made.ties.count
    for column in ("chongqing_county", "domain"):
        assert integration.matrix(made.ties.rows, column).to_numpy().sum() == len(active)
    counted = made.ties.counted[shared_columns.in_force(made.ties.counted)]
    held = integration.at_pairs(counted, made.pairs.rows)
    assert made.pairs.rows["ties"].sum() == len(held)
    assert made.gaps.count == len(made.domains) * made.pairs.count - made.pairs.rows["integration"].sum()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_the_sentence_tells_the_numbers_in_both_languages(wanted, lang):
    given = replace(asked(**wanted), lang=lang)
    made = found(given)
    told = account.sentence(given, STORE, made)
    if not made.ties.count:
        assert told == (
            "医疗卫生领域，按“线路跨界”计，29个毗邻县对都未见联系。"
            if lang == "zh"
            else "In Health, by evidence “A line crosses”: no tie was found at any of the 29 border pairs."
        )
        return
    assert f"{made.tally.in_force:,}".replace(",", "," if lang == "en" else "") in told
    for part in made.tally:
        assert str(part) in told or part == 0
    if lang == "en":
        assert not CHINESE.search(told + "".join(account.notes(given, STORE, made)) + account.brief(given, made))


def test_where_a_place_is_chosen_only_its_pairs_are_spoken_of():
    made = found(asked(sichuan_city=["内江市"]))
    assert set(made.pairs.rows["name_zh"]) == {"东兴区—荣昌区", "隆昌市—荣昌区"}
    # what is tied there is what is tied there without the choice
    columns = ["id", "ties", "integration", "missing"]
    everywhere = found().pairs.rows
    expected = everywhere[everywhere["id"].isin(made.pairs.rows["id"])][columns]
    pd.testing.assert_frame_equal(made.pairs.rows[columns], expected)
    assert set(made.gaps.table["pair_id"]) <= set(made.pairs.rows["id"])
    nowhere = asked(sichuan_city=["成都市"], chongqing_county=["两江新区"])
    assert found(nowhere).pairs.count == 0
    assert "所选范围内没有毗邻县对" in account.sentence(nowhere, STORE, found(nowhere))


def test_a_closed_border_has_no_tie_and_no_crossing():
    shut = crossings.crossings(START, STORE, closed=True)
    assert shut.ties.count == shut.crossings.count == 0
    assert (shut.pairs.table["integration"] == 0).all()
    assert shut.gaps.count == len(PAIRS) * len(shut.domains)
    assert shut.pairs.table["crossing_id"].isna().all()


def test_a_scene_is_compared_with_a_closed_border_or_another_year():
    assert crossings.compared(START, STORE) is None
    _, shut = crossings.compared(replace(START, compare=CLOSED), STORE)
    assert shut.tally.in_force == 0
    other, then = crossings.compared(replace(START, compare="2020"), STORE)
    assert other.year == 2020
    assert 0 < then.tally.in_force < found().tally.in_force
    assert account.brief(other, then).startswith("2020年")


def test_ties_only_grow_with_the_years():
    first, last = scene_fields.year_range(STORE, "crossings")
    counts = [found(replace(START, year=year)).tally.in_force for year in range(first, last)]
    assert counts == sorted(counts)
    assert counts[0] > 0
    assert counts[-1] <= found().tally.in_force
    integrations = [found(replace(START, year=year)).pairs.table["integration"] for year in (first, last - 1)]
    assert (integrations[0] <= integrations[1]).all()


def test_a_chosen_domain_is_the_only_one_counted():
    made = found(asked(domain=["health"]))
    assert made.domains == ("health",)
    assert made.pairs.table["integration"].max() == 1
    assert set(made.gaps.table["domain"]) == {"health"}


def test_the_map_of_a_pair_shows_its_ties_only():
    given = replace(START, layers=("border_pairs", "ties", "crossings"), pick="border_pairs:511083-500153")
    drawn = on_map.drawn(given, STORE)
    assert list(drawn) == ["border_pairs", "ties", "crossings"]
    pair = found().pairs.table.set_index("id").loc["511083-500153"]
    held = drawn["ties"].rows["status"].eq("held").sum()
    assert drawn["ties"].count == pair["ties"] + pair["coming"] + held
    assert found().at("no-such-pair").empty


def test_a_matrix_is_made_as_if_no_cell_were_chosen():
    narrowed = asked(sichuan_city=["泸州市"], chongqing_county=["大足区"], strength=["line"])
    whole = crossings.matrix_ties(replace(narrowed, words="遂宁"), STORE)
    assert len(whole) == found(asked(strength=["line"])).ties.count
    by_domain = crossings.matrix_ties(replace(asked(domain=["health"]), matrix="domain"), STORE)
    assert len(by_domain) == found().ties.count


@pytest.mark.parametrize("vintage", list(Vintage))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_pair_has_a_dossier_whose_numbers_are_those_of_the_table(lang, vintage):
    given = replace(START, lang=lang, vintage=vintage)
    made = found(given)
    titles = {STORE.catalog.domains[id].title.say(lang) for id in made.domains}
    for row in made.pairs.table.itertuples():
        told = dossier.make(made, STORE.at(vintage), row.id, lang)
        assert told.title == (row.name_zh if lang == "zh" else row.name_en)
        assert sum(subject.ties for _, subjects in told.tied for subject in subjects) == row.ties == told.ties
        assert sum(subject.ties for subject in told.coming) == row.coming
        assert {title for title, _ in told.tied} | set(told.missing) == titles
        assert len(told.tied) == row.integration
        assert f"{row.border_km:.0f}" in told.report
        assert (told.nearest is None) == (row.crossing_km == 0)
        assert len(told.crossings) == row.crossings + row.crossings_coming
        for _, subjects in told.tied:
            assert [s.since for s in subjects] == sorted((s.since for s in subjects), reverse=True)
        if lang == "en":
            assert not CHINESE.search(told.report)


def test_whatever_a_dossier_links_to_has_a_card():
    made = found()
    subjects = [
        subject
        for id in PAIRS
        for _, of_domain in dossier.make(made, STORE.at(Vintage.TODAY), id, "zh").tied
        for subject in of_domain
    ]
    picks = {pick for subject in subjects for _, pick in subject.picks}
    assert {"corridors:hsr-chengyu", "tourism:cq-dazu"} <= picks
    for pick in picks:
        assert card.make(STORE.at(Vintage.TODAY), Pick(pick), "zh", pd.Timestamp("2026-11-24").date()) is not None


def test_known_dossiers():
    tied = dossier.make(found(), STORE.at(Vintage.TODAY), "511083-500153", "zh")
    assert (tied.integration, tied.domains) == (7, 9)
    assert tied.missing == ("养老康养", "共享服务与机制")
    assert "川南渝西宣传思想文化工作融合发展第一次会议" in [subject.title for subject in tied.held]
    assert "成渝高速铁路" in [name for name, _ in tied.crossings]
    assert tied.people == (dossier.People("隆昌市", 568_900, 152_889), dossier.People("荣昌区", 668_977, 167_770))
    cut = dossier.make(found(), STORE.at(Vintage.TODAY), "511681-500109", "zh")
    assert cut.integration == 0
    assert cut.report == "华蓥市与北碚区共界约4公里（按底图量算），所查9个领域都未见生效的联系。"
    assert cut.people[1] == dossier.People("北碚区", None, None)  # redrawn since the census
    assert cut.nearest[2] == pytest.approx(2.4)
    assert dossier.make(found(), STORE.at(Vintage.TODAY), "x", "zh") is None
    elsewhere = dossier.make(found(asked(sichuan_city=["内江市"])), STORE.at(Vintage.TODAY), "511681-500109", "zh")
    assert elsewhere == replace(cut, aside=True)  # what it says is what it says without the choice


def test_the_files_of_a_dossier_hold_what_it_says():
    made = found()
    for id in made.pairs.table["id"]:
        told, parts = dossier.make(made, STORE.at(Vintage.TODAY), id, "zh"), made.of_pair(id)
        assert parts["border_pairs"].rows["id"].tolist() == [id]
        assert parts["crossings"].rows["id"].tolist() == [pick.id for _, pick in told.crossings]
        assert len(parts["gaps"].rows) == len(told.missing)
        assert set(parts["ties"].rows["id"]) == set(made.at(id)["id"])
    aside = found(asked(sichuan_city=["内江市"])).of_pair("511681-500109")
    assert "gaps" not in aside  # none are kept of a pair outside the choice: an empty sheet would say there are none


def test_a_dossier_under_a_filter_says_so():
    one = dossier.make(
        found(asked(domain=["health"])), STORE.at(Vintage.TODAY), "512021-500111", "zh", "领域：医疗卫生"
    )
    assert one.report.endswith("医疗卫生未见生效的联系。（领域：医疗卫生）")


def test_populations_read_naturally():
    assert dossier.persons(669_000, "zh") == "66.9万人"
    assert dossier.persons(668_977, "en") == "669,000"
    told = dossier.People("荣昌区", 668_977, 167_770)
    assert dossier.people(told, "zh") == "荣昌区66.9万人（60岁及以上16.8万人）"
    assert dossier.people(told, "en") == "荣昌区 669,000 (168,000 aged 60 and over)"
    assert dossier.people(told._replace(old=None), "zh") == "荣昌区66.9万人"


@pytest.mark.parametrize("compare", [CLOSED, "2019"])
@pytest.mark.parametrize("wanted", [{}, {"sichuan_city": ["内江市"]}, {"domain": ["tourism"]}])
def test_what_came_is_what_was_a_gap_before_and_is_none_now(compare, wanted):
    given = replace(asked(**wanted), compare=compare)
    now, (_, before) = found(given), crossings.compared(given, STORE)
    came = crossings.came(before, now)
    assert set(came["id"]) == set(before.gaps.rows["id"]) - set(now.gaps.rows["id"])
    counts = now.pairs.table.set_index("id")
    assert came["ties"].tolist() == [counts.at[row.pair_id, f"ties_{row.domain}"] for row in came.itertuples()]
    assert (came["subject_zh"].str.len() > 0).all()
    assert came["domain"].drop_duplicates().tolist() == [id for id in now.domains if id in set(came["domain"])]


def test_what_came_is_told_from_the_earlier_to_the_later_whichever_is_on_screen():
    told, rows = account.came(*_compared(replace(START, compare="2019")))
    assert told.startswith("2019年→今天：")
    assert f"{rows.count}处" in told
    back, none = account.came(*_compared(replace(START, year=2019, compare="2022")))
    assert back.startswith("2019年→2022年：")
    assert 0 < none.count < rows.count
    same, nothing = account.came(*_compared(replace(START, year=2019, compare="2019")))
    assert same == "2019年→2019年：没有新增"
    assert nothing.count == 0


def _compared(given):
    return given, STORE, found(given), crossings.compared(given, STORE)[1]
