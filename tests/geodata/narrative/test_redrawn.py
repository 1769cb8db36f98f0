"""Why a county is not what it was: day, decision and source are told wherever it is chosen."""

import pytest

from geodata.boundaries.vintage import Vintage
from geodata.narrative import redrawn
from geodata.store.store import load

STORE = load()


@pytest.mark.parametrize(
    ("vintage", "code", "towns"),
    [
        (Vintage.TODAY, "500105", "江北区全部并入"),
        (Vintage.TODAY, "500109", "五镇划归北碚区"),
        (Vintage.Y2021, "500112", "并入两江新区"),
    ],
)
def test_a_county_that_changed_says_when_how_and_who_says_so(vintage, code, towns):
    change = redrawn.of_county(STORE.at(vintage), code, "zh")
    assert change.told.startswith("2025年11月6日")
    assert towns in change.told
    assert change.sources[0].small("zh") == "媒体 · 2025-11-07 · 未存链接"
    assert redrawn.of_county(STORE.at(vintage), "500152", "zh") is None


def test_an_old_name_leads_to_the_decision_that_ended_it():
    assert "并入两江新区" in redrawn.of_name(STORE, "渝北区", "zh").told
    ended = redrawn.of_name(STORE, "江北县", "zh")
    assert "1994年" in ended.told
    assert "国函〔1994〕138号" in ended.sources[0].title
    assert redrawn.of_name(STORE, "潼南区", "zh") is None


def test_only_counties_without_figures_are_told_of():
    told = redrawn.without_figures(STORE.at(Vintage.TODAY), ["500109", "511623"], "zh")
    assert told.told.startswith("北碚区没有今日范围的普查数")
    assert redrawn.without_figures(STORE.at(Vintage.TODAY), ["511623"], "zh") is None
    assert redrawn.without_figures(STORE.at(Vintage.Y2021), ["500109"], "zh") is None
