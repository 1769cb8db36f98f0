"""The card of a place: known by eye for one county, and laws for every unit."""

from dataclasses import replace

import pytest

from geodata.boundaries.vintage import Vintage
from geodata.narrative.cards import place
from geodata.query import crossings, gazetteer, scene
from geodata.query.selection import Selection
from geodata.store.store import load
from geodata.text import LANGS

STORE = load()
NOW = STORE.at(Vintage.TODAY)
START = scene.default(STORE, "crossings")
FOUND = crossings.crossings(START, STORE)
ANJU = place.make(FOUND, NOW, "510904", "zh")


def test_anju_is_tied_most_to_its_neighbour():
    first = ANJU.partners[0]
    assert first.name == "潼南区"
    assert "安居—潼南城乡教育一体化专项协议" in [one.title for one in first.subjects]
    assert ANJU.missing == ("养老康养",)
    assert [one.name for one in ANJU.segments] == ["安居区—潼南区"]
    assert ANJU.report.startswith(f"安居区与对侧{len(ANJU.partners)}地有生效联系{ANJU.ties}条（潼南区{first.ties}、")
    assert ANJU.report.endswith("没有查到联系的领域：养老康养。")


def test_every_fact_behind_its_ties_has_its_sources():
    subjects = [one for partner in ANJU.partners for one in partner.subjects]
    assert all(one.sources for one in subjects)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("vintage", list(Vintage))
def test_numbers_agree_for_every_unit(vintage, lang):
    edition = STORE.at(vintage)
    found = crossings.crossings(replace(START, vintage=vintage), STORE)
    titles = [edition.catalog.domains[domain].title.say(lang) for domain in found.domains]
    at_the_border = set(found.pairs.table[["sichuan_adcode", "chongqing_adcode"]].to_numpy().ravel())
    for code in (code for code in gazetteer.units(edition) if code.endswith("00") or code in at_the_border):
        told = place.make(found, edition, code, lang)
        assert sum(n for _, n in told.tied) == told.ties
        assert all(sum(n for _, n in one.domains) == one.ties for one in told.partners)
        assert sorted([*(title for title, _ in told.tied), *told.missing]) == sorted(titles)
        assert ({"zh": f"{told.ties}条", "en": f" {told.ties:,} tie"}[lang] in told.report) == bool(told.ties)


def test_both_provinces_have_all_ties_in_force():
    for code in ("500000", "510000"):
        told = place.make(FOUND, NOW, code, "zh")
        assert told.ties == FOUND.tally.in_force
        assert told.province == 0  # they are among them
    assert ANJU.province == FOUND.province > 0


def test_a_place_without_a_border_has_no_pair():
    assert place.make(FOUND, NOW, "510104", "zh").segments == ()


def test_nothing_that_narrows_a_list_changes_it():
    narrowed = replace(START, words="教育", focus="510904", only=True)
    assert place.make(crossings.crossings(narrowed, STORE), NOW, "510904", "zh") == ANJU


def test_it_answers_the_question_asked():
    asked = START.with_selections({"ties": Selection.of({"domain": ["eldercare"]})})
    told = place.make(crossings.crossings(asked, STORE), NOW, "510904", "zh", "养老康养领域")
    assert (told.ties, told.domains, told.missing) == (0, 1, ("养老康养",))
    assert told.report == "没有查到安居区与对侧的生效联系（查了养老康养）。（养老康养领域）"


def test_of_no_unit_nothing_is_told():
    assert place.make(FOUND, NOW, "110000", "zh") is None
