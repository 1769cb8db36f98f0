"""The map in a real browser: drawn, clicked, filtered, linked, on a phone, without WebGL, without the outside."""

from dataclasses import replace

import numpy as np
import pytest

from geodata.boundaries.vintage import Vintage
from geodata.catalog.pages import PAGES
from geodata.query import results, scene
from geodata.store.store import load
from layers import compose, framing, geometry
from layers.camera import DESKTOP
from layers.kinds.corridors import curves
from tests.browser.hands import PAPER, RED, STAGE, click, fingers, picture, project, share, well

STORE = load()


def camera(focus: str | None = None):
    shape = geometry.focus_shape(STORE.at(Vintage.TODAY), focus) if focus else None
    about = DESKTOP._replace(left=framing.LEGEND, top=framing.SAID, bottom=framing.LAW) if focus else DESKTOP
    return framing.view(STORE.at(Vintage.TODAY), shape, about)


def click_place(visitor, lon: float, lat: float, focus: str | None = None) -> None:
    view = camera(focus)
    x, y = project(visitor.page, lon, lat, view.zoom, (view.lon, view.lat))
    click(visitor, x, y)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_first_visit_shows_the_light_map_too_and_asks_nobody_outside(visit, lang, width, height):
    visitor = visit(width, height, touch=width < 700)
    page = visitor.open(f"/?lang={lang}")
    image = picture(page, ".st-key-stage")
    assert 0.0005 < share(image, RED) < 0.05  # less than on the live map: symbols hide more of the border
    assert share(image, PAPER) > 0.05
    well(visitor)


def test_the_map_takes_two_thirds_of_the_first_screen_and_nothing_must_be_scrolled(visit):
    visitor = visit(webgl=True)
    page = visitor.open("/?lang=en")
    box = page.locator(STAGE).bounding_box()
    assert box["width"] * box["height"] >= 2 / 3 * 1440 * 900
    assert box["y"] + box["height"] <= 900
    for part in (".said", ".legend", ".compliance"):
        assert page.locator(part).is_visible()
    image = picture(page)  # in Chinese: tests/browser/names/test_live_map.py
    assert 0.002 < share(image, RED) < 0.05
    assert share(image, PAPER) > 0.05
    well(visitor)


def beside(page):
    """The map as far as no card lies over it."""
    image = picture(page)
    return image.crop((0, 0, round(image.width * 0.65), image.height))


@pytest.mark.parametrize("ratio", [1, 2])
def test_a_click_on_a_unit_opens_its_card_and_the_view_stays(visit, ratio):
    visitor = visit(webgl=True, ratio=ratio)
    page = visitor.open("/?show=none")
    click_place(visitor, 104.9, 29.9)
    assert page.locator(".card h2").inner_text() in set(STORE.get("counties")["name_zh"])
    assert "pick=counties" in page.url
    before = share(beside(page), RED)
    page.locator(".st-key-card-close button").first.click()
    visitor.settle()
    assert page.locator(".card").count() == 0
    assert share(beside(page), RED) == pytest.approx(before, rel=0.1)


def test_points_that_share_a_place_can_each_be_clicked(visit):
    members = results.shown(replace(scene.default(STORE), layers=("alliance_members",)), STORE)["alliance_members"]
    layer = compose.KINDS["site"](STORE.at(Vintage.TODAY), members)[0]
    counties = set(STORE.get("counties")["adcode"])
    in_county = STORE.get("alliance_members").set_index("id")["adcode_today"].isin(counties)
    rows = layer.features[in_county[layer.features["id"]].to_numpy()]
    place = rows.geometry.to_wkt().mode()[0]
    together = rows[rows.geometry.to_wkt() == place]
    visitor = visit(webgl=True, ratio=2)
    code = STORE.get("alliance_members").set_index("id").loc[together["id"].iloc[0], "adcode_today"]
    page = visitor.open(f"/?show=alliance_members&focus={code}")
    view = camera(code)
    for row in (together.iloc[-1], together.iloc[-2]):
        x, y = project(page, row.geometry.x, row.geometry.y, view.zoom, (view.lon, view.lat))
        click(visitor, x + row["dx"], y + row["dy"])
        assert f"alliance_members%3A{row['id']}" in page.url
        assert page.locator(".card h2").inner_text() == row["tip_zh"].split("\n")[0]
        assert "同一坐标" in page.locator(".card").inner_text()


@pytest.mark.parametrize("ratio", [1, 2])
def test_a_corridor_can_be_clicked(visit, ratio):
    visitor = visit(webgl=True, ratio=ratio)
    page = visitor.open("/?show=corridors&corridors.mode=hsr&focus=510185")
    line = curves.corridors(STORE.at(Vintage.TODAY)).set_index("id").geometry["hsr-chengyu"]
    click_place(visitor, *line.interpolate(0.08, normalized=True).coords[0], focus="510185")
    assert page.locator(".card h2").count() == 1
    assert "corridors%3Ahsr" in page.url


