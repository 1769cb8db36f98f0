"""WCAG 2.2 AA by axe: nothing serious on any light page, nothing on the app's pages but what Streamlit itself does."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from geodata.catalog.pages import PAGES

AXE = Axe()
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
LIGHT = [
    f"/lite/{lang}/{page}"
    for lang in ("zh", "en")
    for page in (
        "",
        "ask?q=市中区",
        "place/500152",
        "place/500152?want=eldercare",
        "place/510900?want=outing&big=1",
        "site/cq-dazu",
        "service/sv-idcard",
        "pair/511083-500153",
        "place/nowhere",
    )
]
APP = [
    "/",
    "/?lang=en&map=light",
    "/crossings",
    "/crossings?pick=border_pairs:511083-500153&lang=en",
    "/transport?pick=corridors:hsr-chengyu",
    "/eldercare",
    "/briefing",
    "/tourism?pick=tourism_routes:route-grotto&lang=en",
    "/alliances?alliance_members.alliance_id=al-university",
    "/services",
    "/citizen?focus=500152",
    "/citizen?focus=511623&want=health&big=1&lang=en",
    "/sources",
    "/mydata?lang=en",
]
LIVE = ("/", "/citizen?focus=500152")  # looked at with the live map; the map is one picture to a reader in any case
# What Streamlit's own widgets do, by rule and by what the node holds; listed with reasons in docs/accessibility.md.
STREAMLITS = {"target-size": "react-aria"}
DOCUMENT = (Path(__file__).parents[2] / "docs" / "accessibility.md").read_text(encoding="utf-8")

# Text that a screen reader would run together with the text before it: nothing but an element's edge between them.
GLUED = r"""
() => {
  const inline = element => getComputedStyle(element).display === "inline";
  const block = element => { while (element && inline(element)) element = element.parentElement; return element; };
  const unheard = "style, script, svg, [aria-hidden=true], [data-testid=stIconMaterial]";
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  let before = null;
  for (let node; (node = texts.nextNode()); ) {
    const own = node.parentElement;
    if (!node.nodeValue || own.closest(unheard) || !own.checkVisibility()) continue;
    const ends = before && before.own !== own && block(before.own) === block(own);
    if (ends && /[\p{L}\p{N}]$/u.test(before.text) && /^[\p{L}\p{N}]/u.test(node.nodeValue)) {
      const range = document.createRange();
      range.setStart(before.node, 0);
      range.setEnd(node, node.length);
      if (!range.cloneContents().querySelector("br")) found.push(`${before.text}|${node.nodeValue}`);
    }
    before = { node, own, text: node.nodeValue };
  }
  return found;
}
"""
# What can be pressed and is lower or narrower than a finger; links within a sentence are as high as their line.
SMALL = """
least => {
  const found = [], what = "button, a[href], summary, select, input:not([type=range], [type=hidden]), textarea";
  const within = link => link.tagName === "A" && getComputedStyle(link).display === "inline"
    && [...link.parentElement.childNodes].some(node => node.nodeType === 3 && node.nodeValue.trim().length > 1);
  for (const one of document.querySelectorAll(what)) {
    if (!one.checkVisibility() || one.closest("[aria-hidden=true], .leaflet-container") || within(one)) continue;
    if (one.dataset.testid === "stSkipToContent") continue;  // seen and pressed from the keyboard alone
    const box = (one.closest("label, [role=group], [data-testid=stTextInputRootElement]") ?? one);
    const { width, height } = (one.matches("input, textarea") ? box : one).getBoundingClientRect();
    if (width && height && Math.min(width, height) < least - 0.5)
      found.push(`${one.tagName} ${one.innerText || one.ariaLabel} ${Math.round(width)}x${Math.round(height)}`);
  }
  return found;
}
"""
FINGER = 40  # px
# Whether a name of a page lies under the side bar's button when the pages are pushed all the way.
COVERED = """
() => {
  const bar = document.querySelector(".st-key-nav");
  const button = document.querySelector("[data-testid=stExpandSidebarButton]").getBoundingClientRect();
  const room = bar.getBoundingClientRect();
  bar.scrollLeft = bar.scrollWidth;
  return [bar.scrollLeft > 0, room.left < button.right];
}
"""
APART = """
() => {
  const name = document.querySelector(".st-key-title .product"), range = document.createRange();
  range.selectNodeContents(name);
  const [a, b] = [range, document.querySelector(".st-key-lang")].map(one => one.getBoundingClientRect());
  return a.bottom <= b.top || a.right <= b.left;
}
"""


def violations(page) -> list[str]:
    """Serious and critical findings as "rule: node", without those that are Streamlit's."""
    found = AXE.run(page, options=RULES).response["violations"]
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
        if STREAMLITS.get(one["id"], "\0") not in " ".join(map(str, node["target"])) + node["html"]
    ]


