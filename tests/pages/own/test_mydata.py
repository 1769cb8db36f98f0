"""The page for own data: a file is dropped, told of, asked about, mended, shown, kept, saved, opened again, removed."""

import json
import re
from dataclasses import replace

import pytest

from geodata.catalog import pages
from geodata.catalog.pages import offered
from geodata.configuration import Configuration
from geodata.intake.model import IntakeError, Meaning
from geodata.intake_settings import IntakeSettings
from geodata.own import examples, keeping, workspace
from geodata.query import url
from geodata.store.store import load
from geodata.text import LANGS, Text
from pages._http.arrival import doorway
from pages._ui import frame
from pages._ui.own import bringing, window
from pages._ui.words import mydata as words
from tests.pages.driver import drawn, go, opened, query
from tests.pages.driver import words as told

PAGE = "mydata.py"
STORE = load()
UNNAMED = "编号,经度,纬度\n" + "".join(f"{n},{104.06 + n * 0.01:.6f},{30.66 + n * 0.007:.6f}\n" for n in range(6))
BAD = "名称,区县,经度,纬度,床位\n甲院,潼南区,105.84,30.19,50\n乙院,潼南区,东经,30.2,60\n丙院,潼南区,105.9,30.1,很多\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Where the server keeps what is brought."""
    monkeypatch.setenv("CHENGYU_DATA", str(tmp_path))
    return tmp_path / "sessions"


def read(at):
    """Wait until the file has been read, and draw the page with what came of it."""
    for _ in range(3):
        pending = "_own_pending" in at.session_state and at.session_state["_own_pending"]
        if not pending:
            break
        assert pending.job.ended.wait(60)
        at.run()
    assert not at.exception
    return at


def drop(at, name: str, body: bytes | str):
    """Drop a file."""
    content = body.encode() if isinstance(body, str) else body
    at.file_uploader[0].set_value((name, content, "application/octet-stream")).run()
    return read(at)


def tried(id: str, **asked: str):
    """The page after an example was tried."""
    at = opened(PAGE, **asked)
    at.button(key=f"own-example-{id}").click().run()
    return read(at)


def lists(at):
    return at.session_state["_own"].lists


def test_where_an_administrator_wants_none_there_is_no_page(monkeypatch):
    off = Configuration(intake=IntakeSettings(mode="off"))
    monkeypatch.setattr(pages, "configuration", lambda: off)
    assert "mydata" not in offered()
    assert url.from_query({"lang": "en"}, STORE, "mydata")[0].page == "explore"
    assert doorway.page_at("/mydata") == ""
    at = opened()
    assert not at.exception
    assert "我的数据" not in [link.proto.label for link in at.get("page_link")]


@pytest.mark.parametrize("lang", LANGS)
def test_limits_and_whose_data_they_are_stand_beside_the_field(lang):
    at = opened(PAGE, lang=lang)
    assert all(part in told(at) for part in ("100", "1,000,000", "60", words.PRIVATE.say(lang), words.BEFORE.say(lang)))
    assert at.file_uploader[0].proto.max_upload_size_mb == 100


def test_a_gbk_file_with_baidu_coordinates_is_on_the_map_in_its_place():
    at = tried("points")
    rows = int((STORE.get("tourism")["coord_precision"] == "site").sum())
    assert f"“景区（示例）.csv”：{rows}条放进来了；{rows}条准确到点；" in told(at)
    assert drawn(at, "own1") == rows
    assert query(at)["show"] == "own1" or "show" not in query(at)
    (one,) = lists(at)
    truth = STORE.get("tourism").set_index("name_zh").geometry
    off = one.intake.table.set_index("name").geometry.to_crs(3857).distance(truth.to_crs(3857), align=True).dropna()
    assert len(off) == rows
    assert off.max() < 10
    assert not at.toggle(key="on:eldercare").value  # it stands alone at first
    assert at.multiselect(key="own1.c2").options


