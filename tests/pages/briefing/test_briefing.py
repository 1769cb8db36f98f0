"""The page for briefings: adding views, arranging, texts, files, presenting, exporting; every way it can go wrong."""

import json
import time
from dataclasses import replace
from datetime import date

import pytest

from geodata.briefing import default, file
from geodata.briefing.model import add, empty, refreshed
from geodata.catalog.pages import WITH_MAP
from geodata.narrative.page import told
from geodata.query import on_map, scene, url
from geodata.query.scene_fields import MOST_SCENES
from geodata.query.selection import Selection
from geodata.store.store import load
from geodata.text import LANGS
from layers.compose import draw
from layers.documents import powerpoint
from layers.documents import progress as jobs
from layers.documents.html import page as standalone
from layers.renderers.deck.lines import together
from pages._ui.briefing import exports
from pages._ui.briefing import jobs as briefing_jobs
from pages._ui.briefing.jobs import DONE, FAILED, STOPPED
from pages._ui.words import briefing as words_of
from tests.pages.driver import go, opened, page_at, query, spec, words
from tests.seen import QUERIES, first

STORE = load()
PAGE = "briefing.py"
DEFAULT = default.default(STORE, "zh")


def labelled(elements, label):
    return [element for element in elements if element.label == label]


def titles(at, lang="zh"):
    return [field.value for field in labelled(at.text_input, words_of.SLIDE_TITLE.say(lang))]


def own(at, *pages):
    """Add the view every page starts with."""
    for page in pages:
        go(at, f"{page}.py")
        added(at)
    return go(at, PAGE)


def added(at, to="to-own"):
    """Add what is on screen; where it is asked to which briefing, to this one."""
    at.button(key="add").click().run()
    if to in [button.key for button in at.button]:
        at.button(key=to).click().run()
    return at


@pytest.mark.parametrize("lang", LANGS)
def test_the_shipped_briefing_tells_its_findings(lang):
    at = page_at(PAGE, lang=lang)
    assert not at.exception
    given = default.default(STORE, lang)
    assert titles(at, lang) == [told(one, STORE).title for one in given.scenes]
    assert told(given.scenes[0], STORE).sentence in words(at)
    assert STORE.version in words(at)


@pytest.mark.parametrize("page", list(WITH_MAP))
def test_a_view_of_any_page_is_added_as_it_is_on_screen(page):
    at = go(added(opened(f"{page}.py", **QUERIES.get(page, {}))), PAGE)
    assert not at.exception
    assert titles(at) == [told(first(page), STORE).title]
    drawing = draw(first(page), STORE, on_map.drawn(first(page), STORE))
    lowest = {alike[0].id for alike in together(drawing.layers) if alike[0].shape != "label"}
    assert lowest | {"names-ground"} <= {one["id"].removesuffix("-line") for one in spec(at)["layers"][0]}


def test_what_is_filtered_is_added_filtered_and_opens_again_on_its_page():
    at = added(opened("tourism.py", **{"tourism.grade": "5A"}))
    go(at, PAGE)
    given = scene.default(STORE, "tourism").with_selections({"tourism": Selection.of({"grade": ["5A"]})})
    assert told(given, STORE).sentence in words(at)
    back = next(element.proto for element in at.get("page_link") if "修改" in element.proto.label)
    assert "tourism.grade=5A" in back.query_string
    assert back.page == "tourism"


def test_scenes_are_moved_copied_and_removed():
    at = own(opened(), "transport", "tourism", "eldercare")
    first = titles(at)
    at.button(key="down-0").click().run()
    assert titles(at) == [first[1], first[0], first[2]]
    at.button(key="up-2").click().run()
    assert titles(at) == [first[1], first[2], first[0]]
    at.button(key="copy-0").click().run()
    assert titles(at) == [first[1], first[1], first[2], first[0]]
    at.button(key="drop-3").click().run()
    assert titles(at) == [first[1], first[1], first[2]]
    assert not at.exception
    assert "up-0" not in [button.key for button in at.button]
    assert "down-2" not in [button.key for button in at.button]


def test_a_scene_is_moved_to_any_position():
    at = own(opened(), "transport", "tourism", "eldercare")
    first = titles(at)
    next(field for field in at.number_input if field.key.startswith("to-0-")).set_value(3).run()
    assert titles(at) == [first[1], first[2], first[0]]


def test_it_is_asked_once_to_which_briefing_whatever_page_was_open_before():
    at = added(opened("tourism.py"), "to-shipped")
    added(go(at, "transport.py"), "none")  # it is remembered
    go(at, PAGE)
    expected = [*DEFAULT.scenes, scene.default(STORE, "tourism"), scene.default(STORE, "transport")]
    assert titles(at) == [told(one, STORE).title for one in expected]
    begun = opened(PAGE)  # that the page was seen before makes no difference
    go(begun, "tourism.py").button(key="add").click().run()
    assert {"to-own", "to-shipped"} <= {button.key for button in begun.button}


