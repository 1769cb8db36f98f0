"""What concerns a place: known by eye for small cases, and laws for every unit."""

import pytest

from geodata.boundaries.vintage import Vintage
from geodata.catalog.pages import WITH_MAP
from geodata.narrative import crossings as account
from geodata.narrative import summary
from geodata.narrative.page import told
from geodata.query import crossings, locality, scene
from geodata.query.results import shown
from geodata.query.scene import Scene
from geodata.store import concerns
from geodata.store.store import load
from geodata.text import LANGS

STORE = load()
TONGNAN, HUAYING, LUZHOU, CHONGQING = "500152", "511681", "510500", "500000"
PLACES = {TONGNAN: "潼南区", HUAYING: "华蓥市", LUZHOU: "泸州市"}


def at(page: str, focus: str, lang="zh") -> Scene:
    base = scene.default(STORE, page)
    return Scene(layers=base.layers, page=page, focus=focus, lang=lang)


def test_a_corridor_concerns_where_it_stops_and_crosses():
    ids = concerns.concerns(STORE.at(Vintage.TODAY), "corridors", "511083")  # 隆昌
    assert "hsr-chengyu" in ids
    assert "hsr-chengyu" not in concerns.concerns(STORE.at(Vintage.TODAY), "corridors", HUAYING)


def test_a_corridor_without_a_line_concerns_where_its_source_lets_it_cross():
    assert "bus-dazu-anyue" in concerns.concerns(STORE.at(Vintage.TODAY), "corridors", "500111")


def test_a_crossing_concerns_both_counties_and_their_cities():
    points = STORE.get("crossings").query("id == 'hsr-chengyu-1'").iloc[0]
    for code in (points["sichuan_adcode"], points["chongqing_adcode"], points["sichuan_adcode"][:4] + "00", CHONGQING):
        assert "hsr-chengyu-1" in concerns.concerns(STORE.at(Vintage.TODAY), "crossings", code)
    assert "hsr-chengyu-1" not in concerns.concerns(STORE.at(Vintage.TODAY), "crossings", TONGNAN)


def test_an_agreement_of_a_city_concerns_its_counties_that_of_a_province_only_the_province():
    ties = STORE.get("ties")
    of_city = ties[ties["sichuan_adcode"].eq(LUZHOU) & ties["sichuan_id"].eq("")]["id"]
    county = concerns.concerns(STORE.at(Vintage.TODAY), "ties", "510522")  # 合江
    assert len(of_city)
    assert set(of_city) <= county
    both = ties[ties["sichuan_adcode"].eq("510000") & ties["chongqing_adcode"].eq(CHONGQING)]
    both = both[both["chongqing_id"].eq("") & both["sichuan_id"].eq("")]["id"]
    assert not set(both) & county
    assert set(both) <= concerns.concerns(STORE.at(Vintage.TODAY), "ties", CHONGQING)


def test_a_body_of_a_city_does_not_concern_each_of_its_counties():
    members = STORE.get("alliance_members")
    of_city = set(members.loc[members["adcode_today"] == "510100", "id"])
    assert of_city
    assert not of_city & concerns.concerns(STORE.at(Vintage.TODAY), "alliance_members", "510104")
    assert of_city <= concerns.concerns(STORE.at(Vintage.TODAY), "alliance_members", "510100")


@pytest.mark.parametrize("page", ["explore", "transport", "eldercare", "tourism", "alliances", "services"])
def test_both_provinces_together_hold_all_that_has_a_place(page):
    """Sites lie in one of the two, what crosses concerns both: nothing is lost."""
    parts = [locality.here(at(page, focus), STORE, shown(at(page, focus), STORE)) for focus in ("510000", CHONGQING)]
    for id, found in shown(at(page, ""), STORE).items():
        if id in parts[0] and id not in ("corridors", "mechanisms"):  # some of these name no place
            assert (parts[0][id].keep | parts[1][id].keep).equals(found.keep)


@pytest.mark.parametrize("focus", list(PLACES))
def test_the_pairs_told_of_a_place_are_those_it_is_part_of(focus):
    found = crossings.crossings(at("crossings", focus), STORE)
    mine = locality.crossings(at("crossings", focus), STORE, found)
    codes = mine.pairs.rows[["sichuan_adcode", "chongqing_adcode"]].to_numpy().ravel()
    prefix = focus.removesuffix("00") if focus == LUZHOU else focus
    assert mine.pairs.count == sum(code.startswith(prefix) for code in codes) > 0
    assert mine.ties.count < found.ties.count
    assert set(mine.gaps.rows["pair_id"]) <= set(mine.pairs.rows["id"])


def said(given: Scene) -> tuple[str, str]:
    """The sentence of a page: what stands first, and what is folded behind it."""
    if given.declared.answers == "ties":
        return account.parts(given, STORE, crossings.crossings(given, STORE))
    seen, answer = shown(given, STORE), getattr(summary, given.page, None)
    return (summary.lead(answer, given, STORE, seen), "") if answer else summary.parts(given, STORE, seen)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("focus", list(PLACES))
@pytest.mark.parametrize("page", [page for page in WITH_MAP if page != "citizen"])
def test_every_number_of_a_place_is_named_and_has_that_of_the_whole_beside_it(page, focus, lang):
    given = at(page, focus, lang)
    whole, found = told(at(page, "", lang), STORE), told(given, STORE)
    name, mark = locality.name(given, STORE), "全圈" if lang == "zh" else "whole circle"
    colon, each = ("：", "各类：") if lang == "zh" else (": ", "By kind: ")
    assert found.title.startswith(f"{name}{colon}")
    for n, (mine, all) in enumerate(zip(said(given), said(at(page, "", lang)), strict=True)):
        here, _, rest = mine.partition(f"{mark if lang == 'zh' else mark.capitalize()}{colon}")
        assert here.startswith(f"{name}{colon}") or n  # of a place of which nothing is shown there are no details
        assert rest == all.removeprefix(each)
    numbers = {figure.number for figure in whole.figures}
    assert found.figures
    for figure in found.figures:
        before, _, after = figure.label.rpartition(mark)
        assert before
        assert after.strip() in numbers


def test_the_transport_of_tongnan_is_not_that_of_the_whole_circle():
    found = told(at("transport", TONGNAN), STORE)
    here = locality.here(at("transport", TONGNAN), STORE, shown(at("transport", TONGNAN), STORE))
    assert found.figures[0].number == str(here["corridors"].crossing)
    assert found.figures[1].number == str(here["crossings"].count)
    assert here["crossings"].count < 10
    assert (here["crossings"].rows["chongqing_adcode"] == TONGNAN).all()
    assert "全圈57" in found.figures[0].label


def test_a_place_of_which_nothing_is_shown_is_told_so():
    assert said(at("eldercare", HUAYING))[0].startswith("华蓥市：所示内容中没有相关记录。全圈：")
    assert told(at("eldercare", HUAYING), STORE).title == "华蓥市：所示内容中没有相关记录"


def test_without_a_focus_nothing_is_told_of_the_whole():
    for page in WITH_MAP:
        assert "全圈" not in told(at(page, ""), STORE).sentence
