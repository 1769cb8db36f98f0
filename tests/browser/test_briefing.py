"""A briefing in a real browser: presenting by keys and clickers, notes, reloads, the check of the PC, files."""

import json

import pytest

from geodata.briefing import default
from geodata.narrative.page import told
from geodata.query import scene
from geodata.query.selection import Selection
from geodata.store.store import load
from tests.browser.conftest import Visit
from tests.browser.hands import RED, picture, share

DEFAULT = default.default(load(), "zh")
TITLES = [told(scene, load()).title for scene in DEFAULT.scenes]
OF = len(TITLES)
TOURISM, TRANSPORT = (
    told(given, load()).title
    for given in (
        scene.default(load(), "tourism").with_selections({"tourism": Selection.of({"grade": ["5A"]})}),
        scene.default(load(), "transport"),
    )
)


def present(visitor, path: str):
    """Open a slide; it has no footer to wait for."""
    visitor.page.goto(visitor.server + path)
    visitor.page.locator(".st-key-presenting h1").wait_for(timeout=60_000)
    visitor.settle()
    return visitor.page


def shown(visitor, slide: int, titles: list[str] = TITLES) -> None:
    """Wait for a slide, of the briefing that is there from the start: its title and its number."""
    for what in (f"h1:text-is('{titles[slide - 1]}')", f".place:has-text('第 {slide} / {len(titles)} 页')"):
        visitor.page.locator(f".st-key-presenting {what}").wait_for(timeout=20_000)


def turned(visitor, key: str, slide: int, titles: list[str] = TITLES) -> None:
    """Press a key, once the slide before is there whole, and wait for a slide."""
    visitor.settle()
    visitor.page.keyboard.press(key)
    shown(visitor, slide, titles)


def test_keys_and_clickers_turn_the_pages(visit):
    visitor = visit()
    page = visitor.open("/briefing")
    page.locator(".st-key-show button").click()
    page.locator(".st-key-presenting h1").wait_for()
    visitor.settle()
    shown(visitor, 1)
    for key, slide in [("ArrowRight", 2), ("PageDown", 3), (" ", 4), ("PageUp", 3), ("ArrowLeft", 2), ("End", OF)]:
        turned(visitor, key, slide)
    page.keyboard.press("ArrowRight")  # there is nothing after the last
    visitor.settle()
    assert f"slide={OF}" in page.url
    page.keyboard.press("Escape")
    page.locator(".st-key-briefing-head").wait_for()
    visitor.settle()
    assert "slide" not in page.url
    assert visitor.outside == visitor.errors == []


def test_presses_faster_than_slides_are_all_counted(visit):
    visitor = visit()
    present(visitor, "/briefing?slide=1")
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowRight"):
        visitor.page.keyboard.press(key)
    shown(visitor, 4)
    for key in ("Home", "PageDown", "PageDown"):
        visitor.page.keyboard.press(key)
    shown(visitor, 3)


def test_a_clicker_starts_blanks_and_jumps(visit):
    visitor = visit()
    page = visitor.open("/briefing")
    page.locator(".st-key-see-3 button").first.click()
    visitor.settle()
    page.keyboard.press("Shift+F5")
    shown(visitor, 4)
    visitor.settle()
    for key, colour in (("b", "rgb(0, 0, 0)"), (".", "rgb(0, 0, 0)"), ("w", "rgb(255, 255, 255)")):
        page.keyboard.press(key)
        cover = page.locator(".blank")
        assert cover.evaluate("node => getComputedStyle(node).backgroundColor") == colour
        assert cover.bounding_box() == {"x": 0, "y": 0, **page.viewport_size}
        assert "按任意键回来" in cover.get_by_role("alert").inner_text()
        assert page.evaluate("() => document.querySelector('[data-testid=stApp]').closest('[inert]') !== null")
        page.keyboard.press("ArrowRight")  # brings the picture back, and turns no page
        cover.wait_for(state="detached")
    page.keyboard.press("1")
    page.keyboard.press("0")
    turned(visitor, "Enter", 10)
    turned(visitor, "F5", 1)
    assert visitor.errors == []


FULL = "() => document.fullscreenElement === document.documentElement"


def test_f5_starts_in_full_screen_and_a_reload_there_returns_to_the_slide(visit):
    visitor = visit()
    page = visitor.open("/briefing")
    page.keyboard.press("F5")
    shown(visitor, 1)
    page.wait_for_function(FULL)
    visitor.settle()
    turned(visitor, "3", 1)  # waits for Enter
    turned(visitor, "Enter", 3)
    turned(visitor, "Home", 1)
    turned(visitor, "ArrowRight", 2)
    assert page.evaluate(FULL)
    page.reload()
    shown(visitor, 2)
    visitor.settle()
    assert visitor.errors == []


