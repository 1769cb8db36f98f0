"""The page Eldercare: sites, supply and agreements agree with the rows shown."""

from dataclasses import replace

import pytest

from geodata.narrative import summary
from geodata.query import scene
from geodata.query.results import shown
from geodata.query.selection import Selection
from geodata.store.store import load
from pages._ui.words import eldercare as words_eldercare
from tests.pages.driver import drawn, layer, named, opened, page_at, query, words

STORE = load()
START = scene.default(STORE, "eldercare")
PAGE = "eldercare.py"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "wanted", [{}, {"cross_border": ["yes"]}, {"category": ["nursing_home"], "operator_type": ["public"]}], ids=str
)
def test_sentence_map_chart_and_tables_agree(wanted, lang):
    filters = {f"eldercare.{name}": ",".join(values) for name, values in wanted.items()}
    at = opened(PAGE, lang=lang, **filters)
    assert not at.exception
    given = replace(START.with_selections({"eldercare": Selection.of(wanted)}), lang=lang)
    rows = shown(given, STORE)
    assert summary.eldercare(given, rows) in words(at)
    assert drawn(at, "eldercare") == len(at.dataframe[0].value) == rows["eldercare"].count
    at.button_group(key="view:eldercare").set_value("demand").run()
    collected = words_eldercare.DEMAND_COLUMNS["sites"].say(lang)
    assert at.dataframe[0].value[collected].sum() == rows["eldercare"].count
    assert query(at) == {"lang": lang, "view": "demand"} | filters
    at.button_group(key="supply").set_value("city").run()
    assert at.dataframe[0].value[collected].sum() == rows["eldercare"].count
    assert query(at) == {"lang": lang, "view": "demand", "by": "city"} | filters


def test_the_bases_the_paper_names_stand_out():
    at = page_at(PAGE)
    for code, name in (("500111", "大足"), ("510400", "攀枝花")):
        assert layer(at, f"base-{code}")
        assert named(at).count(name) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_agreements_are_listed(lang):
    at = opened(PAGE, lang=lang)
    at.button_group(key="view:eldercare").set_value("agreements").run()
    assert not at.exception
    assert len(at.dataframe[0].value) == len(STORE.get("eldercare_policy"))


def test_nothing_breaks_when_nothing_is_left():
    at = opened(PAGE, **{"eldercare.category": "industry_park", "eldercare.operator_type": "private"})
    for view in ("eldercare", "demand", "agreements"):
        at.button_group(key="view:eldercare").set_value(view).run()
        assert not at.exception
    assert not opened(PAGE, show="none").exception


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_is_said_of_how_many_cities_the_old_are_counted_and_that_rates_speak_of_the_collection(lang):
    at = opened(PAGE, lang=lang)
    at.button_group(key="view:eldercare").set_value("demand").run()
    assert ("每万老人收录" if lang == "zh" else "Per 10,000 aged 60+") in at.dataframe[0].value
    assert any(("不是供给水平" if lang == "zh" else "not of supply") in caption.value for caption in at.caption)
    told = words(at)
    assert ("22个市级单元中22个有数" if lang == "zh" else "known for 22 of 22 cities") in told
    counties = "220个区县中218个有老龄占比" if lang == "zh" else "known for 218 of 220 counties"
    assert any(counties in caption.value for caption in at.caption)


def test_papers_on_eldercare_come_first():
    at = opened(PAGE)
    at.button_group(key="view:eldercare").set_value("agreements").run()
    speak = at.dataframe[0].value["所涉领域"].str.contains("养老").tolist()
    assert speak == sorted(speak, reverse=True)
    assert 0 < sum(speak) < len(speak)
