"""Maps of the domains, and which map a browser gets: the light one first without a graphics card, then the live."""

import pytest

from layers import symbols
from layers.kinds.site import SIZE
from tests.browser.hands import RED, picture, share, well

MAP = '[data-testid="stDeckGlJsonChart"] canvas'
LOSE = "canvas => canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()"

PAGES = ("transport", "eldercare", "tourism", "alliances", "services")
PICKS = {
    "transport": ("pick=corridors:hsr-chengyu", "川渝界线 · 隆昌市—荣昌区"),
    "eldercare": ("pick=eldercare:elder-dazu-bayue-xihu", "大足区通桥街道巴岳西湖社区养老服务中心"),
    "tourism": ("pick=tourism_routes:route-grotto", "川渝石窟石刻艺术主题游线"),
    "alliances": ("alliance_members.alliance_id=al-university", "成渝地区双城经济圈高校联盟"),
    "services": ("pick=counties:500152", "潼南—遂宁磨溪跨省公交"),
}


# Their live maps: tests/browser/names/test_live_map.py.
@pytest.mark.parametrize("page_name", PAGES)
@pytest.mark.parametrize(("width", "height", "lang"), [(1440, 900, "zh"), (390, 844, "en")])
def test_every_domain_draws_its_light_map_and_asks_nobody_outside(visit, page_name, width, height, lang):
    visitor = visit(width, height, touch=width < 700)
    page = visitor.open(f"/{page_name}?lang={lang}")
    assert share(picture(page, ".st-key-stage"), RED) > 0.001
    well(visitor)


@pytest.mark.parametrize("page_name", PAGES)
def test_what_is_picked_is_told_and_drawn(visit, page_name):
    query, words = PICKS[page_name]
    visitor = visit()
    page = visitor.open(f"/{page_name}?{query}")
    assert words in page.locator(".card").inner_text()
    page.frame_locator(".st-key-stage iframe").locator("body[data-drawn]").wait_for(timeout=30_000)
    assert visitor.errors == visitor.outside == []


def test_without_a_graphics_card_the_light_map_comes_first_and_the_full_one_is_a_choice_that_stays(visit):
    visitor = visit(webgl=True, card=False, width=1000, height=700)
    page = visitor.open("/?show=platforms")
    assert page.locator("iframe[src*='/lite/map']").count() == 1
    assert "先用轻量地图" in page.locator(".st-key-which-map").inner_text()
    page.locator(".st-key-full-map button").click()
    visitor.drawn()
    assert page.locator("iframe[src*='/lite/map']").count() == page.locator(".st-key-which-map").count() == 0
    assert "map=deck" in page.url
    page.get_by_role("link", name="养老").click()
    page.wait_for_url("**/eldercare**")
    visitor.drawn()
    assert "map=deck" in page.url
    assert visitor.errors == visitor.outside == []


def test_a_map_that_the_graphics_card_drops_is_drawn_anew_and_at_last_by_the_light_one(visit):
    visitor = visit(webgl=True, width=1000, height=700)
    page = visitor.draws("/?show=platforms")
    before = page.locator(MAP).element_handle()
    for _ in range(2):
        page.locator(MAP).evaluate(LOSE)
        page.wait_for_function("old => !old.isConnected", arg=before)
        visitor.drawn()
        before = page.locator(MAP).element_handle()
        assert not page.locator(MAP).evaluate("canvas => canvas.getContext('webgl2').isContextLost()")
    page.locator(MAP).evaluate(LOSE)
    page.locator("iframe[src*='/lite/map']").wait_for()
    assert "几次停止响应" in page.locator(".st-key-which-map").inner_text()
    page.locator(".st-key-full-map button").click()
    visitor.drawn()
    assert visitor.outside == []


def test_symbols_of_the_light_map_grow_with_the_zoom_as_on_the_live_one(visit):
    visitor = visit(390, 844, touch=True)
    page = visitor.open("/?show=eldercare&map=light")
    frame = page.frame_locator(".st-key-stage iframe")
    symbol = frame.locator(".chengyu-symbol svg").first
    size, (least, most) = symbol.evaluate("one => one.width.baseVal.value"), symbols.bounds(SIZE)
    assert size == SIZE
    assert symbol.bounding_box()["width"] == pytest.approx(least, abs=0.5)  # the whole circle on a phone
    for _ in range(5):
        frame.locator(".leaflet-control-zoom-in").click()
        frame.locator("body:not(:has(.leaflet-zoom-anim))").wait_for()
    assert symbol.bounding_box()["width"] == pytest.approx(most, abs=0.5)
    visitor.settle()
    well(visitor)


@pytest.mark.parametrize(("width", "height", "path"), [(1366, 768, "/crossings"), (390, 844, "/"), (1440, 900, "/")])
def test_the_buttons_of_the_light_map_lie_free(visit, width, height, path):
    visitor = visit(width, height, touch=width < 700)
    page = visitor.open(f"{path}?map=light")
    zoom = page.frame_locator(".st-key-stage iframe").locator(".leaflet-control-zoom").bounding_box()
    for other in page.locator(".st-key-ranking, .compliance, .said, .legend").all():
        box = other.bounding_box()
        assert (
            not box
            or box["x"] >= zoom["x"] + zoom["width"]
            or box["x"] + box["width"] <= zoom["x"]
            or box["y"] >= zoom["y"] + zoom["height"]
            or box["y"] + box["height"] <= zoom["y"]
        )
    well(visitor)


def test_the_tip_of_a_long_name_is_no_column(visit):
    visitor = visit(width=1000, height=700)
    page = visitor.page
    page.goto(f"{visitor.server}/lite/map?lang=en&layers=units&frame=1000,700,0,0")
    page.locator("body[data-drawn]").wait_for()
    tip = page.locator(".leaflet-tooltip").last  # the one before is still fading
    for x in (480, 520, 700):  # on either side of the middle
        page.mouse.move(x, 300)
        page.mouse.move(x + 2, 302)
        box = tip.bounding_box()
        assert box["width"] > box["height"], x
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 1000
