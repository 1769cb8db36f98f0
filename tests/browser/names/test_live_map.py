"""Names, numbers and the scale's figure stand on every live map, at every device pixel ratio, and it is sharp."""

import io
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from geodata.briefing import default
from geodata.query import on_map, scene
from geodata.store.store import load
from layers import camera, compose, framing, palette
from layers.camera import Frame, pixels
from layers.renderers import fonts
from layers.spec import Drawing
from pages._ui.briefing import presenter
from pages._ui.common import maps
from tests.browser.conftest import CHROMIUM, QUIET, Visit, environment
from tests.browser.hands import PAPER, RED, STAGE, picture, share, well

STORE = load()
WIDE = camera.DESKTOP
# page → path, room of its map on a desktop
PAGES: dict[str, tuple[str, Frame]] = {
    "explore": ("/", WIDE),
    "crossings": ("/crossings", WIDE._replace(left=framing.LEGEND, right=framing.PANEL)),
    "transport": ("/transport", WIDE),
    "eldercare": ("/eldercare", WIDE._replace(left=framing.LEGEND)),
    "tourism": ("/tourism", WIDE),
    "alliances": ("/alliances", WIDE),
    "services": ("/services", WIDE),
    "citizen": ("/citizen?focus=500152&want=health", framing.ASIDE),
}
SURE = ("label-cores", "label-scale", "label-hits", "label-cut")  # layers whose names stand above their places
ON_MAP = """
([selector, spots]) => spots.every(
  ([x, y]) => document.elementFromPoint(x, y)?.closest(".stDeckGlJsonChart")?.closest(selector))
"""
# The map has as many pixels as the screen gives it, and has been drawn since.
SHARP = """
([selector, ratio, since]) => {
  const canvas = document.querySelector(`${selector} canvas`);
  return devicePixelRatio === ratio && window.lastDrawn > since
    && Math.abs(canvas.width - canvas.getBoundingClientRect().width * ratio) <= 1;
}
"""
PIXELS = "selector => document.querySelector(`${selector} canvas`).width"
# The map gets its whole width back as soon as it is made narrower, once.
WIDENED = """
selector => {
  const canvas = document.querySelector(`${selector} canvas`);
  window.widened = 0;
  new MutationObserver((_, watcher) => {
    watcher.disconnect();
    canvas.style.width = "100%";
    window.widened += 1;
  }).observe(canvas, { attributeFilter: ["style"] });
}
"""
COUNTED = Path(maps.__file__).parents[1] / "assets" / "sharp.js"
INK = 0.05  # the part of a name's field that its letters cover at least
DESKTOP, PHONE = (1440, 900), (390, 844)
RATIOS = (1, 1.25, 1.5, 2, 3)
# Which pages are opened on a desktop at a ratio; the others are on a phone there. So every page stands at every ratio,
# and every page and every ratio on both screens, once each; the many pixels of high ratios are mostly a phone's.
ON_DESKTOP: dict[float, set[str]] = {
    1: {"explore", "transport", "tourism", "services"},
    1.25: {"crossings", "eldercare", "alliances", "citizen"},
    1.5: {"explore", "eldercare", "tourism", "citizen"},
    2: {"crossings", "services"},
    3: {"transport"},
}


@dataclass(frozen=True)
class Word:
    """A name on a map: its middle from that of the map, its size, px; and its colour."""

    text: str
    x: float
    y: float
    width: float
    height: float
    color: tuple[int, ...]


@cache
def drawing(page: str, frame: Frame) -> Drawing:
    given = scene.default(STORE, page)
    if page == "citizen":
        given = replace(given, focus="500152", want="health")
    return compose.draw(given, STORE, on_map.drawn(given, STORE), frame)


def words(drawn: Drawing) -> list[Word]:
    return [
        Word(text, x, y - layer.lift, fonts.width(text, layer.size), layer.size, layer.color[:3])
        for layer in drawn.layers
        if layer.id in SURE
        for text, place in zip(layer.features["text_zh"], layer.features.geometry, strict=True)
        for x, y in [pixels(drawn.view, place.x, place.y)]
    ]


def shot(page) -> np.ndarray:
    """What is seen of the page, a pixel for each CSS pixel."""
    image = Image.open(io.BytesIO(page.screenshot(timeout=120_000))).convert("RGB")
    size = page.evaluate("[innerWidth, innerHeight]")
    return np.asarray(image.resize(size, Image.Resampling.BOX))


def ink(image: np.ndarray, color: tuple[int, ...]) -> float:
    return float((np.abs(image.astype(int) - color).max(axis=2) < 70).mean())


def seen(page, drawn: Drawing, selector: str = STAGE) -> dict[str, float]:
    """How much ink there is where each name must stand, of those that nothing else covers."""
    canvas = page.locator(f"{selector} canvas").first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    image = shot(page)
    found = {}
    for word in words(drawn):
        x, y = box["x"] + box["width"] / 2 + word.x, box["y"] + box["height"] / 2 + word.y
        left, right, top, bottom = x - word.width / 2, x + word.width / 2, y - word.height / 2, y + word.height / 2
        corners = [(left, top), (right, top), (left, bottom), (right, bottom)]
        if page.evaluate(ON_MAP, [selector, corners]):
            found[word.text] = ink(image[round(top) : round(bottom), round(left) : round(right)], word.color)
    return found


def sharp(page, ratio: float, selector: str = STAGE, since: float = 0) -> None:
    """Wait until the map has as many pixels as the screen gives it."""
    page.wait_for_function(SHARP, arg=[selector, ratio, since], timeout=60_000)


