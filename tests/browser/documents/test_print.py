"""On paper: everything, black on white, with where and when. Printed by a real browser and read back."""

import io
import re
import unicodedata
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from geodata.boundaries.vintage import Vintage
from geodata.narrative.residents import lists
from geodata.narrative.residents.items import Adviser
from geodata.query.residents import answer
from geodata.store.store import load
from geodata.text import days

STORE = load()
PATHS = [
    "/lite/zh/place/500152?want=eldercare",
    "/lite/en/place/510000?want=outing&big=1",
    "/citizen?lang=zh&focus=500152",
    "/citizen?lang=en&focus=500152&want=outing&big=1",
]


# Characters whose glyph a typeface shares with a radical or another dash, by which a PDF may then call them.
RADICALS = str.maketrans(
    "⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳―‒", "母民西见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙龟—–"
)


def squeezed(text: str) -> str:
    """Without white space, since a PDF breaks lines where it likes, and with radicals as the characters they are."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text.translate(RADICALS)))


def printed(page) -> str:
    return squeezed("".join(part.extract_text() for part in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages))


def listed(path: str) -> list[str]:
    """The title of everything in every list of the answer a path asks for."""
    parts = urlsplit(path)
    light = re.match("/lite/(?P<lang>..)/place/(?P<focus>.*)", parts.path)
    query = (light.groupdict() if light else {}) | dict(parse_qsl(parts.query))
    adviser = Adviser(STORE.at(Vintage.TODAY), query["lang"], date.today())
    want = query.get("want", "eldercare")
    found = answer.answer(STORE.at(Vintage.TODAY), query["focus"], want, query.get("who", ""))
    return [item.title for section in lists.make(adviser, found) for item in section.items]


def opened(visitor, path: str):
    if path.startswith("/lite/"):
        visitor.page.goto(visitor.server + path)
        return visitor.page
    return visitor.open(path)


@pytest.mark.parametrize("path", PATHS)
def test_paper_holds_every_list_whole_and_says_where_and_when(visit, path):
    visitor = visit(390, 844) if "lite" in path else visit()
    page = opened(visitor, path)
    assert page.locator(".fold").count() > 0
    assert page.locator(".fold[open]").count() == 0
    told, titles = printed(page), listed(path)
    assert len(titles) > 10
    missing = [title for title in titles if squeezed(title) not in told]
    assert missing == []
    assert squeezed(visitor.server) not in told  # this machine's own address helps nobody else
    assert squeezed(days.told(days.today(), "en" if "/en/" in path or "lang=en" in path else "zh")) in told
    assert squeezed(STORE.version) in told


def test_the_counties_to_choose_from_are_printed_too(visit):
    visitor = visit(390, 844)
    visitor.page.goto(visitor.server + "/lite/zh/")
    told = printed(visitor.page)
    assert all(squeezed(name) in told for name in ("万源市", "巫溪县", "盐边县"))


@pytest.mark.parametrize("path", PATHS)
def test_paper_is_black_on_white(visit, path):
    page = opened(visit(390, 844) if "lite" in path else visit(), path)
    page.emulate_media(media="print")
    colors = page.evaluate(
        """() => [...document.querySelectorAll("h1,h2,h3,h4,p,li,dd,dt,a,b,small,span")]
            .filter(node => node.offsetParent && node.innerText.trim() && !node.closest(".st-key-stage"))
            .map(node => getComputedStyle(node)).map(style => style.color + "|" + style.backgroundColor)"""
    )
    assert set(colors) == {"rgb(0, 0, 0)|rgba(0, 0, 0, 0)"}
    for number in page.locator("ol .number").all()[:3]:  # dark on white, and there is ink
        seen = np.asarray(Image.open(io.BytesIO(number.screenshot())).convert("L"))
        assert (seen < 90).any()
        assert seen[seen.shape[0] // 4, seen.shape[1] // 4] > 200
        assert np.median(seen) > 200


def test_on_the_screen_the_lists_stay_folded_until_asked_for(visit):
    visitor = visit(390, 844)
    page = visitor.page
    page.goto(visitor.server + PATHS[0])
    fold = page.locator(".fold").last
    rest = fold.locator("xpath=following-sibling::*[1]")
    assert not rest.is_visible()
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    assert rest.is_visible()
    assert not page.locator(".paper").first.is_visible()


def test_from_the_app_to_the_light_page_and_back_nothing_is_lost(visit):
    visitor = visit(390, 844, touch=True)
    page = visitor.open("/citizen?focus=500152&want=health&who=elder&big=1")
    page.goto(visitor.server + page.locator(".share-box a").get_attribute("href"))
    page.wait_for_url("**/lite/zh/place/500152?want=health&who=elder&big=1")
    page.get_by_role("link", name="打开地图版").click()
    page.locator(".foot").wait_for(timeout=60_000)
    visitor.settle()
    query = dict(parse_qsl(urlsplit(page.url).query))
    assert query == {"lang": "zh", "focus": "500152", "want": "health", "who": "elder", "big": "1"}
    assert page.locator(".st-key-big input").is_checked()
