"""Tables that change while the server runs: what is taken, what is refused and told, what is let go."""

import ast
import gc
import re
import shutil
import weakref
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geodata import whole_file
from geodata.boundaries.vintage import Vintage
from geodata.briefing import default
from geodata.catalog.load import load as catalogue
from geodata.catalog.pick import Pick
from geodata.narrative import page
from geodata.narrative.cards import card
from geodata.query import gazetteer, results, scene
from geodata.sources import last_good, model
from geodata.sources.combined import Combined
from geodata.sources.folder import Folder
from geodata.sources.last_good import LastGood
from geodata.store import live, store
from geodata.store.kept import forget
from geodata.store.live import Live
from geodata.store.store import Store
from geodata.text import days
from layers import compose, geometry, symbols
from layers.renderers.deck import deck
from layers.renderers.svg import sketch
from pages._http.arrival.picture import Window, first
from pages._http.routes import served_routes
from tests.pages.driver import opened, words
from tests.test_architecture import ROOT, SOURCES

CATALOG = catalogue()
DATASETS = [one for one in CATALOG.datasets.values() if not one.derived]
CLIENT = TestClient(Starlette(routes=served_routes()))


class Published:
    """A folder as somebody publishes it: each content in a folder of its own, and a link that leads to one of them."""

    def __init__(self, place: Path) -> None:
        self.place, self.link, self.count = place, place / "published", 0
        self.publish(lambda _folder: None)

    def publish(self, change) -> None:
        folder = self.place / f"content-{self.count}"
        shutil.copytree(self.link if self.count else CATALOG.tables, folder)
        change(folder)
        (draft := self.place / "draft").symlink_to(folder)
        draft.replace(self.link)
        self.count += 1

    def edit(self, file: str, old: str, new: str) -> None:
        def change(folder: Path) -> None:
            text = (folder / file).read_text(encoding="utf-8")
            assert old in text
            (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

        self.publish(change)


@pytest.fixture(autouse=True)
def apart(monkeypatch):
    """What these tests put in the present store's place is gone after each."""
    monkeypatch.setattr(store._Present, "store", None)
    monkeypatch.setattr(live._Watched, "live", None)
    yield
    forget()


@pytest.fixture
def published(tmp_path):
    return Published(tmp_path)


def watched(folder: Path, kept: Path) -> Live:
    return Live(Combined([(Folder(DATASETS, folder, model.FOLDER), DATASETS)]), LastGood(kept, DATASETS))


@pytest.fixture
def following(published, tmp_path, monkeypatch):
    """A source that is followed, and has been read once."""
    made = watched(published.link, tmp_path / "kept")
    monkeypatch.setattr(live._Watched, "live", made)
    store.put(made.first())
    return made


def first_name() -> str:
    return store.load().get("hospitals")["name_zh"].iloc[0]


def test_the_same_tables_are_the_same_data(following):
    assert store.load().version == Store().version
    assert not following.look(store.put)
    assert following.status.trouble is None
    assert following.status.say("zh") == ""


def test_what_changes_is_taken(following, published):
    before, version, stamp = store.load(), store.load().version, live.stamp()
    published.edit("hospitals.csv", first_name(), "改过名的医院")
    assert following.look(store.put)
    assert first_name() == "改过名的医院"
    assert store.load().version != version
    assert live.stamp() != stamp
    assert before.facts["hospitals"]["name_zh"].iloc[0] != "改过名的医院"
    assert store.load().facts["education"] is before.facts["education"]


def test_what_reads_the_same_is_not_made_again(following, published):
    before = store.load().at(Vintage.TODAY)
    counties, ties, land = before.get("counties"), before.get("ties"), compose.basemap.below(before)
    published.edit("hospitals.csv", first_name(), "改过名的医院")
    following.look(store.put)
    after = store.load().at(Vintage.TODAY)
    assert after.get("counties") is counties
    assert compose.basemap.below(after)[0] is land[0]
    assert after.get("ties") is not ties
    assert set(after.get("ties")["id"]) == set(ties["id"])


def test_what_is_taken_over_is_what_would_be_made(following, published):
    before = store.load()
    for vintage in Vintage:
        before.at(vintage).warm()
    published.publish(lambda folder: drop_last(folder / "corridor_nodes.csv"))
    following.look(store.put)
    anew = Store(tables=store.load().catalog.tables)
    for vintage in Vintage:
        for id in anew.catalog.datasets:
            pd.testing.assert_frame_equal(store.load().get(id, vintage), anew.get(id, vintage))


def drop_last(path: Path) -> None:
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")


def test_a_broken_row_is_refused_and_told_until_it_is_mended(following, published):
    version = store.load().version
    published.edit("hospitals.csv", first_name(), "")
    for _ in range(2):  # the second time it is known already
        assert not following.look(store.put)
        assert store.load().version == version
        assert "截至" in following.status.say("zh")
        assert "1处" in following.status.say("zh")
        assert following.status.say("en").endswith("not taken (1 cell to mend; the page then follows)")
        assert following.status.problems[0].say("zh").startswith("hospitals.csv 第2行「name_zh」列")
    published.publish(lambda folder: shutil.copy(CATALOG.tables / "hospitals.csv", folder))
    assert not following.look(store.put)  # it is what is shown
    assert following.status.trouble is None


def test_all_problems_are_told_at_once(following, published):
    published.edit("hospitals.csv", first_name(), "")
    published.edit("education.csv", "id,name_zh,name_en", "id,title_zh,name_en")
    following.look(store.put)
    told = [problem.say("zh") for problem in following.status.problems]
    assert len(told) == 2
    assert any("缺：['name_zh']" in one for one in told)


def test_a_folder_that_is_gone_keeps_what_was_read(following, published):
    version, seen = store.load().version, following.status.as_of
    published.link.unlink()
    assert not following.look(store.put)
    assert store.load().version == version
    assert following.status.say("zh") == f"截至{days.clock(seen, 'zh')}的数据，发布目录读不到，恢复后自动更新"
    assert following.status.as_of == seen


def test_data_that_pass_the_checks_and_break_something_are_not_taken(following, published, caplog):
    def breaks(_store: Store) -> None:
        raise KeyError("nobody thought of that")

    version = store.load().version
    published.edit("hospitals.csv", first_name(), "改过名的医院")
    assert not following.look(breaks)
    assert "nobody thought of that" in caplog.text
    assert store.load().version == version
    assert "日志" in following.status.say("zh")
    assert not following.look(store.put)  # not tried again until it changes
    published.edit("hospitals.csv", "改过名的医院", "又改过名的医院")
    assert following.look(store.put)


def test_a_full_disk_keeps_what_is_shown_and_is_tried_again(following, published, monkeypatch):
    published.edit("hospitals.csv", first_name(), "改过名的医院")
    with monkeypatch.context() as disk:
        disk.setattr(whole_file, "write", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        assert not following.look(store.put)
        assert following.status.trouble
    assert following.look(store.put)
    assert following.status.trouble is None


def test_a_start_without_the_source_goes_on_with_what_was_read_last(following, published, tmp_path, monkeypatch):
    published.edit("hospitals.csv", first_name(), "改过名的医院")
    following.look(store.put)
    version, seen = store.load().version, following.status.as_of
    published.link.unlink()
    monkeypatch.setattr(store._Present, "store", None)
    again = watched(published.link, tmp_path / "kept")
    assert again.first().version == version
    assert again.status.trouble
    assert abs((again.status.as_of - seen).total_seconds()) < 5


@pytest.mark.usefixtures("following")
@pytest.mark.parametrize("kept", ["none", "lost", "broken"])
def test_a_start_without_anything_shows_the_shipped_tables_and_says_so(kept, published, tmp_path):
    if kept == "none":
        shutil.rmtree(tmp_path / "kept")
    else:
        good = tmp_path / "kept" / (tmp_path / "kept" / "good").read_text()
        shutil.rmtree(good) if kept == "lost" else (good / "hospitals.csv").write_text("id\n")
    published.link.unlink()
    again = watched(published.link, tmp_path / "kept")
    assert again.first().version == Store().version
    assert again.status.as_of is None
    assert again.status.say("zh") == "随软件提供的数据，发布目录读不到，恢复后自动更新"


def test_of_what_was_read_only_the_last_two_stay_on_disk(following, published, tmp_path, monkeypatch):
    monkeypatch.setattr(last_good, "_OLD_S", -1)
    name = first_name()
    for n in range(4):
        published.edit("hospitals.csv", name, name := f"第{n}次改名的医院")
        assert following.look(store.put)
    assert len([one for one in (tmp_path / "kept").iterdir() if one.is_dir()]) == 2
    assert store.load().catalog.tables.is_dir()


def use(asked: Store) -> None:
    """Ask a store much of what pages ask."""
    view = replace(scene.default(asked, "explore"), focus="500151")
    shown = results.shown(view, asked)
    drawing = compose.draw(view, asked, shown)
    address, atlas = symbols.icon_atlas(asked)
    deck.to_deck(drawing.layers, drawing.view, "zh", "/", (address, atlas))
    edition = asked.at(Vintage.TODAY)
    card.make(edition, Pick.of("hospitals", asked.get("hospitals")["id"].iloc[0]), "zh", days.today())
    page.told(view, asked)
    gazetteer.find(edition, "潼南")
    default.default(asked)
    first(view, asked, Window())
    sketch.svg(edition, ["500152"], [], "zh", "图")


def test_a_store_that_was_replaced_is_let_go_with_all_it_held(following, published):
    for address in ("/lite/zh/", "/lite/zh/place/500152?want=health", "/lite/map", "/api/datasets/hospitals.csv"):
        assert CLIENT.get(address).status_code == 200
    use(store.load())
    gone = [weakref.ref(store.load()), weakref.ref(store.load().get("hospitals"))]
    published.edit("hospitals.csv", first_name(), "改过名的医院")
    assert following.look(store.put)
    use(store.load())
    forget()
    gc.collect()
    assert [one() for one in gone] == [None, None]


def test_open_pages_still_get_what_was_drawn_before_and_later_it_goes(following, published, monkeypatch):
    def take(new: Store) -> None:
        with geometry.of_successor():
            compose.publish(new.at(Vintage.TODAY))
            store.put(new)

    def drawn() -> str:
        edition = store.load().at(Vintage.TODAY)
        dataset, table = edition.catalog.datasets["hospitals"], edition.get("hospitals")
        return compose.KINDS["site"](edition, results.Shown(dataset, table, table["id"].notna()))[0].address

    compose.publish(store.load().at(Vintage.TODAY))
    ground = compose.basemap.below(store.load().at(Vintage.TODAY))[0].address
    addresses, name = [drawn()], first_name()
    for n in range(3):
        published.edit("hospitals.csv", name, name := f"第{n}次改名的医院")
        assert following.look(take)
        addresses.append(drawn())
    assert len(set(addresses)) == 4
    assert all(geometry.body(one) for one in addresses)
    monkeypatch.setattr(geometry, "KEPT_S", -1)
    published.edit("hospitals.csv", name, "最后改名的医院")
    assert following.look(take)
    assert [bool(geometry.body(one)) for one in [*addresses, drawn()]] == [False, False, False, True, True]
    assert geometry.body(ground)


def test_what_fails_while_it_is_drawn_leaves_the_present_drawings():
    count = len(geometry._BEGUN)
    with pytest.raises(KeyError), geometry.of_successor():
        raise KeyError
    assert len(geometry._BEGUN) == count


def test_health_tells_how_what_is_served_stands_to_its_source(following, published):
    assert CLIENT.get("/health").json()["source"]["trouble"] is None
    assert CLIENT.get("/live").json()["shown"] == live.stamp()
    published.edit("hospitals.csv", first_name(), "")
    following.look(store.put)
    told = CLIENT.get("/health").json()
    assert told["status"] == "ok"
    assert "有误" in told["source"]["trouble"]["zh"]
    assert "hospitals.csv" in told["source"]["problems"][0]["en"]
    assert "有误" in CLIENT.get("/lite/zh/").text
    assert CLIENT.get("/live").json()["shown"] == live.stamp() != ""


def followed(at) -> bool:
    """Whether a page has the browser look for other data."""
    return any("follow" in one.proto.component_name for one in at.get("bidi_component"))


def test_every_page_says_as_of_when_its_data_are(following, published):
    published.link.unlink()
    following.look(store.put)
    at = opened("sources.py", lang="zh")
    assert "发布目录读不到" in words(at)
    assert followed(at)
    assert "cannot be read" in words(opened("eldercare.py", lang="en"))


def test_where_tables_do_not_change_nothing_follows_them():
    assert live.status() is None
    assert live.stamp() == ""
    assert CLIENT.get("/live").json() == {"shown": ""}
    assert "source" not in CLIENT.get("/health").json()
    assert not followed(opened("sources.py"))


def test_what_can_wait_is_done_in_steps_and_gives_way_to_what_is_new(monkeypatch):
    done: list[str] = []
    looks = iter([True, True, False, False, False, None])

    class Scripted:
        def wait(self, seconds=None):
            done.append(f"wait {seconds}")

        def look(self, _take):
            if (found := next(looks)) is None:
                live._Watched.live = None
            return bool(found)

    def settle():
        done.append("first")
        yield
        done.append("last")

    monkeypatch.setattr(live._Watched, "live", Scripted())
    live.watch(store.put, settle)
    assert [one for one in done if "wait" not in one] == ["first", "first", "first", "last"]
    assert done[:5] == ["first", "wait 0", "wait 3", "first", "wait 0"]


def test_where_tables_do_not_change_what_can_wait_is_done_at_once():
    done: list[int] = []
    live.watch(store.put, lambda: (done.append(n) for n in range(3)))
    assert done == [0, 1, 2]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_cache_of_a_module_holds_a_store(path):
    """What is remembered of a store is kept with it (store/kept.py): a module's cache would hold it for ever."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            given = {ast.unparse(one.annotation) for one in node.args.args if one.annotation}
            if given & {"Store", "Edition"}:
                worn = [ast.unparse(one) for one in node.decorator_list]
                assert not [one for one in worn if re.match(r"(lru_cache|cache|kept)\b", one)], node.name
