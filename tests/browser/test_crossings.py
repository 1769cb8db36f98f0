"""Crossings in a real browser: the border drawn by integration, clicked, compared, played, on a phone."""

import numpy as np
import pytest

from geodata.boundaries.vintage import Vintage
from geodata.query import crossings, scene
from geodata.store.store import load
from layers import camera, framing, palette
from layers.kinds import border
from pages._ui.common import maps
from pages._ui.common.controls import SECONDS_A_YEAR
from tests.browser.hands import STAGE, click, picture, project, share, well

STORE = load()
TIED, HALF_TIED = palette.INTEGRATION[3][:3], palette.INTEGRATION[2][:3]


def at_pair(page, id: str) -> tuple[float, float]:
    """The middle of a pair's piece of the border, in px."""
    frame = camera.DESKTOP._replace(left=framing.LEGEND, right=framing.PANEL)
    view = framing.view(STORE.at(Vintage.TODAY), None, frame, "crossings")
    piece = border.build(STORE.at(Vintage.TODAY), draw_pairs())[0].features.set_index("id").geometry[id]
    middle = piece.interpolate(0.5, normalized=True)
    return project(page, middle.x, middle.y, view.zoom, (view.lon, view.lat))


def draw_pairs():
    return crossings.crossings(scene.default(STORE, "crossings"), STORE).pairs


def ties_are_drawn(page, selector: str = STAGE, least: float = 0.002) -> None:
    image = picture(page, selector)
    assert share(image, TIED) > least
    assert share(image, HALF_TIED) > least


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_first_visit_shows_what_is_tied_on_the_light_map_too(visit, lang, width, height):
    visitor = visit(width, height, touch=width < 700)
    page = visitor.open(f"/crossings?lang={lang}")
    ties_are_drawn(page, ".st-key-stage", 0.002 if width > 700 else 0.001)  # on a phone words are on the stage too
    well(visitor)
    assert page.locator(".st-key-ranking").is_visible()


@pytest.mark.parametrize(("lang", "names", "ratio"), [("en", "Linshui–Changshou", 1), ("zh", "邻水县—长寿区", 2)])
def test_a_click_on_a_piece_of_the_border_opens_its_dossier(visit, lang, names, ratio):
    visitor = visit(webgl=True, ratio=ratio)
    page = visitor.open(f"/crossings?lang={lang}")
    ties_are_drawn(page)
    well(visitor)
    click(visitor, *at_pair(page, "511623-500115"))
    assert "pick=border_pairs%3A511623-500115" in page.url
    assert page.locator(".dossier h2").inner_text() == names
    assert page.locator(".st-key-ranking").count() == 0
    page.locator(".st-key-card-close button").first.click()
    visitor.settle()
    assert page.locator(".dossier").count() == 0
    assert visitor.errors == []


def test_any_cell_of_the_ranking_opens_the_dossier(visit):
    visitor = visit()
    page = visitor.open("/crossings")
    box = page.locator(".st-key-ranking [data-testid=stDataFrame]").bounding_box()
    page.mouse.click(box["x"] + 60, box["y"] + 36 + 12)
    visitor.settle()
    assert page.locator(".dossier h2").inner_text() == "华蓥市—北碚区"


def test_a_dossier_leads_to_the_page_of_its_corridor(visit):
    visitor = visit()
    page = visitor.open("/crossings?pick=border_pairs:511083-500153")
    page.locator(".dossier details a", has_text="成渝高速铁路").first.click()
    visitor.settle()
    page.locator(".card h2").wait_for(timeout=30_000)
    assert page.locator(".card h2").inner_text() == "成渝高速铁路"
    assert "/?lang=zh" in page.url


def test_a_cell_of_the_matrix_narrows_the_map_and_the_list(visit):
    visitor = visit()
    page = visitor.open("/crossings")
    page.locator(".st-key-view-crossings").get_by_role("radio", name="矩阵").click()
    visitor.settle()
    table = page.locator("[data-testid=stDataFrame]").last
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    page.mouse.click(box["x"] + 70 + 62 * 2.5, box["y"] + 38 + 30 * 4.5)
    visitor.settle()
    assert "ties.sichuan_city=" in page.url
    assert "ties.chongqing_county=" in page.url
    assert "筛选：" in page.locator(".said").inner_text()


