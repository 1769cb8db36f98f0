"""The page that stands alone, opened from disk in a browser without a network."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from geodata.narrative.page import told
from geodata.text import LANGS
from layers.documents.html import page as standalone
from tests.layers.given import BASE, DAY, STORE, STORIES, harmful

# Fails as a hostile picture without an address would: had there been one, its script would have run by then.
NO_PICTURE = "new Promise(done => { const one = new Image(); one.onerror = done; one.src = 'data:,'; })"
SIZES = {"projector": (1920, 1080), "laptop": (1440, 900), "telephone": (390, 844)}


class Opened:
    """A page from disk, what it asked for, and what went wrong in it."""

    def __init__(self, browser: Browser, path: Path, width: int = 1440, height: int = 900) -> None:
        phone = width < 500
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, has_touch=phone, device_scale_factor=3 if phone else 2
        )
        self.context.set_offline(True)
        self.asked: list[str] = []
        self.wrong: list[str] = []
        self.context.route(
            "**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort()
        )
        self.page: Page = self.context.new_page()
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.address = path.as_uri()
        self.page.goto(self.address)

    @property
    def at(self) -> int:
        """Which slide is seen, from 1; exactly one is."""
        seen = self.page.eval_on_selector_all(
            ".slide", "all => all.map(one => getComputedStyle(one).visibility === 'visible')"
        )
        assert sum(seen) == 1
        return seen.index(True) + 1

    def press(self, key: str) -> int:
        self.page.keyboard.press(key)
        return self.at


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("standalone")
    given = STORIES | {"harmful": harmful()}
    paths = {name: folder / f"简报 {name}.html" for name in given}
    for name, made in given.items():
        paths[name].write_bytes(standalone.to_html(made, STORE, BASE, DAY))
    return paths


@pytest.fixture
def opened(chromium, files) -> Iterator:
    made: list[Opened] = []

    def make(name: str = "zh", size: str = "laptop") -> Opened:
        made.append(Opened(chromium, files[name], *SIZES[size]))
        return made[-1]

    yield make
    for one in made:
        one.context.close()


@pytest.mark.parametrize("lang", LANGS)
def test_every_scene_draws_and_nothing_is_asked_for(opened, lang):
    visit = opened(lang)
    for n, scene in enumerate(STORIES[lang].scenes, 2):
        assert visit.press("PageDown") == n
        slide = visit.page.locator(".slide.on")
        assert slide.locator("h1").inner_text() == told(scene, STORE).title
        drawn = int(slide.locator(".map").get_attribute("data-drawn"))
        assert drawn > 10
        assert slide.locator(".map path").count() > 100
        names = slide.locator(".chengyu-label").all_inner_texts()
        assert any(names)
    assert visit.press("PageDown") == len(STORIES[lang].scenes) + 1  # there is no further one
    assert [url for url in visit.asked if not url.startswith(("data:", visit.address))] == []
    assert visit.wrong == []


def test_keys_and_clickers_move_between_slides(opened):
    visit = opened()
    keys = ["ArrowRight", "ArrowDown", "PageDown", "Space", "Enter", "ArrowLeft", "ArrowUp", "PageUp", "Shift+Space"]
    assert [visit.press(key) for key in keys] == [2, 3, 4, 5, 6, 5, 4, 3, 2]
    assert visit.press("End") == len(STORIES["zh"].scenes) + 1
    assert visit.press("Home") == 1
    assert visit.press("ArrowLeft") == 1
    visit.page.locator("nav [data-do=next]").click()
    visit.page.locator("nav [data-do=next]").click()
    assert visit.press("Space") == 4  # not twice, though a button was clicked
    visit.page.locator(".slide.on .said").click()
    assert visit.at == 5
    visit.page.locator(".slide.on .map").click()
    assert visit.at == 5  # a click on the map belongs to the map
    assert visit.page.locator(".where").inner_text() == f"5 / {len(STORIES['zh'].scenes) + 1}"
    assert visit.page.evaluate("location.hash") == "#5"


def test_a_place_in_it_can_be_linked_to_and_the_contents_lead_there(opened):
    visit = opened()
    visit.page.locator(".contents a").nth(3).click()
    assert visit.at == 5
    visit.page.reload()
    assert visit.at == 5
    visit.page.go_back()


def test_notes_are_for_the_presenter_and_the_screen_can_be_black_or_white(opened):
    visit = opened()
    visit.press("PageDown")
    notes = visit.page.locator(".slide.on .notes")
    assert notes.is_hidden()
    visit.press("n")
    assert notes.inner_text().endswith(STORIES["zh"].scenes[0].notes)
    visit.press("PageDown")
    assert visit.page.locator(".slide.on .notes").is_visible()
    visit.press("N")
    assert visit.page.locator(".slide.on .notes").is_hidden()
    cover = visit.page.locator(".blank")
    for key, colour in (("b", "rgb(0, 0, 0)"), (".", "rgb(0, 0, 0)"), ("w", "rgb(255, 255, 255)")):
        visit.press(key)
        assert cover.is_visible()
        assert cover.evaluate("node => getComputedStyle(node).backgroundColor") == colour
        assert visit.press("PageDown") == 3  # brings the picture back, and no more
        assert cover.is_hidden()
    visit.press("b")
    visit.press("b")
    assert cover.is_hidden()


def test_a_number_and_enter_jump(opened):
    visit, of = opened(), len(STORIES["zh"].scenes) + 1
    where = visit.page.locator(".where")
    assert [visit.press(key) for key in ("1", "0", "Enter")] == [1, 1, 10]
    assert where.inner_text() == f"10 / {of}"
    visit.press("3")
    assert where.inner_text() == "3 ⏎"
    assert [visit.press(key) for key in ("ArrowLeft", "Enter")] == [9, 10]  # another key, and the number is forgotten
    assert [visit.press(key) for key in ("9", "9", "Enter")] == [10, 10, of]
    visit.press("Home")
    visit.page.locator(".contents a").nth(4).focus()
    assert [visit.press(key) for key in ("3", "Enter")] == [1, 3]  # though Enter opens a link


def test_f5_starts_it_in_full_screen(opened):
    visit = opened()
    visit.page.evaluate("window.kept = true")  # a page that was loaded anew would not know it
    visit.press("PageDown")
    full = "() => document.fullscreenElement === document.documentElement"
    assert visit.press("Shift+F5") == 2  # from the slide one is on
    visit.page.wait_for_function(full)
    assert visit.press("F5") == 1
    assert visit.page.evaluate(full)
    assert visit.page.evaluate("window.kept")
    assert visit.wrong == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", list(SIZES))
def test_nothing_is_cut_on_any_screen(opened, size, lang):
    visit, (width, height) = opened(lang, size), SIZES[size]
    for n in range(1, 12):
        visit.page.evaluate("new Promise(requestAnimationFrame)")  # what a new size moves is moved by then
        over = visit.page.evaluate(
            """() => [".slide.on", ".slide.on h1", ".slide.on .said", ".slide.on .side", ".slide.on footer"]
                 .map(name => document.querySelector(name)).filter(one => one && one.scrollWidth > one.clientWidth + 1)
                 .map(one => one.className || one.tagName)"""
        )
        assert over == [], n
        if size != "telephone" and n > 1:
            boxes = {
                name: visit.page.locator(f".slide.on {name}").bounding_box()
                for name in (".map", ".side", "footer", "header")
            }
            assert boxes[".map"]["width"] * boxes[".map"]["height"] > 0.45 * width * height
            assert boxes["footer"]["y"] + boxes["footer"]["height"] <= height
            assert boxes[".side"]["x"] + boxes[".side"]["width"] <= width
            side = visit.page.locator(".slide.on .side")
            assert side.evaluate("one => one.scrollHeight - one.clientHeight") <= 1
            assert (
                visit.page.locator(".slide.on .figures dd").first.evaluate(
                    "one => parseFloat(getComputedStyle(one).fontSize)"
                )
                > 26
            )
        visit.press("PageDown")


def test_names_on_the_map_do_not_meet(opened):
    visit = opened(size="projector")
    for _ in range(10):
        visit.press("PageDown")
        met = visit.page.evaluate(
            """() => {
                 const boxes = [...document.querySelectorAll(".slide.on .chengyu-label")]
                   .filter(one => getComputedStyle(one).visibility === "visible")
                   .map(one => one.firstChild.getBoundingClientRect());
                 const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
                 return boxes.some((a, n) => boxes.some((b, m) => m > n && meet(a, b)));
               }"""
        )
        assert not met


def test_the_map_can_be_moved_and_brought_back(opened):
    visit = opened()
    visit.press("PageDown")
    reset = visit.page.locator(".slide.on .reset")
    assert reset.is_hidden()
    box = visit.page.locator(".slide.on .map").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    visit.page.mouse.move(*middle)
    visit.page.mouse.down()
    visit.page.mouse.move(middle[0] + 80, middle[1] + 40, steps=4)
    visit.page.mouse.up()
    assert reset.is_visible()
    reset.click()
    assert reset.is_hidden()
    assert visit.at == 2


def test_print_has_a_page_a_scene_and_the_screen_comes_back(opened, tmp_path):
    visit = opened()
    visit.press("PageDown")
    visit.page.pdf(path=tmp_path / "x.pdf", prefer_css_page_size=True, print_background=True)
    pages = PdfReader(tmp_path / "x.pdf").pages
    assert len(pages) == len(STORIES["zh"].scenes) + 1
    for scene, page in zip(STORIES["zh"].scenes, list(pages)[1:], strict=True):
        # Chromium writes some signs as radicals, and a dash as another one.
        text = "".join(unicodedata.normalize("NFKC", page.extract_text()).split()).replace("\u2015", "—")
        known = told(scene, STORE)
        assert "".join(unicodedata.normalize("NFKC", known.title).split()) in text
        assert all(figure.number in text for figure in known.figures)
        assert "".join(unicodedata.normalize("NFKC", scene.notes).split()) not in text  # notes are the presenter's
    assert visit.at == 2
    assert visit.wrong == []


def test_the_shipped_typeface_can_be_drawn_with(opened):
    visit = opened()
    loaded = visit.page.evaluate(
        "document.fonts.load('16px Chengyu', '川渝').then(found => found.map(one => one.status))"
    )
    assert loaded == ["loaded"]


def test_a_finger_turns_pages(opened):
    visit = opened(size="telephone")
    for code, slide in (("next", 2), ("next", 3), ("previous", 2)):
        visit.page.locator(f"nav [data-do={code}]").tap()
        assert visit.at == slide


def test_nothing_hostile_runs_or_becomes_markup(opened):
    visit = opened("harmful")
    said = []
    visit.page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    for _ in range(7):
        visit.press("PageDown")
        visit.page.evaluate(NO_PICTURE)
    assert said == []
    assert visit.wrong == []
    assert visit.page.locator("img[src=x]").count() == 0
    assert visit.page.locator(".slide h1 *").count() == 0
    assert [url for url in visit.asked if not url.startswith(("data:", visit.address))] == []


def test_sixty_scenes_turn_as_quickly_as_ten(chromium, tmp_path):
    made = replace(STORIES["zh"], scenes=STORIES["zh"].scenes * 6)
    path = tmp_path / "sixty.html"
    path.write_bytes(standalone.to_html(made, STORE, BASE, DAY))
    visit = Opened(chromium, path)
    for _ in range(8):
        visit.press("PageDown")
        visit.page.locator(".slide.on + .slide [data-drawn]").wait_for(
            state="attached"
        )  # made when far ones are closed
    assert (
        visit.page.locator(".leaflet-overlay-pane > svg").count() <= 3
    )  # only the slide and its neighbours keep a map
    visit.context.close()