def test_a_filter_redraws_the_map_without_moving_it(visit):
    visitor = visit(webgl=True)
    page = visitor.open("/?show=tourism")
    blue = share(picture(page), (0, 119, 187), 25)
    page.locator(".st-key-on-tourism label").first.click()
    visitor.settle()
    assert share(picture(page), (0, 119, 187), 25) < blue / 3
    page.mouse.move(800, 500)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -600)
    page.keyboard.up("Control")
    visitor.settle()
    moved = picture(page)
    page.locator(".st-key-on-tourism label").first.click()
    visitor.settle()
    assert share(picture(page), (0, 119, 187), 25) > 0
    assert share(picture(page), RED) == pytest.approx(share(moved, RED), rel=0.25)


def test_a_copied_address_shows_the_same_elsewhere(visit):
    first = visit()
    page = first.open("/?show=tourism&tourism.grade=5A&focus=500111&lang=en")
    said, address = page.locator(".said").inner_text(), page.url
    second = visit()
    again = second.open(address.replace(first.server, ""))
    assert again.locator(".said").inner_text() == said
    assert again.url == address


def test_back_is_one_press_for_each_page_and_each_choice(visit):
    visitor = visit()
    visitor.page.goto(visitor.server + "/lite/")
    before = visitor.page.url
    page = visitor.open("/?show=eldercare,tourism&tourism.grade=world_heritage&map=light")
    first, steps = (page.url, page.locator(".said").inner_text()), 1

    def chosen(what) -> tuple[str, str]:
        nonlocal steps
        what()
        visitor.settle()
        steps += 1
        assert page.evaluate("navigation.currentEntry.index") == steps
        return page.url, page.locator(".said").first.inner_text()

    inside = page.frame_locator(".st-key-stage iframe")
    seen = [first]
    seen.append(chosen(lambda: page.locator(".st-key-on-eldercare label").first.click()))
    seen.append(chosen(lambda: inside.locator(".leaflet-marker-icon[aria-label^='大足石刻']").click(force=True)))
    seen.append(chosen(lambda: page.locator(".st-key-nav a", has_text="跨界联系").click()))
    chosen(lambda: page.locator(".st-key-nav a", has_text="交通").click())
    assert len(set(seen)) == len(seen)
    for url, said in reversed(seen):
        page.evaluate("history.back()")
        page.wait_for_url(url)
        visitor.settle()
        assert page.locator(".said").first.inner_text() == said
    assert page.locator(".card").count() == 0
    page.go_back()  # and one more press leads out, not in again
    assert page.url == before


@pytest.mark.parametrize(
    "query", ["?show=none", "?eldercare.category=industry_park&eldercare.operator_type=private", "?year=1960"]
)
def test_nothing_breaks_when_little_is_left(visit, query):
    visitor = visit()
    page = visitor.open("/" + query)
    assert page.locator("[data-testid=stException]").count() == 0
    assert visitor.errors == []
    assert page.locator(".said").is_visible()


def test_a_hostile_link_runs_nothing_and_is_told(visit):
    visitor = visit()
    evil = "%3Cimg%20src%3Dx%20onerror%3D%22window.hacked%3D1%22%3E"
    page = visitor.open(f"/?show={evil}&tourism.grade={evil}&focus={evil}&{evil}={evil}")
    assert page.evaluate("window.hacked") is None
    assert "onerror" in page.locator(".ignored").inner_text()
    assert visitor.outside == []


def test_where_webgl_is_missing_the_light_map_comes_by_itself(visit):
    visitor = visit()
    page = visitor.open("/?show=tourism")
    page.locator(".st-key-stage iframe").wait_for(timeout=30_000)
    inside = page.frame_locator(".st-key-stage iframe")
    inside.locator("body[data-drawn]").wait_for(timeout=30_000)
    assert inside.locator(".leaflet-marker-icon svg").count() == 170
    assert "没有 WebGL" in page.locator(".st-key-which-map").inner_text()
    assert visitor.outside == []
    assert visitor.errors == []


def test_a_click_on_the_light_map_opens_the_card(visit):
    visitor = visit()
    page = visitor.open("/?show=tourism&tourism.grade=world_heritage&map=light")
    inside = page.frame_locator(".st-key-stage iframe")
    inside.locator("body[data-drawn]").wait_for(timeout=30_000)
    inside.locator(".leaflet-marker-icon[aria-label^='大足石刻']").click(force=True)
    visitor.settle()
    assert page.locator(".card h2").inner_text() == "大足石刻景区"
    assert "pick=tourism%3Acq-dazu" in page.url


def test_a_row_of_the_table_opens_the_card(visit):
    visitor = visit()
    page = visitor.open("/?show=tourism")
    table = page.locator("[data-testid=stDataFrame]")
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    page.mouse.click(box["x"] + 18, box["y"] + 35 + 17)
    visitor.settle()
    assert page.locator(".card h2").inner_text() == STORE.get("tourism")["name_zh"].iloc[0]