def test_nothing_happens_while_typing(visit):
    visitor = visit()
    page = visitor.open("/briefing")
    title = page.locator(".st-key-briefing-head input")
    title.click()
    page.keyboard.press("End")
    page.keyboard.type(".bw 7")
    page.keyboard.press("F5")
    page.keyboard.press("Shift+F5")
    assert title.input_value().endswith(".bw 7")
    page.keyboard.press("Enter")
    visitor.settle()
    assert page.locator(".st-key-presenting, .blank").count() == 0
    assert "slide" not in page.url
    page.locator(".st-key-show button").click()
    shown(visitor, 1)
    visitor.settle()
    page.evaluate(
        "() => document.querySelector('.st-key-presenting').append("
        "Object.assign(document.createElement('input'), { id: 'field' }))"
    )
    field = page.locator("#field")
    field.focus()
    page.keyboard.type(".bw 7")
    for key in ("Enter", "End", "PageDown", "ArrowRight", "F5", "Escape"):
        page.keyboard.press(key)
    assert field.input_value() == ".bw 7"
    visitor.settle()
    shown(visitor, 1)
    assert page.locator(".blank").count() == 0
    assert visitor.errors == []


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1920, 1080), (1280, 720)])
def test_a_slide_fills_the_screen_and_nothing_else_is_on_it(visit, width, height):
    visitor = visit(width, height, webgl=True)
    page = present(visitor, "/briefing?slide=1")
    for hidden in ("[data-testid=stSidebar]", ".st-key-nav", ".foot"):
        assert not page.locator(hidden).first.is_visible()
    box = page.locator(".st-key-presenting").bounding_box()
    assert box["width"] == pytest.approx(width, abs=20)
    assert box["height"] == pytest.approx(height, abs=2)
    map, foot = page.locator(".st-key-present-map canvas").first, page.locator(".st-key-present-foot")
    assert map.bounding_box()["width"] * map.bounding_box()["height"] > 0.5 * width * height
    assert foot.bounding_box()["y"] + foot.bounding_box()["height"] <= height
    said, side = (page.locator(one).bounding_box() for one in (".present-said", ".st-key-present-side"))
    drawn = map.bounding_box()
    assert said["y"] + said["height"] <= drawn["y"]
    assert drawn["y"] + drawn["height"] <= foot.bounding_box()["y"]
    assert drawn["y"] + drawn["height"] > 0.9 * height  # all of the height is used
    assert side["y"] + side["height"] <= foot.bounding_box()["y"]
    page.mouse.wheel(0, 300)
    assert page.locator(".st-key-presenting").bounding_box()["y"] == pytest.approx(0, abs=2)
    assert share(picture(page, ".st-key-present-map"), RED) > 0.0001


def test_notes_open_in_a_window_of_their_own_and_follow(visit):
    visitor = visit()
    page = present(visitor, "/briefing?slide=1")
    with page.expect_popup() as opened:
        page.keyboard.press("n")
    notes = opened.value
    assert DEFAULT.scenes[0].notes.splitlines()[0] in notes.inner_text("body")
    assert TITLES[1] in notes.inner_text("body")
    assert DEFAULT.scenes[0].notes.splitlines()[0] not in page.inner_text("body")
    turned(visitor, "ArrowRight", 2)
    notes.get_by_text(DEFAULT.scenes[1].notes.splitlines()[0][:12]).wait_for(timeout=5_000)


def test_buttons_do_what_keys_do_and_a_phone_can_present(visit):
    visitor = visit(390, 844, touch=True)
    page = present(visitor, "/briefing?slide=3&lang=en")
    page.get_by_role("button", name="Next").tap()
    page.locator(f".place:has-text('4 / {OF}')").wait_for(timeout=20_000)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert "Not reviewed" in page.locator(".law").inner_text()
    page.get_by_role("button", name="Leave").tap()
    page.locator(".st-key-briefing-head").wait_for()


def test_it_plays_by_itself_when_asked(visit):
    visitor = visit()
    page = present(visitor, "/briefing?slide=2")
    page.get_by_role("button", name="自动播放 A").click()
    page.get_by_role("button", name="每页10秒 A").wait_for(timeout=20_000)
    page.locator(f".place:has-text('第 3 / {OF} 页')").wait_for(timeout=20_000)


def test_a_reload_in_the_meeting_loses_nothing(visit):
    visitor = visit()
    page = visitor.open("/tourism?tourism.grade=5A")
    page.locator(".st-key-add button").click()
    page.locator(".st-key-to-own button").click()
    page.get_by_text("已加入简报，共1个画面").wait_for()  # kept from that moment: nothing else is waited for
    visitor.open("/transport")  # a visit of its own, without a look at the briefing: the browser remembers
    page.locator(".st-key-add button").click()
    page.get_by_text("已加入简报，共2个画面").wait_for(timeout=20_000)
    page.locator("[role=dialog]").wait_for(state="hidden", timeout=20_000)
    page.locator(".st-key-nav a", has_text="简报").click()
    page.get_by_text("共2个画面").last.wait_for()
    visitor.settle()
    page.reload()
    page.locator("h2:has-text('共2个画面')").wait_for(timeout=20_000)
    visitor.settle()
    page.locator(".st-key-show button").click()
    shown(visitor, 1, titles=[TOURISM, TRANSPORT])
    visitor.settle()
    turned(visitor, "End", 2, titles=[TOURISM, TRANSPORT])
    page.reload()
    shown(visitor, 2, titles=[TOURISM, TRANSPORT])  # on the slide it was on, of the same briefing