def check(page, drawn: Drawing, ratio: float, selector: str = STAGE, figure: bool = True) -> None:
    """What stands on a map: names or numbers, and the scale's figure; each has its ink, and the map is sharp."""
    sharp(page, ratio, selector)
    found = seen(page, drawn, selector)
    faint = {text: part for text, part in found.items() if part < INK}
    assert not faint
    assert any("公里" not in text for text in found), found
    assert any("公里" in text for text in found) or not figure, found


def fit(name: str, size: tuple[int, int]) -> Drawing:
    path, room = PAGES[name]
    on_phone = framing.STRIP if path.startswith("/citizen") else camera.PHONE  # there it lies over its list
    return drawing(name, room if size == DESKTOP else on_phone)


def test_every_page_and_every_ratio_is_looked_at_on_both_screens():
    assert set(ON_DESKTOP) == set(RATIOS)
    assert all(0 < len(pages) < len(PAGES) for pages in ON_DESKTOP.values())
    assert all(0 < sum(name in pages for pages in ON_DESKTOP.values()) < len(RATIOS) for name in PAGES)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("ratio", RATIOS)
def test_names_numbers_and_the_scale_stand_on_every_map(visit, ratio, size):
    visitor = visit(*size, webgl=True, touch=size == PHONE, ratio=ratio)
    for name, (path, _) in PAGES.items():
        if (name in ON_DESKTOP[ratio]) == (size == DESKTOP):
            page = visitor.draws(path)
            check(page, fit(name, size), ratio)
            drawn_well(page, name)
            well(visitor)


def drawn_well(page, name: str) -> None:
    """What is seen of a live map besides names: paper and the border's red, or the ties along it."""
    image = picture(page)
    if name == "crossings":
        assert share(image, palette.INTEGRATION[3][:3]) > 0.002
        assert share(image, palette.INTEGRATION[2][:3]) > 0.002
    else:
        assert 0.001 < share(image, RED) < 0.05, name
        least = 0.002 if image.width > PHONE[0] else 0.001  # on a phone symbols cover more of the border
        assert name != "explore" or (share(image, RED) > least and share(image, PAPER) > 0.05)


def test_they_stand_on_a_real_screen_of_another_ratio(server, playwright, webgl, tmp_path):
    """Without emulation, where the browser's own count of device pixels is right."""
    context = playwright.chromium.launch_persistent_context(
        tmp_path,
        executable_path=CHROMIUM,
        args=[*QUIET, *webgl, "--force-device-scale-factor=1.5", "--window-size=1400,900"],
        env=environment(),
        no_viewport=True,
    )
    visitor = Visit(context, server)
    page = visitor.draws("/crossings")
    assert page.evaluate("devicePixelRatio") == 1.5
    check(page, fit("crossings", DESKTOP), 1.5, figure=False)
    context.close()


def test_they_stand_on_both_maps_of_a_comparison(visit):
    page = visit(webgl=True, ratio=2).draws("/crossings?compare=closed")
    left = drawing("crossings", framing.HALF)
    numbered = tuple(layer for layer in left.layers if layer.id != "label-cut")  # where all is cut, none is named
    for place, drawn in ((maps.MAIN, left), (maps.COMPARED, replace(left, layers=numbered))):
        check(page, drawn, 2, f"[class*=st-key-{place}-]")


def test_a_map_that_was_there_before_its_pixels_were_counted_right_becomes_sharp(visit):
    """Although something else, as a page drawn anew does, gives it its whole width back meanwhile."""
    visitor = visit(webgl=True, ratio=1.25)
    visitor.page.add_init_script("window.chengyuSharp = true")  # the count is left as it is
    page = visitor.draws("/crossings")
    blurred = page.evaluate(PIXELS, STAGE)
    page.evaluate(WIDENED, STAGE)
    script = COUNTED.read_text(encoding="utf-8").replace("export default function", "return function")
    page.evaluate(f"window.chengyuSharp = false; (() => {{ {script} }})()()")
    sharp(page, 1.25)
    assert blurred < page.evaluate(PIXELS, STAGE)
    assert page.evaluate("window.widened") == 1


def test_they_stand_on_a_turned_phone(visit):
    visitor = visit(*PHONE, webgl=True, touch=True, ratio=3)
    page = visitor.draws("/")
    since = page.evaluate("performance.now()")
    page.set_viewport_size({"width": PHONE[1], "height": PHONE[0]})
    sharp(page, 3, since=since)
    visitor.drawn()
    check(page, fit("explore", PHONE), 3, figure=False)  # lower than its first camera was chosen for


def test_they_stand_on_a_slide(visit):
    given = default.default(STORE, "zh").scenes[0]
    page = visit(webgl=True, ratio=2).draws("/briefing?slide=1")
    box = page.locator(".st-key-present-map canvas").first.bounding_box()
    room = camera.Frame(round(box["width"]), round(box["height"]))  # as large as this screen lets it be
    check(page, presenter._larger(compose.draw(given, STORE, on_map.drawn(given, STORE), room)), 2)


def test_they_stand_on_the_light_map(visit):
    visitor = visit(*PHONE, touch=True, ratio=3)
    visitor.page.goto(f"{visitor.server}/lite/map?page=crossings")
    visitor.page.locator("body[data-drawn]").wait_for(timeout=60_000)
    image = shot(visitor.page)
    for word in ("重庆", "达州"):
        box = visitor.page.locator(".chengyu-label", has_text=word).locator("div").bounding_box()
        left, top = round(box["x"]), round(box["y"])
        field = image[top : top + round(box["height"]), left : left + round(box["width"])]
        assert ink(field, palette.LABEL[:3]) > INK
