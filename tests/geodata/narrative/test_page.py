"""What is told of a scene: what was found on it, and figures that come from the same rows."""

import re
from dataclasses import replace

import pytest

from geodata.catalog.pages import WITH_MAP
from geodata.narrative.cards import dossier
from geodata.narrative.findings import key_figures
from geodata.narrative.page import told
from geodata.query import crossings, results, scene, url
from geodata.query.residents import answer
from geodata.query.scene_fields import CLOSED
from geodata.query.selection import Selection
from geodata.store.store import load
from geodata.text import LANGS
from tests.seen import first

STORE = load()
CUT = "border_pairs:511681-500109"
CHINESE = re.compile("[\u3000-\u9fff]")


def asked(page, **query):
    given, ignored = url.from_query(query, STORE, page)
    assert not ignored
    return given


def numbers(text):
    return {int(part.replace(",", "")) for part in re.findall(r"\d[\d,]*", text)}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("page", list(WITH_MAP))
def test_a_page_is_told_in_full(page, lang):
    found = told(first(page, lang), STORE)
    assert 3 <= len(found.figures) <= key_figures.MOST_FIGURES
    assert found.title
    assert found.sources
    assert found.filter == ""
    for dataset in (part.dataset for part in found.shown.values()):
        assert dataset.title.say(lang) in found.sources
        assert dataset.as_of in found.sources
    if lang == "en":
        text = "".join([found.title, found.sentence, found.sources, found.caveat, *map("".join, found.figures)])
        assert not CHINESE.search(text)


def test_figures_are_counted_from_the_rows_shown():
    given = scene.default(STORE, "tourism").with_selections({"tourism": Selection.of({"grade": ["5A"]})})
    rows = results.shown(given, STORE)["tourism"].rows
    found = told(given, STORE)
    assert str(int(rows["cross_border"].sum())) in [figure.number for figure in found.figures]
    assert "5A" in found.filter
    assert "5A" in found.title  # a headline says no more than its map


def test_a_dataset_that_is_filtered_tells_of_how_many():
    given = replace(scene.default(STORE), layers=("tourism",))
    given = given.with_selections({"tourism": Selection.of({"grade": ["5A"]})})
    shown = results.shown(given, STORE)["tourism"]
    assert f"{shown.count}/{len(shown.table)}" in [figure.number for figure in told(given, STORE).figures]


def test_the_circle_is_told_where_areas_are_shown():
    found = told(asked("explore", show="metro_areas"), STORE)
    inside = STORE.get("counties").query("in_scope")
    assert {figure.number for figure in found.figures} >= {str(len(inside)), "185,000"}


@pytest.mark.parametrize("lang", LANGS)
def test_a_border_pair_is_told_by_its_dossier(lang):
    given = replace(asked("crossings", pick=CUT), lang=lang)
    made = dossier.make(crossings.crossings(given, STORE), STORE.at(given.vintage), CUT.partition(":")[2], lang)
    found = told(given, STORE)
    assert made.title in found.title
    assert f"{made.integration}" in found.title
    assert found.figures[0].number == f"{made.integration}/{made.domains}"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("page", "pick"),
    [
        ("explore", "tourism:cq-dazu"),
        ("transport", "corridors:hsr-chengyu"),
        ("eldercare", "eldercare:elder-pzh-jinbei"),
    ],
)
def test_what_is_picked_is_told_by_its_card(page, pick, lang):
    dataset, _, row = pick.partition(":")
    name = STORE.get(dataset).set_index("id").loc[row, f"name_{lang}"]
    found = told(asked(page, pick=pick, lang=lang), STORE)
    assert found.sentence.startswith(name)
    assert name in found.title
    assert not re.search(r"。。|\.\.|  ", found.sentence)
    if lang == "en":
        assert not CHINESE.search(found.sentence)


def test_what_a_map_is_compared_with_is_told():
    for compare in ("2020", CLOSED):
        plain, compared = (told(asked("crossings", **query), STORE) for query in ({}, {"compare": compare}))
        assert compared.sentence != plain.sentence
    assert all(year in told(asked("crossings", compare="2020"), STORE).title for year in ("2020", "今天"))


def test_a_title_of_ones_own_wins_and_is_one_line():
    found = told(replace(scene.default(STORE), title=" a\nb\x00\u202ec "), STORE)
    assert found.title == "a bc"


def test_the_place_in_focus_is_in_the_title():
    assert told(asked("explore", focus="500152"), STORE).title.startswith("潼南区：")


def test_the_numbers_on_a_citizens_map_are_told_beside_it():
    given = first("citizen")
    listed = answer.answer(STORE.at(given.vintage), given.focus, given.want).listed
    names = STORE.get("eldercare").set_index("id")["name_zh"]
    for n, hit in enumerate(listed, start=1):
        assert f"{n} {names[hit.pick.id]}" in told(given, STORE).caveat


def test_that_no_tie_found_is_not_no_tie_is_always_told():
    assert "不等于没有" in told(scene.default(STORE, "crossings"), STORE).caveat


@pytest.mark.parametrize("page", list(WITH_MAP))
@pytest.mark.parametrize("query", [{"show": "none"}, {"q": "没有这样的地方"}], ids=str)
def test_where_nothing_is_shown_something_is_told(page, query):
    assert told(asked(page, **query), STORE).sentence
