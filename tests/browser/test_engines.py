"""Which map a browser gets: the light one first where no graphics card draws, and the live one again when lost."""

MAP = '[data-testid="stDeckGlJsonChart"] canvas'
LOSE = "canvas => canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()"


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
