"""A session's own lists on every page: brought, filtered, read, counted, linked, drawn over HTTP, and gone again."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import pytest

from geodata.briefing import file, model
from geodata.intake.model import Meaning
from geodata.own import held
from geodata.own.beside import beside
from geodata.own.dataset import OwnList
from geodata.own.held import Held
from geodata.query import question, results
from geodata.query import scene as scenes
from geodata.store.store import load
from layers import compose
from layers.camera import DESKTOP
from pages._http.maps import light_map
from pages._ui import frame
from pages._ui.common import downloads
from pages._ui.session import cache, own
from pages._ui.words import common
from tests.geodata.own import made
from tests.pages.driver import go, opened, query, words

LISTS = (made.points(counted=True), made.lines(), made.areas(), made.statistic(), made.table())
Bring = Callable[..., None]


@pytest.fixture
def bring(monkeypatch) -> Bring:
    """What gives the session lists in its next run, before the page reads its store."""
    pending: list[tuple[OwnList, ...]] = []
    head = frame.heading

    def heading(name: str) -> None:
        while pending:
            own.put(pending.pop())
        head(name)

    monkeypatch.setattr(frame, "heading", heading)
    return lambda *lists: pending.append(lists)


@pytest.fixture(scope="module")
def extended():
    return beside(load(), LISTS)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_list_is_a_group_with_filters_table_and_downloads(bring, lang):
    bring(made.points())
    at = opened(lang=lang)
    assert not at.exception
    assert at.toggle(key="on:own1").value
    assert at.toggle(key="on:own1").label == "我的养老院 6/6"
    assert query(at)["show"].endswith(",own1")
    at.multiselect(key="own1.c1").set_value(["民办"]).run()
    assert at.toggle(key="on:own1").label == "我的养老院 3/6"
    assert "类别：民办" in words(at) if lang == "zh" else "类别: 民办" in words(at)
    at.button_group(key="view:explore").set_value("own1").run()
    told = at.dataframe[0].value
    assert told.iloc[0, 0] == "梁山老年公寓"
    assert {"类别", "床位", "开业"} <= set(told)
    assert {"download-csv", "download-gpkg"} <= {button.key for button in at.get("download_button")}


def test_a_row_has_a_card_that_says_whose_it_is(bring):
    bring(made.points())
    told = words(opened(pick="own1:own1-2"))
    for part in ("竹园养老院", "四川省达州市大竹县", "120", "20.6公里", "服务区域：大竹县;梁平区", "使用者自己的文件"):
        assert part in told, part


def test_a_counted_list_is_a_domain_of_crossings(bring):
    bring(made.points(counted=True))
    at = opened("crossings.py", **{"ties.domain": "own1"})
    assert not at.exception
    assert "own1" in at.button_group(key="ties.domain").value
    at.button_group(key="view:crossings").set_value("ties").run()
    told = [one.value.iloc[:, 0].tolist() for one in at.dataframe]
    assert ["竹园养老院—梁平区", "大竹县—梁山老年公寓"] in told


def test_every_page_is_drawn_with_lists_of_all_kinds(bring):
    bring(*LISTS)
    at = opened(lang="en")
    for page in ("crossings", "transport", "eldercare", "services", "citizen", "briefing", "sources", "explore"):
        assert not go(at, f"{page}.py").exception, page
    assert at.toggle(key="on:own5").value


def test_a_title_is_never_markup(bring):
    bring(replace(made.points(), title="**甲** [x](https://example.org) :red[乙]"))
    label = opened().toggle(key="on:own1").label
    assert label.startswith(r"\*\*甲\*\* \[x\]\(https\:\/\/example\.org\) \:red\[乙\]")


def test_a_link_to_somebodys_own_data_says_so_once_and_shows_the_rest(bring):
    asked = {"show": "eldercare,own1", "mine": "own1.000000", "own1.c1": "民办", "pick": "own1:own1-2"}
    at = opened(**asked)
    assert not at.exception
    assert words(at).count(common.SOMEBODYS_OWN.zh) == 1
    assert common.IGNORED.zh not in words(at)
    assert query(at)["show"] == "eldercare"
    bring(made.points())  # another list of the same id
    at = opened(**asked)
    assert words(at).count(common.SOMEBODYS_OWN.zh) == 1
    assert "own1.c1" not in query(at)


def test_a_page_opened_before_its_lists_were_there_is_opened_again_with_them(bring):
    one = made.points()
    at = opened(show="eldercare,own1", mine=f"own1.{one.mark}", **{"own1.c1": "民办"})
    assert common.SOMEBODYS_OWN.zh in words(at)
    bring(one)
    at.run()
    assert common.SOMEBODYS_OWN.zh not in words(at)
    assert at.toggle(key="on:own1").value
    assert query(at)["own1.c1"] == "民办"


def test_a_list_that_is_taken_away_leaves_nothing_behind(bring):
    bring(made.points())
    at = opened()
    at.multiselect(key="own1.c1").set_value(["民办"]).run()
    bring()
    at.run()
    assert not at.exception
    assert "own1" not in str(query(at))
    bring(made.lines("own1"))
    assert not at.run().exception
    assert at.multiselect(key="own1.c1").value == []
    assert at.toggle(key="on:own1").label == "我的公路 2/2"


def test_the_light_map_finds_the_lists_by_a_token_that_no_link_holds(bring):
    bring(made.points())
    at = opened(map="light")
    (address,) = (one.proto.src for one in at.get("iframe") if "/lite/map" in one.proto.src)
    assert f"&own={at.session_state['_own'].token}" in address
    assert at.session_state["_own"].token not in words(at)
    assert "own" not in query(at)


def test_over_http_a_token_draws_the_lists_and_an_unknown_one_says_that_they_are_gone(monkeypatch):
    seen = []
    draw = compose.draw

    def drawing(scene, store, shown, *args, **named):
        seen.append(set(shown))
        return draw(scene, store, shown, *args, **named)

    monkeypatch.setattr(compose, "draw", drawing)
    mine = Held((made.points(),))
    asked = {"show": "eldercare,own1", "frame": "400,300,0,0,0,0"}
    assert light_map.LOST.zh not in light_map.page({**asked, "own": mine.token})
    assert light_map.LOST.zh in light_map.page({**asked, "own": mine.token[:-1]})
    assert light_map.LOST.zh not in light_map.page(dict(asked))
    assert seen == [{"eldercare", "own1"}, {"eldercare"}, {"eldercare"}]
    assert "own=" not in question.light_map(scenes.default(load()), load(), tuple(DESKTOP[:4]))


def test_files_bear_the_headings_of_the_list_and_hold_no_formula(extended):
    rows = [("名称", Meaning.NAME, ["=1+1"]), ("ID", Meaning.TEXT, ["@x"]), ("lon", Meaning.TEXT, ["甲"])]
    store = beside(load(), [replace(made.points(), intake=made.intake([made.DAZHU], rows))])
    scene = replace(scenes.default(store), layers=("own1",))
    made_of = downloads.files(scene, store, results.shown(scene, store), "清单", "")
    head, row = csv.reader(io.StringIO(made_of["csv"]().decode("utf-8-sig")))
    assert head[:4] == ["id", "name", "ID 2", "lon_2"]
    assert row[:4] == ["own1-2", "'=1+1", "'@x", "甲"]
    assert {"geojson", "gpkg", "xlsx"} <= made_of.keys()
    scene = replace(scene, layers=("own1", "own2", "own3", "own4"))
    for make in downloads.files(scene, extended, results.shown(scene, extended), "清单", "").values():
        assert make()


def test_a_briefing_holds_its_lists_and_elsewhere_says_what_it_leaves_out(extended):
    scene = replace(scenes.default(extended), layers=("eldercare", "own1"))
    given = model.add(model.empty(extended, title="汇报"), scene)
    assert "我的养老院6条" in cache.told(scene, extended).said[0]
    text = file.to_json(given, extended)
    assert file.from_json(text, extended) == (given, [])
    found, left = file.from_json(text, load())
    assert found.scenes[0].layers == ("eldercare",)
    assert "对方自己的数据" in left[0].say("zh")


def test_nobody_else_has_the_lists(bring):
    bring(*LISTS)
    opened()
    assert not any(dataset.own for dataset in load().catalog.datasets.values())
    assert "on:own1" not in {toggle.key for toggle in opened().toggle}
    assert held.found("") is None


def test_a_list_of_ones_own_is_switched_on_though_a_link_meant_somebody_elses(bring):
    asked = {"show": "eldercare,own1", "mine": "own1.000000"}
    at = opened(**asked)
    bring(made.points())
    at.run()
    assert at.toggle(key="on:own1").value
    assert query(at)["show"] == "eldercare,own1"
