"""Only what concerns a place: what is listed is exactly that, what is said of a place or a pair stays."""

from dataclasses import replace

import pytest

from geodata.catalog.pages import PAGES
from geodata.narrative.filters import how_to_loosen
from geodata.narrative.page import told
from geodata.query import crossings, locality, scene, url
from geodata.query.results import shown
from geodata.query.scene import Scene
from geodata.store.store import load
from geodata.text import LANGS

STORE = load()
ANJU, TONGNAN, SUINING, JINJIANG = "510904", "500152", "510900", "510104"
PLACES = (ANJU, TONGNAN, SUINING, JINJIANG)
NARROWING = [id for id, page in PAGES.items() if page.narrows]


def at(page: str, focus: str = ANJU, **more) -> Scene:
    return replace(scene.default(STORE, page), focus=focus, only=True, **more)


@pytest.mark.parametrize("page", NARROWING)
def test_it_goes_through_a_link_and_back(page):
    given = at(page)
    query = url.to_query(given, STORE)
    assert query["only"] == "1"
    assert url.from_query(query, STORE, page) == (given, [])


def test_without_a_place_it_asks_nothing():
    back, ignored = url.from_query({"only": "1"}, STORE)
    assert (back.only, back.place, ignored) == (False, "", [])


def test_what_makes_no_sense_is_told():
    back, ignored = url.from_query({"focus": ANJU, "only": "yes"}, STORE)
    assert not back.only
    assert [one.field for one in ignored] == ["only"]


def test_the_page_for_citizens_asks_for_one_place_anyway():
    assert at("citizen").place == ""


@pytest.mark.parametrize("focus", PLACES)
@pytest.mark.parametrize("page", [page for page in NARROWING if PAGES[page].answers == "records"])
def test_what_is_listed_is_what_concerns_the_place(page, focus):
    given = at(page, focus)
    whole = replace(given, only=False)
    mine, all = shown(given, STORE), shown(whole, STORE)
    here = locality.here(whole, STORE, all)
    assert mine.keys() == all.keys()
    for id, found in mine.items():
        expected = here[id].keep if id in here else all[id].keep
        assert found.keep[~expected].sum() == 0
        assert found.count <= all[id].count
        assert found.counted["id"].tolist() == all[id].counted["id"].tolist()


@pytest.mark.parametrize("focus", PLACES)
def test_ties_pairs_gaps_and_crossings_follow(focus):
    given = at("crossings", focus)
    mine = crossings.crossings(given, STORE)
    here = locality.crossings(given, STORE, crossings.crossings(replace(given, only=False), STORE))
    for part in ("ties", "pairs", "gaps", "crossings"):
        assert getattr(mine, part).rows["id"].tolist() == getattr(here, part).rows["id"].tolist()
    matrix = crossings.matrix_ties(given, STORE)
    assert set(matrix["id"]) == set(mine.ties.rows["id"])


def test_what_is_said_of_a_pair_is_the_same():
    mine, all = (crossings.crossings(replace(at("crossings"), only=only), STORE) for only in (True, False))
    assert mine.pairs.table.equals(all.pairs.table)
    pair = mine.pairs.rows["id"].tolist()
    assert pair == ["510904-500152"]
    assert mine.at(pair[0])["id"].tolist() == all.at(pair[0])["id"].tolist()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("page", NARROWING)
def test_words_and_figures_are_of_the_place_alone_and_say_so(page, lang):
    found = told(at(page, TONGNAN, lang=lang), STORE)
    name, colon = {"zh": ("潼南区", "："), "en": ("Tongnan", ": ")}[lang]
    assert found.title.startswith(f"{name}{colon}")
    for whole in ("全圈", "hole circle"):
        assert whole not in found.title + found.sentence
        assert not [figure for figure in found.figures if whole in figure.label]
    assert found.figures


def test_where_nothing_is_left_the_way_back_is_told():
    given = at("tourism", "513232")  # 若尔盖县: in the province, outside of the circle
    found = shown(given, STORE)["tourism_routes"]
    assert not found.count
    assert "只看与此地有关" in how_to_loosen(given, found)