def test_the_list_goes_along_to_other_pages_and_into_a_briefing():
    at = tried("points")
    at.multiselect(key="own1.c3").set_value(["5A景区"]).run()
    assert query(at)["own1.c3"] == "5A景区"
    at.button(key="add").click().run()
    at.button(key="to-own").click().run()
    go(at, "briefing.py")
    assert not at.exception
    assert "景区（示例）" in told(at)
    go(at, "explore.py")
    assert at.toggle(key="on:own1").value


def test_places_with_several_meanings_are_asked_about_and_then_stand():
    at = tried("places")
    (before,) = lists(at)
    ((row, codes),) = before.intake.asked
    assert words.NEEDS.say("zh") in told(at)
    at.selectbox(key=f"own-place-own1-{row}").set_value(codes[1])
    at.button(key="own-settle-own1").click().run()
    read(at)
    (one,) = lists(at)
    assert one.intake.asked == ()
    assert one.intake.table.set_index("row").loc[row, "adcode"] == codes[1]
    assert words.NEEDS.say("zh") not in told(at)


@pytest.mark.parametrize("chosen", [0, 1])
def test_coordinates_that_may_be_several_are_drawn_twice_and_asked_about(chosen):
    at = drop(opened(PAGE), "点位.csv", UNNAMED)
    both = lists(at)
    assert len(both) == 2
    assert len({one.color for one in both}) == len({one.icon for one in both}) == 2
    assert words.WHICH_CRS_HINT.say("zh") in told(at)
    crs, intake = at.session_state["_own_brought"][0].readings[chosen]
    at.radio(key="own-crs-own1").set_value(crs)
    at.button(key="own-use-own1").click().run()
    read(at)
    (one,) = lists(at)
    assert one.title == "点位"
    assert one.intake is intake
    assert one.intake.position.decided == crs
    assert at.session_state["_own_brought"][0].how.reading == crs
    assert words.NEEDS.say("zh") not in told(at)


def test_each_cell_that_could_not_be_read_is_listed_and_rows_left_out_are_a_file():
    at = drop(opened(PAGE), "院.csv", BAD)
    cells = next(table.value for table in at.dataframe if "应当怎样" in table.value)
    assert cells["行"].tolist() == ["3", "4"]
    assert "东经" in cells["写的是"].tolist()[0]
    assert cells["这一行"].tolist() == ["没有收", "收了"]
    assert "1行没有收" in told(at)
    assert any(button.key == "own-refused-own1" for button in at.get("download_button"))


def test_a_column_is_mended_and_remembered_for_the_next_file():
    at = drop(opened(PAGE), "甲.csv", "名称,所在,数\n甲院,潼南区,5\n乙院,大足区,6\n丙院,荣昌区,7\n")
    one = at.session_state["_own_brought"][0]
    key = f"own-column-own1-{one.file[:8]}-2"
    at.selectbox(key=key).set_value(Meaning.BEDS)
    at.checkbox(key="own-keep-own1").set_value(True)
    next(button for button in at.button if button.label == words.READ_AGAIN.say("zh")).click().run()
    read(at)
    assert [one.meaning.value for one in lists(at)[0].intake.mapping][2] == "beds"
    drop(at, "乙.csv", "名称,所在,数\n丁院,潼南区,8\n")
    assert [one.meaning.value for one in lists(at)[1].intake.mapping][2] == "beds"
    assert words.BY_MEMORY.say("zh").rstrip("。") in told(at)


def test_name_colour_and_symbol_change_the_list():
    at = tried("points")
    at.text_input(key="own-title-own1").set_value("我的景区").run()
    at.button_group(key="own-color-own1").set_value("#117733").run()
    at.button_group(key="own-icon-own1").set_value("star").run()
    at.text_area(key="own-notes-own1").set_value("核对过").run()
    assert not at.exception
    (one,) = lists(at)
    assert (one.title, one.color, one.icon) == ("我的景区", "#117733", "star")
    assert "我的景区" in at.toggle(key="on:own1").label
    assert at.session_state["_own_brought"][0].notes == "核对过"


