"""The page Crossings: words, filters, tables and links agree with the answer behind them."""

import re
from dataclasses import replace

import pytest

from geodata.narrative import crossings as account
from geodata.query import crossings, scene
from geodata.query.selection import Selection
from geodata.store.store import load
from layers import palette
from pages._ui.session import state
from tests.pages.driver import go, layer, opened, page_at, query, spec, words

STORE = load()
START = scene.default(STORE, "crossings")
PAGE = "crossings.py"


def found(**wanted: list[str]) -> crossings.Crossings:
    return crossings.crossings(START.with_selections({"ties": Selection.of(wanted)}), STORE)


def keyed(at, key: str):
    """The table whose key begins so."""
    return next(table for table in at.dataframe if table.proto.id.split("-", 2)[2].startswith(key))


def test_the_first_view_says_what_crosses_and_where_the_border_cuts():
    at = page_at(PAGE)
    assert not at.exception
    assert all(part in words(at) for part in account.parts(START, STORE, found()))
    assert query(at) == {"lang": "zh"}
    told = layer(at, "border_pairs-3-line")["getLineColor"]  # one layer with the colours of all classes
    assert all(str(list(color)) in told for color in palette.INTEGRATION)
    assert layer(at, "crossings")
    assert layer(at, "ties") is None
    ranked = keyed(at, "ranked").value
    assert ranked["领域"].tolist() == sorted(ranked["领域"])
    assert len(ranked) == 29


@pytest.mark.parametrize(
    "wanted",
    [
        {"domain": ["transport"]},
        {"strength": ["line"]},
        {"domain": ["tourism", "health"], "strength": ["area_agreement"]},
    ],
    ids=str,
)
def test_domains_and_evidence_narrow_everything_at_once(wanted):
    at = opened(PAGE)
    for column, values in wanted.items():
        at.button_group(key=f"ties.{column}").set_value(values)
    at.run()
    assert not at.exception
    made = found(**wanted)
    assert f"生效联系{made.tally.in_force}条" in words(at)
    assert keyed(at, "ranked").value["联系"].sum() == made.pairs.rows["ties"].sum()
    assert len(keyed(at, "table-gaps").value) == made.gaps.count
    assert {name.split(".")[1] for name in query(at) if name.startswith("ties.")} == set(wanted)
    again = opened(PAGE, **query(at))
    assert words(again) == words(at)


@pytest.mark.parametrize("view", ["gaps", "matrix", "border_pairs", "ties", "crossings"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_view_below_the_map_opens_in_both_languages(view, lang):
    at = opened(PAGE, lang=lang)
    at.button_group(key="view:crossings").set_value(view).run()
    assert not at.exception
    if view == "matrix":
        assert int(keyed(at, "matrix").value.iloc[0, 0]) == found().tally.in_force
    else:
        assert len(keyed(at, f"table-{view}").value) == found().tables[view].count
    formats = {button.key.removeprefix("download-") for button in at.get("download_button")}
    assert {"csv", "xlsx", "geojson", "gpkg"} <= formats  # gaps too: each has its piece of the border


def test_the_matrix_can_be_by_domain_and_sums_to_the_same():
    at = opened(PAGE, matrix="domain")
    at.button_group(key="view:crossings").set_value("matrix").run()
    table = keyed(at, "matrix").value
    assert table.iloc[0, 0] == table.iloc[1:, 1:].to_numpy().sum() == found().tally.in_force
    assert set(table.columns[1:]) == {STORE.catalog.domains[id].title.zh for id in found().domains}


def test_a_narrow_choice_can_be_taken_back():
    at = opened(PAGE, **{"ties.sichuan_city": "泸州市", "ties.chongqing_county": "大足区"})
    assert "所选范围内没有毗邻县对" in words(at)
    at.button_group(key="view:crossings").set_value("matrix").run()
    at.button(key="matrix-clear").click().run()
    assert query(at) == {"lang": "zh", "view": "matrix"}


def test_a_pair_opens_its_dossier_and_closing_brings_the_ranking_back():
    at = opened(PAGE, pick="border_pairs:511083-500153")
    told = words(at)
    assert "隆昌市与荣昌区共界约50公里" in told
    assert "成渝高速铁路" in told
    html = "".join(element.proto.body for element in at.get("html"))
    assert 'href="/?lang=zh&amp;pick=corridors%3Ahsr-chengyu"' in html
    assert 'href="/crossings?lang=zh&amp;pick=crossings%3Ahsr-chengyu-1"' in html
    at.button(key="card-ties").click().run()
    assert layer(at, "ties")
    at.button(key="card-close").click().run()
    assert "可直接引用" not in words(at)
    assert len(keyed(at, "ranked").value) == 29


def test_an_empty_answer_says_so_and_what_to_loosen():
    at = page_at(PAGE, **{"ties.domain": "health", "ties.strength": "line"})
    assert not at.exception
    assert "医疗卫生领域，按“线路跨界”计，29个毗邻县对都未见联系。" in words(at)
    assert re.search("去掉“领域”可见\\d+条", words(at))


@pytest.mark.parametrize("compare", ["closed", "2020"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_two_maps_stand_side_by_side_with_the_same_camera(compare, lang):
    at = page_at(PAGE, compare=compare, lang=lang)
    assert not at.exception
    specs = [spec(at, n) for n in (0, 1)]
    assert specs[0]["initialViewState"] == specs[1]["initialViewState"]
    other, there = crossings.compared(replace(START, compare=compare, lang=lang), STORE)
    assert account.brief(other, there, closed=compare == "closed") in words(at)
    told, came = account.came(replace(START, compare=compare, lang=lang), STORE, found(), there)
    assert told in words(at)
    assert came.count in [len(table.value) for table in at.dataframe]


def test_the_year_moves_everything_and_the_years_can_play():
    at = opened(PAGE)
    at.slider(key="year:crossings").set_value(2020).run()
    then = crossings.crossings(replace(START, year=2020), STORE)
    assert f"生效联系{then.tally.in_force}条" in words(at)
    assert query(at)["year"] == "2020"
    at.toggle(key=state.PLAY).set_value(True).run()
    assert not at.exception


def test_the_filters_of_crossings_and_explore_do_not_meet():
    at = opened(PAGE, **{"ties.domain": "tourism"})
    go(at, "explore.py")
    assert query(at) == {"lang": "zh"}
    go(at, PAGE)
    assert query(at) == {"lang": "zh", "ties.domain": "tourism"}


@pytest.mark.parametrize("asof", ["today", "2021"])
def test_both_vintages_have_their_own_pairs(asof):
    at = page_at(PAGE, asof=asof)
    assert not at.exception
    names = set(keyed(at, "ranked").value["县对"])
    assert ("华蓥市—北碚区" in names) == (asof == "today")
    assert ("华蓥市—渝北区" in names) == (asof == "2021")


def test_the_light_map_knows_how_much_room_it_has():
    at = page_at(PAGE, map="light", compare="closed")
    sources = [frame.proto.src for frame in at.get("iframe")]
    assert ["other=1" in source for source in sources] == [True, False]  # what it is compared with stands left
    assert all("page=crossings" in source and "frame=" in source for source in sources)