@pytest.mark.parametrize("format", ["csv", "xlsx", "geojson", "gpkg"])
def test_a_download_holds_exactly_what_is_shown(visit, format, tmp_path):
    import geopandas as gpd
    import pandas as pd

    visitor = visit()
    page = visitor.open("/?show=tourism&tourism.grade=5A")
    button = page.locator(f".st-key-download-{format} button").first
    button.scroll_into_view_if_needed()
    with page.expect_download(timeout=30_000) as waiting:
        button.click()
    path = tmp_path / f"x.{format}"
    waiting.value.save_as(path)
    read = {"csv": pd.read_csv, "xlsx": pd.read_excel, "geojson": gpd.read_file, "gpkg": gpd.read_file}[format](path)
    table = STORE.get("tourism")
    assert len(read) == table["grade"].str.split(";").apply(lambda cell: isinstance(cell, list) and "5A" in cell).sum()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_sources_page_opens_by_its_address(visit, lang, width, height):
    visitor = visit(width, height)
    page = visitor.open(f"/sources?lang={lang}")
    assert page.locator("[data-testid=stExpander]").count() == len(STORE.catalog.datasets)
    assert visitor.outside == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_map_can_be_reached_and_filtered_with_the_keyboard(visit):
    visitor = visit()
    page = visitor.open("/?show=none")
    page.locator(".st-key-on-tourism input").focus()
    page.keyboard.press("Space")
    visitor.settle()
    assert "show=tourism" in page.url


@pytest.mark.parametrize("live", [True, False])
def test_the_wheel_scrolls_the_page_and_zooms_only_with_ctrl(visit, live):
    visitor = visit(webgl=live)
    page = visitor.open("/?show=none")
    scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"
    before = picture(page, ".st-key-stage")
    page.mouse.move(800, 500)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -600)
    page.keyboard.up("Control")
    visitor.settle()
    zoomed = picture(page, ".st-key-stage")
    assert page.evaluate(scrolled) == 0
    assert np.abs(np.asarray(zoomed, dtype=int) - np.asarray(before, dtype=int)).mean() > 2
    place = page if live else page.frame_locator(".st-key-stage iframe")
    page.mouse.wheel(0, 200)
    place.locator(".wheel-hint.on").wait_for(timeout=5_000)
    assert "Ctrl" in place.locator(".wheel-hint").inner_text()
    page.wait_for_function(f"() => {scrolled} > 100")


def test_what_lies_below_the_map_is_told_and_led_to_by_mouse_and_keyboard(visit):
    visitor = visit(1366, 768)
    page = visitor.open("/crossings")
    line = page.locator(".below")
    assert line.inner_text().replace(" ", "") == "↓表格、缺口清单、矩阵、下载"
    box, law = line.bounding_box(), page.locator(".compliance").bounding_box()
    assert box["y"] + box["height"] <= 768
    assert law["y"] + law["height"] <= box["y"]
    table = page.locator(".st-key-view-crossings")
    assert table.bounding_box()["y"] > 768
    line.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.st-key-view-crossings').getBoundingClientRect().top < 500")
    assert not page.locator(".legend").get_attribute("open")  # a low screen


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_can_be_reached_at_1366_px_beside_the_side_bar_and_wide_scroll_bars(visit, lang):
    visitor = visit(1366, 768)
    page = visitor.open(f"/?lang={lang}")
    page.add_style_tag(content="::-webkit-scrollbar { width: 17px !important; height: 17px !important; }")
    links = page.locator(".st-key-nav a")
    links.nth(len(PAGES) - 1).wait_for()
    page.evaluate("() => document.fonts.ready.then(() => true)")  # until then icons are as wide as their names
    assert links.count() == len(PAGES)
    edge = page.locator(".st-key-nav").bounding_box()
    for box in (links.nth(n).bounding_box() for n in range(links.count())):
        assert edge["x"] <= box["x"]
        assert box["x"] + box["width"] <= edge["x"] + edge["width"]


@pytest.mark.parametrize("live", [True, False])
def test_one_finger_scrolls_the_page_and_two_move_the_map(visit, live):
    visitor = visit(390, 844, webgl=live, touch=True)
    page = visitor.open("/?show=none")
    scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"
    stage = ".st-key-stage"
    page.locator(stage).scroll_into_view_if_needed()
    page.evaluate("document.querySelector('.st-key-stage').scrollIntoView({ block: 'center' })")
    visitor.settle()
    box, start = page.locator(stage).bounding_box(), page.evaluate(scrolled)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = np.asarray(picture(page, stage), dtype=int)
    fingers(
        page,
        [(x - 60 + 6 * n, y - 40 + 10 * n) for n in range(9)],
        [(x + 60 + 6 * n, y + 40 + 10 * n) for n in range(9)],
    )
    visitor.settle()
    moved = np.asarray(picture(page, stage), dtype=int)
    assert page.evaluate(scrolled) == start
    assert np.abs(moved - before).mean() > 2
    assert "pick=" not in page.url
    fingers(page, [(x, y + 60 - 12 * n) for n in range(12)])
    place = page if live else page.frame_locator(f"{stage} iframe")
    place.locator(".wheel-hint.on").wait_for(timeout=5_000)
    assert place.locator(".wheel-hint").inner_text() == "用两根手指移动地图"
    page.wait_for_function(f"() => {scrolled} > {start} + 60")
    visitor.settle()
    assert "pick=" not in page.url