def test_two_windows_have_one_briefing(visit):
    visitor = visit()
    deaf = "window.addEventListener('storage', event => event.stopImmediatePropagation(), true)"
    visitor.page.add_init_script(deaf)  # as if it slept: it learns what the other one did only when it writes itself
    page = visitor.open("/tourism")
    page.locator(".st-key-add button").click()
    page.locator(".st-key-to-own button").click()
    page.get_by_text("已加入简报，共1个画面").wait_for()
    other = Visit(page.context, visitor.server, webgl=False)
    other.open("/transport").locator(".st-key-add button").click()
    other.page.get_by_text("已加入简报，共2个画面").wait_for(timeout=20_000)
    other.page.locator(".st-key-nav a", has_text="简报").click()
    other.page.locator("h2:has-text('共2个画面')").wait_for(timeout=20_000)
    other.settle()
    page.locator(".st-key-add button").click()
    other.page.locator("h2:has-text('共3个画面')").wait_for(timeout=20_000)  # it hears of it at once
    page.locator(".st-key-nav a", has_text="简报").click()
    page.locator("h2:has-text('共3个画面')").wait_for(timeout=20_000)
    assert "两边的改动已合在一起" in page.locator(".st-key-briefing-undo").inner_text()
    other.page.locator(".st-key-default button").click()
    other.page.locator(".st-key-default").wait_for(state="detached", timeout=20_000)
    page.reload()
    page.locator(f"h2:has-text('共{OF}个画面')").wait_for(timeout=20_000)  # nor does what was put aside come back
    assert visitor.errors == other.errors == []


def test_the_check_tells_what_this_pc_can_do(visit):
    visitor = visit(webgl=True)
    page = visitor.open("/briefing")
    page.locator(".st-key-check button").click()
    found = page.locator(".checks li")
    found.first.wait_for(timeout=30_000)
    checks = page.locator(".checks").inner_text()
    assert found.count() == 9
    assert "CHENGYU_PUBLIC" in checks  # this machine's own address is not printed
    assert any(name in checks for name in ("SwiftShader", "llvmpipe"))  # and said so
    assert "份图形数据都取得到" in checks
    assert "有中文字体" in checks
    assert visitor.outside == visitor.errors == []


def test_without_webgl_slides_are_light_maps_and_the_check_says_so(visit):
    visitor = visit()
    page = visitor.open("/briefing")
    page.locator(".st-key-check button").click()
    page.locator(".checks li").first.wait_for(timeout=30_000)
    assert "没有 WebGL" in page.locator(".checks").inner_text()
    page.locator(".st-key-show button").click()
    page.locator(".st-key-present-map iframe").wait_for(timeout=30_000)
    visitor.settle()
    assert share(picture(page, ".st-key-present-map"), RED) > 0.0001  # one pair of all, and its name


def test_a_briefing_is_saved_and_opened_again_and_a_broken_file_changes_nothing(visit, tmp_path):
    visitor = visit()
    page = visitor.open("/briefing")
    with page.expect_download() as saved:
        page.locator(".st-key-save button").click()
    file = tmp_path / "briefing.json"
    saved.value.save_as(file)
    block = json.loads(file.read_text(encoding="utf-8"))
    block["scenes"] = block["scenes"][:3]
    file.write_text(json.dumps(block, ensure_ascii=False), encoding="utf-8")
    page.locator("[data-testid=stFileUploader] input").set_input_files(file)
    page.locator("h2:has-text('共3个画面')").wait_for(timeout=20_000)
    visitor.settle()
    file.write_text("{ this is no briefing", encoding="utf-8")
    page.locator("[data-testid=stFileUploader] input").set_input_files(file)
    page.get_by_text("这个文件打不开，现有简报没有改动").wait_for(timeout=20_000)
    assert page.locator("h2:has-text('共3个画面')").count() == 1


def test_a_file_of_the_whole_briefing_is_made_in_the_background_and_taken(visit):
    visitor = visit()
    page = visitor.open("/briefing")
    page.locator(".st-key-make button").click()
    page.locator(".st-key-take button").wait_for(timeout=90_000)
    with page.expect_download() as taken:
        page.locator(".st-key-take button").click()
    body = taken.value.path().read_bytes()
    assert body[:2] == b"PK"
    assert taken.value.suggested_filename.endswith(".pptx")