def test_places_served_are_told_and_counted_when_switched_on():
    body = "名称,区县,服务区域\n甲院,潼南区,安居区;遂宁市\n乙院,大足区,安岳县;月球\n丙院,荣昌区,荣昌区\n"
    at = drop(opened(PAGE), "院.csv", body)
    assert "有2条服务到对侧" in told(at)
    assert "月球" in told(at)
    at.toggle(key="own-counted-own1").set_value(True).run()
    assert not at.exception
    assert lists(at)[0].counted
    go(at, "crossings.py")
    assert not at.exception
    assert "院" in told(at)


def test_a_statistic_is_coloured_by_the_column_chosen():
    at = tried("numbers")
    assert lists(at)[0].dataset.shade == "c2"
    at.selectbox(key="own-shade-own1").set_value("c3").run()
    assert not at.exception
    assert lists(at)[0].dataset.shade == "c3"
    assert "60岁以上人口" in told(at)


def test_a_list_is_compared_with_a_shipped_one():
    at = tried("points")
    at.selectbox(key="own-against-own1").set_value("tourism").run()
    assert not at.exception
    rows = len(lists(at)[0].intake.table)
    assert f"两边都有{rows}，只在您这里0" in told(at)


def test_what_cannot_be_read_is_explained_and_changes_nothing():
    at = drop(opened(PAGE), "照片.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(2000))
    assert at.session_state["_own_said"][0] == "error"
    assert "_own" not in at.session_state
    assert re.search(r'class="own-said error" role="alert"', "".join(e.proto.body for e in at.get("html")))


def test_markup_in_a_cell_is_text():
    body = "名称,区县\n<b onclick=alert(1)>甲</b>,潼南区\n<script>alert(2)</script>,大足区\n"
    at = drop(opened(PAGE), "<img src=x>.csv", body)
    html = "".join(e.proto.body for e in at.get("html"))
    assert not re.search(r"<img src=x|<b onclick|<script>alert", html)


# ---------------------------------------------------------------- kept
@pytest.fixture
def told_word(monkeypatch):
    """What lets the browser's window tell the word it holds, before the page is drawn."""
    pending: list[object] = []
    head = frame.heading

    def heading(name: str) -> None:
        while pending:
            window._meet(pending.pop())
        head(name)

    monkeypatch.setattr(frame, "heading", heading)
    return lambda word="", columns="", **more: pending.append(more.get("raw", {"word": word, "columns": columns}))


def test_what_is_kept_comes_back_in_another_session_as_it_was(told_word):
    at = tried("points")
    at.text_input(key="own-title-own1").set_value("我的景区").run()
    at.button_group(key="own-icon-own1").set_value("star").run()
    assert words.KEPT.say("zh").format(hours=24) in told(at)
    before, word = lists(at)[0], at.session_state["_own_token"]
    told_word(word)
    again = read(opened(PAGE))
    (one,) = lists(again)
    assert (one.title, one.icon, one.color) == ("我的景区", "star", before.color)
    assert one.intake.table.drop(columns="geometry").equals(before.intake.table.drop(columns="geometry"))
    assert drawn(again, "own1") == len(one.intake.table)
    assert again.session_state["_own_token"] != word  # each goes on with its own
    assert keeping.kept(word)


def test_while_it_is_fetched_the_page_waits_with_a_way_past(told_word):
    before = tried("points")
    before.multiselect(key="own1.c3").set_value(["5A景区"]).run()
    told_word(before.session_state["_own_token"])
    at = opened(PAGE, **query(before))
    assert any(button.key == "own-without" for button in at.button)
    assert query(at) == query(before)  # untouched until the list is there
    read(at)
    assert query(at) == query(before)
    assert at.multiselect(key="own1.c3").value == ["5A景区"]


def test_columns_that_the_browser_remembers_need_no_question(told_word):
    before = drop(opened(PAGE), "甲.csv", "名称,所在,数\n甲院,潼南区,5\n乙院,大足区,6\n")
    one = before.session_state["_own_brought"][0]
    before.selectbox(key=f"own-column-own1-{one.file[:8]}-2").set_value(Meaning.BEDS)
    before.checkbox(key="own-keep-own1").set_value(True)
    next(button for button in before.button if button.label == words.READ_AGAIN.say("zh")).click().run()
    told_word(columns=json.dumps(before.session_state["_own_columns"]))
    at = drop(opened(PAGE), "乙.csv", "名称,所在,数\n丁院,潼南区,8\n")
    assert [mapped.meaning for mapped in lists(at)[0].intake.mapping][2] is Meaning.BEDS


def test_nonsense_from_a_browser_changes_nothing(told_word):
    nonsense = ["{", "[1]", "[" * 100_000, '{"a": 1}', "x" * 300_000]
    for raw in (None, [], {}, {"word": 5, "columns": ""}, *({"word": "", "columns": text} for text in nonsense)):
        told_word(raw=raw)
    at = drop(opened(PAGE), "乙.csv", "名称,区县\n丁院,潼南区\n")
    assert len(lists(at)) == 1


def test_a_window_that_says_it_has_lists_and_has_none_does_not_wait(told_word, monkeypatch):
    monkeypatch.setattr(window.state, "browser", lambda fact: fact == window.OWN)
    at = opened(PAGE)
    assert any(button.key == "own-without" for button in at.button)
    told_word("")
    at.run()
    assert not at.exception
    assert at.file_uploader


@pytest.mark.parametrize("word", ["A" * 22, "../../../../etc/passwd", "x"])
def test_what_is_gone_is_told(word, told_word):
    told_word(word)
    at = opened(PAGE)
    assert not at.exception
    assert words.GONE.say("zh").format(hours=24) in told(at)


def test_a_kept_file_that_cannot_be_read_for_once_stays_and_is_tried_again(told_word, monkeypatch):
    def too_slow(*_, **__):
        raise IntakeError(Text("读取超过60秒", "reading took too long"))

    told_word(tried("points").session_state["_own_token"])
    with monkeypatch.context() as slow:
        slow.setattr(bringing, "in_worker", too_slow)
        at = read(opened(PAGE))
    assert words.UNREAD.say("zh").format(name="景区（示例）.csv") in told(at)
    told_word(at.session_state["_own_token"])
    assert [one.title for one in lists(read(opened(PAGE)))] == ["景区（示例）"]


def test_a_reading_asked_about_is_asked_about_again_when_it_comes_back(told_word):
    at = drop(opened(PAGE), "点位.csv", UNNAMED)
    told_word(at.session_state["_own_token"])
    again = read(opened(PAGE))
    assert len(lists(again)) == 2
    assert again.session_state["_own_brought"][0].readings


def test_a_list_that_is_removed_is_gone_from_the_server_too(folder):
    at = tried("points")
    assert list(folder.rglob(at.session_state["_own_brought"][0].file))
    at.button(key="own-remove-own1").click().run()
    assert not at.exception
    assert "已去掉“景区（示例）”" in told(at)
    assert list(folder.iterdir()) == []
    assert lists(at) == ()


def test_where_there_is_no_room_it_is_said_truly_and_all_works(monkeypatch):
    monkeypatch.setattr(keeping, "MOST_MB", 0)
    at = tried("places")
    assert words.NOT_KEPT.say("zh") in told(at)
    assert words.KEPT.say("zh").format(hours=24) not in told(at)
    ((row, codes),) = lists(at)[0].intake.asked
    at.selectbox(key=f"own-place-own1-{row}").set_value(codes[0])
    at.button(key="own-settle-own1").click().run()
    assert read(at).session_state["_own"].lists[0].intake.asked == ()


def test_a_workspace_file_brings_all_back():
    at = tried("points")
    at.text_area(key="own-notes-own1").set_value("核对过").run()
    drop(at, *examples.numbers(STORE))
    notes = {one.id: one.notes for one in at.session_state["_own_brought"]}
    body = workspace.save(tuple(replace(one, color="#882255") for one in lists(at)), notes)
    again = drop(opened(PAGE), "我的数据.gpkg", body)
    assert words.OPENED.say("zh").format(n=2) in told(again)
    assert [(one.title, one.color, one.kind) for one in lists(again)] == [
        ("景区（示例）", "#882255", "own_points"),
        ("区县人口（示例）", "#882255", "own_areas"),
    ]
    assert again.session_state["_own_brought"][0].notes == "核对过"