@pytest.mark.parametrize("act", ["drop-0", "clear", "default"])
def test_what_is_put_aside_comes_back(act):
    at = own(opened(), "transport", "tourism", "eldercare")
    before = titles(at)
    at.button(key=act).click().run()
    assert titles(at) != before
    at.button(key="undo").click().run()
    assert titles(at) == before
    assert "undo" not in [button.key for button in at.button]


def test_a_file_that_takes_the_place_of_a_briefing_can_be_closed_again():
    at = own(opened(), "transport")
    before = titles(at)
    upload(at, file.to_json(DEFAULT, STORE).encode())
    assert words_of.OPENED.zh in words(at)
    at.button(key="undo").click().run()
    assert titles(at) == before


def test_titles_and_notes_are_written_and_are_never_markup():
    at = own(opened(), "transport")
    labelled(at.text_input, "简报标题")[0].set_value("给<b>省厅</b>").run()
    labelled(at.text_input, "画面标题")[0].set_value("<script>alert(1)</script>").run()
    labelled(at.text_area, words_of.NOTES.zh)[0].set_value("先讲<i>过界点</i>\n再讲缺口").run()
    assert not at.exception
    assert titles(at) == ["<script>alert(1)</script>"]
    assert labelled(at.text_input, "简报标题")[0].value == "给<b>省厅</b>"
    html = "".join(element.proto.body for element in at.get("html"))
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html
    labelled(at.text_input, "画面标题")[0].set_value("").run()  # empty: the scene tells its own
    assert titles(at) == [told(scene.default(STORE, "transport"), STORE).title]
    kept = at.session_state["_briefing"]
    assert kept.scenes[0].notes == "先讲<i>过界点</i>\n再讲缺口"


def test_a_scene_is_previewed_and_presented_from_there():
    at = opened(PAGE)
    at.button(key="see-4").click().run()
    assert told(DEFAULT.scenes[4], STORE).sentence in words(at)
    at.button(key="show-from").click().run()
    assert query(at)["slide"] == "5"
    assert f"第 5 / {len(DEFAULT.scenes)} 页" in words(at)
    at.button(key="present-next").click().run()
    assert told(DEFAULT.scenes[5], STORE).title in words(at)
    at.button(key="present-leave").click().run()
    assert "slide" not in query(at)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("at_", range(len(DEFAULT.scenes)))
def test_every_shipped_slide_shows_its_map_its_figures_and_the_map_statement(at_, lang):
    at = page_at(PAGE, slide=str(at_ + 1), lang=lang)
    assert not at.exception
    given = default.default(STORE, lang).scenes[at_]
    known, said = told(given, STORE), words(at)
    assert known.sentence in said.replace("&#x27;", "'").replace("&amp;", "&")
    for figure in known.figures:
        assert figure.number in said
    assert STORE.catalog.compliance.say(lang, given.vintage) in said.replace("&amp;", "&")
    assert " ".join(given.notes.split()) not in " ".join(said.split())


@pytest.mark.parametrize("slide", ["12", "0", "-1", "99999999999", "x", "<b>"])
def test_a_slide_that_is_none_leads_to_the_briefing(slide):
    at = page_at(PAGE, slide=slide)
    assert not at.exception
    assert titles(at)


def test_numbers_made_with_other_data_are_said_to_be_so():
    at = own(opened(), "transport")
    at.session_state["_briefing"] = replace(at.session_state["_briefing"], data_version="0123456789ab")
    at.run()
    assert "0123456789ab" in at.warning[0].value
    assert STORE.version in at.warning[0].value
    at.button(key="accept").click().run()
    assert not at.warning
    assert at.session_state["_briefing"].data_version == STORE.version


def test_a_saved_file_is_the_briefing_and_comes_back():
    given = add(empty(STORE, "zh", "给省厅"), replace(scene.default(STORE, "crossings"), title="缺口", notes="慢讲"))
    at = upload(opened(PAGE), file.to_json(given, STORE).encode())
    assert titles(at) == ["缺口"]
    assert at.session_state["_briefing"] == given


def upload(at, body):
    at.file_uploader[0].set_value(("b.json", body, "application/json")).run()
    assert not at.exception
    return at


@pytest.mark.parametrize(
    ("body", "told_where"),
    [
        (b"", "文件"),
        (b"\xff\xfe", "文件"),
        (b"{ no", "第1行"),
        (b'{"format": "other"}', "简报"),
        (json.dumps({"format": "chengyu-briefing", "version": 99, "scenes": []}).encode(), "99"),
    ],
)
def test_a_broken_file_says_where_and_changes_nothing(body, told_where):
    at = own(opened(), "transport")
    before = at.session_state["_briefing"]
    upload(at, body)
    assert "现有简报没有改动" in words(at)
    assert told_where in words(at)
    assert at.session_state["_briefing"] == before


