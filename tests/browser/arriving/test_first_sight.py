"""What is seen before the app has started, and how it gives way: without a jump, without a script, without an app."""

import pytest

MAP = ".st-key-stage [data-testid=stDeckGlJsonChart]"
# Notes where the picture was when it stood on the app's own map, and where that map was.
NOTE = """
window.lain = [];
new MutationObserver(() => {
  const picture = document.querySelector(".first-map.over"), map = document.querySelector("%s");
  if (!picture || !map) return;
  const box = one => { const at = one.getBoundingClientRect(); return [at.left, at.top, at.width, at.height]; };
  window.lain.push([box(picture), box(map)]);
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["class", "style"] });
"""


# What came over the line, by address; an entry of nothing was taken from what had come already.
FETCHED = """
() => performance.getEntriesByType("resource").filter(one => one.transferSize > 0).map(one => one.name)
  .filter(name => name.includes("/drawn/") || name.includes("/static/"))
"""


@pytest.fixture
def slow(chromium, server):
    """A page whose app never comes: its first script is not answered."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.route("**/static/js/**", lambda route: route.abort())
    yield page, server
    context.close()


def test_the_picture_lies_where_the_map_comes_and_goes_when_it_has_drawn(visit):
    visitor = visit(webgl=True)
    visitor.page.add_init_script(NOTE % MAP)
    before = []
    visitor.page.once(
        "domcontentloaded",
        lambda page: before.append(page.locator(".first-map").bounding_box()),
    )
    page = visitor.open("/?show=tourism")
    assert page.locator("#first-picture, .first-map").count() == 0
    lain = page.evaluate("window.lain")
    assert lain
    for picture, map in lain:
        assert picture == pytest.approx(map, abs=1)
    after = page.locator(MAP).bounding_box()
    assert [before[0][side] for side in ("x", "y", "width", "height")] == pytest.approx(
        [after[side] for side in ("x", "y", "width", "height")], abs=2
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_a_script_the_view_can_be_read(chromium, server, lang):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{server}/crossings?lang={lang}")
    assert page.locator(".first-map svg").first.is_visible()
    assert page.locator("noscript").is_visible()
    assert page.locator("#first-picture .words p").first.inner_text()
    page.locator("#first-picture noscript a").click()
    assert "/lite/" in page.url
    context.close()


def test_an_app_that_does_not_start_is_made_up_for_by_the_light_page(slow):
    page, server = slow
    page.goto(f"{server}/citizen?focus=500152")
    late = page.locator("#first-picture .late")
    assert not late.is_visible()
    page.evaluate("document.getAnimations().forEach(one => one.finish())")  # eight seconds later
    assert late.is_visible()
    late.locator("a").click()
    page.wait_for_url("**/lite/zh/place/500152*")


@pytest.mark.parametrize(
    "lack", ["delete Object.hasOwn", "delete window.structuredClone", "CSS.supports = () => false"]
)
def test_a_browser_that_lacks_what_the_app_needs_gets_the_light_page(chromium, server, lack):
    context = chromium.new_context()
    page = context.new_page()
    page.add_init_script(f"{lack};")
    page.goto(f"{server}/?lang=en&focus=500152")
    page.wait_for_url("**/lite/en/place/500152*")
    context.add_cookies([{"name": "chengyu_app", "value": "1", "url": server}])  # who insists
    page.goto(f"{server}/?lang=en&focus=500152")
    assert "/lite/" not in page.url
    context.close()


def test_nothing_is_asked_for_twice_and_all_of_it_is_small(visit):
    visitor = visit(webgl=True)
    visitor.page.goto("about:blank")
    fetched = visitor.page.context.new_cdp_session(visitor.page)
    fetched.send("Network.enable")
    fetched.send("Network.setCacheDisabled", {"cacheDisabled": False})
    fetched.send("Network.clearBrowserCache")
    sizes = []
    fetched.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    visitor.open("/")
    assert sum(sizes) < 3_000_000
    came = visitor.page.evaluate(FETCHED)
    assert len(came) == len(set(came))
    assert any("/drawn/" in one for one in came)
    assert not any("SyntaxHighlighter" in one for one in came)


@pytest.mark.parametrize("page_name", ["", "crossings", "citizen", "sources"])
def test_without_a_script_nothing_lies_on_what_is_said(chromium, server, page_name):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(f"{server}/{page_name}")
    told = page.locator("noscript p").bounding_box()
    said = page.locator("#first-picture :is(.words, .plain) > p").first.bounding_box()
    assert told["y"] + told["height"] <= said["y"]
    assert told["x"] + told["width"] <= 1366
    context.close()


@pytest.mark.parametrize(("height", "open"), [(768, False), (900, True)])
def test_in_a_low_window_the_legend_is_folded_as_the_app_folds_it(slow, height, open):
    page, server = slow
    page.set_viewport_size({"width": 1440, "height": height})
    page.goto(f"{server}/")
    assert page.locator("#first-picture .key ul").is_visible() == open