def shift(before: np.ndarray, after: np.ndarray) -> tuple[int, int]:
    """By how many px to the right and down a picture has moved: the shift under which its middle stays most alike."""

    before, after = (np.ascontiguousarray(one.transpose(2, 0, 1)) for one in (before, after))  # quicker, by colour

    def alike(dx: int, dy: int) -> float:
        moved = before[:, 160 - dy : 400 - dy, 140 - dx : 400 - dx] - after[:, 160:400, 140:400]
        return float((np.abs(moved).max(axis=0) < 40).mean())

    return max(((dx, dy) for dx in range(0, 130, 2) for dy in range(0, 100, 2)), key=lambda by: alike(*by))


def test_two_maps_stand_in_the_order_of_time_with_their_scale_bars_and_what_came_below(visit):
    visitor = visit()
    page = visitor.open("/crossings?compare=2019&map=light")
    maps_at = [page.locator("[class*=st-key-half-]").nth(n) for n in (0, 1)]
    assert [one.locator(".caption").inner_text()[:5] for one in maps_at] == ["2019年", "今天：28"]
    for n in (0, 1):
        bar = page.frame_locator("[class*=st-key-half-] iframe").nth(n).locator(".chengyu-label", has_text="公里")
        box = bar.locator("div").bounding_box()
        assert box["y"] > 0
        assert box["y"] + box["height"] < 900
    assert page.locator(".st-key-came h2").inner_text() == "新增的县对与领域"
    with page.expect_download(timeout=30_000) as waiting:
        page.locator(".st-key-came-csv button").first.click()
    assert "泸县—永川区" in waiting.value.path().read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("ratio", [1, 2])
def test_two_maps_move_together(visit, ratio):
    visitor = visit(webgl=True, ratio=ratio)
    page = visitor.open("/crossings?compare=closed")
    places = [f"[class*=st-key-{place}-]" for place in (maps.MAIN, maps.COMPARED)]
    before = [np.asarray(picture(page, place), dtype=np.int16) for place in places]
    left = page.locator(f"{places[0]} canvas").first.bounding_box()
    page.mouse.move(left["x"] + 250, left["y"] + 300)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(left["x"] + 250 + 12 * step, left["y"] + 300 + 8 * step)
        page.wait_for_timeout(60)  # a hand drags no faster
    page.mouse.up()
    visitor.settle()
    after = [np.asarray(picture(page, place), dtype=np.int16) for place in places]
    by = [shift(*pair) for pair in zip(before, after, strict=True)]
    assert by[0] == by[1]
    assert by[0] > (40, 0)
    assert "pick=" not in page.url  # a drag is no click


def test_light_maps_move_together_too(visit):
    visitor = visit()
    page = visitor.open("/crossings?compare=closed&map=light")
    frames = [page.frame_locator("[class*=st-key-half-] iframe").nth(n) for n in (0, 1)]
    for frame in frames:
        frame.locator("body[data-drawn]").wait_for(timeout=30_000)
    frames[0].locator(".leaflet-control-zoom-in").click()
    visitor.settle()
    widths = [frame.locator(".leaflet-overlay-pane svg").first.get_attribute("viewBox") for frame in frames]
    assert widths[0] == widths[1]


def test_the_years_play_one_after_the_other(visit):
    visitor = visit()
    page = visitor.open("/crossings?year=2019")
    steps = page.evaluate("navigation.currentEntry.index")
    page.locator(".st-key-play label").first.click()
    page.wait_for_url("**year=2020**", timeout=20_000)
    page.wait_for_url("**year=2021**", timeout=20_000)
    page.locator(".st-key-play label").first.click()
    visitor.settle()
    stopped = page.url
    page.wait_for_timeout(SECONDS_A_YEAR * 1_500)  # by then the next year would have come
    assert page.url == stopped
    assert page.evaluate("navigation.currentEntry.index") == steps + 1  # the years that played are one step


def test_on_a_phone_the_dossier_is_a_sheet_that_closes(visit):
    visitor = visit(390, 844, touch=True)
    page = visitor.open("/crossings?pick=border_pairs:511681-500109")
    assert page.locator(".dossier h2").inner_text() == "华蓥市—北碚区"
    box = page.locator(".st-key-card").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.locator(".st-key-card-close button").last.click(force=True)
    visitor.settle()
    assert page.locator(".st-key-ranking").is_visible()


@pytest.mark.parametrize(
    "query", ["show=none", "ties.domain=health&ties.strength=line", "ties.sichuan_city=成都市", "pick=border_pairs:x"]
)
def test_nothing_breaks_when_little_is_left(visit, query):
    visitor = visit()
    page = visitor.open(f"/crossings?{query}")
    assert page.locator("[data-testid=stException]").count() == 0
    assert visitor.errors == []
    assert page.locator(".said").is_visible()