def test_what_no_longer_fits_is_left_out_and_told():
    block = json.loads(file.to_json(DEFAULT, STORE))
    block["scenes"][1]["query"]["focus"] = "999999"
    at = upload(opened(PAGE), json.dumps(block).encode())
    assert len(titles(at)) == len(DEFAULT.scenes)
    assert "999999" in words(at)


def test_a_full_briefing_takes_no_more_and_says_so():
    at = own(opened(), "transport")
    full = at.session_state["_briefing"]
    while len(full.scenes) < MOST_SCENES:
        full = add(full, full.scenes[0])
    at.session_state["_briefing"] = full
    go(at, "tourism.py")
    at.button(key="add").click().run()
    assert str(MOST_SCENES) in at.toast[0].value
    assert len(at.session_state["_briefing"].scenes) == MOST_SCENES


def test_an_empty_briefing_says_how_to_begin_and_the_shipped_one_comes_back():
    at = opened(PAGE)
    at.button(key="clear").click().run()
    assert "还没有画面" in at.info[0].value
    assert at.button(key="show").disabled
    assert at.button(key="make").disabled
    at.button(key="default").click().run()
    assert titles(at) == [told(one, STORE).title for one in DEFAULT.scenes]


def test_texts_are_kept_when_the_language_changes():
    at = own(opened(), "transport")
    labelled(at.text_input, "画面标题")[0].set_value("我的标题").run()
    at.button_group(key="lang").set_value("en").run()
    assert titles(at, "en") == ["我的标题"]
    assert told(replace(scene.default(STORE, "transport"), lang="en"), STORE).sentence in words(at)


def waited(job, seconds=60.0):
    end = time.monotonic() + seconds
    while not job.over and time.monotonic() < end:
        time.sleep(0.02)
    return job


def test_a_file_of_the_briefing_is_made_and_offered():
    at = opened(PAGE)
    at.selectbox(key="format").set_value("html").run()
    at.button(key="make").click().run()
    job = waited(at.session_state["_job"])
    assert job.state == DONE
    assert (job.done, job.of) == (len(DEFAULT.scenes), len(DEFAULT.scenes))
    at.run()
    offer = next(element.proto for element in at.get("download_button") if element.proto.id.endswith("take"))
    assert job.name in offer.label
    assert job.media == standalone.MEDIA
    assert told(DEFAULT.scenes[9], STORE).title in job.result.decode()


def test_every_file_offered_has_a_name_in_both_languages_and_a_maker():
    assert set(exports.FILES) == set(words_of.FORMATS)
    for ending, media, make in exports.FILES.values():
        assert ending in media or media in (powerpoint.MEDIA, "application/zip")
        assert callable(make)


@pytest.mark.parametrize("format", list(exports.FILES))
def test_every_file_is_made_of_a_briefing_of_one_scene(format):
    one = replace(DEFAULT, scenes=DEFAULT.scenes[4:5])
    seen = []
    body = exports.FILES[format][2](
        one, STORE, "", date(2026, 11, 25), lambda done, of: seen.append((done, of)) or True
    )
    assert seen[-1][0] == seen[-1][1]
    assert len(body) > 10_000


def test_work_is_told_step_by_step_and_can_be_stopped():
    steps = []

    def slow(progress):
        for n in range(200):
            steps.append(n)
            if not progress(n, 200):
                raise jobs.Cancelled
            time.sleep(0.01)
        return b"whole"

    job = briefing_jobs.start("a.pdf", "application/pdf", slow)
    while job.done < 3:
        time.sleep(0.01)
    assert not job.over
    job.stop()
    assert waited(job).state == STOPPED
    assert len(steps) < 200
    assert job.result == b""


def test_work_that_waits_can_be_stopped_and_work_that_fails_says_so(caplog):
    def broken(_):
        raise ZeroDivisionError

    first = briefing_jobs.start("a", "", lambda _: time.sleep(0.3) or b"a")
    second = briefing_jobs.start("b", "", lambda _: b"b")
    third = briefing_jobs.start("c", "", broken)
    second.stop()
    assert second.state == STOPPED
    assert waited(third).state == FAILED
    assert first.state == DONE
    assert second.state == STOPPED
    assert second.result == b""
    assert "an export failed" in caplog.text


def test_refreshed_is_what_accepting_does():
    assert refreshed(replace(DEFAULT, data_version="old"), STORE) == DEFAULT


def test_links_to_slides_are_short():
    given = replace(scene.default(STORE, "briefing"), slide=3)
    assert url.to_query(given, STORE) == {"lang": "zh", "slide": "3"}