@pytest.mark.parametrize("path", LIGHT)
def test_light_pages(visit, path):
    visitor = visit(390, 844)
    visitor.page.goto(visitor.server + path)
    found = AXE.run(visitor.page, options=RULES).response["violations"]
    assert [(one["id"], one["impact"]) for one in found] == []
    assert visitor.page.evaluate(GLUED) == []


@pytest.mark.parametrize("path", APP)
def test_pages_of_the_app(visit, path):
    visitor = visit(webgl=path in LIVE)
    page = visitor.open(path)
    english = "lang=en" in path
    page.locator(f"html[lang={'en' if english else 'zh-CN'}]").wait_for(state="attached")
    assert violations(page) == []
    assert page.evaluate(GLUED) == []
    assert page.get_by_role("heading", level=1).count() == 1
    pages = page.get_by_role("navigation", name="Pages" if english else "各页")
    assert pages.get_by_role("link").count() == len(PAGES)
    assert pages.locator("[aria-current=page]").count() == 1
    assert page.title().endswith("Chengyu One Map" if english else "成渝一张图")


@pytest.mark.parametrize(
    "path",
    [
        "/?lang=en",
        "/crossings?pick=border_pairs:511083-500153",
        "/citizen?focus=500152",
        "/sources",
        "/alliances?alliance_members.alliance_id=al-university",
    ],
)
def test_a_finger_has_room_on_a_phone(visit, path):
    visitor = visit(390, 844, touch=True)
    page = visitor.open(path)
    assert page.evaluate(COVERED) == [True, False]
    page.locator("[data-testid=stExpandSidebarButton]").click()
    page.locator(".st-key-title").wait_for()
    visitor.settle()
    assert page.evaluate(SMALL, FINGER) == []
    assert page.evaluate(APART)


def test_a_finger_has_room_on_light_pages(visit):
    visitor = visit(390, 844, touch=True)
    for path in ("", "place/500152?want=eldercare", "pair/511083-500153", "ask?q=gaozhu"):
        visitor.page.goto(f"{visitor.server}/lite/zh/{path}")
        assert visitor.page.evaluate(SMALL, FINGER) == [], path


def test_the_name_and_the_language_switch_stand_apart_on_a_small_laptop(visit):
    assert visit(1366, 768).open("/sources?lang=en").evaluate(APART)


def test_a_phone_lists_cards_and_one_is_chosen_as_a_row_is(visit):
    visitor = visit(390, 844, touch=True)
    page = visitor.open("/eldercare")
    visitor.settle()
    cards = page.locator("[class*=st-key-cards-] [data-testid=stBaseButton-tertiary]")
    assert page.locator("[data-testid=stDataFrame]").count() == 0
    assert cards.count() == 10
    name = cards.nth(3).inner_text()
    cards.nth(3).click()
    page.locator(".st-key-card h2", has_text=name).wait_for()
    page.wait_for_url("**pick=eldercare**")


def test_what_is_streamlits_is_documented():
    for rule in STREAMLITS:
        assert f"`{rule}`" in DOCUMENT
